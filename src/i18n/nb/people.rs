//! A person's own wishes, in bokmål.

use super::date;
use crate::domain::model::{Lang, OptOut, PeopleMsg};
use crate::i18n::Said;

pub(super) fn render(msg: &PeopleMsg) -> Said {
    Said::text(match msg {
        PeopleMsg::WhichLanguage(lang) => {
            format!("Hvilket språk vil du ha fra meg? Nå er det {}.", language(*lang))
        }
        PeopleMsg::LanguageSet(lang) => format!("Den er god, da bruker jeg {}.", language(*lang)),
        PeopleMsg::Snoozed(until) => format!(
            "Da lar jeg deg være i fred til {}. Det du selv har bedt om eller har ansvar for, \
             kommer som før. `/klynge utsett av` henter meg tilbake.",
            date(*until)
        ),
        PeopleMsg::Awake => "Velkommen tilbake! Da hører du fra meg igjen.".to_owned(),
        PeopleMsg::OptedOut(what) => opted_out(*what).to_owned(),
        PeopleMsg::AskedAgain(what) => asked_again(*what).to_owned(),
    })
}

fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "bokmål",
        Lang::En => "engelsk",
    }
}

/// What stops, what still works, and the way back.
fn opted_out(what: OptOut) -> &'static str {
    match what {
        OptOut::Reminders => {
            "Den er god, jeg minner deg ikke på å svare mer. `/klynge kommer` virker når som \
             helst, og `/klynge utsett av` gjør det om."
        }
        OptOut::Company => {
            "Den er god, jeg spør ikke mer. Vil du en gang si hvor du er fra, skriv `/klynge \
             bedrift`."
        }
        OptOut::Invitations => {
            "Den er god, jeg inviterer deg ikke mer. Vil du vise noe likevel, virker `/klynge \
             presenter`, og `/klynge utsett av` gjør det om."
        }
        OptOut::Nudges => {
            "Den er god, jeg lar deg være i fred når det har vært stille en stund. `/klynge utsett av` \
             gjør det om."
        }
        OptOut::CalendarFiles => {
            "Den er god, jeg sender deg ikke flere kalenderfiler. `/klynge utsett av` gjør det om."
        }
        OptOut::SteppingIn => {
            "Den er god, jeg spør deg ikke mer om å ta et møte for andre. `/klynge utsett av` \
             gjør det om."
        }
    }
}

/// What begins again.
fn asked_again(what: OptOut) -> &'static str {
    match what {
        OptOut::Reminders => "Den er god, da minner jeg deg på å svare igjen.",
        OptOut::Company => "Den er god, da spør jeg igjen hvor du er fra.",
        OptOut::Nudges => "Så fint, da sier jeg hei igjen når det har vært stille lenge.",
        OptOut::Invitations => "Så fint, da inviterer jeg deg gjerne igjen.",
        OptOut::CalendarFiles => "Den er god, da får du møtet som fil igjen når dere kommer.",
        OptOut::SteppingIn => "Takk! Da spør jeg deg igjen når noen trenger en avløser.",
    }
}
