//! Wishes, with who else would like to hear of them.

use super::column::{by_parent, get, rows, taken};
use super::script::{Script, delete, insert, put};
use crate::domain::model::{TeamId, UserId, Wish, WishId};
use sqlx::SqliteConnection;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn put_wishes(script: &mut Script, rows: &BTreeMap<WishId, &Wish>) -> Result<(), sqlx::Error> {
    put!(script, "wish" for row in rows.values(), [id = row.id], {
        cluster = row.cluster,
        wisher = row.by,
        theme = row.theme,
        talk = row.talk,
        told = row.told,
        created = row.created,
    })?;
    delete!(script, "wish_vote" for wish in rows.keys(), [wish = *wish])?;
    let votes = rows.values().flat_map(|row| row.votes.iter().map(|user| (row.id, user)));
    insert!(script, "wish_vote" for (wish, user) in votes, { wish = wish, user = *user })
}

pub(super) fn forget_wishes(
    script: &mut Script,
    ids: impl Iterator<Item = WishId>,
) -> Result<(), sqlx::Error> {
    let ids: Vec<WishId> = ids.collect();
    delete!(script, "wish_vote" for id in &ids, [wish = *id])?;
    delete!(script, "wish" for id in &ids, [id = *id])
}

pub(super) async fn load_wishes(db: &mut SqliteConnection, team: &TeamId) -> Result<Vec<Wish>, sqlx::Error> {
    let mut votes = by_parent(load_votes(db, team).await?);
    let mut wishes = rows(db, "SELECT * FROM wish WHERE team = ?", team, |row| {
        Ok(Wish {
            id: get(row, "id")?,
            cluster: get(row, "cluster")?,
            by: get(row, "wisher")?,
            theme: get(row, "theme")?,
            votes: BTreeSet::new(),
            talk: get(row, "talk")?,
            told: get(row, "told")?,
            created: get(row, "created")?,
        })
    })
    .await?;
    for wish in &mut wishes {
        wish.votes = taken(&mut votes, &wish.id);
    }
    Ok(wishes)
}

async fn load_votes(db: &mut SqliteConnection, team: &TeamId) -> Result<Vec<(WishId, UserId)>, sqlx::Error> {
    let sql = "SELECT wish, user FROM wish_vote WHERE team = ?";
    rows(db, sql, team, |row| Ok((get(row, "wish")?, get(row, "user")?))).await
}
