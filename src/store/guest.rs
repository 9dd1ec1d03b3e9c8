//! Guests from outside.

use super::column::{get, rows};
use super::script::{Script, delete, put};
use crate::domain::model::{Guest, GuestId, TeamId};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

pub(super) fn put_guests(script: &mut Script, rows: &BTreeMap<GuestId, &Guest>) -> Result<(), sqlx::Error> {
    put!(script, "guest" for row in rows.values(), [id = row.id], {
        cluster = row.cluster,
        name = row.name,
        guest_from = row.from,
        about = row.about,
        contact = row.contact,
        owner = row.owner,
        status = row.status,
        meeting = row.meeting,
        last_contact = row.last_contact,
        touched = row.touched,
    })
}

pub(super) fn forget_guests(
    script: &mut Script,
    guests: impl Iterator<Item = GuestId>,
) -> Result<(), sqlx::Error> {
    delete!(script, "guest" for guest in guests, [id = guest])
}

pub(super) async fn load_guests(db: &mut SqliteConnection, team: &TeamId) -> Result<Vec<Guest>, sqlx::Error> {
    rows(db, "SELECT * FROM guest WHERE team = ?", team, |row| {
        Ok(Guest {
            id: get(row, "id")?,
            cluster: get(row, "cluster")?,
            name: get(row, "name")?,
            from: get(row, "guest_from")?,
            about: get(row, "about")?,
            contact: get(row, "contact")?,
            owner: get(row, "owner")?,
            status: get(row, "status")?,
            meeting: get(row, "meeting")?,
            last_contact: get(row, "last_contact")?,
            touched: get(row, "touched")?,
        })
    })
    .await
}
