//! The Home tab, in English.

use super::{date, help, join, talk, way_there, when};
use crate::domain::model::{ClusterHome, Lang, MeetingFacts, OptOut, Settings, Standing, TalkFacts};
use crate::i18n::lists::count;
use crate::i18n::marks::{channel_name, named, strong};
use crate::i18n::{ClusterWords, Said};

pub(crate) fn cluster(home: &ClusterHome) -> ClusterWords {
    let standing = &home.standing;
    ClusterWords {
        heading: heading(home),
        todo: format!("*Next for you*\n{}", help::todo_line(&standing.todo)),
        meeting: standing.next.as_deref().map_or_else(|| "No meeting is planned yet.".to_owned(), meeting),
        standing: small(standing),
        talks: home.talks.iter().map(|(talk, facts)| shows(talk, facts.as_ref())).collect(),
    }
}

fn heading(home: &ClusterHome) -> String {
    let channel = channel_name(&home.name);
    match &home.standing.company {
        Some(company) => format!("{channel} · {}", company.plain()),
        None => channel,
    }
}

fn meeting(facts: &MeetingFacts) -> String {
    let host = named(Lang::En, &facts.host);
    let about = match &facts.theme {
        Some(theme) => format!("{}. Hosted by {host}.", strong(theme)),
        None => format!("Hosted by {host}; the theme is still to come."),
    };
    format!("*Next meeting*\n{}\n{about}", way_there(facts))
}

fn small(standing: &Standing) -> String {
    let answer = standing.answer.map(|answer| help::standing(standing.company.as_ref(), answer));
    let hosting = standing.hosting.map(|at| format!("You host the meeting on {}.", when(at)));
    let away = standing.away.map(help::is_away);
    let turn = standing.turn.map(help::organises);
    answer.into_iter().chain(hosting).chain(turn).chain(away).collect::<Vec<_>>().join(" ")
}

fn shows(of: &TalkFacts, facts: Option<&MeetingFacts>) -> String {
    let (title, length) = (strong(&of.title), talk::length(of));
    match facts {
        Some(facts) => format!("You show {title} on {}: {length}.", when(facts.start)),
        None => {
            format!("You show {title}: {length}. It waits for a slot, and I'll tell you when there is one.")
        }
    }
}

/// Above all else on the first visit.
pub(crate) const FIRST: [&str; 3] = [
    "*Hello, and welcome!* At the top is the next thing for you, and below it only what is yours.",
    "One answer stands for your whole company, and no is a fine answer too.",
    "This page keeps itself up to date. You never have to check it.",
];

pub(crate) fn settings(settings: &Settings) -> Said {
    let mut text = match settings.lang {
        Lang::Nb => "I write to you in Norwegian.".to_owned(),
        Lang::En => "I write to you in English.".to_owned(),
    };
    if let Some(until) = settings.snoozed_until {
        text.push_str(&format!(" You get no reminders until {}.", date(until)));
    }
    if !settings.opted_out.is_empty() {
        let kinds: Vec<&str> = settings.opted_out.iter().map(|kind| kind_of(*kind)).collect();
        text.push_str(&format!(" You asked me to leave out {}.", join(&kinds)));
    }
    Said::text(text)
        .titled("The way you like it")
        .small("Type `/klynge` in the channel to see the same there. `/klynge help` shows all I can do.")
}

fn kind_of(kind: OptOut) -> &'static str {
    match kind {
        OptOut::Reminders => "reminders to answer",
        OptOut::Company => "questions about where you are from",
        OptOut::SteppingIn => "questions about taking a meeting for others",
        OptOut::Nudges => "a word after a long silence",
        OptOut::CalendarFiles => "calendar files",
        OptOut::Invitations => "invitations to show something",
    }
}

pub(crate) fn rest(left_out: usize, none: bool) -> String {
    match (left_out, none) {
        (_, true) => {
            "There will be something here once you are in a microcluster. Join the channel of one, or \
             type `/klynge setup` in the channel where you want one."
                .to_owned()
        }
        (0, false) => String::new(),
        (n, false) => {
            let clusters = count(n, "more microcluster", "more microclusters");
            format!("You are in {clusters}. Type `/klynge` in the channel to see what matters there.")
        }
    }
}
