//! What must hold whenever something goes out: looked at as it is attempted, and as it arrives.

use super::{Invariant, Watch};
use crate::domain::model::{Instant, Kind, OptOut, Outgoing, Place, Progress, Talk, Text, UserId, Workspace};
use crate::domain::policy::Method;
use crate::simulation::disk::Image;
use crate::simulation::people::words::{EXCLUDED, SECRET};
use chrono::{Datelike, Days, Duration, NaiveDate, NaiveDateTime, Weekday};
use serde_json::Value;

/// From the decision to send to the call: a conversation may have to be opened, on a slow disk.
const GRACE: Duration = Duration::minutes(3);
/// Days of the budget's window (`PRODUCT.md`).
const WINDOW: Days = Days::new(7);
/// Days between two nudges to a company at least.
const MONTH: i64 = 28;
/// Easter Sundays from 2026 on, month and day (computus tables of the Nautical Almanac Office).
const EASTER: [(i32, u32, u32); 12] = [
    (2026, 4, 5),
    (2027, 3, 28),
    (2028, 4, 16),
    (2029, 4, 1),
    (2030, 4, 21),
    (2031, 4, 13),
    (2032, 3, 28),
    (2033, 4, 17),
    (2034, 4, 9),
    (2035, 3, 25),
    (2036, 4, 13),
    (2037, 4, 5),
];

/// The number of the message that a body carries.
pub(super) fn outbox(body: &Value) -> Option<u64> {
    body.pointer("/metadata/event_payload/outbox")?.as_str()?.parse().ok()
}

/// Whether something is in any of the words of a body.
fn holds(body: &Value, words: &str) -> bool {
    match body {
        Value::String(text) => text.contains(words),
        Value::Array(items) => items.iter().any(|item| holds(item, words)),
        Value::Object(fields) => fields.values().any(|field| holds(field, words)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Those of the words of a body that hold something.
fn holding<'a>(body: &'a Value, words: &str) -> Vec<&'a str> {
    match body {
        Value::String(text) => text.contains(words).then_some(text.as_str()).into_iter().collect(),
        Value::Array(items) => items.iter().flat_map(|item| holding(item, words)).collect(),
        Value::Object(fields) => fields.values().flat_map(|field| holding(field, words)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// Whether words hold something that was to be kept out, or that is confidential.
pub(super) fn has_secret(words: &str) -> bool {
    words.contains(EXCLUDED) || words.contains(SECRET)
}

fn is_day_off(day: NaiveDate) -> bool {
    let fixed = matches!((day.month(), day.day()), (1 | 5, 1) | (5, 17) | (12, 24 | 25 | 26 | 31));
    let easter = EASTER.iter().find(|(year, ..)| *year == day.year());
    let easter = easter.and_then(|(year, month, day)| NaiveDate::from_ymd_opt(*year, *month, *day));
    let moves =
        easter.is_some_and(|easter| matches!((day - easter).num_days(), -3 | -2 | 0 | 1 | 39 | 49 | 50));
    fixed || moves || matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn local(ws: &Workspace, row: &Outgoing, at: Instant) -> NaiveDateTime {
    let cluster = row.own_initiative.and_then(|id| ws.clusters.get(&id));
    let zone = cluster.map_or(chrono_tz::Europe::Oslo, |cluster| cluster.zone);
    at.with_timezone(&zone).naive_local()
}

fn is_quiet(ws: &Workspace, row: &Outgoing, at: Instant) -> bool {
    let Some(cluster) = row.own_initiative.and_then(|id| ws.clusters.get(&id)) else { return false };
    let shown = local(ws, row, at);
    let (from, to, time) = (cluster.quiet_from, cluster.quiet_to, shown.time());
    let night = if from <= to { from <= time && time < to } else { time >= from || time < to };
    night || is_day_off(shown.date())
}

/// What a kind of unasked message is called by those who don't want it. Written down once more on purpose: what is watched
/// over is not asked what it should do.
const fn opt_out(kind: Kind) -> Option<OptOut> {
    match kind {
        Kind::Reminder => Some(OptOut::Reminders),
        Kind::Company => Some(OptOut::Company),
        Kind::Host => Some(OptOut::SteppingIn),
        Kind::Invitation => Some(OptOut::Invitations),
        Kind::Nudge => Some(OptOut::Nudges),
        _ => None,
    }
}

/// Whether there is a moment at which a message could still be said. Looked for in steps of ten minutes.
pub(super) fn may_go_out(ws: &Workspace, row: &Outgoing, now: Instant) -> bool {
    let Some(expires) = row.expires else { return true };
    let mut at = now;
    while at < expires {
        if !is_quiet(ws, row, at) {
            return true;
        }
        at += Duration::minutes(10);
    }
    false
}

/// Kinds that nobody has asked for, whoever gets them (`PRODUCT.md`: reminders, invitations, nudges).
const fn is_unasked(kind: Kind) -> bool {
    matches!(kind, Kind::Reminder | Kind::Invitation | Kind::Nudge)
}

/// Kinds that Klynge says of its own accord, never in answer to somebody.
const fn is_self_initiated(kind: Kind) -> bool {
    is_unasked(kind)
        || matches!(
            kind,
            Kind::Announcement
                | Kind::Digest
                | Kind::Work
                | Kind::Handover
                | Kind::Host
                | Kind::Draft
                | Kind::Brief
                | Kind::Quiet
        )
}

/// Kinds that make no sense about a meeting that is called off.
const fn is_about_what_comes(kind: Kind) -> bool {
    is_unasked(kind)
        || matches!(kind, Kind::Announcement | Kind::Host | Kind::Notes | Kind::Draft | Kind::Brief)
}

impl Watch {
    /// A message is about to go out, `now` by true time; `civil` is what the machine's clock shows, and `settled` whether it
    /// has shown that for a while: what is decided by one clock is not held to another.
    pub(in crate::simulation) fn attempted(
        &mut self,
        image: &Image,
        body: &Value,
        now: Instant,
        civil: Instant,
        settled: bool,
    ) {
        let Some(row) = outbox(body).and_then(|id| image.ws.outbox.get(&crate::domain::model::OutboxId(id)))
        else {
            return self.breach(Invariant::Once, civil, "a message without a row on disk");
        };
        let what = || format!("{} {:?}", row.kind.name(), row.id);
        if !matches!(row.progress, Progress::Sending(_)) {
            self.breach(Invariant::Once, civil, format!("{}: attempted, and not so on disk", what()));
        }
        if !settled {
            return;
        }
        let earlier = civil - GRACE;
        let off = row.meeting.and_then(|id| self.called_off.get(&id)).is_some_and(|at| *at < now - GRACE);
        if off && is_about_what_comes(row.kind) {
            self.breach(Invariant::Valid, civil, format!("{}: its meeting is called off", what()));
        }
        if is_unasked(row.kind) && !row.unasked {
            self.breach(Invariant::Budget, civil, format!("{} is not counted", what()));
        }
        if is_self_initiated(row.kind) && row.own_initiative.is_none() {
            self.breach(Invariant::QuietHours, civil, format!("{} knows no quiet hours", what()));
        }
        if row.expires.is_some_and(|expires| expires <= earlier) {
            self.breach(Invariant::Valid, civil, format!("{}: expired {:?}", what(), row.expires));
        }
        if is_quiet(&image.ws, row, civil) && is_quiet(&image.ws, row, earlier) {
            self.breach(Invariant::QuietHours, civil, what());
        }
        if row.unasked
            && let Place::Dm(user) = &row.place
        {
            self.check_wishes(image, row, user, civil);
        }
    }

    fn check_wishes(&mut self, image: &Image, row: &Outgoing, user: &UserId, civil: Instant) {
        if self.does_not_want(image, row, user, civil) && self.truth.wished_before(user, civil - GRACE) {
            let what = format!("{} {:?} to {user}, who does not want it", row.kind.name(), row.id);
            self.breach(Invariant::Wishes, civil, what);
        }
    }

    /// Whether somebody snoozes, opted out of such messages, or has no account any more.
    pub(super) fn does_not_want(&self, image: &Image, row: &Outgoing, user: &UserId, civil: Instant) -> bool {
        let Some(person) = image.ws.people.get(user) else { return false };
        let today = local(&image.ws, row, civil).date();
        person.snoozed_until.is_some_and(|until| until > today)
            || opt_out(row.kind).is_some_and(|what| person.opted_out.contains(&what))
            || !person.profile.active
    }

    /// Something is in Slack; `hides`: kept out of its own history for longer than a look-up waits.
    pub(in crate::simulation) fn landed(
        &mut self,
        image: &Image,
        method: Method,
        body: &Value,
        civil: Instant,
        hides: bool,
    ) {
        if matches!(method, Method::ChatPostMessage | Method::ChatUpdate | Method::ViewsPublish) {
            self.check_secrets(&image.ws, body, civil);
        }
        if method != Method::ChatPostMessage {
            return;
        }
        let Some(id) = outbox(body) else { return };
        if self.examined.contains(&id) {
            self.breach(
                Invariant::Once,
                civil,
                format!("message {id} comes again long after it was settled"),
            );
        }
        let post = self.posts.entry(id).or_default();
        post.landed += 1;
        post.hidden |= hides;
        if post.landed > 1 {
            return;
        }
        let Some(row) = image.ws.outbox.get(&crate::domain::model::OutboxId(id)) else { return };
        *self.kinds.entry(row.kind.name().to_owned()).or_default() += 1;
        let today = local(&image.ws, row, civil).date();
        if row.unasked
            && let Place::Dm(user) = &row.place
        {
            self.unasked_count += 1;
            let last = self.unasked.insert(user.clone(), today);
            if last.is_some_and(|last| last <= today && today < last + WINDOW) {
                self.breach(Invariant::Budget, civil, format!("{user} on {last:?} and {today}"));
            }
        }
        self.check_rhythm(&image.ws, row, today, civil);
    }

    fn check_rhythm(&mut self, ws: &Workspace, row: &Outgoing, today: NaiveDate, civil: Instant) {
        let meeting = row.meeting.map_or(0, |meeting| meeting.0);
        let twice = match (row.kind, &row.place) {
            (Kind::Digest, Place::Channel(channel)) => {
                let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
                !self.digests.insert((channel.to_string(), monday))
            }
            (Kind::Announcement, Place::Channel(_)) => {
                row.meeting.is_some_and(|meeting| !self.announced.insert(meeting))
            }
            (Kind::Reminder, Place::Dm(user)) => {
                let revision = row.meeting.and_then(|id| ws.meetings.get(&id)).map_or(0, |m| m.revision);
                !self.reminded.insert((meeting, revision, user.clone()))
            }
            (Kind::Nudge, Place::Dm(user)) => {
                let company = row.own_initiative.and_then(|cluster| ws.company_of(cluster, user));
                let last = company.and_then(|company| self.nudged.insert(company.id, today));
                last.is_some_and(|last| (today - last).num_days().abs() < MONTH)
            }
            (Kind::Brief, Place::Channel(_) | Place::ThreadOf(_)) => {
                self.told.extend(row.meeting);
                false
            }
            (Kind::Brief, Place::Dm(user)) => {
                let brief = row.meeting.and_then(|id| ws.briefs.get(&id));
                if !brief.is_some_and(|brief| brief.recipients.contains(user)) {
                    self.breach(Invariant::Recipients, civil, format!("{user} gets the brief of {meeting}"));
                }
                let count = self.briefed.entry((meeting, user.clone())).or_default();
                *count += 1;
                if *count > 1 {
                    let what = format!("{user} got the brief of {meeting} {count} times");
                    self.breach(Invariant::Recipients, civil, what);
                }
                false
            }
            _ => false,
        };
        if twice {
            let what = format!("{} {:?} about {meeting} to {:?}", row.kind.name(), row.id, row.place);
            self.breach(Invariant::Rhythm, civil, what);
        }
    }

    /// What was to be kept out is nowhere; what is confidential is only with its presenter.
    fn check_secrets(&mut self, ws: &Workspace, body: &Value, civil: Instant) {
        let reader =
            body.get("channel").or_else(|| body.get("user_id")).and_then(Value::as_str).unwrap_or("");
        let reader = UserId::from(reader.strip_prefix('D').unwrap_or(reader));
        self.check_what_is_read(ws, &reader, body, civil);
    }

    /// The same of anything that somebody reads.
    pub(in crate::simulation) fn check_what_is_read(
        &mut self,
        ws: &Workspace,
        reader: &UserId,
        shown: &Value,
        civil: Instant,
    ) {
        if holds(shown, EXCLUDED) {
            self.breach(Invariant::Secret, civil, "what was to be kept out of the notes was told");
        }
        let secret = holding(shown, SECRET);
        if secret.is_empty() {
            return;
        }
        let tells = |talk: &&Talk| {
            let all = [Some(&talk.title), talk.wish.as_ref(), talk.link.as_ref()];
            let is_told = |text: &Text| secret.iter().any(|words| words.contains(text.plain()));
            talk.confidential && all.into_iter().flatten().any(is_told)
        };
        for talk in ws.talks.values().filter(tells).filter(|talk| !talk.is_by(reader) && !talk.may_be_told())
        {
            self.breach(Invariant::Secret, civil, format!("{:?} was told to {reader}", talk.id));
        }
    }
}
