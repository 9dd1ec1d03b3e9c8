//! After a meeting: what there was no time for goes to the next one, and comes first there.

use super::{items_at, queueing};
use crate::domain::meeting::{facts, may_change, open_form};
use crate::domain::model::{
    AgendaMsg, Answer, CarryStart, Change, Cluster, Decision, Field, Form, Item, ItemId, Meeting, MeetingId,
    Msg, Nonce, Purpose, Refusal, Right, Start, Status, Text, UserId, Value, Values,
};
use crate::domain::plan::Plan;
use crate::domain::rsvp::meeting_and_cluster;

fn held(plan: &Plan, by: &UserId, id: MeetingId) -> Result<(Meeting, Cluster), Refusal> {
    let (meeting, cluster) = meeting_and_cluster(plan, id).ok_or(Refusal::Gone)?;
    if meeting.status != Status::Held || items_at(plan, &meeting).next().is_none() {
        return Err(Refusal::Gone);
    }
    if !may_change(plan, by, &cluster, &meeting, plan.now) {
        return Err(Refusal::NotYours(Right::Host, cluster.facilitator));
    }
    Ok((meeting, cluster))
}

/// *Anything we didn't get to?*
pub fn open(plan: Plan, by: &UserId, id: MeetingId, nonce: Nonce) -> Decision {
    match held(&plan, by, id) {
        Ok((meeting, cluster)) => {
            let items = items_at(&plan, &meeting).map(|item| (item.id, item.title.clone())).collect();
            let start = Start::CarryOver(CarryStart { facts: facts(&plan, &meeting), items });
            open_form(plan, by, &cluster, Form { purpose: Purpose::CarryOver(id), nonce, start })
        }
        Err(refusal) => plan.refuse(by, None, refusal),
    }
}

/// The form was submitted: what is ticked goes on, in the order that it had.
pub fn submit(mut plan: Plan, by: &UserId, id: MeetingId, values: &Values) -> Decision {
    let (meeting, cluster) = match held(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let ticked = match values.get(&Field::Entries) {
        Some(Value::Ticked(ticked)) => ticked.clone(),
        _ => Vec::new(),
    };
    let is_ticked = |item: &&Item| ticked.contains(&item.id.to_string());
    let left: Vec<Item> = items_at(&plan, &meeting).filter(is_ticked).cloned().collect();
    if left.is_empty() {
        return plan.finish(Answer::Nothing);
    }
    let ids: Vec<ItemId> = left.iter().map(|item| item.id).collect();
    let titles: Vec<Text> = left.iter().map(|item| item.title.clone()).collect();
    for item in left {
        plan.put(Change::Item(Item { meeting: None, carried: true, ..item }));
    }
    plan.touch_meeting(id);
    queueing::place_waiting(&mut plan, &cluster);
    let next = ids.first().and_then(|id| plan.items.get(id)?.meeting);
    let facts = next.and_then(|id| plan.meetings.get(&id)).map(|meeting| facts(&plan, meeting));
    let msg = Msg::Agenda(AgendaMsg::Carried { titles, facts });
    plan.finish_saying(by, Some(cluster.id), msg)
}
