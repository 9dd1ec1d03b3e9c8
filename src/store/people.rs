//! People, rooms, and who is a member of which cluster.

use super::column::{by_parent, get, list, put, rows, run, taken};
use crate::domain::model::{ChannelId, Member, OptOut, Person, Profile, Room, TeamId, UserId};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

pub(super) async fn put_person(
    db: &mut SqliteConnection,
    team: &TeamId,
    row: &Person,
) -> Result<(), sqlx::Error> {
    let profile = &row.profile;
    put!(db, "person", [team = team, id = profile.id], {
        handle = profile.handle,
        name = profile.name,
        locale = profile.locale,
        is_bot = profile.is_bot,
        active = profile.active,
        lang = row.lang,
        dm = row.dm,
        snoozed_until = row.snoozed_until,
    });
    let sql = "DELETE FROM person_opt_out WHERE team = ?1 AND user = ?2;
        INSERT INTO person_opt_out (team, user, kind) SELECT ?1, ?2, value FROM json_each(?3)";
    let kinds = list(row.opted_out.iter().map(|kind| kind.name()))?;
    run!(db, sql, *team, profile.id, kinds);
    Ok(())
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

pub(super) async fn put_room(
    db: &mut SqliteConnection,
    team: &TeamId,
    row: &Room,
) -> Result<(), sqlx::Error> {
    put!(db, "room", [team = team, channel = row.channel], {
        name = row.name,
        open = row.open,
    });
    let sql = "DELETE FROM room_user WHERE team = ?1 AND channel = ?2;
        INSERT INTO room_user (team, channel, user) SELECT ?1, ?2, value FROM json_each(?3)";
    run!(db, sql, *team, row.channel, list(&row.users)?);
    Ok(())
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

pub(super) async fn put_member(
    db: &mut SqliteConnection,
    team: &TeamId,
    row: &Member,
) -> Result<(), sqlx::Error> {
    put!(db, "member", [team = team, cluster = row.cluster, user = row.user], {
        company = row.company,
        asked_at = row.asked_at,
        asked = row.asked,
    });
    Ok(())
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
