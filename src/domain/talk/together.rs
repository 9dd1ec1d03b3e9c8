//! Talks that several people present: each is told of what another did for them, and has a card of their own.

use super::agenda::in_time;
use super::{talk_facts, with_meeting};
use crate::domain::model::{
    Cluster, Face, Kind, Meeting, MeetingFacts, Msg, Person, Place, Talk, TalkFacts, TalkId, TalkMsg,
    TalkState, UserId, Workspace,
};
use crate::domain::plan::{Plan, Sending};

/// Tells those who were put down for a talk that was signed up.
pub(super) fn welcome(plan: &mut Plan, talk: &Talk) {
    for user in &talk.with {
        show(plan, talk, user);
    }
}

/// A talk was changed: who was put down for it gets a card, who was left out a word, and everybody else who presents
/// it hears what it is now, but for whoever did it.
pub(super) fn tell(plan: &mut Plan, by: &UserId, before: &Talk, talk: &Talk) {
    for user in talk.with.iter().filter(|user| !before.with.contains(*user)) {
        show(plan, talk, user);
    }
    let left_out = before.with.iter().filter(|user| !talk.with.contains(*user) && *user != by);
    for user in left_out {
        say(plan, talk, user, TalkMsg::LeftOut { by: by.clone() });
    }
    // What waits for an open hour may be confidential by then, so that only the card has its title.
    let Some((_, facts)) = with_meeting(plan, talk.id) else { return };
    for user in talk.presenters().filter(|user| before.is_by(user) && *user != by) {
        say(plan, talk, user, TalkMsg::ChangedBy { by: by.clone(), facts: facts.clone() });
    }
}

/// A talk was taken back: those who present it hear of it, but for whoever did it.
pub(super) fn tell_withdrawn(plan: &mut Plan, by: &UserId, talk: &Talk) {
    let gone = Talk { state: TalkState::Withdrawn, ..talk.clone() };
    for user in talk.presenters().filter(|user| *user != by) {
        let lang = plan.lang_of(user, Some(talk.cluster));
        let msg = Msg::Talk(TalkMsg::Withdrawn { talk: talk_facts(&gone) });
        plan.say(Sending::reply(user, Kind::Presenter), lang, msg);
    }
}

fn show(plan: &mut Plan, talk: &Talk, user: &UserId) {
    let (sending, lang) = (sending(plan, talk, user), plan.lang_of(user, Some(talk.cluster)));
    plan.show(sending, lang, Face::With(talk.id, user.clone()));
}

fn say(plan: &mut Plan, talk: &Talk, user: &UserId, msg: TalkMsg) {
    let (sending, lang) = (sending(plan, talk, user), plan.lang_of(user, Some(talk.cluster)));
    plan.say(sending, lang, Msg::Talk(msg));
}

fn sending(plan: &Plan, talk: &Talk, user: &UserId) -> Sending {
    in_time(plan, talk, Sending::to(Place::Dm(user.clone()), Kind::Presenter))
}

/// Those who are reminded: everybody who presents it and has an account still.
pub(super) fn reachable(ws: &Workspace, talk: &Talk) -> Vec<UserId> {
    let is_there = |user: &&UserId| ws.people.get(*user).is_none_or(Person::reachable);
    talk.presenters().filter(is_there).cloned().collect()
}

/// Shows each of them a card about the talk, by itself and as long as the meeting has not begun.
pub(super) fn show_each(
    plan: &mut Plan,
    talk: &Talk,
    meeting: &Meeting,
    cluster: &Cluster,
    face: impl Fn(UserId) -> Face,
) {
    for user in reachable(plan, talk) {
        let lang = plan.lang_of(&user, Some(cluster.id));
        let sending = Sending::to(Place::Dm(user.clone()), Kind::Presenter)
            .by_itself(cluster.id)
            .about(meeting, cluster.zone);
        plan.show(sending, lang, face(user));
    }
}

/// What a card about a talk shows to one who was put down for it. What it is called from now on is not for those to
/// read who were left out since.
pub fn card(
    ws: &Workspace,
    id: TalkId,
    user: &UserId,
    shows: impl Fn(TalkFacts, Option<MeetingFacts>) -> TalkMsg,
) -> Option<Msg> {
    let (talk, facts) = with_meeting(ws, id)?;
    let is_theirs = ws.talks.get(&id).is_some_and(|talk| talk.is_by(user));
    Some(Msg::Talk(if is_theirs { shows(talk, facts) } else { TalkMsg::NotWith }))
}
