//! `klynge doctor`: whether everything is as the bot needs it, and what to do where it is not. Changes nothing, and may
//! be asked while the bot runs.

mod address;
mod channels;
mod check;
mod database;
mod slack;

use crate::cli::{DoctorFlags, DoctorFormat, Exit, RunFlags};
use crate::config::{self, Config, Faults};
use crate::domain::model::{TeamId, UserId};
use crate::store::{Held, Store};
use anyhow::Context;
use check::Check;
use std::io::Write;

/// Checks everything and prints a line for each check.
///
/// # Errors
/// When that cannot be printed. What is found to be wrong is no error, but [`Exit::Failed`].
pub async fn run(flags: &DoctorFlags, out: &mut impl Write) -> anyhow::Result<Exit> {
    let checks = examine(&flags.run).await;
    let text = match flags.format {
        DoctorFormat::Text => check::text(&checks),
        DoctorFormat::Json => check::json(&checks),
    };
    out.write_all(text.as_bytes()).context("the findings cannot be printed")?;
    Ok(if checks.iter().all(Check::is_well) { Exit::Ok } else { Exit::Failed })
}

/// Every check that can be made: wrong settings keep Slack from being asked, but not the database.
async fn examine(flags: &RunFlags) -> Vec<Check> {
    let config = config::from_process(flags);
    let mut checks = settings(&config);
    let path = match &config {
        Ok(config) => Some(config.database.clone()),
        Err(_) => config::database_of_process(flags).ok(),
    };
    let held = path.as_deref().and_then(Store::held);
    let (found, store) = match &path {
        Some(path) => database::examine(path, held).await,
        None => (Vec::new(), None),
    };
    checks.extend(found);
    if let Ok(config) = &config {
        checks.extend(outside(config, store, held).await);
    } else if let Some(store) = store {
        // Nothing was written, so nothing can be lost by closing badly.
        drop(store.close().await);
    }
    checks
}

fn settings(config: &Result<Config, Faults>) -> Vec<Check> {
    match config {
        Ok(_) => vec![Check::well("settings", "all that is needed is set")],
        Err(faults) => {
            faults.iter().map(|fault| Check::fault("settings", fault.what(), fault.remedy())).collect()
        }
    }
}

/// Slack, the channels in it, and the addresses the bot listens on.
async fn outside(config: &Config, store: Option<Store>, held: Option<Held>) -> Vec<Check> {
    let slack = slack::examine(config).await;
    let mut checks = slack.checks;
    match (slack.identity, store) {
        (Some((api, team, bot)), Some(store)) => {
            checks.extend(of_clusters(&api, store, &team, &bot).await);
        }
        (None, Some(store)) => drop(store.close().await),
        (_, None) => {}
    }
    checks.extend(address::examine(config, held.is_some()).await);
    checks
}

/// The channels of the clusters that the database holds for this workspace.
async fn of_clusters(
    api: &crate::slack::api::Api,
    mut store: Store,
    team: &TeamId,
    bot: &UserId,
) -> Vec<Check> {
    let loaded = store.load(team, bot).await;
    let teams = store.teams().await.unwrap_or_default();
    drop(store.close().await);
    match loaded {
        Ok(Some(ws)) => channels::examine(api, &ws).await,
        Ok(None) if teams.is_empty() => Vec::new(),
        Ok(None) => {
            let others: Vec<&str> = teams.iter().map(TeamId::as_str).collect();
            vec![Check::fault(
                "database",
                format!(
                    "it belongs to another workspace ({}), and the bot token is for {team}",
                    others.join(", ")
                ),
                "set KLYNGE_DATABASE to another path, or use the token of that workspace",
            )]
        }
        Err(error) => vec![Check::fault(
            "database",
            format!("what it holds cannot be read ({error})"),
            "restore a backup",
        )],
    }
}
