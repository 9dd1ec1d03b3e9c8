//! Talks, in English.

use super::{date, when};
use crate::domain::model::{
    AgendaLine, Lang, MeetingFacts, Stepping, TalkFacts, TalkFormat, TalkMsg, TalkState, Text, UserId,
};
use crate::i18n::Said;
use crate::i18n::lists::{count, join};
use crate::i18n::marks::{bullet, link, mention, mentions, sentence, strong};
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
        TalkMsg::With { talk, facts } => with(talk, facts.as_ref()),
        TalkMsg::NotWith => {
            Said::text("Here was something you were to show with others. You're not down for it any more.")
        }
        TalkMsg::LeftOut { by } => Said::text(left_out(by)),
        TalkMsg::Changed { talk, facts } => changed(talk, facts.as_ref()),
        TalkMsg::ChangedBy { by, facts } => Said::text(changed_by(by, facts.as_ref())),
        TalkMsg::StepIn { talk, facts, state } => Said::text(step_in(talk, facts, *state)),
        TalkMsg::Week { talk, facts } => week(talk, facts.as_ref()),
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

/// What was shown at one that is over; or was to be, as far as anybody knows.
pub(super) fn shown(lines: &[AgendaLine], planned: bool) -> Vec<String> {
    headed(if planned { "*On the agenda*" } else { "*This was shown*" }, lines)
}

fn headed(heading: &str, lines: &[AgendaLine]) -> Vec<String> {
    let heading = (!lines.is_empty()).then(|| heading.to_owned());
    heading.into_iter().chain(lines.iter().map(|line| bullet(agenda_line(line)))).collect()
}

/// Who shows what.
pub(super) fn agenda_line(line: &AgendaLine) -> String {
    let title = line.title.as_ref().map_or_else(|| "something confidential".to_owned(), strong);
    let company = line.company.escaped();
    let presenters: Vec<UserId> = [&line.presenter].into_iter().chain(&line.with).cloned().collect();
    let (format, presenters) = (format(line.format), join(Lang::En, &mentions(&presenters)));
    let said = format!("{company}: {title} ({format}, {} min) – {presenters}", line.minutes);
    let link = line.link.as_ref().map(|target| format!(" · {}", link(target, "link"))).unwrap_or_default();
    let wish =
        line.wish.as_ref().map(|wish| format!("\n      Would like: {}", wish.escaped())).unwrap_or_default();
    said + &link + &wish
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
        None if talk.backup => {
            format!("Lovely, {title} is noted as a backup! I'll ask you if something falls away.")
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
            "About {title}: it's on the agenda for {} now. If that doesn't suit you, just change it or take it back.",
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
        (TalkState::Planned | TalkState::Confirmed, None) if talk.backup => {
            format!(
                "{title}\n{}. You're a backup, and I'll ask you if something falls away.",
                sentence(&length(talk))
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
        among_us(Said::text(text + &beside(talk)).titled("What you'll show"), talk)
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

/// Who shows it together, what they want from the others, and the link: a line each, where there is one.
fn beside(talk: &TalkFacts) -> String {
    let together = (!talk.together.is_empty())
        .then(|| format!("\nTogether: {}", join(Lang::En, &mentions(&talk.together))));
    let wish = talk.wish.as_ref().map(|wish| format!("\nA wish to the others: {}", wish.escaped()));
    let link = talk.link.as_ref().map(|target| format!("\n{}", link(target, "The link")));
    [together, wish, link].into_iter().flatten().collect()
}

/// To one who was put down for it by another.
fn with(talk: &TalkFacts, facts: Option<&MeetingFacts>) -> Said {
    let said = mine(talk, facts);
    match talk.together.first().filter(|_| talk.state.is_to_come()) {
        Some(first) => said.small(format!(
            "{} put you down. If that's wrong, press Change and take yourself off.",
            mention(first)
        )),
        None => said,
    }
}

fn left_out(by: &UserId) -> String {
    format!(
        "{} has taken you off something you were to show together. The others show it without you.",
        mention(by)
    )
}

/// It is otherwise now; to whoever changed it.
fn changed(talk: &TalkFacts, facts: Option<&MeetingFacts>) -> Said {
    let (title, length) = (strong(&talk.title), length(talk));
    let said = Said::text(match facts {
        Some(facts) => format!("Saved! {title} is on the agenda for {}: {length}.", when(facts.start)),
        None if talk.backup => format!("Saved! {title} is a backup: {length}."),
        None => format!("Saved! {title} waits for room: {length}."),
    });
    among_us(said, talk)
}

/// The same to the others, without what it is called: their card has that.
fn changed_by(by: &UserId, facts: Option<&MeetingFacts>) -> String {
    let at = facts.map(|facts| format!(" on {}", when(facts.start))).unwrap_or_default();
    format!("{} has changed what you show{at}. Your card is up to date.", mention(by))
}

/// Something has fallen away, and what came of asking.
fn step_in(talk: &TalkFacts, facts: &MeetingFacts, state: Stepping) -> String {
    let (title, at) = (strong(&talk.title), when(facts.start));
    match state {
        Stepping::Open => format!(
            "Something has fallen away from the meeting on {at}. Would you like to show {title} ({}) \
             then? A no is fine.",
            length(talk)
        ),
        Stepping::Yes => format!("Lovely, thank you! You'll show {title} on {at}."),
        Stepping::No => "That's fine, and thanks for saying so. I'll gladly ask another time.".to_owned(),
        Stepping::Passed => format!(
            "The meeting on {} is taken care of, so there's nothing to do here. It's good that you're a \
             backup!",
            date(facts.start.date())
        ),
    }
}

/// Some days before: early enough to do something about it.
fn week(talk: &TalkFacts, facts: Option<&MeetingFacts>) -> Said {
    let (TalkState::Planned, Some(facts)) = (talk.state, facts) else { return ready(talk, facts) };
    let link = match talk.link {
        Some(_) => "The link is there; is it still right?",
        None => "If there's something to look at, put the link in under Change.",
    };
    Said::text(format!(
        "On {} you show {}: {}. Unfinished is fine. {link}",
        when(facts.start),
        strong(&talk.title),
        length(talk)
    ))
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

/// The same for one who can step in.
pub(crate) const BACKUP: &str = "Yes, I'm a backup";

/// Asked before a talk is taken back: title, question, yes, no. Plain text.
pub(crate) const REALLY: [&str; 4] = [
    "Take it back?",
    "I'll take it off the agenda, and the room goes to others.",
    "Take it back",
    "Leave it",
];
