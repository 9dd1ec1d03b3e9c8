//! To whom a nudge goes, when, and what its buttons do.

use crate::domain::model::{
    Answer, ClusterId, Coming, Event, Face, Fate, Kind, MeetingId, Msg, Nonce, NudgeState, OptOut, Person,
    Press, Purpose, QuietMsg, Refusal, Rhythm, UserId,
};
use crate::domain::testing::{Shape, World, kaia, lines, local, oslo, reader, talk_form, user};

/// Ten companies, of which the last two are never heard of: quiet since 13 October, and nudged on
/// Friday 16 October. Their hosting lies in the year after.
fn silence() -> (World, ClusterId) {
    let (mut world, cluster) = World::with_companies(10);
    for day in ["2026-09-08T10:00", "2026-10-14T10:00"] {
        world.turn_to(oslo(day));
        (0..16).for_each(|n| world.speaks(n, "C1"));
    }
    world.turn_to(oslo("2026-10-16T08:30"));
    assert_eq!(world.nudged(), []);
    (world, cluster)
}

/// The same an hour later, with the meeting it was about.
fn nudged() -> (World, ClusterId, MeetingId) {
    let (mut world, cluster) = silence();
    world.turn_to(oslo("2026-10-16T09:30"));
    let meeting = world.nudges()[0].2;
    (world, cluster, meeting)
}

fn on(who: usize, day: &str) -> (UserId, String) {
    (user(who), day.to_owned())
}

/// The days on which somebody of the last company was nudged.
fn of_last(world: &World) -> Vec<(UserId, String)> {
    world.nudged().into_iter().filter(|(who, _)| *who >= user(18)).collect()
}

#[test]
fn the_morning_after_the_announcement_the_contacts_of_quiet_companies_are_nudged() {
    let (mut world, _, meeting) = nudged();
    assert_eq!(world.nudged(), [on(16, "2026-10-16"), on(18, "2026-10-16")]);
    assert_eq!(world.meeting(meeting).start, local("2026-10-22T11:30"));
    let first = world.arrived.iter().find(|arrived| arrived.row.kind == Kind::Nudge).unwrap();
    assert_eq!(first.at, oslo("2026-10-16T09:00"));
    let Msg::Quiet(QuietMsg::Nudge { soon, state, .. }) = &first.msg else { panic!("{:?}", first.msg) };
    assert_eq!((*soon, *state), (true, NudgeState::Open));
    world.turn_to(oslo("2026-10-22T11:00"));
    let about_it = world.arrived.iter().filter(|arrived| arrived.row.meeting == Some(meeting));
    let asked: Vec<UserId> = about_it
        .filter(|arrived| matches!(arrived.row.kind, Kind::Reminder | Kind::Invitation))
        .map(|arrived| reader(&arrived.row))
        .collect();
    assert!(asked.len() >= 8, "the others are reminded");
    assert!(asked.iter().all(|who| *who < user(16)), "nobody is asked twice: {asked:?}");
    assert_eq!(world.beyond_the_budget(), []);
}

#[test]
fn after_two_that_nobody_answered_the_facilitator_is_told_once_and_it_ends() {
    let (mut world, _, _) = nudged();
    world.turn_to(oslo("2026-11-30T08:30"));
    assert_eq!(of_last(&world), [on(18, "2026-10-16"), on(18, "2026-11-16")]);
    assert_eq!(world.told(), []);
    world.turn_to(oslo("2027-02-20T08:00"));
    assert_eq!(of_last(&world).len(), 2, "and no more");
    let of_silence: Vec<_> = world.told().into_iter().filter(|(_, name)| name.ends_with('9')).collect();
    assert_eq!(of_silence, [(local("2026-11-30T00:00").date(), "Studio 9".to_owned())]);
}

#[test]
fn two_that_are_silent_together_are_one_message() {
    let (mut world, _, _) = nudged();
    world.turn_to(oslo("2026-11-30T09:30"));
    let messages = world.arrived.iter().filter(|arrived| arrived.row.kind == Kind::Quiet).count();
    assert_eq!((messages, world.told().len()), (1, 2));
}

#[test]
fn whoever_takes_part_again_begins_anew() {
    let (mut world, _, _) = nudged();
    world.turn_to(oslo("2026-12-01T10:00"));
    assert_eq!(world.told().len(), 2);
    world.speaks(19, "C1");
    world.turn_to(oslo("2027-02-20T08:00"));
    let after = of_last(&world)[2..].to_vec();
    assert_eq!(after, [on(18, "2027-01-12")], "six weeks later, and the first of two again");
}

#[test]
fn join_is_an_answer_like_any_other() {
    let (mut world, cluster, meeting) = nudged();
    let answer = world.press(&user(16), Press::Join(meeting));
    assert!(matches!(answer, Answer::Say(_, msg) if matches!(*msg, Msg::Rsvp(_))));
    let company = world.companies(cluster)[8];
    assert_eq!(world.ws.rsvps[&(meeting, company)].answer, Coming::Yes);
    assert_eq!(world.reads(meeting, &user(16)), NudgeState::Answered(Coming::Yes));
    world.turn_to(oslo("2026-10-22T13:00"));
    assert_eq!(world.reads(meeting, &user(16)), NudgeState::Over);
    assert_eq!(world.reads(meeting, &user(18)), NudgeState::Over);
}

#[test]
fn a_colleagues_answer_shows_on_the_nudge() {
    let (mut world, _, meeting) = nudged();
    let version = |world: &World| {
        let nudge = |card: &&crate::domain::model::Card| card.face == Face::Nudge(meeting, user(16));
        world.ws.cards.values().find(nudge).unwrap().version
    };
    let before = version(&world);
    world.press(&user(17), Press::Answer(meeting, Coming::No));
    assert_eq!(world.reads(meeting, &user(16)), NudgeState::Answered(Coming::No));
    assert!(version(&world) > before, "it is edited");
}

#[test]
fn later_is_a_month_later_and_the_company_stays_quiet() {
    let (mut world, _, meeting) = nudged();
    world.turn_to(oslo("2026-10-19T12:00"));
    for who in [18, 19, 18] {
        world.press(&user(who), Press::AskLater(meeting));
        assert_eq!(world.reads(meeting, &user(18)), NudgeState::Later, "a state, and no toggle");
    }
    world.turn_to(oslo("2026-12-02T08:00"));
    assert_eq!(of_last(&world)[1..], [on(18, "2026-11-18")], "as soon as the month is over");
    assert_eq!(
        world.told().into_iter().find(|(_, name)| name.ends_with('9')),
        None,
        "the first was answered"
    );
}

#[test]
fn who_says_never_again_is_left_alone_and_so_is_the_company_until_it_is_undone() {
    let (mut world, _, meeting) = nudged();
    world.press(&user(18), Press::StopNudging(meeting));
    assert_eq!(world.reads(meeting, &user(18)), NudgeState::LeftAlone);
    assert!(world.ws.people[&user(18)].opted_out.contains(&OptOut::Nudges));
    world.turn_to(oslo("2026-11-30T12:00"));
    assert_eq!(of_last(&world).len(), 1, "not the colleague either");
    assert_eq!(world.told().into_iter().find(|(_, name)| name.ends_with('9')), None);
    let (by, words, channel) = (user(18), "snooze off".to_owned(), "D9".into());
    world.happen(&Event::Commanded { by, channel, words, nonce: Nonce(9_003) });
    world.turn_to(oslo("2027-01-14T08:00"));
    assert_eq!(of_last(&world)[1..], [on(18, "2027-01-11")], "to undo it was to take part");
}

#[test]
fn the_deputy_is_asked_if_the_contact_is_not_to_be_reached() {
    let hidden: [fn(&mut World); 3] = [
        |world| {
            let opted_out = [OptOut::Nudges].into();
            let person = world.ws.people[&user(18)].clone();
            world.ws.people.insert(user(18), Person { opted_out, ..person });
        },
        |world| {
            let snoozed_until = Some(local("2026-12-01T00:00").date());
            let person = world.ws.people[&user(18)].clone();
            world.ws.people.insert(user(18), Person { snoozed_until, ..person });
        },
        |world| {
            let mut profile = world.ws.people[&user(18)].profile.clone();
            profile.active = false;
            world.happen(&Event::PeopleSeen(vec![profile]));
        },
    ];
    for (nth, hide) in hidden.into_iter().enumerate() {
        let (mut world, _) = silence();
        hide(&mut world);
        world.turn_to(oslo("2026-10-16T09:30"));
        assert_eq!(of_last(&world), [on(19, "2026-10-16")], "{nth}");
    }
}

#[test]
fn a_reminder_of_another_cluster_keeps_its_place_and_the_nudge_is_dropped() {
    let (mut world, cluster) = silence();
    // Meets on the Tuesday between the nudge and its meeting: two companies of the same two people.
    let first = local("2026-10-20T09:00");
    let companies = vec!["Studio Rute; @p18".to_owned(), "Studio Strek; @p19".to_owned()];
    world.live(&Shape { channel: "C2", rhythm: Rhythm::Fortnightly, first, companies });
    world.turn_to(oslo("2026-10-16T09:30"));
    assert_eq!(of_last(&world), []);
    let company = world.companies(cluster)[9];
    assert!(world.ws.presence[&company].passed_over.is_some());
    world.turn_to(oslo("2026-10-22T11:00"));
    let reminded = world.arrived.iter().filter(|arrived| arrived.row.kind == Kind::Reminder);
    let readers: Vec<UserId> = reminded.map(|arrived| reader(&arrived.row)).collect();
    assert!(readers.contains(&user(18)) && readers.contains(&user(19)), "{readers:?}");
    assert_eq!(of_last(&world), [], "dropped, until there is another meeting");
    assert_eq!(world.beyond_the_budget(), []);
}

#[test]
fn whoever_is_to_show_something_is_not_nudged() {
    let (mut world, cluster) = silence();
    let values = talk_form("Rutenett", 10, &world.planned(cluster)[2].id.to_string());
    world.submit(&user(18), Purpose::Talk(cluster), values);
    // To sign up was to take part; what matters here is that the talk lies ahead.
    world.ws.presence.remove(&world.companies(cluster)[9]);
    world.turn_to(oslo("2026-10-16T09:30"));
    assert_eq!(world.nudged(), [on(16, "2026-10-16")]);
}

#[test]
fn nobody_is_quiet_in_a_cluster_that_did_not_meet() {
    let (mut world, cluster) = World::with_companies(4);
    world.turn_to(oslo("2026-09-25T10:00"));
    for n in 0..8 {
        world.speaks(n, "C1");
    }
    for meeting in world.planned(cluster).into_iter().take(5) {
        world.submit(&kaia(), Purpose::Cancel(meeting.id), []);
    }
    world.turn_to(oslo("2026-12-17T09:00"));
    assert_eq!(world.nudged(), [], "everybody was silent, for there was nothing to come to");
}

#[test]
fn a_nudge_that_never_arrived_counts_for_nothing() {
    let (mut world, cluster) = silence();
    world.now = oslo("2026-10-16T09:00");
    while let Some(due) = crate::domain::schedule::due(&world.ws, world.now) {
        world.happen(&Event::Due(due));
    }
    let row = world.ws.outbox.values().find(|row| row.kind == Kind::Nudge).cloned().unwrap();
    let company = world.ws.company_of(cluster, &reader(&row)).unwrap().id;
    assert_eq!(world.ws.presence[&company].unanswered, 1);
    world.happen(&Event::Fate(Fate::Refused { id: row.id, code: "user_not_found".to_owned() }));
    assert_eq!(world.ws.presence[&company].unanswered, 0);
    assert_eq!(world.ws.unasked.get(&row.id), None);
}

#[test]
fn a_button_that_was_not_ones_own_is_refused_kindly() {
    let (mut world, _, meeting) = nudged();
    for press in [Press::AskLater(meeting), Press::StopNudging(meeting)] {
        let answer = world.press(&user(0), press);
        let Answer::Say(_, msg) = answer else { panic!("{answer:?}") };
        assert_eq!(*msg, Msg::Refusal(Refusal::Gone));
    }
    assert!(!world.ws.people[&user(0)].opted_out.contains(&OptOut::Nudges));
}

#[test]
fn a_clusters_first_meetings_are_not_for_nudging() {
    let mut world = World::new(20, oslo("2026-09-01T10:00"));
    let first = local("2026-10-08T11:30");
    let shape = Shape { channel: "C1", rhythm: Rhythm::Fortnightly, first, companies: lines(10, 0) };
    world.live(&shape);
    world.turn_to(oslo("2026-10-22T11:00"));
    assert_eq!(world.nudged(), [], "the facilitator's own meetings");
    world.turn_to(oslo("2026-11-05T11:00"));
    assert_eq!(world.nudged()[0].1, "2026-10-30");
}
