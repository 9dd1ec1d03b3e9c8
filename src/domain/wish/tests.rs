//! Wishing, saying *me too*, and taking a wish.

use super::{MAX_THEME, MOST, PAGE, open_in};
use crate::domain::model::{
    Answer, ClusterId, Event, Field, Form, Msg, Press, Problem, Profile, Purpose, Refusal, Right,
    RotationMsg, Stance, Start, Text, UserId, Value, Wish, WishId, WishMsg, WishPage, WishStart,
};
use crate::domain::testing::{Arrived, World, kaia, oslo, reader, talk_form, user};

fn say(answer: Answer) -> Msg {
    match answer {
        Answer::Say(_, msg) => *msg,
        other => panic!("{other:?}"),
    }
}

fn said(answer: Answer) -> WishMsg {
    match say(answer) {
        Msg::Wish(msg) => msg,
        other => panic!("{other:?}"),
    }
}

fn list(answer: Answer) -> WishPage {
    match said(answer) {
        WishMsg::List(page) => page,
        other => panic!("{other:?}"),
    }
}

fn typed(words: impl Into<String>) -> [(Field, Value); 1] {
    [(Field::Theme, Value::Typed(words.into()))]
}

impl World {
    /// Somebody wishes for something; it must be accepted.
    fn wishes(&mut self, by: &UserId, theme: &str) -> WishId {
        match said(self.command(by, &format!("ønske {theme}"))) {
            WishMsg::Noted { wish } => wish.id,
            other => panic!("{other:?}"),
        }
    }

    fn wish(&self, id: WishId) -> Wish {
        self.ws.wishes.get(&id).cloned().unwrap()
    }

    /// Signs up for a wish.
    fn shows_wished(&mut self, cluster: ClusterId, by: &UserId, wish: WishId, meeting: &str) -> Answer {
        self.submit(by, Purpose::TakeWish(cluster, wish), talk_form("Papir i praksis", 10, meeting))
    }

    /// Those who were told that something is shown about a wish, in order.
    fn told_of_wishes(&self) -> Vec<&Arrived> {
        let heard = |arrived: &&Arrived| matches!(arrived.msg, Msg::Wish(WishMsg::Heard { .. }));
        self.arrived.iter().filter(heard).collect()
    }
}

#[test]
fn the_most_wished_for_comes_first_and_everybody_counts_once() {
    let (mut world, id) = World::with_companies(4);
    let first = world.wishes(&user(0), "Rutenett");
    let second = world.wishes(&user(1), "Papir");
    assert!(
        matches!(said(world.press(&user(2), Press::VoteFor(second))), WishMsg::Counted { wish } if wish.count == 2)
    );
    assert!(
        matches!(said(world.press(&user(2), Press::VoteFor(second))), WishMsg::CountedBefore { wish } if wish.count == 2)
    );
    assert!(
        matches!(said(world.press(&user(1), Press::VoteFor(second))), WishMsg::Yours { wish } if wish.count == 2)
    );
    let page = list(world.command(&user(2), "wish"));
    let ids: Vec<WishId> = page.wishes.iter().map(|wish| wish.id).collect();
    assert_eq!(ids, [second, first]);
    let stances: Vec<Stance> = page.wishes.iter().map(|wish| wish.stance).collect();
    assert_eq!(stances, [Stance::Too, Stance::No]);
    assert!(
        matches!(said(world.press(&user(2), Press::UnvoteFor(second))), WishMsg::NotCounted { wish } if wish.count == 1)
    );
    assert!(
        matches!(said(world.press(&user(1), Press::UnvoteFor(second))), WishMsg::Yours { .. }),
        "one's own stays"
    );
    assert_eq!(open_in(&world.ws, id)[0].id, first, "of two the older");
}

#[test]
fn the_same_wish_is_one_however_it_is_written() {
    let (mut world, _) = World::with_companies(3);
    let id = world.wishes(&user(0), "Papir & skjerm?");
    for (by, words) in
        [(user(0), "papir  &  skjerm"), (user(1), "PAPIR & SKJERM!"), (user(1), "Papir & skjerm")]
    {
        said(world.command(&by, &format!("wish {words}")));
    }
    assert_eq!((world.ws.wishes.len(), world.wish(id).count()), (1, 2));
}

#[test]
fn a_list_has_pages() {
    let (mut world, cluster) = World::with_companies(4);
    for n in 0..=2 * PAGE {
        world.wishes(&user(n % 5), &format!("Tema {n}"));
    }
    let page = |world: &mut World, from| list(world.press(&user(0), Press::ShowWishes(cluster, from)));
    let first = list(world.command(&user(0), "ønske"));
    assert_eq!((first.wishes.len(), first.more), (PAGE, Some(PAGE)));
    let last = page(&mut world, 2 * PAGE);
    assert_eq!((last.wishes.len(), last.more), (1, None));
    world.press(&kaia(), Press::DeleteWish(last.wishes[0].id));
    assert_eq!(page(&mut world, 2 * PAGE), page(&mut world, 0), "a page that has gone is the first");
}

#[test]
fn what_is_wrong_with_a_wish_stands_at_its_field_and_nothing_typed_is_lost() {
    let (mut world, cluster) = World::with_companies(3);
    let faults = |answer| match answer {
        Answer::Faults(_, faults) => faults,
        other => panic!("{other:?}"),
    };
    let form = Purpose::Wish(cluster);
    assert_eq!(faults(world.submit(&user(0), form.clone(), [])), [(Field::Theme, Problem::Missing)]);
    assert_eq!(
        faults(world.submit(&user(0), form.clone(), typed("\u{200b} "))),
        [(Field::Theme, Problem::Missing)]
    );
    let long = "å".repeat(MAX_THEME + 1);
    let too_long = [(Field::Theme, Problem::TooLong(MAX_THEME))];
    assert_eq!(faults(world.submit(&user(0), form.clone(), typed(long.clone()))), too_long);
    let Answer::Open(_, opened) = world.command(&user(0), &format!("ønske {long}")) else {
        panic!("a form")
    };
    let Form { purpose: Purpose::Wish(_), start: Start::Wish(WishStart { theme, too_long }), .. } = *opened
    else {
        panic!("{opened:?}")
    };
    assert_eq!((theme.plain(), too_long), (long.as_str(), Some(MAX_THEME)));
    for n in 0..MOST {
        world.wishes(&user(0), &format!("Tema {n}"));
    }
    assert_eq!(
        faults(world.submit(&user(0), form.clone(), typed("Mer"))),
        [(Field::Theme, Problem::Enough(MOST))]
    );
    assert!(matches!(said(world.command(&user(0), "ønske Mer")), WishMsg::Enough { most: MOST }));
    assert!(
        matches!(said(world.command(&user(0), "ønske Tema 3")), WishMsg::Yours { .. }),
        "that is no new one"
    );
    assert!(matches!(said(world.submit(&user(1), form, typed("Mer"))), WishMsg::Noted { .. }));
}

#[test]
fn the_wisher_and_the_facilitator_may_delete_a_wish() {
    let (mut world, _) = World::with_companies(3);
    let (one, other) = (world.wishes(&user(0), "Papir"), world.wishes(&user(0), "Skjerm"));
    let refused = say(world.press(&user(1), Press::DeleteWish(one)));
    assert_eq!(refused, Msg::Refusal(Refusal::NotYours(Right::Facilitator, kaia())));
    assert!(matches!(said(world.press(&user(0), Press::DeleteWish(one))), WishMsg::Deleted { .. }));
    assert!(matches!(said(world.press(&kaia(), Press::DeleteWish(other))), WishMsg::Deleted { .. }));
    assert!(world.ws.wishes.is_empty());
    assert_eq!(say(world.press(&user(1), Press::VoteFor(one))), Msg::Refusal(Refusal::Gone));
    assert_eq!(say(world.press(&user(1), Press::ShowWished(one))), Msg::Refusal(Refusal::Gone));
}

#[test]
fn whoever_can_show_it_signs_up_with_the_wish_as_the_title() {
    let (mut world, cluster) = World::with_companies(3);
    let id = world.wishes(&user(0), "Papir");
    let Answer::Open(_, form) = world.press(&user(2), Press::ShowWished(id)) else { panic!("a form") };
    assert_eq!(form.purpose, Purpose::TakeWish(cluster, id));
    assert!(matches!(&form.start, Start::Talk { title, .. } if title.plain() == "Papir"), "{form:?}");
    let stranger = say(world.press(&kaia(), Press::ShowWished(id)));
    assert_eq!(stranger, Msg::Refusal(Refusal::NoCompany), "a talk is a company's");
}

#[test]
fn those_who_wished_hear_of_it_once_in_an_open_hour_and_whoever_shows_it_does_not() {
    let (mut world, cluster) = World::with_companies(4);
    world.turn_to(oslo("2026-09-01T20:00"));
    let id = world.wishes(&user(0), "Papir");
    world.press(&user(1), Press::VoteFor(id));
    world.press(&user(4), Press::VoteFor(id));
    world.shows_wished(cluster, &user(4), id, "any");
    assert!(open_in(&world.ws, cluster).is_empty());
    assert!(matches!(said(world.press(&user(2), Press::VoteFor(id))), WishMsg::Taken { .. }));
    assert!(matches!(said(world.press(&user(2), Press::ShowWished(id))), WishMsg::Taken { .. }));
    assert_eq!(list(world.command(&user(2), "ønske")).taken.len(), 1);
    world.drain();
    assert_eq!(world.told_of_wishes().len(), 0, "it is evening");
    world.turn_to(oslo("2026-09-30T12:00"));
    let told = world.told_of_wishes();
    let people: Vec<UserId> = told.iter().map(|arrived| reader(&arrived.row)).collect();
    assert_eq!(people, [user(0), user(1)]);
    assert!(told.iter().all(|arrived| arrived.at == oslo("2026-09-02T09:00") && !arrived.row.unasked));
}

#[test]
fn a_wish_is_open_again_when_its_talk_is_taken_back_and_the_next_one_is_told_anew() {
    let (mut world, cluster) = World::with_companies(4);
    let id = world.wishes(&user(0), "Papir");
    world.shows_wished(cluster, &user(2), id, "any");
    let talk = world.wish(id).talk.unwrap();
    // Before anybody has heard of it.
    world.turn_to(oslo("2026-09-01T19:00"));
    world.press(&user(2), Press::WithdrawTalk(talk));
    assert_eq!(open_in(&world.ws, cluster).len(), 1);
    world.shows_wished(cluster, &user(4), id, "any");
    world.pass_days(3);
    assert_eq!(world.told_of_wishes().len(), 2, "each was said while it was so");
}

#[test]
fn news_that_is_not_so_any_more_is_not_told() {
    let (mut world, cluster) = World::with_companies(4);
    world.turn_to(oslo("2026-09-01T19:00"));
    let id = world.wishes(&user(0), "Papir");
    world.shows_wished(cluster, &user(2), id, "any");
    world.press(&user(2), Press::WithdrawTalk(world.wish(id).talk.unwrap()));
    world.pass_days(3);
    assert_eq!(world.told_of_wishes().len(), 0);
}

#[test]
fn a_talk_that_waits_for_room_is_told_of_when_it_has_some() {
    let (mut world, cluster) = World::with_companies(4);
    let id = world.wishes(&user(0), "Papir");
    for meeting in world.planned(cluster) {
        world.submit(&user(6), Purpose::Talk(cluster), talk_form("Fullt", 45, &meeting.id.to_string()));
    }
    world.shows_wished(cluster, &user(2), id, "any");
    assert!(!world.wish(id).told);
    assert_eq!(list(world.command(&user(2), "ønske")).taken[0].start, None);
    world.pass_days(1);
    assert_eq!(world.told_of_wishes().len(), 0);
    let first = world.ws.talks.values().find(|talk| talk.presenter == user(6)).unwrap().id;
    world.press(&user(6), Press::WithdrawTalk(first));
    world.pass_days(3);
    assert_eq!(world.told_of_wishes().len(), 1);
}

#[test]
fn a_confidential_talk_takes_no_wish_since_it_would_tell_what_it_is_about() {
    let (mut world, cluster) = World::with_companies(4);
    let id = world.wishes(&user(0), "Papir");
    let mut values = talk_form("Papir for en kunde", 10, "any");
    values.push((Field::Confidential, Value::Ticked(vec!["confidential".to_owned()])));
    world.submit(&user(2), Purpose::TakeWish(cluster, id), values);
    assert_eq!(world.ws.talks.len(), 1, "the talk is there");
    assert_eq!(open_in(&world.ws, cluster).len(), 1);
    world.pass_days(3);
    assert_eq!(world.told_of_wishes().len(), 0);
}

#[test]
fn a_form_that_is_filled_in_wrongly_takes_nothing_and_one_that_comes_late_signs_up_all_the_same() {
    let (mut world, cluster) = World::with_companies(4);
    let id = world.wishes(&user(0), "Papir");
    let faults = world.submit(&user(2), Purpose::TakeWish(cluster, id), talk_form("", 3, "any"));
    let named = [(Field::Title, Problem::Missing), (Field::Minutes, Problem::NotBetween(5, 120))];
    assert!(matches!(faults, Answer::Faults(_, faults) if faults == named));
    assert_eq!(world.wish(id).talk, None);
    world.shows_wished(cluster, &user(2), id, "any");
    let first = world.wish(id).talk;
    world.shows_wished(cluster, &user(4), id, "any");
    assert_eq!((world.wish(id).talk, world.ws.talks.len()), (first, 2));
}

#[test]
fn a_host_is_offered_what_most_wish_for_as_a_theme() {
    let (mut world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].id;
    let wishes = ["Papir", "Skjerm", "Farger"].map(|theme| world.wishes(&user(0), theme));
    world.press(&user(1), Press::VoteFor(wishes[2]));
    let Msg::Rotation(RotationMsg::Ideas { ideas, wishes: offered, .. }) =
        say(world.press(&kaia(), Press::ShowIdeas(meeting)))
    else {
        panic!("ideas")
    };
    let ids: Vec<WishId> = offered.iter().map(|wish| wish.id).collect();
    assert_eq!((ids, ideas.len()), (vec![wishes[2], wishes[0]], 1));
    let press = Press::TakeWished(meeting, wishes[2], Text::line("Farger"));
    let Answer::Open(_, form) = world.press(&kaia(), press.clone()) else { panic!("a form") };
    let Start::Theme { facts, .. } = form.start else { panic!("a theme") };
    assert_eq!(facts.theme, Some(Text::line("Farger")));
    world.press(&kaia(), Press::DeleteWish(wishes[2]));
    assert_eq!(say(world.press(&kaia(), press)), Msg::Refusal(Refusal::Gone));
}

#[test]
fn what_somebody_wished_for_goes_with_their_company_or_their_account() {
    let (mut world, cluster) = World::with_companies(4);
    let (gone, stays) = (world.wishes(&user(0), "Papir"), world.wishes(&user(2), "Skjerm"));
    world.press(&user(1), Press::VoteFor(stays));
    world.press(&user(4), Press::VoteFor(stays));
    let company = world.companies(cluster)[0];
    world.leave(cluster, company);
    assert!(!world.ws.wishes.contains_key(&gone));
    assert_eq!(world.wish(stays).count(), 2);
    let profile = world.ws.people.get(&user(4)).unwrap().profile.clone();
    world.happen(&Event::PeopleSeen(vec![Profile { active: false, ..profile }]));
    assert_eq!(world.wish(stays).count(), 1);
    // Whoever only leaves the channel is from a company still.
    world.happen(&Event::Departed { channel: "C1".into(), user: user(2) });
    assert_eq!(world.wish(stays).by, user(2));
}

#[test]
fn a_wish_that_came_true_is_forgotten_after_some_weeks() {
    let (mut world, cluster) = World::with_companies(4);
    let id = world.wishes(&user(0), "Papir");
    world.shows_wished(cluster, &user(2), id, "any");
    world.turn_to(oslo("2026-09-20T12:00"));
    assert!(world.ws.wishes.contains_key(&id) && open_in(&world.ws, cluster).is_empty());
    world.turn_to(oslo("2026-11-30T12:00"));
    assert!(world.ws.wishes.is_empty());
}

#[test]
fn new_wishes_are_in_the_digest_of_their_week() {
    let (mut world, cluster) = World::with_companies(4);
    world.turn_to(oslo("2026-09-03T12:00"));
    world.wishes(&user(0), "Papir");
    let news = |at: &str| super::news(&world.ws, cluster, oslo(at));
    assert_eq!(news("2026-09-07T09:00"), [Text::line("Papir")]);
    assert!(news("2026-09-14T09:00").is_empty());
}
