//! `/klynge meeting year`: the meetings of the year ahead, and what days off do to them.

use crate::domain::calendar::{self, Turnout};
use crate::domain::model::{
    Cluster, ClusterId, Decision, Exception, MeetingMsg, Msg, Refusal, Series, Stage, UserId, Workspace, Year,
};
use crate::domain::plan::Plan;
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

/// How far one looks ahead.
const AHEAD: Days = Days::new(365);
/// So many slots are in that time at most.
const SLOTS: usize = 54;

/// Whether the word behind the command asks for it.
pub fn is_meant(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "year" | "år" | "ar")
}

/// The button.
pub fn press(plan: Plan, by: &UserId, id: ClusterId) -> Decision {
    match plan.clusters.get(&id).cloned() {
        Some(cluster) if cluster.stage == Stage::Live => show(plan, by, &cluster),
        Some(cluster) => plan.refuse(by, Some(id), Refusal::NotLiveYet(cluster.facilitator)),
        None => plan.refuse(by, None, Refusal::Gone),
    }
}

/// Shows the year.
pub fn show(plan: Plan, by: &UserId, cluster: &Cluster) -> Decision {
    let year = year(&plan, cluster, plan.today(cluster));
    plan.finish_saying(by, Some(cluster.id), Msg::Meeting(MeetingMsg::Year(year)))
}

/// What is planned is shown as it is planned, moved by hand or beside the series as it may be; behind that, what the
/// series has in store.
pub fn year(ws: &Workspace, cluster: &Cluster, today: NaiveDate) -> Year {
    let end = today + AHEAD;
    let planned = ws.planned_in(cluster.id).map(|meeting| meeting.start.date());
    let mut dates: BTreeSet<NaiveDate> = planned.filter(|date| *date >= today).collect();
    let mut exceptions = Vec::new();
    let slots = calendar::slots_after(cluster.rhythm, cluster.first, today.pred_opt(), SLOTS);
    for slot in slots.into_iter().map(|slot| slot.date()).take_while(|slot| *slot <= end) {
        let turnout = calendar::turnout(cluster.rhythm, cluster.days_off, slot);
        let to_come = cluster.planned_to.is_none_or(|planned| planned < slot);
        dates.extend(turnout.day(slot).filter(|_| to_come));
        exceptions.extend(match turnout {
            Turnout::Stands => None,
            Turnout::Moved(day, why) => Some(Exception { slot, why, to: Some(day) }),
            Turnout::Skipped(why) => Some(Exception { slot, why, to: None }),
        });
    }
    let series = Series { rhythm: cluster.rhythm, first: cluster.first };
    Year { series, dates: dates.into_iter().collect(), exceptions }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
