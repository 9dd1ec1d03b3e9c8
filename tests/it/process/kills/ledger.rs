//! What people did, and whether Slack saw it acknowledged: what has to be on the disk, and what may be.

use std::collections::BTreeMap;

/// Something of which the last word counts: a company's answer, a meeting's place.
#[derive(Debug, Default)]
pub(super) struct Register {
    said: Vec<(String, bool)>,
}

impl Register {
    /// Somebody begins to say this; what may be so from now on. Answers which word it is.
    pub(super) fn begin(&mut self, word: &str) -> usize {
        self.said.push((word.to_owned(), false));
        self.said.len() - 1
    }

    /// Slack saw it acknowledged.
    pub(super) fn acknowledged(&mut self, which: usize) {
        self.said[which].1 = true;
    }

    /// What may be on the disk: the last word that was acknowledged, or one that was begun after it. `None` is nothing.
    pub(super) fn allows(&self, found: Option<&str>) -> bool {
        let last = self.said.iter().rposition(|(_, acknowledged)| *acknowledged);
        let newer = &self.said[last.unwrap_or(0)..];
        match found {
            Some(found) => newer.iter().any(|(word, _)| word == found),
            None => last.is_none(),
        }
    }
}

/// All that people did in a house.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// The answer of each contact's company to the meeting.
    pub(super) answers: BTreeMap<&'static str, Register>,
    /// Where the meeting is.
    pub(super) place: Register,
    /// Titles of talks, and whether the form was acknowledged.
    pub(super) talks: BTreeMap<String, bool>,
    /// How often somebody has written to Klynge, which Slack repeats until it is acknowledged.
    pub(super) written: BTreeMap<&'static str, usize>,
    /// How many acts were acknowledged.
    pub(super) acknowledged: usize,
}

#[test]
fn the_last_acknowledged_word_counts_and_what_came_after_it_may() {
    let mut register = Register::default();
    assert!(register.allows(None) && !register.allows(Some("yes")));
    let yes = register.begin("yes");
    assert!(register.allows(None) && register.allows(Some("yes")));
    register.acknowledged(yes);
    assert!(!register.allows(None) && register.allows(Some("yes")) && !register.allows(Some("no")));
    let no = register.begin("no");
    assert!(register.allows(Some("yes")) && register.allows(Some("no")));
    register.acknowledged(no);
    assert!(!register.allows(Some("yes")) && register.allows(Some("no")));
}
