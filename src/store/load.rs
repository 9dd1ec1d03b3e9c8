//! Everything of a team, read at one instant.

use super::{
    Store, StoreError, agenda, brief, card, cluster, guest, home, ics, meeting, outgoing, people, quiet,
    rotation, rsvp, talk, wish, workspace,
};
use crate::domain::model::{Instant, TeamId, UserId, Workspace};
use sqlx::SqliteConnection;

impl Store {
    /// The workspace as it was last committed; `None` when nothing is stored for this team.
    ///
    /// # Errors
    /// When the database cannot be read, or [`StoreError::is_corrupt`] when a row makes no sense.
    pub async fn load(&mut self, team: &TeamId, bot: &UserId) -> Result<Option<Workspace>, StoreError> {
        self.begin("BEGIN").await?;
        let loaded = read(&mut self.conn, team, bot).await;
        self.end(loaded).await
    }

    /// The keys of the last ten thousand events, oldest first, each with when it was taken in (wall, UTC).
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn seen_keys(&mut self, team: &TeamId) -> Result<Vec<(String, Instant)>, StoreError> {
        Ok(workspace::load_seen(&mut self.conn, team).await?)
    }
}

async fn read(
    db: &mut SqliteConnection,
    team: &TeamId,
    bot: &UserId,
) -> Result<Option<Workspace>, sqlx::Error> {
    let Some((counter, tidied)) = workspace::load(db, team).await? else {
        return Ok(None);
    };
    let people = people::load_people(db, team).await?.into_iter();
    let rooms = people::load_rooms(db, team).await?.into_iter();
    let members = people::load_members(db, team).await?.into_iter();
    let clusters = cluster::load_clusters(db, team).await?.into_iter();
    let companies = cluster::load_companies(db, team).await?.into_iter();
    let turns = rotation::load_turns(db, team).await?.into_iter();
    let meetings = meeting::load_meetings(db, team).await?.into_iter();
    let rsvps = rsvp::load_rsvps(db, team).await?.into_iter();
    let talks = talk::load_talks(db, team).await?.into_iter();
    let wishes = wish::load_wishes(db, team).await?.into_iter();
    let items = agenda::load_items(db, team).await?.into_iter();
    let guests = guest::load_guests(db, team).await?.into_iter();
    let presence = quiet::load_presence(db, team).await?.into_iter();
    let briefs = brief::load_briefs(db, team).await?.into_iter();
    let outbox = outgoing::load_outbox(db, team).await?.into_iter();
    let cards = card::load_cards(db, team).await?.into_iter();
    let homes = home::load_homes(db, team).await?.into_iter();
    let calendar_files = ics::load_files(db, team).await?.into_iter();
    let feeds = ics::load_feeds(db, team).await?.into_iter();
    let unasked = outgoing::load_unasked(db, team).await?.into_iter();
    let submitted = workspace::load_submitted(db, team).await?.into_iter();
    let mut ws = Workspace::new(team.clone(), bot.clone());
    (ws.counter, ws.tidied) = (counter, tidied);
    ws.people = people.map(|row| (row.profile.id.clone(), row)).collect();
    ws.rooms = rooms.map(|row| (row.channel.clone(), row)).collect();
    ws.members = members.map(|row| ((row.cluster, row.user.clone()), row)).collect();
    ws.clusters = clusters.map(|row| (row.id, row)).collect();
    ws.companies = companies.map(|row| (row.id, row)).collect();
    ws.turns = turns.map(|row| (row.id, row)).collect();
    ws.meetings = meetings.map(|row| (row.id, row)).collect();
    ws.rsvps = rsvps.map(|row| ((row.meeting, row.company), row)).collect();
    ws.talks = talks.map(|row| (row.id, row)).collect();
    ws.wishes = wishes.map(|row| (row.id, row)).collect();
    ws.items = items.map(|row| (row.id, row)).collect();
    ws.guests = guests.map(|row| (row.id, row)).collect();
    ws.presence = presence.map(|row| (row.company, row)).collect();
    ws.briefs = briefs.map(|row| (row.meeting, row)).collect();
    ws.outbox = outbox.map(|row| (row.id, row)).collect();
    ws.cards = cards.map(|row| (row.id, row)).collect();
    ws.homes = homes.map(|row| (row.user.clone(), row)).collect();
    ws.calendar_files = calendar_files.map(|row| ((row.meeting, row.user.clone()), row)).collect();
    ws.feeds = feeds.map(|row| ((row.cluster, row.user.clone()), row)).collect();
    ws.unasked = unasked.map(|row| (row.outbox, row)).collect();
    ws.submitted = submitted.collect();
    Ok(Some(ws.indexed()))
}
