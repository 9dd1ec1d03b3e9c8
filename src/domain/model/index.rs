//! What is found by something else than its key. All of it follows from the rows and is kept up as
//! they change, so that nothing is looked for among what concerns other clusters.

mod agenda;
mod guest;
mod lookup;

use super::{
    Brief, BriefState, Card, CardId, Change, ChannelId, Cluster, ClusterId, Company, CompanyId, Face,
    GuestId, Home, ItemId, Meeting, MeetingId, Member, OutboxId, Outgoing, Room, Status, Talk, TalkId, Turn,
    TurnId, Unasked, UserId, WishId, Workspace,
};
use imbl::OrdSet;
use std::collections::BTreeSet;

/// What a card is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A cluster.
    Cluster(ClusterId),
    /// A meeting.
    Meeting(MeetingId),
    /// A talk.
    Talk(TalkId),
}

impl Face {
    /// What a card with this face is about.
    pub fn subject(&self) -> Subject {
        match self {
            Self::Preview(cluster)
            | Self::Welcome(cluster)
            | Self::WhichCompany(cluster, _)
            | Self::TurnCover(cluster) => Subject::Cluster(*cluster),
            Self::Talk(talk)
            | Self::With(talk, _)
            | Self::Ready(talk)
            | Self::ReadyWith(talk, _)
            | Self::Week(talk, _)
            | Self::StepIn(_, talk)
            | Self::Part(talk) => Subject::Talk(*talk),
            Self::Announcement(meeting)
            | Self::HostAsk(meeting, _)
            | Self::Reminder(meeting, _)
            | Self::Attendance(meeting, _)
            | Self::Invitation(meeting, _)
            | Self::Draft(meeting, _)
            | Self::Brief(meeting)
            | Self::BriefFor(meeting, _)
            | Self::Nudge(meeting, _)
            | Self::Cover(meeting)
            | Self::Swap(meeting, _) => Subject::Meeting(*meeting),
        }
    }
}

/// Pairs of where to look and what is there; and what is open, which is little of what there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Index {
    /// Channels and the clusters that live there.
    cluster_in: OrdSet<(ChannelId, ClusterId)>,
    /// Facilitators and their clusters.
    facilitated: OrdSet<(UserId, ClusterId)>,
    /// Members and their clusters.
    memberships: OrdSet<(UserId, ClusterId)>,
    /// Companies and who is from them, by the cluster of the membership that says so.
    staff: OrdSet<(CompanyId, (ClusterId, UserId))>,
    /// Contacts and deputies, and their companies.
    offices: OrdSet<(UserId, CompanyId)>,
    /// People and the channels they are in.
    rooms_of: OrdSet<(UserId, ChannelId)>,
    meetings_of: OrdSet<(ClusterId, MeetingId)>,
    /// The meetings to come, of all those there ever were.
    planned: OrdSet<(ClusterId, MeetingId)>,
    /// The meetings that were held and have no brief yet, or a draft of one.
    unwritten: OrdSet<(ClusterId, MeetingId)>,
    /// The meetings that somebody would rather have, and those they would give for them.
    wanted: OrdSet<(MeetingId, MeetingId)>,
    turns_of: OrdSet<(ClusterId, TurnId)>,
    talks_of: OrdSet<(ClusterId, TalkId)>,
    talks_to_come: OrdSet<(ClusterId, TalkId)>,
    talks_at: OrdSet<(MeetingId, TalkId)>,
    wishes_of: OrdSet<(ClusterId, WishId)>,
    items_of: OrdSet<(ClusterId, ItemId)>,
    guests_of: OrdSet<(ClusterId, GuestId)>,
    guests_at: OrdSet<(MeetingId, GuestId)>,
    cards_about: OrdSet<(Subject, CardId)>,
    unasked_of: OrdSet<(UserId, OutboxId)>,
    open_rows: OrdSet<OutboxId>,
    dirty_cards: OrdSet<CardId>,
    dirty_homes: OrdSet<UserId>,
}

/// Takes the old place of a row out, and its new one in.
fn shift<T: Ord + Clone>(set: &mut OrdSet<T>, old: Option<T>, new: Option<T>) {
    if old == new {
        return;
    }
    if let Some(old) = old {
        set.remove(&old);
    }
    if let Some(new) = new {
        set.insert(new);
    }
}

/// Whether somebody still has to see to the brief of a meeting.
fn is_unwritten(meeting: &Meeting, brief: Option<&Brief>) -> bool {
    meeting.status == Status::Held && brief.is_none_or(|brief| brief.state == BriefState::Draft)
}

/// What is paired with something, from the least possible one on.
fn pairs<'a, A: Ord + Clone, B: Ord + Clone>(
    set: &'a OrdSet<(A, B)>,
    of: &'a A,
    least: B,
) -> impl Iterator<Item = &'a B> {
    set.range((of.clone(), least)..).take_while(move |(first, _)| first == of).map(|(_, second)| second)
}

/// The same for what is cheap to copy.
fn pairs_of<A: Ord + Copy, B: Ord + Clone>(
    set: &OrdSet<(A, B)>,
    of: A,
    least: B,
) -> impl Iterator<Item = &B> {
    set.range((of, least)..).take_while(move |(first, _)| *first == of).map(|(_, second)| second)
}

impl Index {
    /// Everything that is in a workspace.
    pub(super) fn of(ws: &Workspace) -> Self {
        let mut index = Self::default();
        ws.rooms.values().for_each(|row| index.room(None, row));
        ws.members.values().for_each(|row| index.member(None, row));
        ws.clusters.values().for_each(|row| index.cluster(None, row));
        ws.companies.values().for_each(|row| index.company(None, row));
        ws.turns.values().for_each(|row| index.turn(None, row));
        ws.meetings.values().for_each(|row| index.meeting(ws, None, row));
        ws.talks.values().for_each(|row| index.talk(None, row));
        ws.wishes.values().for_each(|row| index.wish(None, Some(row)));
        ws.items.values().for_each(|row| index.item(None, Some(row)));
        ws.guests.values().for_each(|row| index.guest(None, Some(row)));
        ws.outbox.values().for_each(|row| index.outgoing(None, Some(row)));
        ws.cards.values().for_each(|row| index.card(None, Some(row)));
        ws.homes.values().for_each(|row| index.home(None, Some(row)));
        ws.unasked.values().for_each(|row| index.unasked(None, Some(row)));
        index
    }

    /// Follows a change that `ws` has not taken over yet.
    pub(super) fn follow(&mut self, ws: &Workspace, change: &Change) {
        match change {
            Change::Room(row) => self.room(ws.rooms.get(&row.channel), row),
            Change::Member(row) => self.member(ws.members.get(&(row.cluster, row.user.clone())), row),
            Change::Cluster(row) => self.cluster(ws.clusters.get(&row.id), row),
            Change::Company(row) => self.company(ws.companies.get(&row.id), row),
            Change::Turn(row) => self.turn(ws.turns.get(&row.id), row),
            Change::Meeting(row) => self.meeting(ws, ws.meetings.get(&row.id), row),
            Change::Brief(row) => self.brief(ws, row),
            Change::Talk(row) => self.talk(ws.talks.get(&row.id), row),
            Change::Wish(row) => self.wish(ws.wishes.get(&row.id), Some(row)),
            Change::Item(row) => self.item(ws.items.get(&row.id), Some(row)),
            Change::ForgetWish(id) => self.wish(ws.wishes.get(id), None),
            Change::ForgetItem(id) => self.item(ws.items.get(id), None),
            Change::Guest(row) => self.guest(ws.guests.get(&row.id), Some(row)),
            Change::ForgetGuest(id) => self.guest(ws.guests.get(id), None),
            Change::Outgoing(row) => self.outgoing(ws.outbox.get(&row.id), Some(row)),
            Change::Card(row) => self.card(ws.cards.get(&row.id), Some(row)),
            Change::Home(row) => self.home(ws.homes.get(&row.user), Some(row)),
            Change::Unasked(row) => self.unasked(ws.unasked.get(&row.outbox), Some(row)),
            Change::ForgetOutgoing(id) => self.outgoing(ws.outbox.get(id), None),
            Change::ForgetCard(id) => self.card(ws.cards.get(id), None),
            Change::ForgetHome(user) => self.home(ws.homes.get(user), None),
            Change::ForgetUnasked(id) => self.unasked(ws.unasked.get(id), None),
            Change::Counter(_)
            | Change::Tidied(_)
            | Change::Person(_)
            | Change::Rsvp(_)
            | Change::Presence(_)
            | Change::Submitted(..)
            | Change::CalendarFile(_)
            | Change::Feed(_)
            | Change::ForgetPresence(_)
            | Change::ForgetCalendarFile(..)
            | Change::ForgetFeed(..)
            | Change::ForgetSubmitted(_) => {}
        }
    }

    fn room(&mut self, old: Option<&Room>, new: &Room) {
        let nobody = BTreeSet::new();
        let before = old.map_or(&nobody, |room| &room.users);
        for user in before.difference(&new.users) {
            self.rooms_of.remove(&(user.clone(), new.channel.clone()));
        }
        for user in new.users.difference(before) {
            self.rooms_of.insert((user.clone(), new.channel.clone()));
        }
    }

    fn member(&mut self, old: Option<&Member>, new: &Member) {
        self.memberships.insert((new.user.clone(), new.cluster));
        let place = |row: &Member| Some((row.company?, (row.cluster, row.user.clone())));
        shift(&mut self.staff, old.and_then(place), place(new));
    }

    fn cluster(&mut self, old: Option<&Cluster>, new: &Cluster) {
        let place = |row: &Cluster| (row.channel.clone(), row.id);
        shift(&mut self.cluster_in, old.map(place), Some(place(new)));
        let place = |row: &Cluster| (row.facilitator.clone(), row.id);
        shift(&mut self.facilitated, old.map(place), Some(place(new)));
    }

    fn company(&mut self, old: Option<&Company>, new: &Company) {
        let holders =
            |row: &Company| -> BTreeSet<UserId> { row.contact.iter().chain(&row.deputy).cloned().collect() };
        let (before, after) = (old.map(holders).unwrap_or_default(), holders(new));
        for user in before.difference(&after) {
            self.offices.remove(&(user.clone(), new.id));
        }
        for user in after.difference(&before) {
            self.offices.insert((user.clone(), new.id));
        }
    }

    fn turn(&mut self, old: Option<&Turn>, new: &Turn) {
        let place = |row: &Turn| (row.cluster, row.id);
        shift(&mut self.turns_of, old.map(place), Some(place(new)));
    }

    fn meeting(&mut self, ws: &Workspace, old: Option<&Meeting>, new: &Meeting) {
        let place = |row: &Meeting| (row.cluster, row.id);
        shift(&mut self.meetings_of, old.map(place), Some(place(new)));
        let planned = |row: &Meeting| row.is_planned().then(|| place(row));
        shift(&mut self.planned, old.and_then(planned), planned(new));
        let wanted = |row: &Meeting| Some((row.plea.as_ref()?.instead?.0, row.id));
        shift(&mut self.wanted, old.and_then(wanted), wanted(new));
        let brief = ws.briefs.get(&new.id);
        let unwritten = |row: &Meeting| is_unwritten(row, brief).then(|| place(row));
        shift(&mut self.unwritten, old.and_then(unwritten), unwritten(new));
    }

    fn brief(&mut self, ws: &Workspace, new: &Brief) {
        let Some(meeting) = ws.meetings.get(&new.meeting) else { return };
        let place = |brief| is_unwritten(meeting, brief).then_some((meeting.cluster, meeting.id));
        shift(&mut self.unwritten, place(ws.briefs.get(&new.meeting)), place(Some(new)));
    }

    fn talk(&mut self, old: Option<&Talk>, new: &Talk) {
        let place = |row: &Talk| (row.cluster, row.id);
        shift(&mut self.talks_of, old.map(place), Some(place(new)));
        let to_come = |row: &Talk| row.state.is_to_come().then(|| place(row));
        shift(&mut self.talks_to_come, old.and_then(to_come), to_come(new));
        let place = |row: &Talk| Some((row.meeting?, row.id));
        shift(&mut self.talks_at, old.and_then(place), place(new));
    }

    fn outgoing(&mut self, old: Option<&Outgoing>, new: Option<&Outgoing>) {
        let open = |row: &Outgoing| (!row.progress.settled()).then_some(row.id);
        shift(&mut self.open_rows, old.and_then(open), new.and_then(open));
    }

    fn card(&mut self, old: Option<&Card>, new: Option<&Card>) {
        let place = |row: &Card| (row.face.subject(), row.id);
        shift(&mut self.cards_about, old.map(place), new.map(place));
        let dirty = |row: &Card| row.dirty().then_some(row.id);
        shift(&mut self.dirty_cards, old.and_then(dirty), new.and_then(dirty));
    }

    fn home(&mut self, old: Option<&Home>, new: Option<&Home>) {
        let dirty = |row: &Home| row.dirty().then(|| row.user.clone());
        shift(&mut self.dirty_homes, old.and_then(dirty), new.and_then(dirty));
    }

    fn unasked(&mut self, old: Option<&Unasked>, new: Option<&Unasked>) {
        let place = |row: &Unasked| (row.user.clone(), row.outbox);
        shift(&mut self.unasked_of, old.map(place), new.map(place));
    }
}
