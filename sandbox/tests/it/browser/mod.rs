//! The page in Chromium, with an app behind it that does what each test tells it to.

mod forms;
mod inspector;
mod talk;

use std::time::Duration;

use ::browser::{Browser, Screen};
use serde_json::json;

use crate::app::App;
use crate::workspace::Workspace;

/// Longer than a message takes to be drawn.
const PATIENCE: Duration = Duration::from_secs(30);
const COMPOSER: &str = "[data-test=composer]";
const MODAL: &str = "[data-test=modal]";
const SUBMIT: &str = "[data-test=modal-submit]";

/// Ada in #general with the page before her, in English and with no tour; the app is there too.
async fn on_the_page(screen: Screen, story: impl AsyncFnOnce(&Browser, &Workspace, &App)) {
    if !::browser::is_there() {
        return;
    }
    let (workspace, app) = Workspace::with_app().await;
    Browser::during(screen, async |browser| {
        browser.goto(&format!("{}/#U1;C1", workspace.base), COMPOSER).await;
        browser.script("localStorage.setItem('tour', '{}'); location.reload();", vec![]).await;
        browser.see(".app[data-me=U1][data-place=C1][lang=en]").await;
        story(browser, &workspace, &app).await;
    })
    .await;
}

/// What stands in a field.
async fn value(browser: &Browser, css: &str) -> String {
    let value = browser.script("return document.querySelector(arguments[0]).value;", vec![json!(css)]).await;
    value.as_str().unwrap().to_owned()
}

/// Fits a message that says so, for as long as it does not change.
async fn message(browser: &Browser, says: &str) -> String {
    let find = "return [...document.querySelectorAll('[data-test=message]')]
        .findLast((one) => one.textContent.includes(arguments[0]))?.dataset.ts ?? null;";
    let read = async {
        loop {
            if let Some(ts) = browser.script(find, vec![json!(says)]).await.as_str() {
                return format!("[data-test=message][data-ts='{ts}']");
            }
            browser.see("[data-test=message]").await;
        }
    };
    tokio::time::timeout(PATIENCE, read).await.unwrap()
}
