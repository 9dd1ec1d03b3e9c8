//! Talks, in English.

use super::{date, when};
use crate::domain::model::{AgendaLine, MeetingFacts, TalkFacts, TalkFormat, TalkMsg, TalkState, Text};
use crate::i18n::Said;
use crate::i18n::lists::count;
use crate::i18n::marks::{bullet, mention, sentence, strong};
use chrono::NaiveDateTime;

pub(super) fn render(msg: &TalkMsg) -> Said {
    match msg {
        TalkMsg::SignedUp { talk, facts } => signed_up(talk, facts.as_ref()),
        TalkMsg::Placed { talk, facts } => Said::text(placed(&talk.title, facts.as_ref())),
        TalkMsg::Mine { talk, facts } => mine(talk, facts.as_ref()),
        TalkMsg::Ready { talk, facts } => ready(talk, facts.as_ref()),
        TalkMsg::Invitation { facts, company, taken, over } => {
            Said::text(invitation(facts, company, *taken, *over))
        }
        TalkMsg::Declined => {
            Said::text("That's fine, and thanks for saying so! Another time, you're most welcome.")
        }
        TalkMsg::Withdrawn { talk } => Said::text(withdrawn(&talk.title)),
    }
}

/// How something is shown, in the middle of a sentence.
pub(crate) const fn format(of: TalkFormat) -> &'static str {
    match of {
        TalkFormat::Presentation => "presentation",
        TalkFormat::Story => "story",
        TalkFormat::Critique => "critique of work in progress",
        TalkFormat::Discussion => "discussion",
        TalkFormat::Clinic => "problem clinic",
        TalkFormat::Workshop => "workshop",
        TalkFormat::ShowAndTell => "show and tell",
    }
}

/// What was shown at one that is over.
pub(super) fn shown(lines: &[AgendaLine]) -> Vec<String> {
    headed("*This was shown*", lines)
}

fn headed(heading: &str, lines: &[AgendaLine]) -> Vec<String> {
    let heading = (!lines.is_empty()).then(|| heading.to_owned());
    heading.into_iter().chain(lines.iter().map(|line| bullet(agenda_line(line)))).collect()
}

/// Who shows what.
pub(super) fn agenda_line(line: &AgendaLine) -> String {
    let title = line.title.as_ref().map_or_else(|| "something confidential".to_owned(), strong);
    let company = line.company.escaped();
    let (format, presenter) = (format(line.format), mention(&line.presenter));
    format!("{company}: {title} ({format}, {} min) – {presenter}", line.minutes)
}

/// How it is shown, and how long.
pub(super) fn length(talk: &TalkFacts) -> String {
    format!("{}, {}", format(talk.format), count(talk.minutes as usize, "minute", "minutes"))
}

/// What the presenter may count on.
fn among_us(said: Said, talk: &TalkFacts) -> Said {
    if talk.confidential {
        said.small("Confidential: the channel only says that you show something, not what.")
    } else {
        said
    }
}

fn signed_up(talk: &TalkFacts, facts: Option<&MeetingFacts>) -> Said {
    let title = strong(&talk.title);
    let said = Said::text(match facts {
        Some(facts) => {
            format!("Lovely! {title} is on the agenda for {}: {}.", when(facts.start), length(talk))
        }
        None => {
            format!("Lovely, {title} is noted! It's full just now, but I'll tell you when there's room.")
        }
    });
    among_us(said, talk)
}

/// Where it is now, after something that the presenter did not do.
fn placed(title: &Text, facts: Option<&MeetingFacts>) -> String {
    let title = strong(title);
    match facts {
        Some(facts) => format!(
            "About {title}: it's on the agenda for {} now. If that doesn't suit you, just take it back.",
            when(facts.start)
        ),
        None => format!(
            "The meeting where you were to show {title} is called off. I'll find room for it elsewhere \
             and tell you."
        ),
    }
}

fn mine(talk: &TalkFacts, facts: Option<&MeetingFacts>) -> Said {
    let title = strong(&talk.title);
    let text = match (talk.state, facts) {
        (TalkState::Withdrawn, _) => withdrawn(&talk.title),
        (TalkState::Given, _) => given(&talk.title),
        (TalkState::Planned, Some(facts)) => {
            format!("{title}\n{}: {}. I'll remind you before the meeting.", when(facts.start), length(talk))
        }
        (TalkState::Confirmed, Some(facts)) => {
            format!(
                "{title}\n{}: {}. You've said that you're ready. Thanks!",
                when(facts.start),
                length(talk)
            )
        }
        (TalkState::Planned | TalkState::Confirmed, None) => {
            format!(
                "{title}\n{}. It waits for room, and I'll tell you when there is some.",
                sentence(&length(talk))
            )
        }
    };
    if talk.state.is_to_come() {
        among_us(Said::text(text).titled("What you'll show"), talk)
    } else {
        Said::text(text)
    }
}

/// That an answer is needed comes first.
fn ready(talk: &TalkFacts, facts: Option<&MeetingFacts>) -> Said {
    let title = strong(&talk.title);
    Said::text(match (talk.state, facts) {
        (TalkState::Withdrawn, _) => withdrawn(&talk.title),
        (TalkState::Given, _) => given(&talk.title),
        (TalkState::Planned, Some(facts)) => {
            let at = when(facts.start);
            format!("*Action needed:* are you ready to show {title} on {at}? Unfinished is fine.")
        }
        (TalkState::Confirmed, Some(facts)) => {
            format!("Thanks, wonderful! You'll show {title} on {}. We look forward to it.", when(facts.start))
        }
        (TalkState::Planned | TalkState::Confirmed, None) => placed(&talk.title, None),
    })
}

fn withdrawn(title: &Text) -> String {
    format!("{} is taken back. You're most welcome with it another time.", strong(title))
}

fn given(title: &Text) -> String {
    format!("Thanks for showing {}!", strong(title))
}

fn invitation(facts: &MeetingFacts, company: &Text, taken: bool, over: bool) -> String {
    let day = date(facts.start.date());
    match (over, taken) {
        (true, _) => format!("The meeting on {day} is over or called off, so there's nothing to do here."),
        (false, true) => format!("Lovely, {} shows something on {day}!", company.escaped()),
        (false, false) => format!(
            "We're curious about what you're working on. Would you like to show something on {day}? Ten \
             minutes will do, and unfinished is fine."
        ),
    }
}

/// A meeting in the menu of the form, with what is left of it.
pub(crate) fn slot(start: NaiveDateTime, room: u32) -> String {
    format!("{} ({room} min free)", when(start))
}

/// The first choice of that menu.
pub(crate) const ANY: &str = "Whenever it suits best";

/// What one ticks.
pub(crate) const CONFIDENTIAL: &str = "Yes, this is confidential";

/// Asked before a talk is taken back: title, question, yes, no. Plain text.
pub(crate) const REALLY: [&str; 4] = [
    "Take it back?",
    "I'll take it off the agenda, and the room goes to others.",
    "Take it back",
    "Leave it",
];
