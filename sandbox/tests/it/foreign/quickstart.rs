//! The README's *Two minutes*, followed to the letter with the app of Bolt's own quick start.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::program::{PATIENCE, Program};
use super::{FOLDER, Language, skip};

const README: &str = include_str!("../../../README.md");

/// The blocks of code in that section that are of this language.
fn blocks(language: &str) -> Vec<&'static str> {
    let section = README.split("## Two minutes\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let fence = format!("```{language}\n");
    let blocks = section.split(&fence).skip(1);
    blocks.map(|block| block.split("```").next().unwrap()).collect()
}

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("two-minutes-{name}"));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The sandbox, started as the README says but for the port; with what it says in its first line.
async fn start(folder: &Path) -> (Program, Value) {
    std::fs::write(folder.join("manifest.yaml"), blocks("yaml")[0]).unwrap();
    let line = blocks("sh")[0].trim();
    let arguments = line.strip_prefix("cargo run -p sandbox -- ").unwrap().replace("7878", "0");
    let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    command.current_dir(folder).args(arguments.split(' '));
    let mut sandbox = Program::start(command);
    let info = serde_json::from_str(&sandbox.line().await.unwrap()).unwrap();
    (sandbox, info)
}

/// What `.env` says.
fn variables(folder: &Path) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(folder.join(".env")).unwrap();
    text.lines()
        .map(|line| line.split_once('=').unwrap())
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .collect()
}

/// Somebody at the sandbox that was started.
struct Somebody {
    http: reqwest::Client,
    page: String,
}

impl Somebody {
    fn at(info: &Value) -> Self {
        // The client wants one, also for plain HTTP; here no sandbox in this process has installed it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { http, page: info["page"].as_str().unwrap().to_owned() }
    }

    async fn act(&self, order: &Value) {
        let answer = self.http.post(format!("{}sandbox/act", self.page)).json(order).send().await.unwrap();
        assert!(answer.status().is_success(), "{order}: {}", answer.text().await.unwrap());
    }

    /// Waits for a message with this text.
    async fn reads(&self, text: &str) -> Option<Value> {
        let mut changes = self.http.get(format!("{}sandbox/events", self.page)).send().await.unwrap();
        let read = async {
            loop {
                let state = self.http.get(format!("{}sandbox/state", self.page)).send().await.unwrap();
                let state: Value = state.json().await.unwrap();
                let mut messages = state["messages"].as_array().unwrap().iter();
                if let Some(message) = messages.find(|message| message["text"] == text) {
                    return message.clone();
                }
                changes.chunk().await.unwrap();
            }
        };
        tokio::time::timeout(PATIENCE, read).await.ok()
    }
}

/// The quick start's app with the README's lines at its head.
async fn connects(language: Language) {
    if !language.is_there() {
        return;
    }
    let folder = folder(language.name());
    let (_sandbox, info) = start(&folder).await;
    let (kind, end, mark) = match language {
        Language::JavaScript => ("js", "cjs", "/* The README's lines come here. */"),
        Language::Python => ("python", "py", "# The README's lines come here."),
    };
    let rest = std::fs::read_to_string(format!("{FOLDER}/quickstart.{end}")).unwrap();
    assert!(rest.starts_with(mark));
    let file = folder.join(format!("app.{end}"));
    std::fs::write(&file, rest.replacen(mark, blocks(kind)[0], 1)).unwrap();
    let mut command = language.command();
    command.arg(file).envs(variables(&folder));
    let mut app = Program::start(command);
    app.until("Bolt app is running").await;

    let ada = Somebody::at(&info);
    for line in blocks("sh")[2].lines() {
        ada.act(&serde_json::from_str(line.split('\'').nth(1).unwrap()).unwrap()).await;
    }
    let Some(card) = ada.reads("Hey there <@U0ADA>!").await else {
        panic!("no answer; {}", app.end());
    };
    let click = json!({"as": "U0ADA", "do": "click", "channel": card["channel"], "ts": card["ts"], "text": "Click Me"});
    ada.act(&click).await;
    assert!(ada.reads("<@U0ADA> clicked the button").await.is_some(), "{}", app.end());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_quick_start_of_bolt_for_javascript_connects() {
    connects(Language::JavaScript).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_quick_start_of_bolt_for_python_connects() {
    connects(Language::Python).await;
}

/// What a shell says when it is given these lines and what is in `.env`; `None` where there is no curl.
async fn shell(name: &str, lines: &str) -> Option<Vec<Value>> {
    if !is_there("curl", "--version") {
        return None;
    }
    let folder = folder(name);
    let (_sandbox, _) = start(&folder).await;
    let mut command = Command::new("sh");
    command.args(["-c", lines]).envs(variables(&folder)).env("no_proxy", "*");
    let (good, said, complaints) = Program::start(command).finish().await;
    assert!(good, "{complaints}");
    Some(serde_json::Deserializer::from_str(&said.concat()).into_iter().collect::<Result<_, _>>().unwrap())
}

/// Whether a program is on this machine; if not, that is said loudly.
fn is_there(program: &str, ask: &str) -> bool {
    let status = Command::new(program).arg(ask).stdout(Stdio::null()).status();
    let there = status.is_ok_and(|status| status.success());
    if !there {
        skip(program);
    }
    there
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shell_finds_its_way_too() {
    let Some(answers) = shell("shell", blocks("sh")[1]).await else { return };
    assert_eq!((&answers[0]["ok"], &answers[0]["user"]), (&json!(true), &json!("first-bolt-app")));
    assert!(answers[1]["url"].as_str().unwrap().starts_with("ws://127.0.0.1:"), "{answers:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shell_may_send_a_form_in_parts() {
    let line = r#"curl "${SLACK_API_URL}chat.postMessage" -F "token=$SLACK_BOT_TOKEN" -F channel=U0ADA -F 'text=hi there'"#;
    let Some(answers) = shell("parts", line).await else { return };
    assert_eq!(answers[0]["message"]["text"], "hi there", "{answers:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shells_signature_is_the_one_that_is_sent() {
    if !is_there("openssl", "version") {
        return;
    }
    let mut command = Command::new("sh");
    command.args(["-c", blocks("sh")[3]]).envs([
        // Slack's published example.
        ("SLACK_SIGNING_SECRET", "8f742231b10e8888abcd99yyyzzz85a5"),
        ("timestamp", "1531420618"),
        ("body", BODY),
    ]);
    let (good, said, complaints) = Program::start(command).finish().await;
    assert!(good, "{complaints}");
    let signature = "a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    assert!(said.concat().contains(signature), "{said:?}");
}

const BODY: &str = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V\
    &channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=\
    &response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN\
    &trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
