//! When things are said: days before a meeting, and the hour of the day. What a short rhythm makes of the days is shown
//! with the form, and what comes of it in the next two weeks with the answer.

use super::{ahead, tell};
use crate::domain::calendar::{self, OpenHours};
use crate::domain::meeting::change::{Faults, faults, read_number};
use crate::domain::meeting::open_form;
use crate::domain::model::{
    Change, Cluster, ClusterId, Decision, Field, Form, Msg, Nonce, Problem, Purpose, Refusal, Setting,
    SettingsMsg, Start, Times, TimesStart, UserId, Value, Values,
};
use crate::domain::onboarding;
use crate::domain::plan::Plan;
use chrono::NaiveTime;

/// The least and the most of each number.
const ASK: (u32, u32) = (2, 30);
const ANNOUNCE: (u32, u32) = (2, 30);
const INVITE: (u32, u32) = (1, 14);
const REMIND: (u32, u32) = (1, 5);
const PATIENCE: (u32, u32) = (1, 5);

/// Whether the word behind `/klynge settings` asks for them.
pub fn is_meant(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "times" | "tider" | "tidene")
}

/// Opens the form, for whoever runs the cluster.
pub fn open(plan: Plan, by: &UserId, id: ClusterId, nonce: Nonce) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    if let Err(refusal) = onboarding::may_run(&plan, by, &cluster) {
        return plan.refuse(by, Some(id), refusal);
    }
    let start = Start::Times(TimesStart { times: cluster.times, effective: effective(&cluster) });
    open_form(plan, by, &cluster, Form { purpose: Purpose::Times(id), nonce, start })
}

/// The times as they come out with the cluster's rhythm.
fn effective(cluster: &Cluster) -> Times {
    let days = |wanted| u32::try_from(calendar::lead_days(wanted, cluster.rhythm)).unwrap_or(wanted);
    let times = cluster.times;
    Times { ask: days(times.ask), announce: days(times.announce), invite: days(times.invite), ..times }
}

/// The form was sent: what is not done yet is done at the new times.
pub fn save(mut plan: Plan, by: &UserId, id: ClusterId, values: &Values) -> Decision {
    let Some(before) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    if let Err(refusal) = onboarding::may_run(&plan, by, &before) {
        return plan.refuse(by, Some(id), refusal);
    }
    let times = match read(&before, values) {
        Ok(times) => times,
        Err(problems) => return faults(plan, by, &before, problems),
    };
    let changed: Vec<Setting> =
        (times != before.times).then_some(Setting::Times(times)).into_iter().collect();
    plan.put(Change::Cluster(Cluster { times, ..before.clone() }));
    tell(&mut plan, by, &before, &changed);
    let ahead = ahead(&plan, id, plan.now);
    plan.finish_saying(by, Some(id), Msg::Settings(SettingsMsg::Saved { changed, ahead }))
}

/// The times as the form wants them, with every fault at once.
fn read(cluster: &Cluster, values: &Values) -> Result<Times, Faults> {
    let fields = [
        (Field::AskDays, ASK),
        (Field::AnnounceDays, ANNOUNCE),
        (Field::InviteDays, INVITE),
        (Field::RemindDays, REMIND),
        (Field::Patience, PATIENCE),
    ];
    let numbers = fields.map(|(field, bounds)| read_number(values, field, bounds));
    let hour = read_hour(cluster, values);
    let mut problems: Faults = numbers.iter().filter_map(|number| number.clone().err()).collect();
    problems.extend(hour.clone().err());
    let [Ok(ask), Ok(announce), Ok(invite), Ok(remind), Ok(patience)] = numbers else { return Err(problems) };
    // In the order of the days: asked, announced, and then everything else.
    let order = [
        (ask < announce).then_some((Field::AskDays, Problem::AfterAnnouncement)),
        (invite >= announce).then_some((Field::InviteDays, Problem::BeforeAnnouncement)),
        (remind >= announce).then_some((Field::RemindDays, Problem::BeforeAnnouncement)),
    ];
    problems.extend(order.into_iter().flatten());
    match hour {
        Ok(hour) if problems.is_empty() => Ok(Times { ask, announce, invite, remind, patience, hour }),
        _ => Err(problems),
    }
}

/// An hour at which something may be said of one's own accord.
fn read_hour(cluster: &Cluster, values: &Values) -> Result<NaiveTime, (Field, Problem)> {
    let Some(Value::Time(hour)) = values.get(&Field::Time) else {
        return Err((Field::Time, Problem::Missing));
    };
    if OpenHours::of(cluster).is_quiet(*hour) { Err((Field::Time, Problem::QuietThen)) } else { Ok(*hour) }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
