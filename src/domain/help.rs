//! Help that always answers, and the panel: the two or three things that matter to you now.

use super::command::cluster_for;
use super::meeting::{facts, next_meeting};
use super::model::{
    ChannelId, Cluster, Coming, Decision, HelpMsg, Kind, Meeting, Msg, Place, Refusal, Stage, Todo, UserId,
};
use super::plan::{Plan, Sending};
use super::rotation;

/// `/klynge help`.
pub fn help(plan: Plan, by: &UserId) -> Decision {
    let msg = help_msg(&plan, by);
    plan.finish_saying(by, None, msg)
}

fn help_msg(plan: &Plan, by: &UserId) -> Msg {
    let facilitator = plan.clusters.values().any(|cluster| cluster.facilitator == *by);
    Msg::Help(HelpMsg::Help { facilitator })
}

/// Somebody wrote to Klynge, or mentioned it: help answers, where they wrote.
pub fn addressed(mut plan: Plan, by: &UserId, channel: &ChannelId, direct: bool) -> Decision {
    if !plan.people.get(by).is_none_or(|person| person.reachable()) {
        return Decision::default();
    }
    let msg = help_msg(&plan, by);
    let cluster = plan.cluster_in(channel).map(|cluster| cluster.id);
    let lang = plan.lang_of(by, cluster);
    // A mention is answered in private: help is for one, the channel for all.
    let _ = direct;
    plan.say(Sending::to(Place::Dm(by.clone()), Kind::Answer), lang, msg);
    plan.finish(super::model::Answer::Nothing)
}

/// `/klynge` alone.
pub fn panel(plan: Plan, by: &UserId, channel: &ChannelId) -> Decision {
    match cluster_for(&plan, by, Some(channel)) {
        Ok(cluster) => {
            let msg = panel_msg(&plan, by, cluster);
            let cluster = cluster.id;
            plan.finish_saying(by, Some(cluster), msg)
        }
        Err(Refusal::NoClusterHere) => plan.finish_saying(by, None, empty_panel()),
        Err(refusal) => plan.refuse(by, None, refusal),
    }
}

fn empty_panel() -> Msg {
    Msg::Help(HelpMsg::Panel { next: None, answer: None, company: None, hosting: None, todo: Todo::SetUp })
}

fn panel_msg(plan: &Plan, by: &UserId, cluster: &Cluster) -> Msg {
    let company = plan.company_of(cluster.id, by);
    let next = next_meeting(plan, cluster, plan.now);
    let answer = next.and_then(|next| Some(plan.rsvps.get(&(next.id, company?.id))?.answer));
    let hosting = company.and_then(|company| {
        plan.meetings_of(cluster.id)
            .into_iter()
            .find(|meeting| meeting.is_planned() && meeting.host.company() == Some(company.id))
    });
    Msg::Help(HelpMsg::Panel {
        next: next.map(|next| facts(plan, next)),
        answer,
        company: company.map(|company| company.name.clone()),
        hosting: hosting.map(|meeting| meeting.start),
        todo: todo(plan, by, cluster, next, answer, hosting),
    })
}

fn todo(
    plan: &Plan,
    by: &UserId,
    cluster: &Cluster,
    next: Option<&Meeting>,
    answer: Option<Coming>,
    hosting: Option<&Meeting>,
) -> Todo {
    let facilitates = cluster.facilitator == *by;
    if cluster.stage == Stage::Preview && facilitates {
        return Todo::ApproveWelcome;
    }
    if plan.company_of(cluster.id, by).is_none() && !facilitates {
        return Todo::PickCompany;
    }
    let themeless =
        [next, hosting].into_iter().flatten().find(|meeting| meeting.theme.is_none() && meeting.taken_by.is_none() && rotation::owns(plan, by, meeting));
    if let Some(meeting) = themeless {
        return Todo::ChooseTheme(meeting.id);
    }
    match next {
        Some(next) if answer.is_none() && plan.company_of(cluster.id, by).is_some() => Todo::Answer(next.id),
        _ => Todo::Nothing,
    }
}
