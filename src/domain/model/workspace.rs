//! The workspace: all that decisions look at, in memory. Its maps share structure, so a decision
//! can work on a copy of its own that costs nothing to make.

use super::index::Index;
use super::table::Table;
use super::{
    Brief, CalendarFile, Card, CardId, Change, ChannelId, Cluster, ClusterId, Company, CompanyId, Feed,
    Guest, GuestId, Home, Instant, Item, ItemId, Lang, Meeting, MeetingId, Member, Nonce, OutboxId, Outgoing,
    Person, Presence, Room, Rsvp, Talk, TalkId, TalkState, TeamId, Turn, TurnId, Unasked, UserId, Wish,
    WishId,
};
use chrono::NaiveDate;
use smol_str::SmolStr;

/// One Slack workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// Slack's id of it; in every key of the database.
    pub team: TeamId,
    /// The bot's own user id.
    pub bot: UserId,
    /// Where calendars find their addresses, if anywhere: a setting, and no part of what is stored.
    pub public_url: Option<SmolStr>,
    /// The next number to hand out, for all of our ids.
    pub counter: u64,
    /// The last civil day (UTC date) that was tidied.
    pub tidied: Option<NaiveDate>,
    /// Everybody Slack told us of.
    pub people: Table<UserId, Person>,
    /// Channels and who is in them.
    pub rooms: Table<ChannelId, Room>,
    /// People's places in clusters.
    pub members: Table<(ClusterId, UserId), Member>,
    /// The clusters.
    pub clusters: Table<ClusterId, Cluster>,
    /// The companies.
    pub companies: Table<CompanyId, Company>,
    /// The organisers' turns, past and present.
    pub turns: Table<TurnId, Turn>,
    /// The meetings.
    pub meetings: Table<MeetingId, Meeting>,
    /// The answers.
    pub rsvps: Table<(MeetingId, CompanyId), Rsvp>,
    /// The talks, those taken back too.
    pub talks: Table<TalkId, Talk>,
    /// The wishes, those that came true too.
    pub wishes: Table<WishId, Wish>,
    /// Small things for meetings to come, and for some weeks those of past ones.
    pub items: Table<ItemId, Item>,
    /// The guests from outside.
    pub guests: Table<GuestId, Guest>,
    /// How the companies take part.
    pub presence: Table<CompanyId, Presence>,
    /// The briefs, drafts too.
    pub briefs: Table<MeetingId, Brief>,
    /// Messages on their way, and for a week those that arrived.
    pub outbox: Table<OutboxId, Outgoing>,
    /// Cards.
    pub cards: Table<CardId, Card>,
    /// The Home tabs of those who have opened them lately.
    pub homes: Table<UserId, Home>,
    /// Who has which meeting's calendar file.
    pub calendar_files: Table<(MeetingId, UserId), CalendarFile>,
    /// Calendar addresses.
    pub feeds: Table<(ClusterId, UserId), Feed>,
    /// Unasked messages of the last weeks.
    pub unasked: Table<OutboxId, Unasked>,
    /// Modals submitted in the last days (UTC).
    pub submitted: Table<Nonce, Instant>,
    pub(super) index: Index,
}

impl Workspace {
    /// A workspace in which nothing has happened.
    pub fn new(team: TeamId, bot: UserId) -> Self {
        Self {
            team,
            bot,
            public_url: None,
            counter: 1,
            tidied: None,
            people: Table::new(),
            rooms: Table::new(),
            members: Table::new(),
            clusters: Table::new(),
            companies: Table::new(),
            turns: Table::new(),
            meetings: Table::new(),
            rsvps: Table::new(),
            talks: Table::new(),
            wishes: Table::new(),
            items: Table::new(),
            guests: Table::new(),
            presence: Table::new(),
            briefs: Table::new(),
            outbox: Table::new(),
            cards: Table::new(),
            homes: Table::new(),
            calendar_files: Table::new(),
            feeds: Table::new(),
            unasked: Table::new(),
            submitted: Table::new(),
            index: Index::default(),
        }
    }

    /// The same with everything findable, after its rows were filled in by hand.
    #[must_use]
    pub fn indexed(self) -> Self {
        Self { index: Index::of(&self), ..self }
    }

    /// Whether it is the very same: no row was put or taken away since one was a copy of the other.
    pub fn is_same(&self, other: &Self) -> bool {
        // By name, so that no table is left out.
        let Self {
            team: _,
            bot: _,
            public_url: _,
            counter: _,
            index: _,
            tidied,
            people,
            rooms,
            members,
            clusters,
            companies,
            turns,
            meetings,
            rsvps,
            talks,
            wishes,
            items,
            guests,
            presence,
            briefs,
            outbox,
            cards,
            homes,
            calendar_files,
            feeds,
            unasked,
            submitted,
        } = self;
        *tidied == other.tidied
            && people.is_same(&other.people)
            && rooms.is_same(&other.rooms)
            && members.is_same(&other.members)
            && clusters.is_same(&other.clusters)
            && companies.is_same(&other.companies)
            && turns.is_same(&other.turns)
            && meetings.is_same(&other.meetings)
            && rsvps.is_same(&other.rsvps)
            && talks.is_same(&other.talks)
            && wishes.is_same(&other.wishes)
            && items.is_same(&other.items)
            && guests.is_same(&other.guests)
            && presence.is_same(&other.presence)
            && briefs.is_same(&other.briefs)
            && outbox.is_same(&other.outbox)
            && cards.is_same(&other.cards)
            && homes.is_same(&other.homes)
            && calendar_files.is_same(&other.calendar_files)
            && feeds.is_same(&other.feeds)
            && unasked.is_same(&other.unasked)
            && submitted.is_same(&other.submitted)
    }

    /// Takes over one change. Taking it over twice is the same as once.
    pub fn apply(&mut self, change: &Change) {
        let mut index = std::mem::take(&mut self.index);
        index.follow(self, change);
        self.index = index;
        match change.clone() {
            Change::Counter(next) => self.counter = next,
            Change::Tidied(day) => self.tidied = Some(day),
            Change::Person(row) => self.people.insert(row.profile.id.clone(), row),
            Change::Room(row) => self.rooms.insert(row.channel.clone(), row),
            Change::Member(row) => self.members.insert((row.cluster, row.user.clone()), row),
            Change::Cluster(row) => self.clusters.insert(row.id, row),
            Change::Company(row) => self.companies.insert(row.id, row),
            Change::Turn(row) => self.turns.insert(row.id, row),
            Change::Meeting(row) => self.meetings.insert(row.id, row),
            Change::Rsvp(row) => self.rsvps.insert((row.meeting, row.company), row),
            Change::Talk(row) => self.talks.insert(row.id, row),
            Change::Wish(row) => self.wishes.insert(row.id, row),
            Change::Item(row) => self.items.insert(row.id, row),
            Change::ForgetWish(id) => self.wishes.remove(&id),
            Change::ForgetItem(id) => self.items.remove(&id),
            Change::Guest(row) => self.guests.insert(row.id, row),
            Change::Presence(row) => self.presence.insert(row.company, row),
            Change::Brief(row) => self.briefs.insert(row.meeting, row),
            Change::Outgoing(row) => self.outbox.insert(row.id, row),
            Change::Card(row) => self.cards.insert(row.id, row),
            Change::Home(row) => self.homes.insert(row.user.clone(), row),
            Change::CalendarFile(row) => self.calendar_files.insert((row.meeting, row.user.clone()), row),
            Change::Feed(row) => self.feeds.insert((row.cluster, row.user.clone()), row),
            Change::Unasked(row) => self.unasked.insert(row.outbox, row),
            Change::Submitted(nonce, at) => self.submitted.insert(nonce, at),
            Change::ForgetGuest(id) => self.guests.remove(&id),
            Change::ForgetOutgoing(id) => self.outbox.remove(&id),
            Change::ForgetCard(id) => self.cards.remove(&id),
            Change::ForgetHome(user) => self.homes.remove(&user),
            Change::ForgetCalendarFile(meeting, user) => self.calendar_files.remove(&(meeting, user)),
            Change::ForgetFeed(cluster, user) => self.feeds.remove(&(cluster, user)),
            Change::ForgetUnasked(id) => self.unasked.remove(&id),
            Change::ForgetPresence(company) => self.presence.remove(&company),
            Change::ForgetSubmitted(nonce) => self.submitted.remove(&nonce),
        }
    }

    /// Whether a person belongs to a cluster: is in its channel, has a company in it, or facilitates it.
    pub fn belongs(&self, cluster: &Cluster, user: &UserId) -> bool {
        cluster.facilitator == *user
            || self.company_of(cluster.id, user).is_some()
            || self.rooms.get(&cluster.channel).is_some_and(|room| room.users.contains(user))
    }

    /// The company a person is from, in a cluster, unless it has left.
    pub fn company_of(&self, cluster: ClusterId, user: &UserId) -> Option<&Company> {
        let member = self.members.get(&(cluster, user.clone()))?;
        self.companies.get(&member.company?).filter(|company| company.left.is_none())
    }

    /// The companies of a cluster that have not left, in the stored order of rotation.
    pub fn companies_in<'a>(&'a self, cluster: &'a Cluster) -> impl Iterator<Item = &'a Company> {
        cluster.order.iter().filter_map(|id| self.companies.get(id)).filter(|company| company.left.is_none())
    }

    /// The meetings of a cluster in order of start.
    pub fn meetings_of(&self, cluster: ClusterId) -> Vec<&Meeting> {
        let mut meetings: Vec<&Meeting> = self.meetings_in(cluster).collect();
        meetings.sort_by_key(|meeting| (meeting.start, meeting.id));
        meetings
    }

    /// The meetings of a cluster that are to come, in order of start.
    pub fn planned_of(&self, cluster: ClusterId) -> Vec<&Meeting> {
        let mut meetings: Vec<&Meeting> = self.planned_in(cluster).collect();
        meetings.sort_by_key(|meeting| (meeting.start, meeting.id));
        meetings
    }

    /// The turns of a cluster in order of time.
    pub fn turns_of(&self, cluster: ClusterId) -> Vec<&Turn> {
        let mut turns: Vec<&Turn> = self.turns_in(cluster).collect();
        turns.sort_by_key(|turn| (turn.from, turn.id));
        turns
    }

    /// The people in a cluster's channel who can be written to.
    pub fn present<'a>(&'a self, cluster: &'a Cluster) -> impl Iterator<Item = &'a Person> {
        self.rooms
            .get(&cluster.channel)
            .into_iter()
            .flat_map(|room| room.users.iter())
            .filter_map(|user| self.people.get(user))
            .filter(|person| person.reachable())
    }

    /// The language for a person: what they chose, else their Slack locale, else the cluster's,
    /// else English.
    pub fn lang_of(&self, user: &UserId, cluster: Option<ClusterId>) -> Lang {
        let person = self.people.get(user);
        person
            .and_then(|person| person.lang)
            .or_else(|| person.and_then(|person| Lang::from_locale(person.profile.locale.as_deref()?)))
            .or_else(|| Some(self.clusters.get(&cluster?)?.lang))
            .unwrap_or(Lang::En)
    }

    /// A company's answer to a meeting as it is now planned. One that was given before the meeting was moved is kept,
    /// and counts no more.
    pub fn answer(&self, meeting: &Meeting, company: CompanyId) -> Option<&Rsvp> {
        self.rsvps.get(&(meeting.id, company)).filter(|rsvp| rsvp.start == meeting.start)
    }

    /// The talks to come at a meeting, in the order in which they were signed up.
    pub fn talks_at(&self, meeting: MeetingId) -> impl Iterator<Item = &Talk> {
        self.placed_at(meeting).filter(|talk| talk.state != TalkState::Withdrawn)
    }
}
