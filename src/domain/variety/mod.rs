//! Variety: how a meeting is held, and another way of holding it where the last ones were much the same.

pub mod offering;
pub mod sameness;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;

use super::model::{
    Answer, Change, Decision, Field, Meeting, MeetingFormat, MeetingId, Offer, Problem, UserId, Value,
    Values, Workspace,
};
use super::plan::Plan;
use super::rotation::may_look_after;

/// What the menu of formats sends for "as it turns out".
pub const OPEN: &str = "open";

/// How a meeting is held: as somebody chose, else as most of its talks are shown; between as many, the one that was
/// signed up first says.
pub fn format(ws: &Workspace, meeting: &Meeting) -> Option<MeetingFormat> {
    let shown = || -> Vec<MeetingFormat> { ws.talks_at(meeting.id).map(|talk| talk.format.into()).collect() };
    meeting.format.or_else(|| most(&shown()))
}

/// The most frequent; between as many the first.
fn most(formats: &[MeetingFormat]) -> Option<MeetingFormat> {
    let times = |format: &&MeetingFormat| formats.iter().filter(|other| other == format).count();
    // `max_by_key` takes the last of several.
    formats.iter().rev().max_by_key(times).copied()
}

/// What the form for the theme says of the format; as it was, where it says nothing.
pub fn read(values: &Values, meeting: &Meeting) -> Result<Option<MeetingFormat>, Problem> {
    match values.get(&Field::Format) {
        None => Ok(meeting.format),
        Some(Value::Chosen(word)) if word == OPEN => Ok(None),
        Some(Value::Chosen(word)) => {
            let chosen = MeetingFormat::ALL.into_iter().find(|format| format.name() == word);
            chosen.map(Some).ok_or(Problem::NotAChoice)
        }
        Some(_) => Err(Problem::NotAChoice),
    }
}

/// "Let's hold it like that." The question says so from now on, and so does the announcement.
pub fn take(plan: Plan, by: &UserId, id: MeetingId, format: MeetingFormat) -> Decision {
    set(plan, by, id, |meeting| meeting.format = Some(format))
}

/// "As before, thanks": it is not offered again for this meeting.
pub fn decline(plan: Plan, by: &UserId, id: MeetingId) -> Decision {
    set(plan, by, id, |meeting| {
        meeting.offer = meeting.offer.map(|offer| Offer { declined: true, ..offer });
    })
}

fn set(mut plan: Plan, by: &UserId, id: MeetingId, change: impl FnOnce(&mut Meeting)) -> Decision {
    match may_look_after(&plan, by, id) {
        Ok((before, _)) => {
            let mut meeting = before.clone();
            change(&mut meeting);
            if meeting != before {
                plan.put(Change::Meeting(meeting));
                plan.touch_meeting(id);
            }
            plan.finish(Answer::Nothing)
        }
        Err(refusal) => plan.refuse(by, None, refusal),
    }
}
