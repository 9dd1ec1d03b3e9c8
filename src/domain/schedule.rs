//! What is due, derived from the state: nothing is queued ahead, so a moved meeting, a week of
//! downtime or a turned clock need no repair. A job is due once its time has come, the cluster is
//! awake, it is not done for this revision of the meeting, and it still makes sense.

mod timetable;

pub use timetable::Timetable;

use super::brief::drafting;
use super::calendar::{self, ClockTime, OpenHours};
use super::model::{BriefState, Cluster, ClusterId, Due, Instant, Meeting, MeetingJob, Stage, Workspace};
use super::quiet::nudging;
use super::rotation::asking;
use super::rotation::cover::{reminding, turn};
use super::{digest, onboarding, talk};
use chrono::{Duration, NaiveDate, NaiveTime};
use std::sync::LazyLock;

/// When those who present are told what is useful to know, in days before.
const PREPARE_DAYS: u32 = 7;
/// When a meeting is closed, in minutes after its end.
const CLOSE_MINUTES: i64 = 15;
/// The daily tidying, in UTC.
static TIDY_AT: LazyLock<Option<ClockTime>> = LazyLock::new(|| ClockTime::read("0 30 3 * * *"));

/// How many days before a meeting of a cluster it is announced.
pub fn announcement_lead(cluster: &Cluster) -> i64 {
    calendar::lead_days(cluster.times.announce, cluster.rhythm)
}

/// All planned work with its time, which may lie in the past.
pub fn upcoming(ws: &Workspace, now: Instant) -> impl Iterator<Item = (Instant, Due)> {
    let clusters = ws.clusters.values().filter(|cluster| cluster.stage == Stage::Live);
    clusters.flat_map(move |cluster| of_cluster(ws, cluster, now)).chain(tidy(ws, now))
}

/// The earliest planned work.
pub fn next(ws: &Workspace, now: Instant) -> Option<(Instant, Due)> {
    upcoming(ws, now).min()
}

/// The earliest planned work of one cluster.
pub fn next_of(ws: &Workspace, id: ClusterId, now: Instant) -> Option<(Instant, Due)> {
    let cluster = ws.clusters.get(&id).filter(|cluster| cluster.stage == Stage::Live)?;
    of_cluster(ws, cluster, now).into_iter().min()
}

/// The planned work that is due now.
pub fn due(ws: &Workspace, now: Instant) -> Option<Due> {
    next(ws, now).filter(|(at, _)| *at <= now).map(|(_, due)| due)
}

fn of_cluster(ws: &Workspace, cluster: &Cluster, now: Instant) -> Vec<(Instant, Due)> {
    let open = OpenHours::of(cluster);
    let mut all = Vec::new();
    // Of the others nothing is due any more, however many years of them there are.
    for meeting in ws.planned_in(cluster.id).chain(ws.unwritten_in(cluster.id)) {
        let jobs = MeetingJob::ALL.into_iter().filter(|job| meeting.is_time_for(*job) && meeting.needs(*job));
        all.extend(jobs.filter_map(|job| {
            let at = meeting_job(ws, cluster, &open, meeting, job, now)?;
            Some((at, Due::Meeting(meeting.id, job)))
        }));
    }
    if let Some(turn) = ws.turns_of(cluster.id).last() {
        let at = in_open_hours(&open, calendar::morning(turn.until, cluster), now);
        all.push((at, Due::Handover(cluster.id)));
    }
    all.extend(ws.companies_in(cluster).filter_map(|company| {
        Some((calendar::morning(company.away?.until, cluster), Due::Back(company.id)))
    }));
    all.extend(ws.planned_in(cluster.id).filter_map(|meeting| {
        let at = calendar::morning(reminding::next(ws, meeting)?, cluster);
        let at = in_open_hours(&open, at, now);
        (at < calendar::instant(meeting.start, cluster.zone)).then_some((at, Due::AskCover(meeting.id)))
    }));
    all.extend(ws.planned_in(cluster.id).filter(|meeting| meeting.gap).filter_map(|meeting| {
        Some((talk::backups::next(ws, cluster, meeting, now)?, Due::AskBackup(meeting.id)))
    }));
    if let Some(date) = turn::asks_again(cluster) {
        all.push((
            in_open_hours(&open, calendar::morning(date, cluster), now),
            Due::AskTurnCover(cluster.id),
        ));
    }
    if let Some(at) = digest::due(cluster, now) {
        all.push((at, Due::Digest(cluster.id)));
    }
    if let Some(at) = onboarding::asks_again_at(ws, cluster, now) {
        all.push((in_open_hours(&open, at, now), Due::AskCompanies(cluster.id)));
    }
    all.extend(about_silence(ws, cluster, &open, now));
    all
}

/// Nudges, as long as there is a meeting to come to; and the word to the facilitator when there were
/// enough of them.
fn about_silence(
    ws: &Workspace,
    cluster: &Cluster,
    open: &OpenHours,
    now: Instant,
) -> impl Iterator<Item = (Instant, Due)> {
    let on = |date| in_open_hours(open, calendar::morning(date, cluster), now);
    let nudge = nudging::next_nudge(ws, cluster).and_then(|(date, meeting)| {
        let at = on(date);
        (at < calendar::instant(meeting.start, cluster.zone))
            .then_some((at, Due::Nudge(cluster.id, meeting.id)))
    });
    let word = nudging::next_word(ws, cluster).map(|date| (on(date), Due::TellOfSilence(cluster.id)));
    nudge.into_iter().chain(word)
}

/// When a job of a meeting falls due; `None` when there is nothing to do, or it is too late for it.
fn meeting_job(
    ws: &Workspace,
    cluster: &Cluster,
    open: &OpenHours,
    meeting: &Meeting,
    job: MeetingJob,
    now: Instant,
) -> Option<Instant> {
    let planned = planned(ws, meeting, job)?;
    if job == MeetingJob::Close {
        return Some(planned);
    }
    let at = in_open_hours(open, planned, now);
    let too_late = match job {
        MeetingJob::Draft => return (at < drafting::too_late(meeting, cluster)).then_some(at),
        // Once there is a draft, somebody waits for the brief.
        MeetingJob::SendFacts => return Some(at),
        // Nobody should have to prepare something overnight.
        MeetingJob::Invite => meeting.start.date().pred_opt()?.and_time(NaiveTime::MIN),
        // On that day they are reminded anyway.
        MeetingJob::Prepare => {
            calendar::working_days_before(meeting.start.date(), 1).and_time(NaiveTime::MIN)
        }
        _ => meeting.start,
    };
    // What cannot wait for the morning is said as soon as the quiet hours end.
    let soonest = open.soonest_open(planned.max(now));
    let too_late = calendar::instant(too_late, cluster.zone);
    [at, soonest].into_iter().find(|at| *at < too_late)
}

/// The planned time, or the next open morning if that has passed unused or is quiet.
fn in_open_hours(open: &OpenHours, planned: Instant, now: Instant) -> Instant {
    let at = open.next_open(planned);
    if at <= now { open.next_open(now).max(at) } else { at }
}

/// When a job is planned, whatever the hour. `None`: not for this meeting as it stands.
pub fn planned(ws: &Workspace, meeting: &Meeting, job: MeetingJob) -> Option<Instant> {
    let cluster = ws.clusters.get(&meeting.cluster)?;
    let (date, times) = (meeting.start.date(), cluster.times);
    // Never later than the last working day before: after Easter that would be the morning of the meeting itself.
    let days_before = |days| {
        let lead = Duration::days(calendar::lead_days(days, cluster.rhythm));
        let day = date.checked_sub_signed(lead)?.min(calendar::working_days_before(date, 1));
        Some(calendar::morning(day, cluster))
    };
    let after = |step| {
        let asked = meeting.done_at(step)?;
        let date = calendar::working_days_after(calendar::local(asked, cluster.zone).date(), times.patience);
        Some(calendar::morning(date, cluster))
    };
    // Nobody is written to on the day of the announcement, however late that came.
    let once_announced = |date: NaiveDate| {
        let announced = meeting.done.get(&MeetingJob::Announce);
        let after = announced.and_then(|done| calendar::local(done.at, cluster.zone).date().succ_opt());
        Some(calendar::morning(after.map_or(date, |day| day.max(date)), cluster))
    };
    match job {
        MeetingJob::AskHost if asking::is_open(meeting) => days_before(times.ask),
        MeetingJob::AskColleague if asking::is_open(meeting) => after(MeetingJob::AskHost),
        MeetingJob::AskOrganiser if asking::is_open(meeting) => after(MeetingJob::AskColleague),
        MeetingJob::AskFacilitator if asking::is_open(meeting) => after(MeetingJob::AskOrganiser),
        MeetingJob::Announce if meeting.card.is_none() && is_open(ws, cluster) => {
            // Tried in vain: again on the next working day, not at once and for ever.
            let again = meeting.done_at(MeetingJob::Announce).map(|tried| {
                let date = calendar::working_days_after(calendar::local(tried, cluster.zone).date(), 1);
                calendar::morning(date, cluster)
            });
            again.or_else(|| days_before(times.announce))
        }
        MeetingJob::Invite if talk::agenda::has_room(ws, meeting) => {
            once_announced(calendar::local(days_before(times.invite)?, cluster.zone).date())
        }
        MeetingJob::Prepare => {
            days_before(PREPARE_DAYS).filter(|at| talk::preparing::is_for_somebody(ws, meeting, *at))
        }
        MeetingJob::RemindPresenters if ws.talks_at(meeting.id).next().is_some() => {
            Some(calendar::morning(reminder(date, cluster), cluster))
        }
        MeetingJob::Remind => once_announced(reminder(date, cluster)),
        MeetingJob::Close => {
            let end = calendar::instant(meeting.end(), cluster.zone);
            Some(end + Duration::minutes(CLOSE_MINUTES))
        }
        MeetingJob::Draft => drafting::due(ws, meeting, cluster),
        MeetingJob::SendFacts => {
            let brief = ws.briefs.get(&meeting.id).filter(|brief| brief.state == BriefState::Draft)?;
            Some(drafting::facts_due(brief, cluster))
        }
        _ => None,
    }
}

/// The local date on which people are reminded of a meeting on that date: so many working days before, but not as early
/// as a short rhythm would have it in the week before, and at least one.
fn reminder(date: NaiveDate, cluster: &Cluster) -> NaiveDate {
    let soonest = date.checked_sub_signed(Duration::days(calendar::longest_lead(cluster.rhythm)));
    let wanted = calendar::working_days_before(date, cluster.times.remind);
    soonest.map_or(wanted, |soonest| wanted.max(soonest)).min(calendar::working_days_before(date, 1))
}

/// Whether the channel takes our posts, as far as we know.
fn is_open(ws: &Workspace, cluster: &Cluster) -> bool {
    ws.rooms.get(&cluster.channel).is_none_or(|room| room.open)
}

/// The first tidying of a new workspace is at once; it finds nothing and sets the mark.
fn tidy(ws: &Workspace, now: Instant) -> Option<(Instant, Due)> {
    let Some(last) = ws.tidied else { return Some((now, Due::Tidy(now.date_naive()))) };
    let evening = last.succ_opt()?.and_time(NaiveTime::MIN).and_utc();
    let at = TIDY_AT.as_ref()?.next(evening, chrono_tz::UTC)?;
    Some((at, Due::Tidy(at.max(now).date_naive())))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
