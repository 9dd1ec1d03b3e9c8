//! What people write: notes, talk, commands; some of it to be kept out, some of it confidential.

use crate::simulation::dice::Dice;

/// In every note whose writer wants it kept out.
pub(in crate::simulation) const EXCLUDED: &str = "Utelatt";
/// In the title of every confidential talk, and in what is noted of it.
pub(in crate::simulation) const SECRET: &str = "Hemmelig";

/// A line below a meeting's card. `secrets`: the titles of what was confidential.
pub(in crate::simulation) fn note(dice: &mut Dice, secrets: &[String]) -> String {
    let number = dice.below(100_000);
    if let Some(title) = dice.one_of(secrets).filter(|_| dice.percent(40)) {
        return format!("notat: {title} var fint å se");
    }
    match dice.below(6) {
        0 => format!("Beslutning: vi møtes på verksted nummer {number}"),
        1 if dice.percent(50) => format!("{EXCLUDED} {number}, ikke referer"),
        // Somebody seals their lips below it.
        1 => format!("{EXCLUDED} {number}, sa vi"),
        2 => format!("oppgave: noen finner eksempel {number}"),
        3 => {
            format!("Vi snakket lenge om hvordan man prøver papir før skjerm, og kom til {number} varianter.")
        }
        4 => format!("spørsmål: holder {number} kolonner?"),
        _ => "Takk for i dag!".to_owned(),
    }
}

/// The title of a talk.
pub(in crate::simulation) fn title(number: u64, confidential: bool) -> String {
    if confidential { format!("{SECRET}{number} skisse") } else { format!("Rutenett{number} i bruk") }
}

/// What somebody would like to hear of: often the same as somebody else.
pub(in crate::simulation) fn wish(dice: &mut Dice) -> String {
    format!("Papir {}", dice.below(40))
}

/// A command that somebody types because they feel like it.
pub(in crate::simulation) fn command(dice: &mut Dice) -> String {
    let days = dice.between(1, 40);
    let all = [
        "",
        "help",
        "neste",
        "coming",
        "kommer ikke",
        "kanskje",
        "present",
        "organiser",
        "vertskap",
        "meeting",
        "members",
        "company",
        "brief",
        "brief show 1",
        "brief search kolonner",
        "language",
        "språk norsk",
        "language english",
        "snooze",
        "away",
        "innstillinger",
        "innstillinger tider",
        "host 2026",
        "vikar",
        "cover",
        "bytt",
        "tilbake",
        "snooze off",
        "møteformer",
        "gjest",
        "guest",
        "hjlep",
        "vil vise noe",
        "ønske",
        "agenda",
    ];
    match dice.below(8) {
        0 if dice.percent(30) => format!("borte {days}d"),
        0 => format!("snooze {days}"),
        2 if dice.percent(30) => format!("ønske {}", wish(dice)),
        2 if dice.percent(30) => format!("agenda Beskjed {}", dice.below(1_000_000)),
        1 => format!("present Rutenett{} i hast", dice.below(1_000_000)),
        _ => dice.one_of(&all).copied().unwrap_or_default().to_owned(),
    }
}
