//! What is on an agenda, when, and in which order; and what moves on.

mod properties;

use super::queueing::{AT_ONE, MAX_TITLE, MOST};
use super::{entries, items_at, slots, timed};
use crate::domain::meeting;
use crate::domain::model::{
    AgendaMsg, AgendaPage, Answer, ClusterId, Entry, Event, Field, Form, Item, ItemId, Meeting, MeetingId,
    MeetingMsg, Msg, Nonce, OrderStart, Press, Problem, Purpose, QueueStart, Refusal, Right, Slot, Start,
    Status, Text, UserId, Value,
};
use crate::domain::talk::agenda::room;
use crate::domain::testing::{World, kaia, oslo, talk_form, user};

fn say(answer: Answer) -> Msg {
    match answer {
        Answer::Say(_, msg) => *msg,
        other => panic!("{other:?}"),
    }
}

fn said(answer: Answer) -> AgendaMsg {
    match say(answer) {
        Msg::Agenda(msg) => msg,
        other => panic!("{other:?}"),
    }
}

fn page(answer: Answer) -> AgendaPage {
    match said(answer) {
        AgendaMsg::Shown(page) => *page,
        other => panic!("{other:?}"),
    }
}

fn faults(answer: Answer) -> Vec<(Field, Problem)> {
    match answer {
        Answer::Faults(_, faults) => faults,
        other => panic!("{other:?}"),
    }
}

fn chosen(word: impl ToString) -> Value {
    Value::Chosen(word.to_string())
}

fn queue_form(title: &str, minutes: u32) -> Vec<(Field, Value)> {
    vec![(Field::Title, Value::Typed(title.to_owned())), (Field::Minutes, chosen(minutes))]
}

impl World {
    /// Something small; it must be accepted.
    fn queues(&mut self, cluster: ClusterId, by: &UserId, title: &str, minutes: u32) -> ItemId {
        match said(self.submit(by, Purpose::Queue(cluster), queue_form(title, minutes))) {
            AgendaMsg::Queued { id, .. } => id,
            other => panic!("{other:?}"),
        }
    }

    fn item(&self, id: ItemId) -> Item {
        self.ws.items.get(&id).cloned().unwrap()
    }

    fn shows_at(&mut self, cluster: ClusterId, by: &UserId, title: &str, minutes: u32, at: MeetingId) {
        self.submit(by, Purpose::Talk(cluster), talk_form(title, minutes, &at.to_string()));
    }

    fn orders(&mut self, by: &UserId, at: MeetingId, what: Slot, behind: Option<Slot>) -> Answer {
        let behind = behind.map_or_else(|| "first".to_owned(), Slot::name);
        let values = [(Field::Entry, chosen(what.name())), (Field::Behind, chosen(behind))];
        self.submit(by, Purpose::Arrange(at), values)
    }

    /// What stands on a meeting's agenda, as words.
    fn titles(&self, at: &Meeting) -> Vec<String> {
        let of = |entry: Entry| match entry {
            Entry::Talk(line) => line.title.map_or_else(|| "?".to_owned(), |title| title.plain().to_owned()),
            Entry::Item(line) => line.what.plain().to_owned(),
        };
        entries(&self.ws, at).into_iter().map(of).collect()
    }
}

fn autumn() -> (World, ClusterId, Meeting) {
    let (world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].clone();
    (world, cluster, meeting)
}

#[test]
fn the_agenda_has_the_times_of_everything_and_of_the_talking() {
    let (mut world, cluster, meeting) = autumn();
    world.queues(cluster, &user(1), "Ny skriver?", 5);
    world.shows_at(cluster, &user(0), "Papir", 20, meeting.id);
    let page = page(world.command(&user(3), "agenda"));
    let times: Vec<String> = page
        .entries
        .iter()
        .map(|it| format!("{}-{}", it.from.format("%H:%M"), it.to.format("%H:%M")))
        .collect();
    assert_eq!(times, ["11:30-11:50", "11:50-11:55"], "talks first, unless somebody wants it otherwise");
    assert_eq!((page.talking.format("%H:%M").to_string(), page.end), ("11:55".to_owned(), meeting.end()));
    assert!(!page.may_order && page.removable.is_empty(), "it is none of theirs");
    let hosts = super::tests::page(world.command(&kaia(), "agenda"));
    assert!(hosts.may_order && hosts.removable.len() == 1);
}

#[test]
fn something_small_needs_room_beside_talks_and_there_are_at_most_eight() {
    let (mut world, cluster, meeting) = autumn();
    world.shows_at(cluster, &user(0), "Papir", 40, meeting.id);
    let second = world.planned(cluster)[1].clone();
    assert_eq!(room(&world.ws, &meeting), 5);
    let (ten, five) =
        (world.queues(cluster, &user(1), "Lunsj", 10), world.queues(cluster, &user(1), "Kaffe", 5));
    assert_eq!((world.item(ten).meeting, world.item(five).meeting), (Some(second.id), Some(meeting.id)));
    assert_eq!(room(&world.ws, &meeting), 0);
    let refused =
        world.submit(&user(2), Purpose::Talk(cluster), talk_form("Mer", 5, &meeting.id.to_string()));
    assert_eq!(faults(refused), [(Field::Meeting, Problem::NoRoom(0))], "no place is given twice");
    for n in 0..AT_ONE {
        world.queues(cluster, &user(2 + n % 4), &format!("Sak {n}"), 5);
    }
    assert!(world.planned(cluster).iter().all(|meeting| items_at(&world.ws, meeting).count() <= AT_ONE));
}

#[test]
fn what_finds_no_room_waits_for_it() {
    let (mut world, cluster, meeting) = autumn();
    for meeting in world.planned(cluster) {
        world.shows_at(cluster, &user(0), "Fullt", 45, meeting.id);
    }
    let id = world.queues(cluster, &user(1), "Kaffe", 5);
    assert_eq!(world.item(id).meeting, None);
    assert_eq!(page(world.command(&user(1), "agenda")).waiting.len(), 1);
    let talk = world.ws.talks_at(meeting.id).next().unwrap().id;
    world.press(&user(0), Press::WithdrawTalk(talk));
    assert_eq!(world.item(id).meeting, Some(meeting.id));
}

#[test]
fn what_is_wrong_with_the_form_stands_at_its_field() {
    let (mut world, cluster, _) = autumn();
    let form = Purpose::Queue(cluster);
    let empty = [(Field::Title, Problem::Missing), (Field::Minutes, Problem::NotAChoice)];
    assert_eq!(faults(world.submit(&user(0), form.clone(), [])), empty);
    let odd = world.submit(&user(0), form.clone(), queue_form("Kaffe", 7));
    assert_eq!(faults(odd), [(Field::Minutes, Problem::NotAChoice)]);
    let long = "å".repeat(MAX_TITLE + 1);
    let too_long = world.submit(&user(0), form.clone(), queue_form(&long, 5));
    assert_eq!(faults(too_long), [(Field::Title, Problem::TooLong(MAX_TITLE))]);
    for link in
        ["http://a.no", "javascript:alert(1)", "https://a.no b", &format!("https://{}", "a".repeat(400))]
    {
        let mut values = queue_form("Kaffe", 5);
        values.push((Field::Link, Value::Typed(link.to_owned())));
        let answer = world.submit(&user(0), form.clone(), values);
        assert_eq!(faults(answer), [(Field::Link, Problem::NotALink)], "{link}");
    }
    for n in 0..MOST {
        world.queues(cluster, &user(0), &format!("Sak {n}"), 5);
    }
    let more = world.submit(&user(0), form, queue_form("Mer", 5));
    assert_eq!(faults(more), [(Field::Title, Problem::Enough(MOST))]);
    assert!(matches!(said(world.command(&user(0), "agenda Mer")), AgendaMsg::Enough { most: MOST }));
    let Answer::Open(_, form) = world.command(&user(1), &format!("agenda {long}")) else { panic!("a form") };
    let Start::Queue(QueueStart { title, too_long, .. }) = form.start else { panic!("{form:?}") };
    assert_eq!((title.plain(), too_long), (long.as_str(), Some(MAX_TITLE)), "nothing typed is lost");
}

#[test]
fn whoever_put_it_there_and_whoever_hosts_may_take_it_off() {
    let (mut world, cluster, _) = autumn();
    let [one, other] = ["Kaffe", "Lunsj"].map(|title| world.queues(cluster, &user(1), title, 5));
    let take =
        |world: &mut World, by: &UserId, id| say(world.press(by, Press::RemoveItem(id, Text::default())));
    let refusal = Refusal::NotYours(Right::Host, kaia());
    assert_eq!(take(&mut world, &user(2), one), Msg::Refusal(refusal));
    assert!(matches!(take(&mut world, &user(1), one), Msg::Agenda(AgendaMsg::Removed { .. })));
    assert!(matches!(take(&mut world, &kaia(), other), Msg::Agenda(AgendaMsg::Removed { .. })));
    assert_eq!(take(&mut world, &user(1), one), Msg::Refusal(Refusal::Gone));
}

#[test]
fn from_a_message_only_what_is_submitted_is_kept() {
    let (mut world, _, _) = autumn();
    let words = "Hei <@U123|ida>! Skal vi *kjøpe* en ny skriver? &lt;3 <!channel>\nDet var alt jeg lurte på.";
    let link = "https://digs.slack.com/archives/C1/p1789012345000100";
    let before = world.ws.clone();
    let mut choose = |words: &str, link: &str| {
        let answer = world.happen(&Event::MessageChosen {
            by: user(0),
            channel: "C1".into(),
            words: words.to_owned(),
            link: Some(Text::line(link)),
            nonce: Nonce(77),
        });
        let Answer::Open(_, form) = answer else { panic!("{answer:?}") };
        let Form { purpose: Purpose::Queue(_), start: Start::Queue(start), .. } = *form else {
            panic!("{form:?}")
        };
        start
    };
    let start = choose(words, link);
    assert_eq!(start.title.plain(), "Hei Skal vi kjøpe en ny skriver? <3");
    assert_eq!(start.link, Some(Text::line(link)));
    let long = choose(&"Ordet er fritt ".repeat(40), "http://elsewhere.example");
    assert!(
        long.title.chars() <= MAX_TITLE && long.title.plain().ends_with("Ordet er"),
        "{:?}",
        long.title.plain()
    );
    assert_eq!(long.link, None);
    assert!(choose(&"å".repeat(500), link).title.is_empty(), "no word is cut in two");
    assert!(before.items.is_same(&world.ws.items), "nothing was submitted");
}

#[test]
fn whoever_hosts_puts_the_agenda_in_order_and_the_announcement_shows_it() {
    let (mut world, cluster, meeting) = autumn();
    world.shows_at(cluster, &user(0), "Papir", 10, meeting.id);
    world.shows_at(cluster, &user(2), "Skjerm", 10, meeting.id);
    let item = Slot::Item(world.queues(cluster, &user(1), "Kaffe", 5));
    assert_eq!(world.titles(&meeting), ["Papir", "Skjerm", "Kaffe"]);
    let refusal = say(world.orders(&user(5), meeting.id, item, None));
    assert_eq!(refusal, Msg::Refusal(Refusal::NotYours(Right::Host, kaia())));
    assert_eq!(page(world.orders(&kaia(), meeting.id, item, None)).entries.len(), 3);
    let first = slots(&world.ws, &world.meeting(meeting.id))[1];
    world.orders(&kaia(), meeting.id, first, Some(slots(&world.ws, &world.meeting(meeting.id))[2]));
    let now = world.meeting(meeting.id);
    assert_eq!(world.titles(&now), ["Kaffe", "Skjerm", "Papir"]);
    let Some(Msg::Meeting(MeetingMsg::Announcement { agenda, .. })) =
        meeting::announcement_card(&world.ws, meeting.id)
    else {
        panic!("an announcement")
    };
    assert_eq!(agenda, entries(&world.ws, &now));
    // What comes later comes last; what was there no time for comes first.
    world.queues(cluster, &user(3), "Lunsj", 5);
    assert_eq!(world.titles(&now), ["Kaffe", "Skjerm", "Papir", "Lunsj"]);
}

#[test]
fn an_order_that_makes_no_sense_is_a_fault() {
    let (mut world, cluster, meeting) = autumn();
    let [one, other] = ["Kaffe", "Lunsj"].map(|title| Slot::Item(world.queues(cluster, &user(1), title, 5)));
    let form = Purpose::Arrange(meeting.id);
    let empty = [(Field::Entry, Problem::Missing), (Field::Behind, Problem::Missing)];
    assert_eq!(faults(world.submit(&kaia(), form.clone(), [])), empty);
    let odd = [(Field::Entry, chosen("item.999")), (Field::Behind, chosen("talk.1"))];
    let gone = [(Field::Entry, Problem::NotAChoice), (Field::Behind, Problem::NotAChoice)];
    assert_eq!(faults(world.submit(&kaia(), form, odd)), gone);
    assert_eq!(
        faults(world.orders(&kaia(), meeting.id, one, Some(one))),
        [(Field::Behind, Problem::BehindItself)]
    );
    let Slot::Item(id) = other else { panic!() };
    world.press(&user(1), Press::RemoveItem(id, Text::default()));
    assert_eq!(
        faults(world.orders(&kaia(), meeting.id, one, Some(other))),
        [(Field::Behind, Problem::NotAChoice)]
    );
    let Answer::Open(_, form) = world.press(&kaia(), Press::OrderAgenda(meeting.id)) else {
        panic!("a form")
    };
    assert!(matches!(form.start, Start::Arrange(OrderStart { entries, .. }) if entries.len() == 1));
}

#[test]
fn what_there_was_no_time_for_comes_first_the_next_time() {
    let (mut world, cluster, meeting) = autumn();
    let ids = ["Kaffe", "Lunsj", "Skriver"].map(|title| world.queues(cluster, &user(1), title, 5));
    world.turn_to(oslo("2026-09-10T15:00"));
    let next = world.planned(cluster)[0].clone();
    world.shows_at(cluster, &user(0), "Papir", 10, next.id);
    assert_eq!(world.meeting(meeting.id).status, Status::Held);
    let attendance = |world: &World| match meeting::attendance::card(&world.ws, meeting.id) {
        Some(Msg::Meeting(MeetingMsg::Attendance { queued, .. })) => queued,
        other => panic!("{other:?}"),
    };
    assert!(attendance(&world));
    let stranger = say(world.press(&user(5), Press::CarryOver(meeting.id)));
    assert_eq!(stranger, Msg::Refusal(Refusal::NotYours(Right::Host, kaia())));
    assert!(matches!(world.press(&kaia(), Press::CarryOver(meeting.id)), Answer::Open(..)));
    assert_eq!(world.submit(&kaia(), Purpose::CarryOver(meeting.id), []), Answer::Nothing, "all is done");
    let tick =
        |ids: &[ItemId]| [(Field::Entries, Value::Ticked(ids.iter().map(ItemId::to_string).collect()))];
    let unknown = [ItemId(9_999), ids[0], ids[2]];
    let AgendaMsg::Carried { titles, facts } =
        said(world.submit(&kaia(), Purpose::CarryOver(meeting.id), tick(&unknown)))
    else {
        panic!("carried over")
    };
    assert_eq!((titles.len(), facts.map(|facts| facts.id)), (2, Some(next.id)));
    assert_eq!(world.titles(&next), ["Kaffe", "Skriver", "Papir"]);
    assert!(world.item(ids[0]).carried && !world.item(ids[1]).carried);
    let late = say(world.press(&user(1), Press::RemoveItem(ids[1], Text::default())));
    assert_eq!(late, Msg::Refusal(Refusal::TooLate), "that is history");
    world.submit(&kaia(), Purpose::CarryOver(meeting.id), tick(&[ids[1]]));
    assert!(!attendance(&world));
    assert_eq!(say(world.press(&kaia(), Press::CarryOver(meeting.id))), Msg::Refusal(Refusal::Gone));
}

#[test]
fn what_was_on_a_meeting_that_is_called_off_or_did_not_take_place_moves_on() {
    let (mut world, cluster, meeting) = autumn();
    let id = world.queues(cluster, &user(1), "Kaffe", 5);
    world.submit(&kaia(), Purpose::Cancel(meeting.id), []);
    let next = world.planned(cluster)[0].id;
    assert_eq!(world.item(id).meeting, Some(next));
    let held = world.meeting(next);
    world.turn_to(oslo(&format!("{}T15:00", held.start.date())));
    let not_held = [(Field::NotHeld, Value::Ticked(vec!["not_held".to_owned()]))];
    world.submit(&kaia(), Purpose::Attendance(next), not_held);
    assert_eq!(world.item(id).meeting, Some(world.planned(cluster)[0].id));
}

#[test]
fn what_somebody_put_there_goes_with_their_company_and_is_forgotten_some_weeks_after_its_meeting() {
    let (mut world, cluster, meeting) = autumn();
    let (gone, stays) =
        (world.queues(cluster, &user(0), "Kaffe", 5), world.queues(cluster, &user(2), "Lunsj", 5));
    let company = world.companies(cluster)[0];
    world.leave(cluster, company);
    assert!(!world.ws.items.contains_key(&gone));
    assert_eq!(world.titles(&meeting), ["Lunsj"]);
    world.turn_to(oslo("2026-12-01T12:00"));
    assert!(!world.ws.items.contains_key(&stays));
}

#[test]
fn the_announcement_is_edited_as_things_change_until_the_meeting_is_over() {
    let (mut world, cluster, meeting) = autumn();
    world.turn_to(oslo("2026-09-08T12:00"));
    let card = world.meeting(meeting.id).card.unwrap();
    let version = |world: &World| world.ws.cards.get(&card).unwrap().version;
    let before = version(&world);
    let id = world.queues(cluster, &user(1), "Kaffe", 5);
    assert!(version(&world) > before);
    let before = version(&world);
    world.press(&user(1), Press::RemoveItem(id, Text::default()));
    assert!(version(&world) > before);
    assert!(timed(&world.ws, &meeting).is_empty());
}
