//! The workspace: all that decisions look at, in memory. Its maps share structure, so a decision
//! can work on a copy of its own that costs nothing to make.

use super::index::Index;
use super::{
    Brief, Card, CardId, Change, ChannelId, Cluster, ClusterId, Company, CompanyId, Home, Instant, Lang,
    Meeting, MeetingId, Member, Nonce, OutboxId, Outgoing, Person, Presence, Room, Rsvp, Talk, TalkId,
    TalkState, TeamId, Turn, TurnId, Unasked, UserId,
};
use chrono::NaiveDate;
use imbl::OrdMap;

/// One Slack workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// Slack's id of it; in every key of the database.
    pub team: TeamId,
    /// The bot's own user id.
    pub bot: UserId,
    /// The next number to hand out, for all of our ids.
    pub counter: u64,
    /// The last civil day (UTC date) that was tidied.
    pub tidied: Option<NaiveDate>,
    /// Everybody Slack told us of.
    pub people: OrdMap<UserId, Person>,
    /// Channels and who is in them.
    pub rooms: OrdMap<ChannelId, Room>,
    /// People's places in clusters.
    pub members: OrdMap<(ClusterId, UserId), Member>,
    /// The clusters.
    pub clusters: OrdMap<ClusterId, Cluster>,
    /// The companies.
    pub companies: OrdMap<CompanyId, Company>,
    /// The organisers' turns, past and present.
    pub turns: OrdMap<TurnId, Turn>,
    /// The meetings.
    pub meetings: OrdMap<MeetingId, Meeting>,
    /// The answers.
    pub rsvps: OrdMap<(MeetingId, CompanyId), Rsvp>,
    /// The talks, those taken back too.
    pub talks: OrdMap<TalkId, Talk>,
    /// How the companies take part.
    pub presence: OrdMap<CompanyId, Presence>,
    /// The briefs, drafts too.
    pub briefs: OrdMap<MeetingId, Brief>,
    /// Messages on their way, and for a week those that arrived.
    pub outbox: OrdMap<OutboxId, Outgoing>,
    /// Cards.
    pub cards: OrdMap<CardId, Card>,
    /// The Home tabs of those who have opened them lately.
    pub homes: OrdMap<UserId, Home>,
    /// Unasked messages of the last weeks.
    pub unasked: OrdMap<OutboxId, Unasked>,
    /// Modals submitted in the last days (UTC).
    pub submitted: OrdMap<Nonce, Instant>,
    pub(super) index: Index,
}

impl Workspace {
    /// A workspace in which nothing has happened.
    pub fn new(team: TeamId, bot: UserId) -> Self {
        Self {
            team,
            bot,
            counter: 1,
            tidied: None,
            people: OrdMap::new(),
            rooms: OrdMap::new(),
            members: OrdMap::new(),
            clusters: OrdMap::new(),
            companies: OrdMap::new(),
            turns: OrdMap::new(),
            meetings: OrdMap::new(),
            rsvps: OrdMap::new(),
            talks: OrdMap::new(),
            presence: OrdMap::new(),
            briefs: OrdMap::new(),
            outbox: OrdMap::new(),
            cards: OrdMap::new(),
            homes: OrdMap::new(),
            unasked: OrdMap::new(),
            submitted: OrdMap::new(),
            index: Index::default(),
        }
    }

    /// The same with everything findable, after its rows were filled in by hand.
    #[must_use]
    pub fn indexed(self) -> Self {
        Self { index: Index::of(&self), ..self }
    }

    /// Takes over one change. Taking it over twice is the same as once.
    pub fn apply(&mut self, change: &Change) {
        let mut index = std::mem::take(&mut self.index);
        index.follow(self, change);
        self.index = index;
        match change.clone() {
            Change::Counter(next) => self.counter = next,
            Change::Tidied(day) => self.tidied = Some(day),
            Change::Person(row) => drop(self.people.insert(row.profile.id.clone(), row)),
            Change::Room(row) => drop(self.rooms.insert(row.channel.clone(), row)),
            Change::Member(row) => drop(self.members.insert((row.cluster, row.user.clone()), row)),
            Change::Cluster(row) => drop(self.clusters.insert(row.id, row)),
            Change::Company(row) => drop(self.companies.insert(row.id, row)),
            Change::Turn(row) => drop(self.turns.insert(row.id, row)),
            Change::Meeting(row) => drop(self.meetings.insert(row.id, row)),
            Change::Rsvp(row) => drop(self.rsvps.insert((row.meeting, row.company), row)),
            Change::Talk(row) => drop(self.talks.insert(row.id, row)),
            Change::Presence(row) => drop(self.presence.insert(row.company, row)),
            Change::Brief(row) => drop(self.briefs.insert(row.meeting, row)),
            Change::Outgoing(row) => drop(self.outbox.insert(row.id, row)),
            Change::Card(row) => drop(self.cards.insert(row.id, row)),
            Change::Home(row) => drop(self.homes.insert(row.user.clone(), row)),
            Change::Unasked(row) => drop(self.unasked.insert(row.outbox, row)),
            Change::Submitted(nonce, at) => drop(self.submitted.insert(nonce, at)),
            Change::ForgetOutgoing(id) => drop(self.outbox.remove(&id)),
            Change::ForgetCard(id) => drop(self.cards.remove(&id)),
            Change::ForgetHome(user) => drop(self.homes.remove(&user)),
            Change::ForgetUnasked(id) => drop(self.unasked.remove(&id)),
            Change::ForgetPresence(company) => drop(self.presence.remove(&company)),
            Change::ForgetSubmitted(nonce) => drop(self.submitted.remove(&nonce)),
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

    /// The people of a company, in order of id.
    pub fn people_of(&self, company: CompanyId) -> impl Iterator<Item = &Person> {
        let cluster = self.companies.get(&company).map(|company| company.cluster);
        let members = cluster.into_iter().flat_map(|cluster| self.members_of(cluster));
        members
            .filter(move |member| member.company == Some(company))
            .filter_map(|member| self.people.get(&member.user))
            .filter(|person| person.reachable())
    }

    /// The meetings of a cluster in order of start.
    pub fn meetings_of(&self, cluster: ClusterId) -> Vec<&Meeting> {
        let mut meetings: Vec<&Meeting> = self.meetings_in(cluster).collect();
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
