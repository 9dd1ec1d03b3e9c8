//! Who is in the bank, who may touch it, and what becomes of a guest.

use crate::domain::meeting;
use crate::domain::model::{
    Answer, Body, Change, ClusterId, Event, Field, Form, Guest, GuestId, GuestMsg, GuestStatus, Lang,
    Meeting, MeetingFormat, MeetingId, Msg, Place, Press, Problem, Profile, Purpose, Refusal, RotationMsg,
    Start, Status, UserId, Value,
};
use crate::domain::rotation::host_ask_card;
use crate::domain::testing::{World, guest_form, kaia, user};
use chrono::Days;
use proptest::prelude::{ProptestConfig, any, prop, proptest};

/// Four companies, and a guest whom their first contact knows.
fn known() -> (World, ClusterId, GuestId) {
    let (mut world, cluster) = World::with_companies(4);
    world.submit(&user(0), Purpose::NewGuest(cluster), guest_form("Kari Ek", &user(0), None));
    let id = only(&world).id;
    (world, cluster, id)
}

fn only(world: &World) -> Guest {
    assert_eq!(world.ws.guests.values().count(), 1);
    world.ws.guests.values().next().unwrap().clone()
}

fn says_yes(world: &mut World, by: &UserId, id: GuestId, meeting: MeetingId) {
    let owner = world.ws.guests.get(&id).unwrap().owner.clone();
    world.submit(by, Purpose::Guest(id), guest_form("Kari Ek", &owner, Some(("yes", &meeting.to_string()))));
}

/// What somebody is told of guests and has not been sent yet.
fn told(world: &World, who: &UserId) -> Vec<GuestMsg> {
    let rows = world.ws.outbox.values().filter(|row| row.place == Place::Dm(who.clone()));
    rows.filter_map(|row| match &row.body {
        Body::Say(msg) => match &**msg {
            Msg::Guest(news) => Some(news.clone()),
            _ => None,
        },
        _ => None,
    })
    .collect()
}

fn said(answer: Answer) -> Msg {
    let Answer::Say(_, msg) = answer else { panic!("{answer:?}") };
    *msg
}

#[test]
fn a_guest_is_put_down_and_shown_to_members_only() {
    let (mut world, cluster, id) = known();
    let Msg::Guest(GuestMsg::List { guests, before: 0, all: 1, .. }) = said(world.command(&user(3), "gjest"))
    else {
        panic!("no bank")
    };
    assert_eq!((guests[0].id, guests[0].owner.clone(), guests[0].status), (id, user(0), GuestStatus::Idea));
    let newcomer = user(8);
    world.happen(&Event::Arrived { channel: "C1".into(), user: newcomer.clone() });
    assert_eq!(said(world.command(&newcomer, "guest")), Msg::Refusal(Refusal::NoCompany));
    for press in [Press::ChangeGuest(id), Press::InviteGuest(id, None), Press::DeleteGuest(id)] {
        assert_eq!(said(world.press(&newcomer, press)), Msg::Refusal(Refusal::NoCompany));
    }
    let form = guest_form("Per", &newcomer, None);
    let answer = world.submit(&newcomer, Purpose::NewGuest(cluster), form);
    assert_eq!(said(answer), Msg::Refusal(Refusal::NoCompany));
    only(&world);
}

#[test]
fn the_bank_is_shown_page_by_page_those_who_come_first() {
    let (mut world, cluster, _) = known();
    for nth in 0..8 {
        world.submit(&kaia(), Purpose::NewGuest(cluster), guest_form(&format!("Gjest {nth}"), &kaia(), None));
    }
    let last = world.ws.guests.values().last().unwrap().id;
    let meeting = world.planned(cluster)[0].id;
    world.submit(
        &kaia(),
        Purpose::Guest(last),
        guest_form("Aa", &kaia(), Some(("yes", &meeting.to_string()))),
    );
    let mut seen = Vec::new();
    for (from, count) in [(0, 4), (4, 4), (8, 1), (99, 4)] {
        let Msg::Guest(GuestMsg::List { guests, before, all: 9, .. }) =
            said(world.press(&kaia(), Press::ShowGuests(cluster, from)))
        else {
            panic!("no bank")
        };
        assert_eq!((before, guests.len()), (if from == 99 { 0 } else { from }, count));
        seen.extend(guests.into_iter().map(|guest| guest.id));
    }
    assert_eq!(seen[0], last);
    assert_eq!(seen[9..], seen[..4], "from the beginning, if there are no longer so many");
    seen.truncate(9);
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 9);
}

#[test]
fn each_wrong_way_to_fill_the_forms_in_is_said_at_its_field() {
    let (mut world, cluster, id) = known();
    let right = || guest_form("Kari Ek", &user(0), Some(("asked", "any")));
    let typed = |words: &str| Some(Value::Typed(words.to_owned()));
    let chosen = |word: &str| Some(Value::Chosen(word.to_owned()));
    let someone = |user: &UserId| Some(Value::People(vec![user.clone()]));
    let tomorrow = world.today() + Days::new(1);
    let gone = world.planned(cluster)[1].id;
    world.submit(&kaia(), Purpose::Cancel(gone), []);
    let cases = [
        (Field::Name, None, Problem::Missing),
        (Field::Name, typed(" \u{200b} "), Problem::Missing),
        (Field::Name, typed(&"x".repeat(81)), Problem::TooLong(80)),
        (Field::From, typed(&"x".repeat(81)), Problem::TooLong(80)),
        (Field::Topic, typed(""), Problem::Missing),
        (Field::Topic, typed(&"x".repeat(201)), Problem::TooLong(200)),
        (Field::Reach, typed(&"x".repeat(121)), Problem::TooLong(120)),
        (Field::Owner, None, Problem::Missing),
        (Field::Owner, Some(Value::People(Vec::new())), Problem::Missing),
        (Field::Owner, someone(&UserId::from("UNOBODY")), Problem::NotHere),
        (Field::Owner, someone(&world.ws.bot), Problem::NotHere),
        (Field::Status, None, Problem::NotAChoice),
        (Field::Status, chosen("maybe"), Problem::NotAChoice),
        (Field::Date, Some(Value::Date(tomorrow)), Problem::NotYet),
        (Field::Meeting, None, Problem::NotAChoice),
        (Field::Meeting, chosen("999"), Problem::NotAChoice),
        (Field::Meeting, chosen(&gone.to_string()), Problem::NotAChoice),
    ];
    for (field, value, problem) in cases {
        let mut values: Vec<(Field, Value)> = right().into_iter().filter(|(of, _)| *of != field).collect();
        values.extend(value.map(|value| (field, value)));
        let Answer::Faults(_, faults) = world.submit(&user(0), Purpose::Guest(id), values) else {
            panic!("{field:?} taken")
        };
        assert_eq!(faults, [(field, problem)]);
    }
    let Answer::Faults(_, faults) = world.submit(&user(0), Purpose::NewGuest(cluster), []) else {
        panic!("taken")
    };
    let missing = [Field::Name, Field::Topic, Field::Owner].map(|field| (field, Problem::Missing));
    assert_eq!(faults, missing, "all at once");
    let Answer::Faults(_, faults) = world.submit(&user(0), Purpose::InviteGuest(id), []) else {
        panic!("taken")
    };
    assert_eq!(faults, [Field::Language, Field::Meeting].map(|field| (field, Problem::NotAChoice)));
    assert_eq!(only(&world).status, GuestStatus::Idea);
}

#[test]
fn whoever_knows_a_guest_hears_of_what_others_do() {
    let (mut world, _, id) = known();
    world.submit(&user(0), Purpose::Guest(id), guest_form("Kari Ek", &user(0), Some(("asked", "any"))));
    assert_eq!(told(&world, &user(0)), [], "one's own doing is no news");
    world.submit(&user(2), Purpose::Guest(id), guest_form("Kari Ek", &user(0), Some(("not_now", "any"))));
    let name = only(&world).name;
    let changed = GuestMsg::Changed { name: name.clone(), by: user(2), status: GuestStatus::NotNow };
    assert_eq!(told(&world, &user(0)), std::slice::from_ref(&changed));
    // The same once more is no news either.
    world.submit(&user(3), Purpose::Guest(id), guest_form("Kari Ek", &user(0), Some(("not_now", "any"))));
    assert_eq!(told(&world, &user(0)), std::slice::from_ref(&changed));
    world.submit(&user(2), Purpose::Guest(id), guest_form("Kari Ek", &user(4), Some(("not_now", "any"))));
    let lost = GuestMsg::NotYours { name: name.clone(), by: user(2), owner: user(4) };
    assert_eq!(told(&world, &user(0)), [changed, lost]);
    assert_eq!(told(&world, &user(4)), [GuestMsg::YoursNow { name: name.clone(), by: user(2) }]);
    assert_eq!(
        said(world.press(&user(6), Press::DeleteGuest(id))),
        Msg::Guest(GuestMsg::Deleted { name: name.clone() })
    );
    assert_eq!(told(&world, &user(4)).pop(), Some(GuestMsg::DeletedBy { name, by: user(6) }));
    assert_eq!(said(world.press(&user(6), Press::DeleteGuest(id))), Msg::Refusal(Refusal::Gone));
    assert_eq!(world.ws.guests.values().count(), 0);
}

#[test]
fn who_said_yes_stands_on_the_card_and_has_been_here_once_the_meeting_is_held() {
    let (mut world, cluster, id) = known();
    let next = world.planned(cluster)[0].clone();
    says_yes(&mut world, &user(0), id, next.id);
    let names = |world: &World| meeting::facts(&world.ws, &world.meeting(next.id)).guests;
    assert_eq!(names(&world)[0].plain(), "Kari Ek, Høgskolen");
    world.pass_days(14);
    assert_eq!(world.meeting(next.id).status, Status::Held);
    let guest = only(&world);
    assert_eq!((guest.status, guest.meeting), (GuestStatus::Visited, Some(next.id)));
    assert_eq!(guest.last_contact, Some(next.start.date()));
    assert_eq!(names(&world).len(), 1, "and on the brief");
    world.press(&kaia(), Press::DeleteGuest(id));
    assert!(names(&world).is_empty());
    assert!(world.meeting(next.id).had_guest, "that somebody from outside was there names nobody");
}

#[test]
fn a_meeting_that_is_called_off_leaves_its_guest_asked_and_the_owner_told() {
    let (mut world, cluster, id) = known();
    let next = world.planned(cluster)[0].clone();
    says_yes(&mut world, &user(0), id, next.id);
    world.submit(&kaia(), Purpose::Cancel(next.id), []);
    let guest = only(&world);
    assert_eq!((guest.status, guest.meeting), (GuestStatus::Asked, None));
    assert!(matches!(told(&world, &user(0)).as_slice(), [GuestMsg::NoMeeting { .. }]));
    let row =
        world.ws.outbox.values().find(|row| row.place == Place::Dm(user(0)) && row.meeting == Some(next.id));
    assert_eq!(row.unwrap().own_initiative, Some(cluster), "in an open hour");
}

#[test]
fn a_meeting_that_turns_out_not_to_have_been_had_no_guest() {
    let (mut world, cluster, id) = known();
    let next = world.planned(cluster)[0].clone();
    says_yes(&mut world, &user(0), id, next.id);
    world.turn_to(crate::domain::calendar::instant(next.end(), world.cluster(cluster).zone));
    world.pass(1);
    assert!(world.meeting(next.id).had_guest);
    let ticked = vec![Field::NotHeld.name().to_owned()];
    world.submit(&kaia(), Purpose::Attendance(next.id), [(Field::NotHeld, Value::Ticked(ticked))]);
    assert_eq!((only(&world).status, world.meeting(next.id).had_guest), (GuestStatus::Asked, false));
}

#[test]
fn whoever_knows_a_guest_is_told_of_another_time() {
    let (mut world, cluster, id) = known();
    let next = world.planned(cluster)[0].clone();
    says_yes(&mut world, &user(0), id, next.id);
    let before = world.ws.outbox.values().filter(|row| row.place == Place::Dm(user(0))).count();
    world.move_to(next.id, next.start + chrono::Duration::days(1));
    let rows: Vec<_> = world.ws.outbox.values().filter(|row| row.place == Place::Dm(user(0))).collect();
    assert_eq!(rows.len(), before + 1);
    assert_eq!(only(&world).status, GuestStatus::Yes, "whether it suits is for them to find out");
}

#[test]
fn the_facilitator_takes_over_whom_somebody_knew_who_is_gone() {
    let (mut world, cluster, _) = known();
    let profile = Profile { active: false, ..world.ws.people[&user(0)].profile.clone() };
    world.happen(&Event::PeopleSeen(vec![profile]));
    assert_eq!(only(&world).owner, kaia());
    let name = world.cluster(cluster).name;
    assert_eq!(told(&world, &kaia()), [GuestMsg::Inherited { count: 1, cluster: name }]);
}

#[test]
fn whoever_leaves_company_and_channel_is_not_asked_any_more() {
    let (mut world, cluster, _) = known();
    let company = world.ws.company_of(cluster, &user(0)).unwrap().id;
    world.leave(cluster, company);
    assert_eq!(only(&world).owner, user(0), "still in the channel");
    world.happen(&Event::Departed { channel: "C1".into(), user: user(0) });
    assert_eq!(only(&world).owner, kaia());
    assert!(world.ws.guests.values().all(|guest| guest.owner != user(0)));
}

#[test]
fn a_guest_whom_nobody_thought_of_for_two_years_is_forgotten() {
    let (mut world, _, id) = known();
    world.pass_days(700);
    assert_eq!(only(&world).id, id);
    // Somebody looks, and all of it is right.
    world.submit(&user(2), Purpose::Guest(id), guest_form("Kari Ek", &user(0), Some(("idea", "any"))));
    world.pass_days(700);
    assert_eq!(only(&world).id, id);
    world.pass_days(40);
    assert!(world.ws.guests.is_empty());
}

#[test]
fn an_invitation_is_a_text_to_copy_in_the_chosen_language_for_the_chosen_meeting() {
    let (mut world, cluster, id) = known();
    let next = world.planned(cluster)[0].clone();
    let Answer::Open(_, form) = world.press(&user(2), Press::InviteGuest(id, Some(next.id))) else {
        panic!("no form")
    };
    let Form { start: Start::InviteGuest(start), .. } = *form else { panic!("another form") };
    assert_eq!(start.meeting, Some(next.id));
    let values = |meeting: &str| {
        let chosen = |word: &str| Value::Chosen(word.to_owned());
        [(Field::Meeting, chosen(meeting)), (Field::Language, chosen("en"))]
    };
    let before = world.ws.outbox.values().count();
    let answer = world.submit(&user(2), Purpose::InviteGuest(id), values(&next.id.to_string()));
    let Msg::Guest(GuestMsg::Invitation(invitation)) = said(answer) else { panic!("no text") };
    assert_eq!((invitation.lang, invitation.facts.map(|facts| facts.id)), (Lang::En, Some(next.id)));
    assert!(!invitation.from.is_empty() && !invitation.company.is_empty());
    let Msg::Guest(GuestMsg::Invitation(invitation)) =
        said(world.submit(&user(2), Purpose::InviteGuest(id), values("any")))
    else {
        panic!("no text")
    };
    assert_eq!(invitation.facts, None);
    assert_eq!(world.ws.outbox.values().count(), before, "nothing is sent to anybody");
}

/// After six meetings among themselves the question for the seventh.
fn hints(world: &World, meeting: &Meeting) -> Vec<GuestId> {
    let asked = world.meeting(meeting.id).asked;
    match host_ask_card(&world.ws, meeting.id, asked.first().unwrap()) {
        Some(Msg::Rotation(RotationMsg::HostAsk { guests, .. })) => {
            guests.into_iter().map(|guest| guest.id).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn where_a_guest_is_offered_three_who_fit_are_named() {
    let (mut world, cluster, first) = known();
    for (nth, status) in ["asked", "not_now", "idea", "idea", "idea"].into_iter().enumerate() {
        world.submit(&kaia(), Purpose::NewGuest(cluster), guest_form(&format!("G{nth}"), &kaia(), None));
        let id = world.ws.guests.values().last().unwrap().id;
        world.submit(
            &kaia(),
            Purpose::Guest(id),
            guest_form(&format!("G{nth}"), &kaia(), Some((status, "any"))),
        );
    }
    world.pass_days(14 * 6);
    let meeting = world.planned(cluster)[0].clone();
    assert_eq!(world.meeting(meeting.id).offer.unwrap().format, MeetingFormat::Guest);
    let named = hints(&world, &meeting);
    assert_eq!((named.len(), named[0]), (3, first));
    let ideas = named.iter().all(|id| world.ws.guests.get(id).unwrap().status == GuestStatus::Idea);
    assert!(ideas, "who was asked, or said not now lately, is left alone");
    // One of them says yes: nobody else needs to be asked, and the card says so.
    let versions = |world: &World| world.ws.cards.values().map(|card| card.version).sum::<u32>();
    let before = versions(&world);
    says_yes(&mut world, &user(0), first, meeting.id);
    assert!(versions(&world) > before);
    assert_eq!(hints(&world, &meeting), []);
}

#[test]
fn a_visit_of_a_guest_is_input_from_outside() {
    let (mut world, cluster, id) = known();
    let third = world.planned(cluster)[2].clone();
    says_yes(&mut world, &user(0), id, third.id);
    world.pass_days(14 * 6);
    let meeting = world.planned(cluster)[0].clone();
    assert_eq!(world.meeting(meeting.id).offer, None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever people put down and whatever becomes of the meetings: who comes comes to a meeting that is planned, who
    /// has been somewhere was at one that was held, and the owner can be asked.
    #[test]
    fn what_stands_of_a_guest_makes_sense(
        deeds in prop::collection::vec((0..7u8, any::<usize>(), any::<usize>()), 1..30),
    ) {
        let (mut world, cluster, _) = known();
        for (deed, one, other) in deeds {
            let guests: Vec<GuestId> = world.ws.guests.keys().copied().collect();
            let planned = world.planned(cluster);
            let meeting = planned[one % planned.len().min(3)].id;
            let by = user(other % 8);
            match deed {
                0 => drop(world.submit(&by, Purpose::NewGuest(cluster), guest_form("Per", &user(one % 8), None))),
                1 | 2 if !guests.is_empty() => {
                    let status = GuestStatus::ALL[other % 5].name();
                    let form = guest_form("Per", &user(one % 8), Some((status, &meeting.to_string())));
                    drop(world.submit(&by, Purpose::Guest(guests[one % guests.len()]), form));
                }
                3 => drop(world.submit(&kaia(), Purpose::Cancel(meeting), [])),
                4 => world.pass_days(7),
                5 if !guests.is_empty() => drop(world.press(&by, Press::DeleteGuest(guests[one % guests.len()]))),
                _ => {
                    let profile = Profile { active: false, ..world.ws.people[&by].profile.clone() };
                    world.happen(&Event::PeopleSeen(vec![profile]));
                }
            }
            for guest in world.ws.guests.values() {
                let status = guest.meeting.map(|id| world.meeting(id).status);
                match guest.status {
                    GuestStatus::Yes => assert!(matches!(status, None | Some(Status::Planned)), "{status:?}"),
                    GuestStatus::Visited => assert!(matches!(status, None | Some(Status::Held)), "{status:?}"),
                    _ => assert_eq!(status, None),
                }
                assert!(world.ws.people[&guest.owner].reachable());
            }
        }
    }
}

#[test]
fn putting_a_guest_down_twice_is_the_same_as_once() {
    let (world, _, id) = known();
    let guest = world.ws.guests.get(&id).unwrap().clone();
    let mut again = world.ws.clone();
    again.apply(&Change::Guest(guest));
    assert_eq!(again, world.ws);
    again.apply(&Change::ForgetGuest(id));
    assert!(again.guests.is_empty() && again.clone().indexed() == again);
}
