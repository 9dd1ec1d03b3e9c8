//! `klynge export`: everything that is kept about the clusters, for scripts. Reads the database while the bot runs.

mod layout;

use crate::cli::{Exit, ExportFlags, ExportFormat, RunFlags};
use crate::config;
use crate::domain::model::{TeamId, UserId, Workspace};
use crate::store::Store;
use anyhow::{Context, bail};
use std::io::Write;

/// Prints the export.
///
/// # Errors
/// When the database cannot be opened or read, holds several workspaces and none is named, or the output is closed.
pub async fn run(flags: &ExportFlags, out: &mut impl Write, err: &mut impl Write) -> anyhow::Result<Exit> {
    let ExportFormat::Json = flags.format;
    let settings =
        RunFlags { config: flags.config.clone(), database: flags.database.clone(), ..RunFlags::default() };
    let database = match config::database_of_process(&settings) {
        Ok(database) => database,
        Err(faults) => {
            writeln!(err, "{faults}")?;
            return Ok(Exit::Config);
        }
    };
    let mut store = Store::read_only(&database).await?;
    let ws = load(&mut store, flags.team.as_deref()).await?;
    store.close().await?;
    let mut text = serde_json::to_vec_pretty(&layout::Export::of(ws.as_ref()))?;
    text.push(b'\n');
    out.write_all(&text).context("the export cannot be printed")?;
    Ok(Exit::Ok)
}

/// The one workspace in the database, or the one named; `None` before anything has happened in one.
async fn load(store: &mut Store, named: Option<&str>) -> anyhow::Result<Option<Workspace>> {
    let teams = store.teams().await?;
    let team = match (named, teams.as_slice()) {
        (Some(named), teams) => {
            let known = teams.iter().find(|team| team.as_str() == named);
            known.with_context(|| format!("nothing is stored for a workspace {named}"))?
        }
        (None, []) => return Ok(None),
        (None, [team]) => team,
        (None, teams) => {
            let all: Vec<&str> = teams.iter().map(TeamId::as_str).collect();
            bail!("the database holds several workspaces ({}): name one with --team", all.join(", "))
        }
    };
    // The bot's own id is not kept, and nothing that is exported looks at it.
    Ok(store.load(team, &UserId::from("")).await?)
}
