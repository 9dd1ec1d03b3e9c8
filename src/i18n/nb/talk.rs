//! Talks, in bokmål.

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
        TalkMsg::Declined => Said::text(
            "Helt i orden, takk for at du sa fra! Har dere noe en annen gang, er det bare å komme.",
        ),
        TalkMsg::Withdrawn { talk } => Said::text(withdrawn(&talk.title)),
        TalkMsg::With { talk, facts } => with(talk, facts.as_ref()),
        TalkMsg::NotWith => {
            Said::text("Her stod noe du skulle vise sammen med andre. Du står ikke på det lenger.")
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
        TalkFormat::Presentation => "presentasjon",
        TalkFormat::Story => "fortelling",
        TalkFormat::Critique => "kritikk av uferdig arbeid",
        TalkFormat::Discussion => "diskusjon",
        TalkFormat::Clinic => "problemklinikk",
        TalkFormat::Workshop => "verksted",
        TalkFormat::ShowAndTell => "vis og fortell",
    }
}

/// What was shown at one that is over; or was to be, as far as anybody knows.
pub(super) fn shown(lines: &[AgendaLine], planned: bool) -> Vec<String> {
    headed(if planned { "*Sto på agendaen*" } else { "*Dette ble vist*" }, lines)
}

fn headed(heading: &str, lines: &[AgendaLine]) -> Vec<String> {
    let heading = (!lines.is_empty()).then(|| heading.to_owned());
    heading.into_iter().chain(lines.iter().map(|line| bullet(agenda_line(line)))).collect()
}

/// Who shows what.
pub(super) fn agenda_line(line: &AgendaLine) -> String {
    let title = line.title.as_ref().map_or_else(|| "noe fortrolig".to_owned(), strong);
    let company = line.company.escaped();
    let presenters: Vec<UserId> = [&line.presenter].into_iter().chain(&line.with).cloned().collect();
    let (format, presenters) = (format(line.format), join(Lang::Nb, &mentions(&presenters)));
    let said = format!("{company}: {title} ({format}, {} min) – {presenters}", line.minutes);
    let link = line.link.as_ref().map(|target| format!(" · {}", link(target, "lenke"))).unwrap_or_default();
    let wish =
        line.wish.as_ref().map(|wish| format!("\n      Ønsker seg: {}", wish.escaped())).unwrap_or_default();
    said + &link + &wish
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
        None if talk.backup => {
            format!("Så fint, {title} er notert som reserve! Jeg spør deg hvis noe faller bort.")
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
            "Nytt om {title}: Nå står den på agendaen {}. Passer det dårlig, er det bare å endre eller trekke den.",
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
        (TalkState::Planned | TalkState::Confirmed, None) if talk.backup => {
            format!(
                "{title}\n{}. Du er reserve, og jeg spør deg hvis noe faller bort.",
                sentence(&length(talk))
            )
        }
        (TalkState::Planned | TalkState::Confirmed, None) => {
            format!("{title}\n{}. Venter på plass, og jeg sier fra når det blir en.", sentence(&length(talk)))
        }
    };
    if talk.state.is_to_come() {
        among_us(Said::text(text + &beside(talk)).titled("Dette viser du"), talk)
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

/// Who shows it together, what they want from the others, and the link: a line each, where there is one.
fn beside(talk: &TalkFacts) -> String {
    let together = (!talk.together.is_empty())
        .then(|| format!("\nSammen: {}", join(Lang::Nb, &mentions(&talk.together))));
    let wish = talk.wish.as_ref().map(|wish| format!("\nØnske til de andre: {}", wish.escaped()));
    let link = talk.link.as_ref().map(|target| format!("\n{}", link(target, "Lenken")));
    [together, wish, link].into_iter().flatten().collect()
}

/// To one who was put down for it by another.
fn with(talk: &TalkFacts, facts: Option<&MeetingFacts>) -> Said {
    let said = mine(talk, facts);
    match talk.together.first().filter(|_| talk.state.is_to_come()) {
        Some(first) => said
            .small(format!("{} satte deg opp. Stemmer det ikke, trykk Endre og ta deg av.", mention(first))),
        None => said,
    }
}

fn left_out(by: &UserId) -> String {
    format!("{} har tatt deg av noe dere skulle vise sammen. De andre viser det uten deg.", mention(by))
}

/// It is otherwise now; to whoever changed it.
fn changed(talk: &TalkFacts, facts: Option<&MeetingFacts>) -> Said {
    let (title, length) = (strong(&talk.title), length(talk));
    let said = Said::text(match facts {
        Some(facts) => format!("Lagret! {title} står på agendaen {}: {length}.", when(facts.start)),
        None if talk.backup => format!("Lagret! {title} er reserve: {length}."),
        None => format!("Lagret! {title} venter på plass: {length}."),
    });
    among_us(said, talk)
}

/// The same to the others, without what it is called: their card has that.
fn changed_by(by: &UserId, facts: Option<&MeetingFacts>) -> String {
    let at = facts.map(|facts| format!(" {}", when(facts.start))).unwrap_or_default();
    format!("{} har endret det du viser{at}. Kortet ditt er oppdatert.", mention(by))
}

/// Something has fallen away, and what came of asking.
fn step_in(talk: &TalkFacts, facts: &MeetingFacts, state: Stepping) -> String {
    let (title, at) = (strong(&talk.title), when(facts.start));
    match state {
        Stepping::Open => format!(
            "Noe har falt bort fra møtet {at}. Vil du vise {title} ({}) da? Et nei er helt greit.",
            length(talk)
        ),
        Stepping::Yes => format!("Så fint, tusen takk! Da viser du {title} {at}."),
        Stepping::No => "Helt greit, takk for at du sa fra. Jeg spør gjerne en annen gang.".to_owned(),
        Stepping::Passed => format!(
            "Møtet {} ordner seg, så dette trenger du ikke tenke på. Fint at du er reserve!",
            date(facts.start.date())
        ),
    }
}

/// Some days before: early enough to do something about it.
fn week(talk: &TalkFacts, facts: Option<&MeetingFacts>) -> Said {
    let (TalkState::Planned, Some(facts)) = (talk.state, facts) else { return ready(talk, facts) };
    let link = match talk.link {
        Some(_) => "Lenken ligger der; stemmer den fortsatt?",
        None => "Har du noe å se på, legg gjerne inn lenken under Endre.",
    };
    Said::text(format!(
        "{} viser du {}: {}. Uferdig er helt fint. {link}",
        sentence(&when(facts.start)),
        strong(&talk.title),
        length(talk)
    ))
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

/// The same for one who can step in.
pub(crate) const BACKUP: &str = "Ja, jeg er reserve";

/// Asked before a talk is taken back: title, question, yes, no. Plain text.
pub(crate) const REALLY: [&str; 4] =
    ["Trekke den?", "Da tar jeg den av agendaen, og plassen går til andre.", "Trekk den", "La den stå"];
