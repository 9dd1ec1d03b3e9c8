//! The books against a disk that fails on purpose: whatever shares a commit comes out as one by one,
//! and what is wrong with one event is nobody else's trouble.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::{Books, Disk, DiskError, Entry, Taken};
use crate::domain;
use crate::domain::model::{
    Coming, Decision, Due, Event, Fate, Instant, MeetingId, Nonce, OutboxId, Press, TeamId, UserId, Workspace,
};
use crate::domain::testing::{World, user};
use crate::store::Batch;
use futures_util::FutureExt;
use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, proptest};
use proptest::prop_oneof;
use std::collections::{BTreeSet, VecDeque};
use tokio::sync::watch;

/// What a decision fails on.
const POISON: &str = "poison";
/// What the disk will not keep.
const UNKEPT: &str = "unkept";

/// How the disk fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    /// It writes nothing.
    Before,
    /// It writes, and says that it failed.
    After,
}

/// A disk in memory.
struct Shelf {
    image: Workspace,
    keys: BTreeSet<String>,
    commits: usize,
    /// What the next commits meet.
    troubles: VecDeque<Option<Trouble>>,
    /// How many of the next reads fail.
    unreadable: usize,
}

impl Shelf {
    fn of(ws: &Workspace) -> Self {
        let (keys, troubles) = (BTreeSet::new(), VecDeque::new());
        Self { image: ws.clone(), keys, commits: 0, troubles, unreadable: 0 }
    }

    fn write(&mut self, batches: &[Batch<'_>]) {
        for batch in batches {
            batch.changes.iter().for_each(|change| self.image.apply(change));
            self.keys.extend(batch.seen.map(|(key, _)| key.to_owned()));
        }
    }
}

impl Disk for Shelf {
    async fn commit(&mut self, _: &TeamId, batches: &[Batch<'_>]) -> Result<(), DiskError> {
        self.commits += 1;
        let trouble = self.troubles.pop_front().flatten();
        if trouble == Some(Trouble::Before) {
            return Err(DiskError::Failed("full".to_owned()));
        }
        let mut keys = self.keys.clone();
        let names: Vec<&str> = batches.iter().filter_map(|batch| Some(batch.seen?.0)).collect();
        if names.iter().any(|key| !keys.insert((*key).to_owned())) {
            return Err(DiskError::Seen);
        }
        if names.iter().any(|key| key.starts_with(UNKEPT)) {
            return Err(DiskError::Refused("too odd".to_owned()));
        }
        self.write(batches);
        trouble.map_or(Ok(()), |_| Err(DiskError::Failed("it broke while it synced".to_owned())))
    }

    async fn load(&mut self, _: &TeamId, _: &UserId) -> Result<Option<Workspace>, DiskError> {
        if self.unreadable > 0 {
            self.unreadable -= 1;
            return Err(DiskError::Failed("nothing to be read".to_owned()));
        }
        Ok(Some(self.image.clone()))
    }

    async fn seen_keys(&mut self, _: &TeamId) -> Result<Vec<String>, DiskError> {
        Ok(self.keys.iter().cloned().collect())
    }
}

/// The books on a shelf, and a window to what they publish.
struct Office {
    books: Books<Shelf>,
    memory: watch::Receiver<Workspace>,
    now: Instant,
}

impl Office {
    /// A cluster of four companies some days before a meeting.
    fn open() -> Self {
        let (mut world, _) = World::with_companies(4);
        world.pass_days(3);
        Self::on(Shelf::of(&world.ws), world.now)
    }

    fn on(shelf: Shelf, now: Instant) -> Self {
        let (publish, memory) = watch::channel(shelf.image.clone());
        let books = Books::open(shelf, publish).now_or_never().unwrap().unwrap();
        Self { books: books.deciding(decide_unless_poisoned), memory, now }
    }

    /// Nothing here waits for anything, so nothing has to run it.
    fn take(&mut self, entries: &[Entry]) -> Vec<Taken> {
        self.books.take(entries, self.now, self.now).now_or_never().unwrap()
    }

    fn shelf(&mut self) -> &mut Shelf {
        self.books.disk_mut()
    }

    fn memory(&self) -> Workspace {
        self.memory.borrow().clone()
    }
}

fn decide_unless_poisoned(ws: &Workspace, event: &Event, now: Instant) -> Decision {
    let poisoned = matches!(event, Event::Commanded { words, .. } if words == POISON);
    assert!(!poisoned, "a decision that fails");
    domain::decide(ws, event, now)
}

fn command(n: usize, words: &str, key: &str) -> Entry {
    let words = words.to_owned();
    let event = Event::Commanded { by: user(n), channel: "C1".into(), words, nonce: Nonce(n as u64) };
    Entry { event, key: Some(key.to_owned()) }
}

/// What happens in a cluster, to whomever.
fn events() -> impl Strategy<Value = Event> {
    let who = || (0..9usize).prop_map(user);
    let words =
        ["coming", "not coming", "maybe", "next", "snooze 3", "pause", "talks", "hjelp", "en", "brief"];
    let meeting = || (0..70u64).prop_map(MeetingId);
    prop_oneof![
        6 => (who(), prop::sample::select(words.to_vec()), any::<u32>()).prop_map(|(by, words, nonce)| {
            let (channel, words) = ("C1".into(), words.to_owned());
            Event::Commanded { by, channel, words, nonce: Nonce(nonce.into()) }
        }),
        4 => (who(), meeting(), prop::sample::select(Coming::ALL.to_vec())).prop_map(|(by, meeting, answer)| {
            let press = Press::Answer(meeting, answer);
            Event::Pressed { by, channel: Some("C1".into()), press, nonce: Nonce(1) }
        }),
        2 => who().prop_map(|user| Event::Spoke { channel: "C1".into(), user }),
        2 => who().prop_map(|by| Event::HomeOpened { by }),
        1 => who().prop_map(|user| Event::Departed { channel: "C1".into(), user }),
        1 => who().prop_map(|user| Event::Arrived { channel: "C1".into(), user }),
        2 => (0..90u64).prop_map(|id| Event::Fate(Fate::Unclear(OutboxId(id)))),
        1 => prop::sample::select(vec![1, 2, 3]).prop_map(|n| {
            Event::Due(Due::Tidy(chrono::NaiveDate::from_ymd_opt(2026, 9, n).unwrap()))
        }),
    ]
}

/// Entries, some of which are repeated.
fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let entry = (events(), prop::option::weighted(0.8, 0..60u32));
    prop::collection::vec(entry, 1..40).prop_map(|all| {
        let entry =
            |(event, key): (Event, Option<u32>)| Entry { event, key: key.map(|key| format!("Ev{key}")) };
        all.into_iter().map(entry).collect()
    })
}

fn is_done(taken: &Taken) -> bool {
    matches!(taken, Taken::Done { .. })
}

#[test]
fn what_comes_alone_is_one_commit_and_what_waits_together_is_one_too() {
    let mut office = Office::open();
    let taken = office.take(&[command(0, "coming", "Ev1")]);
    assert!(taken.iter().all(is_done));
    assert_eq!(office.shelf().commits, 1);
    let many: Vec<Entry> = (0..64).map(|n| command(n % 8, "maybe", &format!("Many{n}"))).collect();
    assert!(office.take(&many).iter().all(is_done));
    assert_eq!(office.shelf().commits, 2);
}

#[test]
fn what_leaves_no_trace_costs_no_commit() {
    let mut office = Office::open();
    let stranger = Event::Spoke { channel: "C9".into(), user: "U9".into() };
    let entry = Entry { event: stranger, key: Some("Ev1".to_owned()) };
    let taken = office.take(&[entry.clone(), entry]);
    assert!(taken.iter().all(|taken| matches!(taken, Taken::Done { changed: false, .. })), "{taken:?}");
    assert_eq!(office.shelf().commits, 0);
}

#[test]
fn a_repetition_is_recognised_in_the_same_commit_and_after_it() {
    let mut office = Office::open();
    let twice = [command(0, "coming", "Ev1"), command(0, "maybe", "Ev1"), command(1, "next", "Ev2")];
    let taken = office.take(&twice);
    assert_eq!(taken.iter().map(is_done).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(taken[1], Taken::SeenBefore);
    assert_eq!(office.take(&twice[..1]), [Taken::SeenBefore]);
}

#[test]
fn a_decision_that_fails_is_apologised_for_and_remembered() {
    let mut office = Office::open();
    let before = office.memory();
    let taken = office.take(&[command(0, POISON, "Ev1")]);
    assert!(matches!(&taken[..], [Taken::Done { panicked: true, changed: false, .. }]), "{taken:?}");
    assert_eq!(office.memory(), before);
    assert!(office.shelf().keys.contains("Ev1"));
}

#[test]
fn nothing_is_decided_on_a_workspace_that_could_not_be_read() {
    let mut office = Office::open();
    office.shelf().troubles.push_back(Some(Trouble::After));
    office.shelf().unreadable = 2;
    assert_eq!(office.take(&[command(0, "coming", "Ev1")]), [Taken::NotWritten]);
    assert!(office.books.is_stale());
    // Still not to be read.
    assert_eq!(office.take(&[command(1, "coming", "Ev2")]), [Taken::NotWritten]);
    assert!(is_done(&office.take(&[command(1, "coming", "Ev3")])[0]));
    let image = office.shelf().image.clone();
    assert_eq!(office.memory(), image);
    // It was written in spite of what the disk said, and read: its repetition finds it done.
    assert_eq!(office.take(&[command(0, "coming", "Ev1")]), [Taken::SeenBefore]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn together_leads_where_one_by_one_leads(entries in entries(), size in 1_usize..40) {
        let (mut together, mut alone) = (Office::open(), Office::open());
        let shared: Vec<Taken> = entries.chunks(size).flat_map(|chunk| together.take(chunk)).collect();
        let single: Vec<Taken> = entries.chunks(1).flat_map(|entry| alone.take(entry)).collect();
        prop_assert_eq!(shared, single);
        prop_assert_eq!(together.memory(), alone.memory());
        prop_assert_eq!(&together.shelf().keys, &alone.shelf().keys);
        let image = together.shelf().image.clone();
        prop_assert_eq!(together.memory(), image);
    }

    #[test]
    fn a_bad_event_hurts_nobody_else(
        entries in entries(),
        bad in prop::collection::vec((any::<prop::sample::Index>(), 0..3usize), 1..5),
    ) {
        let mut office = Office::open();
        let expected = office.take(&entries);
        let mut mixed: Vec<(Entry, Option<&Taken>)> =
            entries.iter().cloned().zip(expected.iter().map(Some)).collect();
        let mut other = Office::open();
        for (n, (place, sort)) in bad.iter().enumerate() {
            let entry = match sort {
                0 => command(3, POISON, &format!("Bad{n}")),
                1 => command(3, "coming", &format!("{UNKEPT}{n}")),
                // Forgotten by memory, not by the disk.
                _ => {
                    other.shelf().keys.insert(format!("Old{n}"));
                    command(3, "coming", &format!("Old{n}"))
                }
            };
            mixed.insert(place.index(mixed.len() + 1), (entry, None));
        }
        let all: Vec<Entry> = mixed.iter().map(|(entry, _)| entry.clone()).collect();
        let taken = other.take(&all);
        for (taken, (entry, expected)) in taken.iter().zip(&mixed) {
            prop_assert!(expected.is_none_or(|expected| expected == taken), "{:?}: {:?}", entry, taken);
        }
        prop_assert_eq!(other.memory(), office.memory());
        let image = other.shelf().image.clone();
        prop_assert_eq!(other.memory(), image);
    }

    #[test]
    fn what_is_acknowledged_is_on_disk_however_it_fails(
        entries in entries(),
        size in 1_usize..20,
        troubles in prop::collection::vec(prop::option::of(prop::sample::select(vec![Trouble::Before, Trouble::After])), 1..30),
        unreadable in 0..6usize,
    ) {
        let mut office = Office::open();
        office.shelf().troubles = troubles.into();
        office.shelf().unreadable = unreadable;
        for chunk in entries.chunks(size) {
            let taken = office.take(chunk);
            prop_assert_eq!(taken.len(), chunk.len());
            for (taken, entry) in taken.iter().zip(chunk) {
                let counts = matches!(taken, Taken::Done { changed: true, .. } | Taken::SeenBefore);
                let kept = entry.key.as_ref().is_none_or(|key| office.shelf().keys.contains(key));
                prop_assert!(!counts || kept, "{:?} of {:?} is not on disk", taken, entry);
            }
            let image = office.shelf().image.clone();
            prop_assert!(office.books.is_stale() || office.memory() == image);
        }
    }
}
