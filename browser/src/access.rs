//! What a page owes to those who do not see it, or do not use a mouse, as axe-core finds it.

use std::path::PathBuf;

use serde_json::Value;

use crate::{Browser, may_be_used};

/// The levels of the Web Content Accessibility Guidelines, and axe's own experience of good practice.
const RULES: &str = "
    const done = arguments[arguments.length - 1];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run(document, { runOnly: tags, resultTypes: ['violations'] }).then(
      ({ violations }) => done(violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ impact, target, html }) => ({ id, help, impact, where: target.join(' '), html })))),
      (error) => done([{ id: 'axe', impact: 'critical', help: String(error) }]),
    );";

/// Something on a page that keeps somebody out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barrier {
    /// axe's name of the rule.
    pub rule: String,
    /// `minor`, `moderate`, `serious` or `critical`.
    pub impact: String,
    /// For a person: the rule, where, and the beginning of the element.
    pub told: String,
}

impl Barrier {
    fn read(found: &Value) -> Self {
        let text = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
        let html: String = text("html").chars().take(160).collect();
        let told = format!(
            "{} ({}): {}\n    {}\n    {html}",
            text("id"),
            text("impact"),
            text("help"),
            text("where")
        );
        Self { rule: text("id"), impact: text("impact"), told }
    }

    /// Whether it keeps somebody out altogether, or nearly.
    #[must_use]
    pub fn is_serious(&self) -> bool {
        matches!(self.impact.as_str(), "serious" | "critical")
    }
}

/// axe-core from npm, where `SANDBOX_NODE_PATH` says.
fn script() -> Option<PathBuf> {
    let folder = std::env::var_os("SANDBOX_NODE_PATH").map(PathBuf::from);
    let path = folder.map(|folder| folder.join("axe-core/axe.min.js"));
    may_be_used(path, "axe-core", "SANDBOX_NODE_PATH has to name a node_modules with it")
}

impl Browser {
    /// What axe-core finds on the page as it stands; nothing where there is no axe-core.
    pub async fn barriers(&self) -> Vec<Barrier> {
        let Some(path) = script() else { return Vec::new() };
        if self.script("return 'axe' in window;", Vec::new()).await == Value::Bool(false) {
            // A function's body sees its own `module`, and must not.
            let source = std::fs::read_to_string(path).unwrap();
            self.script(&source, Vec::new()).await;
        }
        let found = self.client.execute_async(RULES, Vec::new()).await.unwrap();
        found.as_array().unwrap().iter().map(Barrier::read).collect()
    }
}
