//! Help that always answers, and the panel: the two or three things that matter to you now.

use super::command::{self, Typed, cluster_for};
use super::model::{
    Answer, ChannelId, CommandWord, Decision, HelpMsg, Kind, Msg, Nonce, Refusal, Standing, Todo, UserId,
    Workspace,
};
use super::plan::{Plan, Sending};
use super::standing::standing;

/// `/klynge help`.
pub fn help(plan: Plan, by: &UserId) -> Decision {
    let msg = help_msg(&plan, by);
    plan.finish_saying(by, None, msg)
}

/// `/klynge formats`: for anybody, also where no cluster is yet.
pub fn formats(plan: Plan, by: &UserId, channel: Option<&ChannelId>) -> Decision {
    let cluster = cluster_for(&plan, by, channel).ok().map(|cluster| cluster.id);
    plan.finish_saying(by, cluster, Msg::Help(HelpMsg::Formats))
}

fn help_msg(plan: &Plan, by: &UserId) -> Msg {
    // Who has no cluster yet may want one.
    let may_set_up = plan.clusters_of(by).next().is_none() || plan.facilitated_by(by).next().is_some();
    Msg::Help(HelpMsg::Help { may_set_up })
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
            let msg = Msg::Help(HelpMsg::Panel(Box::new(standing(&plan, by, cluster, plan.now))));
            let cluster = cluster.id;
            plan.finish_saying(by, Some(cluster), msg)
        }
        Err(Refusal::NoClusterHere) => plan.finish_saying(by, None, empty_panel()),
        Err(refusal) => plan.refuse(by, None, refusal),
    }
}

fn empty_panel() -> Msg {
    let nothing = Standing {
        next: None,
        answer: None,
        company: None,
        hosting: None,
        turn: None,
        away: None,
        todo: Todo::SetUp,
    };
    Msg::Help(HelpMsg::Panel(Box::new(nothing)))
}

#[cfg(test)]
mod tests {
    use super::help_msg;
    use crate::domain::model::{Event, HelpMsg, Msg};
    use crate::domain::plan::Plan;
    use crate::domain::testing::{World, kaia, user};

    #[test]
    fn setting_up_is_told_to_facilitators_and_to_who_has_no_cluster_yet() {
        let (mut world, _) = World::with_companies(2);
        world.happen(&Event::Arrived { channel: "C1".into(), user: user(9) });
        let told = |who| help_msg(&Plan::new(&world.ws, world.now), &who);
        let help = |may_set_up| Msg::Help(HelpMsg::Help { may_set_up });
        assert_eq!([kaia(), user(0), user(9), user(8)].map(told), [true, false, false, true].map(help));
    }
}
