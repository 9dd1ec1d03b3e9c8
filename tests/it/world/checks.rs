//! What must be so at the end of every story, whatever it was about.

use super::World;
use super::message::Message;
use super::slack::State;
use chrono::{Days, NaiveTime};
use klynge::domain::calendar::is_working_day;
use klynge::domain::card;
use klynge::domain::home;
use klynge::domain::model::{Instant, Kind, Workspace};
use klynge::domain::timing::{When, when};
use klynge::slack::blocks;
use std::collections::{BTreeMap, BTreeSet};

/// Kinds that Klynge sends on its own initiative and that are never about the same day.
const OF_ITSELF: [Kind; 7] = [
    Kind::Announcement,
    Kind::Reminder,
    Kind::Invitation,
    Kind::Host,
    Kind::Handover,
    Kind::Nudge,
    Kind::Quiet,
];

pub(super) async fn all(world: &World) {
    let bot = world.bot.lock().await;
    let bot = bot.as_ref().expect("the bot runs at the end");
    let memory = bot.memory();
    same(&memory, &bot.on_disk(&memory.team, &memory.bot).await);
    let slack = world.slack.state().await;
    let messages = slack.of_bot();
    nothing_twice(&messages);
    super::files::are_right(&world.all_calendars().await);
    nothing_waits(&memory, slack.now());
    cards_show_what_is_so(&memory, &messages);
    homes_show_what_is_so(&memory, &slack);
    budgets_are_kept(&messages);
    quiet_hours_are_kept(&messages);
    let mute = messages.iter().find(|message| message.fallback.is_empty());
    assert!(mute.is_none(), "nothing to read aloud: {mute:?}");
}

/// Memory is what a restart would read.
fn same(memory: &Workspace, disk: &Workspace) {
    // A setting, which no disk has.
    let mut disk = disk.clone();
    disk.public_url.clone_from(&memory.public_url);
    macro_rules! compare {
        ($($part:ident),*) => {$(
            assert_eq!(memory.$part, disk.$part, "memory and disk differ in {}", stringify!($part));
        )*};
    }
    compare!(team, bot, counter, tidied, people, rooms, members, clusters, companies, turns);
    compare!(meetings, rsvps, talks, presence, outbox, cards, homes, unasked, submitted);
    compare!(calendar_files, feeds);
    assert_eq!(*memory, disk, "memory and disk differ");
}

fn nothing_twice(messages: &[Message]) {
    let mut ids = BTreeSet::new();
    for message in messages.iter().filter(|message| message.outbox.is_some()) {
        assert!(ids.insert(&message.outbox), "sent twice: {}", message.in_short());
    }
    let mut texts = BTreeSet::new();
    for message in messages.iter().filter(|message| !message.is_direct() && message.outbox.is_some()) {
        let said = (&message.channel, message.posted().date(), &message.fallback);
        assert!(texts.insert(said), "said twice on one day: {}", message.in_short());
    }
}

/// What is not settled is held back by quiet hours.
fn nothing_waits(ws: &Workspace, now: Instant) {
    for row in ws.outbox.values().filter(|row| !row.progress.settled()) {
        let held_back = matches!(when(ws, row, now), When::Later(_));
        assert!(held_back, "never sent: {row:?}");
    }
}

fn cards_show_what_is_so(ws: &Workspace, messages: &[Message]) {
    let sent = ws.cards.values().filter_map(|card| Some((card, card.at.as_ref()?)));
    for (card, (channel, ts)) in sent {
        let shown = messages.iter().find(|m| m.channel == channel.as_str() && m.ts == ts.as_str());
        let shown = shown.unwrap_or_else(|| panic!("{:?} is nowhere in Slack", card.face));
        let Some(msg) = card::message(ws, card) else { continue };
        let rendered = blocks::message(card.lang, &msg);
        assert_eq!(shown.fallback, rendered.text, "{:?} shows what is no longer so", card.face);
        assert_eq!(bare(&shown.blocks), bare(&rendered.blocks), "{:?}", card.face);
    }
}

fn homes_show_what_is_so(ws: &Workspace, slack: &State) {
    for user in ws.homes.keys() {
        let rendered = blocks::home(home::lang(ws, user), &home::page(ws, user, slack.now()));
        let shown = bare(slack.home_blocks(user.as_str()));
        assert_eq!(shown, bare(&rendered["blocks"]), "the Home of {user} shows what is no longer so");
    }
}

/// Blocks without the ids that Slack gives to those that have none.
fn bare(blocks: &serde_json::Value) -> serde_json::Value {
    let mut blocks = blocks.clone();
    for block in blocks.as_array_mut().into_iter().flatten() {
        block.as_object_mut().map(|block| block.remove("block_id"));
    }
    blocks
}

/// At most one unasked message to anybody in any seven consecutive local days.
fn budgets_are_kept(messages: &[Message]) {
    let mut last: BTreeMap<&str, &Message> = BTreeMap::new();
    for message in messages.iter().filter(|message| message.unasked) {
        if let Some(before) = last.insert(&message.place, message) {
            let free = before.posted().date() + Days::new(7);
            let both = format!("{} and {}", before.in_short(), message.in_short());
            assert!(message.posted().date() >= free, "too much within seven days: {both}");
        }
    }
}

fn quiet_hours_are_kept(messages: &[Message]) {
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let open = hour(8)..hour(17);
    let own = messages.iter().filter(|m| OF_ITSELF.iter().any(|kind| m.kind.as_deref() == Some(kind.name())));
    for message in own {
        let at = message.posted();
        let fine = is_working_day(at.date()) && open.contains(&at.time());
        assert!(fine, "in quiet hours: {}", message.in_short());
    }
}
