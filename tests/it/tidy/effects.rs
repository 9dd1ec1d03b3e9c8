//! Where the outside world is touched: time, waiting, SQL, and the crates that reach out.

use super::tree::{Source, paper, sources};
use super::{Offence, hold};

/// The only reader of the civil clock and of the wall's.
const CLOCK: &str = "src/engine/clock.rs";

/// Files that look at tokio's monotonic clock, with the reason: it cannot tell a date, only how long
/// something takes.
const MAY_MEASURE: [(&str, &str); 7] = [
    ("src/http/places.rs", "which connection has sent nothing for longest"),
    ("src/commands/simulate.rs", "how many years a minute a simulation lets pass"),
    ("src/slack/inbound.rs", "how long a delivery waits for the desk, for readiness"),
    ("src/slack/socket/connection.rs", "deadlines for hello, pings and silence"),
    ("src/engine/desk/disk.rs", "how long commits take, for the figures"),
    ("src/engine/desk/visitor.rs", "how long answers take, for the figures"),
    ("src/engine/delivery/mod.rs", "when a message may be tried again"),
];

/// Files that wait for a length of time, with the reason. Waiting for a known moment is
/// `sleep_until`, and waiting for something to happen is a notification.
const MAY_SLEEP: [(&str, &str); 9] = [
    (CLOCK, "waits for a civil time in stretches, so that a machine that slept is noticed"),
    ("src/engine/desk/mod.rs", "a pause when the database can be neither written nor read"),
    ("src/engine/reach.rs", "as long as Slack asks for, and back-off between questions"),
    ("src/engine/follow.rs", "looks again: a message that waits out a rate limit ends without a word"),
    ("src/engine/scheduler.rs", "a pause when what is due could not be written"),
    ("src/engine/supervise.rs", "tries to reach Slack at the start, and looks whether a stop has drained"),
    ("src/slack/socket/slot.rs", "back-off between attempts to connect"),
    ("src/slack/socket/connection.rs", "an old connection is served on while the new one opens"),
    ("src/http/serve.rs", "a pause when the system has no socket left to accept with"),
];

/// What decisions and words may build on: data and arithmetic.
const PURE: [&str; 13] = [
    "chrono",
    "chrono_tz",
    "cron",
    "icalendar",
    "imbl",
    "rrule",
    "rust_stemmers",
    "serde",
    "serde_json",
    "sha2",
    "smol_str",
    "strsim",
    "thiserror",
];

/// Crates at home in one room.
const AT_HOME: [(&str, &[&str]); 3] =
    [("sqlx", &["src/store/"]), ("slack_morphism", &["src/slack/"]), ("tokio_tungstenite", &["src/slack/"])];

#[test]
fn only_the_engines_clock_reads_the_time() {
    let offences = everywhere("src", |source, code| {
        // Whatever a clock is imported as, this is how it is asked; `upcoming` is cron's way.
        let asks = code.contains("::now(") || code.contains(".upcoming(");
        let dates = ["Utc::now", "Local::now", "SystemTime::now", ".upcoming("];
        let measures = MAY_MEASURE.iter().any(|(path, _)| *path == source.path)
            && !dates.iter().any(|reader| code.contains(reader));
        (asks && source.path != CLOCK && !measures).then(|| code.trim().to_owned())
    });
    hold("Time is an argument: only src/engine/clock.rs may ask what time it is:", offences);
}

#[test]
fn what_measures_time_is_tokios_clock() {
    let listed =
        sources("src").into_iter().filter(|source| MAY_MEASURE.iter().any(|(path, _)| *path == source.path));
    let offences = listed.flat_map(|source| {
        let std_clock =
            source.lines().filter(|(_, code)| code.contains("std::time") && contains_word(code, "Instant"));
        std_clock.map(|(line, code)| Offence::new(&source.path, line, code.trim())).collect::<Vec<_>>()
    });
    hold("Deadlines are measured with tokio::time::Instant, which tests can pause:", offences);
}

#[test]
fn nobody_sleeps_and_hopes() {
    let asleep = |source: &Source, code: &str| {
        let allowed = MAY_SLEEP.iter().any(|(path, _)| *path == source.path);
        (!allowed && contains_word(code, "sleep")).then(|| code.trim().to_owned())
    };
    let offences = everywhere("src", asleep).into_iter().chain(everywhere("tests", asleep));
    hold(
        "Wait for a deadline (sleep_until) or a notification; a reason to sleep goes into MAY_SLEEP:",
        offences,
    );
}

#[test]
fn every_exception_is_still_needed() {
    let source = |path: &str| sources("src").into_iter().find(|source| source.path == path);
    let uses = |path: &str, word: &str| {
        source(path).is_some_and(|source| source.lines().any(|(_, code)| contains_word(code, word)))
    };
    let measuring = MAY_MEASURE.iter().map(|(path, _)| (*path, "Instant"));
    let sleeping = MAY_SLEEP.iter().map(|(path, _)| (*path, "sleep"));
    let offences = measuring
        .chain(sleeping)
        .filter(|(path, word)| !uses(path, word))
        .map(|(path, word)| Offence::new(path, 1, format!("no longer uses `{word}`")));
    hold("Take these out of the lists in tidy/effects.rs:", offences);
}

#[test]
fn sql_is_only_in_the_store() {
    let verbs = ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "CREATE ", "PRAGMA ", "ALTER ", "DROP "];
    let elsewhere = sources("src").into_iter().filter(|source| !source.path.starts_with("src/store"));
    let offences = elsewhere.flat_map(|source| {
        let sql = source
            .lexed
            .strings
            .iter()
            .filter(|(_, text)| verbs.iter().any(|verb| text.trim_start().starts_with(verb)));
        sql.map(|(line, text)| Offence::new(&source.path, *line, text)).collect::<Vec<_>>()
    });
    hold("SQL is written in src/store and migrations/ only:", offences);
}

#[test]
fn decisions_and_words_touch_nothing() {
    let world = ["std::fs", "std::net", "std::process", "std::env", "std::thread", "std::io"];
    let reaching: Vec<String> = dependencies()
        .into_iter()
        .filter(|name| !PURE.contains(&name.as_str()))
        .map(|name| format!("{name}::"))
        .collect();
    let touched = |_: &Source, code: &str| {
        let outside = world.iter().find(|path| code.contains(**path)).copied();
        let crates = reaching.iter().find(|path| contains_word(code, path));
        outside.or(crates.map(String::as_str)).map(str::to_owned)
    };
    let offences = ["src/domain", "src/i18n"].into_iter().flat_map(|room| everywhere(room, touched));
    hold("domain and i18n are functions of what they are given:", offences);
}

#[test]
fn crates_stay_in_their_rooms() {
    let offences = everywhere("src", |source, code| {
        let stray = AT_HOME.iter().find(|(name, homes)| {
            contains_word(code, &format!("{name}::"))
                && !homes.iter().any(|home| source.path.starts_with(home))
        });
        stray.map(|(name, _)| format!("uses `{name}`"))
    });
    hold("SQLite is the store's business, and Slack's protocol is slack's:", offences);
}

/// Applies a rule to every line of code under a folder.
fn everywhere(folder: &str, wrong: impl Fn(&Source, &str) -> Option<String>) -> Vec<Offence> {
    let mut offences = Vec::new();
    for source in sources(folder) {
        for (line, code) in source.lines() {
            offences.extend(wrong(&source, code).map(|what| Offence::new(&source.path, line, what)));
        }
    }
    offences
}

/// Whether a path or a name stands in code by itself, not as the end or the beginning of another.
fn contains_word(code: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        let goes_on = word.ends_with(part) && after.is_some_and(part);
        !before.is_some_and(part) && !goes_on
    })
}

/// The crates the bot depends on, as code names them.
fn dependencies() -> Vec<String> {
    let manifest = paper("Cargo.toml");
    let lines = manifest.lines().skip_while(|line| line.trim() != "[dependencies]").skip(1);
    lines
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split(['=', '.', ' ']).next())
        .filter(|name| !name.is_empty())
        .map(|name| name.replace('-', "_"))
        .collect()
}

#[test]
fn words_are_found_whole() {
    assert!(contains_word("tokio::time::sleep(wait)", "sleep"));
    assert!(!contains_word("sleep_until(wait)", "sleep"));
    assert!(!contains_word("do_not_sleep()", "sleep"));
    assert!(contains_word("use sqlx::Row;", "sqlx::"));
    assert!(dependencies().contains(&"slack_morphism".to_owned()));
}
