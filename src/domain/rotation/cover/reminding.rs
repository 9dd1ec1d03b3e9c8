//! What nobody has answered is asked again: two weeks, one week, three days and one day before the meeting, once the day
//! has come on which the question is not new.

use super::asking::{sending, show};
use super::{is_open, plea_facts};
use crate::domain::calendar;
use crate::domain::model::{
    Answer, Change, Cluster, CompanyId, CoverMsg, Decision, Kind, Meeting, MeetingId, Msg, Place, Plea,
    Workspace,
};
use crate::domain::people::budget::{self, Wish};
use crate::domain::plan::Plan;
use crate::domain::rsvp::{meeting_and_cluster, spokespeople};
use chrono::{Days, NaiveDate};

/// How many days before the meeting, but for the last time, which is the working day before.
const DAYS_BEFORE: [u64; 3] = [14, 7, 3];

/// The local date on which it is asked again next.
pub fn next(ws: &Workspace, meeting: &Meeting) -> Option<NaiveDate> {
    let plea = meeting.plea.as_ref().filter(|_| is_open(ws, meeting))?;
    dates(first(ws, meeting, plea)).into_iter().filter(|date| *date > plea.said).min()
}

/// The date of the meeting by which it has to be known: for a swap the earlier of the two.
fn first(ws: &Workspace, meeting: &Meeting, plea: &Plea) -> NaiveDate {
    let other = plea.instead.and_then(|(other, _)| ws.meetings.get(&other));
    let starts = [Some(meeting), other].into_iter().flatten().map(|meeting| meeting.start.date());
    starts.min().unwrap_or_else(|| meeting.start.date())
}

/// The dates on which it is asked again, of something that begins on a date.
pub(super) fn dates(of: NaiveDate) -> Vec<NaiveDate> {
    let before = DAYS_BEFORE.into_iter().filter_map(|days| of.checked_sub_days(Days::new(days)));
    before.chain([calendar::working_days_before(of, 1)]).collect()
}

/// Asks again: in the channel for cover, one person of the other company for a swap.
pub fn remind(mut plan: Plan, id: MeetingId) -> Decision {
    let Some((meeting, cluster)) = meeting_and_cluster(&plan, id) else {
        return plan.finish(Answer::Nothing);
    };
    let Some(plea) = meeting.plea.clone().filter(|_| is_open(&plan, &meeting)) else {
        return plan.finish(Answer::Nothing);
    };
    let plea = Plea { said: plan.today(&cluster), ..plea };
    let meeting = Meeting { plea: Some(plea.clone()), ..meeting };
    plan.put(Change::Meeting(meeting.clone()));
    match plea.instead {
        Some((_, of)) => remind_one(&mut plan, &meeting, &cluster, of),
        None => remind_all(&mut plan, &meeting, &cluster, plea),
    }
    plan.finish(Answer::Nothing)
}

/// A question that is not there any more is put anew.
fn remind_all(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster, plea: Plea) {
    if plan.cards.contains_key(&plea.card) {
        let again = CoverMsg::Again { plea: plea_facts(plan, meeting, &plea) };
        let sending = sending(plan, Place::ThreadOf(plea.card), meeting, cluster);
        plan.say(sending.about(meeting, cluster.zone), cluster.lang, Msg::Cover(again));
        return;
    }
    let card = show(plan, meeting, cluster, None, None);
    plan.put(Change::Meeting(Meeting { plea: Some(Plea { card, ..plea }), ..meeting.clone() }));
}

/// Somebody of the company whose budget allows it.
fn remind_one(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster, of: CompanyId) {
    let Some(company) = plan.companies.get(&of).cloned() else { return };
    let people = spokespeople(plan, &company);
    let wish =
        |user| Wish { user, cluster, about: meeting.start.date(), kind: Kind::Cover, instead_of: None };
    if let Some(user) = people.iter().find(|user| budget::allows(plan, &wish(user))) {
        let sending = budget::sending(&wish(user));
        show(plan, meeting, cluster, Some(user), Some(sending));
    }
}
