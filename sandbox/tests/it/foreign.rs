//! Apps on Slack's own frameworks, unmodified: what they accept is what Slack does.
//!
//! `SANDBOX_PYTHON` names a Python with `slack_bolt`, `SANDBOX_NODE_PATH` a `node_modules` with `@slack/bolt`. Where they are missing the
//! test says so and passes, unless `SANDBOX_REQUIRE_ALL=1`.

use std::io::Write as _;
use std::process::{Command, Stdio};

use sandbox::Options;

use crate::oauth;
use crate::workspace::{Workspace, options};

/// Runs an app against a sandbox of its own, or tells why not.
async fn run(what: &str, present: &mut Command, app: Command) {
    run_in(options(), what, present, app).await;
}

/// The same where the sandbox has to be a certain one.
async fn run_in(options: Options, what: &str, present: &mut Command, mut app: Command) {
    let present =
        present.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success());
    if !present {
        assert_ne!(std::env::var("SANDBOX_REQUIRE_ALL").as_deref(), Ok("1"), "{what} is missing");
        // Not through the captured output: a skip is to be seen.
        std::io::stderr().write_all(format!("SKIPPED: {what} is missing\n").as_bytes()).unwrap();
        return;
    }
    let workspace = Workspace::start_with(options).await;
    app.arg(serde_json::to_string(workspace.sandbox.info()).unwrap());
    let output = tokio::task::spawn_blocking(move || app.output()).await.unwrap().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{}", workspace.get("/sandbox/wire").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn bolt_for_python_works() {
    let python = std::env::var("SANDBOX_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut app = Command::new(&python);
    app.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/foreign/bolt.py"));
    run("slack_bolt for Python", Command::new(&python).args(["-c", "import slack_bolt"]), app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bolt_for_javascript_works() {
    let modules = std::env::var("SANDBOX_NODE_PATH").unwrap_or_default();
    let mut app = Command::new("node");
    app.env("NODE_PATH", &modules).arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/foreign/bolt.cjs"));
    let mut present = Command::new("node");
    present.env("NODE_PATH", &modules).args(["-e", "require('@slack/bolt')"]);
    run("@slack/bolt for Node", &mut present, app).await;
}

/// One in which people install the app, its tokens expire, and the limits are kept.
fn strict() -> Options {
    let settings = "  token_rotation_enabled: true\n";
    Options { manifest: oauth::manifest(settings), limits: true, ..options() }
}

#[tokio::test(flavor = "multi_thread")]
async fn slacks_own_python_installs_the_app() {
    let python = std::env::var("SANDBOX_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut app = Command::new(&python);
    app.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/foreign/oauth.py"));
    let mut present = Command::new(&python);
    run_in(strict(), "slack_bolt for Python", present.args(["-c", "import slack_bolt"]), app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn slacks_own_javascript_installs_the_app() {
    let modules = std::env::var("SANDBOX_NODE_PATH").unwrap_or_default();
    let mut app = Command::new("node");
    app.env("NODE_PATH", &modules).arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/foreign/oauth.cjs"));
    let mut present = Command::new("node");
    present.env("NODE_PATH", &modules).args(["-e", "require('@slack/oauth')"]);
    run_in(strict(), "@slack/oauth for Node", &mut present, app).await;
}
