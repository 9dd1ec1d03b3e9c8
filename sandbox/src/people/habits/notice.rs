//! Making up one's mind: about the day ahead, and about every message that is new.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::crowd::{Crowd, What};
use super::dice::Dice;
use super::{Asked, Habits};
use crate::model::{Kind, Message, User};
use crate::people::click::all_blocks;
use crate::people::elements;
use crate::ts::Ts;
use crate::world::World;

/// How likely somebody looks at the app's Home on a working day.
const VISITS: f64 = 0.06;
/// In a channel fewer feel meant than in a conversation.
const IN_CHANNEL: f64 = 0.7;
/// Who is let loose also looks at what was written in the last days.
const BACKLOG: TimeDelta = TimeDelta::days(4);

/// A person with their habits.
pub(super) struct Person<'a> {
    pub(super) user: &'a User,
    pub(super) habits: Habits,
}

/// Everybody who can act.
pub(super) fn people(world: &World) -> Vec<Person<'_>> {
    let users = world.model.users.iter().filter(|user| !user.is_bot && !user.deleted);
    let asked = |user: &User| world.model.habits.get(&user.id).cloned().unwrap_or_default();
    // Habits were checked when the seed was read.
    users
        .filter_map(|user| Some(Person { user, habits: Habits::settle(&asked(user), &user.id).ok()? }))
        .collect()
}

/// The habits of one.
pub(super) fn habits_of(world: &World, user: &str) -> Option<Habits> {
    let asked = world.model.habits.get(user).cloned().unwrap_or_else(Asked::default);
    Habits::settle(&asked, user).ok()
}

/// Plans the day, if it is a new one, and looks at what is new.
pub(super) fn look_around(world: &World, crowd: &mut Crowd) {
    let today = world.model.now.with_timezone(&world.model.zone).date_naive();
    let new = new_messages(world, crowd.seen);
    if crowd.planned.is_some_and(|day| day >= today) && new.is_empty() {
        return;
    }
    let people = people(world);
    if crowd.planned.is_none_or(|day| day < today) {
        for person in &people {
            plan_day(world, crowd, person, today);
        }
        crowd.planned = Some(today);
    }
    for message in new {
        consider(world, crowd, &people, message);
    }
    crowd.seen = world.model.revision;
}

/// What was posted after revision `seen`, in order. Without anything seen, only that of the last days.
fn new_messages(world: &World, seen: u64) -> Vec<&Message> {
    if world.model.revision == seen {
        return Vec::new();
    }
    let oldest = Ts::from_micros((world.model.now - BACKLOG).timestamp_micros());
    let mut new: Vec<&Message> = Vec::new();
    for messages in world.model.messages.values() {
        // Newer messages are at the end.
        let late = messages.values().rev().take_while(|message| message.born > seen && message.ts >= oldest);
        new.extend(
            late.filter(|message| matches!(message.subtype.as_deref(), None | Some("thread_broadcast"))),
        );
    }
    new.sort_by_key(|message| message.ts);
    new
}

fn plan_day(world: &World, crowd: &mut Crowd, person: &Person<'_>, today: NaiveDate) {
    let user = &person.user.id;
    let Some((start, end)) = person.habits.rota.window(today, person.user.tz) else { return };
    let mut dice = Dice::new(crowd.seed, &["day", user, &today.to_string()]);
    let span = usize::try_from((end - start).num_seconds()).unwrap_or_default();
    let some_time = |dice: &mut Dice| start + TimeDelta::seconds(dice.below(span) as i64);
    let talks = dice.count(person.habits.talks);
    let visits = usize::from(world.manifest.home_tab && dice.chance(VISITS));
    for what in std::iter::repeat_n(What::Talk, talks).chain(std::iter::repeat_n(What::Visit, visits)) {
        let at = some_time(&mut dice);
        // Who begins in the middle of the day has missed what was before.
        if at > world.model.now {
            crowd.plan(at, user, what);
        }
    }
}

fn consider(world: &World, crowd: &mut Crowd, people: &[Person<'_>], message: &Message) {
    let Some(channel) = world.model.channel(&message.channel) else { return };
    let in_channel = matches!(channel.kind, Kind::Public | Kind::Private);
    let by_app = message.bot_id.is_some();
    let offers = by_app && offers_something(message);
    let members: BTreeSet<&str> = channel.members.iter().map(String::as_str).collect();
    let others = people.iter().filter(|person| {
        let user = person.user.id.as_str();
        let meant = message.ephemeral_to.as_deref().is_none_or(|only| only == user);
        meant && members.contains(user) && message.user.as_deref() != Some(user)
    });
    for person in others {
        let user = &person.user.id;
        let (place, ts) = (message.channel.clone(), message.ts);
        let mut dice = Dice::new(crowd.seed, &["message", user, &place, &ts.to_string()]);
        let habits = &person.habits;
        let share = if in_channel && message.ephemeral_to.is_none() { IN_CHANNEL } else { 1.0 };
        let late = TimeDelta::seconds(dice.wait(habits.late.num_seconds()));
        // Replies are answered less, or threads would never end.
        let root = message.thread_ts.is_none_or(|thread| thread == ts);
        let chatty = in_channel && message.ephemeral_to.is_none();
        let (answers, reacts, replies) = (
            offers && dice.chance(habits.answers * share),
            chatty && dice.chance(if root { habits.reacts } else { habits.reacts / 2.0 }),
            chatty && root && !offers && dice.chance(habits.replies),
        );
        let what = match (answers, reacts, replies) {
            (true, ..) => What::Answer { channel: place, ts },
            (_, true, _) => What::React { channel: place, ts },
            (.., true) => What::Reply { channel: place, ts },
            _ => continue,
        };
        if let Some(at) = due(person, world.model.now, message, late) {
            crowd.plan(at, user, what);
        }
    }
}

/// When somebody gets to it: what only they see comes of something they just did, so they still look.
fn due(person: &Person<'_>, now: DateTime<Utc>, message: &Message, late: TimeDelta) -> Option<DateTime<Utc>> {
    if message.ephemeral_to.is_some() {
        return Some(now + TimeDelta::seconds(20 + late.num_seconds() % 160));
    }
    person.habits.rota.after(now, late.max(TimeDelta::seconds(40)), person.user.tz)
}

fn offers_something(message: &Message) -> bool {
    !elements::interactive(&all_blocks(message)).is_empty()
}
