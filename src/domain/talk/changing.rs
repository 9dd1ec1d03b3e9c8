//! A talk is shown otherwise, or at another meeting: its form with what stands there, and what follows from it.

use super::{Filled, agenda, backups, own, read, slots, talk_facts, together, touch};
use crate::domain::meeting::change::faults;
use crate::domain::meeting::{facts, open_form};
use crate::domain::model::{
    Answer, Change, Cluster, Coming, Decision, Form, MeetingId, Msg, Nonce, Purpose, Refusal, Right, Start,
    Talk, TalkId, TalkMsg, TalkStart, TalkState, UserId, Values,
};
use crate::domain::plan::Plan;
use crate::domain::rsvp;

/// Opens the form with what stands there.
pub fn open(plan: Plan, by: &UserId, id: TalkId, nonce: Nonce) -> Decision {
    let (talk, cluster) = match theirs(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let start = Start::Talk {
        meetings: slots(&plan, &cluster, Some(id)),
        chosen: talk.meeting,
        title: talk.title,
        more: TalkStart {
            format: talk.format,
            minutes: talk.minutes,
            with: talk.with,
            wish: talk.wish,
            link: talk.link,
            confidential: talk.confidential,
            backup: talk.backup,
        },
    };
    open_form(plan, by, &cluster, Form { purpose: Purpose::ChangeTalk(id), nonce, start })
}

/// The talk with its cluster, if this person may change it and its meeting has not begun. What is confidential shows
/// in the form, and so it opens for those alone who present it.
fn theirs(plan: &Plan, by: &UserId, id: TalkId) -> Result<(Talk, Cluster), Refusal> {
    let talk = own(plan, by, id)?;
    let cluster = plan.clusters.get(&talk.cluster).cloned().ok_or(Refusal::Gone)?;
    if talk.confidential && !talk.is_by(by) {
        return Err(Refusal::NotYours(Right::PresenterAlone, talk.presenter));
    }
    let meeting = talk.meeting.and_then(|id| plan.meetings.get(&id));
    if meeting.is_some_and(|meeting| meeting.start <= plan.local_now(&cluster)) {
        return Err(Refusal::TooLate);
    }
    Ok((talk, cluster))
}

/// The form was submitted: the cards follow, what was left goes to whoever waits, and the others concerned hear of it.
pub fn change(mut plan: Plan, by: &UserId, id: TalkId, values: &Values) -> Decision {
    let (before, cluster) = match theirs(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let filled = match read(&plan, &cluster, &before.presenter, Some(id), values) {
        Ok(filled) => filled,
        Err(problems) => return faults(plan, by, &cluster, problems),
    };
    let talk = changed(&plan, &cluster, &before, filled);
    if talk == before {
        return plan.finish(Answer::Nothing);
    }
    plan.put(Change::Talk(talk.clone()));
    touch(&mut plan, &before);
    touch(&mut plan, &talk);
    if talk.meeting != before.meeting {
        comes(&mut plan, &talk);
        talk.meeting.into_iter().for_each(|id| backups::no_longer(&mut plan, id));
    }
    // One that loses one of several does well without.
    let is_empty = |id: &MeetingId| talk.meeting != Some(*id) && plan.talks_at(*id).next().is_none();
    let left = before.meeting.filter(is_empty);
    agenda::fall_away(&mut plan, cluster.id, left);
    together::tell(&mut plan, by, &before, &talk);
    if talk.confidential && !talk.is_by(by) {
        // Its title is nobody else's from now on.
        return plan.finish(Answer::Nothing);
    }
    let at = talk.meeting.and_then(|id| plan.meetings.get(&id)).map(|meeting| facts(&plan, meeting));
    let msg = TalkMsg::Changed { talk: talk_facts(&talk), facts: at };
    plan.finish_saying(by, Some(cluster.id), Msg::Talk(msg))
}

/// The talk as it is from now on. Who was ready for one meeting is asked anew for another.
fn changed(plan: &Plan, cluster: &Cluster, before: &Talk, filled: Filled) -> Talk {
    let backup = filled.extras.backup;
    let first = || agenda::first_with_room(plan, cluster, before.id, before.company, filled.minutes);
    let meeting = filled.meeting.or_else(|| if backup { None } else { first() });
    let stays = meeting == before.meeting;
    Talk {
        title: filled.title,
        format: filled.format,
        minutes: filled.minutes,
        with: filled.extras.with,
        wish: filled.extras.wish,
        link: filled.extras.link,
        confidential: filled.confidential,
        backup,
        any: filled.meeting.is_none() || (before.any && stays),
        state: if stays { before.state } else { TalkState::Planned },
        meeting,
        ..before.clone()
    }
}

/// Who shows something comes.
pub(super) fn comes(plan: &mut Plan, talk: &Talk) {
    let meeting = talk.meeting.and_then(|id| plan.meetings.get(&id)).cloned();
    let company = plan.companies.get(&talk.company).cloned();
    if let Some((meeting, company)) = meeting.zip(company) {
        rsvp::note(plan, &talk.presenter, &meeting, &company, Coming::Yes);
    }
}
