//! Clusters and their companies. A cluster's order names companies and a company names its cluster,
//! so the order is put by itself, after both.

use super::column::{by_parent, get, rows, taken};
use super::script::{Script, delete, insert, put};
use super::turn_plea::load_turn_pleas;
use crate::domain::model::{Away, Cluster, ClusterId, Company, CompanyId, DaysOff, TeamId, Times};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use std::collections::BTreeMap;

pub(super) fn put_clusters(
    script: &mut Script,
    rows: &BTreeMap<ClusterId, &Cluster>,
) -> Result<(), sqlx::Error> {
    put!(script, "cluster" for row in rows.values(), [id = row.id], {
        channel = row.channel,
        name = row.name,
        facilitator = row.facilitator,
        stage = row.stage,
        live_since = row.live_since,
        zone = row.zone,
        lang = row.lang,
        rhythm = row.rhythm,
        first = row.first,
        on_day_off = row.days_off.falling,
        off_squeezed = row.days_off.squeezed,
        off_summer = row.days_off.summer,
        off_christmas = row.days_off.christmas,
        minutes = row.minutes,
        capacity = row.capacity,
        place = row.place,
        link = row.link,
        quiet_from = row.quiet_from,
        quiet_to = row.quiet_to,
        ask_days = row.times.ask,
        announce_days = row.times.announce,
        invite_days = row.times.invite,
        remind_days = row.times.remind,
        patience_days = row.times.patience,
        hour = row.times.hour,
        turn_months = row.turn_months,
        start_meetings = row.start_meetings,
        planned_to = row.planned_to,
        digested = row.digested,
        worked = row.worked,
        preview_card = row.preview_card,
        welcome_card = row.welcome_card,
    })
}

/// The orders of rotation, whole.
pub(super) fn put_orders(
    script: &mut Script,
    rows: &BTreeMap<ClusterId, &Cluster>,
) -> Result<(), sqlx::Error> {
    delete!(script, "cluster_order" for cluster in rows.keys(), [cluster = *cluster])?;
    let places = rows.values().flat_map(|row| (0_u64..).zip(&row.order).map(|(at, id)| (row.id, at, id)));
    insert!(script, "cluster_order" for (cluster, position, company) in places, {
        cluster = cluster,
        position = position,
        company = *company,
    })
}

pub(super) async fn load_clusters(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<Cluster>, sqlx::Error> {
    let sql = "SELECT cluster, company FROM cluster_order WHERE team = ? ORDER BY position";
    let order: Vec<(ClusterId, CompanyId)> =
        rows(db, sql, team, |row| Ok((get(row, "cluster")?, get(row, "company")?))).await?;
    let mut order = by_parent(order);
    let mut clusters = rows(db, "SELECT * FROM cluster WHERE team = ?", team, cluster).await?;
    let mut pleas = load_turn_pleas(db, team).await?;
    for cluster in &mut clusters {
        cluster.turn_plea = pleas.remove(&cluster.id);
        cluster.order = taken(&mut order, &cluster.id);
    }
    Ok(clusters)
}

fn cluster(row: &SqliteRow) -> Result<Cluster, sqlx::Error> {
    Ok(Cluster {
        id: get(row, "id")?,
        channel: get(row, "channel")?,
        name: get(row, "name")?,
        facilitator: get(row, "facilitator")?,
        stage: get(row, "stage")?,
        live_since: get(row, "live_since")?,
        zone: get(row, "zone")?,
        lang: get(row, "lang")?,
        rhythm: get(row, "rhythm")?,
        first: get(row, "first")?,
        days_off: DaysOff {
            falling: get(row, "on_day_off")?,
            squeezed: get(row, "off_squeezed")?,
            summer: get(row, "off_summer")?,
            christmas: get(row, "off_christmas")?,
        },
        minutes: get(row, "minutes")?,
        capacity: get(row, "capacity")?,
        place: get(row, "place")?,
        link: get(row, "link")?,
        quiet_from: get(row, "quiet_from")?,
        quiet_to: get(row, "quiet_to")?,
        times: Times {
            ask: get(row, "ask_days")?,
            announce: get(row, "announce_days")?,
            invite: get(row, "invite_days")?,
            remind: get(row, "remind_days")?,
            patience: get(row, "patience_days")?,
            hour: get(row, "hour")?,
        },
        turn_months: get(row, "turn_months")?,
        start_meetings: get(row, "start_meetings")?,
        order: Vec::new(),
        planned_to: get(row, "planned_to")?,
        digested: get(row, "digested")?,
        worked: get(row, "worked")?,
        preview_card: get(row, "preview_card")?,
        welcome_card: get(row, "welcome_card")?,
        turn_plea: None,
    })
}

pub(super) fn put_companies(
    script: &mut Script,
    rows: &BTreeMap<CompanyId, &Company>,
) -> Result<(), sqlx::Error> {
    put!(script, "company" for row in rows.values(), [id = row.id], {
        cluster = row.cluster,
        name = row.name,
        contact = row.contact,
        deputy = row.deputy,
        joined_on = row.joined,
        left_on = row.left,
        credit = row.credit,
        away_from = row.away.map(|away| away.from),
        away_until = row.away.map(|away| away.until),
    })
}

pub(super) async fn load_companies(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<Company>, sqlx::Error> {
    rows(db, "SELECT * FROM company WHERE team = ?", team, |row| {
        Ok(Company {
            id: get(row, "id")?,
            cluster: get(row, "cluster")?,
            name: get(row, "name")?,
            contact: get(row, "contact")?,
            deputy: get(row, "deputy")?,
            joined: get(row, "joined_on")?,
            left: get(row, "left_on")?,
            credit: get(row, "credit")?,
            away: get::<Option<_>>(row, "away_from")?
                .zip(get(row, "away_until")?)
                .map(|(from, until)| Away { from, until }),
        })
    })
    .await
}
