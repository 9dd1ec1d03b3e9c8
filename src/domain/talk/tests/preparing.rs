//! Some days before: who hears what is useful to know, when, and who does not.

use super::at;
use crate::domain::model::{Msg, Press, Rhythm, TalkMsg, UserId};
use crate::domain::talk::ANY;
use crate::domain::testing::{Shape, World, lines, local, oslo, reader, user};

impl World {
    /// Who was told some days before, and when.
    fn prepared(&self) -> Vec<(UserId, chrono::DateTime<chrono::Utc>)> {
        let all = self.arrived.iter();
        let told = all.filter(|arrived| matches!(arrived.msg, Msg::Talk(TalkMsg::Week { .. })));
        told.map(|arrived| (reader(&arrived.row), arrived.at)).collect()
    }
}

#[test]
fn a_week_before_whoever_signed_up_by_then_is_told_once() {
    let (mut world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].clone();
    world.signs_up(cluster, &user(0), 10, &at(&meeting));
    world.turn_to(oslo("2026-09-03T08:59"));
    assert_eq!(world.prepared(), []);
    world.turn_to(oslo("2026-09-04T09:00"));
    world.signs_up(cluster, &user(2), 10, &at(&meeting));
    world.turn_to(oslo("2026-09-10T11:00"));
    assert_eq!(world.prepared(), [(user(0), oslo("2026-09-03T09:00"))]);
    assert!(world.arrived.iter().all(|arrived| !arrived.row.unasked || reader(&arrived.row) != user(0)));
}

#[test]
fn who_signs_up_when_that_has_passed_is_only_reminded_the_day_before() {
    let (mut world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].clone();
    world.turn_to(oslo("2026-09-03T15:00"));
    world.signs_up(cluster, &user(0), 10, &at(&meeting));
    world.turn_to(oslo("2026-09-10T11:00"));
    assert_eq!(world.prepared(), []);
    assert_eq!(super::ready(&world).len(), 1);
}

#[test]
fn who_is_ready_needs_no_such_word() {
    let (mut world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].clone();
    let talk = world.signs_up(cluster, &user(0), 10, &at(&meeting));
    world.press(&user(0), Press::ConfirmTalk(talk.id));
    world.turn_to(oslo("2026-09-10T11:00"));
    assert_eq!(world.prepared(), []);
}

/// When the one who presents at the first meeting is told, by its rhythm and date.
fn told_at(rhythm: Rhythm, first: &str) -> Vec<chrono::DateTime<chrono::Utc>> {
    let mut world = World::new(6, oslo("2026-08-20T10:00"));
    let (first, companies) = (local(first), lines(3, 0));
    let cluster = world.live(&Shape { channel: "C1", rhythm, first, companies });
    let talk = world.signs_up(cluster, &user(0), 10, ANY);
    assert!(talk.meeting.is_some());
    world.turn_to(crate::domain::calendar::instant(first, chrono_tz::Europe::Oslo));
    let told: Vec<_> = world.prepared().into_iter().map(|(_, at)| at).collect();
    let reminded: Vec<_> = super::ready(&world).iter().map(|asked| asked.at.date_naive()).collect();
    assert!(told.iter().all(|at| !reminded.contains(&at.date_naive())), "twice on a day");
    told
}

#[test]
fn how_long_before_follows_the_rhythm_and_it_never_shares_a_day_with_the_reminder() {
    assert_eq!(told_at(Rhythm::Monthly, "2026-09-10T11:30"), [oslo("2026-09-03T09:00")]);
    assert_eq!(told_at(Rhythm::Weekly, "2026-09-10T11:30"), [oslo("2026-09-07T09:00")]);
    assert_eq!(told_at(Rhythm::Weekly, "2026-09-07T11:30"), [oslo("2026-09-03T09:00")]);
    // Four days before are a Saturday, and on Monday one is reminded.
    assert_eq!(told_at(Rhythm::Weekly, "2026-09-09T11:30"), [oslo("2026-09-07T09:00")]);
    assert_eq!(told_at(Rhythm::Weekly, "2026-09-08T11:30"), [oslo("2026-09-04T09:00")]);
}
