//! The invitation: three days before, the company longest without a talk is invited to a free slot.

use super::agenda;
use crate::domain::meeting::{company_name, facts};
use crate::domain::model::{
    Card, Cluster, Coming, Company, CompanyId, Decision, Face, Kind, Meeting, MeetingId, Msg, Refusal,
    Subject, Talk, TalkMsg, TalkState, UserId, Workspace,
};
use crate::domain::people::budget::{self, Wish};
use crate::domain::plan::Plan;
use crate::domain::quiet::presence;
use crate::domain::rsvp::{meeting_and_cluster, spokespeople};
use chrono::{Duration, NaiveDateTime};

/// A company is invited at most once in this time, so that a no is left in peace; and who has shown
/// something is left in peace as long.
const INVITED_AGAIN: Duration = Duration::days(28);

/// Invites one person of the company longest without a talk whose budget allows it.
pub fn invite(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster) {
    let of_this = |card: &Card| matches!(card.face, Face::Invitation(..));
    // A meeting that was moved has its invitation already, and that shows the new date.
    if !agenda::has_room(plan, meeting) || plan.cards_about(Subject::Meeting(meeting.id)).any(of_this) {
        return;
    }
    let reader = candidates(plan, meeting, cluster).into_iter().find_map(|company| {
        let mut people = spokespeople(plan, &company).into_iter();
        people.find(|user| budget::allows(plan, &wish(user, cluster, meeting)))
    });
    if let Some(user) = reader {
        let sending = budget::sending(&wish(&user, cluster, meeting)).about(meeting, cluster.zone);
        let lang = plan.lang_of(&user, Some(cluster.id));
        plan.show(sending, lang, Face::Invitation(meeting.id, user));
    }
}

fn wish<'a>(user: &'a UserId, cluster: &'a Cluster, meeting: &Meeting) -> Wish<'a> {
    Wish { user, cluster, about: meeting.start.date(), kind: Kind::Invitation, instead_of: None }
}

/// The companies that may be invited, the one longest without a talk first; between equals the
/// stored order. Not the host, who has the whole meeting; not those who cannot come, who have a
/// talk still to come, or showed something or were invited lately.
pub(super) fn candidates(ws: &Workspace, meeting: &Meeting, cluster: &Cluster) -> Vec<Company> {
    let companies = ws
        .companies_in(cluster)
        .filter(|company| {
            meeting.host.company() != Some(company.id) && !company.is_away(meeting.start.date())
        })
        // One question at a time to a company that was not heard of for long.
        .filter(|company| presence(ws, company.id).nudged.is_none_or(|(_, about)| about != meeting.id))
        .filter(|company| !has_talk_to_come(ws, company.id) && !invited_lately(ws, company, meeting))
        .filter(|company| ws.answer(meeting, company.id).is_none_or(|rsvp| rsvp.answer != Coming::No));
    let mut companies: Vec<(Option<NaiveDateTime>, &Company)> = companies
        .map(|company| (last_talk(ws, company.id), company))
        .filter(|(last, _)| last.is_none_or(|last| meeting.start - last >= INVITED_AGAIN))
        .collect();
    companies.sort_by_key(|(last, _)| *last);
    companies.into_iter().map(|(_, company)| company.clone()).collect()
}

/// The talks of a company.
fn talks_of(ws: &Workspace, company: CompanyId) -> impl Iterator<Item = &Talk> {
    let cluster = ws.companies.get(&company).map(|company| company.cluster);
    let all = cluster.into_iter().flat_map(|cluster| ws.talks_in(cluster));
    all.filter(move |talk| talk.company == company)
}

/// Whether a company is to show something, at whatever meeting.
pub fn has_talk_to_come(ws: &Workspace, company: CompanyId) -> bool {
    let cluster = ws.companies.get(&company).map(|company| company.cluster);
    cluster.is_some_and(|cluster| ws.talks_to_come(cluster).any(|talk| talk.company == company))
}

/// Whether somebody of a company was invited to show something at this meeting.
pub fn is_invited(ws: &Workspace, company: &Company, meeting: MeetingId) -> bool {
    invited_to(ws, meeting)
        .any(|user| ws.company_of(company.cluster, user).is_some_and(|of| of.id == company.id))
}

/// The card of an invitation is kept longer than it counts.
fn invited_lately(ws: &Workspace, company: &Company, now: &Meeting) -> bool {
    let near =
        ws.meetings_in(company.cluster).filter(|meeting| (now.start - meeting.start).abs() < INVITED_AGAIN);
    near.into_iter().any(|meeting| is_invited(ws, company, meeting.id))
}

/// Those who were invited to show something at a meeting.
fn invited_to(ws: &Workspace, meeting: MeetingId) -> impl Iterator<Item = &UserId> {
    ws.cards_about(Subject::Meeting(meeting)).filter_map(|card| match &card.face {
        Face::Invitation(_, user) => Some(user),
        _ => None,
    })
}

/// When the company last showed something; never comes before ever.
fn last_talk(ws: &Workspace, company: CompanyId) -> Option<NaiveDateTime> {
    let given = talks_of(ws, company).filter(|talk| talk.state == TalkState::Given);
    given.filter_map(|talk| Some(ws.meetings.get(&talk.meeting?)?.start)).max()
}

/// Not this time: a no is a fine answer.
pub fn decline(plan: Plan, by: &UserId, id: MeetingId) -> Decision {
    match meeting_and_cluster(&plan, id) {
        Some((_, cluster)) => plan.finish_saying(by, Some(cluster.id), Msg::Talk(TalkMsg::Declined)),
        None => plan.refuse(by, None, Refusal::Gone),
    }
}

/// The invitation as it stands.
pub fn card(ws: &Workspace, id: MeetingId, user: &UserId) -> Option<Msg> {
    let (meeting, cluster) = meeting_and_cluster(ws, id)?;
    let company = ws.company_of(cluster.id, user).map(|company| company.id);
    Some(Msg::Talk(TalkMsg::Invitation {
        facts: facts(ws, &meeting),
        company: company_name(ws, company),
        taken: ws.talks_at(id).any(|talk| Some(talk.company) == company),
        over: !meeting.is_planned(),
    }))
}
