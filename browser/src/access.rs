//! Whom a page keeps out: those who do not see it or do not use a mouse, as axe-core finds it, and those with a smaller
//! screen.

use std::path::PathBuf;

use serde_json::Value;

use crate::{Browser, done, may_be_used};

/// The levels of the Web Content Accessibility Guidelines and axe's own experience of good practice; a line for each
/// element that keeps somebody out altogether, or nearly.
const SERIOUS: &str = "
    const done = arguments[arguments.length - 1];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run(document, { runOnly: tags, resultTypes: ['violations'] }).then(
      ({ violations }) => done(violations
        .flatMap(({ id, help, nodes }) => nodes.map((node) => ({ id, help, ...node })))
        .filter(({ impact }) => ['serious', 'critical'].includes(impact))
        .map(({ id, impact, help, target, html }) =>
          `${id} (${impact}): ${help}\\n    ${target.join(' ')}\\n    ${html.slice(0, 160)}`)
        .join('\\n')),
      (error) => done(`axe: ${error}`),
    );";

/// axe-core from npm, where `SANDBOX_NODE_PATH` says.
fn axe() -> Option<PathBuf> {
    let folder = std::env::var_os("SANDBOX_NODE_PATH").map(PathBuf::from);
    let path = folder.map(|folder| folder.join("axe-core/axe.min.js"));
    may_be_used(path, "axe-core", "SANDBOX_NODE_PATH has to name a node_modules with it")
}

impl Browser {
    /// Fails with all that keeps somebody out of the page as it stands once it has done what it is at.
    pub async fn keeps_nobody_out(&self, what: &str) {
        self.see("body:not([data-busy])").await;
        let barriers = self.barriers().await;
        assert!(barriers.is_empty(), "{what} keeps somebody out:\n{barriers}");
        assert_eq!(self.overflow().await, "", "{what} is larger than the screen");
    }

    /// What axe-core finds; nothing where there is no axe-core.
    async fn barriers(&self) -> String {
        let Some(path) = axe() else { return String::new() };
        if self.script("return 'axe' in window;", Vec::new()).await == Value::Bool(false) {
            let source = done("axe-core", std::fs::read_to_string(path));
            self.script(&source, Vec::new()).await;
        }
        let found = done("axe-core", self.client.execute_async(SERIOUS, Vec::new()).await);
        done("axe-core", found.as_str().map(str::to_owned).ok_or("it answers with no text"))
    }
}
