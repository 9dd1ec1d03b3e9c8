//! Slack's bad days, over real sockets: it is gone, it goes dead, it limits, it hangs. Klynge is back within seconds of
//! its return, nothing is lost, and nobody waits behind another's slow work.

mod gone;
mod hour;
mod limits;
mod lines;
mod slow;

use std::time::Duration;

use serde_json::{Value, json};

use super::bot::{Bot, PATIENCE};
use super::house::House;

/// From Slack's return until everything has been said.
const BACK_WITHIN: Duration = Duration::from_secs(5);

/// Whether the bot says that it is ready, and if not, why.
pub(super) async fn readiness(house: &House, bot: &Bot) -> (bool, String) {
    let admin = bot.listens("admin").await;
    let answer: Value =
        house.http().get(format!("http://{admin}/readyz")).send().await.unwrap().json().await.unwrap();
    (answer["ready"] == true, answer["reasons"].to_string())
}

/// What the bot counts.
async fn figures(house: &House, bot: &Bot) -> String {
    let admin = bot.listens("admin").await;
    house.http().get(format!("http://{admin}/metrics")).send().await.unwrap().text().await.unwrap()
}

/// Asks until it is so.
pub(super) async fn comes_true(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let asking = async { while !is_so().await {} };
    tokio::time::timeout(PATIENCE, asking).await.unwrap_or_else(|_| panic!("never: {what}"));
}

/// Everything has been delivered and said.
pub(super) async fn all_is_done(house: &House) {
    comes_true("all is done", async || house.clock(json!({ "advance": "0s" })).await["idle"] == true).await;
}
