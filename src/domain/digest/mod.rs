//! Monday's digest: what is next, what is open, who does what, and what was carried over; only if
//! there is something to say. And every other week a thread for what people are working on.

#[cfg(test)]
mod tests;

use super::brief;
use super::calendar;
use super::meeting::{answers, facts, next_meeting};
use super::model::{
    Answer, Brief, BriefState, Change, Cluster, ClusterId, Decision, DigestMsg, Instant, Kind, Meeting, Msg,
    Place, PointKind, Status, Text, UpNext, UserId, WorkAsk, Workspace,
};
use super::plan::{Plan, Sending};
use super::rotation::turns;
use super::talk::agenda;
use super::wish;
use chrono::{Datelike, Days, Duration, NaiveDate};

/// A meeting further off than this is not this week's business, in days; nor is one as long ago.
const NEAR_DAYS: i64 = 14;
/// Days from one thread about work to the next at least.
const WORK_DAYS: u64 = 14;
/// A digest that could not go out by the end of Wednesday comes too late, in days from Monday.
const LAST_DAY: u64 = 2;
/// In a week with fewer working days nobody is asked what they are working on.
const WORKING_WEEK: usize = 4;

/// When the next digest of a cluster is due: Monday at nine, or the next working day if that is free.
/// A few seconds apart for different clusters, so that they do not queue.
pub fn due(cluster: &Cluster, now: Instant) -> Option<Instant> {
    let today = calendar::local(now, cluster.zone).date();
    let live = calendar::local(cluster.live_since?, cluster.zone).date();
    let after = cluster.digested.unwrap_or_else(|| monday_of(live));
    let first = (after + Days::new(7)).max(monday_of(today));
    // In a free week, such as the one of Christmas, there is none.
    let day = (0..4).map(|week| first + Days::new(7 * week)).find_map(|monday| day_in(monday, today))?;
    let apart = i64::try_from(cluster.id.0 % 30).unwrap_or_default();
    Some(calendar::morning(day, cluster) + Duration::seconds(apart))
}

fn monday_of(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}

/// The day of a week on which its digest goes out, if one is left.
fn day_in(monday: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
    let days = (0..=LAST_DAY).map(|n| monday + Days::new(n));
    days.into_iter().find(|day| calendar::is_working_day(*day) && *day >= today)
}

/// Posts this week's digest and, when it is time for it, asks what people are working on.
pub fn post(mut plan: Plan, id: ClusterId) -> Decision {
    let Some(mut cluster) = plan.clusters.get(&id).cloned() else { return plan.finish(Answer::Nothing) };
    let today = plan.today(&cluster);
    let monday = monday_of(today);
    // A disk may say that it failed and have kept it all the same.
    if cluster.digested >= Some(monday) {
        return plan.finish(Answer::Nothing);
    }
    if let Some(msg) = this_week(&plan, &cluster, plan.now) {
        say(&mut plan, &cluster, Kind::Digest, monday, Msg::Digest(msg));
    }
    if asks_for_work(&plan, &cluster, today) {
        let ask = WorkAsk::ALL[monday.iso_week().week() as usize % WorkAsk::ALL.len()];
        say(&mut plan, &cluster, Kind::Work, monday, Msg::Digest(DigestMsg::Work(ask)));
        cluster.worked = Some(today);
    }
    cluster.digested = Some(monday);
    plan.put(Change::Cluster(cluster));
    plan.finish(Answer::Nothing)
}

fn say(plan: &mut Plan, cluster: &Cluster, kind: Kind, monday: NaiveDate, msg: Msg) {
    let mut sending = Sending::to(Place::Channel(cluster.channel.clone()), kind).by_itself(cluster.id);
    let too_late = (monday + Days::new(LAST_DAY + 1)).and_time(chrono::NaiveTime::MIN);
    sending.expires = Some(calendar::instant(too_late, cluster.zone));
    plan.say(sending, cluster.lang, msg);
}

/// What there is to say; `None`: nothing.
fn this_week(ws: &Workspace, cluster: &Cluster, now: Instant) -> Option<DigestMsg> {
    let today = calendar::local(now, cluster.zone).date();
    let near = |meeting: &&Meeting| (meeting.start.date() - today).num_days() < NEAR_DAYS;
    let next = next_meeting(ws, cluster, now).filter(near).map(|meeting| up_next(ws, cluster, meeting));
    let carried = carried_over(ws, cluster, today);
    if next.is_none() && carried.is_empty() {
        return None;
    }
    let organiser = turns::turn_at(ws, cluster.id, today).and_then(|turn| turn.holder.company());
    let organiser = organiser.and_then(|id| ws.companies.get(&id)).map(|company| company.name.clone());
    let wishes = wish::news(ws, cluster.id, now);
    Some(DigestMsg::Week { next: next.map(Box::new), organiser, carried, wishes })
}

fn up_next(ws: &Workspace, cluster: &Cluster, meeting: &Meeting) -> UpNext {
    let host = meeting.host.company().and_then(|id| ws.companies.get(&id));
    UpNext {
        facts: facts(ws, meeting),
        host: host.map_or_else(|| name(ws, &cluster.facilitator), |company| company.name.clone()),
        presenters: agenda::lines(ws, meeting.id).iter().map(|line| name(ws, &line.presenter)).collect(),
        coming: answers(ws, meeting).coming.len(),
        room: Some(agenda::room(ws, meeting)).filter(|_| agenda::has_room(ws, meeting)),
    }
}

/// A name that disturbs nobody on a Monday morning, as a mention would.
fn name(ws: &Workspace, user: &UserId) -> Text {
    ws.people.get(user).map(|person| Text::line(&person.profile.name)).unwrap_or_default()
}

/// Tasks and questions of the last meeting, once its brief is approved.
fn carried_over(ws: &Workspace, cluster: &Cluster, today: NaiveDate) -> Vec<super::model::PointLine> {
    let last = ws.meetings_of(cluster.id).into_iter().rfind(|meeting| meeting.status == Status::Held);
    let near = last.filter(|meeting| (today - meeting.start.date()).num_days() <= NEAR_DAYS);
    let approved = |brief: &&Brief| brief.state == BriefState::Published;
    let brief = near.and_then(|meeting| ws.briefs.get(&meeting.id)).filter(approved);
    let open = |kind| matches!(kind, PointKind::Task | PointKind::Question);
    brief.map(|brief| brief::lines(ws, brief, open)).unwrap_or_default()
}

/// Every other week, in a week in which people work, a week after the cluster began.
fn asks_for_work(ws: &Workspace, cluster: &Cluster, today: NaiveDate) -> bool {
    let monday = monday_of(today);
    let working = (0..5).filter(|n| calendar::is_working_day(monday + Days::new(*n))).count();
    let long_ago = cluster.worked.is_none_or(|on| on + Days::new(WORK_DAYS) <= today);
    let settled = cluster.digested.is_some();
    long_ago && settled && working >= WORKING_WEEK && ws.companies_in(cluster).count() >= 2
}
