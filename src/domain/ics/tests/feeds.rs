//! Whose address leads where.

use super::super::feed;
use crate::domain::model::{
    Answer, ClusterId, Event, FeedToken, FileNews, IcsMsg, Msg, Nonce, Person, Press, Purpose, UserId,
};
use crate::domain::model::{Coming, Refusal};
use crate::domain::testing::{World, oslo, user};

const BASE: &str = "https://klynge.example/";

fn world() -> (World, ClusterId) {
    let (mut world, cluster) = World::with_companies(4);
    world.ws.public_url = Some(BASE.into());
    world.turn_to(oslo("2026-09-04T10:00"));
    (world, cluster)
}

fn ask(world: &mut World, by: &UserId, cluster: ClusterId, nonce: u64, secret: &str) -> Answer {
    let (by, nonce, token) = (by.clone(), Nonce(nonce), FeedToken::from(secret.to_owned()));
    world.happen(&Event::AddressAsked { by, cluster, nonce, token })
}

fn owner(world: &World, secret: &str) -> Option<UserId> {
    feed::find(&world.ws, secret).map(|feed| feed.user.clone())
}

#[test]
fn an_address_is_told_once_and_only_its_digest_is_kept() {
    let (mut world, cluster) = world();
    let Answer::Read(_, told) = ask(&mut world, &user(0), cluster, 900, "secret") else { panic!("not told") };
    let Msg::Ics(IcsMsg::Address { url, .. }) = *told else { panic!("{told:?}") };
    assert_eq!(url.plain(), format!("{BASE}calendar/secret.ics"));
    assert!(!format!("{:?}", world.ws).contains("secret.ics"));
    assert_eq!(owner(&world, "secret"), Some(user(0)));
    // The same form once more finds its work done.
    assert_eq!(ask(&mut world, &user(0), cluster, 900, "other"), Answer::Nothing);
    assert_eq!(owner(&world, "other"), None);
}

#[test]
fn a_new_one_and_a_withdrawn_one_lead_nowhere_at_once() {
    let (mut world, cluster) = world();
    ask(&mut world, &user(0), cluster, 900, "first");
    ask(&mut world, &user(0), cluster, 901, "second");
    assert_eq!((owner(&world, "first"), owner(&world, "second")), (None, Some(user(0))));
    world.press(&user(0), Press::DropAddress(cluster));
    assert_eq!(owner(&world, "second"), None);
}

#[test]
fn who_is_not_of_the_cluster_any_more_is_shown_nothing() {
    let (mut world, cluster) = world();
    ask(&mut world, &user(2), cluster, 900, "secret");
    let mut profile = world.ws.people[&user(2)].profile.clone();
    profile.active = false;
    world.happen(&Event::PeopleSeen(vec![profile]));
    assert!(!Person::reachable(&world.ws.people[&user(2)]));
    assert_eq!(owner(&world, "secret"), None);
}

#[test]
fn without_a_secret_or_a_place_for_it_there_is_no_address() {
    let (mut world, cluster) = world();
    let answer = world.submit(&user(0), Purpose::Address(cluster), []);
    assert!(matches!(answer, Answer::Say(_, msg) if *msg == Msg::Refusal(Refusal::Sorry)));
    world.ws.public_url = None;
    let answer = world.press(&user(0), Press::MakeAddress(cluster));
    assert!(matches!(answer, Answer::Say(_, msg) if *msg == Msg::Ics(IcsMsg::NoAddresses)));
    ask(&mut world, &user(0), cluster, 900, "secret");
    assert!(world.ws.feeds.is_empty());
}

#[test]
fn whose_calendar_looks_for_itself_gets_no_files() {
    let (mut world, cluster) = world();
    let meeting = world.ws.planned_of(cluster)[0].id;
    ask(&mut world, &user(2), cluster, 900, "secret");
    world.press(&user(2), Press::Answer(meeting, Coming::Yes));
    world.drain();
    assert!(world.files.is_empty());
    world.press(&user(2), Press::DropAddress(cluster));
    world.press(&user(2), Press::Answer(meeting, Coming::Yes));
    world.drain();
    assert!(world.files.iter().map(|file| file.news).eq([FileNews::New]));
}
