//! Who hosted and who organised in a year. Of a company that left only that there was one is told.

use super::turns::{named, period};
use crate::domain::meeting::facts;
use crate::domain::model::{
    Answer, Cluster, ClusterId, Decision, HostLine, HostingMsg, Meeting, Msg, Refusal, Status, TurnLine,
    UserId, Workspace,
};
use crate::domain::plan::Plan;
use chrono::Datelike;
use std::collections::BTreeSet;

/// The button, which opens a window of its own.
pub fn open(plan: Plan, by: &UserId, id: ClusterId, year: i32) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    let lang = plan.lang_of(by, Some(id));
    let msg = of(&plan, &cluster, year);
    plan.finish(Answer::Read(lang, Box::new(msg)))
}

/// The same for one who typed the year.
pub fn show(plan: Plan, by: &UserId, cluster: &Cluster, year: i32) -> Decision {
    let msg = of(&plan, cluster, year);
    plan.finish_saying(by, Some(cluster.id), msg)
}

/// The years of which there is something to tell, in order.
pub fn years(ws: &Workspace, cluster: &Cluster) -> BTreeSet<i32> {
    let held = ws.meetings_in(cluster.id).filter(|meeting| meeting.status == Status::Held);
    held.map(|meeting| meeting.start.year()).collect()
}

fn of(ws: &Workspace, cluster: &Cluster, year: i32) -> Msg {
    let held = |meeting: &&Meeting| meeting.status == Status::Held && meeting.start.year() == year;
    let meetings = ws.meetings_of(cluster.id).into_iter().filter(held).map(|meeting| {
        let facts = facts(ws, meeting);
        HostLine { start: facts.start, host: facts.host, theme: facts.theme }
    });
    let turns = ws.turns_of(cluster.id).into_iter().map(|turn| (period(turn), turn.holder));
    let turns = turns.filter(|(period, _)| (period.from.year()..=period.to.year()).contains(&year));
    let turns = turns.map(|(period, holder)| TurnLine { period, holder: named(ws, cluster, holder) });
    Msg::Hosting(HostingMsg::History { year, meetings: meetings.collect(), turns: turns.collect() })
}
