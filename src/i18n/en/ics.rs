//! Files and addresses for calendars, in English.

use super::{time_and_place, when};
use crate::domain::model::{FileNews, IcsMsg, MeetingFacts, Named, Text};
use crate::i18n::marks::{channel, channel_name};
use crate::i18n::{EntryWords, Said};

pub(super) fn render(msg: &IcsMsg) -> Said {
    match msg {
        IcsMsg::File { facts, news } => file(facts, *news),
        IcsMsg::Address { cluster, url } => Said::text(format!(
            "This is the address of the meetings in {}. Choose \"subscribe\" or \"add from web address\" in your calendar and paste it:\n`{}`",
            channel(cluster),
            url.escaped()
        ))
        .small("It is shown this once. Whoever has it sees the meetings, so keep it to yourself. For a new one there is a button on Home."),
        IcsMsg::AddressGone { cluster } => Said::text(format!(
            "The address of the meetings in {} leads nowhere any more. You may want to end the subscription in your calendar too.",
            channel(cluster)
        )),
        IcsMsg::NoAddresses => Said::text(
            "Calendars cannot look for the meetings themselves here. Answer that you're coming, and you get the meeting as a calendar file.",
        ),
    }
}

fn file(facts: &MeetingFacts, news: FileNews) -> Said {
    Said::text(match news {
        FileNews::New => {
            format!("{}\nOpen the file, and the meeting is in your calendar.", time_and_place(facts))
        }
        FileNews::Changed => {
            format!(
                "The meeting has changed:\n{}\nOpen the file to put it right in your calendar.",
                time_and_place(facts)
            )
        }
        FileNews::CalledOff => {
            format!(
                "The meeting on {} is called off. Open the file to take it out of your calendar.",
                when(facts.start)
            )
        }
    })
}

pub(crate) fn entry(facts: &MeetingFacts, cluster: &Text) -> EntryWords {
    let name = channel_name(cluster);
    let title = match &facts.theme {
        Some(theme) => format!("{} ({name})", theme.plain()),
        None => format!("Meeting in {name}"),
    };
    let host = match &facts.host {
        Named::Company(name) if !name.is_empty() => Some(format!("{} hosts.", name.plain())),
        Named::Company(_) | Named::Facilitator(_) => None,
    };
    let link = facts.link.as_ref().map(|link| format!("Video: {}", link.plain()));
    EntryWords { title, about: host.into_iter().chain(link).collect::<Vec<_>>().join("\n") }
}
