//! Help that always answers, and the panel: the two or three things that matter to you now.

use super::command::{self, Typed, cluster_for};
use super::meeting::{facts, next_meeting};
use super::model::{
    Answer, ChannelId, Cluster, Coming, CommandWord, Decision, HelpMsg, Kind, Meeting, Msg, Nonce, Refusal,
    Stage, Todo, UserId, Workspace,
};
use super::plan::{Plan, Sending};
use super::{rotation, rsvp};

/// `/klynge help`.
pub fn help(plan: Plan, by: &UserId) -> Decision {
    let msg = help_msg(&plan, by);
    plan.finish_saying(by, None, msg)
}

fn help_msg(plan: &Plan, by: &UserId) -> Msg {
    let facilitator = plan.clusters.values().any(|cluster| cluster.facilitator == *by);
    Msg::Help(HelpMsg::Help { facilitator })
}

/// Somebody wrote to Klynge, or mentioned it. A command is done as if it had been typed after the
/// slash; anything else gets help. The answer comes in private: it is for one, the channel for all.
pub fn addressed(plan: Plan, by: &UserId, channel: &ChannelId, words: &str, nonce: Nonce) -> Decision {
    if plan.people.get(by).is_some_and(|person| !person.reachable()) {
        return Decision::default();
    }
    let (before, now) = (Workspace::clone(&plan), plan.now);
    let (decision, word) = match command::parse(words) {
        Typed::Word(word, rest) => (command::run(plan, by, Some(channel), word, rest, nonce), word),
        Typed::Nothing | Typed::Unknown(..) => (help(plan, by), CommandWord::Help),
    };
    let mut plan = Plan::new(&before, now);
    decision.changes.into_iter().for_each(|change| plan.put(change));
    decision.actions.into_iter().for_each(|action| plan.act(action));
    let cluster = plan.cluster_in(channel).map(|cluster| cluster.id);
    let (lang, msg) = match decision.answer {
        Answer::Say(lang, msg) | Answer::Read(lang, msg) => (lang, *msg),
        // A form needs a press: Slack opens none for mere words.
        Answer::Open(lang, _) => (lang, Msg::Refusal(Refusal::NeedsForm(word))),
        Answer::Nothing | Answer::Faults(..) => (plan.lang_of(by, cluster), help_msg(&plan, by)),
    };
    plan.say(Sending::reply(by, Kind::Answer), lang, msg);
    plan.finish(Answer::Nothing)
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
    // A hosting that lies far ahead matters once its host has been asked.
    let hosting = hosting.filter(|meeting| !meeting.asked.is_empty());
    let themeless = [next, hosting].into_iter().flatten().find(|meeting| {
        meeting.theme.is_none() && meeting.taken_by.is_none() && rotation::owns(plan, by, meeting)
    });
    if let Some(meeting) = themeless {
        return Todo::ChooseTheme(meeting.id);
    }
    match next {
        Some(next) if answer.is_none() && company_is_to_answer(plan, by, next) => Todo::Answer(next.id),
        _ => Todo::Nothing,
    }
}

fn company_is_to_answer(plan: &Plan, by: &UserId, meeting: &Meeting) -> bool {
    plan.company_of(meeting.cluster, by).is_some_and(|company| rsvp::is_to_answer(plan, meeting, company.id))
}
