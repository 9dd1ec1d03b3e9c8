//! What is wrong with a form, in bokmål.

use super::date;
use crate::domain::model::{LineProblem, Problem};
use crate::i18n::lists::count;

/// How many faulty lines are named; the rest are counted.
const LINES_SHOWN: usize = 4;

pub(crate) fn problem(problem: &Problem) -> String {
    match problem {
        Problem::Missing => "Fyll inn dette, så er vi i mål.".to_owned(),
        Problem::Past => "Det har allerede vært. Velg et tidspunkt fram i tid.".to_owned(),
        Problem::NotYet => "Den dagen har ikke vært ennå. Velg en dag som har vært.".to_owned(),
        Problem::NotAfter => "Det må være etter den første datoen. Velg en senere.".to_owned(),
        Problem::TooQuiet(hours) => format!(
            "La det være minst {hours} timer av dagen som ikke er stille, ellers får jeg ikke sagt det jeg skal."
        ),
        Problem::NotHere => "Velg en som er med i kanalen.".to_owned(),
        Problem::AtNight => "Da sover nok de fleste. Velg et klokkeslett mellom kl. 07 og 22.".to_owned(),
        Problem::TooFar => "Det er mer enn et år til. Velg en nærmere dato.".to_owned(),
        Problem::DayOff => "Det er en fridag. Velg en vanlig arbeidsdag.".to_owned(),
        Problem::OffRhythm(next) => {
            format!("Den dagen passer ikke til rytmen og fridagene. Velg {}.", date(*next))
        }
        Problem::BriefBegun => "Briefen fra møtet er allerede på vei. Rett den heller.".to_owned(),
        Problem::TooLong(most) => format!("Litt langt. Bruk høyst {most} tegn."),
        Problem::NotBetween(least, most) => format!("Skriv et helt tall fra {least} til {most}."),
        Problem::NotALink => "Lim inn hele lenken. Den begynner med https://".to_owned(),
        Problem::TooFew(least) => {
            format!("Skriv minst {}, én per linje.", count(*least, "bedrift", "bedrifter"))
        }
        Problem::Lines(lines) => line_problems(lines),
        Problem::Elsewhere => {
            "Den er med i en annen bedrift her, og må selv skrive `/klynge bedrift` for å bytte.".to_owned()
        }
        Problem::NotAChoice => "Velg noe fra listen.".to_owned(),
        Problem::AskedAlready => {
            "Det møtet er det allerede spurt om. Trekk det spørsmålet først, eller velg et annet.".to_owned()
        }
        Problem::SameHost => "Begge møtene har samme vertskap. Velg et møte som andre har.".to_owned(),
        Problem::AwayThen => "Da er en av bedriftene borte. Velg et annet møte.".to_owned(),
        Problem::FirstAlready => {
            "Den bedriften står allerede øverst. Velg en annen, eller flytt den ned.".to_owned()
        }
        Problem::LastAlready => {
            "Den bedriften står allerede nederst. Velg en annen, eller flytt den opp.".to_owned()
        }
        Problem::AfterAnnouncement => {
            "Vertskapet må spørres før møtet blir kunngjort. Velg minst like mange dager som der.".to_owned()
        }
        Problem::BeforeAnnouncement => {
            "Det må komme etter at møtet er kunngjort. Velg færre dager enn der.".to_owned()
        }
        Problem::QuietThen => "Da er det stille tid. Velg et klokkeslett utenfor den.".to_owned(),
        Problem::Enough(most) => format!("Du har {most} fra før, og det holder for nå. Ta bort noe først."),
        Problem::BehindItself => "Velg noe annet enn det du flytter.".to_owned(),
        Problem::NoRoom(0) => "Det møtet er fullt. Velg et annet.".to_owned(),
        Problem::NoRoom(most) => {
            format!("Der er det plass til {most} minutter. Gjør det kortere, eller velg et annet møte.")
        }
        Problem::NotAnAddress => "Lim inn hele adressen. Den begynner med https:// eller http://".to_owned(),
        Problem::PresentsAlready => "Den som meldte på, er med uansett. Velg bare de andre.".to_owned(),
        Problem::TooMany(most) => format!("Velg høyst {most} personer."),
        Problem::InviteFirst => {
            "Jeg må være med i kanalen først. Skriv /invite @Klynge der, og send dette på nytt.".to_owned()
        }
        Problem::Taken => "Klyngen har et annet møte den dagen. Velg en annen dato.".to_owned(),
    }
}

fn line_problems(lines: &[(usize, LineProblem)]) -> String {
    let mut parts: Vec<String> = lines
        .iter()
        .take(LINES_SHOWN)
        .map(|(number, problem)| format!("Linje {number}: {}", line_problem(problem)))
        .collect();
    let rest = lines.len().saturating_sub(LINES_SHOWN);
    if rest > 0 {
        parts.push(format!("Og {rest} til."));
    }
    parts.join(" ")
}

fn line_problem(problem: &LineProblem) -> String {
    match problem {
        LineProblem::Twice(name) => {
            format!("«{}» er med fra før. Fjern den ene.", name.plain())
        }
        LineProblem::NoSuchPerson(name) => {
            format!("Finner ingen som heter «{}». Skriv brukernavnet, eller la det stå tomt.", name.plain())
        }
        LineProblem::Ambiguous(name) => {
            format!("Flere heter «{}». Skriv brukernavnet i stedet.", name.plain())
        }
        LineProblem::NameTooLong(most) => {
            format!("Navnet er litt langt. Bruk høyst {most} tegn.")
        }
        LineProblem::TooLong(most) => format!("Litt langt. Bruk høyst {most} tegn, eller del den i to."),
        LineProblem::NoName => "Bedriften mangler navn. Skriv: navn; kontakt; vara.".to_owned(),
        LineProblem::NamedTwice(who) => {
            format!("{} står for en annen bedrift også. Velg én av dem.", who.plain())
        }
        LineProblem::TooManyParts => "Skriv høyst tre deler: navn; kontakt; vara.".to_owned(),
    }
}
