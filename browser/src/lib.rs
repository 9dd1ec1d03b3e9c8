//! A browser under WebDriver: Debian's Chromium, started for one test and gone with it. The tests of the sandbox and of
//! the bot look at pages with it; no program ships it.
//!
//! # Panics
//! Whatever cannot be done fails the test, with what was to be done and why it could not.

mod access;

pub use fantoccini::elements::Element;
pub use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use futures_util::FutureExt as _;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, resume_unwind};
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
/// Longer than a whole story may take.
const STORY: Duration = Duration::from_secs(240);

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

/// What was to be done, done; else the test ends with what it was and why it could not be.
fn done<T>(what: &str, result: Result<T, impl Display>) -> T {
    result.unwrap_or_else(|error| panic!("{what}: {error}"))
}

impl Browser {
    /// Tells a story in a browser of its own, which is closed also if the story fails or does not end.
    pub async fn during(screen: Screen, story: impl AsyncFnOnce(&Self)) {
        let browser = Self::open(screen).await;
        let telling = tokio::time::timeout(STORY, story(&browser));
        let told = AssertUnwindSafe(telling).catch_unwind().await;
        browser.close().await;
        match told {
            Ok(in_time) => done("the story ends in time", in_time),
            Err(failure) => resume_unwind(failure),
        }
    }

    /// Starts a driver on any free port, and a browser with a profile of its own.
    async fn open(screen: Screen) -> Self {
        let profile = done("a folder for the browser", tempfile::tempdir());
        let mut command = Command::new(DRIVER);
        command.arg("--port=0").env("TMPDIR", profile.path()).env("HOME", profile.path());
        let pipes = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut driver = done(DRIVER, pipes.kill_on_drop(true).spawn());
        let stdout = done(DRIVER, driver.stdout.take().ok_or("it has no output"));
        let mut output = BufReader::new(stdout).lines();
        let port = port(&mut output).await;
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let connecting = builder.capabilities(capabilities(screen, profile.path()));
        let client = connecting.connect(&format!("http://127.0.0.1:{port}")).await;
        Self { client: done("a browser opens", client), driver, _output: output, profile }
    }

    /// Ends browser and driver.
    async fn close(mut self) {
        // A browser that is gone already leaves only the driver to end.
        let closed = self.client.close().await;
        done("the driver ends", self.driver.kill().await);
        done("the browser closes", closed);
        drop(self.profile);
    }

    /// Opens an address and waits for what a person would look for there.
    pub async fn goto(&self, url: &str, css: &str) {
        done(url, self.client.goto(url).await);
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
        done(css, self.client.find_all(Locator::Css(css)).await).len()
    }

    /// What a person reads there now.
    pub async fn reads(&self, css: &str) -> String {
        let found = done(css, self.client.find(Locator::Css(css)).await);
        done(css, found.text().await)
    }

    /// Presses something, and waits until the page has done what follows.
    pub async fn press(&self, css: &str) {
        done(css, self.see(css).await.click().await);
        self.see("body:not([data-busy])").await;
    }

    /// The same for a choice that is found by what it says.
    pub async fn choose(&self, within: &str, says: &str) {
        let path = format!("//*[@data-test='{within}']//label[contains(., '{says}')]");
        let found = done(&path, self.client.find(Locator::XPath(&path)).await);
        done(&path, found.click().await);
    }

    /// Types into a field, in the place of what stands there.
    pub async fn write(&self, css: &str, text: &str) {
        let field = self.see(css).await;
        done(css, field.clear().await);
        done(css, field.send_keys(text).await);
    }

    /// Types where the caret is; [`Key`]s can be among it.
    pub async fn keys(&self, keys: &str) {
        let focused = done("what has the focus", self.client.active_element().await);
        done("keys", focused.send_keys(keys).await);
    }

    /// What a script, as the body of a function, returns.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        done(script, self.client.execute(script, arguments).await)
    }

    /// Picks a date; typing one depends on the browser's language.
    pub async fn pick_date(&self, css: &str, date: &str) {
        let script = "const field = document.querySelector(arguments[0]); field.value = arguments[1];
            for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));";
        self.script(script, vec![json!(css), json!(date)]).await;
    }

    /// What makes the page wider or longer than the screen, as parts of it scroll, but never the whole; empty if
    /// nothing does.
    async fn overflow(&self) -> String {
        let script = "const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
            if (scrollWidth <= clientWidth && scrollHeight <= clientHeight) return '';
            const beyond = [...document.querySelectorAll('body *')].filter((one) => {
              const { right, bottom } = one.getBoundingClientRect();
              return right > clientWidth + 1 || bottom > clientHeight + 1;
            });
            const outer = beyond.filter((one) => !beyond.includes(one.parentElement));
            const named = outer.slice(0, 20).map((one) => one.cloneNode(false).outerHTML.slice(0, 160));
            return [`${scrollWidth} x ${scrollHeight} in ${clientWidth} x ${clientHeight}`, ...named].join('\\n');";
        self.script(script, Vec::new()).await.as_str().unwrap_or_default().to_owned()
    }

    /// Keeps a picture of what is to be seen, for people, in `screenshots` of the target folder.
    pub async fn picture(&self, name: &str) {
        keep(name, &done(name, self.client.screenshot().await));
    }

    /// The same of one part of the page.
    pub async fn picture_of(&self, css: &str, name: &str) {
        keep(name, &done(name, self.see(css).await.screenshot().await));
    }
}

/// Test binaries are in `debug/deps` of the target folder.
fn keep(name: &str, picture: &[u8]) {
    let program = done("this program", std::env::current_exe());
    let target = done("the target folder", program.ancestors().nth(3).ok_or("the program is not in one"));
    let folder = target.join("screenshots");
    done("a folder for pictures", std::fs::create_dir_all(&folder));
    done(name, std::fs::write(folder.join(format!("{name}.png")), picture));
}

/// The driver says it in a line of words.
async fn port(output: &mut Lines<BufReader<ChildStdout>>) -> u16 {
    let saying = async {
        while let Some(line) = done(DRIVER, output.next_line().await) {
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                return done(&line, port.trim_end_matches('.').parse());
            }
        }
        panic!("{DRIVER} told no port");
    };
    done("the driver tells its port", tokio::time::timeout(LIMIT, saying).await)
}

fn capabilities(screen: Screen, profile: &Path) -> Map<String, Value> {
    let mut options = json!({"args": [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--force-prefers-reduced-motion", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--window-size=1360,900", format!("--user-data-dir={}", profile.join("profile").display()),
    ]});
    if matches!(screen, Screen::Phone) {
        options["mobileEmulation"] =
            json!({"deviceMetrics": {"width": 390, "height": 844, "pixelRatio": 2, "touch": true}});
    }
    Map::from_iter([("browserName".to_owned(), json!("chrome")), ("goog:chromeOptions".to_owned(), options)])
}
