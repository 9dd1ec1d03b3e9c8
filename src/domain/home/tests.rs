//! The Home tab: for whom it is kept, when it is marked, and what is said there.

use super::{KEEP_DAYS, page};
use crate::domain::model::{
    Answer, Coming, Due, Event, Fate, Field, Holder, Lang, Msg, Nonce, OptOut, PeopleMsg, Press, Purpose,
    Refusal, Rhythm, RsvpMsg, TalkState, Todo, UserId, Value,
};
use crate::domain::testing::{Shape, World, kaia, lines, local, oslo, talk_form, user};
use chrono::{Duration, NaiveDate};

impl World {
    /// Somebody opens the Home tab, and Slack shows it.
    fn opens_home(&mut self, by: &UserId) {
        self.happen(&Event::HomeOpened { by: by.clone() });
        self.show(by);
    }

    fn show(&mut self, whose: &UserId) {
        let version = self.ws.homes.get(whose).unwrap().version;
        self.happen(&Event::Fate(Fate::HomeShown { user: whose.clone(), version }));
        assert!(!self.is_dirty(whose));
    }

    fn is_dirty(&self, whose: &UserId) -> bool {
        self.ws.homes.get(whose).unwrap().dirty()
    }

    fn press_at_home(&mut self, by: &UserId, press: Press) -> Answer {
        let nonce = Nonce(u64::from(self.ws.homes.get(by).map_or(0, |home| home.version)) + 1_000);
        self.happen(&Event::Pressed { by: by.clone(), channel: None, press, nonce })
    }

    fn todo(&self, whose: &UserId) -> Todo {
        page(&self.ws, whose, self.now).clusters.remove(0).standing.todo
    }
}

#[test]
fn a_home_is_kept_for_those_only_who_have_opened_it() {
    let (mut world, id) = World::with_companies(3);
    assert!(world.ws.homes.is_empty());
    world.opens_home(&user(0));
    world.opens_home(&user(0));
    let meeting = world.planned(id)[0].id;
    world.press(&user(2), Press::Answer(meeting, Coming::Yes));
    assert_eq!(world.ws.homes.len(), 1);
}

#[test]
fn a_colleagues_answer_marks_it_and_that_of_another_company_does_not() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[0].id;
    world.opens_home(&user(0));
    world.press(&user(2), Press::Answer(meeting, Coming::Yes));
    assert!(!world.is_dirty(&user(0)), "nothing of it is shown");
    world.press(&user(1), Press::Answer(meeting, Coming::Maybe));
    assert!(world.is_dirty(&user(0)));
    let standing = page(&world.ws, &user(0), world.now).clusters.remove(0).standing;
    assert_eq!(standing.answer, Some(Coming::Maybe));
}

#[test]
fn a_change_of_the_meeting_marks_every_home_of_the_cluster() {
    let (mut world, id) = World::with_companies(3);
    for who in [user(0), user(3), kaia()] {
        world.opens_home(&who);
    }
    let meeting = world.planned(id)[0].clone();
    world.move_to(meeting.id, meeting.start + Duration::days(1));
    assert!(world.ws.homes.values().all(crate::domain::model::Home::dirty));
}

#[test]
fn what_another_cluster_does_leaves_it_alone() {
    let mut world = World::new(8, oslo("2026-09-01T10:00"));
    let first = local("2026-09-10T11:30");
    let mut shape = Shape { channel: "C1", rhythm: Rhythm::Fortnightly, first, companies: lines(2, 0) };
    world.live(&shape);
    let users = [user(4), user(5), user(6), user(7), kaia(), world.ws.bot.clone()].into();
    let name = "teknologi".to_owned();
    shape = Shape { channel: "C2", companies: lines(2, 4), ..shape };
    let other = world.live(&shape);
    world.happen(&Event::RoomSeen { channel: "C2".into(), name, open: true, users });
    for who in [user(0), user(6), kaia()] {
        world.opens_home(&who);
    }
    let meeting = world.planned(other)[0].id;
    world.submit(&kaia(), Purpose::Cancel(meeting), []);
    assert_eq!([user(0), user(6), kaia()].map(|who| world.is_dirty(&who)), [false, true, true]);
}

#[test]
fn the_one_next_thing_is_the_readers_own() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[0].id;
    assert_eq!(world.todo(&kaia()), Todo::ChooseTheme(meeting));
    assert_eq!(world.todo(&user(0)), Todo::Answer(meeting));
    world.press(&user(0), Press::Answer(meeting, Coming::No));
    assert_eq!(world.todo(&user(0)), Todo::Nothing);
    world.happen(&Event::Arrived { channel: "C1".into(), user: user(9) });
    assert_eq!(world.todo(&user(9)), Todo::PickCompany(id));
}

#[test]
fn a_draft_comes_first_until_it_is_approved_or_has_gone_out_without() {
    for approved in [true, false] {
        let (mut world, id) = World::with_companies(3);
        let meeting = world.planned(id)[0].clone();
        world.note(meeting.id, &user(0), "Beslutning: vi prøver rutenett");
        world.turn_to(oslo("2026-09-10T13:00"));
        world.opens_home(&kaia());
        world.turn_to(oslo("2026-09-11T09:30"));
        let waits = Todo::ApproveBrief { meeting: meeting.id, start: meeting.start };
        assert!(world.is_dirty(&kaia()), "the Home says so by itself");
        assert_eq!(world.todo(&kaia()), waits);
        assert_ne!(world.todo(&user(0)), waits, "one person is asked");
        if approved {
            world.press_at_home(&kaia(), Press::PublishBrief(meeting.id));
        } else {
            world.turn_to(oslo("2026-09-14T10:00"));
        }
        assert_ne!(world.todo(&kaia()), waits);
    }
}

#[test]
fn who_is_asked_to_step_in_finds_that_first_until_somebody_has_taken_it() {
    let (mut world, id) = World::with_companies(4);
    let third = world.planned(id)[2].id;
    // The host's contact is asked, and two working days later a colleague.
    world.turn_to(oslo("2026-10-01T12:00"));
    let meeting = world.meeting(third);
    assert_eq!(
        (meeting.host, meeting.asked.as_slice()),
        (Holder::Company(world.companies(id)[0]), &[user(0), user(1)][..])
    );
    world.turn_to(oslo("2026-10-05T12:00"));
    assert_eq!(world.todo(&kaia()), Todo::StepIn { meeting: third, start: meeting.start });
    world.press(&user(1), Press::TakeMeeting(third));
    assert_ne!(world.todo(&kaia()), Todo::StepIn { meeting: third, start: meeting.start });
}

#[test]
fn who_presents_is_asked_to_be_ready_once_reminded_and_not_again() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[0].clone();
    let values = talk_form("Layout", 10, &meeting.id.to_string());
    world.submit(&user(0), Purpose::Talk(id), values);
    assert_eq!(world.todo(&user(0)), Todo::Nothing, "there is time");
    world.opens_home(&user(0));
    world.turn_to(oslo("2026-09-09T10:00"));
    let Todo::Ready { talk, .. } = world.todo(&user(0)) else { panic!("{:?}", world.todo(&user(0))) };
    assert!(world.is_dirty(&user(0)), "the Home says so by itself");
    assert_eq!(world.press_at_home(&user(0), Press::ConfirmTalk(talk)), Answer::Nothing);
    assert_eq!(world.todo(&user(0)), Todo::Nothing);
    assert_eq!(page(&world.ws, &user(0), world.now).clusters[0].talks.len(), 1);
    world.press_at_home(&user(0), Press::WithdrawTalk(talk));
    assert_eq!(world.ws.talks.get(&talk).unwrap().state, TalkState::Withdrawn);
    assert_eq!(page(&world.ws, &user(0), world.now).clusters[0].talks.len(), 0);
}

#[test]
fn what_the_home_shows_by_itself_is_not_said_and_everything_else_is() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[0].id;
    world.opens_home(&user(0));
    assert_eq!(world.press_at_home(&user(0), Press::Answer(meeting, Coming::Yes)), Answer::Nothing);
    assert!(world.is_dirty(&user(0)));
    world.press(&user(1), Press::Answer(meeting, Coming::Yes));
    let stays = world.press_at_home(&user(0), Press::Answer(meeting, Coming::No));
    assert!(
        matches!(stays, Answer::Say(_, msg) if matches!(*msg, Msg::Rsvp(RsvpMsg::ColleaguesStillCome { .. })))
    );
    world.submit(&kaia(), Purpose::Cancel(meeting), []);
    world.show(&user(0));
    let late = world.press_at_home(&user(0), Press::Answer(meeting, Coming::Yes));
    assert!(matches!(late, Answer::Say(_, msg) if *msg == Msg::Refusal(Refusal::TooLate)));
    assert!(world.is_dirty(&user(0)), "what was pressed was old, so it is shown anew");
}

#[test]
fn ones_own_wishes_are_there_with_a_way_back() {
    let (mut world, _) = World::with_companies(3);
    world.opens_home(&user(0));
    let settings = |world: &World| page(&world.ws, &user(0), world.now).settings;
    world.press(&user(0), Press::StopAsking(OptOut::Reminders));
    world.press(&user(0), Press::StopAsking(OptOut::Invitations));
    let until = NaiveDate::from_ymd_opt(2026, 9, 8).unwrap();
    world.submit(&user(0), Purpose::Snooze, [(Field::Date, Value::Date(until))]);
    assert!(world.is_dirty(&user(0)));
    assert_eq!(settings(&world).opted_out, [OptOut::Reminders, OptOut::Invitations]);
    assert_eq!(settings(&world).snoozed_until, Some(until));
    world.press_at_home(&user(0), Press::AskAgain(OptOut::Reminders));
    assert_eq!(world.press_at_home(&user(0), Press::Wake), Answer::Nothing);
    assert_eq!(settings(&world).opted_out, [OptOut::Invitations], "waking up undoes nothing else");
    assert_eq!(settings(&world).snoozed_until, None);
    world.press_at_home(&user(0), Press::Speak(Lang::En));
    assert_eq!(settings(&world).lang, Lang::En);
}

#[test]
fn a_pause_ends_by_itself_on_its_date_and_begins_only_ahead() {
    let (mut world, _) = World::with_companies(2);
    let day = |text: &str| Value::Date(text.parse().unwrap());
    for wrong in ["2026-09-01", "2025-12-24", "2028-01-01"] {
        let answer = world.submit(&user(0), Purpose::Snooze, [(Field::Date, day(wrong))]);
        assert!(matches!(answer, Answer::Faults(..)), "{wrong}");
    }
    let answer = world.submit(&user(0), Purpose::Snooze, [(Field::Date, day("2026-09-08"))]);
    assert!(matches!(answer, Answer::Say(_, msg) if matches!(*msg, Msg::People(PeopleMsg::Snoozed(_)))));
    assert!(page(&world.ws, &user(0), oslo("2026-09-07T23:00")).settings.snoozed_until.is_some());
    assert!(page(&world.ws, &user(0), oslo("2026-09-08T00:00")).settings.snoozed_until.is_none());
}

#[test]
fn clusters_in_which_something_waits_come_first() {
    let mut world = World::new(4, oslo("2026-09-01T10:00"));
    let first = local("2026-09-10T11:30");
    let shape = Shape { channel: "C1", rhythm: Rhythm::Fortnightly, first, companies: lines(2, 0) };
    let calm = world.live(&shape);
    let waits = world.live(&Shape { channel: "C2", first: local("2026-09-17T11:30"), ..shape });
    let meeting = world.planned(calm)[0].id;
    world.press(&user(0), Press::Answer(meeting, Coming::Yes));
    let order = |world: &World| {
        page(&world.ws, &user(0), world.now).clusters.iter().map(|of| of.cluster).collect::<Vec<_>>()
    };
    assert_eq!(order(&world), [waits, calm]);
}

#[test]
fn one_that_nobody_opens_any_more_is_forgotten_and_so_is_one_that_slack_refuses() {
    let (mut world, _) = World::with_companies(2);
    world.opens_home(&user(0));
    world.opens_home(&user(1));
    world.happen(&Event::Fate(Fate::HomeLost { user: user(1), code: "user_not_found".to_owned() }));
    assert_eq!(world.ws.homes.keys().collect::<Vec<_>>(), [&user(0)]);
    world.now += Duration::days(KEEP_DAYS + 1);
    world.happen(&Event::Due(Due::Tidy(world.now.date_naive())));
    assert!(world.ws.homes.is_empty());
}

#[test]
fn an_older_version_that_arrives_late_hides_nothing() {
    let (mut world, _) = World::with_companies(2);
    world.opens_home(&user(0));
    world.happen(&Event::HomeOpened { by: user(0) });
    world.happen(&Event::Fate(Fate::HomeShown { user: user(0), version: 1 }));
    assert!(world.is_dirty(&user(0)));
}

#[test]
fn the_first_visit_explains_itself_and_the_next_does_not() {
    let (mut world, _) = World::with_companies(3);
    world.opens_home(&user(0));
    assert!(page(&world.ws, &user(0), world.now).first);
    world.opens_home(&user(0));
    assert!(!page(&world.ws, &user(0), world.now).first);
}

#[test]
fn a_company_sees_when_it_organises_and_the_facilitator_where_the_settings_are() {
    let (mut world, id) = World::with_companies(3);
    let turn =
        |world: &World, whose: &UserId| page(&world.ws, whose, world.now).clusters.remove(0).standing.turn;
    let foretold: Vec<_> = [0, 2, 4].map(|n| turn(&world, &user(n)).unwrap()).into();
    assert!(foretold.is_sorted_by_key(|turn| turn.from), "{foretold:?}");
    assert_eq!(turn(&world, &kaia()), None);
    world.pass_days(150);
    for (n, foretold) in [0, 2, 4].into_iter().zip(foretold) {
        let company = world.ws.company_of(id, &user(n)).unwrap().id;
        let had = world.ws.turns_in(id).find(|turn| turn.holder == Holder::Company(company)).unwrap();
        assert_eq!((had.from, had.until.pred_opt()), (foretold.from, Some(foretold.to)));
    }
    let runs = |whose: &UserId| page(&world.ws, whose, world.now).clusters.remove(0).runs;
    assert!(runs(&kaia()) && !runs(&user(0)));
}

#[test]
fn that_files_no_longer_come_shows_once_the_last_is_forgotten() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[0].id;
    world.press(&user(0), Press::Answer(meeting, Coming::Yes));
    world.drain();
    assert!(page(&world.ws, &user(0), world.now).settings.files);
    world.turn_to(oslo("2026-11-08T20:00"));
    world.opens_home(&user(0));
    world.turn_to(oslo("2026-11-11T20:00"));
    assert!(!page(&world.ws, &user(0), world.now).settings.files);
    assert!(world.is_dirty(&user(0)));
}
