//! Talks, in bokmål.

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
        TalkMsg::Declined => Said::text(
            "Helt i orden, takk for at du sa fra! Har dere noe en annen gang, er det bare å komme.",
        ),
        TalkMsg::Withdrawn { talk } => Said::text(withdrawn(&talk.title)),
    }
}

/// How something is shown, in the middle of a sentence.
pub(crate) const fn format(of: TalkFormat) -> &'static str {
    match of {
        TalkFormat::Presentation => "presentasjon",
        TalkFormat::Story => "fortelling",
        TalkFormat::Critique => "kritikk av uferdig arbeid",
        TalkFormat::Discussion => "diskusjon",
        TalkFormat::Clinic => "problemklinikk",
        TalkFormat::Workshop => "verksted",
        TalkFormat::ShowAndTell => "vis og fortell",
    }
}

/// What was shown at one that is over.
pub(super) fn shown(lines: &[AgendaLine]) -> Vec<String> {
    headed("*Dette ble vist*", lines)
}

fn headed(heading: &str, lines: &[AgendaLine]) -> Vec<String> {
    let heading = (!lines.is_empty()).then(|| heading.to_owned());
    heading.into_iter().chain(lines.iter().map(|line| bullet(agenda_line(line)))).collect()
}

/// Who shows what.
pub(super) fn agenda_line(line: &AgendaLine) -> String {
    let title = line.title.as_ref().map_or_else(|| "noe fortrolig".to_owned(), strong);
    let company = line.company.escaped();
    let (format, presenter) = (format(line.format), mention(&line.presenter));
    format!("{company}: {title} ({format}, {} min) – {presenter}", line.minutes)
}

/// How it is shown, and how long.
pub(super) fn length(talk: &TalkFacts) -> String {
    format!("{}, {}", format(talk.format), count(talk.minutes as usize, "minutt", "minutter"))
}

/// What the presenter may count on.
fn among_us(said: Said, talk: &TalkFacts) -> Said {
    if talk.confidential {
        said.small("Fortrolig: I kanalen står det bare at dere viser noe, ikke hva.")
    } else {
        said
    }
}

fn signed_up(talk: &TalkFacts, facts: Option<&MeetingFacts>) -> Said {
    let title = strong(&talk.title);
    let said = Said::text(match facts {
        Some(facts) => {
            format!("Så fint! {title} er på agendaen {}: {}.", when(facts.start), length(talk))
        }
        None => format!("Så fint, {title} er notert! Det er fullt nå, men jeg sier fra når det blir plass."),
    });
    among_us(said, talk)
}

/// Where it is now, after something that the presenter did not do.
fn placed(title: &Text, facts: Option<&MeetingFacts>) -> String {
    let title = strong(title);
    match facts {
        Some(facts) => format!(
            "Nytt om {title}: Nå står den på agendaen {}. Passer det dårlig, er det bare å trekke den.",
            when(facts.start)
        ),
        None => format!(
            "Møtet der du skulle vise {title}, er avlyst. Jeg finner plass til den et annet sted og sier fra."
        ),
    }
}

fn mine(talk: &TalkFacts, facts: Option<&MeetingFacts>) -> Said {
    let title = strong(&talk.title);
    let text = match (talk.state, facts) {
        (TalkState::Withdrawn, _) => withdrawn(&talk.title),
        (TalkState::Given, _) => given(&talk.title),
        (TalkState::Planned, Some(facts)) => {
            let at = sentence(&when(facts.start));
            format!("{title}\n{at}: {}. Jeg minner deg på det før møtet.", length(talk))
        }
        (TalkState::Confirmed, Some(facts)) => {
            let at = sentence(&when(facts.start));
            format!("{title}\n{at}: {}. Du har sagt at du er klar. Takk!", length(talk))
        }
        (TalkState::Planned | TalkState::Confirmed, None) => {
            format!("{title}\n{}. Venter på plass, og jeg sier fra når det blir en.", sentence(&length(talk)))
        }
    };
    if talk.state.is_to_come() {
        among_us(Said::text(text).titled("Dette viser du"), talk)
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
            format!("*Trenger svar:* Er du klar til å vise {title} {at}? Uferdig er helt fint.")
        }
        (TalkState::Confirmed, Some(facts)) => {
            format!("Takk, så bra! Da viser du {title} {}. Det gleder vi oss til.", when(facts.start))
        }
        (TalkState::Planned | TalkState::Confirmed, None) => placed(&talk.title, None),
    })
}

fn withdrawn(title: &Text) -> String {
    format!("{} er trukket. Velkommen tilbake med den en annen gang.", strong(title))
}

fn given(title: &Text) -> String {
    format!("Takk for at du viste {}!", strong(title))
}

fn invitation(facts: &MeetingFacts, company: &Text, taken: bool, over: bool) -> String {
    let day = date(facts.start.date());
    match (over, taken) {
        (true, _) => format!("Møtet {day} er over eller avlyst, så dette trenger dere ikke tenke på."),
        (false, true) => format!("Så fint, {} viser noe {day}!", company.escaped()),
        (false, false) => format!(
            "Vi er nysgjerrige på hva dere holder på med. Vil dere vise noe {day}? Ti minutter er nok, \
             og uferdig er helt fint."
        ),
    }
}

/// A meeting in the menu of the form, with what is left of it.
pub(crate) fn slot(start: NaiveDateTime, room: u32) -> String {
    format!("{} ({room} min ledig)", sentence(&when(start)))
}

/// The first choice of that menu.
pub(crate) const ANY: &str = "Når det passer best";

/// What one ticks.
pub(crate) const CONFIDENTIAL: &str = "Ja, dette er fortrolig";

/// Asked before a talk is taken back: title, question, yes, no. Plain text.
pub(crate) const REALLY: [&str; 4] =
    ["Trekke den?", "Da tar jeg den av agendaen, og plassen går til andre.", "Trekk den", "La den stå"];
