//! The brief goes out: into the thread of the announcement, to one contact of each company that was
//! not there, and to whoever asked for it. Each of them gets exactly one direct message.

use super::{approvable, brief_facts, found, told};
use crate::domain::model::{
    Answer, Brief, BriefMsg, BriefState, Change, Cluster, Company, Decision, Face, Kind, Meeting, MeetingId,
    Msg, Place, UserId, Workspace,
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::rsvp::spokespeople;
use crate::domain::sabotage::{Rule, broken};
use std::collections::BTreeSet;

/// It is fine as it is. What a presenter has not agreed to by now is dropped for good: nobody has
/// approved it.
pub fn publish(mut plan: Plan, by: &UserId, id: MeetingId) -> Decision {
    let (mut brief, meeting, cluster) = match approvable(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    if brief.state != BriefState::Published {
        brief.points = told(&plan, &brief).cloned().collect();
        brief.state = BriefState::Published;
        brief.approved_by = Some(by.clone());
        send_out(&mut plan, brief, &meeting, &cluster);
    }
    plan.finish(Answer::Nothing)
}

/// Nobody approved in time: what was on the agenda goes out, and the points go on waiting. Without
/// points there is nothing to wait for.
pub fn send_facts(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster) {
    if let Some(brief) = plan.briefs.get(&meeting.id).filter(|brief| brief.state == BriefState::Draft) {
        let state = if brief.points.is_empty() { BriefState::Published } else { BriefState::FactsOnly };
        let brief = Brief { state, ..brief.clone() };
        send_out(plan, brief, meeting, cluster);
    }
}

/// Posts it once, and edits it in place from then on.
fn send_out(plan: &mut Plan, mut brief: Brief, meeting: &Meeting, cluster: &Cluster) {
    if brief.published.is_none() {
        let place = match meeting.card.filter(|card| plan.cards.contains_key(card)) {
            Some(card) => Place::ThreadOf(card),
            None => Place::Channel(cluster.channel.clone()),
        };
        let sending = Sending::to(place, Kind::Brief).by_itself(cluster.id).on(meeting.id);
        plan.show(sending, cluster.lang, Face::Brief(meeting.id));
        brief.published = Some(plan.now);
    }
    plan.put(Change::Brief(brief));
    plan.touch_meeting(meeting.id);
    deliver(plan, meeting, cluster);
}

/// Sends it to those it is due to who have not got it. Does nothing before it is out, so that a
/// later correction of who was there reaches exactly those it should.
pub fn deliver(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster) {
    let Some(mut brief) = plan.briefs.get(&meeting.id).filter(|brief| brief.state.is_out()).cloned() else {
        return;
    };
    let due: Vec<UserId> = readers(plan, &brief, meeting, cluster).into_iter().collect();
    for user in due {
        if brief.recipients.insert(user.clone()) || broken(Rule::OnceEach) {
            let sending =
                Sending::to(Place::Dm(user.clone()), Kind::Brief).by_itself(cluster.id).on(meeting.id);
            let lang = plan.lang_of(&user, Some(cluster.id));
            plan.show(sending, lang, Face::BriefFor(meeting.id, user));
        }
    }
    plan.put(Change::Brief(brief));
}

/// To whom it is due: of each company those who asked for it; where nobody did and the company was
/// not there, its contact.
fn readers(ws: &Workspace, brief: &Brief, meeting: &Meeting, cluster: &Cluster) -> BTreeSet<UserId> {
    let here_then = |company: &&Company| company.joined <= meeting.start.date();
    let mut readers = BTreeSet::new();
    for company in ws.companies_in(cluster).filter(here_then) {
        let asked = who_asked(ws, meeting, company);
        let has_it = ws.people_of(company.id).any(|person| brief.recipients.contains(&person.profile.id));
        if asked.is_empty() && !meeting.attended.contains(&company.id) && !has_it {
            readers.extend(spokespeople(ws, company).into_iter().next());
        }
        readers.extend(asked);
    }
    readers
}

fn who_asked(ws: &Workspace, meeting: &Meeting, company: &Company) -> Vec<UserId> {
    let rsvp = ws.rsvps.get(&(meeting.id, company.id)).filter(|_| !broken(Rule::Asked));
    let Some(rsvp) = rsvp else { return Vec::new() };
    let people = ws.people_of(company.id).map(|person| &person.profile.id);
    people.filter(|user| rsvp.wants_brief.contains(user)).cloned().collect()
}

/// The brief in the thread as it stands.
pub fn card(ws: &Workspace, id: MeetingId) -> Option<Msg> {
    let (brief, meeting, _) = found(ws, id)?;
    Some(Msg::Brief(BriefMsg::Published { brief: brief_facts(ws, &brief, &meeting) }))
}

/// The brief to one who was not there, as it stands.
pub fn card_for(ws: &Workspace, id: MeetingId) -> Option<Msg> {
    let (brief, meeting, _) = found(ws, id)?;
    Some(Msg::Brief(BriefMsg::ForYou { brief: brief_facts(ws, &brief, &meeting) }))
}
