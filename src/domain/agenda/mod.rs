//! The agenda of a meeting: talks and small things in one order, with their times. The announcement shows the same.

pub mod carrying;
pub mod following;
pub mod ordering;
pub mod queueing;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;

use super::meeting::{facts, may_change, next_meeting};
use super::model::{
    AgendaMsg, AgendaPage, Cluster, Decision, Entry, Item, ItemId, ItemLine, Meeting, MeetingId, Msg,
    Refusal, Slot, Talk, Text, Timed, UserId, Workspace,
};
use super::plan::Plan;
use super::talk;
use chrono::Duration;

/// What small things there are for a meeting, in the order in which they were put there.
pub fn items_at<'a>(ws: &'a Workspace, meeting: &Meeting) -> impl Iterator<Item = &'a Item> + use<'a> {
    let id = meeting.id;
    ws.items_in(meeting.cluster).filter(move |item| item.meeting == Some(id))
}

/// Minutes of a meeting that small things take.
pub fn minutes_at(ws: &Workspace, meeting: &Meeting) -> u32 {
    items_at(ws, meeting).map(|item| item.minutes).sum()
}

/// What is on an agenda, in order: as somebody put it; before that what there was no time for the last time, and after it
/// what has come since, talks first.
pub fn slots(ws: &Workspace, meeting: &Meeting) -> Vec<Slot> {
    let place = |slot: Slot| meeting.order.iter().position(|named| *named == slot);
    let rank = |slot: Slot, carried: bool| match place(slot) {
        None if carried => (0, 0),
        Some(at) => (1, at),
        None => (2, 0),
    };
    let talks = ws.talks_at(meeting.id).map(|talk| (rank(Slot::Talk(talk.id), false), Slot::Talk(talk.id)));
    let items = items_at(ws, meeting);
    let items = items.map(|item| (rank(Slot::Item(item.id), item.carried), Slot::Item(item.id)));
    let mut all: Vec<_> = talks.chain(items).collect();
    // Stable: what is of the same rank stays as it came.
    all.sort_by_key(|(rank, _)| *rank);
    all.into_iter().map(|(_, slot)| slot).collect()
}

/// The same with what everybody sees of it. Nothing of a company that has left.
fn seen(ws: &Workspace, meeting: &Meeting) -> Vec<(Slot, Entry)> {
    let all = slots(ws, meeting).into_iter();
    all.filter_map(|slot| Some((slot, entry(ws, slot)?))).collect()
}

/// What is on an agenda, as everybody sees it.
pub fn entries(ws: &Workspace, meeting: &Meeting) -> Vec<Entry> {
    seen(ws, meeting).into_iter().map(|(_, entry)| entry).collect()
}

fn entry(ws: &Workspace, slot: Slot) -> Option<Entry> {
    match slot {
        Slot::Talk(id) => shown(ws, ws.talks.get(&id)?),
        Slot::Item(id) => ws.items.get(&id).map(|item| Entry::Item(item_line(item))),
    }
}

fn shown(ws: &Workspace, talk: &Talk) -> Option<Entry> {
    talk::agenda::line(ws, talk, !talk.confidential).map(Entry::Talk)
}

fn item_line(item: &Item) -> ItemLine {
    ItemLine {
        what: item.title.clone(),
        by: item.by.clone(),
        minutes: item.minutes,
        link: item.link.clone(),
        carried: item.carried,
    }
}

/// One after the other from the meeting's start on, none beyond its end.
pub fn timed(ws: &Workspace, meeting: &Meeting) -> Vec<Timed> {
    let (mut at, end) = (meeting.start, meeting.end());
    let clock = |entry: Entry| {
        let from = at;
        at = (from + Duration::minutes(i64::from(entry.minutes()))).min(end);
        Timed { from, to: at, entry }
    };
    entries(ws, meeting).into_iter().map(clock).collect()
}

/// `/klynge agenda`, alone.
pub fn show(plan: Plan, by: &UserId, cluster: &Cluster) -> Decision {
    match next_meeting(&plan, cluster, plan.now).cloned() {
        Some(meeting) => show_one(plan, by, cluster, &meeting),
        None => plan.refuse(by, Some(cluster.id), Refusal::NoMeeting),
    }
}

fn show_one(plan: Plan, by: &UserId, cluster: &Cluster, meeting: &Meeting) -> Decision {
    let page = page(&plan, by, cluster, meeting);
    plan.finish_saying(by, Some(cluster.id), Msg::Agenda(AgendaMsg::Shown(Box::new(page))))
}

fn page(plan: &Plan, by: &UserId, cluster: &Cluster, meeting: &Meeting) -> AgendaPage {
    let entries = timed(plan, meeting);
    let removable = plan.items_in(cluster.id).filter(|item| {
        (item.meeting.is_none() || item.meeting == Some(meeting.id)) && may_remove(plan, by, cluster, item)
    });
    let removable: Vec<(ItemId, Text)> = removable.map(|item| (item.id, item.title.clone())).collect();
    AgendaPage {
        cluster: cluster.id,
        facts: facts(plan, meeting),
        talking: entries.last().map_or(meeting.start, |last| last.to),
        end: meeting.end(),
        waiting: waiting(plan, cluster),
        may_order: entries.len() > 1 && may_change(plan, by, cluster, meeting, plan.now),
        entries,
        removable,
    }
}

/// What waits for room, in the order in which it gets it.
fn waiting(ws: &Workspace, cluster: &Cluster) -> Vec<Entry> {
    let talks = ws.talks_to_come(cluster.id).filter(|talk| talk.meeting.is_none());
    let items = queueing::waiting(ws, cluster.id);
    let items = items.into_iter().map(|item| Entry::Item(item_line(item)));
    talks.filter_map(|talk| shown(ws, talk)).chain(items).collect()
}

/// Whether somebody may take something small off: whoever put it there, and whoever may change its meeting.
fn may_remove(plan: &Plan, by: &UserId, cluster: &Cluster, item: &Item) -> bool {
    let meeting = item.meeting.and_then(|id: MeetingId| plan.meetings.get(&id));
    let changes = meeting.is_some_and(|meeting| may_change(plan, by, cluster, meeting, plan.now));
    item.by == *by || cluster.facilitator == *by || changes
}
