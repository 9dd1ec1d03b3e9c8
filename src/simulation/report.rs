//! What is told at the end: what held and what did not, and figures.

use super::watch::Breach;
use super::world::World;
use super::{Options, stage::on};
use crate::domain::model::Status;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt;

/// How a run went.
#[derive(Clone, Debug)]
pub struct Report {
    /// What was simulated.
    pub options: Options,
    /// What did not hold; empty when all did.
    pub breaches: Vec<Breach>,
    /// The widest spread of hostings in a cluster at the end.
    pub spread: u32,
    /// Meetings held.
    pub held: usize,
    /// Of these, meetings of which nothing kept anything from being said.
    pub followed: u64,
    /// Briefs that are out.
    pub briefs: usize,
    /// Messages posted, by kind.
    pub posted: BTreeMap<String, u64>,
    /// Of these, unasked.
    pub unasked: u64,
    /// Messages that were not sent, by reason.
    pub dead: BTreeMap<String, u64>,
    /// Said twice because the first could not be found: Slack hid it from its own history, or somebody deleted it before it
    /// was looked for.
    pub hidden_twice: u64,
    /// Calls to Slack by method and outcome.
    pub calls: BTreeMap<String, u64>,
    /// Edits of messages, and those of them that changed nothing.
    pub edits: (u64, u64),
    /// Times the process died.
    pub deaths: u64,
    /// Things people did.
    pub acts: u64,
    /// Events committed, and transactions it took.
    pub events: u64,
    /// Transactions.
    pub commits: u64,
    /// Facts people were told, held to the state at the end.
    pub facts: usize,
}

impl Report {
    /// Whether everything held.
    pub const fn holds(&self) -> bool {
        self.breaches.is_empty()
    }

    /// For a machine.
    pub fn json(&self) -> Value {
        let breaches: Vec<Value> = self
            .breaches
            .iter()
            .map(|it| json!({ "invariant": it.invariant.name(), "at": it.at.to_rfc3339(), "what": it.what }))
            .collect();
        json!({
            "seed": self.options.seed, "years": self.options.years, "clusters": self.options.clusters,
            "faults": self.options.faults.name(), "holds": self.holds(), "breaches": breaches,
            "fairness": { "spread": self.spread, "meetings_held": self.held, "meetings_undisturbed": self.followed },
            "budgets": { "unasked": self.unasked },
            "deliveries": {
                "posted": self.posted, "dead": self.dead, "twice_because_not_found": self.hidden_twice,
                "calls": self.calls, "edits": self.edits.0, "edits_in_vain": self.edits.1, "briefs": self.briefs,
            },
            "process": {
                "deaths": self.deaths, "acts": self.acts, "events": self.events, "commits": self.commits,
                "facts": self.facts,
            },
        })
    }
}

impl World {
    pub(super) fn report(self) -> Report {
        let stage = on(&self.stage);
        let ws = &stage.image.ws;
        let calls =
            stage.counts.iter().map(|((method, outcome), count)| (format!("{method} {outcome}"), *count));
        Report {
            breaches: stage.watch.breaches.clone(),
            spread: ws.clusters.values().map(|cluster| stage.spread(cluster)).max().unwrap_or_default(),
            held: ws.meetings.values().filter(|meeting| meeting.status == Status::Held).count(),
            followed: stage.watch.followed,
            briefs: ws.briefs.values().filter(|brief| brief.state.is_out()).count(),
            posted: stage.watch.kinds.clone(),
            unasked: stage.watch.unasked_count,
            dead: stage.watch.dead.clone(),
            hidden_twice: stage.watch.hidden_twice,
            calls: calls.collect(),
            edits: (stage.slack.edits, stage.slack.same),
            deaths: self.deaths,
            acts: self.acts,
            events: stage.image.events,
            commits: stage.image.commits,
            facts: stage.watch.truth.len(),
            options: self.options.clone(),
        }
    }
}

fn list(out: &mut fmt::Formatter<'_>, title: &str, counts: &BTreeMap<String, u64>) -> fmt::Result {
    let all: Vec<String> = counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
    writeln!(out, "{title:<12} {}", if all.is_empty() { "none".to_owned() } else { all.join(", ") })
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Options { years, clusters, seed, faults, .. } = &self.options;
        writeln!(out, "seed {seed}: {years} years of {clusters} clusters, faults {}", faults.name())?;
        writeln!(
            out,
            "{:<12} {} meetings held ({} of them undisturbed), widest spread of hostings {}",
            "fairness", self.held, self.followed, self.spread
        )?;
        writeln!(out, "{:<12} {} unasked messages", "budgets", self.unasked)?;
        list(out, "posted", &self.posted)?;
        list(out, "not sent", &self.dead)?;
        writeln!(
            out,
            "{:<12} {} because the first was not in Slack's history (any more) when it was looked for",
            "said twice", self.hidden_twice
        )?;
        list(out, "calls", &self.calls)?;
        writeln!(out, "{:<12} {}, of which {} changed nothing", "edits", self.edits.0, self.edits.1)?;
        writeln!(
            out,
            "{:<12} died {} times; {} acts, {} events in {} commits",
            "process", self.deaths, self.acts, self.events, self.commits
        )?;
        for breach in &self.breaches {
            writeln!(
                out,
                "BROKEN {} at {}: {}",
                breach.invariant.name(),
                breach.at.to_rfc3339(),
                breach.what
            )?;
        }
        Ok(())
    }
}
