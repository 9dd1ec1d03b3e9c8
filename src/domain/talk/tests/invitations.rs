//! Invitations: to whom, when, how often, and what becomes of them.

use super::at;
use crate::domain::model::{Answer, ClusterId, CompanyId, Face, Kind, Msg, OptOut, Press, TalkMsg, UserId};
use crate::domain::talk::inviting;
use crate::domain::testing::{World, local, oslo, reader, user};

impl World {
    /// Who was invited to show something, and for which date.
    fn invited(&self) -> Vec<(UserId, String)> {
        let invited = self.arrived_of(Kind::Invitation).into_iter();
        invited
            .map(|arrived| {
                let Msg::Talk(TalkMsg::Invitation { facts, .. }) = &arrived.msg else {
                    panic!("{:?}", arrived.msg)
                };
                (reader(&arrived.row), facts.start.date().to_string())
            })
            .collect()
    }

    fn company_of(&self, cluster: ClusterId, by: &UserId) -> CompanyId {
        self.ws.company_of(cluster, by).unwrap().id
    }
}

#[test]
fn three_days_before_the_company_longest_without_is_invited_within_the_budget() {
    let (mut world, cluster) = World::with_companies(4);
    world.pass_days(120);
    let invited = world.invited();
    assert!(invited.len() >= 3, "{invited:?}");
    let dates: Vec<&String> = invited.iter().map(|(_, date)| date).collect();
    assert!(dates.windows(2).all(|pair| pair[0] < pair[1]), "one a meeting: {invited:?}");
    let first: Vec<CompanyId> = invited.iter().take(2).map(|(by, _)| world.company_of(cluster, by)).collect();
    assert!(first[0] != first[1], "not the same one again within a month");
    assert_eq!(world.beyond_the_budget(), []);
}

#[test]
fn the_company_without_a_talk_is_invited_and_the_same_one_not_again_at_once() {
    let (mut world, cluster) = World::with_companies(3);
    let meetings = world.planned(cluster);
    world.signs_up(cluster, &user(0), 10, &at(&meetings[1]));
    world.signs_up(cluster, &user(2), 10, &at(&meetings[0]));
    world.turn_to(oslo("2026-09-07T08:30"));
    assert_eq!(world.invited(), []);
    world.turn_to(oslo("2026-09-07T09:30"));
    // The contact is kept for the reminder, which is closer to its date.
    assert_eq!(world.invited(), [(user(5), "2026-09-10".to_owned())]);
    world.turn_to(oslo("2026-09-24T08:00"));
    assert_eq!(world.invited().len(), 1, "the others show something then, or did two weeks before");
}

#[test]
fn what_counts_is_when_something_was_shown_and_the_host_has_the_whole_meeting() {
    let (mut world, cluster) = World::with_companies(4);
    (0..8).for_each(|n| drop(world.press(&user(n), Press::StopAsking(OptOut::Invitations))));
    let meetings = world.planned(cluster);
    // Signed up first for the later meeting.
    world.signs_up(cluster, &user(2), 10, &at(&meetings[1]));
    world.signs_up(cluster, &user(4), 10, &at(&meetings[0]));
    world.turn_to(oslo("2026-09-25T08:00"));
    let (third, companies) = (world.planned(cluster)[0].clone(), world.companies(cluster));
    assert_eq!(third.host.company(), Some(companies[0]));
    let candidates = inviting::candidates(&world.ws, &third, &world.cluster(cluster));
    let candidates: Vec<CompanyId> = candidates.into_iter().map(|company| company.id).collect();
    assert_eq!(candidates, [companies[3], companies[2]], "four weeks ago is long, two are not");
}

#[test]
fn who_does_not_want_to_be_asked_again_is_not() {
    let (mut world, _) = World::with_companies(2);
    for n in 0..4 {
        world.press(&user(n), Press::StopAsking(OptOut::Invitations));
    }
    world.pass_days(60);
    assert_eq!(world.invited(), []);
}

#[test]
fn a_full_meeting_invites_nobody() {
    let (mut world, cluster) = World::with_companies(3);
    let meeting = world.planned(cluster)[0].clone();
    world.signs_up(cluster, &user(0), 40, &at(&meeting));
    world.turn_to(oslo("2026-09-10T11:00"));
    assert_eq!(world.invited(), []);
}

#[test]
fn an_invitation_follows_what_became_of_it() {
    let (mut world, cluster) = World::with_companies(3);
    world.turn_to(oslo("2026-09-07T09:30"));
    let (by, _) = world.invited()[0].clone();
    let meeting = world.planned(cluster)[0].clone();
    let shows = |world: &World| match inviting::card(&world.ws, meeting.id, &by) {
        Some(Msg::Talk(TalkMsg::Invitation { taken, over, .. })) => (taken, over),
        other => panic!("{other:?}"),
    };
    assert_eq!(shows(&world), (false, false));
    let declined = world.press(&by, Press::DeclineInvitation(meeting.id));
    assert!(matches!(declined, Answer::Say(_, msg) if *msg == Msg::Talk(TalkMsg::Declined)));
    let talk = world.signs_up(cluster, &by, 10, &at(&meeting));
    assert_eq!(shows(&world), (true, false));
    let card = world.ws.cards.values().find(|card| matches!(card.face, Face::Invitation(..))).unwrap();
    assert!(card.version > 1, "it is edited");
    world.press(&by, Press::WithdrawTalk(talk.id));
    assert_eq!(shows(&world), (false, false));
    world.turn_to(oslo("2026-09-10T13:00"));
    assert_eq!(shows(&world), (false, true));
}

#[test]
fn nobody_is_invited_overnight_or_on_the_day_of_the_announcement_or_twice_to_a_moved_meeting() {
    let (mut world, _) = World::with_companies(3);
    // From before the announcement until the day before the meeting.
    world.down_for(24 * 8);
    world.turn_to(oslo("2026-09-10T13:00"));
    assert_eq!(world.invited(), []);

    let (mut world, _) = World::with_companies(3);
    world.turn_to(oslo("2026-09-02T10:00"));
    world.down_for(24 * 5);
    assert_eq!(world.invited(), [], "announced a moment ago");
    world.turn_to(oslo("2026-09-08T09:00"));
    assert_eq!(world.invited().len(), 1);

    let (mut world, cluster) = World::with_companies(3);
    let meeting = world.planned(cluster)[0].id;
    world.turn_to(oslo("2026-09-07T10:00"));
    world.move_to(meeting, local("2026-09-17T11:30"));
    world.turn_to(oslo("2026-09-17T11:00"));
    assert_eq!(world.invited().len(), 1);
}
