//! A transaction as one piece of SQL, run in one go: what costs, beside the disk, is going back and
//! forth between the program and SQLite. Whatever goes into one table is one statement, its rows one
//! argument.

use super::column::{Column, raw};
use crate::domain::model::TeamId;
use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use sqlx::{Arguments, AssertSqlSafe};

/// Statements in the order in which they were added. Nothing is written before it is run. The SQL is
/// made of words that stand in the code; whatever comes from outside is an argument.
pub(super) struct Script {
    team: String,
    sql: String,
    arguments: SqliteArguments,
}

impl Script {
    /// A transaction of one team that nothing is in yet.
    pub(super) fn of(team: &TeamId) -> Self {
        let sql = "BEGIN IMMEDIATE".to_owned();
        Self { team: team.as_str().to_owned(), sql, arguments: SqliteArguments::default() }
    }

    /// Adds a statement whose marks are filled in order, see [`Script::team`] and [`Script::value`].
    pub(super) fn add(&mut self, sql: &'static str) -> &mut Self {
        self.push(sql);
        self
    }

    /// The next mark is the team.
    pub(super) fn team(&mut self) -> Result<&mut Self, sqlx::Error> {
        let team = self.team.clone();
        self.bind(team)
    }

    /// The next mark is a value.
    pub(super) fn value<T: Column>(&mut self, value: &T) -> Result<&mut Self, sqlx::Error>
    where
        T::Raw: for<'q> sqlx::Encode<'q, sqlx::Sqlite>,
    {
        self.bind(raw(value)?)
    }

    /// The next mark is a list for `json_each`, whose rows are lists.
    pub(super) fn list(&mut self, list: List) -> Result<&mut Self, sqlx::Error> {
        let json = String::from_utf8(list.end()).map_err(|error| sqlx::Error::Encode(error.into()))?;
        self.bind(json)
    }

    fn bind<T>(&mut self, value: T) -> Result<&mut Self, sqlx::Error>
    where
        T: for<'q> sqlx::Encode<'q, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
    {
        self.arguments.add(value).map_err(sqlx::Error::Encode)?;
        Ok(self)
    }

    fn push(&mut self, sql: &str) {
        self.sql.push_str(";\n");
        self.sql.push_str(sql);
    }

    /// Inserts rows whose columns stand in this order in each.
    pub(super) fn insert(
        &mut self,
        table: &'static str,
        columns: &[&'static str],
        rows: List,
    ) -> Result<(), sqlx::Error> {
        if rows.is_empty() {
            return Ok(());
        }
        self.push(&insertion(table, columns));
        self.team()?.list(rows)?;
        Ok(())
    }

    /// Inserts rows, or gives the rows of those keys these values. The keys come first in each.
    pub(super) fn put(
        &mut self,
        table: &'static str,
        keys: &[&'static str],
        columns: &[&'static str],
        rows: List,
    ) -> Result<(), sqlx::Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let set: Vec<String> = columns.iter().map(|column| format!("{column} = excluded.{column}")).collect();
        let (keys, set) = ([keys, columns].concat(), (keys.join(", "), set.join(", ")));
        let insertion = insertion(table, &keys);
        // Without the WHERE the parser would take ON for a join's.
        self.push(&format!("{insertion} WHERE true ON CONFLICT (team, {}) DO UPDATE SET {}", set.0, set.1));
        self.team()?.list(rows)?;
        Ok(())
    }

    /// Deletes the rows that have these values in these columns, which begin their key.
    pub(super) fn delete(
        &mut self,
        table: &'static str,
        keys: &[&'static str],
        rows: List,
    ) -> Result<(), sqlx::Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let names = if let [only] = keys { (*only).to_owned() } else { format!("({})", keys.join(", ")) };
        let values = values(keys.len());
        self.push(&format!(
            "DELETE FROM {table} WHERE team = ? AND {names} IN (SELECT {values} FROM json_each(?))"
        ));
        self.team()?.list(rows)?;
        Ok(())
    }

    /// Runs all of it and commits. On any error a transaction may be left open.
    pub(super) async fn run(mut self, db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        self.push("COMMIT");
        sqlx::query_with(AssertSqlSafe(self.sql), self.arguments).execute(db).await?;
        Ok(())
    }

    /// The statements, for a test that looks at how SQLite goes about them.
    #[cfg(test)]
    pub(super) fn statements(&self) -> impl Iterator<Item = &str> {
        self.sql.split(";\n")
    }
}

fn insertion(table: &str, columns: &[&str]) -> String {
    let (names, values) = (columns.join(", "), values(columns.len()));
    format!("INSERT INTO {table} (team, {names}) SELECT ?, {values} FROM json_each(?)")
}

/// The values of a row, in order.
fn values(count: usize) -> String {
    let values: Vec<String> = (0..count).map(|at| format!("value ->> {at}")).collect();
    values.join(", ")
}

/// Rows as one argument: a list of lists, in JSON.
#[derive(Default)]
pub(super) struct List {
    json: Vec<u8>,
}

impl List {
    /// Begins the next row.
    pub(super) fn row(&mut self) -> &mut Self {
        self.json.extend_from_slice(if self.json.is_empty() { b"[[" } else { b"],[" });
        self
    }

    /// The next value of the row.
    pub(super) fn value<T: Column>(&mut self, value: &T) -> Result<&mut Self, sqlx::Error> {
        if !self.json.ends_with(b"[") {
            self.json.push(b',');
        }
        serde_json::to_writer(&mut self.json, &raw(value)?)
            .map_err(|error| sqlx::Error::Encode(error.into()))?;
        Ok(self)
    }

    /// Whether it has no rows.
    pub(super) fn is_empty(&self) -> bool {
        self.json.is_empty()
    }

    fn end(mut self) -> Vec<u8> {
        self.json.extend_from_slice(if self.json.is_empty() { b"[]" } else { b"]]" });
        self.json
    }
}

/// Puts rows into a table. Each column stands beside its value, and the statement is made of the
/// same names.
///
/// `put!(script, "room" for row in rows, [channel = row.channel], { name = row.name, open = row.open })`
macro_rules! put {
    ($script:expr, $table:literal for $row:pat in $rows:expr,
     [$($key:ident = $id:expr),+], { $($column:ident = $value:expr),+ $(,)? }) => {{
        let mut list = $crate::store::script::List::default();
        for $row in $rows {
            list.row()$(.value(&$id)?)+$(.value(&$value)?)+;
        }
        $script.put($table, &[$(stringify!($key)),+], &[$(stringify!($column)),+], list)
    }};
}

/// Inserts rows into a table, as [`put!`] does; for the children of rows, which were deleted before.
macro_rules! insert {
    ($script:expr, $table:literal for $row:pat in $rows:expr,
     { $($column:ident = $value:expr),+ $(,)? }) => {{
        let mut list = $crate::store::script::List::default();
        for $row in $rows {
            list.row()$(.value(&$value)?)+;
        }
        $script.insert($table, &[$(stringify!($column)),+], list)
    }};
}

/// Deletes rows by the beginning of their key.
macro_rules! delete {
    ($script:expr, $table:literal for $row:pat in $rows:expr, [$($key:ident = $id:expr),+]) => {{
        let mut list = $crate::store::script::List::default();
        for $row in $rows {
            list.row()$(.value(&$id)?)+;
        }
        $script.delete($table, &[$(stringify!($key)),+], list)
    }};
}

pub(super) use {delete, insert, put};
