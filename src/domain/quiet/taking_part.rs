//! What counts as taking part: whatever somebody of a company does in the cluster's channel or with
//! Klynge, in one place for all that anybody can do. (Being at a meeting counts by the meeting.)

use crate::domain::calendar;
use crate::domain::model::{
    About, Change, ChannelId, ClusterId, Event, Instant, OptOut, Person, Presence, Press, UserId, Workspace,
};
use crate::domain::outcome::Outcome;

/// Adds to a decision that somebody took part. A company's row is written when its date changes, so
/// at most once a day, whatever is said and done.
pub fn note(outcome: &mut Outcome<'_>, event: &Event, now: Instant) {
    let Some((by, cluster)) = deed(outcome.before, event) else { return };
    // As it is afterwards: who has just said where they are from took part for that company.
    let seen = seen(outcome.after(), cluster, by, now);
    outcome.put(seen.map(Change::Presence));
}

/// Who did something, and in which cluster.
fn deed<'a>(ws: &Workspace, event: &'a Event) -> Option<(&'a UserId, ClusterId)> {
    let cluster = match event {
        Event::Spoke { channel, .. } => ws.cluster_in(channel).map(|cluster| cluster.id),
        Event::Commanded { by, channel, .. }
        | Event::Addressed { by, channel, .. }
        | Event::MessageChosen { by, channel, .. } => in_room(ws, by, Some(channel)),
        Event::Pressed { by, channel, press, .. } if breaks_silence(press) => {
            of(ws, &press.about()).or_else(|| in_room(ws, by, channel.as_ref()))
        }
        Event::AddressAsked { cluster, .. } => Some(*cluster),
        Event::Submitted { purpose, .. } => of(ws, &purpose.about()),
        Event::Pressed { .. }
        | Event::HomeOpened { .. }
        | Event::Arrived { .. }
        | Event::Departed { .. }
        | Event::PeopleSeen(_)
        | Event::RoomSeen { .. }
        | Event::NotesSeen { .. }
        | Event::Due(_)
        | Event::Fate(_) => None,
    };
    let by = match event {
        Event::Spoke { user, .. } => user,
        Event::Commanded { by, .. }
        | Event::Addressed { by, .. }
        | Event::MessageChosen { by, .. }
        | Event::Pressed { by, .. }
        | Event::AddressAsked { by, .. }
        | Event::Submitted { by, .. } => by,
        _ => return None,
    };
    Some((by, cluster?))
}

/// "Ask later" and "don't ask again" say that somebody is there, and that they do not take part.
const fn breaks_silence(press: &Press) -> bool {
    !matches!(press, Press::AskLater(_) | Press::StopNudging(_) | Press::StopAsking(OptOut::Nudges))
}

/// The cluster of a channel; elsewhere that of the person, if there is only one.
fn in_room(ws: &Workspace, by: &UserId, channel: Option<&ChannelId>) -> Option<ClusterId> {
    let of_room = channel.and_then(|channel| ws.cluster_in(channel));
    let only = || {
        let mut theirs = ws.clusters_of(by).filter(|cluster| ws.company_of(cluster.id, by).is_some());
        theirs.next().filter(|_| theirs.next().is_none())
    };
    of_room.or_else(only).map(|cluster| cluster.id)
}

fn of(ws: &Workspace, about: &About) -> Option<ClusterId> {
    match about {
        About::Cluster(id) => Some(*id),
        About::Meeting(id) => ws.meetings.get(id).map(|meeting| meeting.cluster),
        About::Talk(id) => ws.talks.get(id).map(|talk| talk.cluster),
        About::Wish(id) => ws.wishes.get(id).map(|wish| wish.cluster),
        About::Item(id) => ws.items.get(id).map(|item| item.cluster),
        About::Room(channel) => ws.cluster_in(channel).map(|cluster| cluster.id),
        About::Guest(id) => Some(ws.guests.get(id)?.cluster),
        About::Oneself => None,
    }
}

/// The row of the person's company with today's date, unless that is there already.
fn seen(ws: &Workspace, id: ClusterId, by: &UserId, now: Instant) -> Option<Presence> {
    let company = ws.company_of(id, by)?.id;
    let today = calendar::local(now, ws.clusters.get(&id)?.zone).date();
    let row = super::presence(ws, company);
    let is_new = ws.people.get(by).is_some_and(Person::reachable) && row.active_on < Some(today);
    is_new.then_some(Presence { active_on: Some(today), ..row })
}
