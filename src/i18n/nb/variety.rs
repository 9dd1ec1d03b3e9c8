//! Formats and the offer of another one, in bokmål.

use super::talk;
use crate::domain::model::{Because, MeetingFacts, MeetingFormat, Offer, TalkFormat};
use crate::i18n::Said;
use crate::i18n::marks::{bullet, sentence};

/// How a meeting is held, in the middle of a sentence.
pub(crate) const fn format(of: MeetingFormat) -> &'static str {
    match of {
        MeetingFormat::Presentation => talk::format(TalkFormat::Presentation),
        MeetingFormat::Story => talk::format(TalkFormat::Story),
        MeetingFormat::Critique => talk::format(TalkFormat::Critique),
        MeetingFormat::Discussion => talk::format(TalkFormat::Discussion),
        MeetingFormat::Clinic => talk::format(TalkFormat::Clinic),
        MeetingFormat::Workshop => talk::format(TalkFormat::Workshop),
        MeetingFormat::ShowAndTell => talk::format(TalkFormat::ShowAndTell),
        MeetingFormat::Visit => "besøk",
        MeetingFormat::Guest => "gjest utenfra",
        MeetingFormat::Social => "sosialt",
    }
}

/// No format chosen, as a choice in a form.
pub(crate) const OPEN: &str = "Det som vises, avgjør";

/// How to hold a meeting like that.
const fn how(of: MeetingFormat) -> &'static str {
    match of {
        MeetingFormat::Presentation => "Én viser i ti minutter, de andre spør.",
        MeetingFormat::Story => "Én forteller fra start til slutt, også det som gikk galt.",
        MeetingFormat::Critique => "Vis noe uferdig, og si hva du vil ha svar på.",
        MeetingFormat::Discussion => "Ett spørsmål: først to og to, så alle sammen.",
        MeetingFormat::Clinic => "Én forteller hva som står fast. De andre spør før de foreslår noe.",
        MeetingFormat::Workshop => "Alle prøver det samme, og ser på hva de andre laget.",
        MeetingFormat::Visit => "Møt noen der de holder til, og be dem vise en vanlig dag.",
        MeetingFormat::Guest => "En utenfra forteller i tjue minutter, og resten er spørsmål.",
        MeetingFormat::ShowAndTell => "Alle tar med én ting og får tre minutter hver.",
        MeetingFormat::Social => "Mat, spill eller en tur, og ingen plan.",
    }
}

/// When it suits, and when it does not.
const fn suits(of: MeetingFormat) -> &'static str {
    match of {
        MeetingFormat::Presentation => "Fint når noe er ferdig, tungt hvis det blir tre på rad.",
        MeetingFormat::Story => "Fint etter et stort prosjekt, dårlig hvis det blir reklame.",
        MeetingFormat::Critique => "Fint mens alt kan endres, ikke når det er levert.",
        MeetingFormat::Discussion => "Fint når mange mener noe, dårlig uten et klart spørsmål.",
        MeetingFormat::Clinic => "Fint når noen trenger hjelp, dårlig hvis svarene kommer for fort.",
        MeetingFormat::Workshop => "Fint for å lære noe nytt, vanskelig på under en time.",
        MeetingFormat::Visit => "Fint for nye tanker, ikke når dagene er fulle.",
        MeetingFormat::Guest => "Fint når dere savner nye stemmer, dårlig hvis ingen har spørsmål.",
        MeetingFormat::ShowAndTell => "Fint når få pleier å vise noe, dårlig uten en klokke.",
        MeetingFormat::Social => "Fint når noen er nye, ikke når noe haster.",
    }
}

/// All formats, one a line.
pub(super) fn formats() -> Said {
    let lines = MeetingFormat::ALL
        .into_iter()
        .map(|of| bullet(format!("*{}:* {} {}", sentence(format(of)), how(of), suits(of))));
    Said::text("Ti måter å møtes på. Vertskapet velger, sammen med temaet.").titled("Møteformer").lines(lines)
}

/// How the meeting is held, as a line of its card.
pub(super) fn line(facts: &MeetingFacts) -> Option<String> {
    facts.format.map(|of| format!("*Møteform:* {}", format(of)))
}

/// Another format, with its reason; or how to hold the one that was taken.
pub(super) fn offer(facts: &MeetingFacts, offer: Offer) -> String {
    let format = offer.format;
    if facts.format == Some(format) {
        return format!("*Møteform:* {}. {}", self::format(format), how(format));
    }
    format!("{} Hva med {}?", because(offer.because), one(format))
}

fn because(because: Because) -> String {
    match because {
        Because::Format(of) => format!("De tre siste møtene var {}.", several(of)),
        Because::Themes => "De siste temaene har lignet på hverandre.".to_owned(),
        Because::Presenters => "Det er stort sett de samme som har vist noe i det siste.".to_owned(),
        Because::Attendance => "Det er stort sett de samme som har kommet i det siste.".to_owned(),
        Because::NothingFromOutside => "På de seks siste møtene var det bare oss selv.".to_owned(),
    }
}

const fn one(of: MeetingFormat) -> &'static str {
    match of {
        MeetingFormat::Presentation => "en presentasjon",
        MeetingFormat::Story => "en fortelling",
        MeetingFormat::Critique => "kritikk av noe uferdig",
        MeetingFormat::Discussion => "en diskusjon",
        MeetingFormat::Clinic => "en problemklinikk",
        MeetingFormat::Workshop => "et verksted",
        MeetingFormat::Visit => "et besøk hos noen",
        MeetingFormat::Guest => "en gjest utenfra",
        MeetingFormat::ShowAndTell => "vis og fortell, der alle tar med noe",
        MeetingFormat::Social => "noe sosialt",
    }
}

const fn several(of: MeetingFormat) -> &'static str {
    match of {
        MeetingFormat::Presentation => "presentasjoner",
        MeetingFormat::Story => "fortellinger",
        MeetingFormat::Critique => "kritikk av noe uferdig",
        MeetingFormat::Discussion => "diskusjoner",
        MeetingFormat::Clinic => "problemklinikker",
        MeetingFormat::Workshop => "verksteder",
        MeetingFormat::Visit => "besøk",
        MeetingFormat::Guest => "møter med gjest",
        MeetingFormat::ShowAndTell => "vis og fortell",
        MeetingFormat::Social => "sosiale",
    }
}

/// The button that takes another format.
pub(crate) const TAKE: &str = "Ja, det prøver vi";

/// The button that does not.
pub(crate) const DECLINE: &str = "Nei takk, som før";
