//! The log of one app as its story goes on: what the app was given and got, and what people then see.

use std::time::Duration;

use serde_json::{Value, json};

use super::expected::Section;
use super::keys;
use super::program::Program;
use super::scene::{Scene, news, scene};
use crate::everything::{ADA, GENERAL};
use crate::workspace::Workspace;

/// How long the log waits for more when it is written anew, and nobody knows how much there is to come.
const PAUSE: Duration = Duration::from_secs(4);

pub(crate) struct Transcript<'a> {
    pub(crate) workspace: &'a Workspace,
    app: Program,
    /// What is expected; `None` while the log is written anew.
    wanted: Option<Vec<Section>>,
    pub(crate) sections: Vec<Section>,
    seen: Scene,
    /// All that the app was given, for those who want to look closer.
    pub(crate) payloads: Vec<Value>,
}

impl<'a> Transcript<'a> {
    pub(crate) async fn begin(
        workspace: &'a Workspace,
        app: Program,
        wanted: Option<Vec<Section>>,
    ) -> Transcript<'a> {
        let seen = scene(&workspace.get("/sandbox/state?ask=false").await);
        Transcript { workspace, app, wanted, sections: Vec::new(), seen, payloads: Vec::new() }
    }

    /// A slash command of Ada's.
    pub(crate) async fn command(&mut self, text: &str) {
        let order = json!({"do": "command", "channel": GENERAL, "text": text});
        self.step(&format!("Ada types {text}"), order).await;
    }

    /// Somebody, Ada if nobody is named, acts; the app does what it does, and people see it.
    pub(crate) async fn step(&mut self, title: &str, order: Value) {
        let mut order = order;
        let fields = order.as_object_mut().unwrap();
        fields.entry("as").or_insert(json!(ADA));
        // The app's own lines tell when it is done.
        fields.insert("within".into(), json!("0s"));
        let answer = self.workspace.act(order).await;
        let mut lines = self.heard(title).await;
        for name in ["error", "options", "option_groups"] {
            if let Some(value) = answer.get(name) {
                lines.push(format!("answer: {name} {value}"));
            }
        }
        let now = scene(&self.workspace.get("/sandbox/state?ask=false").await);
        lines.extend(news(&self.seen, &now));
        self.seen = now;
        self.sections.push(Section { title: title.to_owned(), lines });
    }

    /// What the app writes about this step. Its listeners work side by side: their lines are put in order.
    async fn heard(&mut self, title: &str) -> Vec<String> {
        let place = self.sections.len();
        let count = self.wanted.as_ref().map(|wanted| {
            let section = wanted.get(place).filter(|section| section.title == title);
            section.map_or(0, |section| section.lines.iter().filter(|line| line.starts_with("app: ")).count())
        });
        let mut lines = Vec::new();
        while count.is_none_or(|count| lines.len() < count) {
            let line = match count {
                Some(_) => self.app.line().await,
                None => self.app.line_within(PAUSE).await,
            };
            match (line, count) {
                (Some(line), _) => lines.extend(self.read(&line)),
                (None, None) => break,
                (None, Some(count)) => {
                    panic!("{title}: {count} lines expected, found {lines:?}\n{}", self.app.end())
                }
            }
        }
        lines.sort_unstable();
        lines.into_iter().flatten().collect()
    }

    /// A line of the app's log; what its framework says beside is none.
    fn read(&mut self, line: &str) -> Option<Vec<String>> {
        let record: Value = serde_json::from_str(line).ok()?;
        let listener = record["listener"].as_str()?;
        let line = self.fixed(&format!("app: {listener}{}", facts(&record["facts"])));
        let mut lines = vec![line];
        if record["body"].is_object() {
            lines.extend(keys::differences(&record["body"]).into_iter().map(|what| format!("     {what}")));
            self.payloads.push(record["body"].clone());
        }
        Some(lines)
    }

    /// Without the port, which is another each time.
    fn fixed(&self, line: &str) -> String {
        line.replace(&self.workspace.base, "http://sandbox")
    }

    /// Channel and `ts` of the latest message with this text, as Ada reads it.
    pub(crate) async fn latest(&self, text: &str) -> Value {
        let state = self.workspace.get("/sandbox/state?ask=false").await;
        let messages = state["messages"].as_array().unwrap();
        let found = messages.iter().rfind(|message| message["text"] == text);
        let found = found.unwrap_or_else(|| panic!("nobody wrote {text:?}"));
        json!({"channel": found["channel"], "ts": found["ts"]})
    }

    /// The modal on top.
    pub(crate) async fn view(&self) -> Value {
        let state = self.workspace.get("/sandbox/state?ask=false").await;
        state["views"].as_array().unwrap().last().unwrap()["id"].clone()
    }

    /// Adds how the latest calls of a method went.
    pub(crate) async fn note_calls(&mut self, method: &str, count: usize) {
        let wire = self.workspace.get("/sandbox/wire").await;
        let records = wire["records"].as_array().unwrap();
        let calls = records.iter().rev().filter(|record| record["name"] == method).take(count);
        let calls: Vec<&str> = calls.map(|record| record["error"].as_str().unwrap_or("ok")).collect();
        let line = format!("wire: {method}: {}", calls.into_iter().rev().collect::<Vec<_>>().join(", "));
        self.sections.last_mut().unwrap().lines.push(line);
    }

    /// Ends the app. What it still had to say belongs to the last step.
    pub(crate) async fn end(mut self) -> (Vec<Section>, Vec<Value>) {
        self.app.end();
        while let Some(line) = self.app.line().await {
            let lines = self.read(&line).unwrap_or_default();
            self.sections.last_mut().unwrap().lines.extend(lines);
        }
        (self.sections, self.payloads)
    }
}

/// By name; a text bare where that cannot be misread.
fn facts(facts: &Value) -> String {
    let facts = facts.as_object().unwrap();
    let shown = |value: &Value| match value {
        Value::String(text) if !text.is_empty() && !text.contains([' ', '"', '=']) => text.clone(),
        value => value.to_string(),
    };
    facts.iter().map(|(name, value)| format!(" {name}={}", shown(value))).collect()
}
