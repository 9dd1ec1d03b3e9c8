//! Started wrongly: every fault is said at once, in words that help, without a secret, and with the promised exit code.

use std::fs;

use super::bot::Bot;
use super::ended::{newer, owned, run, unwritable};
use super::house::{House, Transport};

#[tokio::test]
async fn with_nothing_set_it_says_what_it_needs() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, err) = run(folder.path(), &["run"], &[]).await;
    assert_eq!((code, out.as_str()), (Some(3), ""), "{err}");
    let faults = err.lines().filter(|line| line.starts_with("- ")).count();
    assert_eq!(faults, 2, "{err}");
    for name in ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "KLYNGE_LISTEN"] {
        assert!(err.contains(name), "{name}: {err}");
    }
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        0,
        "nothing is made before the settings are right"
    );
}

#[tokio::test]
async fn all_faults_are_listed_at_once_and_no_secret_with_them() {
    let folder = tempfile::tempdir().unwrap();
    let file = "slack_bot_tokne = \"xoxb-in-the-file\"\nadmin_listen = \"nowhere\"\n";
    fs::write(folder.path().join("klynge.toml"), file).unwrap();
    let settings = owned(&[
        ("SLACK_BOT_TOKEN", "xapp-mixed-up-1"),
        ("SLACK_APP_TOKEN", "xoxb-mixed-up-2"),
        ("SLACK_SIGNING_SECRET", "0123456789abcdef0123456789abcdef"),
        ("SLACK_API_URL", "http://slack.example/api"),
        ("KLYNGE_CLOCK_URL", "https://clock.example/"),
    ]);
    let (code, out, err) = run(folder.path(), &["run"], &settings).await;
    assert_eq!(code, Some(3), "{err}");
    for fault in [
        "slack_bot_tokne (in klynge.toml) is no setting: did you mean slack_bot_token?",
        "SLACK_BOT_TOKEN looks like an app-level token",
        "SLACK_APP_TOKEN looks like a bot token",
        "SLACK_APP_TOKEN is set together with",
        "SLACK_API_URL is http to another machine",
        "KLYNGE_ADMIN_LISTEN (in klynge.toml) is not an IP address with a port",
        "KLYNGE_CLOCK_URL is not an http address on this machine",
    ] {
        assert!(err.lines().any(|line| line.starts_with(&format!("- {fault}"))), "{fault}: {err}");
    }
    for secret in ["mixed-up", "in-the-file", "0123456789abcdef"] {
        assert!(!err.contains(secret) && !out.contains(secret), "{secret}: {err}");
    }
}

#[tokio::test]
async fn half_a_transport_names_its_other_half() {
    let folder = tempfile::tempdir().unwrap();
    let halves = [
        ("SLACK_SIGNING_SECRET", "0123456789abcdef0123456789abcdef", "KLYNGE_LISTEN is missing"),
        ("KLYNGE_LISTEN", "127.0.0.1:0", "SLACK_SIGNING_SECRET is missing"),
    ];
    for (setting, value, missing) in halves {
        let settings = owned(&[("SLACK_BOT_TOKEN", "xoxb-1"), (setting, value)]);
        let (code, _, err) = run(folder.path(), &["run"], &settings).await;
        assert_eq!(code, Some(3), "{err}");
        assert!(err.contains(missing), "{missing}: {err}");
    }
}

#[tokio::test]
async fn a_second_bot_on_the_same_database_names_the_first() {
    let house = House::open(Transport::Socket).await;
    let first = house.bot().await;
    let (code, _, err) = run(&house.folder(), &["run"], &house.settings()).await;
    assert_eq!(code, Some(4), "{err}");
    assert!(err.contains(&format!("process {}", first.pid())), "{err}");
    assert!(first.terminate().await.0.success());
}

#[tokio::test]
async fn a_token_that_slack_refuses_is_named_but_not_shown() {
    let house = House::open(Transport::Socket).await;
    let mut settings = house.settings();
    settings.retain(|(name, _)| *name != "SLACK_BOT_TOKEN");
    settings.push(("SLACK_BOT_TOKEN", "xoxb-of-yesterday".to_owned()));
    let (code, _, err) = run(&house.folder(), &["run"], &settings).await;
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("Slack refuses SLACK_BOT_TOKEN (invalid_auth): copy it again"), "{err}");
    assert!(!err.contains("of-yesterday"), "{err}");
}

#[tokio::test]
async fn a_database_that_cannot_be_used_is_named_with_the_remedy() {
    let house = House::open(Transport::Socket).await;
    assert!(house.bot().await.terminate().await.0.success());
    let folder = house.folder();
    fs::write(folder.join("diary.db"), "Dear diary. ".repeat(100)).unwrap();
    newer(&folder.join("klynge.db"), &folder.join("newer.db")).await;
    for (database, said) in [
        (
            folder.join("diary.db"),
            "is not a Klynge database: choose another path; if it was one, restore a backup",
        ),
        (folder.join("newer.db"), "the database is from a newer Klynge (schema 999"),
        (folder.join("no/such/klynge.db"), "is there such a folder"),
        (
            unwritable(&folder).join("klynge.db"),
            "is read-only: Klynge must be able to write it and its folder",
        ),
    ] {
        let mut settings = house.settings();
        settings.push(("KLYNGE_DATABASE", database.display().to_string()));
        let (code, _, err) = run(&folder, &["run"], &settings).await;
        assert_eq!(code, Some(1), "{}: {err}", database.display());
        assert!(err.starts_with("klynge: ") && err.contains(said), "{}: {err}", database.display());
    }
}

#[tokio::test]
async fn an_address_that_is_taken_is_named() {
    let house = House::open(Transport::Socket).await;
    let taken = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let mut settings = house.settings();
    settings.retain(|(name, _)| *name != "KLYNGE_ADMIN_LISTEN");
    settings.push(("KLYNGE_ADMIN_LISTEN", address.clone()));
    let (code, _, err) = run(&house.folder(), &["run"], &settings).await;
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains(&format!("KLYNGE_ADMIN_LISTEN: {address} cannot be listened on")), "{err}");
}

#[tokio::test]
async fn wrong_use_exits_with_two_and_shows_the_way() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in
        [&[][..], &["dance"], &["run", "--slack-bot-token", "xoxb-1"], &["manifest", "--transport", "http"]]
    {
        let (code, _, err) = run(folder.path(), arguments, &[]).await;
        assert_eq!(code, Some(2), "{arguments:?}: {err}");
        assert!(err.contains("Usage: klynge"), "{arguments:?}: {err}");
    }
}

#[tokio::test]
async fn every_command_that_help_lists_has_help_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, _) = run(folder.path(), &["--help"], &[]).await;
    assert_eq!(code, Some(0));
    let (_, listed) = out.split_once("Commands:").unwrap();
    let listed = listed.lines().skip(1).take_while(|line| !line.is_empty());
    let commands: Vec<&str> = listed.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.starts_with(&["run", "demo"]), "{out}");
    for command in commands.into_iter().filter(|command| *command != "help") {
        let (code, out, err) = run(folder.path(), &[command, "--help"], &[]).await;
        assert_eq!(code, Some(0), "{command}: {err}");
        assert!(out.contains(&format!("Usage: klynge {command}")), "{command}: {out}");
    }
}

#[tokio::test]
async fn what_is_listened_on_answers() {
    let house = House::open(Transport::Socket).await;
    let bot: Bot = house.bot().await;
    let admin = bot.listens("admin").await;
    for path in ["healthz", "readyz", "metrics"] {
        let answer = house.http().get(format!("http://{admin}/{path}")).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
    }
    assert!(bot.terminate().await.0.success());
}
