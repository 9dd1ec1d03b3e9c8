//! Whether hosting is fair: who hosted when, who did so by their own wish, and what was let go.

use super::{Invariant, Watch};
use crate::domain::model::{Cluster, Company, CompanyId, Instant, Meeting, Status, Workspace};
use crate::simulation::stage::Stage;
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// Once round a large cluster that meets every second week, in days.
const ROUND: u64 = 15 * 14;

impl Watch {
    /// Who takes what was not theirs by turn, be they of a company or the facilitator, hosts by their own wish. Whose turn
    /// it was is who hosted before anybody took it.
    pub(super) fn note_volunteer(&mut self, meeting: &Meeting, ws: &Workspace) {
        // Whose a meeting is that somebody asks about, or would rather have, has been said, however the turns shift before it.
        if let Some(plea) = &meeting.plea {
            let wanted = plea.instead.and_then(|(other, _)| ws.meetings.get(&other));
            for meeting in [Some(meeting), wanted].into_iter().flatten() {
                if let Some(company) = meeting.account() {
                    self.volunteers.entry(company).or_default().insert(meeting.start.date());
                }
            }
        }
        let host = meeting.account();
        let by_turn = self.by_turn.entry(meeting.id).or_insert(host);
        let is_free = meeting.taken_by.is_none();
        if is_free && (meeting.asked.is_empty() || !meeting.host_fixed) {
            *by_turn = host;
        }
        let by_turn = *by_turn;
        if is_free || by_turn == host {
            return;
        }
        if let Some(company) = host {
            self.volunteers.entry(company).or_default().insert(meeting.start.date());
        }
        self.lost_a_turn(by_turn, meeting);
    }

    /// Notes what is called off.
    pub(super) fn note_meeting(&mut self, meeting: &Meeting, now: Instant) {
        if meeting.status != Status::Cancelled || self.called_off.contains_key(&meeting.id) {
            return;
        }
        self.called_off.insert(meeting.id, now);
        if !self.to_call_off.contains(&meeting.id) {
            self.breach(Invariant::Kept, now, format!("{:?} was called off by nobody", meeting.id));
        }
        if meeting.host_fixed {
            self.lost_a_turn(meeting.account(), meeting);
        }
    }

    /// A company that left its hosting to the next in line has it still to come.
    pub(super) fn note_skipped(&mut self, meeting: &Meeting) {
        meeting.skipped.iter().for_each(|company| self.lost_a_turn(Some(*company), meeting));
    }

    /// A company that was told it would host does not: the meeting is called off, or somebody else took it.
    fn lost_a_turn(&mut self, company: Option<CompanyId>, meeting: &Meeting) {
        if let Some(company) = company {
            self.let_go.entry(company).or_default().insert(meeting.start.date());
        }
    }

    /// Whoever is away catches up with the least of the others when it is back, and with nobody before.
    pub(super) fn note_away(&mut self, company: &Company) {
        if company.away.is_some() {
            self.were_away.insert(company.id);
        }
    }
}

impl Stage {
    pub(super) fn check_fairness(&mut self) {
        let now = self.now;
        let ws = self.image.ws.clone();
        for cluster in ws.clusters.values() {
            let spread = self.spread(cluster);
            if spread <= 1 {
                continue;
            }
            let (id, hosted) = (cluster.id, hostings(&ws, cluster));
            let Watch { volunteers, let_go, .. } = &self.watch;
            let what = format!(
                "{id:?}: spread by {spread}; hosted {hosted:?}, taken {volunteers:?}, let go {let_go:?}"
            );
            self.watch.breach(Invariant::Fair, now, what);
        }
    }

    /// The widest spread of hostings among companies equally long in a cluster: by how much more than turns explain the
    /// one has hosted than the other. A turn comes to whoever has the least; beside that there are meetings that somebody
    /// took by their own wish, and turns that somebody was told of and then let go, until the next has made up for them.
    pub(in crate::simulation) fn spread(&self, cluster: &Cluster) -> u32 {
        let ws = &self.image.ws;
        let hosted = hostings(ws, cluster);
        let mut groups: BTreeMap<_, Vec<(u32, u32)>> = BTreeMap::new();
        for company in ws.companies_in(cluster).filter(|company| !self.watch.were_away.contains(&company.id))
        {
            let dates = hosted.get(&company.id).map_or(&[][..], Vec::as_slice);
            let count = u32::try_from(dates.len()).unwrap_or(u32::MAX);
            // What is planned was told before that was known, perhaps.
            let today = self.now.date_naive();
            let last = dates.iter().filter(|date| **date < today).max().copied().unwrap_or_default();
            let since = |all: &BTreeMap<CompanyId, BTreeSet<NaiveDate>>, from: NaiveDate| {
                let dates = all.get(&company.id).into_iter().flatten();
                u32::try_from(dates.filter(|date| **date > from).count()).unwrap_or(u32::MAX)
            };
            // The others make up for one that was taken in each round, and the first may have begun.
            let taken = self.watch.volunteers.get(&company.id).map_or(0, BTreeSet::len) as u64;
            let wished = since(&self.watch.volunteers, today - Days::new(ROUND * (1 + taken)));
            let let_go = since(&self.watch.let_go, last);
            let bounds = (count.saturating_sub(wished), count + let_go);
            groups.entry((company.joined, company.credit)).or_default().push(bounds);
        }
        let spread = |group: &Vec<(u32, u32)>| {
            let most = group.iter().map(|(by_turn, _)| *by_turn).max().unwrap_or_default();
            let least = group.iter().map(|(_, with_what_was_let_go)| *with_what_was_let_go).min();
            most.saturating_sub(least.unwrap_or_default())
        };
        groups.values().map(spread).max().unwrap_or_default()
    }
}

/// When each company has hosted, or has been told that it will; or is about to be told, since somebody was told of a later
/// meeting already.
fn hostings(ws: &Workspace, cluster: &Cluster) -> BTreeMap<CompanyId, Vec<NaiveDate>> {
    let told = ws.planned_in(cluster.id).filter(|meeting| meeting.host_fixed).map(|meeting| meeting.start);
    let told = told.max();
    let counts = |meeting: &&Meeting| {
        meeting.status == Status::Held || meeting.is_planned() && Some(meeting.start) <= told
    };
    let mut hosted: BTreeMap<CompanyId, Vec<NaiveDate>> = BTreeMap::new();
    for meeting in ws.meetings_of(cluster.id).into_iter().filter(counts) {
        // Who stands in for another does so beside their turns.
        if let Some(company) = meeting.account() {
            hosted.entry(company).or_default().push(meeting.start.date());
        }
    }
    hosted
}
