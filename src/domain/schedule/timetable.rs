//! The earliest planned work, without looking at every cluster each time: what was found out about a
//! cluster holds until one of its rows changes, or a time comes at which it might read differently.

use super::{of_cluster, tidy};
use crate::domain::calendar;
use crate::domain::model::{
    Card, ClusterId, CompanyId, Difference, Due, Instant, MeetingId, Stage, Subject, Table, UserId, Workspace,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is next in each cluster.
#[derive(Default)]
pub struct Timetable {
    /// The workspace and the time when it was last asked.
    last: Option<(Workspace, Instant)>,
    clusters: BTreeMap<ClusterId, Line>,
    /// The clusters by when they have to be looked at again.
    to_look: BTreeSet<(Instant, ClusterId)>,
    /// The clusters by what is next in them.
    by_next: BTreeSet<(Instant, Due, ClusterId)>,
}

/// One cluster.
struct Line {
    next: Option<(Instant, Due)>,
    holds_until: Option<Instant>,
}

impl Timetable {
    /// The earliest planned work, as [`super::next`] finds it, but for what is left out. Of several clusters in which
    /// something is due now, that in which it has been for longest comes first.
    pub fn next(
        &mut self,
        ws: &Workspace,
        now: Instant,
        is_left_out: impl Fn(&Due) -> bool,
    ) -> Option<(Instant, Due)> {
        self.follow(ws, now, &is_left_out);
        let tidying = tidy(ws, now).filter(|(_, due)| !is_left_out(due));
        while let Some((_, id)) = self.to_look.first().filter(|(at, _)| *at <= now).cloned() {
            self.look(ws, id, now, &is_left_out);
            let found = self.clusters.get(&id).and_then(|line| line.next.clone());
            if let Some(due) = found.filter(|(at, _)| *at <= now) {
                return tidying.into_iter().chain([due]).min();
            }
        }
        let first = self.by_next.first().map(|(at, due, _)| (*at, due.clone()));
        tidying.into_iter().chain(first).min()
    }

    /// Everything has to be looked at anew.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Looks again at the clusters that concern what has changed; at all of them if the clock was turned back.
    fn follow(&mut self, ws: &Workspace, now: Instant, is_left_out: &impl Fn(&Due) -> bool) {
        let last = self.last.take().filter(|(_, at)| *at <= now);
        let changed = match &last {
            Some((before, _)) if before.is_same(ws) => {
                self.last = last.map(|(before, _)| (before, now));
                return;
            }
            Some((before, _)) => Changed::between(before, ws).clusters,
            None => {
                self.forget();
                ws.clusters.keys().copied().collect()
            }
        };
        for id in changed {
            self.look(ws, id, now, is_left_out);
        }
        self.last = Some((ws.clone(), now));
    }

    fn look(&mut self, ws: &Workspace, id: ClusterId, now: Instant, is_left_out: &impl Fn(&Due) -> bool) {
        if let Some(line) = self.clusters.remove(&id) {
            line.holds_until.map(|at| self.to_look.remove(&(at, id)));
            line.next.map(|(at, due)| self.by_next.remove(&(at, due, id)));
        }
        let Some(cluster) = ws.clusters.get(&id).filter(|cluster| cluster.stage == Stage::Live) else {
            return;
        };
        let all = of_cluster(ws, cluster, now).into_iter();
        let next = all.filter(|(_, due)| !is_left_out(due)).min();
        // From then on another meeting is the next one.
        let ends = ws.planned_in(id);
        let ends = ends.map(|meeting| calendar::instant(meeting.end(), cluster.zone)).filter(|at| *at > now);
        let holds_until = ends.chain(next.as_ref().map(|(at, _)| *at)).min();
        self.to_look.extend(holds_until.map(|at| (at, id)));
        self.by_next.extend(next.clone().map(|(at, due)| (at, due, id)));
        self.clusters.insert(id, Line { next, holds_until });
    }
}

/// The clusters whose rows differ between two states. Costs as much as has changed: what two maps share is skipped.
struct Changed<'a> {
    states: [&'a Workspace; 2],
    clusters: BTreeSet<ClusterId>,
}

impl<'a> Changed<'a> {
    fn between(before: &'a Workspace, after: &'a Workspace) -> Self {
        let mut changed = Self { states: [before, after], clusters: BTreeSet::new() };
        changed.rows(&before.clusters, &after.clusters, |it, id, _| it.mark(Some(*id)));
        changed.rows(&before.companies, &after.companies, |it, _, row| it.mark(Some(row.cluster)));
        changed.rows(&before.members, &after.members, |it, (cluster, _), _| it.mark(Some(*cluster)));
        changed.rows(&before.meetings, &after.meetings, |it, _, row| it.mark(Some(row.cluster)));
        changed.rows(&before.turns, &after.turns, |it, _, row| it.mark(Some(row.cluster)));
        changed.rows(&before.talks, &after.talks, |it, _, row| it.mark(Some(row.cluster)));
        changed.rows(&before.rsvps, &after.rsvps, |it, (meeting, _), _| it.meeting(*meeting));
        changed.rows(&before.briefs, &after.briefs, |it, meeting, _| it.meeting(*meeting));
        changed.rows(&before.presence, &after.presence, |it, company, _| it.company(*company));
        changed.rows(&before.people, &after.people, |it, user, _| it.person(user));
        for item in before.cards.differences(&after.cards) {
            match item {
                Difference::Single(_, card) => changed.card(card),
                // What is on the way, or is shown, makes no difference.
                Difference::Changed(_, before, after) if before.face == after.face => {}
                Difference::Changed(_, before, after) => {
                    changed.card(before);
                    changed.card(after);
                }
            }
        }
        changed.rows(&before.rooms, &after.rooms, |it, channel, _| {
            for ws in it.states {
                it.mark(ws.cluster_in(channel).map(|cluster| cluster.id));
            }
        });
        changed
    }

    /// Calls for each row that was put, changed or taken away, as it was and as it is.
    fn rows<K: Ord + Clone, V: PartialEq>(
        &mut self,
        before: &Table<K, V>,
        after: &Table<K, V>,
        mut mark: impl FnMut(&mut Self, &K, &V),
    ) {
        for item in before.differences(after) {
            match item {
                Difference::Single(key, row) => mark(self, key, row),
                Difference::Changed(key, before, after) => {
                    mark(self, key, before);
                    mark(self, key, after);
                }
            }
        }
    }

    fn mark(&mut self, cluster: Option<ClusterId>) {
        self.clusters.extend(cluster);
    }

    fn meeting(&mut self, id: MeetingId) {
        for ws in self.states {
            self.mark(ws.meetings.get(&id).map(|meeting| meeting.cluster));
        }
    }

    fn company(&mut self, id: CompanyId) {
        for ws in self.states {
            self.mark(ws.companies.get(&id).map(|company| company.cluster));
        }
    }

    fn person(&mut self, user: &UserId) {
        for ws in self.states {
            self.clusters.extend(ws.clusters_near(user));
        }
    }

    fn card(&mut self, card: &Card) {
        match card.face.subject() {
            Subject::Cluster(id) => self.mark(Some(id)),
            Subject::Meeting(id) => self.meeting(id),
            Subject::Talk(id) => {
                for ws in self.states {
                    self.mark(ws.talks.get(&id).map(|talk| talk.cluster));
                }
            }
        }
    }
}
