//! What becomes of our messages: an attempt, an arrival, a doubt, a refusal. And the daily tidying.

use super::brief::drafting;
use super::model::{
    Action, Answer, Body, Card, CardId, Change, ChannelId, Decision, Face, Fate, FileId, Instant, Item,
    ItemId, MeetingId, OutboxId, Outgoing, Place, Progress, Room, Stage, Subject, TalkState, Ts, Unasked,
    Upload, UserId, Wish, WishId,
};
use super::plan::Plan;
use super::sabotage::{Rule, broken};
use super::timing::OURS;
use super::{guest, home, ics, onboarding, people, quiet, wish};
use chrono::{Duration, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// Settled messages are kept this long, in days; cards of past meetings too.
const KEEP_SETTLED_DAYS: i64 = 7;
/// Cards whose meeting is over or called off are kept this long, in days: people still look.
const KEEP_CARDS_DAYS: i64 = 60;
/// The ledger of unasked messages needs seven days; it is kept a little longer, to be shown. An entry
/// stays as long as the card it is about, which reads differently for having come unasked.
const KEEP_LEDGER_DAYS: i64 = 30;
/// A submitted modal is remembered this long, in days; Slack's triggers live far shorter.
const KEEP_SUBMITTED_DAYS: i64 = 3;

/// Something became of a message.
pub fn settle(mut plan: Plan, fate: &Fate) -> Decision {
    match fate {
        Fate::Attempted { id, at } => progress(&mut plan, *id, Progress::Sending(*at)),
        Fate::Uploaded { id, file, sequence, at } => uploaded(&mut plan, *id, file, *sequence, *at),
        Fate::NotSent(id) => progress(&mut plan, *id, Progress::Waiting),
        Fate::Unclear(id) => unclear(&mut plan, *id),
        Fate::Sent { id, channel, ts, version } => sent(&mut plan, *id, channel, ts, *version),
        Fate::Refused { id, code } => refused(&mut plan, *id, code),
        Fate::DmOpened { user, channel } => dm_opened(&mut plan, user, channel),
        Fate::HomeShown { user, version } => home::shown(&mut plan, user, *version),
        Fate::HomeLost { user, .. } => home::lost(&mut plan, user),
        Fate::CardShown { card, version } => shown(&mut plan, *card, *version),
        Fate::CardLost { card, .. } => lost(&mut plan, *card),
    }
    plan.finish(Answer::Nothing)
}

/// The message, unless it is settled already: a late word about it changes nothing.
fn open(plan: &Plan, id: OutboxId) -> Option<Outgoing> {
    plan.outbox.get(&id).filter(|row| !row.progress.settled()).cloned()
}

fn progress(plan: &mut Plan, id: OutboxId, progress: Progress) {
    if let Some(mut row) = open(plan, id) {
        row.progress = progress;
        plan.put(Change::Outgoing(row));
    }
}

/// A file is about to be shared: what it is called there is on disk from now on, to be asked for.
fn uploaded(plan: &mut Plan, id: OutboxId, file: &FileId, sequence: u32, at: Instant) {
    if let Some(mut row) = open(plan, id)
        && matches!(row.body, Body::File(_))
    {
        row.body = Body::File(Some(Upload { file: file.clone(), sequence }));
        row.progress = Progress::Sending(at);
        plan.put(Change::Outgoing(row));
    }
}

fn unclear(plan: &mut Plan, id: OutboxId) {
    if let Some(row) = open(plan, id)
        && let Progress::Sending(since) | Progress::Unknown(since) = row.progress
    {
        progress(plan, id, Progress::Unknown(since));
    }
}

fn sent(plan: &mut Plan, id: OutboxId, channel: &ChannelId, ts: &Ts, version: u32) {
    let Some(mut row) = open(plan, id) else { return };
    if let Body::Card(card) = &row.body
        && let Some(mut card) = plan.cards.get(card).cloned()
    {
        card.at = Some((channel.clone(), ts.clone()));
        card.shown = version;
        let face = card.face.clone();
        plan.put(Change::Card(card));
        quiet::nudging::arrived(plan, &face);
    }
    let file = match (&row.body, row.meeting, &row.place) {
        (Body::File(Some(upload)), Some(meeting), Place::Dm(user)) => {
            Some((user.clone(), meeting, upload.sequence))
        }
        _ => None,
    };
    row.body = Body::Purged;
    row.progress = Progress::Sent(channel.clone(), ts.clone());
    let unasked = plan.unasked.get(&id).cloned();
    if let (Some(mut entry), Some(cluster)) =
        (unasked, row.own_initiative.and_then(|id| plan.clusters.get(&id)))
    {
        // The budget counts the day the reader got it, not the day it was written.
        entry.date = plan.today(cluster);
        plan.put(Change::Unasked(entry));
    }
    plan.put(Change::Outgoing(row));
    // A newer one is on its way only once this one is not any more.
    if let Some((user, meeting, sequence)) = file {
        ics::file::arrived(plan, &user, meeting, sequence);
    }
}

fn refused(plan: &mut Plan, id: OutboxId, code: &str) {
    let Some(row) = open(plan, id) else { return };
    if !OURS.contains(&code) {
        close_channel(plan, &row);
    }
    let mut dead = vec![row];
    while let Some(mut row) = dead.pop() {
        if let Body::Card(card) = row.body {
            // Replies to a card that will never be there have no place either.
            let known = plan.cards.get(&card).cloned();
            if let Some(known) = &known {
                quiet::nudging::take_back(plan, &known.face);
            }
            dead.extend(plan.open_rows().filter(|other| other.place == Place::ThreadOf(card)).cloned());
            plan.put(Change::ForgetCard(card));
            if let Some(known) = &known {
                take_back(plan, known);
            }
        }
        if plan.unasked.contains_key(&row.id) {
            plan.put(Change::ForgetUnasked(row.id));
        }
        row.body = Body::Purged;
        row.progress = Progress::Dead(code.to_owned());
        plan.put(Change::Outgoing(row));
    }
}

/// A post that the channel refuses closes it, as far as we know, until Slack says otherwise.
fn close_channel(plan: &mut Plan, row: &Outgoing) {
    let Place::Channel(channel) = &row.place else { return };
    let Some(room) = plan.rooms.get(channel).filter(|room| room.open).cloned() else { return };
    plan.act(Action::LookIntoRoom(channel.clone()));
    onboarding::put_room(plan, Room { open: false, ..room });
}

/// A meeting whose announcement could not be posted has not been announced; the schedule says when
/// that is tried again.
fn take_back(plan: &mut Plan, card: &Card) {
    let announced = card.face.meeting().and_then(|meeting| plan.meetings.get(&meeting));
    if let Some(mut meeting) = announced.filter(|meeting| meeting.card == Some(card.id)).cloned() {
        meeting.card = None;
        plan.put(Change::Meeting(meeting));
    }
}

fn dm_opened(plan: &mut Plan, user: &UserId, channel: &ChannelId) {
    let mut person = people::person(plan, user);
    if person.dm.as_ref() != Some(channel) {
        person.dm = Some(channel.clone());
        plan.put(Change::Person(person));
    }
}

fn shown(plan: &mut Plan, card: CardId, version: u32) {
    if let Some(mut card) = plan.cards.get(&card).cloned()
        && version > card.shown
    {
        card.shown = version;
        let change =
            if has_said_its_last(plan, &card) { Change::ForgetCard(card.id) } else { Change::Card(card) };
        plan.put(change);
    }
}

/// A preview that shows that the welcome was posted is a record from then on: it does not follow
/// what becomes of the welcome.
fn has_said_its_last(plan: &Plan, card: &Card) -> bool {
    let Face::Preview(cluster) = card.face else { return false };
    let live = plan.clusters.get(&cluster).is_some_and(|cluster| cluster.stage == Stage::Live);
    live && card.shown == card.version
}

/// The message was deleted, or the channel is closed: the card is let go.
fn lost(plan: &mut Plan, card: CardId) {
    if plan.cards.contains_key(&card) {
        plan.put(Change::ForgetCard(card));
    }
}

/// Once a day: forgets what is settled and old.
pub fn tidy(mut plan: Plan, day: NaiveDate) -> Decision {
    plan.put(Change::Tidied(day));
    drafting::forget_old(&mut plan);
    guest::visiting::tidy(&mut plan, day);
    let now = plan.now;
    let old = |at, days| now - at > Duration::days(days);
    let mut subjects: BTreeMap<Subject, bool> = BTreeMap::new();
    let mut is_old = |card: &&Card| {
        let subject = card.face.subject();
        *subjects.entry(subject).or_insert_with(|| subject_is_old(&plan, subject, day))
    };
    let cards: Vec<CardId> = plan.cards.values().filter(|card| is_old(card)).map(|card| card.id).collect();
    for card in cards {
        plan.put(Change::ForgetCard(card));
    }
    home::tidy(&mut plan);
    forget_files(&mut plan, day);
    forget_past(&mut plan, day);
    let settled: Vec<OutboxId> = plan
        .outbox
        .values()
        .filter(|row| row.progress.settled() && old(row.created, KEEP_SETTLED_DAYS))
        .map(|row| row.id)
        .collect();
    for id in settled {
        plan.put(Change::ForgetOutgoing(id));
    }
    let past = |entry: &&Unasked| day - entry.date > Duration::days(KEEP_LEDGER_DAYS) || broken(Rule::Ledger);
    let mut ledger: BTreeSet<OutboxId> =
        plan.unasked.values().filter(past).map(|entry| entry.outbox).collect();
    for card in plan.cards.values().filter(|_| !broken(Rule::Ledger)) {
        ledger.remove(&card.outbox);
    }
    for id in ledger {
        plan.put(Change::ForgetUnasked(id));
    }
    let forms: Vec<_> = plan
        .submitted
        .iter()
        .filter(|(_, at)| old(**at, KEEP_SUBMITTED_DAYS))
        .map(|(nonce, _)| *nonce)
        .collect();
    for nonce in forms {
        plan.put(Change::ForgetSubmitted(nonce));
    }
    plan.finish(Answer::Nothing)
}

/// Nobody needs a new file of a meeting that long ago.
fn forget_files(plan: &mut Plan, day: NaiveDate) {
    let files: Vec<(MeetingId, UserId)> = plan
        .calendar_files
        .values()
        .filter(|file| subject_is_old(plan, Subject::Meeting(file.meeting), day))
        .map(|file| (file.meeting, file.user.clone()))
        .collect();
    for (meeting, user) in files {
        plan.put(Change::ForgetCalendarFile(meeting, user));
    }
}

/// Nor what small things were on its agenda, nor what wishes came true there.
fn forget_past(plan: &mut Plan, day: NaiveDate) {
    let is_old =
        |item: &&Item| item.meeting.is_some_and(|id| subject_is_old(plan, Subject::Meeting(id), day));
    let items: Vec<ItemId> = plan.items.values().filter(is_old).map(|item| item.id).collect();
    let came_true = |wish: &&Wish| {
        wish.talk.is_some_and(|id| {
            let given = plan.talks.get(&id).is_some_and(|talk| talk.state == TalkState::Given);
            given && !wish::is_open(plan, wish) && subject_is_old(plan, Subject::Talk(id), day)
        })
    };
    let wishes: Vec<WishId> = plan.wishes.values().filter(came_true).map(|wish| wish.id).collect();
    items.into_iter().for_each(|id| plan.put(Change::ForgetItem(id)));
    wishes.into_iter().for_each(|id| plan.put(Change::ForgetWish(id)));
}

fn subject_is_old(plan: &Plan, subject: Subject, day: NaiveDate) -> bool {
    let meeting = match subject {
        Subject::Cluster(_) => None,
        Subject::Meeting(id) => Some(id),
        Subject::Talk(id) => {
            let talk = plan.talks.get(&id);
            if let Some(talk) = talk.filter(|talk| talk.meeting.is_none() && !talk.state.is_to_come()) {
                return day - talk.created.date_naive() > Duration::days(KEEP_CARDS_DAYS);
            }
            talk.and_then(|talk| talk.meeting)
        }
    };
    match meeting.and_then(|id| plan.meetings.get(&id)) {
        Some(meeting) => day - meeting.start.date() > Duration::days(KEEP_CARDS_DAYS),
        None => false,
    }
}
