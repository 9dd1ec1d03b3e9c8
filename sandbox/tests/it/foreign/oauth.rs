//! Slack's own installers, where people install the app, its tokens expire, and the limits are kept.

use sandbox::Options;

use super::Language;
use super::program::Program;
use crate::oauth;
use crate::workspace::{Workspace, options};

async fn installs_the_app(language: Language) {
    if !language.is_there() {
        return;
    }
    let settings = "  token_rotation_enabled: true\n";
    let options = Options { manifest: oauth::manifest(settings), limits: true, ..options() };
    let workspace = Workspace::start_with(options).await;
    let mut command = language.program("oauth");
    command.arg(serde_json::to_string(workspace.sandbox.info()).unwrap());
    let (good, _, complaints) = Program::start(command).finish().await;
    assert!(good, "{complaints}\n{}", workspace.get("/sandbox/wire").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn slacks_own_python_installs_the_app() {
    installs_the_app(Language::Python).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn slacks_own_javascript_installs_the_app() {
    installs_the_app(Language::JavaScript).await;
}
