//! Who gets which file, and when.

use crate::domain::model::{
    Body, Coming, Event, Fate, Field, FileId, FileNews, MeetingId, OptOut, Outgoing, Person, Press, Progress,
    Purpose, UserId, Value,
};
use crate::domain::testing::{World, kaia, local, oslo, user};

/// Four companies on the Friday before their first meeting, and that meeting.
fn world() -> (World, MeetingId) {
    let (mut world, cluster) = World::with_companies(4);
    world.turn_to(oslo("2026-09-04T10:00"));
    let meeting = world.ws.planned_of(cluster)[0].id;
    (world, meeting)
}

fn comes(world: &mut World, who: &UserId, meeting: MeetingId) {
    world.press(who, Press::Answer(meeting, Coming::Yes));
    world.drain();
}

fn move_to(world: &mut World, meeting: MeetingId, at: &str) {
    world.move_to(meeting, local(at));
    world.drain();
}

/// Whose files arrived, in which sequence, and for what.
fn filed(world: &World) -> Vec<(UserId, u32, FileNews)> {
    world.files.iter().map(|file| (file.user.clone(), file.sequence, file.news)).collect()
}

#[test]
fn whoever_comes_gets_the_meeting_once() {
    let (mut world, meeting) = world();
    for _ in 0..3 {
        comes(&mut world, &user(2), meeting);
    }
    world.press(&user(2), Press::Answer(meeting, Coming::No));
    comes(&mut world, &user(2), meeting);
    assert_eq!(filed(&world), [(user(2), 0, FileNews::New)]);
    assert!(world.ws.unasked.values().all(|entry| entry.user != user(2)), "it was asked for");
}

#[test]
fn other_answers_bring_no_file() {
    let (mut world, meeting) = world();
    world.press(&user(2), Press::Answer(meeting, Coming::Maybe));
    world.press(&user(4), Press::Answer(meeting, Coming::No));
    world.drain();
    assert!(world.files.is_empty());
}

#[test]
fn what_a_calendar_shows_makes_a_new_sequence_and_a_new_file() {
    let (mut world, meeting) = world();
    comes(&mut world, &user(2), meeting);
    move_to(&mut world, meeting, "2026-09-11T12:00");
    let place = [(Field::Place, Value::Typed("Verkstedet".to_owned()))];
    world.submit(&kaia(), Purpose::Place(meeting), place);
    world.drain();
    world.submit(&kaia(), Purpose::Theme(meeting), [(Field::Theme, Value::Typed("Rutenett".to_owned()))]);
    world.drain();
    world.submit(&kaia(), Purpose::Cancel(meeting), []);
    world.drain();
    let expected =
        [(0, FileNews::New), (1, FileNews::Changed), (2, FileNews::Changed), (3, FileNews::CalledOff)];
    assert_eq!(filed(&world), expected.map(|(sequence, news)| (user(2), sequence, news)));
    assert_eq!(world.ws.meetings[&meeting].sequence, 3);
    assert_eq!(world.ws.meetings[&meeting].changed, world.now);
}

#[test]
fn who_does_not_come_any_more_hears_nothing() {
    let (mut world, meeting) = world();
    comes(&mut world, &user(2), meeting);
    world.press(&user(2), Press::Answer(meeting, Coming::No));
    move_to(&mut world, meeting, "2026-09-11T12:00");
    assert_eq!(world.files.len(), 1);
}

#[test]
fn a_change_at_night_waits_for_the_morning_and_what_changes_again_by_then_comes_once() {
    let (mut world, meeting) = world();
    comes(&mut world, &user(2), meeting);
    world.turn_to(oslo("2026-09-04T20:00"));
    move_to(&mut world, meeting, "2026-09-11T12:00");
    move_to(&mut world, meeting, "2026-09-11T13:00");
    assert_eq!(world.files.len(), 1);
    world.turn_to(oslo("2026-09-07T09:00"));
    assert_eq!(filed(&world)[1..], [(user(2), 2, FileNews::Changed)]);
}

#[test]
fn what_is_moved_to_today_is_told_at_once() {
    let (mut world, meeting) = world();
    comes(&mut world, &user(2), meeting);
    world.turn_to(oslo("2026-09-09T18:00"));
    move_to(&mut world, meeting, "2026-09-10T08:00");
    assert_eq!(filed(&world)[1..], [(user(2), 1, FileNews::Changed)]);
}

#[test]
fn whoever_wants_no_files_gets_none_not_even_one_that_waits() {
    let (mut world, meeting) = world();
    world.press(&user(2), Press::Answer(meeting, Coming::Yes));
    world.press(&user(2), Press::StopAsking(OptOut::CalendarFiles));
    world.drain();
    comes(&mut world, &user(2), meeting);
    assert!(world.files.is_empty());
    world.press(&user(2), Press::AskAgain(OptOut::CalendarFiles));
    comes(&mut world, &user(2), meeting);
    assert_eq!(world.files.len(), 1);
}

#[test]
fn whoever_has_left_or_has_no_account_any_more_gets_none() {
    let (mut world, meeting) = world();
    comes(&mut world, &user(2), meeting);
    comes(&mut world, &user(4), meeting);
    let gone = &world.ws.people[&user(2)];
    let mut profile = gone.profile.clone();
    profile.active = false;
    world.happen(&Event::PeopleSeen(vec![profile]));
    let cluster = world.ws.meetings[&meeting].cluster;
    let company = world.ws.company_of(cluster, &user(4)).unwrap().id;
    world.leave(cluster, company);
    move_to(&mut world, meeting, "2026-09-11T12:00");
    assert!(!Person::reachable(&world.ws.people[&user(2)]));
    assert_eq!(world.files.len(), 2, "{:?}", world.files);
}

#[test]
fn of_a_meeting_that_was_called_off_before_it_could_be_sent_there_is_nothing_to_take_out() {
    let (mut world, meeting) = world();
    world.press(&user(2), Press::Answer(meeting, Coming::Yes));
    world.submit(&kaia(), Purpose::Cancel(meeting), []);
    world.drain();
    assert!(world.files.is_empty());
}

#[test]
fn a_file_whose_fate_is_unknown_is_followed_by_none_of_the_same_sequence() {
    let (mut world, meeting) = world();
    world.press(&user(2), Press::Answer(meeting, Coming::Yes));
    let file = |row: &&Outgoing| matches!(row.body, Body::File(_)) && !row.progress.settled();
    let id = world.ws.outbox.values().find(file).unwrap().id;
    let (at, sequence) = (world.now, 0);
    world.happen(&Event::Fate(Fate::Uploaded { id, file: FileId::from("F1"), sequence, at }));
    world.press(&user(2), Press::Answer(meeting, Coming::No));
    world.press(&user(2), Press::Answer(meeting, Coming::Yes));
    assert_eq!(world.ws.outbox.values().filter(file).count(), 1);
    // Moved meanwhile, it is not the newest any more if it turns out to be there.
    world.move_to(meeting, local("2026-09-11T12:00"));
    assert!(matches!(world.ws.outbox[&id].progress, Progress::Sending(_)));
    let (channel, ts) = ("D1".into(), "1.1".into());
    world.happen(&Event::Fate(Fate::Sent { id, channel, ts, version: 0 }));
    world.drain();
    assert_eq!(filed(&world), [(user(2), 1, FileNews::Changed)]);
}
