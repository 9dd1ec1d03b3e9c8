//! What people did, and whether Slack saw it acknowledged: what has to be on the disk, and what may be.

use std::collections::{BTreeMap, BTreeSet};

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

/// What a host does after the meeting, once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Duty {
    /// Says who was there.
    Attendance,
    /// Sends the brief out.
    Brief,
}

impl Duty {
    /// How the id of its button begins.
    pub(super) const fn button(self) -> &'static str {
        match self {
            Self::Attendance => "attendance.confirm.",
            Self::Brief => "brief.publish.",
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
    /// What it is about.
    pub(super) theme: Register,
    /// Until when each wants nothing unasked.
    pub(super) silences: BTreeMap<&'static str, Register>,
    /// The language each has chosen.
    pub(super) languages: BTreeMap<&'static str, Register>,
    /// What the host was told is done.
    pub(super) done: BTreeSet<Duty>,
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
