//! The invitation: three days before, the company longest without a talk is invited to a free slot.

use super::agenda;
use crate::domain::meeting::{company_name, facts};
use crate::domain::model::{
    Cluster, Coming, Company, CompanyId, Decision, Face, Instant, Kind, Meeting, MeetingId, Msg, OptOut,
    Refusal, TalkMsg, TalkState, UserId, Workspace,
};
use crate::domain::people::budget::{self, Wish};
use crate::domain::plan::Plan;
use crate::domain::rsvp::{meeting_and_cluster, spokespeople};

/// Invites one person of the company longest without a talk whose budget allows it.
pub fn invite(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster) {
    if !agenda::has_room(plan, meeting) {
        return;
    }
    let reader = candidates(plan, meeting, cluster).into_iter().find_map(|company| {
        let mut people = spokespeople(plan, &company).into_iter();
        people.find(|user| budget::allows(plan, &wish(user, cluster, meeting)))
    });
    if let Some(user) = reader {
        let sending =
            budget::sending(&wish(&user, cluster, meeting), Kind::Invitation).about(meeting, cluster.zone);
        let lang = plan.lang_of(&user, Some(cluster.id));
        plan.show(sending, lang, Face::Invitation(meeting.id, user));
    }
}

fn wish<'a>(user: &'a UserId, cluster: &'a Cluster, meeting: &Meeting) -> Wish<'a> {
    Wish { user, cluster, about: meeting.start.date(), opt_out: OptOut::Invitations }
}

/// The companies that may be invited, the one longest without a talk first; between equals the
/// stored order. Not those who cannot come, nor those with a talk still to come.
fn candidates(ws: &Workspace, meeting: &Meeting, cluster: &Cluster) -> Vec<Company> {
    let mut companies: Vec<Company> = ws
        .companies_in(cluster)
        .filter(|company| !has_talk_to_come(ws, company.id))
        .filter(|company| {
            ws.rsvps.get(&(meeting.id, company.id)).is_none_or(|rsvp| rsvp.answer != Coming::No)
        })
        .cloned()
        .collect();
    companies.sort_by_key(|company| last_talk(ws, company.id));
    companies
}

fn has_talk_to_come(ws: &Workspace, company: CompanyId) -> bool {
    ws.talks.values().any(|talk| talk.company == company && talk.state.is_to_come())
}

/// When the company last showed something; never comes before ever.
fn last_talk(ws: &Workspace, company: CompanyId) -> Option<Instant> {
    let given = ws.talks.values().filter(|talk| talk.company == company && talk.state == TalkState::Given);
    given.map(|talk| talk.created).max()
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
