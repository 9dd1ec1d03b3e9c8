//! What the program says and writes, searched for what it must not: tokens and secrets anywhere, people's names and
//! words in its log.

use std::path::Path;

use serde_json::{Value, json};

use crate::process::bot::Bot;
use crate::process::ended::run;
use crate::process::house::{CHANNEL, House, IDA, TRANSPORTS, Transport};

/// Words that people say here and that must not be in any log.
const SAID: &str = "hemmelighetskremmeri";
const ASKED: &str = "spørreskjemaverksted";
/// Names of people and companies of the house.
const NAMES: [&str; 6] =
    ["Kaia Rute", "Ida Strek", "Kari Kerning", "Studio Strek", "Raster og Rute", "Kafeen"];

/// What nobody but Slack and the bot may know, by the setting that holds it.
fn secrets(house: &House) -> Vec<String> {
    let is_secret =
        |name: &str| matches!(name, "SLACK_BOT_TOKEN" | "SLACK_APP_TOKEN" | "SLACK_SIGNING_SECRET");
    house.settings().into_iter().filter(|(name, _)| is_secret(name)).map(|(_, value)| value).collect()
}

fn assert_without(what: &str, text: &str, words: &[String]) {
    for word in words {
        let at = text.find(word.as_str());
        let around = at.map(|at| text[..at].lines().last().unwrap_or_default().to_owned());
        assert_eq!(around, None, "{what} holds {word:?}");
    }
}

/// People set a cluster up, write, ask and press.
async fn live(house: &House) {
    house.set_up().await;
    house.press("UKAIA", "setup", "welcome.post").await;
    let bot = house.state().await["app"]["user"].clone();
    for order in [
        json!({ "as": IDA, "do": "say", "channel": bot, "text": SAID }),
        json!({ "as": IDA, "do": "say", "channel": CHANNEL, "text": SAID }),
        json!({ "as": IDA, "do": "command", "channel": CHANNEL, "text": format!("/klynge {ASKED}") }),
        json!({ "as": IDA, "do": "command", "channel": CHANNEL, "text": format!("/klynge brief {ASKED}") }),
        json!({ "as": IDA, "do": "command", "channel": CHANNEL, "text": "/klynge coming" }),
        json!({ "as": IDA, "do": "open_home" }),
    ] {
        house.act(order).await;
    }
    house.clock(json!({ "to": "2026-09-17T13:00" })).await;
}

async fn served(house: &House, bot: &Bot, path: &str) -> String {
    let admin = bot.listens("admin").await;
    house.http().get(format!("http://{admin}{path}")).send().await.unwrap().text().await.unwrap()
}

/// All bytes of the database, its journal among them.
fn bytes_of(folder: &Path) -> String {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.is_file()).map(|path| std::fs::read(path).unwrap());
    files.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

#[tokio::test]
async fn no_secret_gets_out_and_no_word_of_anybodys_into_the_log() {
    for transport in TRANSPORTS {
        let house = House::open(transport).await;
        // As much as it can say, its libraries included.
        let bot = house
            .bot_with(&[("KLYNGE_LOG", "trace"), ("RUST_LOG", "trace"), ("RUST_BACKTRACE", "full")])
            .await;
        live(&house).await;
        let secrets = secrets(&house);
        for path in ["/metrics", "/healthz", "/readyz"] {
            assert_without(path, &served(&house, &bot, path).await, &secrets);
        }
        let disk = bytes_of(&house.folder());
        assert!(disk.contains("Studio Strek"), "what is looked through is the database");
        assert_without("the database", &disk, &secrets);
        assert_without("the database", &disk, &[SAID.to_owned(), ASKED.to_owned()]);
        let settings = house.settings();
        for arguments in [
            &["--help"][..],
            &["run", "--help"],
            &["simulate", "--help"],
            &["demo", "--help"],
            &["brief", "--help"],
            &["backup"],
            &["doctor"],
            &["export"],
            &["manifest"],
        ] {
            let (_, out, err) = run(&house.folder(), arguments, &settings).await;
            assert_without(&format!("{arguments:?}"), &format!("{out}{err}"), &secrets);
        }
        let (_, lines) = bot.terminate().await;
        let log = lines.join("\n");
        assert!(log.contains("\"ready\"") && log.contains("stopped; everything is on disk"), "{log}");
        assert_without("the log", &log, &secrets);
        let words = NAMES.iter().chain(&[SAID, ASKED]).map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert_without("the log", &log, &words);
        assert_without(
            "the log",
            &log,
            &["ticket=".to_owned(), "/actions/".to_owned(), "/commands/".to_owned()],
        );
    }
}

#[tokio::test]
async fn a_start_that_fails_does_not_say_with_which_secrets() {
    let house = House::open(Transport::Socket).await;
    for (name, value) in [
        ("SLACK_BOT_TOKEN", "xoxp-geheimnis"),
        ("SLACK_BOT_TOKEN", "xoxb-geheimnis æ"),
        ("SLACK_APP_TOKEN", "geheimnis"),
        ("SLACK_API_URL", "https://me:geheimnis@slack.com/api"),
        ("SLACK_API_URL", "http://127.0.0.1.evil.example/geheimnis"),
        ("KLYNGE_LISTEN", "geheimnis"),
    ] {
        let mut settings: Vec<(&str, String)> = house.settings();
        settings.retain(|(known, _)| *known != name);
        settings.push((name, value.to_owned()));
        for (command, ends) in [("run", 3), ("doctor", 1)] {
            let (code, out, err) = run(&house.folder(), &[command], &settings).await;
            assert_eq!(code, Some(ends), "{name} {command}: {out}{err}");
            assert!(!format!("{out}{err}").contains("geheimnis"), "{out}{err}");
        }
    }
    // A token that Slack does not know.
    let mut settings: Vec<(&str, String)> = house.settings();
    settings.retain(|(name, _)| *name != "SLACK_BOT_TOKEN");
    settings.push(("SLACK_BOT_TOKEN", "xoxb-geheimnis".to_owned()));
    let (code, out, err) = run(&house.folder(), &["run"], &settings).await;
    assert_ne!(code, Some(0));
    let said: Value = json!([out, err]);
    assert!(!said.to_string().contains("geheimnis"), "{said}");
}
