//! How long decisions take: a press on an announcement, and finding out what is due, in a workspace of one cluster and
//! in one of a hundred. `cargo bench --bench decide`

use std::hint::black_box;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime};
use criterion::{Criterion, criterion_group, criterion_main};
use klynge::domain::model::{
    ChannelId, ClusterId, Coming, Event, Face, Field, Instant, Nonce, Press, Profile, Purpose, TeamId,
    UserId, Value, Values, Workspace,
};
use klynge::domain::{decide, schedule};

/// People of each cluster: one a company.
const COMPANIES: usize = 10;

criterion_group!(benches, clicks, due);
criterion_main!(benches);

fn clicks(criterion: &mut Criterion) {
    for clusters in [1, 100] {
        let (ws, now) = announced(clusters);
        let faces = ws.cards.values().map(|card| &card.face);
        let meeting = faces.into_iter().find_map(|face| match face {
            Face::Announcement(meeting) => Some(*meeting),
            _ => None,
        });
        let Some(meeting) = meeting else { return };
        let press = Press::Answer(meeting, Coming::Yes);
        let event = Event::Pressed { by: person(0, 1), channel: Some(channel(0)), press, nonce: Nonce(1) };
        let name = format!("decide a click, {clusters} clusters");
        criterion.bench_function(&name, |bencher| bencher.iter(|| decide(black_box(&ws), &event, now)));
    }
}

fn due(criterion: &mut Criterion) {
    for clusters in [1, 100] {
        let (ws, now) = announced(clusters);
        let name = format!("what is due next, {clusters} clusters");
        criterion.bench_function(&name, |bencher| bencher.iter(|| schedule::next(black_box(&ws), now)));
    }
}

/// So many clusters that were set up on the first of September and have announced their first meeting, ten days later.
fn announced(clusters: usize) -> (Workspace, Instant) {
    let mut now = DateTime::UNIX_EPOCH + Duration::days(20_697) + Duration::hours(6);
    let mut ws = Workspace::new(TeamId::from("T1"), UserId::from("UBOT"));
    for number in 0..clusters {
        set_up(&mut ws, number, now);
    }
    while let Some((at, due)) = schedule::next(&ws, now).filter(|(at, _)| at.date_naive() <= day(10)) {
        now = now.max(at);
        take(&mut ws, &Event::Due(due), now);
    }
    (ws, now)
}

/// As people do it: they come into the channel, the form is filled in, the welcome approved.
fn set_up(ws: &mut Workspace, number: usize, now: Instant) {
    let people: Vec<UserId> = (0..=COMPANIES).map(|place| person(number, place)).collect();
    let profiles = people.iter().map(profile).collect();
    take(ws, &Event::PeopleSeen(profiles), now);
    let users = people.into_iter().chain([UserId::from("UBOT")]).collect();
    let name = format!("forum-{number}");
    take(ws, &Event::RoomSeen { channel: channel(number), name, open: true, users }, now);
    let (by, nonce) = (person(number, 0), Nonce(number as u64 + 1));
    let purpose = Purpose::Setup(channel(number));
    take(ws, &Event::Submitted { by: by.clone(), purpose, nonce, values: form(number) }, now);
    let made =
        ws.clusters.values().find(|cluster| cluster.channel == channel(number)).map(|cluster| cluster.id);
    let press = Press::PostWelcome(made.unwrap_or(ClusterId(0)));
    take(ws, &Event::Pressed { by, channel: None, press, nonce }, now);
}

fn form(cluster: usize) -> Values {
    let companies: Vec<String> =
        (1..=COMPANIES).map(|place| format!("Studio {place}; @{}", person(cluster, place))).collect();
    Values::from([
        (Field::Rhythm, Value::Chosen("fortnightly".to_owned())),
        (Field::Language, Value::Chosen("nb".to_owned())),
        (Field::Date, Value::Date(day(17))),
        (Field::Time, Value::Time(NaiveTime::MIN + Duration::minutes(11 * 60 + 30))),
        (Field::Minutes, Value::Typed("60".to_owned())),
        (Field::Place, Value::Typed("Kafeen".to_owned())),
        (Field::Companies, Value::Typed(companies.join("\n"))),
    ])
}

/// A day of September 2026.
fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, number).unwrap_or_default()
}

fn channel(cluster: usize) -> ChannelId {
    ChannelId::from(format!("C{cluster}"))
}

/// Place 0 is the facilitator's.
fn person(cluster: usize, place: usize) -> UserId {
    UserId::from(format!("U{cluster}X{place}"))
}

fn profile(id: &UserId) -> Profile {
    let (handle, name) = (id.to_string(), format!("Person {id}"));
    Profile { id: id.clone(), handle, name, locale: Some("nb-NO".to_owned()), is_bot: false, active: true }
}

/// Decides and takes over, as the engine does it but for the disk.
fn take(ws: &mut Workspace, event: &Event, now: Instant) {
    for change in decide(ws, event, now).changes {
        ws.apply(&change);
    }
}
