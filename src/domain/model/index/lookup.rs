//! Looking things up: what is asked of the index, and by whom it is found.

use super::{pairs, pairs_of};
use crate::domain::model::{
    Card, CardId, ChannelId, Cluster, ClusterId, CompanyId, Home, Meeting, MeetingId, Member, OutboxId,
    Outgoing, Person, Subject, Talk, TalkId, Turn, TurnId, Unasked, UserId, Workspace,
};
use std::collections::BTreeSet;

impl Workspace {
    /// The cluster that lives in a channel.
    pub fn cluster_in(&self, channel: &ChannelId) -> Option<&Cluster> {
        let id = pairs(&self.index.cluster_in, channel, ClusterId(0)).next()?;
        self.clusters.get(id)
    }

    /// The clusters in which a person may have a place: facilitates, is or was a member, or is in the channel.
    pub fn clusters_near(&self, user: &UserId) -> BTreeSet<ClusterId> {
        let none = ClusterId(0);
        let rooms = pairs(&self.index.rooms_of, user, ChannelId::from(""));
        let in_rooms = rooms.flat_map(|room| pairs(&self.index.cluster_in, room, none));
        pairs(&self.index.facilitated, user, none)
            .chain(pairs(&self.index.memberships, user, none))
            .chain(in_rooms)
            .copied()
            .collect()
    }

    /// The clusters a person belongs to: is in the channel of, has a company in, or facilitates.
    pub fn clusters_of<'a>(&'a self, user: &'a UserId) -> impl Iterator<Item = &'a Cluster> {
        let near = self.clusters_near(user).into_iter();
        near.filter_map(|id| self.clusters.get(&id)).filter(move |cluster| self.belongs(cluster, user))
    }

    /// The clusters a person facilitates.
    pub fn facilitated_by<'a>(&'a self, user: &'a UserId) -> impl Iterator<Item = ClusterId> {
        pairs(&self.index.facilitated, user, ClusterId(0)).copied()
    }

    /// Where a person is or was a member of a cluster.
    pub fn memberships<'a>(&'a self, user: &'a UserId) -> impl Iterator<Item = &'a Member> {
        let clusters = pairs(&self.index.memberships, user, ClusterId(0));
        clusters.filter_map(|cluster| self.members.get(&(*cluster, user.clone())))
    }

    /// The clusters in which a person may speak for a company: is a member, or a company's contact or deputy.
    pub fn speaks_in<'a>(&'a self, user: &'a UserId) -> impl Iterator<Item = ClusterId> {
        pairs(&self.index.memberships, user, ClusterId(0)).copied().chain(self.offices(user))
    }

    fn offices<'a>(&'a self, user: &'a UserId) -> impl Iterator<Item = ClusterId> {
        pairs(&self.index.offices, user, CompanyId(0))
            .filter_map(|company| self.companies.get(company))
            .map(|company| company.cluster)
    }

    /// Whoever may have a place in a cluster: its facilitator, its members and who is in its channel.
    pub fn near(&self, cluster: ClusterId) -> impl Iterator<Item = &UserId> {
        let row = self.clusters.get(&cluster).into_iter();
        let rooms = row.clone().filter_map(|row| self.rooms.get(&row.channel));
        row.map(|row| &row.facilitator)
            .chain(self.members_of(cluster).map(|member| &member.user))
            .chain(rooms.flat_map(|room| room.users.iter()))
    }

    /// The members of a cluster, in order of user.
    pub fn members_of(&self, cluster: ClusterId) -> impl Iterator<Item = &Member> {
        let from = (cluster, UserId::from(""));
        self.members.range(from..).take_while(move |((of, _), _)| *of == cluster).map(|(_, member)| member)
    }

    /// The people of a company, in order of id.
    pub fn people_of(&self, company: CompanyId) -> impl Iterator<Item = &Person> {
        let staff = pairs_of(&self.index.staff, company, (ClusterId(0), UserId::from("")));
        staff.filter_map(|(_, user)| self.people.get(user)).filter(|person| person.reachable())
    }

    /// The meetings of a cluster in order of id.
    pub fn meetings_in(&self, cluster: ClusterId) -> impl Iterator<Item = &Meeting> {
        pairs_of(&self.index.meetings_of, cluster, MeetingId(0)).filter_map(|id| self.meetings.get(id))
    }

    /// The meetings of a cluster, the last one first, by id.
    pub fn latest_in(&self, cluster: ClusterId) -> impl Iterator<Item = &Meeting> {
        let ids = self.index.meetings_of.range((cluster, MeetingId(0))..=(cluster, MeetingId(u64::MAX)));
        ids.rev().filter_map(|(_, id)| self.meetings.get(id))
    }

    /// The meetings of a cluster that are to come, in order of id.
    pub fn planned_in(&self, cluster: ClusterId) -> impl Iterator<Item = &Meeting> {
        pairs_of(&self.index.planned, cluster, MeetingId(0)).filter_map(|id| self.meetings.get(id))
    }

    /// The meetings of a cluster that were held and have no brief yet, or a draft of one, in order of id.
    pub fn unwritten_in(&self, cluster: ClusterId) -> impl Iterator<Item = &Meeting> {
        pairs_of(&self.index.unwritten, cluster, MeetingId(0)).filter_map(|id| self.meetings.get(id))
    }

    /// The meetings for which a swap with this one was asked last, whatever became of it and of them.
    pub fn given_for(&self, wanted: MeetingId) -> impl Iterator<Item = MeetingId> {
        pairs_of(&self.index.wanted, wanted, MeetingId(0)).copied()
    }

    /// The turns of a cluster in order of id.
    pub fn turns_in(&self, cluster: ClusterId) -> impl Iterator<Item = &Turn> {
        pairs_of(&self.index.turns_of, cluster, TurnId(0)).filter_map(|id| self.turns.get(id))
    }

    /// The talks of a cluster in the order in which they were signed up, those taken back too.
    pub fn talks_in(&self, cluster: ClusterId) -> impl Iterator<Item = &Talk> {
        pairs_of(&self.index.talks_of, cluster, TalkId(0)).filter_map(|id| self.talks.get(id))
    }

    /// The talks of a cluster that are to come, in the order in which they were signed up.
    pub fn talks_to_come(&self, cluster: ClusterId) -> impl Iterator<Item = &Talk> {
        pairs_of(&self.index.talks_to_come, cluster, TalkId(0)).filter_map(|id| self.talks.get(id))
    }

    /// The talks that were ever given a place at a meeting and have it still, those taken back too.
    pub fn placed_at(&self, meeting: MeetingId) -> impl Iterator<Item = &Talk> {
        pairs_of(&self.index.talks_at, meeting, TalkId(0)).filter_map(|id| self.talks.get(id))
    }

    /// The cards about something, in order of id.
    pub fn cards_about(&self, subject: Subject) -> impl Iterator<Item = &Card> {
        pairs_of(&self.index.cards_about, subject, CardId(0)).filter_map(|id| self.cards.get(id))
    }

    /// What the ledger holds of a person.
    pub fn unasked_of<'a>(&'a self, user: &'a UserId) -> impl Iterator<Item = &'a Unasked> {
        pairs(&self.index.unasked_of, user, OutboxId(0)).filter_map(|id| self.unasked.get(id))
    }

    /// The messages that are not settled, in order of id.
    pub fn open_rows(&self) -> impl Iterator<Item = &Outgoing> {
        self.index.open_rows.iter().filter_map(|id| self.outbox.get(id))
    }

    /// How many messages are not settled.
    pub fn open_count(&self) -> usize {
        self.index.open_rows.len()
    }

    /// The cards of which Slack shows less than we know.
    pub fn dirty_cards(&self) -> impl Iterator<Item = &Card> {
        self.index.dirty_cards.iter().filter_map(|id| self.cards.get(id))
    }

    /// The Home tabs of which Slack shows less than we know.
    pub fn dirty_homes(&self) -> impl Iterator<Item = &Home> {
        self.index.dirty_homes.iter().filter_map(|user| self.homes.get(user))
    }
}
