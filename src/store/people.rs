//! People, rooms, and who is a member of which cluster.

use super::column::{by_parent, get, rows, taken};
use super::script::{Script, delete, insert, put};
use crate::domain::model::{ChannelId, ClusterId, Member, OptOut, Person, Profile, Room, TeamId, UserId};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use std::collections::BTreeMap;

pub(super) fn put_people(script: &mut Script, rows: &BTreeMap<&UserId, &Person>) -> Result<(), sqlx::Error> {
    put!(script, "person" for (row, profile) in rows.values().map(|row| (row, &row.profile)), [id = profile.id], {
        handle = profile.handle,
        name = profile.name,
        locale = profile.locale,
        is_bot = profile.is_bot,
        active = profile.active,
        lang = row.lang,
        dm = row.dm,
        snoozed_until = row.snoozed_until,
    })?;
    delete!(script, "person_opt_out" for user in rows.keys(), [user = **user])?;
    let kinds = rows.values().flat_map(|row| row.opted_out.iter().map(|kind| (&row.profile.id, kind)));
    insert!(script, "person_opt_out" for (user, kind) in kinds, { user = *user, kind = *kind })
}

pub(super) async fn load_people(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<Person>, sqlx::Error> {
    let sql = "SELECT user, kind FROM person_opt_out WHERE team = ?";
    let opted_out: Vec<(UserId, OptOut)> =
        rows(db, sql, team, |row| Ok((get(row, "user")?, get(row, "kind")?))).await?;
    let mut opted_out = by_parent(opted_out);
    let mut people = rows(db, "SELECT * FROM person WHERE team = ?", team, person).await?;
    for person in &mut people {
        person.opted_out = taken(&mut opted_out, &person.profile.id);
    }
    Ok(people)
}

fn person(row: &SqliteRow) -> Result<Person, sqlx::Error> {
    let profile = Profile {
        id: get(row, "id")?,
        handle: get(row, "handle")?,
        name: get(row, "name")?,
        locale: get(row, "locale")?,
        is_bot: get(row, "is_bot")?,
        active: get(row, "active")?,
    };
    Ok(Person {
        lang: get(row, "lang")?,
        dm: get(row, "dm")?,
        snoozed_until: get(row, "snoozed_until")?,
        ..Person::new(profile)
    })
}

pub(super) fn put_rooms(script: &mut Script, rows: &BTreeMap<&ChannelId, &Room>) -> Result<(), sqlx::Error> {
    put!(script, "room" for row in rows.values(), [channel = row.channel], { name = row.name, open = row.open })?;
    delete!(script, "room_user" for channel in rows.keys(), [channel = **channel])?;
    let users = rows.values().flat_map(|row| row.users.iter().map(|user| (&row.channel, user)));
    insert!(script, "room_user" for (channel, user) in users, { channel = *channel, user = *user })
}

pub(super) async fn load_rooms(db: &mut SqliteConnection, team: &TeamId) -> Result<Vec<Room>, sqlx::Error> {
    let sql = "SELECT channel, user FROM room_user WHERE team = ?";
    let users: Vec<(ChannelId, UserId)> =
        rows(db, sql, team, |row| Ok((get(row, "channel")?, get(row, "user")?))).await?;
    let mut users = by_parent(users);
    let mut rooms = rows(db, "SELECT * FROM room WHERE team = ?", team, room).await?;
    for room in &mut rooms {
        room.users = taken(&mut users, &room.channel);
    }
    Ok(rooms)
}

fn room(row: &SqliteRow) -> Result<Room, sqlx::Error> {
    Ok(Room {
        channel: get(row, "channel")?,
        name: get(row, "name")?,
        open: get(row, "open")?,
        users: std::collections::BTreeSet::new(),
    })
}

pub(super) fn put_members(
    script: &mut Script,
    rows: &BTreeMap<(ClusterId, &UserId), &Member>,
) -> Result<(), sqlx::Error> {
    put!(script, "member" for row in rows.values(), [cluster = row.cluster, user = row.user], {
        company = row.company,
        asked_at = row.asked_at,
        asked = row.asked,
    })
}

pub(super) async fn load_members(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<Member>, sqlx::Error> {
    rows(db, "SELECT * FROM member WHERE team = ?", team, |row| {
        Ok(Member {
            cluster: get(row, "cluster")?,
            user: get(row, "user")?,
            company: get(row, "company")?,
            asked_at: get(row, "asked_at")?,
            asked: get(row, "asked")?,
        })
    })
    .await
}
