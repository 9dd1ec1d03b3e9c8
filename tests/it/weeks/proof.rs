//! What must hold: on every day by what the bot knows, and at the end by what Slack shows.

use super::{notes, silence};
use chrono::{DateTime, NaiveDate};
use klynge::domain::model::{Cluster, CompanyId, Meeting, MeetingId, Status, Workspace};
use klynge::domain::rotation::responsible;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What has been seen so far.
#[derive(Default)]
pub(super) struct Proof {
    seen: BTreeSet<MeetingId>,
}

impl Proof {
    /// Of each day: every meeting ever planned is there, with a host who exists, and hosting is fair.
    pub(super) fn of_today(&mut self, ws: &Workspace, date: NaiveDate) {
        assert!(self.seen.iter().all(|id| ws.meetings.contains_key(id)), "{date}: a meeting is gone");
        self.seen.extend(ws.meetings.keys().copied());
        for meeting in ws.meetings.values().filter(|meeting| meeting.is_planned()) {
            let host = meeting.host.company().and_then(|id| ws.companies.get(&id));
            assert!(
                host.is_none_or(|host| host.left.is_none()),
                "{date}: hosted by one who left: {meeting:?}"
            );
            let who = responsible(ws, meeting).and_then(|user| ws.people.get(&user).cloned());
            assert!(who.is_some_and(|person| person.reachable()), "{date}: nobody's: {meeting:?}");
        }
        for cluster in ws.clusters.values() {
            let spread = spread(ws, cluster);
            assert!(spread <= 1, "{date}: hosting is spread by {spread} in {:?}", cluster.id);
        }
    }
}

/// The widest spread of hostings among companies that are equally long in a cluster: credited on
/// joining, held, and told.
fn spread(ws: &Workspace, cluster: &Cluster) -> u32 {
    let counts =
        |meeting: &&Meeting| meeting.status == Status::Held || meeting.is_planned() && meeting.host_fixed;
    let mut hosted: BTreeMap<CompanyId, u32> = BTreeMap::new();
    let counting = ws.meetings_of(cluster.id).into_iter().filter(counts);
    for company in counting.filter_map(|meeting| meeting.host.company()) {
        *hosted.entry(company).or_default() += 1;
    }
    let mut groups: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for company in ws.companies_in(cluster) {
        let count = hosted.get(&company.id).copied().unwrap_or_default();
        groups.entry((company.joined, company.credit)).or_default().push(count);
    }
    let spreads = groups.values().filter_map(|group| Some(group.iter().max()? - group.iter().min()?));
    spreads.max().unwrap_or_default()
}

/// At the end: enough has happened to prove something, and nothing was said twice on a day to
/// anybody. (What must hold of any story is checked along with it.)
pub(super) fn of_it_all(everything: &Value, ws: &Workspace) {
    assert_eq!(everything["views"], Value::Array(Vec::new()), "a form was left open");
    let messages: Vec<&Value> = everything["messages"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|message| message["metadata"]["event_type"] == "klynge")
        .collect();
    let kind = |message: &Value| message["metadata"]["event_payload"]["kind"].as_str().unwrap().to_owned();
    let kinds: BTreeSet<String> = messages.iter().map(|message| kind(message)).collect();
    for wanted in [
        "announcement",
        "ask",
        "attendance",
        "brief",
        "change",
        "company",
        "draft",
        "handover",
        "host",
        "invitation",
        "notes",
        "nudge",
        "digest",
        "work",
        "presenter",
        "reminder",
    ] {
        assert!(kinds.contains(wanted), "half a year without any {wanted}: {kinds:?}");
    }
    let held = ws.meetings.values().filter(|meeting| meeting.status == Status::Held).count();
    assert!(held >= 30, "only {held} meetings were held");
    notes::proof(everything, &messages, ws);
    silence::proof(everything, &messages, ws);
    let mut said = BTreeSet::new();
    // In reply to a person, or in the words of one: who asks twice is passed on twice.
    let own = |message: &&&Value| !["answer", "ask", "correct"].contains(&kind(message).as_str());
    for message in messages.iter().filter(own) {
        let ts = message["ts"].as_str().and_then(|ts| ts.split('.').next()?.parse().ok()).unwrap();
        let day =
            DateTime::from_timestamp(ts, 0).unwrap().with_timezone(&chrono_tz::Europe::Oslo).date_naive();
        let text = message["text"].as_str().unwrap();
        let once = said.insert((message["channel"].as_str(), day, text));
        assert!(once, "said twice on {day}: {text}");
    }
}
