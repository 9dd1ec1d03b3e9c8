//! Whatever people do to agendas: times never overlap nor pass the end, an order is a permutation, and nothing is lost.

use crate::domain::agenda::ordering::moved;
use crate::domain::agenda::queueing::{AT_ONE, MINUTES};
use crate::domain::agenda::{items_at, slots, timed};
use crate::domain::decide;
use crate::domain::model::{
    ClusterId, Due, Event, Field, Instant, ItemId, Meeting, MeetingId, MeetingJob, Nonce, Press, Purpose,
    Slot, Status, TalkId, Text, Value, Workspace,
};
use crate::domain::testing::{World, kaia, talk_form, user};
use crate::domain::{calendar, talk};
use proptest::prelude::{Just, ProptestConfig, Strategy, prop, prop_assert, prop_assert_eq};
use proptest::{prop_oneof, proptest};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What somebody does. Numbers choose among what is there.
#[derive(Clone, Debug)]
enum Deed {
    Queue(usize, usize),
    Show(usize, u32, usize),
    Order(usize, usize, usize),
    Remove(usize),
    Cancel(usize),
    /// The next meeting is over, and these of its small things were left.
    Hold(u8),
}

fn deed() -> impl Strategy<Value = Deed> {
    let some = 0..24usize;
    prop_oneof![
        5 => (some.clone(), some.clone()).prop_map(|(by, minutes)| Deed::Queue(by, minutes)),
        3 => (some.clone(), 5..46u32, some.clone()).prop_map(|(by, minutes, at)| Deed::Show(by, minutes, at)),
        4 => (some.clone(), some.clone(), some.clone()).prop_map(|(at, what, to)| Deed::Order(at, what, to)),
        1 => some.clone().prop_map(Deed::Remove),
        1 => some.prop_map(Deed::Cancel),
        1 => prop_oneof![Just(Deed::Hold(0)), Just(Deed::Hold(255)), (0..=255u8).prop_map(Deed::Hold)],
    ]
}

/// A cluster of six companies, made once: a copy costs nothing.
static START: LazyLock<(Workspace, ClusterId, Instant)> = LazyLock::new(|| {
    let (world, cluster) = World::with_companies(6);
    (world.ws, cluster, world.now)
});

struct Room {
    ws: Workspace,
    cluster: ClusterId,
    now: Instant,
    nonce: u64,
    removed: usize,
}

impl Room {
    fn new() -> Self {
        let (ws, cluster, now) = START.clone();
        Self { ws, cluster, now, nonce: 1_000_000, removed: 0 }
    }

    fn happen(&mut self, event: &Event) {
        for change in decide(&self.ws, event, self.now).changes {
            self.ws.apply(&change);
        }
    }

    fn submit(&mut self, by: &crate::domain::model::UserId, purpose: Purpose, values: Vec<(Field, Value)>) {
        self.nonce += 1;
        let (by, nonce) = (by.clone(), Nonce(self.nonce));
        self.happen(&Event::Submitted { by, purpose, nonce, values: values.into_iter().collect() });
    }

    fn planned(&self) -> Vec<Meeting> {
        self.ws.planned_of(self.cluster).into_iter().cloned().collect()
    }

    fn does(&mut self, deed: &Deed) {
        let planned = self.planned();
        let at = |n: usize| planned[n % planned.len().clamp(1, 3)].clone();
        match *deed {
            Deed::Queue(by, minutes) => {
                let minutes = MINUTES[minutes % MINUTES.len()].to_string();
                let values = vec![
                    (Field::Title, Value::Typed("Kaffe".to_owned())),
                    (Field::Minutes, Value::Chosen(minutes)),
                ];
                self.submit(&user(by % 12), Purpose::Queue(self.cluster), values);
            }
            Deed::Show(by, minutes, n) => {
                let slot = if n.is_multiple_of(3) { "any".to_owned() } else { at(n).id.to_string() };
                self.submit(&user(by % 12), Purpose::Talk(self.cluster), talk_form("Papir", minutes, &slot));
            }
            Deed::Order(n, what, to) => {
                let meeting = at(n);
                let all = slots(&self.ws, &meeting);
                if let (Some(what), behind) =
                    (all.get(what % all.len().max(1)), all.get(to % (all.len() + 1)))
                {
                    let behind = behind.map_or_else(|| "first".to_owned(), |slot| slot.name());
                    let values = vec![
                        (Field::Entry, Value::Chosen(what.name())),
                        (Field::Behind, Value::Chosen(behind)),
                    ];
                    self.submit(&kaia(), Purpose::Arrange(meeting.id), values);
                }
            }
            Deed::Remove(n) => {
                let ids: Vec<ItemId> = self.ws.items.keys().copied().collect();
                if let Some(id) = ids.get(n % ids.len().max(1)) {
                    let before = self.ws.items.len();
                    let press = Press::RemoveItem(*id, Text::default());
                    self.happen(&Event::Pressed { by: kaia(), channel: None, press, nonce: Nonce(1) });
                    self.removed += before - self.ws.items.len();
                }
            }
            Deed::Cancel(n) => self.submit(&kaia(), Purpose::Cancel(at(n).id), Vec::new()),
            Deed::Hold(left) => self.hold(&at(0), left),
        }
    }

    fn hold(&mut self, meeting: &Meeting, left: u8) {
        self.now = self.now.max(calendar::instant(meeting.end(), chrono_tz::Europe::Oslo));
        self.happen(&Event::Due(Due::Meeting(meeting.id, MeetingJob::Close)));
        let ticked = items_at(&self.ws, meeting).enumerate().filter(|(n, _)| left & (1 << (n % 8)) != 0);
        let ticked = ticked.map(|(_, item)| item.id.to_string()).collect();
        self.submit(&kaia(), Purpose::CarryOver(meeting.id), vec![(Field::Entries, Value::Ticked(ticked))]);
    }

    /// What is on an agenda by the rows alone.
    fn rows(&self, meeting: MeetingId) -> BTreeSet<Slot> {
        let talks = self.ws.talks_at(meeting).map(|talk| Slot::Talk(talk.id));
        let items = self.ws.items.values().filter(|item| item.meeting == Some(meeting));
        talks.chain(items.map(|item| Slot::Item(item.id))).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_order_is_a_permutation_with_the_one_behind_the_other(count in 1..12usize, what in 0..12usize, to in 0..13usize) {
        let all: Vec<Slot> = (0..count as u64).map(|n| if n.is_multiple_of(2) { Slot::Talk(TalkId(n)) } else { Slot::Item(ItemId(n)) }).collect();
        let what = all[what % count];
        let behind = all.get(to % (count + 1)).copied().filter(|slot| *slot != what);
        let now = moved(&all, what, behind);
        let at = now.iter().position(|slot| *slot == what).unwrap();
        prop_assert_eq!(at.checked_sub(1).map(|before| now[before]), behind);
        prop_assert_eq!(now.iter().collect::<BTreeSet<_>>(), all.iter().collect::<BTreeSet<_>>());
        prop_assert_eq!(now.len(), count);
        let others = |slots: &[Slot]| slots.iter().copied().filter(|slot| *slot != what).collect::<Vec<_>>();
        prop_assert_eq!(others(&now), others(&all), "the others stay as they were");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn times_fit_orders_are_whole_and_nothing_is_lost(deeds in prop::collection::vec(deed(), 1..7)) {
        let mut room = Room::new();
        let mut queued = 0;
        for deed in &deeds {
            let before = room.ws.items.len();
            room.does(deed);
            queued += usize::from(matches!(deed, Deed::Queue(..)) && room.ws.items.len() > before);
            prop_assert_eq!(room.ws.items.len(), queued - room.removed, "{:?}", deed);
            for meeting in room.ws.meetings_of(room.cluster) {
                let all = slots(&room.ws, meeting);
                prop_assert_eq!(all.iter().copied().collect::<BTreeSet<_>>(), room.rows(meeting.id));
                prop_assert_eq!(all.len(), room.rows(meeting.id).len(), "each once");
                prop_assert!(items_at(&room.ws, meeting).count() <= AT_ONE);
                prop_assert!(meeting.status != Status::Cancelled || items_at(&room.ws, meeting).next().is_none());
                let mut at = meeting.start;
                for entry in timed(&room.ws, meeting) {
                    prop_assert_eq!(entry.from, at);
                    prop_assert_eq!((entry.to - entry.from).num_minutes(), i64::from(entry.entry.minutes()));
                    at = entry.to;
                }
                let talks = i64::from(talk::agenda::capacity(meeting));
                prop_assert!((at - meeting.start).num_minutes() <= talks, "{} {}", at, meeting.end());
            }
        }
    }
}
