//! What must hold of the whole, looked at each day, at each death, and at the end.

use super::Invariant;
use crate::domain::model::{
    ChannelId, Holder, Instant, Kind, Meeting, Stage as ClusterStage, Status, Workspace,
};
use crate::domain::rotation::responsible;
use crate::domain::rsvp::spokespeople;
use crate::domain::timing::{When, when};
use crate::domain::{calendar, card, home};
use crate::simulation::stage::Stage;
use crate::slack::blocks;
use chrono::Duration;
use serde_json::Value;

/// So long after a meeting its brief is out, whatever holidays there were.
const WAIT: Duration = Duration::days(15);
/// Days between two meetings that leave time to announce the second after the first.
const CLOSE: i64 = 6;
/// So soon it is known that a channel takes posts again, where all is quiet.
const HEARS_OF_IT: Duration = Duration::days(3);
/// So long before a meeting what is said about it begins.
const LEAD: Duration = Duration::days(12);

impl Stage {
    /// Of every day. `quiet`: nothing goes wrong just now, and the process has nothing to do.
    pub(in crate::simulation) fn check_day(&mut self, day: u64, quiet: bool) {
        self.check_posts(false);
        // Time alone changes what is fair.
        self.watch.looked_at = None;
        self.check_whole();
        self.check_said();
        if quiet {
            // A part of them each day: the whole takes longer than the day.
            self.check_cards(|card| card % 16 == day % 16);
            self.check_rooms();
        }
    }

    /// Of every day, and of every death.
    pub(in crate::simulation) fn check_whole(&mut self) {
        self.look_at_commits();
        if !self.watch.looked_at.as_ref().is_some_and(|before| concerns_nobody(before, &self.image.ws)) {
            self.check_names();
            self.check_fairness();
        }
        self.watch.looked_at = Some(self.image.ws.clone());
        let lost = self.watch.truth.lost(&self.image.ws);
        let now = self.now;
        for what in lost {
            self.watch.breach(Invariant::Kept, now, what);
        }
    }

    /// Once all is quiet for good.
    pub(in crate::simulation) fn check_end(&mut self) {
        self.check_day(0, false);
        self.check_posts(true);
        self.check_cards(|_| true);
        self.check_homes();
        let (now, machine) = (self.now, self.machine());
        let ws = self.image().ws.clone();
        let left = self.open_rows().into_iter().filter_map(|id| ws.outbox.get(&id).cloned());
        for row in left.filter(|row| !matches!(when(&ws, row, machine), When::Later(_))) {
            let before = ws.open_rows().filter(|other| other.place == row.place && other.id < row.id);
            let before: Vec<_> = before.map(|other| (other.id, other.kind, other.progress.clone())).collect();
            let what = format!(
                "{} {:?} since {}: {:?}, behind {before:?}",
                row.kind.name(),
                row.id,
                row.created,
                row.progress
            );
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

    /// Of each meeting that was held a while ago: whether it was announced, and has its brief.
    fn check_said(&mut self) {
        let (now, ws) = (self.now, self.image.ws.clone());
        let old = |meeting: &&Meeting| {
            let zone =
                ws.clusters.get(&meeting.cluster).map_or(chrono_tz::Europe::Oslo, |cluster| cluster.zone);
            meeting.status == Status::Held && calendar::instant(meeting.start, zone) + WAIT < now
        };
        for meeting in ws.meetings.values() {
            if self.watch.weighed.contains(&meeting.id) || !old(&meeting) {
                continue;
            }
            self.watch.weighed.insert(meeting.id);
            let Some(cluster) = ws.clusters.get(&meeting.cluster) else { continue };
            // Moved, or close behind another one, it may be too late to announce it.
            let close = |other: &Meeting| {
                let days = (meeting.start - other.start).num_days();
                other.id != meeting.id && (0..CLOSE).contains(&days)
            };
            if meeting.revision > 0 || ws.meetings_of(cluster.id).into_iter().any(close) {
                continue;
            }
            let start = calendar::instant(meeting.start, cluster.zone);
            let disturbed = |since: &Instant| *since > start - LEAD;
            let is_closed = self.watch.open.get(&cluster.channel) == Some(&false);
            // Closed since, or all the while.
            if is_closed
                || cluster.live_since.as_ref().is_none_or(disturbed)
                || self.watch.turned.get(&cluster.channel).is_some_and(disturbed)
                || self.watch.back_at.as_ref().is_some_and(disturbed)
            {
                continue;
            }
            let excused = |kind| self.watch.given_up.contains(&(meeting.id, kind));
            let announced = self.watch.announced.contains(&meeting.id) || excused(Kind::Announcement);
            let is_out = ws.briefs.get(&meeting.id).is_some_and(|brief| brief.state.is_out());
            let has_brief = is_out && self.watch.has_told_of(meeting.id);
            self.watch.followed += 1;
            if !announced || !(has_brief || excused(Kind::Announcement)) {
                let what = format!(
                    "{:?} of {}: announced {announced}, brief {has_brief}",
                    meeting.id, meeting.start
                );
                self.watch.breach(Invariant::Said, now, what);
            }
        }
    }

    /// A channel that takes posts is not taken as a closed one for long: nothing would be said in it any more.
    fn check_rooms(&mut self) {
        let now = self.now;
        let is_open = |stage: &Self, channel: &ChannelId| {
            let room = stage.slack.channels.get(channel);
            room.is_some_and(|room| !room.archived && room.members.contains(&stage.slack.bot))
        };
        for (channel, seen_open) in self.watch.open.clone() {
            if seen_open || !is_open(self, &channel) {
                self.watch.shut_out.remove(&channel);
                continue;
            }
            let since = *self.watch.shut_out.entry(channel.clone()).or_insert(now);
            if now - since > HEARS_OF_IT {
                let what = format!("{channel} takes posts, and has been taken as closed since {since}");
                self.watch.breach(Invariant::Said, now, what);
            }
        }
    }

    fn check_homes(&mut self) {
        let (now, machine, ws) = (self.now, self.machine(), self.image.ws.clone());
        // Where only time has passed a Home follows when it is opened: at the end of a snooze, and between the end of a
        // meeting and when it is closed.
        let snoozed = |user| ws.people.get(user).is_some_and(|person| person.snoozed_until.is_some());
        let just_over = |user| {
            ws.clusters_of(user).any(|cluster| {
                let is_over = |meeting: &Meeting| calendar::instant(meeting.end(), cluster.zone) <= machine;
                ws.planned_in(cluster.id).any(is_over)
            })
        };
        let only_time = |user| snoozed(user) || just_over(user);
        for (user, home) in ws.homes.iter().filter(|(user, home)| !home.dirty() && !only_time(user)) {
            let page = home::page(&ws, user, machine);
            let rendered = blocks::home(home::lang(&ws, user), &page);
            let shown = self.slack.homes.get(user).map(|view| &view["blocks"]);
            if home.shown > 0 && shown != rendered.get("blocks") {
                self.watch.breach(
                    Invariant::Cards,
                    now,
                    format!("the Home of {user} shows {}", difference(shown, rendered.get("blocks"))),
                );
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
                // As far as anybody is known to the bot who could.
                let cluster = ws.clusters.get(&meeting.cluster)?;
                let of_companies =
                    ws.companies_in(cluster).any(|company| !spokespeople(ws, company).is_empty());
                let somebody = of_companies || ws.present(cluster).next().is_some();
                let is_there = ws.people.get(&user).is_some_and(|person| person.profile.active) || !somebody;
                (!host_is_here || !is_there)
                    .then(|| format!("{:?}: host {:?}, {user}", meeting.id, meeting.host))
            })
            .collect();
        let now = self.now;
        for what in nameless {
            self.watch.breach(Invariant::Named, now, what);
        }
    }
}

/// Whether who has to do with which meeting is as before.
fn concerns_nobody(before: &Workspace, after: &Workspace) -> bool {
    before.meetings.is_same(&after.meetings)
        && before.clusters.is_same(&after.clusters)
        && before.companies.is_same(&after.companies)
        && before.members.is_same(&after.members)
        && before.people.is_same(&after.people)
        && before.rooms.is_same(&after.rooms)
}

/// The first block that differs, as it is shown and as it should be.
fn difference(shown: Option<&Value>, rendered: Option<&Value>) -> String {
    let blocks = |of: Option<&Value>| of.and_then(Value::as_array).cloned().unwrap_or_default();
    let (shown, rendered) = (blocks(shown), blocks(rendered));
    let at = shown.iter().zip(&rendered).take_while(|(one, other)| one == other).count();
    let block = |of: &[Value]| of.get(at).map_or_else(|| "nothing".to_owned(), Value::to_string);
    format!("{}, and the state says {}", block(&shown), block(&rendered))
}
