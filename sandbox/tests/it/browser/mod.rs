//! The page in Chromium, with an app behind it that does what each test tells it to.

mod forms;
mod inspector;
mod talk;

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::time::Duration;

use ::browser::{Browser, Screen};
use futures_util::FutureExt as _;
use serde_json::json;

use crate::app::App;
use crate::workspace::Workspace;

/// Longer than any test here takes.
const LIMIT: Duration = Duration::from_secs(180);
const COMPOSER: &str = "[data-test=composer]";
const MODAL: &str = "[data-test=modal]";
const SUBMIT: &str = "[data-test=modal-submit]";

/// Ada in #general with the page before her, in English and with no tour; the app is there too. The browser is closed
/// also if the story fails.
async fn on_the_page(screen: Screen, story: impl AsyncFnOnce(&Browser, &Workspace, &App)) {
    if !::browser::is_there() {
        return;
    }
    let (workspace, app) = Workspace::with_app().await;
    let browser = Browser::open(screen).await;
    let telling = async {
        browser.goto(&format!("{}/#U1;C1", workspace.base), COMPOSER).await;
        browser.script("localStorage.setItem('tour', '{}'); location.reload();", vec![]).await;
        browser.see(".app[data-me=U1][data-place=C1][lang=en]").await;
        story(&browser, &workspace, &app).await;
    };
    let told = AssertUnwindSafe(tokio::time::timeout(LIMIT, telling)).catch_unwind().await;
    browser.close().await;
    match told {
        Ok(in_time) => in_time.unwrap(),
        Err(failure) => resume_unwind(failure),
    }
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
    tokio::time::timeout(LIMIT, read).await.unwrap()
}

/// Fails with all that keeps somebody out of what is before Ada.
async fn keeps_nobody_out(browser: &Browser) {
    browser.see("body:not([data-busy])").await;
    let barriers = browser.barriers().await;
    let serious: Vec<_> =
        barriers.iter().filter(|one| one.is_serious()).map(|one| one.told.as_str()).collect();
    assert!(serious.is_empty(), "{}", serious.join("\n"));
    assert_eq!(browser.overflow().await, "");
}
