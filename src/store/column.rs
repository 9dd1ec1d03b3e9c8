//! How a value lies in a column: one place for every type, so that what was written is what is
//! read. NULL is only ever read as `None`; sqlx by itself would take it for `0` or `""`.

use crate::domain::model::{
    BriefState, CardId, ChannelId, ClusterId, Coming, CompanyId, Falling, FileId, GuestId, GuestStatus,
    Instant, ItemId, Kind, Lang, MeetingFormat, MeetingId, MeetingJob, Nonce, OptOut, OutboxId, PointKind,
    Rhythm, Stage, Status, Stepping, TalkFormat, TalkId, TalkState, TeamId, Text, Ts, TurnId, UserId, WishId,
};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use futures_util::TryStreamExt;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as WordError, StrDeserializer};
use serde::{Deserialize, Serialize};
use sqlx::error::{BoxDynError, UnexpectedNullError};
use sqlx::sqlite::SqliteRow;
use sqlx::{Decode, Row, Sqlite, SqliteConnection, Type, ValueRef};
use std::collections::BTreeMap;

/// A value that fits into one column.
pub(super) trait Column: Sized {
    /// What SQLite keeps: an integer or a text.
    type Raw: Type<Sqlite> + for<'r> Decode<'r, Sqlite> + Serialize + Send;

    /// As it is written.
    fn raw(&self) -> Result<Self::Raw, BoxDynError>;

    /// As it was written.
    fn value(raw: Self::Raw) -> Result<Self, BoxDynError>;

    /// What NULL means: an error, but for `Option`.
    fn null() -> Result<Self, BoxDynError> {
        Err(UnexpectedNullError.into())
    }
}

impl<T: Column> Column for Option<T>
where
    Option<T::Raw>: Type<Sqlite> + for<'r> Decode<'r, Sqlite>,
{
    type Raw = Option<T::Raw>;

    fn raw(&self) -> Result<Self::Raw, BoxDynError> {
        self.as_ref().map(T::raw).transpose()
    }

    fn value(raw: Self::Raw) -> Result<Self, BoxDynError> {
        raw.map(T::value).transpose()
    }

    fn null() -> Result<Self, BoxDynError> {
        Ok(None)
    }
}

macro_rules! column {
    ($($type:ty as $raw:ty { $write:expr, $read:expr })*) => {$(
        impl Column for $type {
            type Raw = $raw;

            fn raw(&self) -> Result<$raw, BoxDynError> {
                let write: fn(&$type) -> Result<$raw, BoxDynError> = $write;
                write(self)
            }

            fn value(raw: $raw) -> Result<Self, BoxDynError> {
                let read: fn($raw) -> Result<$type, BoxDynError> = $read;
                read(raw)
            }
        }
    )*};
}

column! {
    String as String { |text| Ok(text.clone()), Ok }
    Text as String { |text| Ok(text.plain().to_owned()), |raw| typed(&raw) }
    bool as i64 { |yes| Ok(i64::from(*yes)), |raw| Ok(raw != 0) }
    u32 as i64 { |number| Ok(i64::from(*number)), |raw| Ok(u32::try_from(raw)?) }
    u64 as i64 { |number| Ok(i64::try_from(*number)?), |raw| Ok(u64::try_from(raw)?) }
    Instant as i64 { micros, |raw| {
        DateTime::from_timestamp_micros(raw).ok_or_else(|| format!("no such instant: {raw}").into())
    } }
    NaiveDate as String { |day| Ok(day.to_string()), |raw| Ok(raw.parse()?) }
    NaiveTime as String { |time| Ok(time.to_string()), |raw| Ok(raw.parse()?) }
    NaiveDateTime as String {
        |local| Ok(local.format("%Y-%m-%dT%H:%M:%S%.f").to_string()),
        |raw| Ok(raw.parse()?)
    }
    Tz as String { |zone| Ok(zone.name().to_owned()), |raw| Ok(raw.parse()?) }
    Lang as String { |lang| Ok(lang.code().to_owned()), |raw| known(&raw, Lang::from_code(&raw)) }
    Rhythm as String { |it| Ok(it.name().to_owned()), |raw| one_of(&raw, Rhythm::ALL, Rhythm::name) }
    Falling as String { |it| Ok(it.name().to_owned()), |raw| one_of(&raw, Falling::ALL, Falling::name) }
    OptOut as String { |it| Ok(it.name().to_owned()), |raw| one_of(&raw, OptOut::ALL, OptOut::name) }
    Coming as String { |it| Ok(it.name().to_owned()), |raw| one_of(&raw, Coming::ALL, Coming::name) }
    MeetingJob as String {
        |it| Ok(it.name().to_owned()),
        |raw| one_of(&raw, MeetingJob::ALL, MeetingJob::name)
    }
    TalkFormat as String {
        |it| Ok(it.name().to_owned()),
        |raw| one_of(&raw, TalkFormat::ALL, TalkFormat::name)
    }
    MeetingFormat as String {
        |it| Ok(it.name().to_owned()),
        |raw| one_of(&raw, MeetingFormat::ALL, MeetingFormat::name)
    }
    TalkState as String {
        |it| Ok(it.name().to_owned()),
        |raw| one_of(&raw, TalkState::ALL, TalkState::name)
    }
    GuestStatus as String {
        |it| Ok(it.name().to_owned()),
        |raw| one_of(&raw, GuestStatus::ALL, GuestStatus::name)
    }
    Stepping as String { |it| Ok(it.name().to_owned()), |raw| one_of(&raw, Stepping::ALL, Stepping::name) }
    PointKind as String {
        |it| Ok(it.name().to_owned()),
        |raw| one_of(&raw, PointKind::ALL, PointKind::name)
    }
    BriefState as String {
        |it| Ok(it.name().to_owned()),
        |raw| one_of(&raw, BriefState::ALL, BriefState::name)
    }
    Kind as String { |it| Ok(it.name().to_owned()), |raw| typed(&raw) }
    Status as String { |it| Ok(it.name().to_owned()), |raw| typed(&raw) }
    Stage as String { |it| Ok(stage(*it).to_owned()), |raw| typed(&raw) }
}

macro_rules! ids {
    ($($own:ident)*; $($slack:ident)*) => {
        column! {
            $($own as i64 { |id| Ok(i64::try_from(id.0)?), |raw| Ok($own(u64::try_from(raw)?)) })*
            $($slack as String { |id| Ok(id.as_str().to_owned()), |raw| Ok($slack::from(raw)) })*
        }
    };
}

ids! {
    CardId ClusterId CompanyId GuestId ItemId MeetingId Nonce OutboxId TalkId TurnId WishId;
    ChannelId FileId TeamId Ts UserId
}

/// Microseconds, exactly: an instant finer than that would not come back as it was, so it is
/// refused. The engine's clocks count in microseconds.
fn micros(at: &Instant) -> Result<i64, BoxDynError> {
    if !at.timestamp_subsec_nanos().is_multiple_of(1_000) {
        return Err(format!("{at:?} is finer than a microsecond").into());
    }
    Ok(at.timestamp_micros())
}

const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Preview => "preview",
        Stage::Live => "live",
    }
}

/// Through serde, where the type offers no other way back from what it shows.
fn typed<T: for<'de> Deserialize<'de>>(raw: &str) -> Result<T, BoxDynError> {
    let text: StrDeserializer<'_, WordError> = raw.into_deserializer();
    Ok(T::deserialize(text)?)
}

fn one_of<T: Copy, const N: usize>(
    raw: &str,
    all: [T; N],
    name: fn(T) -> &'static str,
) -> Result<T, BoxDynError> {
    known(raw, all.into_iter().find(|it| name(*it) == raw))
}

fn known<T>(raw: &str, found: Option<T>) -> Result<T, BoxDynError> {
    found.ok_or_else(|| format!("no such word: {raw}").into())
}

/// A value ready to be written.
pub(super) fn raw<T: Column>(value: &T) -> Result<T::Raw, sqlx::Error> {
    value.raw().map_err(sqlx::Error::Encode)
}

/// The value in a column.
pub(super) fn get<T: Column>(row: &SqliteRow, column: &str) -> Result<T, sqlx::Error> {
    let value = if row.try_get_raw(column)?.is_null() { T::null() } else { T::value(row.try_get(column)?) };
    value.map_err(|error| damaged(column, error))
}

/// What to say of a row that makes no sense.
pub(super) fn damaged(column: &str, source: impl Into<BoxDynError>) -> sqlx::Error {
    sqlx::Error::ColumnDecode { index: column.to_owned(), source: source.into() }
}

/// All rows of a query whose one argument is the team.
pub(super) async fn rows<T>(
    db: &mut SqliteConnection,
    sql: &'static str,
    team: &TeamId,
    read: fn(&SqliteRow) -> Result<T, sqlx::Error>,
) -> Result<Vec<T>, sqlx::Error> {
    // One after another: a large table need not be in memory twice.
    let mut rows = sqlx::query(sql).bind(raw(team)?).fetch(db);
    let mut all = Vec::new();
    while let Some(row) = rows.try_next().await? {
        all.push(read(&row)?);
    }
    Ok(all)
}

/// Rows of a child table by their parent, in the order of the query.
pub(super) fn by_parent<K: Ord, V>(rows: Vec<(K, V)>) -> BTreeMap<K, Vec<V>> {
    let mut groups: BTreeMap<K, Vec<V>> = BTreeMap::new();
    for (parent, value) in rows {
        groups.entry(parent).or_default().push(value);
    }
    groups
}

/// The values of one parent, as the collection it keeps them in.
pub(super) fn taken<K: Ord, V, C: FromIterator<V>>(groups: &mut BTreeMap<K, Vec<V>>, parent: &K) -> C {
    groups.remove(parent).unwrap_or_default().into_iter().collect()
}
