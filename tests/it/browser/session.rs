//! A browser under WebDriver: Debian's Chromium, started for one test and gone with it.

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// Where Debian puts it.
const DRIVER: &str = "/usr/bin/chromedriver";
/// Longer than the page may take for anything.
const LIMIT: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(40);

/// What the page is looked at with.
#[derive(Clone, Copy)]
pub(crate) enum Screen {
    Desk,
    Phone,
}

/// A browser with one window.
pub(crate) struct Browser {
    client: Client,
    driver: Child,
    /// Kept open: a driver that cannot write ends.
    _output: Lines<BufReader<ChildStdout>>,
    profile: TempDir,
}

/// Whether there is a browser to test with; says so where there is none, and fails where nothing
/// may be skipped.
#[expect(clippy::print_stderr, reason = "a skipped test has to be heard of")]
pub(crate) fn is_there() -> bool {
    let there = Path::new(DRIVER).exists();
    let required = std::env::var("KLYNGE_REQUIRE_ALL").is_ok_and(|value| value == "1");
    assert!(there || !required, "{DRIVER} is missing, and nothing may be skipped");
    if !there {
        eprintln!("SKIPPED: the page in a browser ({DRIVER} is missing: install chromium-driver)");
    }
    there
}

impl Browser {
    /// Starts a driver on any free port, and a browser with a profile of its own.
    pub(crate) async fn open(screen: Screen) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let mut command = Command::new(DRIVER);
        command.arg("--port=0").env("TMPDIR", profile.path()).env("HOME", profile.path());
        let mut driver = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut output = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = port(&mut output).await;
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let Value::Object(wanted) = capabilities(screen, profile.path()) else { unreachable!() };
        let client = builder.capabilities(wanted).connect(&format!("http://127.0.0.1:{port}")).await.unwrap();
        Self { client, driver, _output: output, profile }
    }

    /// Ends browser and driver.
    pub(crate) async fn close(mut self) {
        // A browser that is gone already leaves only the driver to end.
        let closed = self.client.close().await;
        self.driver.kill().await.unwrap();
        closed.unwrap();
        drop(self.profile);
    }

    /// Opens an address and waits for what a person would look for there.
    pub(crate) async fn goto(&self, url: &str, css: &str) {
        self.client.goto(url).await.unwrap();
        self.see(css).await;
    }

    /// Waits until something fits, and returns it.
    pub(crate) async fn see(&self, css: &str) -> Element {
        let waiting = self.client.wait().at_most(LIMIT).every(PAUSE);
        match waiting.for_element(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => panic!("{css}: {error}; the page reads:\n{}", self.reads("body").await),
        }
    }

    /// What a person reads there now.
    pub(crate) async fn reads(&self, css: &str) -> String {
        self.client.find(Locator::Css(css)).await.unwrap().text().await.unwrap()
    }

    /// Presses something, and waits until the page has done what follows.
    pub(crate) async fn press(&self, css: &str) {
        self.see(css).await.click().await.unwrap();
        self.see("body:not([data-busy])").await;
    }

    /// The same for a choice that is found by what it says.
    pub(crate) async fn choose(&self, within: &str, says: &str) {
        let path = format!("//*[@data-test='{within}']//label[contains(., '{says}')]");
        self.client.find(Locator::XPath(&path)).await.unwrap().click().await.unwrap();
    }

    /// Types into a field, in the place of what stands there.
    pub(crate) async fn write(&self, css: &str, text: &str) {
        let field = self.see(css).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Picks a date; typing one depends on the browser's language.
    pub(crate) async fn pick_date(&self, css: &str, date: &str) {
        let script = "const field = document.querySelector(arguments[0]); field.value = arguments[1];
            for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));";
        self.client.execute(script, vec![json!(css), json!(date)]).await.unwrap();
    }

    /// Whether the page is wider than the screen, which nobody wants.
    pub(crate) async fn overflows(&self) -> bool {
        let script = "const { scrollWidth, clientWidth } = document.documentElement;
            return scrollWidth > clientWidth;";
        self.client.execute(script, Vec::new()).await.unwrap() == json!(true)
    }

    /// Keeps a picture of what is to be seen, for people, in `screenshots` of the target folder.
    pub(crate) async fn picture(&self, name: &str) {
        keep(name, &self.client.screenshot().await.unwrap());
    }

    /// The same of one part of the page.
    pub(crate) async fn picture_of(&self, css: &str, name: &str) {
        keep(name, &self.see(css).await.screenshot().await.unwrap());
    }
}

fn keep(name: &str, picture: &[u8]) {
    let folder: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{name}.png")), picture).unwrap();
}

/// The driver says it in a line of words.
async fn port(output: &mut Lines<BufReader<ChildStdout>>) -> u16 {
    let saying = async {
        while let Some(line) = output.next_line().await.unwrap() {
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                return port.trim_end_matches('.').parse().unwrap();
            }
        }
        panic!("{DRIVER} told no port");
    };
    tokio::time::timeout(LIMIT, saying).await.unwrap()
}

fn capabilities(screen: Screen, profile: &Path) -> Value {
    let mut options = json!({"args": [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--window-size=1360,900", format!("--user-data-dir={}", profile.join("profile").display()),
    ]});
    if matches!(screen, Screen::Phone) {
        options["mobileEmulation"] =
            json!({"deviceMetrics": {"width": 390, "height": 844, "pixelRatio": 2, "touch": true}});
    }
    json!({"browserName": "chrome", "goog:chromeOptions": options})
}
