//! Apps and clients on Slack's own frameworks, unmodified: what they accept is what Slack does.
//!
//! `SANDBOX_PYTHON` names a Python with `slack_bolt`, `SANDBOX_NODE_PATH` a `node_modules` with `@slack/bolt` and
//! `typescript`. Where they are missing the tests say so and pass, unless `SANDBOX_REQUIRE_ALL=1`.

mod bolt;
mod expected;
mod keys;
mod oauth;
mod plan;
mod program;
mod quickstart;
mod reasons;
mod scene;
mod sdk;
mod story;
mod transcript;
mod types;

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::workspace::Workspace;

/// Where the programs are.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/foreign");

/// A language that Slack has made a framework for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    JavaScript,
    Python,
}

impl Language {
    const ALL: [Self; 2] = [Self::JavaScript, Self::Python];

    const fn name(self) -> &'static str {
        match self {
            Self::JavaScript => "javascript",
            Self::Python => "python",
        }
    }

    /// Runs one of the programs, or with an argument more what it says.
    fn command(self) -> Command {
        match self {
            Self::JavaScript => {
                let mut command = Command::new("node");
                command.env("NODE_PATH", std::env::var("SANDBOX_NODE_PATH").unwrap_or_default());
                command
            }
            Self::Python => {
                let python = std::env::var("SANDBOX_PYTHON").unwrap_or_else(|_| "python3".to_owned());
                let mut command = Command::new(python);
                // Lines are to come when they are written; what the SDK finds bad practice is done on purpose.
                command.args(["-u", "-B", "-W", "ignore"]);
                command
            }
        }
    }

    fn program(self, name: &str) -> Command {
        let end = if self == Self::JavaScript { "cjs" } else { "py" };
        let mut command = self.command();
        command.arg(format!("{FOLDER}/{name}.{end}"));
        command
    }

    /// Is the framework there? If not, that is said loudly.
    fn is_there(self) -> bool {
        let ask = match self {
            Self::JavaScript => ["-e", "require('@slack/bolt'); require('@slack/web-api')"],
            Self::Python => ["-c", "import slack_bolt"],
        };
        let status = self.command().args(ask).stdout(Stdio::null()).stderr(Stdio::null()).status();
        let there = status.is_ok_and(|status| status.success());
        if !there {
            skip(&format!("Slack's framework for {}", self.name()));
        }
        there
    }
}

/// Says loudly what is missing, or fails if nothing may be.
fn skip(what: &str) {
    assert_ne!(std::env::var("SANDBOX_REQUIRE_ALL").as_deref(), Ok("1"), "{what} is missing");
    // Not through the captured output: a skip is to be seen.
    std::io::stderr().write_all(format!("SKIPPED: {what} is missing\n").as_bytes()).unwrap();
}

/// Tells a program how to find its workspace, in the words of Bolt's documentation.
fn addressed(mut command: Command, workspace: &Workspace) -> Command {
    let info = workspace.sandbox.info();
    command
        .env("SLACK_API_URL", format!("{}/", info.api_url))
        .env("SLACK_BOT_TOKEN", &info.bot_token)
        .env("SLACK_APP_TOKEN", &info.app_token)
        .env("SLACK_SIGNING_SECRET", &info.signing_secret);
    command
}
