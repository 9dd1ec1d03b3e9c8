//! The part of the state that one look at the page needs: a long year would make the whole of it slow to draw.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Months, NaiveDate};
use serde_json::{Map, Value, json};

use super::state::{message_of, state_without_messages};
use crate::model::{Message, Model};
use crate::page;
use crate::server::{Server, Transport};
use crate::ts::Ts;
use crate::world::World;

/// The app's newest posts, for the timeline.
const POSTS: usize = 150;
/// What the app did since the last act.
const HAPPENED: usize = 300;
/// Seconds; in every zone a day begins at a quarter of an hour.
const QUARTER: i64 = 900;

impl Server {
    /// The state as the page looks at it: all but the messages that are out of sight.
    pub(crate) async fn glance(self: &Arc<Self>, query: &page::Query) -> Value {
        // While the clock turns the followers are asked all the time; what they said last is new enough.
        let busy = self.player.is_playing() || self.turning.try_lock().is_err();
        let said = if busy { self.followers.said() } else { self.ask_followers().await };
        let clock = self.clock_of(&said);
        let faults = self.faults.armed();
        let mut state = self.look(|world| {
            let mut state = state_without_messages(world);
            state["manifest"] = world.manifest.raw.clone();
            state["tour"] = json!(world.model.tour);
            let (me, place) = page::standing(&state, query);
            let posts = posts(&world.model);
            let messages = in_sight(world, &posts, &me, &place, query);
            state["messages"] = messages.into_iter().map(|message| message_of(world, message)).collect();
            state["posts"] = json!(posts.len());
            state["days"] = json!(posted_by_day(&world.model, &posts));
            state["latest"] = json!(world.model.last_ts);
            state["epoch"] = json!(first(&world.model));
            state
        });
        state["clock"] = clock;
        state["armed"] = json!(faults);
        state["by_http"] = json!(matches!(self.transport, Transport::Http(_)));
        state["under_way"] = self.under_way();
        state["exchanges"] = json!(self.wire.count());
        state
    }
}

/// The messages that are drawn, or that decide about a dot.
fn in_sight<'a>(
    world: &'a World,
    posts: &[&'a Message],
    me: &str,
    place: &str,
    query: &page::Query,
) -> Vec<&'a Message> {
    let model = &world.model;
    let mut chosen: BTreeMap<(Ts, &str), &Message> = BTreeMap::new();
    let mut take = |message: &'a Message| {
        chosen.insert((message.ts, message.channel.as_str()), message);
    };
    if let Some(messages) = model.messages.get(place) {
        here(messages, me, query).into_iter().for_each(&mut take);
    }
    for (channel, messages) in &model.messages {
        newest(world, me, channel, messages.values().rev()).into_iter().for_each(&mut take);
    }
    posts.iter().rev().take(POSTS).copied().for_each(&mut take);
    if let Some(since) = query.since.as_deref().and_then(Ts::parse) {
        let late = |message: &&&Message| latest_of(message) > since;
        posts.iter().rev().filter(late).take(HAPPENED).copied().for_each(&mut take);
    }
    chosen.into_values().collect()
}

/// Of the channel one looks at: the newest, all replies to them, and the thread that is open.
fn here<'a>(messages: &'a BTreeMap<Ts, Message>, me: &str, query: &page::Query) -> Vec<&'a Message> {
    let thread = query.thread.as_deref().and_then(Ts::parse);
    let standing = messages.values().rev().filter(|message| message.in_channel() && is_for(message, me));
    let mut found: Vec<&Message> = standing.take(query.shown() + 1).collect();
    let roots: BTreeSet<Ts> = found.iter().map(|message| message.ts).chain(thread).collect();
    let of_them = |message: &&Message| message.thread_ts.is_some_and(|root| roots.contains(&root));
    found.extend(messages.values().filter(of_them));
    found.extend(thread.and_then(|ts| messages.get(&ts)));
    found
}

/// The newest message that somebody else than `me` wrote, and the newest of the app: one of them may deserve a dot.
/// And the newest that only `me` sees.
fn newest<'a>(
    world: &World,
    me: &str,
    channel: &str,
    messages: impl Iterator<Item = &'a Message> + Clone,
) -> Vec<&'a Message> {
    let direct = world.model.channel(channel).is_some_and(|channel| channel.id.starts_with('D'));
    let notice =
        |message: &&Message| message.subtype.as_deref().is_some_and(|kind| kind.starts_with("channel_"));
    let mut others = messages.clone().filter(|message| is_for(message, me) && !notice(message));
    let mut bots =
        messages.clone().filter(|message| message.bot_id.is_some() && message.ephemeral_to.is_none());
    let foreign = others.find(|message| message.user.as_deref() != Some(me));
    // Somebody else's conversation with the app decides about their dot.
    let bot = direct.then(|| bots.next()).flatten();
    let whispered = messages.take(50).find(|message| message.ephemeral_to.as_deref() == Some(me));
    [foreign, bot, whispered].into_iter().flatten().collect()
}

fn is_for(message: &Message, me: &str) -> bool {
    message.ephemeral_to.as_deref().is_none_or(|only| only == me)
}

/// All that the app posted or changed, in order of when that was.
fn posts(model: &Model) -> Vec<&Message> {
    let all = model.messages.values().flat_map(BTreeMap::values);
    let mut posts: Vec<&Message> = all.filter(|message| message.bot_id.is_some()).collect();
    posts.sort_by_key(|message| latest_of(message));
    posts
}

fn latest_of(message: &Message) -> Ts {
    message.edited.as_ref().map_or(message.ts, |edited| edited.ts.max(message.ts))
}

/// How many messages the app posted on each day of the last year.
fn posted_by_day(model: &Model, posts: &[&Message]) -> Map<String, Value> {
    let today = model.now.with_timezone(&model.zone).date_naive();
    let first = today.checked_sub_months(Months::new(13)).unwrap_or(today);
    let day_of = |seconds: i64| {
        DateTime::from_timestamp(seconds, 0).map(|at| at.with_timezone(&model.zone).date_naive())
    };
    let mut quarters: BTreeMap<i64, usize> = BTreeMap::new();
    for message in posts {
        *quarters.entry(message.ts.seconds().div_euclid(QUARTER)).or_default() += 1;
    }
    let mut days: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for (quarter, count) in quarters {
        if let Some(day) = day_of(quarter * QUARTER).filter(|day| *day >= first) {
            *days.entry(day).or_default() += count;
        }
    }
    days.into_iter().map(|(day, count)| (day.to_string(), json!(count))).collect()
}

fn first(model: &Model) -> Option<Ts> {
    model.messages.values().filter_map(|messages| messages.keys().next()).min().copied()
}
