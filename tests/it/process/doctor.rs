//! `klynge doctor` against a Slack, a database and settings in which one thing after another is wrong: each time it says
//! what, and what to do.

use std::fs;
use std::path::Path;

use sandbox::Options;
use serde_json::{Value, json};

use super::ended::{changed, newer, owned, run, unwritable};
use super::house::{CHANNEL, House, KAIA, TRANSPORTS, Transport};

type Settings = Vec<(&'static str, String)>;

/// The settings with some of them changed.
fn with(house: &House, changes: &[(&'static str, String)]) -> Settings {
    let mut settings = house.settings();
    settings.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    settings.extend(changes.iter().cloned());
    settings
}

/// All is well: the lines that say so.
async fn well(folder: &Path, settings: &[(&str, String)]) -> String {
    let (code, out, err) = run(folder, &["doctor"], settings).await;
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    assert!(out.ends_with("All is well.\n"), "{out}");
    out
}

/// Exactly one thing is wrong: its line holds these words, the remedy among them.
async fn one_fault(folder: &Path, settings: &[(&str, String)], words: &[&str]) {
    let (code, out, err) = run(folder, &["doctor"], settings).await;
    assert_eq!((code, err.as_str()), (Some(1), ""), "{words:?}: {out}");
    let faults: Vec<&str> = out.lines().filter(|line| line.starts_with("FAULT")).collect();
    let [fault] = faults.as_slice() else { panic!("{words:?}: {out}") };
    assert!(words.iter().all(|words| fault.contains(words)), "{words:?}: {fault}");
    assert!(out.ends_with("One fault.\n"), "{out}");
}

/// A house with a cluster, where the bot has been and gone.
async fn settled() -> House {
    let house = House::open(Transport::Socket).await;
    let bot = house.bot().await;
    house.set_up().await;
    assert!(bot.terminate().await.0.success());
    house
}

#[tokio::test]
async fn all_is_well_before_during_and_after_a_run_over_both_transports() {
    for transport in TRANSPORTS {
        let house = House::open(transport).await;
        let before = well(&house.folder(), &house.settings()).await;
        assert!(before.contains("klynge.db is not there yet"), "{before}");
        assert!(!house.folder().join("klynge.db").exists(), "it changes nothing");
        let bot = house.bot().await;
        house.set_up().await;
        let during = well(&house.folder(), &house.settings()).await;
        for words in [
            "ok     settings: ",
            "ok     bot_token: Huset (T001), as @klynge",
            "ok     scopes: all",
            "ok     clock: ",
            "ok     channel: #designforum is there, and the bot is in it",
            "klynge.db is whole, schema ",
            "ok     disk: ",
            "ok     admin_listen: ",
            &format!("ok     bot: process {} runs on this database", bot.pid()),
        ] {
            assert!(during.contains(words), "{words}: {during}");
        }
        assert!(bot.terminate().await.0.success());
        assert!(!well(&house.folder(), &house.settings()).await.contains("ok     bot: "));
    }
}

#[tokio::test]
async fn scripts_get_the_same_as_json() {
    let house = House::open(Transport::Socket).await;
    let (code, out, _) = run(&house.folder(), &["doctor", "--format", "json"], &house.settings()).await;
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &report["ok"]), (Some(0), &json!(true)), "{report}");
    let (code, out, _) = run(&house.folder(), &["doctor", "--format", "json"], &[]).await;
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &report["ok"]), (Some(1), &json!(false)), "{report}");
    let first = &report["checks"][0];
    assert_eq!((&first["check"], &first["ok"]), (&json!("settings"), &json!(false)));
    assert!(first["remedy"].as_str().unwrap().contains("Bot User OAuth Token"), "{first}");
}

#[tokio::test]
async fn wrong_settings_are_all_told_and_the_database_is_looked_at_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("diary.db"), "Dear diary. ".repeat(100)).unwrap();
    let settings = owned(&[
        ("SLACK_BOT_TOKEN", "xapp-mixed-up-1"),
        ("SLACK_SIGNING_SECRET", "0123456789abcdef0123456789abcdef"),
        ("KLYNGE_DATABASE", "diary.db"),
    ]);
    let (code, out, _) = run(folder.path(), &["doctor"], &settings).await;
    assert_eq!(code, Some(1), "{out}");
    for words in [
        "FAULT  settings: SLACK_BOT_TOKEN looks like an app-level token (xapp-); copy the Bot User OAuth Token",
        "FAULT  settings: KLYNGE_LISTEN is missing beside SLACK_SIGNING_SECRET; give the address",
        "FAULT  database: diary.db is not a Klynge database; set KLYNGE_DATABASE to another path",
        "3 faults.",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    assert!(!out.contains("mixed-up"), "{out}");
}

#[tokio::test]
async fn whatever_slack_answers_has_its_remedy() {
    let house = settled().await;
    let error = |method: &str, error: &str| json!({ "fault": "error", "method": method, "error": error });
    let status =
        |status: u16| json!({ "fault": "status", "method": "auth.test", "status": status, "retry_after": 7 });
    let skew = |seconds: i64| json!({ "fault": "skew", "method": "auth.test", "seconds": seconds });
    for (order, words) in [
        (
            error("auth.test", "invalid_auth"),
            ["SLACK_BOT_TOKEN (invalid_auth)", "copy the Bot User OAuth Token"],
        ),
        (error("auth.test", "account_inactive"), ["(account_inactive)", "install it again"]),
        (error("auth.test", "token_revoked"), ["(token_revoked)", "install it again"]),
        (error("auth.test", "token_expired"), ["(token_expired)", "turn token rotation off"]),
        (status(429), ["asked too often", "wait 7 s and run the doctor again"]),
        (status(500), ["no answer that makes sense (HTTP 500)", "run the doctor again"]),
        (
            json!({ "fault": "drop_after_send", "method": "auth.test" }),
            ["no answer that makes sense", "run the doctor again"],
        ),
        (
            error("apps.connections.open", "invalid_auth"),
            ["SLACK_APP_TOKEN (invalid_auth)", "make a token (xapp-...)"],
        ),
        (error("apps.connections.open", "missing_scope"), ["(missing_scope)", "with connections:write"]),
        (error("apps.connections.open", "socket_mode_not_enabled"), ["socket_mode", "turn Socket Mode on"]),
        (skew(3600), ["s behind Slack", "timedatectl set-ntp true"]),
        (skew(-120), ["s ahead of Slack", "set the clock by the network"]),
        (error("conversations.info", "channel_not_found"), ["#designforum is gone", "/invite @klynge"]),
        (error("conversations.info", "missing_scope"), ["may not look at #designforum", "grant the scopes"]),
    ] {
        house.fault(order).await;
        one_fault(&house.folder(), &house.settings(), &words).await;
    }
    well(&house.folder(), &house.settings()).await;
}

#[tokio::test]
async fn a_slack_that_hangs_or_is_not_there_does_not_hold_it_up() {
    let house = settled().await;
    house.fault(json!({ "fault": "hang", "method": "auth.test" })).await;
    one_fault(&house.folder(), &house.settings(), &["no answer in time", "slack-status.com"]).await;
    let nowhere = with(&house, &[("SLACK_API_URL", "http://127.0.0.1:1/api".to_owned())]);
    let (code, out, _) = run(&house.folder(), &["doctor"], &nowhere).await;
    assert_eq!(code, Some(1), "{out}");
    for token in ["bot_token", "app_token"] {
        assert!(out.contains(&format!("FAULT  {token}: Slack cannot be reached")), "{out}");
    }
    assert!(out.contains("check the network, the firewall and SLACK_API_URL"), "{out}");
}

#[tokio::test]
async fn a_bot_that_was_removed_and_a_channel_that_was_archived_are_noticed() {
    let house = settled().await;
    let bot = house.state().await["app"]["user"].clone();
    house.act(json!({ "as": KAIA, "do": "remove", "channel": CHANNEL, "user": bot })).await;
    let words = ["the bot is not in #designforum", "type `/invite @klynge` there"];
    one_fault(&house.folder(), &house.settings(), &words).await;
    house.act(json!({ "as": KAIA, "do": "archive", "channel": CHANNEL })).await;
    let words = ["#designforum is archived", "unarchive it"];
    one_fault(&house.folder(), &house.settings(), &words).await;
}

#[tokio::test]
async fn scopes_that_were_not_granted_are_named() {
    // The local Slack, like Slack, takes no event without its scope.
    let gone = ["      - users:read\n", "      - team_join\n", "      - user_change\n"];
    let whole = klynge::commands::manifest::MANIFEST.to_owned();
    let fewer = gone.iter().fold(whole, |manifest, line| manifest.replace(line, ""));
    let sandbox = sandbox::start(Options { manifest: fewer, ..Options::default() }).await.unwrap();
    let info = sandbox.info();
    let settings = owned(&[
        ("SLACK_BOT_TOKEN", &info.bot_token),
        ("SLACK_APP_TOKEN", &info.app_token),
        ("SLACK_API_URL", &info.api_url),
        ("KLYNGE_ADMIN_LISTEN", "127.0.0.1:0"),
    ]);
    let folder = tempfile::tempdir().unwrap();
    let words = ["scopes: not granted: users:read;", "paste the manifest", "install the app again"];
    one_fault(folder.path(), &settings, &words).await;
}

#[tokio::test]
async fn a_database_that_is_not_right_has_its_remedy() {
    let house = settled().await;
    let folder = house.folder();
    let whole = folder.join("klynge.db");
    fs::write(folder.join("diary.db"), "Dear diary. ".repeat(100)).unwrap();
    newer(&whole, &folder.join("newer.db")).await;
    let elsewhere = "PRAGMA foreign_keys = OFF; UPDATE workspace SET team = 'T999'";
    changed(&whole, &folder.join("elsewhere.db"), elsewhere).await;
    let mut bytes = fs::read(&whole).unwrap();
    // Not the first pages, which say whose file it is.
    bytes.iter_mut().skip(3 * 4096).step_by(3).for_each(|byte| *byte = byte.wrapping_add(91));
    fs::write(folder.join("damaged.db"), bytes).unwrap();
    for (database, words) in [
        ("diary.db", ["diary.db is not a Klynge database", "set KLYNGE_DATABASE to another path"]),
        ("newer.db", ["from a newer Klynge (schema 999", "install that version, or restore a backup"]),
        ("elsewhere.db", ["another workspace (T999)", "use the token of that workspace"]),
        ("no/such/klynge.db", ["no/such cannot be written", "make that folder"]),
    ] {
        one_fault(&folder, &with(&house, &[("KLYNGE_DATABASE", database.to_owned())]), &words).await;
    }
    let (code, out, _) =
        run(&folder, &["doctor"], &with(&house, &[("KLYNGE_DATABASE", "damaged.db".to_owned())])).await;
    assert_eq!(code, Some(1), "{out}");
    assert!(
        out.contains("damaged.db is damaged") && out.contains("stop the bot and restore a backup"),
        "{out}"
    );
    let shut = unwritable(&folder).join("klynge.db").display().to_string();
    let words = ["cannot be written", "the right to write there"];
    one_fault(&folder, &with(&house, &[("KLYNGE_DATABASE", shut)]), &words).await;
}

#[tokio::test]
async fn an_address_that_is_taken_or_silent_is_named() {
    let house = House::open(Transport::Socket).await;
    let taken = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let settings = with(&house, &[("KLYNGE_ADMIN_LISTEN", address.clone())]);
    let words = ["cannot be listened on", "set KLYNGE_ADMIN_LISTEN to another address or port"];
    one_fault(&house.folder(), &settings, &words).await;
    drop(taken);
    well(&house.folder(), &settings).await;
    let bot = house.bot().await;
    let words = ["nobody answers at", "the same KLYNGE_ADMIN_LISTEN"];
    one_fault(&house.folder(), &settings, &words).await;
    assert!(bot.terminate().await.0.success());
}
