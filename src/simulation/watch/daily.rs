//! What must hold of the whole, looked at each day, at each death, and at the end.

use super::Invariant;
use crate::domain::card;
use crate::domain::model::{Cluster, CompanyId, Holder, Meeting, Stage as ClusterStage, Status, Workspace};
use crate::domain::policy::{When, when};
use crate::domain::rotation::responsible;
use crate::simulation::stage::Stage;
use crate::slack::blocks;
use std::collections::BTreeMap;

impl Stage {
    /// Of every day. `quiet`: nothing goes wrong just now, and the process has nothing to do.
    pub(in crate::simulation) fn check_day(&mut self, day: u64, quiet: bool) {
        self.look_at_commits();
        self.check_posts(false);
        self.check_names();
        self.check_fairness();
        let lost = self.watch.truth.lost(&self.image.ws);
        let now = self.now;
        for what in lost {
            self.watch.breach(Invariant::Kept, now, what);
        }
        if quiet {
            // A part of them each day: the whole takes longer than the day.
            self.check_cards(|card| card % 16 == day % 16);
        }
    }

    /// Once all is quiet for good.
    pub(in crate::simulation) fn check_end(&mut self) {
        self.check_day(0, false);
        self.check_posts(true);
        self.check_cards(|_| true);
        let (now, machine) = (self.now, self.machine());
        let ws = self.image().ws.clone();
        let left = self.open_rows().into_iter().filter_map(|id| ws.outbox.get(&id).cloned());
        for row in left.filter(|row| !matches!(when(&ws, row, machine), When::Later(_))) {
            let what = format!("{} {:?} since {}: {:?}", row.kind.name(), row.id, row.created, row.progress);
            self.watch.breach(Invariant::Drains, now, what);
        }
        let dirty = ws.cards.values().filter(|card| card.dirty()).count();
        let homes = ws.homes.values().filter(|home| home.dirty()).count();
        if dirty + homes > 0 {
            self.watch.breach(
                Invariant::Drains,
                now,
                format!("{dirty} cards and {homes} Homes show less than is so"),
            );
        }
    }

    fn check_cards(&mut self, which: impl Fn(u64) -> bool) {
        let ws = self.image.ws.clone();
        let shown = ws.cards.values().filter(|card| which(card.id.0) && !card.dirty());
        for card in shown {
            let Some((channel, ts)) = &card.at else { continue };
            let (Some(message), Some(msg)) = (self.slack.message(channel, ts), card::message(&ws, card))
            else {
                continue;
            };
            let rendered = blocks::message(card.lang, &msg);
            if rendered.blocks != message.blocks || rendered.text != message.text {
                let what = format!(
                    "{:?} {:?} shows {}, and the state says {}",
                    card.id, card.face, message.text, rendered.text
                );
                let now = self.now;
                self.watch.breach(Invariant::Cards, now, what);
            }
        }
    }

    fn check_names(&mut self) {
        let ws = &self.image.ws;
        let live = |meeting: &&Meeting| {
            let cluster = ws.clusters.get(&meeting.cluster);
            meeting.is_planned() && cluster.is_some_and(|cluster| cluster.stage == ClusterStage::Live)
        };
        let nameless: Vec<String> = ws
            .meetings
            .values()
            .filter(live)
            .filter_map(|meeting| {
                let host_is_here = match meeting.host {
                    Holder::Facilitator => true,
                    Holder::Company(id) => {
                        ws.companies.get(&id).is_some_and(|company| company.left.is_none())
                    }
                };
                let user = responsible(ws, meeting)?;
                let is_there = ws.people.get(&user).is_some_and(|person| person.profile.active);
                (!host_is_here || !is_there)
                    .then(|| format!("{:?}: host {:?}, {user}", meeting.id, meeting.host))
            })
            .collect();
        let now = self.now;
        for what in nameless {
            self.watch.breach(Invariant::Named, now, what);
        }
    }

    fn check_fairness(&mut self) {
        let now = self.now;
        let spreads: Vec<(u64, u32)> =
            self.image.ws.clusters.values().map(|cluster| (cluster.id.0, self.spread(cluster))).collect();
        for (cluster, spread) in spreads.into_iter().filter(|(_, spread)| *spread > 1) {
            self.watch.breach(Invariant::Fair, now, format!("cluster {cluster}: spread by {spread}"));
        }
    }

    /// The widest spread of hostings among companies equally long in a cluster, without those that
    /// hosted out of turn by their own wish.
    pub(in crate::simulation) fn spread(&self, cluster: &Cluster) -> u32 {
        let ws = &self.image.ws;
        let hosted = hostings(ws, cluster);
        let mut groups: BTreeMap<_, Vec<u32>> = BTreeMap::new();
        let here = ws.companies_in(cluster).filter(|company| !self.watch.volunteers.contains(&company.id));
        for company in here {
            let count = hosted.get(&company.id).copied().unwrap_or_default();
            groups.entry((company.joined, company.credit)).or_default().push(count);
        }
        let spreads = groups.values().filter_map(|group| Some(group.iter().max()? - group.iter().min()?));
        spreads.max().unwrap_or_default()
    }
}

/// How often each company has hosted, or has been told that it will.
fn hostings(ws: &Workspace, cluster: &Cluster) -> BTreeMap<CompanyId, u32> {
    let counts =
        |meeting: &&Meeting| meeting.status == Status::Held || meeting.is_planned() && meeting.host_fixed;
    let mut hosted = BTreeMap::new();
    let meetings = ws.meetings_of(cluster.id).into_iter().filter(counts);
    for company in meetings.filter_map(|meeting| meeting.host.company()) {
        *hosted.entry(company).or_default() += 1;
    }
    hosted
}
