//! Files and addresses for calendars, in bokmål.

use super::{time_and_place, when};
use crate::domain::model::{FileNews, IcsMsg, MeetingFacts, Named, Text};
use crate::i18n::marks::{channel, channel_name};
use crate::i18n::{EntryWords, Said};

pub(super) fn render(msg: &IcsMsg) -> Said {
    match msg {
        IcsMsg::File { facts, news } => file(facts, *news),
        IcsMsg::Address { cluster, url } => Said::text(format!(
            "Her er adressen til møtene i {}. Velg «abonner» eller «legg til fra nettadresse» i kalenderen, og lim den inn:\n`{}`",
            channel(cluster),
            url.escaped()
        ))
        .small("Den vises bare nå. Den som har den, ser møtene, så behold den for deg selv. Trenger du en ny, finner du knappen på Hjem."),
        IcsMsg::AddressGone { cluster } => Said::text(format!(
            "Adressen til møtene i {} virker ikke lenger. Slett gjerne abonnementet i kalenderen også.",
            channel(cluster)
        )),
        IcsMsg::NoAddresses => Said::text(
            "Her kan ikke kalenderen hente møtene selv. Svar at dere kommer, så får du møtet som en kalenderfil.",
        ),
    }
}

fn file(facts: &MeetingFacts, news: FileNews) -> Said {
    Said::text(match news {
        FileNews::New => format!("{}\nÅpne fila, så har du møtet i kalenderen.", time_and_place(facts)),
        FileNews::Changed => {
            format!(
                "Møtet er endret:\n{}\nÅpne fila, så blir det riktig i kalenderen.",
                time_and_place(facts)
            )
        }
        FileNews::CalledOff => {
            format!("Møtet {} er avlyst. Åpne fila, så forsvinner det fra kalenderen.", when(facts.start))
        }
    })
}

pub(crate) fn entry(facts: &MeetingFacts, cluster: &Text) -> EntryWords {
    let name = channel_name(cluster);
    let title = match &facts.theme {
        Some(theme) => format!("{} ({name})", theme.plain()),
        None => format!("Møte i {name}"),
    };
    let host = match &facts.host {
        Named::Company(name) if !name.is_empty() => Some(format!("{} er vertskap.", name.plain())),
        Named::Company(_) | Named::Facilitator(_) => None,
    };
    let link = facts.link.as_ref().map(|link| format!("Video: {}", link.plain()));
    EntryWords { title, about: host.into_iter().chain(link).collect::<Vec<_>>().join("\n") }
}
