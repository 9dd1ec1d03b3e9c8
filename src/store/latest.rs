//! What a row of changes leaves: of two for one row only the later is written.

use crate::domain::model::{
    Brief, CalendarFile, Card, CardId, Change, ChannelId, Cluster, ClusterId, Company, CompanyId, Feed,
    Guest, GuestId, Home, Instant, Item, ItemId, Meeting, MeetingId, Member, Nonce, OutboxId, Outgoing,
    Person, Presence, Room, Rsvp, Talk, TalkId, Turn, TurnId, Unasked, UserId, Wish, WishId,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The latest value of every row that is touched.
#[derive(Debug, Default)]
pub(super) struct Latest<'a> {
    pub(super) counter: Option<u64>,
    pub(super) tidied: Option<NaiveDate>,
    pub(super) people: BTreeMap<&'a UserId, &'a Person>,
    pub(super) rooms: BTreeMap<&'a ChannelId, &'a Room>,
    pub(super) members: BTreeMap<(ClusterId, &'a UserId), &'a Member>,
    pub(super) clusters: BTreeMap<ClusterId, &'a Cluster>,
    pub(super) companies: BTreeMap<CompanyId, &'a Company>,
    pub(super) turns: BTreeMap<TurnId, &'a Turn>,
    pub(super) meetings: BTreeMap<MeetingId, &'a Meeting>,
    pub(super) rsvps: BTreeMap<(MeetingId, CompanyId), &'a Rsvp>,
    pub(super) talks: BTreeMap<TalkId, &'a Talk>,
    pub(super) wishes: Passing<WishId, &'a Wish>,
    pub(super) items: Passing<ItemId, &'a Item>,
    pub(super) briefs: BTreeMap<MeetingId, &'a Brief>,
    pub(super) guests: Passing<GuestId, &'a Guest>,
    pub(super) presence: Passing<CompanyId, &'a Presence>,
    pub(super) outbox: Passing<OutboxId, &'a Outgoing>,
    pub(super) cards: Passing<CardId, &'a Card>,
    pub(super) homes: Passing<&'a UserId, &'a Home>,
    pub(super) calendar_files: Passing<(MeetingId, &'a UserId), &'a CalendarFile>,
    pub(super) feeds: Passing<(ClusterId, &'a UserId), &'a Feed>,
    pub(super) unasked: Passing<OutboxId, &'a Unasked>,
    pub(super) submitted: Passing<Nonce, Instant>,
}

/// Rows of a kind that can be forgotten: `None` is one that is.
#[derive(Debug)]
pub(super) struct Passing<K, V>(BTreeMap<K, Option<V>>);

impl<K, V> Default for Passing<K, V> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Copy + Ord, V: Copy> Passing<K, V> {
    /// The rows to put.
    pub(super) fn put(&self) -> BTreeMap<K, V> {
        self.0.iter().filter_map(|(key, row)| Some((*key, (*row)?))).collect()
    }

    /// The keys of the rows to forget.
    pub(super) fn forgotten(&self) -> impl Iterator<Item = K> {
        self.0.iter().filter(|(_, row)| row.is_none()).map(|(key, _)| *key)
    }
}

impl<'a> Latest<'a> {
    pub(super) fn of(changes: impl IntoIterator<Item = &'a Change>) -> Self {
        let mut latest = Self::default();
        changes.into_iter().for_each(|change| latest.note(change));
        latest
    }

    fn note(&mut self, change: &'a Change) {
        match change {
            Change::Counter(next) => self.counter = Some(*next),
            Change::Tidied(day) => self.tidied = Some(*day),
            Change::Person(row) => drop(self.people.insert(&row.profile.id, row)),
            Change::Room(row) => drop(self.rooms.insert(&row.channel, row)),
            Change::Member(row) => drop(self.members.insert((row.cluster, &row.user), row)),
            Change::Cluster(row) => drop(self.clusters.insert(row.id, row)),
            Change::Company(row) => drop(self.companies.insert(row.id, row)),
            Change::Turn(row) => drop(self.turns.insert(row.id, row)),
            Change::Meeting(row) => drop(self.meetings.insert(row.id, row)),
            Change::Rsvp(row) => drop(self.rsvps.insert((row.meeting, row.company), row)),
            Change::Talk(row) => drop(self.talks.insert(row.id, row)),
            Change::Wish(row) => drop(self.wishes.0.insert(row.id, Some(row))),
            Change::Item(row) => drop(self.items.0.insert(row.id, Some(row))),
            Change::ForgetWish(id) => drop(self.wishes.0.insert(*id, None)),
            Change::ForgetItem(id) => drop(self.items.0.insert(*id, None)),
            Change::Brief(row) => drop(self.briefs.insert(row.meeting, row)),
            Change::Guest(row) => drop(self.guests.0.insert(row.id, Some(row))),
            Change::Presence(row) => drop(self.presence.0.insert(row.company, Some(row))),
            Change::Outgoing(row) => drop(self.outbox.0.insert(row.id, Some(row))),
            Change::Card(row) => drop(self.cards.0.insert(row.id, Some(row))),
            Change::Home(row) => drop(self.homes.0.insert(&row.user, Some(row))),
            Change::CalendarFile(row) => {
                self.calendar_files.0.insert((row.meeting, &row.user), Some(row));
            }
            Change::Feed(row) => drop(self.feeds.0.insert((row.cluster, &row.user), Some(row))),
            Change::Unasked(row) => drop(self.unasked.0.insert(row.outbox, Some(row))),
            Change::Submitted(nonce, at) => drop(self.submitted.0.insert(*nonce, Some(*at))),
            Change::ForgetGuest(id) => drop(self.guests.0.insert(*id, None)),
            Change::ForgetOutgoing(id) => drop(self.outbox.0.insert(*id, None)),
            Change::ForgetCard(id) => drop(self.cards.0.insert(*id, None)),
            Change::ForgetHome(user) => drop(self.homes.0.insert(user, None)),
            Change::ForgetCalendarFile(meeting, user) => {
                self.calendar_files.0.insert((*meeting, user), None);
            }
            Change::ForgetFeed(cluster, user) => drop(self.feeds.0.insert((*cluster, user), None)),
            Change::ForgetUnasked(id) => drop(self.unasked.0.insert(*id, None)),
            Change::ForgetPresence(company) => drop(self.presence.0.insert(*company, None)),
            Change::ForgetSubmitted(nonce) => drop(self.submitted.0.insert(*nonce, None)),
        }
    }
}
