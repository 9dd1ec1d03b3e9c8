//! Companies that are away: what goes to others, what does not reach them, and how they come back.

use crate::domain::model::{
    Answer, ClusterId, CompanyId, Field, Form, HostLine, Kind, Meeting, Msg, Named, Place, Problem, Purpose,
    Refusal, RotationMsg, Start, Value,
};
use crate::domain::rotation::turns;
use crate::domain::testing::{World, kaia, local, oslo, user};
use chrono::NaiveDate;
use proptest::prelude::*;

fn day(text: &str) -> Value {
    Value::Date(text.parse().unwrap())
}

fn hosted(world: &World, id: ClusterId, company: CompanyId) -> Vec<Meeting> {
    world.planned(id).into_iter().filter(|meeting| meeting.host.company() == Some(company)).collect()
}

/// On the day after the first company's contact was asked about the meeting of 8 October.
fn asked() -> (World, ClusterId, CompanyId, Meeting) {
    let (mut world, id) = World::with_companies(4);
    world.turn_to(oslo("2026-09-30T10:00"));
    let company = world.companies(id)[0];
    let meeting = hosted(&world, id, company).remove(0);
    assert_eq!(meeting.asked, [user(0)]);
    (world, id, company, meeting)
}

#[test]
fn its_meetings_go_to_others_who_are_asked() {
    let (mut world, id, company, meeting) = asked();
    let answer = world.command(&user(1), "away til 15.10.");
    let Answer::Say(_, msg) = answer else { panic!("{answer:?}") };
    let Msg::Rotation(RotationMsg::Away { away, handed_on, .. }) = *msg else { panic!("{msg:?}") };
    assert_eq!((away.from, away.until), (world.today(), NaiveDate::from_ymd_opt(2026, 10, 15).unwrap()));
    let now = world.meeting(meeting.id);
    assert_ne!(now.host, meeting.host);
    let HostLine { start, host: Named::Company(_), .. } = &handed_on[0] else { panic!("{handed_on:?}") };
    assert_eq!((*start, handed_on.len()), (meeting.start, 1));
    world.pass(1);
    let asked = world.meeting(meeting.id).asked;
    assert!(!asked.is_empty() && !asked.contains(&user(0)), "{asked:?}");
    assert!(hosted(&world, id, company).iter().all(|meeting| meeting.start.date() >= away.until));
}

#[test]
fn it_comes_back_by_itself_and_makes_up_for_nothing() {
    let (mut world, id, company, _) = asked();
    world.away(id, company, 0, 200);
    world.turn_to(oslo("2027-05-30T10:00"));
    assert_eq!(world.ws.companies[&company].away, None);
    world.turn_to(oslo("2028-03-01T10:00"));
    let since = |meeting: &&&Meeting| meeting.start > local("2027-04-20T00:00");
    let meetings = world.ws.meetings_of(id);
    let count =
        |id| meetings.iter().filter(since).filter(|meeting| meeting.host.company() == Some(id)).count();
    let counts: Vec<usize> = world.companies(id).into_iter().map(count).collect();
    let (most, least) = (counts.iter().max().unwrap(), counts.iter().min().unwrap());
    assert!(most - least <= 1, "everybody hosts as often as the others from then on: {counts:?}");
}

#[test]
fn nobody_of_it_is_asked_for_anything_meanwhile() {
    let (mut world, id, company, _) = asked();
    world.away(id, company, 0, 60);
    world.pass(1);
    let from = world.arrived.len();
    world.turn_to(oslo("2026-11-28T10:00"));
    let to_them = |place: &Place| [user(0), user(1)].iter().any(|user| *place == Place::Dm(user.clone()));
    let kinds: Vec<Kind> =
        world.arrived[from..].iter().filter(|it| to_them(&it.row.place)).map(|it| it.row.kind).collect();
    assert!(kinds.iter().all(|kind| *kind == Kind::Brief), "only what one missed: {kinds:?}");
    assert!(world.arrived[from..].iter().any(|it| it.row.kind == Kind::Reminder), "others are reminded");
}

#[test]
fn a_turn_passes_it_by_and_the_order_stays() {
    let (mut world, id) = World::with_companies(4);
    let order = world.companies(id);
    // The facilitator has the first turn, until the day after the second meeting.
    world.away(id, order[0], 0, 60);
    world.turn_to(oslo("2026-10-20T10:00"));
    let turn = turns::turn_at(&world.ws, id, world.today()).unwrap();
    assert_eq!(turn.holder.company(), Some(order[1]));
    assert_eq!(world.companies(id), order);
}

#[test]
fn an_organiser_who_is_away_is_not_asked_for_others() {
    let (mut world, id) = World::with_companies(4);
    let order = world.companies(id);
    world.turn_to(oslo("2026-10-20T10:00"));
    let cluster = world.cluster(id);
    assert_eq!(turns::organiser(&world.ws, &cluster, world.today()), user(0));
    world.away(id, order[0], 0, 10);
    assert_eq!(turns::organiser(&world.ws, &cluster, world.today()), kaia());
}

#[test]
fn whoever_says_it_for_another_company_has_it_told_to_them() {
    let (mut world, id, company, _) = asked();
    world.away(id, company, 3, 10);
    world.pass(1);
    let told = world.arrived.iter().rev().find(|it| it.row.place == Place::Dm(user(0))).unwrap();
    assert!(
        matches!(&told.msg, Msg::Rotation(RotationMsg::AwayForYou { by, .. }) if *by == kaia()),
        "{told:?}"
    );
    assert!(!told.row.unasked);
}

#[test]
fn members_say_it_for_their_own_company_only() {
    let (mut world, id, first, _) = asked();
    world.turn_to(oslo("2026-10-20T10:00"));
    // The first company organises just now.
    let (company, other) = (world.companies(id)[1], first);
    let answer = world.command(&user(2), "away");
    let Answer::Open(_, form) = answer else { panic!("{answer:?}") };
    let Form { start: Start::Away { companies, .. }, .. } = *form else { panic!("{form:?}") };
    assert_eq!(companies.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [company]);
    let values = [
        (Field::Company, Value::Chosen(other.to_string())),
        (Field::Date, day("2026-10-21")),
        (Field::Until, day("2026-10-30")),
    ];
    let answer = world.submit(&user(2), Purpose::Away(id), values);
    assert!(
        matches!(&answer, Answer::Faults(_, faults) if *faults == [(Field::Company, Problem::NotAChoice)])
    );
    assert_eq!(world.ws.companies[&other].away, None);
}

#[test]
fn dates_that_make_no_sense_are_named_all_at_once() {
    let (mut world, id, company, _) = asked();
    let mut faults = |dates: &[(Field, &str)]| {
        let chosen = (Field::Company, Value::Chosen(company.to_string()));
        let dates = dates.iter().map(|(field, text)| (*field, day(text)));
        match world.submit(&kaia(), Purpose::Away(id), dates.chain([chosen])) {
            Answer::Faults(_, faults) => faults,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(faults(&[]), [(Field::Date, Problem::Missing), (Field::Until, Problem::Missing)]);
    let past = [(Field::Date, "2026-09-29"), (Field::Until, "2028-09-29")];
    assert_eq!(faults(&past), [(Field::Date, Problem::Past), (Field::Until, Problem::TooFar)]);
    let same = [(Field::Date, "2026-10-05"), (Field::Until, "2026-10-05")];
    assert_eq!(faults(&same), [(Field::Until, Problem::NotAfter)]);
    for words in ["away soon", "away 2028-01-01", "away i går"] {
        let answer = world.command(&user(0), words);
        assert!(
            matches!(&answer, Answer::Say(_, msg) if matches!(**msg, Msg::Refusal(Refusal::NoSuchAway(_)))),
            "{words}: {answer:?}"
        );
    }
}

#[test]
fn back_is_at_once_and_twice_does_no_harm() {
    let (mut world, id, company, _) = asked();
    world.away(id, company, 0, 60);
    world.command(&user(0), "tilbake");
    assert_eq!(world.ws.companies[&company].away, None);
    assert!(!hosted(&world, id, company).is_empty(), "it takes its turns again");
    let answer = world.command(&user(0), "tilbake");
    assert!(
        matches!(&answer, Answer::Say(_, msg) if matches!(**msg, Msg::Rotation(RotationMsg::NotAway { .. })))
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_preview_is_what_then_happens(
        companies in 2..9usize, before in 0..100i64, who in 0..9usize, from in 0..60u64, days in 1..90u64,
    ) {
        let (mut world, id) = World::with_companies(companies);
        world.pass_days(before);
        let company = world.companies(id)[who % companies];
        world.away(id, company, from, days);
        let preview: Vec<_> = world.planned(id).into_iter().map(|meeting| (meeting.id, meeting.host)).collect();
        world.pass_days(130);
        for (id, host) in preview {
            prop_assert_eq!(world.meeting(id).host, host, "{:?}", world.meeting(id).start);
        }
    }

    #[test]
    fn who_is_away_hosts_nothing(companies in 2..9usize, who in 0..9usize, from in 0..60u64, days in 1..90u64) {
        let (mut world, id) = World::with_companies(companies);
        let company = world.companies(id)[who % companies];
        world.away(id, company, from, days);
        let away = world.ws.companies[&company].away.unwrap();
        world.pass_days(160);
        let during = |meeting: &&Meeting| away.from <= meeting.start.date() && meeting.start.date() < away.until;
        let meetings = world.ws.meetings_of(id);
        prop_assert!(meetings.into_iter().filter(during).all(|meeting| meeting.host.company() != Some(company)));
    }
}
