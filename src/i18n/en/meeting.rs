//! Announcements, changes and attendance, in English.

use super::{
    agenda as on_agenda, date, dated, guest, join, rhythm, time_and_place, variety, way_there, when,
};
use crate::domain::model::{
    Agreed, Answers, ChangeNote, Entry, Lang, Managed, MeetingFacts, MeetingMsg, Named, Text, Told,
};
use crate::i18n::marks::{link, named, names, strong, strong_venue, venue};
use crate::i18n::{Said, dates};

/// What is ticked when a meeting did not take place.
pub(crate) const NOT_HELD: &str = "The meeting did not take place";

pub(super) fn render(msg: &MeetingMsg) -> Said {
    match msg {
        MeetingMsg::Announcement { facts, agenda, answers, state } => {
            announcement(facts, agenda, answers, *state)
        }
        MeetingMsg::Changed { facts, note, aloud: _ } => Said::text(changed(facts, note)),
        MeetingMsg::Next { facts, agenda, answers } => {
            let said = Said::text(about(facts))
                .lines(variety::line(facts))
                .lines(guest::line(facts))
                .lines(on_agenda::listed(agenda));
            said.titled("Next meeting").lines(answer_lines(answers))
        }
        MeetingMsg::Manage { cluster: _, meetings, passed, runs: _ } => manage(meetings, passed.as_ref()),
        MeetingMsg::Year(year) => rhythm::year(year),
        MeetingMsg::NewRhythm { series, next, stay, collisions } => {
            rhythm::changed(*series, next, stay, collisions)
        }
        MeetingMsg::RhythmChanged { series, next } => rhythm::changed_for_all(*series, *next),
        MeetingMsg::Extra { facts, collisions } => rhythm::extra(facts, collisions),
        MeetingMsg::Done { facts, note, told } => done(facts, note, *told),
        MeetingMsg::Attendance { facts, off: true, .. } => Said::text(format!(
            "Noted! The meeting on {} did not take place, and it doesn't count as hosting. Thanks for telling me.",
            date(facts.start.date())
        )),
        MeetingMsg::Attendance { facts, there, guests, queued: _, confirmed, off: false } => {
            let said = attendance(facts, there, *confirmed);
            if guests.is_empty() { said } else { said.lines([format!("Also there: {}.", guests.escaped())]) }
        }
    }
}

fn announcement(facts: &MeetingFacts, agenda: &[Entry], answers: &Answers, state: Agreed) -> Said {
    match state {
        Agreed::Planned => Said::text(format!("{} Will you be there?", about(facts)))
            .lines(variety::line(facts))
            .lines(guest::line(facts))
            .lines(on_agenda::listed(agenda))
            .lines(answer_lines(answers))
            .small("One answer will do for the whole company. No is a fine answer too."),
        Agreed::Held => {
            let thanks = format!(
                "{}\nThanks to {} and to all who came!",
                time_and_place(facts),
                named(Lang::En, &facts.host)
            );
            Said::text(match &facts.theme {
                Some(theme) => format!("{}\n{thanks}", strong(theme)),
                None => thanks,
            })
            .lines(guest::line(facts))
            .lines(on_agenda::listed(agenda))
        }
        Agreed::Cancelled => Said::text(format!(
            "*Called off:* we won't meet on {}. `/klynge next` shows when we do.",
            when(facts.start)
        )),
    }
}

/// Time, place, theme and host, in two or three sentences.
fn about(facts: &MeetingFacts) -> String {
    let head = way_there(facts);
    let host = named(Lang::En, &facts.host);
    match &facts.theme {
        Some(theme) => format!("{head}\n{}. {host} hosts, everybody asks.", strong(theme)),
        None => format!("{head}\n{host} hosts, and the theme is on its way."),
    }
}

fn answer_lines(answers: &Answers) -> Vec<String> {
    let lists = [
        ("Coming", &answers.coming),
        ("Maybe", &answers.maybe),
        ("Can't", &answers.cant),
        ("Answered for the earlier time", &answers.before),
    ]
    .into_iter()
    .filter(|(_, companies)| !companies.is_empty())
    .map(|(word, companies)| format!("*{word}* ({}): {}", companies.len(), join(&names(companies))));
    let full = match (answers.full, answers.waiting) {
        (false, _) => None,
        (true, 0) => Some("*Full.* Whoever answers now joins the waiting list.".to_owned()),
        (true, waiting) => Some(format!("*Full*, {waiting} on the waiting list.")),
    };
    lists.chain(full).collect()
}

/// To everybody: what is different now.
fn changed(facts: &MeetingFacts, note: &ChangeNote) -> String {
    let day = date(facts.start.date());
    match note {
        ChangeNote::Moved(from) => format!(
            "The meeting on {} has moved to *{}*. Does it still suit you? Feel free to answer \
             again.",
            when(*from),
            when(facts.start)
        ),
        ChangeNote::Cancelled => {
            format!("The meeting on {day} is called off. `/klynge next` shows when we meet again.")
        }
        ChangeNote::Place(old) => place(facts, old),
        ChangeNote::Host(old) => {
            format!(
                "{} takes over as host on {day}. Thanks to {}!",
                named(Lang::En, &facts.host),
                named(Lang::En, old)
            )
        }
        ChangeNote::Theme => match &facts.theme {
            Some(theme) => format!("The theme on {day} is set: {}.", strong(theme)),
            None => format!("The theme on {day} is open again."),
        },
    }
}

/// The place and the link are changed together; whichever differs is said.
fn place(facts: &MeetingFacts, old: &Text) -> String {
    let day = date(facts.start.date());
    let video =
        facts.link.as_ref().map(|target| format!(" {}", link(target, "Join by video"))).unwrap_or_default();
    if facts.place == *old || facts.place.is_empty() {
        format!("The place on {day} has been updated.{video}")
    } else if old.is_empty() {
        format!("The place on {day} is {}.{video}", strong_venue(&facts.place))
    } else {
        format!("New place on {day}: {} (not {}).{video}", strong_venue(&facts.place), venue(old))
    }
}

fn done(facts: &MeetingFacts, note: &ChangeNote, told: Told) -> Said {
    let day = date(facts.start.date());
    let what = match note {
        ChangeNote::Moved(_) => format!("The meeting has moved to *{}*.", when(facts.start)),
        ChangeNote::Cancelled => format!("The meeting on {day} is called off."),
        ChangeNote::Place(_) if facts.place.is_empty() => format!("The place on {day} is open."),
        ChangeNote::Place(_) => format!("The place on {day} is {}.", strong_venue(&facts.place)),
        ChangeNote::Host(_) => format!("{} hosts on {day}.", named(Lang::En, &facts.host)),
        ChangeNote::Theme => match &facts.theme {
            Some(theme) => format!("The theme on {day} is {}.", strong(theme)),
            None => format!("The theme on {day} is open again."),
        },
    };
    Said::text(format!(
        "{what} {}",
        match told {
            Told::Channel => "I'll tell the channel.",
            Told::Thread => "I'll change the announcement and tell its thread.",
            Told::Nobody => "It hasn't been announced yet, so nobody needs to be told.",
        }
    ))
}

fn manage(meetings: &[Managed], passed: Option<&MeetingFacts>) -> Said {
    if meetings.is_empty() {
        return Said::text("No meeting is planned right now. Try again in a few days.")
            .titled("The next meetings");
    }
    let lines = meetings.iter().map(|managed| {
        let facts = &managed.facts;
        let theme = facts.theme.as_ref().map(|theme| format!(" – {}", theme.escaped())).unwrap_or_default();
        let host = named(Lang::En, &facts.host);
        let place = venue(&facts.place);
        let time = dates::clock(Lang::En, facts.start.time());
        dated(facts.start.date(), &format!("{time}, {place}. {host}{theme}"))
    });
    let thanks = passed.map(|facts| {
        let day = date(facts.start.date());
        format!("That's quite all right, thanks for saying so! The meeting on {day} can also be moved or called off.")
    });
    let said = Said::text(thanks.unwrap_or_default()).titled("The next meetings").lines(lines);
    if meetings.iter().any(|managed| managed.mine) {
        said
    } else {
        said.small("The host, the organiser and the facilitator can move and call off. Tell them.")
    }
}

fn attendance(facts: &MeetingFacts, there: &[Text], confirmed: bool) -> Said {
    let day = date(facts.start.date());
    let ticked = match &facts.host {
        Named::Company(host) if there.contains(host) => "The host and those who said yes",
        _ => "Those who said yes",
    };
    let there = join(&names(there));
    Said::text(match (confirmed, there.is_empty()) {
        (true, true) => format!("Thanks! It says now that nobody was there on {day}."),
        (true, false) => format!("Thanks! These were there on {day}: {there}."),
        (false, true) => format!(
            "Thanks for the meeting on {day}! Who was there? Nobody had said yes, so tick those \
             who came."
        ),
        (false, false) => format!(
            "Thanks for the meeting on {day}! Who was there? {ticked} are ticked: \
             {there}. Is that right?"
        ),
    })
}
