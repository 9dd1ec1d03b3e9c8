//! Somebody has to facilitate. When the account of whoever does is closed, it falls to the one who organises just now,
//! else to the first who answers for a company, in the order of rotation, else to anybody in the channel; and they are
//! told. Where there is nobody yet it waits for the first to come.

use crate::domain::model::{
    Change, Cluster, ClusterId, Holder, Kind, Meeting, Msg, OnboardingMsg, Person, Place, UserId, Workspace,
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::rotation::turns;
use crate::domain::rsvp::spokespeople;
use chrono::NaiveDate;

/// Somebody came or went: the clusters that they facilitated, or could, have a facilitator.
pub fn see_to_those_of(plan: &mut Plan, user: &UserId) {
    for cluster in plan.clusters_near(user) {
        see_to(plan, cluster);
    }
}

/// Hands a cluster on whose facilitator is gone.
pub(super) fn see_to(plan: &mut Plan, id: ClusterId) {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return };
    if plan.people.get(&cluster.facilitator).is_none_or(Person::reachable) {
        return;
    }
    let today = plan.today(&cluster);
    if let Some(next) = successor(plan, &cluster, today) {
        hand_to(plan, id, &next, None);
    }
}

fn successor(ws: &Workspace, cluster: &Cluster, today: NaiveDate) -> Option<UserId> {
    let organiser = turns::organiser(ws, cluster, today);
    let contacts = ws.companies_in(cluster).flat_map(|company| spokespeople(ws, company));
    let present = ws.present(cluster).map(|person| person.profile.id.clone());
    let is_there = |user: &UserId| ws.people.get(user).is_some_and(Person::reachable);
    [organiser].into_iter().chain(contacts).chain(present).find(is_there)
}

/// Hands a cluster to somebody, who is told; `by` whom, if a person wanted it.
pub fn hand_to(plan: &mut Plan, id: ClusterId, to: &UserId, by: Option<&UserId>) {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return };
    plan.put(Change::Cluster(Cluster { facilitator: to.clone(), ..cluster.clone() }));
    let theirs: Vec<Meeting> =
        plan.planned_in(cluster.id).filter(|meeting| is_theirs(meeting)).cloned().collect();
    for mut meeting in theirs {
        // Whoever takes it over is asked in their turn.
        meeting.ask_anew();
        plan.put(Change::Meeting(meeting));
    }
    plan.touch_cluster(cluster.id, |_| true);
    let lang = plan.lang_of(to, Some(cluster.id));
    let sending = Sending::to(Place::Dm(to.clone()), Kind::Setup).by_itself(cluster.id);
    let msg = OnboardingMsg::YouFacilitate { name: cluster.name, by: by.cloned() };
    plan.say(sending, lang, Msg::Onboarding(msg));
}

/// Whether a meeting is the facilitator's to look after, and nobody has yet.
fn is_theirs(meeting: &Meeting) -> bool {
    meeting.host == Holder::Facilitator && meeting.theme.is_none() && meeting.taken_by.is_none()
}

#[cfg(test)]
mod tests {
    use crate::domain::model::{Body, Event, Msg, OnboardingMsg, Profile, UserId};
    use crate::domain::testing::{World, user};

    #[test]
    fn where_nobody_was_left_the_first_to_come_takes_over() {
        let (mut world, id) = World::with_companies(4);
        let cluster = world.cluster(id);
        world.happen(&Event::RoomSeen {
            channel: cluster.channel.clone(),
            name: cluster.name.plain().to_owned(),
            open: true,
            users: vec![world.ws.bot.clone()],
        });
        let gone = world.ws.people.values().map(|person| Profile { active: false, ..person.profile.clone() });
        let gone: Vec<Profile> = gone.collect();
        world.happen(&Event::PeopleSeen(gone.clone()));
        // Nothing is known at first of the one who comes.
        let new = Profile { id: UserId::from("UNEW"), active: true, ..gone[0].clone() };
        world.happen(&Event::Arrived { channel: cluster.channel, user: new.id.clone() });
        world.happen(&Event::PeopleSeen(vec![new.clone()]));
        assert_eq!(world.cluster(id).facilitator, new.id);
    }

    #[test]
    fn whoever_organises_takes_over_from_a_facilitator_who_is_gone_and_is_told() {
        let (mut world, id) = World::with_companies(4);
        world.pass_days(60);
        let before = world.ws.clusters[&id].facilitator.clone();
        let profile = Profile { active: false, ..world.ws.people[&before].profile.clone() };
        world.happen(&Event::PeopleSeen(vec![profile.clone()]));
        let after = world.ws.clusters[&id].facilitator.clone();
        assert_ne!(after, before);
        assert!((0..4).any(|nth| after == user(nth)), "{after} answers for a company");
        let told = world.ws.outbox.values().any(|row| {
            matches!(&row.body, Body::Say(msg)
                if matches!(**msg, Msg::Onboarding(OnboardingMsg::YouFacilitate { .. })))
        });
        assert!(told);
        // Whoever comes back finds it in other hands.
        world.happen(&Event::PeopleSeen(vec![Profile { active: true, ..profile }]));
        assert_eq!(world.ws.clusters[&id].facilitator, after);
    }
}
