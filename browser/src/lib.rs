//! A browser under WebDriver: Debian's Chromium, started for one test and gone with it. The tests of the sandbox and of
//! the bot look at pages with it; no program ships it.

#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a test stops at the first surprise")]

mod access;

pub use access::Barrier;

pub use fantoccini::elements::Element;
pub use fantoccini::key::Key;
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// 1360 x 900 pixels.
    Desk,
    /// 390 x 844 points, touched.
    Phone,
}

/// A browser with one window.
#[derive(Debug)]
pub struct Browser {
    client: Client,
    driver: Child,
    /// Kept open: a driver that cannot write ends.
    _output: Lines<BufReader<ChildStdout>>,
    profile: TempDir,
}

/// Whether something that a test needs is there; says so where it is not, and fails where nothing may be skipped
/// (`KLYNGE_REQUIRE_ALL=1`, `SANDBOX_REQUIRE_ALL=1`).
#[expect(clippy::print_stderr, reason = "a skipped test has to be heard of")]
fn may_be_used(path: Option<PathBuf>, what: &str, how: &str) -> Option<PathBuf> {
    let there = path.filter(|path| path.exists());
    let demands = |name| std::env::var(name).is_ok_and(|value| value == "1");
    let required = demands("KLYNGE_REQUIRE_ALL") || demands("SANDBOX_REQUIRE_ALL");
    assert!(there.is_some() || !required, "{what} is missing, and nothing may be skipped: {how}");
    if there.is_none() {
        eprintln!("SKIPPED: {what} is missing: {how}");
    }
    there
}

/// Whether there is a browser to test with.
#[must_use]
pub fn is_there() -> bool {
    may_be_used(Some(DRIVER.into()), DRIVER, "install chromium-driver").is_some()
}

impl Browser {
    /// Starts a driver on any free port, and a browser with a profile of its own.
    pub async fn open(screen: Screen) -> Self {
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
    pub async fn close(mut self) {
        // A browser that is gone already leaves only the driver to end.
        let closed = self.client.close().await;
        self.driver.kill().await.unwrap();
        closed.unwrap();
        drop(self.profile);
    }

    /// Opens an address and waits for what a person would look for there.
    pub async fn goto(&self, url: &str, css: &str) {
        self.client.goto(url).await.unwrap();
        self.see(css).await;
    }

    /// Waits until something fits, and returns it.
    pub async fn see(&self, css: &str) -> Element {
        self.see_within(LIMIT, css).await
    }

    /// The same for what may take its time.
    pub async fn see_within(&self, limit: Duration, css: &str) -> Element {
        let waiting = self.client.wait().at_most(limit).every(PAUSE);
        match waiting.for_element(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => panic!("{css}: {error}; the page reads:\n{}", self.reads("body").await),
        }
    }

    /// Waits until nothing fits any more.
    pub async fn gone(&self, css: &str) {
        self.see(&format!("body:not(:has({css}))")).await;
    }

    /// How many fit now.
    pub async fn count(&self, css: &str) -> usize {
        self.client.find_all(Locator::Css(css)).await.unwrap().len()
    }

    /// What a person reads there now.
    pub async fn reads(&self, css: &str) -> String {
        self.client.find(Locator::Css(css)).await.unwrap().text().await.unwrap()
    }

    /// Presses something, and waits until the page has done what follows.
    pub async fn press(&self, css: &str) {
        self.see(css).await.click().await.unwrap();
        self.see("body:not([data-busy])").await;
    }

    /// The same for a choice that is found by what it says.
    pub async fn choose(&self, within: &str, says: &str) {
        let path = format!("//*[@data-test='{within}']//label[contains(., '{says}')]");
        self.client.find(Locator::XPath(&path)).await.unwrap().click().await.unwrap();
    }

    /// Types into a field, in the place of what stands there.
    pub async fn write(&self, css: &str, text: &str) {
        let field = self.see(css).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Types where the caret is; [`Key`]s can be among it.
    pub async fn keys(&self, keys: &str) {
        self.client.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }

    /// What a script, as the body of a function, returns.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.unwrap()
    }

    /// Picks a date; typing one depends on the browser's language.
    pub async fn pick_date(&self, css: &str, date: &str) {
        let script = "const field = document.querySelector(arguments[0]); field.value = arguments[1];
            for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));";
        self.script(script, vec![json!(css), json!(date)]).await;
    }

    /// What makes the page wider or longer than the screen, as parts of it scroll, but never the whole; empty if
    /// nothing does.
    pub async fn overflow(&self) -> String {
        let script = "const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
            if (scrollWidth <= clientWidth && scrollHeight <= clientHeight) return '';
            const beyond = [...document.querySelectorAll('body *')].filter((one) => {
              const { right, bottom } = one.getBoundingClientRect();
              return right > clientWidth + 1 || bottom > clientHeight + 1;
            });
            const outer = beyond.filter((one) => !beyond.includes(one.parentElement));
            const named = outer.slice(0, 20).map((one) => one.cloneNode(false).outerHTML.slice(0, 160));
            return [`${scrollWidth} x ${scrollHeight} in ${clientWidth} x ${clientHeight}`, ...named].join('\\n');";
        self.script(script, Vec::new()).await.as_str().unwrap().to_owned()
    }

    /// Keeps a picture of what is to be seen, for people, in `screenshots` of the target folder.
    pub async fn picture(&self, name: &str) {
        keep(name, &self.client.screenshot().await.unwrap());
    }

    /// The same of one part of the page.
    pub async fn picture_of(&self, css: &str, name: &str) {
        keep(name, &self.see(css).await.screenshot().await.unwrap());
    }
}

/// Test binaries are in `debug/deps` of the target folder.
fn keep(name: &str, picture: &[u8]) {
    let program = std::env::current_exe().unwrap();
    let folder = program.ancestors().nth(3).unwrap().join("screenshots");
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
        "--force-prefers-reduced-motion", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--window-size=1360,900", format!("--user-data-dir={}", profile.join("profile").display()),
    ]});
    if matches!(screen, Screen::Phone) {
        options["mobileEmulation"] =
            json!({"deviceMetrics": {"width": 390, "height": 844, "pixelRatio": 2, "touch": true}});
    }
    json!({"browserName": "chrome", "goog:chromeOptions": options})
}
