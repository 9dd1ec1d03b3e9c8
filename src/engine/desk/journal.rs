//! What the journal says of an event: ids, never words, never names.

use crate::domain::model::{Event, Fate};

/// The ids an event is about, for the journal: never words, never names.
pub(super) fn event_ids(event: &Event) -> String {
    match event {
        Event::HomeOpened { by } => by.to_string(),
        Event::Commanded { by, channel, .. }
        | Event::Addressed { by, channel, .. }
        | Event::MessageChosen { by, channel, .. } => {
            format!("{by} {channel}")
        }
        Event::Pressed { by, press, .. } => format!("{by} {}", press.action_id()),
        Event::AddressAsked { by, nonce, .. } | Event::Submitted { by, nonce, .. } => format!("{by} {nonce}"),
        Event::Spoke { channel, user }
        | Event::Arrived { channel, user }
        | Event::Departed { channel, user } => format!("{user} {channel}"),
        Event::PeopleSeen(people) => format!("{} people", people.len()),
        Event::RoomSeen { channel, users, .. } => format!("{channel} {}", users.len()),
        Event::NotesSeen { meeting, remarks, .. } => {
            format!("{meeting:?} {}", remarks.as_ref().map_or(0, Vec::len))
        }
        Event::Due(due) => format!("{due:?}"),
        Event::Fate(fate) => fate_ids(fate),
    }
}

fn fate_ids(fate: &Fate) -> String {
    match fate {
        Fate::Attempted { id, .. } => format!("{id:?} attempted"),
        Fate::Uploaded { id, file, .. } => format!("{id:?} uploaded {file}"),
        Fate::Sent { id, channel, ts, .. } => format!("{id:?} sent {channel} {ts}"),
        Fate::NotSent(id) => format!("{id:?} not sent"),
        Fate::Unclear(id) => format!("{id:?} unclear"),
        Fate::Refused { id, code } => format!("{id:?} refused {code}"),
        Fate::DmOpened { user, channel } => format!("{user} {channel}"),
        Fate::CardShown { card, version } => format!("{card:?} shown {version}"),
        Fate::HomeShown { user, version } => format!("{user} shown {version}"),
        Fate::HomeLost { user, code } => format!("{user} lost {code}"),
        Fate::CardLost { card, code } => format!("{card:?} lost {code}"),
    }
}
