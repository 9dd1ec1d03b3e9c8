//! Small things for a meeting, and the order of an agenda.

use super::column::{damaged, get, rows};
use super::script::{Script, delete, insert, put};
use crate::domain::model::{Item, ItemId, Meeting, MeetingId, Slot, TalkId, TeamId};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

pub(super) fn put_items(script: &mut Script, rows: &BTreeMap<ItemId, &Item>) -> Result<(), sqlx::Error> {
    put!(script, "agenda_item" for row in rows.values(), [id = row.id], {
        cluster = row.cluster,
        queued_by = row.by,
        title = row.title,
        link = row.link,
        minutes = row.minutes,
        meeting = row.meeting,
        carried = row.carried,
        created = row.created,
    })
}

pub(super) fn forget_items(
    script: &mut Script,
    ids: impl Iterator<Item = ItemId>,
) -> Result<(), sqlx::Error> {
    delete!(script, "agenda_item" for id in ids, [id = id])
}

pub(super) async fn load_items(db: &mut SqliteConnection, team: &TeamId) -> Result<Vec<Item>, sqlx::Error> {
    rows(db, "SELECT * FROM agenda_item WHERE team = ?", team, |row| {
        Ok(Item {
            id: get(row, "id")?,
            cluster: get(row, "cluster")?,
            by: get(row, "queued_by")?,
            title: get(row, "title")?,
            link: get(row, "link")?,
            minutes: get(row, "minutes")?,
            meeting: get(row, "meeting")?,
            carried: get(row, "carried")?,
            created: get(row, "created")?,
        })
    })
    .await
}

/// The orders of these meetings' agendas, in the place of those that were there.
pub(super) fn put_orders(
    script: &mut Script,
    rows: &BTreeMap<MeetingId, &Meeting>,
) -> Result<(), sqlx::Error> {
    delete!(script, "meeting_order" for meeting in rows.keys(), [meeting = *meeting])?;
    let slots = rows.values().flat_map(|row| (0_u64..).zip(&row.order).map(|(at, slot)| (row.id, at, *slot)));
    insert!(script, "meeting_order" for (meeting, position, slot) in slots, {
        meeting = meeting,
        position = position,
        talk = talk_of(slot),
        item = item_of(slot),
    })
}

const fn talk_of(slot: Slot) -> Option<TalkId> {
    match slot {
        Slot::Talk(talk) => Some(talk),
        Slot::Item(_) => None,
    }
}

const fn item_of(slot: Slot) -> Option<ItemId> {
    match slot {
        Slot::Item(item) => Some(item),
        Slot::Talk(_) => None,
    }
}

pub(super) async fn load_orders(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<(MeetingId, Slot)>, sqlx::Error> {
    let sql = "SELECT * FROM meeting_order WHERE team = ? ORDER BY position";
    rows(db, sql, team, |row| {
        let slot = match (get(row, "talk")?, get(row, "item")?) {
            (Some(talk), None) => Slot::Talk(talk),
            (None, Some(item)) => Slot::Item(item),
            _ => return Err(damaged("talk", "a place of nothing, or of two things")),
        };
        Ok((get(row, "meeting")?, slot))
    })
    .await
}
