//! Backups: who is asked, when, one at a time; and what a yes, a no and silence lead to.

use super::{at, full, refusal};
use crate::domain::model::ClusterId;
use crate::domain::model::{
    Coming, Field, Kind, Meeting, Msg, Press, Purpose, Refusal, Stepping, Talk, TalkId, TalkMsg, UserId,
    Value,
};
use crate::domain::talk::ANY;
use crate::domain::testing::{World, kaia, oslo, reader, talk_form, user};
use chrono::{DateTime, Utc};

impl World {
    /// Signs up as a backup.
    fn backs_up(&mut self, cluster: ClusterId, by: &UserId, minutes: u32) -> Talk {
        let mut values = talk_form("Reserve", minutes, ANY);
        values.push((Field::Backup, Value::Ticked(vec!["backup".to_owned()])));
        self.submit(by, Purpose::Talk(cluster), values);
        self.ws.talks.values().last().cloned().unwrap()
    }

    /// Who was asked to step in, about which meeting, and when.
    fn asked_to_step_in(&self) -> Vec<(UserId, TalkId, DateTime<Utc>)> {
        let all = self.arrived.iter().filter(|arrived| arrived.row.kind == Kind::Presenter);
        all.filter_map(|arrived| match &arrived.msg {
            Msg::Talk(TalkMsg::StepIn { talk, .. }) => Some((reader(&arrived.row), talk.id, arrived.at)),
            _ => None,
        })
        .collect()
    }
}

/// A talk at the first meeting, and backups of users 2 and 4, the later one shorter.
fn with_two() -> (World, ClusterId, Meeting, Talk, [Talk; 2]) {
    let (mut world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].clone();
    let talk = world.signs_up(cluster, &user(0), 45, &at(&meeting));
    let backups = [world.backs_up(cluster, &user(2), 30), world.backs_up(cluster, &user(4), 10)];
    world.drain();
    (world, cluster, meeting, talk, backups)
}

#[test]
fn a_backup_waits_for_no_room_and_is_asked_when_something_falls_away() {
    let (mut world, _, meeting, talk, [first, second]) = with_two();
    assert!(first.backup && first.meeting.is_none() && second.meeting.is_none());
    assert_eq!(world.asked_to_step_in(), []);
    world.press(&user(0), Press::WithdrawTalk(talk.id));
    world.drain();
    assert_eq!(world.asked_to_step_in(), [(user(2), first.id, world.now)], "the first signed up");
    assert!(world.arrived.iter().all(|arrived| !arrived.row.unasked || reader(&arrived.row) != user(2)));
    world.press(&user(2), Press::StepIn(meeting.id, first.id));
    world.drain();
    let now = world.talk(first.id);
    assert_eq!((now.meeting, now.backup), (Some(meeting.id), false));
    let answer = world.ws.answer(&world.meeting(meeting.id), first.company).map(|rsvp| rsvp.answer);
    assert_eq!(answer, Some(Coming::Yes));
    world.turn_to(oslo("2026-09-08T12:00"));
    assert_eq!(world.asked_to_step_in().len(), 1, "it is filled");
}

#[test]
fn a_no_asks_the_next_one_and_nobody_twice_for_the_same_meeting() {
    let (mut world, _, meeting, talk, [first, second]) = with_two();
    world.press(&user(0), Press::WithdrawTalk(talk.id));
    world.drain();
    world.press(&user(2), Press::NotThisTime(meeting.id, first.id));
    world.drain();
    let asked: Vec<TalkId> = world.asked_to_step_in().into_iter().map(|(_, talk, _)| talk).collect();
    assert_eq!(asked, [first.id, second.id]);
    world.press(&user(4), Press::NotThisTime(meeting.id, second.id));
    world.turn_to(oslo("2026-09-10T11:00"));
    assert_eq!(world.asked_to_step_in().len(), 2);
    assert_eq!(refusal(world.press(&user(2), Press::StepIn(meeting.id, first.id))), Refusal::TooLate);
}

#[test]
fn who_says_nothing_is_waited_for_until_the_next_working_day_and_no_longer() {
    let (mut world, _, meeting, talk, [first, second]) = with_two();
    world.turn_to(oslo("2026-09-04T14:00"));
    world.press(&user(0), Press::WithdrawTalk(talk.id));
    world.turn_to(oslo("2026-09-07T08:59"));
    assert_eq!(world.asked_to_step_in(), [(user(2), first.id, oslo("2026-09-04T14:00"))]);
    world.turn_to(oslo("2026-09-07T09:00"));
    assert_eq!(world.asked_to_step_in()[1..], [(user(4), second.id, oslo("2026-09-07T09:00"))]);
    assert_eq!(world.talk(first.id).asked[&meeting.id].state, Stepping::Passed, "never two at once");
    assert_eq!(refusal(world.press(&user(2), Press::StepIn(meeting.id, first.id))), Refusal::TooLate);
}

#[test]
fn nobody_is_asked_at_night_or_when_it_is_nearer_than_a_day() {
    let (mut world, _, _, talk, _) = with_two();
    world.turn_to(oslo("2026-09-07T22:00"));
    world.press(&user(0), Press::WithdrawTalk(talk.id));
    world.turn_to(oslo("2026-09-08T12:00"));
    assert_eq!(world.asked_to_step_in()[0].2, oslo("2026-09-08T09:00"));
    let (mut world, _, _, talk, _) = with_two();
    world.turn_to(oslo("2026-09-09T12:00"));
    world.press(&user(0), Press::WithdrawTalk(talk.id));
    world.turn_to(oslo("2026-09-10T11:30"));
    assert_eq!(world.asked_to_step_in(), []);
}

#[test]
fn who_waits_comes_before_any_backup() {
    let (mut world, cluster, first, waiting) = full();
    world.backs_up(cluster, &user(4), 10);
    world.press(&user(2), Press::WithdrawTalk(first.id));
    world.drain();
    assert_eq!(world.talk(waiting.id).meeting, first.meeting);
    assert_eq!(world.asked_to_step_in(), []);
}

#[test]
fn what_is_taken_by_another_or_called_off_is_asked_for_no_more() {
    let (mut world, cluster, meeting, talk, [first, _]) = with_two();
    world.press(&user(0), Press::WithdrawTalk(talk.id));
    world.drain();
    world.signs_up(cluster, &user(6), 10, &at(&meeting));
    assert_eq!(world.talk(first.id).asked[&meeting.id].state, Stepping::Passed);
    let (mut world, _, meeting, talk, [first, _]) = with_two();
    world.press(&user(0), Press::WithdrawTalk(talk.id));
    world.drain();
    world.submit(&kaia(), Purpose::Cancel(meeting.id), []);
    assert_eq!(refusal(world.press(&user(2), Press::StepIn(meeting.id, first.id))), Refusal::TooLate);
    world.turn_to(oslo("2026-09-10T11:30"));
    assert_eq!(world.asked_to_step_in().len(), 1);
}

#[test]
fn whoever_cannot_come_or_does_not_fit_is_passed_over() {
    let (mut world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].clone();
    world.signs_up(cluster, &user(6), 20, &at(&meeting));
    let talk = world.signs_up(cluster, &user(0), 20, &at(&meeting));
    world.backs_up(cluster, &user(2), 45);
    world.backs_up(cluster, &user(3), 10);
    let third = world.backs_up(cluster, &user(4), 10);
    world.press(&user(2), Press::Answer(meeting.id, Coming::No));
    world.press(&user(0), Press::WithdrawTalk(talk.id));
    world.drain();
    let asked: Vec<TalkId> = world.asked_to_step_in().into_iter().map(|(_, talk, _)| talk).collect();
    assert_eq!(asked, [third.id]);
}

#[test]
fn a_backup_becomes_a_talk_like_others_and_back_by_its_form() {
    let (mut world, cluster, meeting, talk, [first, _]) = with_two();
    world.press(&user(0), Press::WithdrawTalk(talk.id));
    world.submit(&user(2), Purpose::ChangeTalk(first.id), talk_form("Reserve", 10, &at(&meeting)));
    let now = world.talk(first.id);
    assert_eq!((now.meeting, now.backup), (Some(meeting.id), false));
    let mut values = talk_form("Reserve", 10, &at(&meeting));
    values.push((Field::Backup, Value::Ticked(vec!["backup".to_owned()])));
    world.submit(&user(2), Purpose::ChangeTalk(first.id), values);
    let now = world.talk(first.id);
    assert_eq!((now.meeting, now.backup), (None, true));
    assert!(world.meeting(meeting.id).gap, "the programme is empty");
    world.signs_up(cluster, &user(6), 10, ANY);
    assert!(!world.meeting(meeting.id).gap);
}
