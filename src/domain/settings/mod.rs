//! What a cluster can have otherwise once it is set up: the form, and what follows from it.

mod ahead;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
pub mod times;

pub use ahead::ahead;

use crate::domain::meeting::change::{self, faults, read_number, read_place};
use crate::domain::meeting::open_form;
use crate::domain::model::{
    Change, ChangeNote, Cluster, ClusterId, Decision, Field, Form, Kind, Lang, Meeting, Msg, Nonce, Place,
    Problem, Purpose, Refusal, Setting, SettingsMsg, SettingsStart, Start, Text, UserId, Value, Values,
};
use crate::domain::onboarding::{self, hand_to};
use crate::domain::plan::{Plan, Sending};
use crate::domain::{rotation, talk};
use chrono::{Duration, NaiveTime};

/// Meetings last between these many minutes.
pub const MINUTES: (u32, u32) = (15, 480);
/// An organiser's turn lasts between these many months.
const TURN_MONTHS: (u32, u32) = (1, 12);
/// The facilitator hosts between these many of the first meetings.
const START_MEETINGS: (u32, u32) = (0, 12);
/// Hours of a working day that may not be quiet: else what is to be said would find no time.
const OPEN_HOURS: i64 = 4;

/// `/klynge settings`: the form, for whoever runs the cluster; others learn where their own are.
pub fn open(plan: Plan, by: &UserId, cluster: &Cluster, nonce: Nonce) -> Decision {
    if onboarding::may_run(&plan, by, cluster).is_err() {
        let facilitator = cluster.facilitator.clone();
        return plan.finish_saying(by, Some(cluster.id), Msg::Settings(SettingsMsg::Yours { facilitator }));
    }
    let start = Start::Settings(SettingsStart {
        minutes: cluster.minutes,
        place: cluster.place.clone(),
        link: cluster.link.clone(),
        lang: cluster.lang,
        quiet_from: cluster.quiet_from,
        quiet_to: cluster.quiet_to,
        turn_months: cluster.turn_months,
        start_meetings: cluster.start_meetings,
        facilitator: (cluster.facilitator == *by).then(|| by.clone()),
    });
    open_form(plan, by, cluster, Form { purpose: Purpose::Settings(cluster.id), nonce, start })
}

/// The same from a button.
pub fn open_from(plan: Plan, by: &UserId, id: ClusterId, nonce: Nonce) -> Decision {
    match plan.clusters.get(&id).cloned() {
        Some(cluster) => open(plan, by, &cluster, nonce),
        None => plan.refuse(by, None, Refusal::Gone),
    }
}

/// The form was sent: what is otherwise holds from now on, and those whom it concerns are told.
pub fn save(mut plan: Plan, by: &UserId, id: ClusterId, values: &Values) -> Decision {
    let Some(before) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    if let Err(refusal) = onboarding::may_run(&plan, by, &before) {
        return plan.refuse(by, Some(id), refusal);
    }
    let after = match read(&plan, by, &before, values) {
        Ok(after) => after,
        Err(problems) => return faults(plan, by, &before, problems),
    };
    let changed = differences(&before, &after);
    if changed.is_empty() {
        let ahead = ahead(&plan, id, plan.now);
        return plan.finish_saying(by, Some(id), Msg::Settings(SettingsMsg::Saved { changed, ahead }));
    }
    // To whom a cluster is handed is seen to below.
    plan.put(Change::Cluster(Cluster { facilitator: before.facilitator.clone(), ..after.clone() }));
    follow(&mut plan, by, &before, &after);
    tell(&mut plan, by, &before, &changed);
    let ahead = ahead(&plan, id, plan.now);
    plan.finish_saying(by, Some(id), Msg::Settings(SettingsMsg::Saved { changed, ahead }))
}

/// The cluster as the form wants it, with every fault at once.
fn read(plan: &Plan, by: &UserId, cluster: &Cluster, values: &Values) -> Result<Cluster, change::Faults> {
    let minutes = read_number(values, Field::Minutes, MINUTES);
    let turn_months = read_number(values, Field::TurnMonths, TURN_MONTHS);
    let start_meetings = read_number(values, Field::StartMeetings, START_MEETINGS);
    let place = read_place(values);
    let quiet = read_quiet(values);
    let lang = read_lang(values);
    let facilitator = read_facilitator(plan, by, cluster, values);
    let mut problems: change::Faults = [&minutes, &turn_months, &start_meetings]
        .into_iter()
        .filter_map(|number| number.clone().err())
        .collect();
    problems.extend(place.clone().err().into_iter().flatten());
    problems.extend(quiet.clone().err());
    problems.extend(lang.clone().err());
    problems.extend(facilitator.clone().err());
    match (minutes, turn_months, start_meetings, place, quiet, lang, facilitator) {
        (
            Ok(minutes),
            Ok(turn_months),
            Ok(start_meetings),
            Ok((place, link)),
            Ok((quiet_from, quiet_to)),
            Ok(lang),
            Ok(facilitator),
        ) => Ok(Cluster {
            minutes,
            turn_months,
            start_meetings,
            place,
            link,
            quiet_from,
            quiet_to,
            lang,
            facilitator,
            ..cluster.clone()
        }),
        _ => Err(problems),
    }
}

fn read_quiet(values: &Values) -> Result<(NaiveTime, NaiveTime), (Field, Problem)> {
    let time = |field| match values.get(&field) {
        Some(Value::Time(time)) => Ok(*time),
        _ => Err((field, Problem::Missing)),
    };
    let (from, to) = (time(Field::QuietFrom)?, time(Field::QuietTo)?);
    if from - to < Duration::hours(OPEN_HOURS) {
        return Err((Field::QuietFrom, Problem::TooQuiet(OPEN_HOURS)));
    }
    Ok((from, to))
}

fn read_lang(values: &Values) -> Result<Lang, (Field, Problem)> {
    match values.get(&Field::Language) {
        Some(Value::Chosen(code)) => Lang::from_code(code).ok_or((Field::Language, Problem::NotAChoice)),
        _ => Err((Field::Language, Problem::NotAChoice)),
    }
}

/// Only whoever facilitates hands it on, and to somebody in the channel.
fn read_facilitator(
    plan: &Plan,
    by: &UserId,
    cluster: &Cluster,
    values: &Values,
) -> Result<UserId, (Field, Problem)> {
    let chosen = match values.get(&Field::Facilitator) {
        Some(Value::People(people)) if cluster.facilitator == *by => people.first(),
        _ => None,
    };
    match chosen.filter(|user| **user != cluster.facilitator) {
        None => Ok(cluster.facilitator.clone()),
        Some(user) if plan.present(cluster).any(|person| person.profile.id == *user) => Ok(user.clone()),
        Some(_) => Err((Field::Facilitator, Problem::NotHere)),
    }
}

fn differences(before: &Cluster, after: &Cluster) -> Vec<Setting> {
    let quiet = |cluster: &Cluster| (cluster.quiet_from, cluster.quiet_to);
    let all = [
        (before.minutes != after.minutes).then_some(Setting::Length(after.minutes)),
        (before.place != after.place).then(|| Setting::Place(after.place.clone())),
        (before.link != after.link).then(|| Setting::Link(after.link.clone())),
        (before.lang != after.lang).then_some(Setting::Language(after.lang)),
        (quiet(before) != quiet(after)).then_some(Setting::Quiet(after.quiet_from, after.quiet_to)),
        (before.turn_months != after.turn_months).then_some(Setting::TurnMonths(after.turn_months)),
        (before.start_meetings != after.start_meetings)
            .then_some(Setting::StartMeetings(after.start_meetings)),
        (before.facilitator != after.facilitator).then(|| Setting::Facilitator(after.facilitator.clone())),
    ];
    all.into_iter().flatten().collect()
}

/// What is planned follows, except where somebody has decided otherwise for one meeting.
fn follow(plan: &mut Plan, by: &UserId, before: &Cluster, after: &Cluster) {
    let planned: Vec<Meeting> = plan.planned_in(after.id).cloned().collect();
    for meeting in planned {
        let moved = place_of(&meeting) == (&before.place, &before.link) && place_of(&meeting) != place(after);
        let resized = meeting.card.is_none()
            && meeting.minutes == before.minutes
            && talk::agenda::fits(plan, &meeting, after.minutes);
        let mut new = meeting.clone();
        if moved {
            (new.place, new.link) = (after.place.clone(), after.link.clone());
        }
        if resized {
            new.minutes = after.minutes;
        }
        if new != meeting {
            plan.put(Change::Meeting(new.clone()));
            plan.touch_meeting(new.id);
        }
        if moved {
            change::tell_concerned(plan, by, &new, after, &ChangeNote::Place(meeting.place));
        }
    }
    if after.minutes > before.minutes {
        talk::agenda::place_and_tell(plan, after.id);
    }
    rotation::hosting::assign(plan, after.id);
    if before.facilitator != after.facilitator {
        hand_to(plan, after.id, &after.facilitator, Some(by));
    }
    plan.touch_cluster(after.id, |_| true);
}

fn place_of(meeting: &Meeting) -> (&Text, &Option<Text>) {
    (&meeting.place, &meeting.link)
}

fn place(cluster: &Cluster) -> (&Text, &Option<Text>) {
    (&cluster.place, &cluster.link)
}

/// The facilitator hears of what the organiser has changed.
fn tell(plan: &mut Plan, by: &UserId, cluster: &Cluster, changed: &[Setting]) {
    if cluster.facilitator == *by {
        return;
    }
    let to = &cluster.facilitator;
    let lang = plan.lang_of(to, Some(cluster.id));
    let (name, by, changed) = (cluster.name.clone(), by.clone(), changed.to_vec());
    let sending = Sending::to(Place::Dm(to.clone()), Kind::Setup).by_itself(cluster.id);
    plan.say(sending, lang, Msg::Settings(SettingsMsg::ChangedFor { name, by, changed }));
}
