//! The schema, forward only: the files of `migrations/`, built into the program.

use super::OpenError;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{SqlSafeStr, SqliteConnection};
use std::path::Path;

/// Marks the file as ours (`PRAGMA application_id`): "KLYG".
const APPLICATION: i64 = 0x4b4c_5947;

/// Version, name and text, oldest first. What has been released is never edited.
pub(super) const MIGRATIONS: [(i64, &str, &str); 18] = [
    (1, "workspace", include_str!("../../migrations/0001_workspace.sql")),
    (2, "talks", include_str!("../../migrations/0002_talks.sql")),
    (3, "quiet", include_str!("../../migrations/0003_quiet.sql")),
    (4, "briefs", include_str!("../../migrations/0004_briefs.sql")),
    (5, "homes", include_str!("../../migrations/0005_homes.sql")),
    (6, "answers", include_str!("../../migrations/0006_answers.sql")),
    (7, "digest", include_str!("../../migrations/0007_digest.sql")),
    (8, "answered_for", include_str!("../../migrations/0008_answered_for.sql")),
    (9, "away", include_str!("../../migrations/0009_away.sql")),
    (10, "ics", include_str!("../../migrations/0010_ics.sql")),
    (11, "formats", include_str!("../../migrations/0011_formats.sql")),
    (12, "rhythm", include_str!("../../migrations/0012_rhythm.sql")),
    (13, "cover", include_str!("../../migrations/0013_cover.sql")),
    (14, "hosting", include_str!("../../migrations/0014_hosting.sql")),
    (15, "agenda", include_str!("../../migrations/0015_agenda.sql")),
    (16, "guests", include_str!("../../migrations/0016_guests.sql")),
    (17, "talks_in_full", include_str!("../../migrations/0017_talks_in_full.sql")),
    (18, "turn_cover", include_str!("../../migrations/0018_turn_cover.sql")),
];

/// The newest schema this build knows.
pub(super) const KNOWN: i64 = MIGRATIONS[MIGRATIONS.len() - 1].0;

/// Brings the schema up to date; each step is one transaction.
pub(super) async fn up(conn: &mut SqliteConnection, path: &Path) -> Result<(), OpenError> {
    let migrations = MIGRATIONS.map(|(version, name, sql)| {
        let kind = MigrationType::Simple;
        Migration::new(version, name.into(), kind, sql.into_sql_str(), false)
    });
    let migrated = Migrator::with_migrations(migrations.into()).run_direct(None, conn, false).await;
    migrated.map_err(|error| match error {
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
            match OpenError::of(path, error) {
                OpenError::Store(error) => OpenError::Upgrade(error),
                of_the_disk => of_the_disk,
            }
        }
        other => OpenError::Migrate(other),
    })
}

/// Looks before anything is written: only an empty file or a database of ours will do, and none
/// that a newer build has written. Returns the schema in the file, 0 for an empty one.
pub(super) async fn check(conn: &mut SqliteConnection, path: &Path) -> Result<i64, OpenError> {
    let found = version(conn, path).await?;
    let known = KNOWN;
    if found > known {
        return Err(OpenError::Newer { found, known });
    }
    Ok(found)
}

/// What the file says of itself. sqlx makes its own table before the first step, so that one alone
/// (somebody pulled the plug there) still counts as empty.
async fn version(conn: &mut SqliteConnection, path: &Path) -> Result<i64, OpenError> {
    let failed = |error| OpenError::of(path, error);
    let tables = "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> '_sqlx_migrations'";
    let tables: i64 = sqlx::query_scalar(tables).fetch_one(&mut *conn).await.map_err(failed)?;
    let application: i64 =
        sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut *conn).await.map_err(failed)?;
    match (tables, application) {
        (0, 0) => Ok(0),
        (_, APPLICATION) => sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations")
            .fetch_one(conn)
            .await
            .map_err(failed),
        _ => Err(OpenError::NotOurs(path.to_owned())),
    }
}
