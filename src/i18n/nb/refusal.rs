//! A polite no, with what to do instead, in bokmål.

use super::{date, join};
use crate::domain::model::{Refusal, Right, Text};
use crate::i18n::Said;
use crate::i18n::marks::{channel, mention};

pub(super) fn render(refusal: &Refusal) -> Said {
    Said::text(match refusal {
        Refusal::NoClusterHere => "Her er det ingen mikroklynge ennå. Vil du starte en? Skriv \
             `/klynge oppsett` i kanalen der den skal holde til."
            .to_owned(),
        Refusal::WhichCluster(names) => {
            let names: Vec<String> = names.iter().map(channel).collect();
            format!(
                "Du er med i flere mikroklynger: {}. Skriv kommandoen i kanalen til den du mener, så går det i orden.",
                join(&names)
            )
        }
        Refusal::NotLiveYet(facilitator) => format!(
            "Snart klart! {} ser over velkomsten først. Lurer du på noe så lenge, er det bare å \
             spørre der.",
            mention(facilitator)
        ),
        Refusal::AlreadySetUp(facilitator) => format!(
            "Her er det en mikroklynge allerede, og {} er fasilitator. \
             Skriv `/klynge`, så ser du hva du kan gjøre.",
            mention(facilitator)
        ),
        Refusal::OnlyInChannel => "Det virker bare i en kanal. Gå til kanalen det gjelder, og \
             skriv det samme der."
            .to_owned(),
        Refusal::InviteMe => "Jeg er ikke med i denne kanalen ennå. Skriv `/invite @Klynge` her, \
             og prøv en gang til."
            .to_owned(),
        Refusal::NotYours(right, holder) => not_yours(*right, &mention(holder)),
        Refusal::NoMeeting => "Ingen møter er planlagt akkurat nå. Prøv `/klynge neste` om noen \
             dager."
            .to_owned(),
        Refusal::TooLate => "Det møtet er over eller avlyst. `/klynge neste` viser det neste.".to_owned(),
        Refusal::NoCompany => "Jeg vet ikke hvilken bedrift du er fra ennå. Velg den her, så \
             ordner resten seg."
            .to_owned(),
        Refusal::NoSuchCompany(typed, Some(nearest)) => format!(
            "Jeg finner ingen bedrift som heter «{}». Mente du «{}»?",
            typed.escaped(),
            nearest.escaped()
        ),
        Refusal::NoSuchCompany(typed, None) => format!(
            "Jeg finner ingen bedrift som heter «{}». `/klynge medlemmer` viser dem som er med.",
            typed.escaped()
        ),
        Refusal::NoSuchDate(typed) => no_such_date(typed),
        Refusal::NoMeetingOn(day) => format!(
            "Det er ikke noe møte {}. `/klynge møte` viser dem som kommer; uten dato gjelder svaret det neste.",
            date(*day)
        ),
        Refusal::NoSuchAway(typed) => format!(
            "«{}» ble ikke til en dato innen et år. Skriv for eksempel `/klynge borte 1.10.`, `/klynge borte 14` for \
             fjorten dager, eller bare `/klynge borte`, så får du et skjema.",
            typed.escaped()
        ),
        Refusal::NeedsForm(_) => "Til det trengs et lite skjema. Trykk her, så kommer det.".to_owned(),
        Refusal::NoBrief(None) => {
            "Her er det ingen brief ennå. Den første kommer noen dager etter et møte.".to_owned()
        }
        Refusal::NoBrief(Some(typed)) => {
            format!("Fant ingen brief om «{}». Skriv `/klynge brief`, så ser du de siste.", typed.escaped())
        }
        Refusal::NotAmongYou => {
            "Det er for dem som er med i klyngen. Er du nettopp kommet inn i kanalen, så prøv \
             igjen om et øyeblikk."
                .to_owned()
        }
        Refusal::Gone => "Den knappen gjelder noe som ikke finnes lenger. Skriv `/klynge`, så \
             ser du det som gjelder nå."
            .to_owned(),
        Refusal::Sorry => "Beklager, der gikk noe galt hos meg. Ingenting er endret. Prøv gjerne \
             en gang til om litt."
            .to_owned(),
    })
}

fn not_yours(right: Right, holder: &str) -> String {
    match right {
        Right::Facilitator => {
            format!("Det er det fasilitatoren som gjør. Si fra til {holder}, så ordner det seg.")
        }
        Right::Organiser => {
            format!("Det kan arrangøren og fasilitatoren gjøre. Si fra til {holder}, så ordner det seg.")
        }
        Right::Presenter => format!(
            "Det kan den som skal vise det, kollegene og fasilitatoren gjøre. Si fra til {holder}, \
             så ordner det seg."
        ),
        Right::PresenterAlone => {
            format!("Det er fortrolig, så bare de som viser det, kan endre det. Si fra til {holder}.")
        }
        Right::Host => format!(
            "Det kan vertskapet, arrangøren og fasilitatoren gjøre. Si fra til {holder}, så \
             ordner det seg."
        ),
    }
}

/// Nothing typed is a question, not a mistake.
fn no_such_date(typed: &Text) -> String {
    let how = "Skriv for eksempel `/klynge utsett 1.10.`, eller `/klynge utsett 14` for fjorten dager.";
    if typed.is_empty() {
        format!("Hvor lenge vil du ha fred? {how}")
    } else {
        format!("«{}» ble ikke til en dato jeg kan bruke. {how}", typed.escaped())
    }
}
