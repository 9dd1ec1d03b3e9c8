//! What must hold whatever happens, each with a name; and what is written down on the way, to tell.

mod daily;
mod ending;
mod fairness;
mod files;
mod invariant;
mod recipients;
mod sending;

pub use invariant::Invariant;

use super::disk::Image;
use super::people::words::EXCLUDED;
use super::slack::is_final;
use super::stage::Stage;
use super::truth::Truth;
use crate::domain::model::{
    Body, Brief, BriefState, Change, ChannelId, CompanyId, Due, Event, Field, Instant, Kind, MeetingId,
    OutboxId, Outgoing, Progress, Purpose, Room, UserId, Workspace,
};
use crate::domain::policy::Method;
use chrono::{Duration, NaiveDate};
use ending::LONG;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A downtime that keeps nothing from being said.
const SHORT: Duration = Duration::hours(12);

/// Something that should have held and did not.
#[derive(Clone, Debug)]
pub struct Breach {
    /// What.
    pub invariant: Invariant,
    /// When (UTC).
    pub at: Instant,
    /// The particulars.
    pub what: String,
}

/// What is known of one message.
#[derive(Clone, Debug, Default)]
struct Post {
    settled: Option<(Instant, Progress)>,
    landed: u32,
    /// A look-up cannot find it: Slack hid it from its own history for longer than one waits, or somebody deleted it
    /// before.
    hidden: bool,
    /// With what Slack refused it so far.
    codes: BTreeSet<&'static str>,
}

/// What is written down on the way.
#[derive(Debug, Default)]
pub(super) struct Watch {
    pub(super) breaches: Vec<Breach>,
    pub(super) truth: Truth,
    posts: BTreeMap<u64, Post>,
    /// The last day on which each person got something unasked.
    unasked: BTreeMap<UserId, NaiveDate>,
    digests: BTreeSet<(String, NaiveDate)>,
    reminded: BTreeSet<(u64, u32, UserId)>,
    nudged: BTreeMap<CompanyId, NaiveDate>,
    briefed: BTreeMap<(u64, UserId), u32>,
    /// To whom each brief went so far.
    readers: BTreeMap<MeetingId, BTreeSet<UserId>>,
    /// Dates of meetings that a company hosted of its own wish, out of turn.
    volunteers: BTreeMap<CompanyId, BTreeSet<NaiveDate>>,
    /// Dates of meetings that a company was told it would host, and then did not.
    let_go: BTreeMap<CompanyId, BTreeSet<NaiveDate>>,
    /// The company whose turn each meeting was, before anybody took it.
    by_turn: BTreeMap<MeetingId, Option<CompanyId>>,
    /// When a meeting was called off.
    called_off: BTreeMap<MeetingId, Instant>,
    announced: BTreeSet<MeetingId>,
    /// Meetings whose brief is in the channel.
    told: BTreeSet<MeetingId>,
    /// Meetings that somebody has asked to be called off.
    to_call_off: BTreeSet<MeetingId>,
    /// The state when it was last asked who has to do with which meeting.
    looked_at: Option<Workspace>,
    /// Meetings that were asked for what was said about them.
    weighed: BTreeSet<MeetingId>,
    /// How many of these nothing had kept from being said.
    pub(super) followed: u64,
    /// Whether a channel is open to us, as far as the bot knows.
    open: BTreeMap<ChannelId, bool>,
    /// Who was at each meeting: before what is looked at, and as it was changed in there.
    attended: BTreeMap<MeetingId, Vec<BTreeSet<CompanyId>>>,
    /// Companies that were away: they are not equally long in the cluster any more.
    were_away: BTreeSet<CompanyId>,
    /// Channels that take posts and are taken as closed, since when.
    shut_out: BTreeMap<ChannelId, Instant>,
    /// When it last was found closed, or open again.
    turned: BTreeMap<ChannelId, Instant>,
    /// When the process was last down for hours.
    back_at: Option<Instant>,
    /// The last time that something went wrong for hours: from when, and until when.
    trouble: Option<(Instant, Instant)>,
    /// Kinds of message about a meeting that Slack refused for good, or whose last hour fell into a time of trouble.
    given_up: BTreeSet<(MeetingId, Kind)>,
    /// Messages that were looked at long after they were settled, and are not to come again.
    examined: BTreeSet<u64>,
    /// Messages by kind.
    pub(super) kinds: BTreeMap<String, u64>,
    /// Unasked messages.
    pub(super) unasked_count: u64,
    /// Said twice because the first was not in Slack's history when it was looked for.
    pub(super) hidden_twice: u64,
    /// Ends of messages that were not sent, by code.
    pub(super) dead: BTreeMap<String, u64>,
    /// Which message each file is, by what Slack calls it.
    files: BTreeMap<String, u64>,
    /// The files that people have: whose, of which meeting, in which sequence.
    calendars: BTreeSet<(UserId, String, String)>,
    /// With what Slack refused files.
    file_codes: BTreeSet<&'static str>,
    /// With what Slack refused to open the conversation with somebody.
    not_opened: BTreeMap<UserId, BTreeSet<&'static str>>,
}

impl Watch {
    /// Notes that something does not hold.
    pub(super) fn breach(&mut self, invariant: Invariant, at: Instant, what: impl Into<String>) {
        self.breaches.push(Breach { invariant, at, what: what.into() });
    }

    /// Whether nothing was found so far.
    pub(super) fn holds(&self) -> bool {
        self.breaches.is_empty()
    }

    /// Something was due and changed nothing.
    pub(super) fn due_in_vain(&mut self, due: &Due) {
        self.breach(Invariant::Calm, Instant::default(), format!("{due:?} was due and changed nothing"));
    }

    /// Slack refused a call with a code.
    pub(super) fn refused(&mut self, method: Method, body: &Value, code: &'static str) {
        if matches!(method, Method::FilesGetUploadUrl | Method::FilesCompleteUpload | Method::FilesInfo) {
            self.file_codes.insert(code);
        }
        if !is_final(code) {
            return;
        }
        if method == Method::ConversationsOpen {
            let user = body.get("users").and_then(Value::as_str).unwrap_or_default();
            self.not_opened.entry(UserId::from(user)).or_default().insert(code);
        } else if let Some(id) = sending::outbox(body) {
            self.posts.entry(id).or_default().codes.insert(code);
        }
    }

    /// Something is at the door.
    pub(super) fn asked(&mut self, event: &Event) {
        match event {
            Event::Submitted { purpose: Purpose::Cancel(meeting), .. } => {
                self.to_call_off.insert(*meeting);
            }
            Event::Submitted { purpose: Purpose::Attendance(meeting), values, .. }
                if values.contains_key(&Field::NotHeld) =>
            {
                self.to_call_off.insert(*meeting);
            }
            _ => {}
        }
    }

    /// The process is back after so long.
    pub(super) fn back(&mut self, down: Duration, now: Instant) {
        if down > SHORT {
            self.back_at = Some(now);
        }
        // Nothing is said meanwhile, whatever it was that ended before.
        self.trouble(now - down, Some(now));
    }

    /// Something goes wrong, and lasts so long.
    pub(super) fn trouble(&mut self, now: Instant, until: Option<Instant>) {
        let since = |until: Instant| match self.trouble {
            Some((since, ended)) if ended >= now => (since, until.max(ended)),
            _ => (now, until),
        };
        if let Some(until) = until.filter(|until| *until - now > LONG) {
            self.trouble = Some(since(until));
        }
    }

    fn note_room(&mut self, room: &Room, now: Instant) {
        if self.open.insert(room.channel.clone(), room.open) != Some(room.open) {
            self.turned.insert(room.channel.clone(), now);
            // Looked at once a day it may seem closed all the while.
            self.shut_out.remove(&room.channel);
        }
    }

    /// Somebody deleted a message of the bot's. A look-up that is still to come cannot tell it from one that never arrived.
    pub(super) fn deleted(&mut self, outbox: u64) {
        if let Some(post) = self.posts.get_mut(&outbox).filter(|post| post.settled.is_none()) {
            post.hidden = true;
        }
    }

    /// Rows of the outbox were written.
    /// Whether it is settled by that.
    fn note_row(&mut self, row: &Outgoing, now: Instant) -> bool {
        let post = self.posts.entry(row.id.0).or_default();
        let is_new = row.progress.settled() && post.settled.is_none();
        if is_new {
            post.settled = Some((now, row.progress.clone()));
        }
        is_new
    }
}

impl Stage {
    /// Looks at what was committed since the last time.
    pub(super) fn look_at_commits(&mut self) {
        let fresh = std::mem::take(&mut self.image.fresh);
        let now = self.now;
        self.watch.attendance_goes_on(&fresh);
        for change in &fresh {
            match change {
                Change::Outgoing(row) => {
                    if self.watch.note_row(row, now)
                        && let Progress::Dead(code) = &row.progress
                    {
                        self.check_end_of(row, code);
                    }
                    self.check_words(row);
                }
                Change::Room(room) => self.watch.note_room(room, now),
                Change::Company(company) => self.watch.note_away(company),
                Change::Meeting(meeting) => {
                    self.watch.note_meeting(meeting, now);
                    self.watch.note_volunteer(meeting, &self.image.ws);
                    self.watch.note_skipped(meeting);
                }
                Change::Brief(brief) => {
                    self.check_points(brief);
                    if brief.state != BriefState::Draft {
                        // Who comes later is owed nothing; so it counts when it goes out to somebody.
                        let before = self.watch.readers.insert(brief.meeting, brief.recipients.clone());
                        if before.as_ref() != Some(&brief.recipients) {
                            self.check_recipients(brief.meeting, &before.unwrap_or_default());
                        }
                    }
                }
                _ => {}
            }
        }
        self.watch.attendance_stands(&fresh);
        if self.image.panicked > 0 {
            self.watch.breach(Invariant::Calm, now, "a decision panicked");
            self.image.panicked = 0;
        }
        for line in std::mem::take(&mut self.image.journal) {
            if sending::has_secret(&line) {
                self.watch.breach(Invariant::Secret, now, format!("in the journal: {line}"));
            }
        }
    }

    /// The workspace was read back.
    pub(super) fn check_reload(&mut self, loaded: Option<&Workspace>) {
        if loaded.is_some_and(|loaded| *loaded != self.image.ws) {
            let now = self.now;
            self.watch.breach(Invariant::Reload, now, "what is read back differs from what was committed");
        }
    }

    /// What became of the messages that were settled a while ago. At the end of all: of every one.
    pub(super) fn check_posts(&mut self, at_the_end: bool) {
        let now = self.now;
        let Watch { posts, .. } = &mut self.watch;
        let ripe = |post: &Post| {
            post.settled.as_ref().is_some_and(|(at, _)| at_the_end || now - *at > Duration::days(1))
        };
        let done: Vec<(u64, Post)> =
            posts.iter().filter(|(_, post)| ripe(post)).map(|(id, post)| (*id, post.clone())).collect();
        for (id, _) in &done {
            posts.remove(id);
        }
        self.watch.examined.extend(done.iter().map(|(id, _)| *id));
        for (id, post) in done {
            self.check_post(id, &post);
        }
    }

    fn check_post(&mut self, id: u64, post: &Post) {
        let now = self.now;
        let (is_sent, code) = match &post.settled {
            Some((_, Progress::Dead(code))) => (false, code.as_str()),
            _ => (true, ""),
        };
        let expected = u32::from(is_sent);
        let too_many = post.landed.saturating_sub(expected);
        if post.hidden && too_many > 0 {
            self.watch.hidden_twice += u64::from(too_many);
        } else if too_many > 0 && is_sent {
            self.watch.breach(
                Invariant::Once,
                now,
                format!("message {id} is {} times in Slack", post.landed),
            );
        } else if too_many > 0 && code != "parent_gone" {
            // Where the thread is gone nobody can look any more whether a reply came into it.
            self.watch.breach(
                Invariant::Arrives,
                now,
                format!("message {id} is in Slack, and dead ({code})"),
            );
        } else if post.landed < expected {
            self.watch.breach(Invariant::Arrives, now, format!("message {id} is sent, and not in Slack"));
        }
    }

    /// What was to be kept out of the notes is in no brief, not even in a draft.
    fn check_points(&mut self, brief: &Brief) {
        let told = brief.points.iter().any(|noted| noted.point.text.plain().contains(EXCLUDED));
        if told {
            let now = self.now;
            self.watch.breach(
                Invariant::Secret,
                now,
                format!("what was to be kept out: {:?}", brief.meeting),
            );
        }
    }

    /// The same of what is put down to be said.
    fn check_words(&mut self, row: &Outgoing) {
        let Body::Say(msg) = &row.body else { return };
        if row.progress == Progress::Waiting
            && serde_json::to_string(msg).is_ok_and(|it| it.contains(EXCLUDED))
        {
            let now = self.now;
            let what = format!("what was to be kept out is in {} {:?}", row.kind.name(), row.id);
            self.watch.breach(Invariant::Secret, now, what);
        }
    }

    /// A row that is still open.
    pub(super) fn open_rows(&self) -> Vec<OutboxId> {
        let open = self.image.ws.outbox.values().filter(|row| !row.progress.settled());
        open.map(|row| row.id).collect()
    }

    /// The image as it is.
    pub(super) const fn image(&self) -> &Image {
        &self.image
    }
}
