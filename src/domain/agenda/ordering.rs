//! Whoever hosts puts the agenda in order: one entry at a time goes to another place, so that nothing can be lost.

use super::{seen, show, slots};
use crate::domain::meeting::change::faults;
use crate::domain::meeting::{changeable, facts, open_form};
use crate::domain::model::{
    Change, Decision, Entry, Field, Form, Meeting, MeetingId, Nonce, OrderStart, Problem, Purpose, Refusal,
    Slot, Start, UserId, Value, Values,
};
use crate::domain::plan::Plan;

/// What the menu of places sends for the first.
pub const FIRST: &str = "first";

/// *Change the order*.
pub fn open(plan: Plan, by: &UserId, id: MeetingId, nonce: Nonce) -> Decision {
    match changeable(&plan, by, id) {
        Ok((meeting, cluster)) => {
            let entries: Vec<(Slot, Entry)> = seen(&plan, &meeting);
            if entries.is_empty() {
                return show(plan, by, &cluster);
            }
            let start = Start::Arrange(OrderStart { facts: facts(&plan, &meeting), entries });
            open_form(plan, by, &cluster, Form { purpose: Purpose::Arrange(id), nonce, start })
        }
        Err(refusal) => plan.refuse(by, None, refusal),
    }
}

/// The form was submitted: one entry goes behind another, or to the front.
pub fn submit(mut plan: Plan, by: &UserId, id: MeetingId, values: &Values) -> Decision {
    let (meeting, cluster) = match changeable(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let now = slots(&plan, &meeting);
    let chosen = |field| match values.get(&field) {
        Some(Value::Chosen(word)) => Some(word.as_str()),
        _ => None,
    };
    let named = |word: &str| now.iter().copied().find(|slot| slot.name() == word);
    let what = chosen(Field::Entry).map(|word| named(word).ok_or(Problem::NotAChoice));
    let behind = chosen(Field::Behind).map(|word| match word {
        FIRST => Ok(None),
        word => named(word).map(Some).ok_or(Problem::NotAChoice),
    });
    let what = what.unwrap_or(Err(Problem::Missing));
    let behind = behind.unwrap_or(Err(Problem::Missing));
    match (what, behind) {
        (Ok(what), Ok(Some(behind))) if what == behind => {
            faults(plan, by, &cluster, vec![(Field::Behind, Problem::BehindItself)])
        }
        (Ok(what), Ok(behind)) => {
            plan.put(Change::Meeting(Meeting { order: moved(&now, what, behind), ..meeting }));
            plan.touch_meeting(id);
            shown_or_gone(plan, by, id)
        }
        (what, behind) => {
            let problems = [(Field::Entry, what.err()), (Field::Behind, behind.err())];
            let problems = problems.into_iter().filter_map(|(field, problem)| Some((field, problem?)));
            let problems = problems.collect();
            faults(plan, by, &cluster, problems)
        }
    }
}

/// The agenda as it is now: that of this meeting, whichever is next.
fn shown_or_gone(plan: Plan, by: &UserId, id: MeetingId) -> Decision {
    let found = plan.meetings.get(&id).cloned();
    match found.and_then(|meeting| Some((plan.clusters.get(&meeting.cluster).cloned()?, meeting))) {
        Some((cluster, meeting)) => super::show_one(plan, by, &cluster, &meeting),
        None => plan.refuse(by, None, Refusal::Gone),
    }
}

/// The same entries, with one of them behind another, or at the front.
pub(super) fn moved(slots: &[Slot], what: Slot, behind: Option<Slot>) -> Vec<Slot> {
    let rest = slots.iter().copied().filter(|slot| *slot != what);
    let first = behind.is_none().then_some(what);
    let others = rest.flat_map(|slot| [Some(slot), (Some(slot) == behind).then_some(what)]);
    first.into_iter().chain(others.flatten()).collect()
}
