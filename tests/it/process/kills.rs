//! The real program with people, faults and a clock around it, killed with SIGKILL at random moments, hundreds of times.
//! What Slack saw acknowledged is on disk after each kill; and whenever all has come to rest, Slack shows what the
//! database holds, everything once.
//!
//! `KLYNGE_KILLS` says how often, over all houses together; `KLYNGE_SEED` repeats the dice of an earlier run, though not
//! its races.

mod ledger;
mod people;
mod proof;
mod storm;
mod weather;

use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::house::{House, Transport};
use super::watchers_hear;
use storm::Street;

/// Kills, if nobody says how many.
const KILLS: usize = 200;
/// How Slack reaches each house's bot, and how many times as short the waits of its delivery are. All of the storms are
/// at once, since most of a bot's life is waiting.
const HOUSES: [(Transport, u32); 6] = [
    (Transport::Socket, 3),
    (Transport::Http, 3),
    (Transport::Socket, 8),
    (Transport::Http, 8),
    (Transport::Socket, 8),
    (Transport::Http, 8),
];
/// At least one bot of so many is ready when it is killed; of ten it was eight when this was written.
const READY: usize = 2;
/// For so many kills at least one act is acknowledged, and one message is in Slack in the end. On a busy machine there
/// were two of each for every kill when this was written.
const FOR_AN_ACT: usize = 2;
const FOR_A_MESSAGE: usize = 1;
/// Longer than any of it takes, for so many kills.
const LIMIT: Duration = Duration::from_secs(400);

/// What happened in a house.
#[derive(Debug, Default)]
struct Tally {
    /// Each of a process that ran, by the operating system's word.
    kills: usize,
    /// How many of these were ready to serve by then.
    ready: usize,
    acknowledged: usize,
    messages: usize,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_and_nothing_said_twice_however_often_the_bot_is_killed() {
    let (seed, kills) = (setting("KLYNGE_SEED").unwrap_or_else(chance), setting("KLYNGE_KILLS"));
    let kills = kills.and_then(|kills| usize::try_from(kills).ok()).unwrap_or(KILLS);
    let each = kills.div_ceil(HOUSES.len());
    watchers_hear(&format!(
        "kill test: {} kills in {} houses, KLYNGE_SEED={seed}",
        each * HOUSES.len(),
        HOUSES.len()
    ));
    let begun = Instant::now();
    let mut houses = JoinSet::new();
    for (number, (transport, haste)) in (0_u64..).zip(HOUSES) {
        houses.spawn(async move {
            let street = Street::new(House::open(transport).await, seed.wrapping_add(number), haste);
            street.weather_storms(each).await
        });
    }
    let limit = LIMIT * u32::try_from(kills.div_ceil(KILLS)).unwrap();
    let tallies = tokio::time::timeout(limit, houses.join_all()).await;
    let tallies = tallies.unwrap_or_else(|_| panic!("it comes to an end (KLYNGE_SEED={seed})"));
    let sum = |of: fn(&Tally) -> usize| tallies.iter().map(of).sum::<usize>();
    watchers_hear(&format!(
        "kill test: {} kills, {} of them of a bot that was ready, {} acts acknowledged, {} messages in Slack: none lost, none twice, {} s",
        sum(|tally| tally.kills),
        sum(|tally| tally.ready),
        sum(|tally| tally.acknowledged),
        sum(|tally| tally.messages),
        begun.elapsed().as_secs(),
    ));
    assert!(sum(|tally| tally.kills) >= kills);
    // Else next to nothing would have been at stake.
    assert!(sum(|tally| tally.ready) >= kills / READY, "too few lived long enough");
    assert!(sum(|tally| tally.acknowledged) >= kills / FOR_AN_ACT, "too little was acknowledged");
    assert!(sum(|tally| tally.messages) >= kills / FOR_A_MESSAGE, "too little was said");
}

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

fn chance() -> u64 {
    // Each hasher is keyed anew.
    RandomState::new().hash_one(0_u8)
}
