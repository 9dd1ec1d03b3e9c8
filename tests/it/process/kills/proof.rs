//! What must hold: after each kill for what was acknowledged, and at rest for everything.

use std::collections::BTreeSet;

use klynge::domain::card;
use klynge::domain::home;
use klynge::domain::model::{
    BriefState, Coming, Instant, Kind, Lang, MeetingId, Outgoing, Place, Progress, Text, UserId, Workspace,
};
use klynge::domain::timing::{When, when};
use klynge::slack::blocks;
use serde_json::Value;

use super::ledger::{Duty, Ledger};
use super::storm::Street;
use crate::process::house::{CHANNEL, outbox, payload};

/// Everything that Slack saw acknowledged is on the disk, once. The bot is dead; what people do just now has no effect.
pub(super) async fn acknowledged(street: &Street) {
    let ws = street.house().on_disk().await;
    let ledger = street.ledger();
    answers_are_kept(&ws, &ledger, street.meeting());
    talks_are_kept(&ws, &ledger);
    wishes_are_kept(&ws, &ledger);
    duties_stay_done(&ws, &ledger, street.meeting());
}

/// The same, and Slack shows what the database holds. Answers how many messages of the bot's are in Slack.
pub(super) async fn at_rest(street: &Street) -> usize {
    acknowledged(street).await;
    let (ws, state) = (street.house().on_disk().await, street.house().state().await);
    let now: Instant = state["clock"]["now"].as_str().and_then(|now| now.parse().ok()).expect("a time");
    everything_was_sent(&ws, &street.ledger(), now);
    everything_is_there_once(&ws, &state);
    everybody_was_answered(&state, &street.ledger());
    cards_show_what_is_so(&ws, &state);
    homes_show_what_is_so(&ws, &state, now);
    the_room_is_known(&ws, &state);
    messages(&state).filter(|message| !payload(message)["outbox"].is_null()).count()
}

fn answers_are_kept(ws: &Workspace, ledger: &Ledger, meeting: MeetingId) {
    for (who, register) in &ledger.answers {
        let mut theirs = ws.rsvps.values().filter(|rsvp| rsvp.meeting == meeting && rsvp.by.as_str() == *who);
        let found = theirs.next().map(|rsvp| match rsvp.answer {
            Coming::Yes => "coming",
            Coming::Maybe => "maybe",
            Coming::No => "cant",
        });
        assert!(register.allows(found), "lost: {who} has {found:?}, of {register:?}");
    }
    let place = ws.meetings.get(&meeting).map(|meeting| meeting.place.plain().to_owned());
    let place = place.filter(|place| place.starts_with("Rom "));
    assert!(ledger.place.allows(place.as_deref()), "lost: {place:?}, of {:?}", ledger.place);
    let theme = ws.meetings.get(&meeting).and_then(|meeting| meeting.theme.as_ref()).map(Text::plain);
    assert!(ledger.theme.allows(theme), "lost: {theme:?}, of {:?}", ledger.theme);
}

/// Until when nothing unasked is wanted, and in which language the rest.
fn wishes_are_kept(ws: &Workspace, ledger: &Ledger) {
    let person = |who: &str| ws.people.get(&UserId::from(who));
    for (who, register) in &ledger.silences {
        let until = person(who).and_then(|person| person.snoozed_until).map(|day| day.to_string());
        assert!(register.allows(until.as_deref()), "lost: {who} pauses until {until:?}, of {register:?}");
    }
    for (who, register) in &ledger.languages {
        let lang = person(who).and_then(|person| person.lang).map(Lang::code);
        assert!(register.allows(lang), "lost: {who} speaks {lang:?}, of {register:?}");
    }
}

fn duties_stay_done(ws: &Workspace, ledger: &Ledger, meeting: MeetingId) {
    for duty in &ledger.done {
        let done = match duty {
            Duty::Attendance => ws.meetings[&meeting].attendance_confirmed,
            Duty::Brief => ws.briefs.get(&meeting).is_some_and(|brief| brief.state == BriefState::Published),
        };
        assert!(done, "lost: {duty:?}");
    }
}

fn talks_are_kept(ws: &Workspace, ledger: &Ledger) {
    for (title, acknowledged) in &ledger.talks {
        let found = ws.talks.values().filter(|talk| talk.title.plain() == title).count();
        assert!(found == 1 || (found == 0 && !acknowledged), "{title} is there {found} times");
    }
}

/// What is not sent is held back by quiet hours; or while it was on its way its reader has asked for silence, or the answer
/// that it asks for was given.
fn everything_was_sent(ws: &Workspace, ledger: &Ledger, now: Instant) {
    let is_unwanted = |row: &Outgoing| match (&row.progress, &row.place) {
        (Progress::Dead(code), Place::Dm(reader)) => match code.as_str() {
            "unwanted" => row.unasked && ledger.silences.contains_key(reader.as_str()),
            "up_to_date" => true,
            "answered" => row.kind == Kind::Reminder && !ledger.answers.is_empty(),
            _ => false,
        },
        _ => false,
    };
    let left: Vec<_> = ws
        .outbox
        .values()
        .filter(|row| !matches!(row.progress, Progress::Sent(..)) && !is_unwanted(row))
        .filter(|row| !matches!(when(ws, row, now), When::Later(_)))
        .collect();
    assert!(left.is_empty(), "lost: {left:?}");
}

fn everything_is_there_once(ws: &Workspace, state: &Value) {
    let mut seen = BTreeSet::new();
    for id in messages(state).filter_map(outbox) {
        assert!(seen.insert(id.to_owned()), "doubled: {id}");
    }
    let sent = ws.outbox.values().filter(|row| matches!(row.progress, Progress::Sent(..)));
    let missing: Vec<_> = sent.filter(|row| !seen.contains(&row.id.to_string())).collect();
    assert!(missing.is_empty(), "lost: {missing:?}");
}

/// One answer for each thing that somebody wrote to Klynge.
fn everybody_was_answered(state: &Value, ledger: &Ledger) {
    for (who, written) in &ledger.written {
        let answers = messages(state).filter(|message| {
            payload(message)["kind"] == "answer" && reader(state, &message["channel"]) == Some(who)
        });
        assert_eq!(answers.count(), *written, "answers to {who}");
    }
}

fn cards_show_what_is_so(ws: &Workspace, state: &Value) {
    for card in ws.cards.values() {
        assert!(!card.dirty(), "never shown: {card:?}");
        let Some((channel, ts)) = &card.at else { continue };
        let there = messages(state)
            .find(|message| message["channel"] == channel.as_str() && message["ts"] == ts.as_str());
        let there = there.unwrap_or_else(|| panic!("lost: {card:?}"));
        let Some(msg) = card::message(ws, card) else { continue };
        let rendered = blocks::message(card.lang, &msg);
        assert_eq!(bare(&there["blocks"]), bare(&rendered.blocks), "{card:?}");
    }
}

fn homes_show_what_is_so(ws: &Workspace, state: &Value, now: Instant) {
    for (user, kept) in ws.homes.iter() {
        assert!(!kept.dirty(), "never shown: {kept:?}");
        let rendered = blocks::home(home::lang(ws, user), &home::page(ws, user, now));
        assert_eq!(bare(&state["homes"][user.as_str()]), bare(&rendered["blocks"]), "the Home of {user}");
    }
}

fn the_room_is_known(ws: &Workspace, state: &Value) {
    let channels = state["channels"].as_array().unwrap();
    let channel = channels.iter().find(|channel| channel["id"] == CHANNEL).unwrap();
    let there = channel["members"].as_array().unwrap().iter();
    let there: BTreeSet<UserId> = there.filter_map(Value::as_str).map(UserId::from).collect();
    let known: BTreeSet<UserId> = ws
        .rooms
        .values()
        .filter(|room| room.channel.as_str() == CHANNEL)
        .flat_map(|room| room.users.clone())
        .collect();
    assert_eq!(known, there, "who is in the channel");
}

fn messages(state: &Value) -> impl Iterator<Item = &Value> {
    state["messages"].as_array().into_iter().flatten()
}

/// Who reads a direct conversation with the bot.
fn reader<'a>(state: &'a Value, channel: &Value) -> Option<&'a str> {
    let known = state["channels"].as_array()?.iter().find(|known| known["id"] == *channel)?;
    known["user"].as_str()
}

/// Blocks without the ids that Slack gives to those that have none.
fn bare(blocks: &Value) -> Value {
    let mut blocks = blocks.clone();
    for block in blocks.as_array_mut().into_iter().flatten() {
        block.as_object_mut().map(|block| block.remove("block_id"));
    }
    blocks
}
