//! Not this round: who takes the meeting, when the company comes instead, and what stays as it was.

use crate::domain::model::{
    Answer, ClusterId, CompanyId, Field, HostingMsg, Kind, Meeting, Msg, Named, Place, Press, Problem,
    Purpose, Start, UserId, Value, WhyAnother,
};
use crate::domain::testing::{World, kaia, oslo, user};

/// Four companies, some days before the first of them is asked to host.
fn quiet_day() -> (World, ClusterId, Vec<CompanyId>) {
    let (mut world, id) = World::with_companies(4);
    world.turn_to(oslo("2026-09-22T10:00"));
    let order = world.companies(id);
    (world, id, order)
}

fn next_of(world: &World, id: ClusterId, company: CompanyId) -> Meeting {
    world.planned(id).into_iter().find(|meeting| meeting.host.company() == Some(company)).unwrap()
}

fn skip(world: &mut World, by: &UserId, id: ClusterId, meeting: &Meeting) -> Answer {
    let value = Value::Chosen(meeting.id.to_string());
    world.submit(by, Purpose::Skip(id), [(Field::Meeting, value)])
}

fn said(answer: Answer) -> HostingMsg {
    match answer {
        Answer::Say(_, msg) => match *msg {
            Msg::Hosting(msg) => msg,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_next_in_line_hosts_and_the_company_comes_right_behind() {
    let (mut world, id, order) = quiet_day();
    let (left, behind) = (next_of(&world, id, order[0]), next_of(&world, id, order[1]));
    let msg = said(skip(&mut world, &user(1), id, &left));
    let HostingMsg::Skipped { start, instead: Named::Company(_), next, .. } = msg else { panic!("{msg:?}") };
    assert_eq!((start, next), (left.start, Some(behind.start)));
    assert_eq!(world.meeting(left.id).host.company(), Some(order[1]));
    assert_eq!(world.meeting(behind.id).host.company(), Some(order[0]));
    assert_eq!(world.companies(id), order);
    world.pass_days(300);
    let hosted = |company| {
        let meetings = world.ws.meetings_of(id);
        meetings.iter().filter(|it| !it.is_planned() && it.host.company() == Some(company)).count()
    };
    let hosted: Vec<usize> = order.iter().map(|company| hosted(*company)).collect();
    assert!(hosted.iter().max().unwrap() - hosted.iter().min().unwrap() <= 1, "{hosted:?}");
}

#[test]
fn those_who_host_at_another_time_hear_of_it() {
    let (mut world, id, order) = quiet_day();
    let left = next_of(&world, id, order[0]);
    skip(&mut world, &user(1), id, &left);
    let from = world.arrived.len();
    world.drain();
    let told: Vec<_> = world.arrived[from..]
        .iter()
        .filter(|it| {
            matches!(&it.msg, Msg::Hosting(HostingMsg::NextIsAnother { why: WhyAnother::Skip(_), .. }))
        })
        .collect();
    assert_eq!(told.len(), 1, "the one who takes it, for the others nothing changes");
    assert_eq!((&told[0].row.place, told[0].row.kind), (&Place::Dm(user(2)), Kind::Change));
}

#[test]
fn whoever_was_asked_may_skip_and_the_new_host_is_asked_at_once() {
    let (mut world, id) = World::with_companies(4);
    world.turn_to(oslo("2026-10-02T10:00"));
    let order = world.companies(id);
    let left = next_of(&world, id, order[0]);
    assert!(left.card.is_some() && left.asked.contains(&user(0)), "announced and asked");
    skip(&mut world, &user(0), id, &left);
    world.pass(1);
    let now = world.meeting(left.id);
    assert_eq!((now.host.company(), now.host_fixed), (Some(order[1]), true));
    assert_eq!(now.asked, [user(2)]);
    let another =
        world.arrived.iter().filter(|it| matches!(&it.msg, Msg::Hosting(HostingMsg::NextIsAnother { .. })));
    assert_eq!(another.count(), 0, "who is asked for a theme learns it from that");
    let change =
        world.arrived.iter().filter(|it| it.row.kind == Kind::Change && it.row.meeting == Some(left.id));
    assert_eq!(change.count(), 1, "the channel knew the host, and hears of the new one");
}

#[test]
fn nobody_skips_twice_before_having_hosted() {
    let (mut world, id, order) = quiet_day();
    let left = next_of(&world, id, order[0]);
    skip(&mut world, &user(0), id, &left);
    let again = next_of(&world, id, order[0]);
    let Answer::Faults(_, faults) = skip(&mut world, &user(0), id, &again) else { panic!() };
    assert_eq!(faults, [(Field::Meeting, Problem::NotAChoice)]);
    assert_eq!(said(world.press(&user(0), Press::SkipHosting(id))), HostingMsg::NothingToSkip);
    // The meeting that was left does not count if it is called off; after having hosted one may skip again.
    world.turn_to(oslo("2026-10-25T10:00"));
    assert!(!world.meeting(again.id).is_planned());
    assert!(matches!(world.press(&user(0), Press::SkipHosting(id)), Answer::Open(..)));
}

#[test]
fn whoever_has_said_yes_or_stands_in_for_another_does_not_skip() {
    let (mut world, id) = World::with_companies(4);
    world.turn_to(oslo("2026-09-29T10:00"));
    let order = world.companies(id);
    let taken = next_of(&world, id, order[0]);
    world.press(&user(0), Press::TakeMeeting(taken.id));
    assert_eq!(said(world.press(&user(1), Press::SkipHosting(id))), HostingMsg::NothingToSkip);
    let covered = next_of(&world, id, order[1]);
    let value = Value::Chosen(covered.id.to_string());
    world.submit(&user(2), Purpose::Cover(id), [(Field::Meeting, value)]);
    world.press(&user(4), Press::AcceptCover(covered.id));
    assert_eq!(world.meeting(covered.id).on_behalf, Some(order[1]));
    assert_eq!(said(world.press(&user(5), Press::SkipHosting(id))), HostingMsg::NothingToSkip);
}

#[test]
fn the_facilitator_may_say_it_for_others_who_hear_of_it() {
    let (mut world, id, order) = quiet_day();
    let Answer::Open(_, form) = world.press(&kaia(), Press::SkipHosting(id)) else { panic!() };
    assert!(matches!(&form.start, Start::Skip { meetings } if meetings.len() == 4));
    let Answer::Open(_, form) = world.press(&user(3), Press::SkipHosting(id)) else { panic!() };
    assert!(matches!(&form.start, Start::Skip { meetings } if meetings.len() == 1), "others for their own");
    let left = next_of(&world, id, order[2]);
    skip(&mut world, &kaia(), id, &left);
    world.drain();
    let told =
        world.arrived.iter().find(|it| matches!(it.msg, Msg::Hosting(HostingMsg::SkippedForYou { .. })));
    assert_eq!(told.unwrap().row.place, Place::Dm(user(4)));
}

#[test]
fn nothing_chosen_and_what_is_not_theirs_is_told_at_the_field() {
    let (mut world, id, order) = quiet_day();
    let Answer::Faults(_, faults) = world.submit(&user(0), Purpose::Skip(id), []) else { panic!() };
    assert_eq!(faults, [(Field::Meeting, Problem::Missing)]);
    let theirs = next_of(&world, id, order[1]);
    let Answer::Faults(_, faults) = skip(&mut world, &user(0), id, &theirs) else { panic!() };
    assert_eq!(faults, [(Field::Meeting, Problem::NotAChoice)]);
}

#[test]
fn if_all_leave_it_the_facilitator_has_it() {
    let (mut world, id) = World::with_companies(2);
    world.turn_to(oslo("2026-09-22T10:00"));
    let order = world.companies(id);
    let left = next_of(&world, id, order[0]);
    skip(&mut world, &kaia(), id, &left);
    skip(&mut world, &kaia(), id, &left);
    let now = world.meeting(left.id);
    assert_eq!((now.skipped.len(), now.host.company()), (2, None));
}
