//! Yes, no, not needed any more, and not after all. Whatever is pressed late, twice or on an old card is answered with
//! how things stand.

use super::asking::{contact, tell};
use super::{is_ahead, is_away, is_open, meetings, owing, plea_facts, state};
use crate::domain::meeting::change::tell_thread;
use crate::domain::meeting::{company_name, facts};
use crate::domain::model::{
    Change, ChangeNote, Cluster, CompanyId, CoverMsg, Decision, Holder, Meeting, MeetingId, Msg, Plea,
    PleaState, Refusal, Right, RotationMsg, UserId,
};
use crate::domain::onboarding;
use crate::domain::plan::Plan;
use crate::domain::rotation::hosting;
use crate::domain::rsvp::meeting_and_cluster;
use std::collections::BTreeSet;

/// A plea that was found for a press.
struct Found {
    meeting: Meeting,
    cluster: Cluster,
    plea: Plea,
    /// The presser's company.
    mine: Option<CompanyId>,
}

impl Found {
    /// The meetings it is about.
    fn meetings(&self, plan: &Plan) -> Vec<Meeting> {
        meetings(plan, &self.meeting, &self.plea)
    }

    /// Puts another state.
    fn put(&self, plan: &mut Plan, state: PleaState) {
        let Some(meeting) = plan.meetings.get(&self.meeting.id).cloned() else { return };
        let plea = Plea { state, ..self.plea.clone() };
        plan.put(Change::Meeting(Meeting { plea: Some(plea), ..meeting }));
        plan.touch_meeting(self.meeting.id);
    }

    /// How things stand, to whoever pressed in vain.
    fn show(self, plan: Plan, by: &UserId) -> Decision {
        let state = state(&plan, &self.meeting, &self.plea);
        let plea = plea_facts(&plan, &self.meeting, &self.plea);
        plan.finish_saying(by, Some(self.cluster.id), Msg::Cover(CoverMsg::Card { plea, state }))
    }

    /// Says something to whoever pressed.
    fn say(self, plan: Plan, by: &UserId, say: impl FnOnce(super::PleaFacts) -> CoverMsg) -> Decision {
        let msg = say(plea_facts(&plan, &self.meeting, &self.plea));
        plan.finish_saying(by, Some(self.cluster.id), Msg::Cover(msg))
    }

    /// Whoever asked, and the contact of the company that it was asked for.
    fn askers(&self, plan: &Plan) -> BTreeSet<UserId> {
        let is_here = |user: &UserId| plan.belongs(&self.cluster, user);
        [Some(self.plea.by.clone()), contact(plan, self.plea.company)]
            .into_iter()
            .flatten()
            .filter(is_here)
            .collect()
    }

    /// Tells them, but not whoever did it.
    fn tell(&self, plan: &mut Plan, by: &UserId, msg: &CoverMsg) {
        for asker in self.askers(plan).into_iter().filter(|asker| asker != by) {
            tell(plan, &asker, &self.meeting, &self.cluster, msg.clone());
        }
    }
}

/// The plea that a button is about; a card of an earlier one, about something else, is an old one.
fn find(plan: &Plan, by: &UserId, id: MeetingId, other: Option<MeetingId>) -> Result<Found, Refusal> {
    let (meeting, cluster) = meeting_and_cluster(plan, id).ok_or(Refusal::Gone)?;
    let plea = meeting.plea.clone().filter(|plea| plea.instead.map(|(other, _)| other) == other);
    let plea = plea.ok_or(Refusal::Gone)?;
    let mine = plan.company_of(cluster.id, by).map(|company| company.id);
    Ok(Found { meeting, cluster, plea, mine })
}

/// "We take it", and "we exchange".
pub fn accept(mut plan: Plan, by: &UserId, id: MeetingId, other: Option<MeetingId>) -> Decision {
    let found = match find(&plan, by, id, other) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let Some(mine) = found.mine else { return plan.refuse(by, Some(found.cluster.id), Refusal::NoCompany) };
    let all = found.meetings(&plan);
    if !is_open(&plan, &found.meeting) {
        return found.show(plan, by);
    }
    if !is_ahead(&all, &found.cluster, plan.now) {
        return plan.refuse(by, Some(found.cluster.id), Refusal::TooLate);
    }
    if mine == found.plea.company {
        return found.say(plan, by, |plea| CoverMsg::YourOwn { plea });
    }
    if found.plea.instead.is_some_and(|(_, of)| of != mine) {
        let facilitator = found.cluster.facilitator.clone();
        return plan.refuse(by, Some(found.cluster.id), Refusal::NotYours(Right::Host, facilitator));
    }
    if let Some(start) = away_then(&plan, &found, mine, &all) {
        return found.say(plan, by, |_| CoverMsg::AwayThen { start });
    }
    found.put(&mut plan, PleaState::Taken(by.clone()));
    match found.plea.instead {
        Some((other, _)) => exchange(&mut plan, &found.cluster, id, other),
        None => hand(&mut plan, &found.cluster, id, mine, Some(by)),
    }
    let accepted = CoverMsg::Accepted {
        plea: plea_facts(&plan, &found.meeting, &found.plea),
        by: by.clone(),
        company: company_name(&plan, Some(mine)),
        owed: owing::owes(&plan, &found.cluster, found.plea.company, mine),
    };
    found.tell(&mut plan, by, &accepted);
    thank(plan, by, &found.cluster, id)
}

/// The day on which one of the two could not host.
fn away_then(plan: &Plan, found: &Found, mine: CompanyId, all: &[Meeting]) -> Option<chrono::NaiveDateTime> {
    let hosts = [mine, found.plea.company];
    let away = all.iter().zip(hosts).find(|(meeting, company)| is_away(plan, *company, meeting));
    away.map(|(meeting, _)| meeting.start)
}

/// Thanks, with what there is to choose.
fn thank(plan: Plan, by: &UserId, cluster: &Cluster, id: MeetingId) -> Decision {
    match plan.meetings.get(&id).map(|meeting| facts(&plan, meeting)) {
        Some(facts) => plan.finish_saying(by, Some(cluster.id), Msg::Rotation(RotationMsg::Taken { facts })),
        None => plan.refuse(by, Some(cluster.id), Refusal::Gone),
    }
}

/// A meeting gets another host, who chooses what it is about, and is asked unless somebody took it already.
fn hand(plan: &mut Plan, cluster: &Cluster, id: MeetingId, to: CompanyId, by: Option<&UserId>) {
    let Some(mut meeting) = plan.meetings.get(&id).cloned() else { return };
    let before = facts(plan, &meeting).host;
    meeting.stand_in(to);
    meeting.begin_anew();
    meeting.taken_by = by.cloned();
    meeting.host_fixed = true;
    plan.put(Change::Meeting(meeting.clone()));
    hosting::assign(plan, cluster.id);
    plan.touch_meeting(id);
    tell_thread(plan, &meeting, cluster, ChangeNote::Host(before));
}

/// Two meetings exchange their hosts, each with what it chose and whoever looks after it. Each hosting counts as before.
fn exchange(plan: &mut Plan, cluster: &Cluster, one: MeetingId, other: MeetingId) {
    let both = plan.meetings.get(&one).cloned().zip(plan.meetings.get(&other).cloned());
    let Some((mut one, mut other)) = both else { return };
    let before = [facts(plan, &one).host, facts(plan, &other).host];
    let (Holder::Company(a), Holder::Company(b)) = (one.host, other.host) else { return };
    one.stand_in(b);
    other.stand_in(a);
    std::mem::swap(&mut one.theme, &mut other.theme);
    std::mem::swap(&mut one.format, &mut other.format);
    std::mem::swap(&mut one.offer, &mut other.offer);
    std::mem::swap(&mut one.taken_by, &mut other.taken_by);
    for (mut meeting, before) in [one, other].into_iter().zip(before) {
        meeting.ask_anew();
        meeting.host_fixed = true;
        plan.put(Change::Meeting(meeting.clone()));
        plan.touch_meeting(meeting.id);
        tell_thread(plan, &meeting, cluster, ChangeNote::Host(before));
    }
    hosting::assign(plan, cluster.id);
}

/// "It doesn't suit us": a no is a fine answer.
pub fn decline(mut plan: Plan, by: &UserId, id: MeetingId, other: MeetingId) -> Decision {
    let found = match find(&plan, by, id, Some(other)) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    if found.plea.instead.map(|(_, of)| of) != found.mine {
        let facilitator = found.cluster.facilitator.clone();
        return plan.refuse(by, Some(found.cluster.id), Refusal::NotYours(Right::Host, facilitator));
    }
    if !is_open(&plan, &found.meeting) {
        return found.show(plan, by);
    }
    found.put(&mut plan, PleaState::Declined(by.clone()));
    let plea = plea_facts(&plan, &found.meeting, &found.plea);
    found.tell(&mut plan, by, &CoverMsg::Declined { plea, by: by.clone() });
    found.say(plan, by, |plea| CoverMsg::ThatsFine { plea })
}

/// Nobody needs to take it any more: says whoever asked, their colleagues, and whoever runs the cluster.
pub fn withdraw(mut plan: Plan, by: &UserId, id: MeetingId, other: Option<MeetingId>) -> Decision {
    let found = match find(&plan, by, id, other) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let runs = onboarding::may_run(&plan, by, &found.cluster).is_ok();
    if !runs && found.mine != Some(found.plea.company) && found.plea.by != *by {
        let facilitator = found.cluster.facilitator.clone();
        return plan.refuse(by, Some(found.cluster.id), Refusal::NotYours(Right::Host, facilitator));
    }
    if !is_open(&plan, &found.meeting) {
        return found.show(plan, by);
    }
    found.put(&mut plan, PleaState::Withdrawn);
    found.say(plan, by, |plea| CoverMsg::Withdrawn { plea })
}

/// "Not after all": until the day before, and the question is open again.
pub fn give_back(mut plan: Plan, by: &UserId, id: MeetingId, other: Option<MeetingId>) -> Decision {
    let found = match find(&plan, by, id, other) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let taker = match &found.plea.state {
        // Unless it has gone to others since.
        PleaState::Taken(by) => {
            let theirs = plan.company_of(found.cluster.id, by).map(|company| company.id);
            theirs.filter(|company| found.meeting.host == Holder::Company(*company))
        }
        _ => return found.show(plan, by),
    };
    if found.mine.is_none() || found.mine != taker {
        let facilitator = found.cluster.facilitator.clone();
        return plan.refuse(by, Some(found.cluster.id), Refusal::NotYours(Right::Host, facilitator));
    }
    let all = found.meetings(&plan);
    let today = plan.today(&found.cluster);
    if let Some(near) = all.iter().find(|meeting| meeting.start.date() <= today || !meeting.is_planned()) {
        let start = near.start;
        return found.say(plan, by, |_| CoverMsg::TooNear { start });
    }
    let back = found.plea.company;
    let is_here = plan.companies.get(&back).is_some_and(|company| company.left.is_none());
    let others = all.get(1).is_none_or(|other| other.host == Holder::Company(back));
    if !is_here || !others {
        return plan.refuse(by, Some(found.cluster.id), Refusal::Gone);
    }
    let hosts = [back].into_iter().chain(taker);
    if let Some((meeting, _)) = all.iter().zip(hosts).find(|(meeting, host)| is_away(&plan, *host, meeting)) {
        let start = meeting.start;
        return found.say(plan, by, |_| CoverMsg::AwayThen { start });
    }
    match found.plea.instead {
        Some((other, _)) => exchange(&mut plan, &found.cluster, id, other),
        None => hand(&mut plan, &found.cluster, id, back, None),
    }
    found.put(&mut plan, PleaState::Open);
    let plea = plea_facts(&plan, &found.meeting, &found.plea);
    found.tell(&mut plan, by, &CoverMsg::GivenBack { plea, by: by.clone() });
    found.say(plan, by, |plea| CoverMsg::ThatsFine { plea })
}
