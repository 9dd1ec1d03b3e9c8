//! What must hold whatever happens, each with a name; and what is written down on the way, to tell.

mod daily;
mod sending;

use super::disk::Image;
use super::stage::Stage;
use super::truth::Truth;
use crate::domain::model::{
    BriefState, Change, CompanyId, Due, Instant, MeetingId, OutboxId, Outgoing, Progress, UserId, Workspace,
};
use crate::domain::policy::Method;
use chrono::{Duration, NaiveDate};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

macro_rules! invariants {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $says:literal;)*) => {
        /// Something that must hold.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Invariant {
            $($(#[$doc])* $name),*
        }

        impl Invariant {
            /// All of them, in the order in which they are told.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// What must hold, in a sentence.
            pub const fn says(self) -> &'static str {
                match self { $(Self::$name => $says),* }
            }
        }
    };
}

invariants! {
    /// Nothing acknowledged is lost.
    Kept = "kept", "What a person was told is done is in the state, and stays there until somebody changes it.";
    /// No message twice.
    Once = "once", "A message is in Slack once, and its attempt is on disk before it goes out.";
    /// Every message arrives.
    Arrives = "arrives", "What the outbox calls sent is in Slack, and what it calls dead is not.";
    /// Nothing is said too late.
    Valid = "valid", "Nothing is said after it stopped making sense, or about a meeting that is called off.";
    /// Quiet hours, weekends and holidays.
    QuietHours = "quiet-hours", "Nothing self-initiated goes out in quiet hours, on weekends or on holidays.";
    /// The budget.
    Budget = "budget", "Nobody gets two unasked messages within seven local days.";
    /// What people asked not to get.
    Wishes = "wishes", "Who snoozes, opted out or has no account any more gets nothing unasked.";
    /// Nothing comes more often than it should.
    Rhythm = "rhythm", "One digest a week, one announcement a meeting, one reminder a person and date, one nudge a month.";
    /// Somebody looks after each meeting.
    Named = "named", "Each meeting has one responsible person who can be reached, from planned to held.";
    /// Hosting is fair.
    Fair = "fair", "Hostings differ by at most one among companies that have been there equally long.";
    /// What is to be kept out is kept out.
    Secret = "secret", "An excluded or confidential text is in no message, no row and no line of the journal.";
    /// Who gets a brief.
    Recipients = "recipients", "A brief goes to exactly those it is due to, once to each.";
    /// Cards show what is so.
    Cards = "cards", "Once all is quiet a card shows what the state says.";
    /// The outbox empties.
    Drains = "drains", "Once all is quiet nothing that could go out is left in the outbox.";
    /// Memory is what the disk says.
    Reload = "reload", "Memory is what is read back from the disk.";
    /// No decision fails.
    Calm = "calm", "No decision panics, nothing is due in vain, and nothing goes on for ever.";
}

/// Why a message may end without being sent: ours, and Slack's, of which each is final.
const DEAD: [&str; 14] = [
    "expired",
    "parent_gone",
    "nothing_to_show",
    "user_not_found",
    "user_disabled",
    "account_inactive_user",
    "is_archived",
    "not_in_channel",
    "channel_not_found",
    "thread_not_found",
    "restricted_action",
    "team_access_not_granted",
    "msg_blocks_too_long",
    "as_user_not_supported",
];

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
#[derive(Clone, Debug)]
struct Post {
    settled: Option<(Instant, Progress)>,
    landed: u32,
    hidden: bool,
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
    /// To how many people each brief went so far.
    readers: BTreeMap<MeetingId, usize>,
    /// Companies that hosted of their own wish: out of turn.
    volunteers: BTreeSet<CompanyId>,
    /// Messages by kind.
    pub(super) kinds: BTreeMap<String, u64>,
    /// Unasked messages.
    pub(super) unasked_count: u64,
    /// Said twice because Slack hid the first from its history.
    pub(super) hidden_twice: u64,
    /// Ends of messages that were not sent, by code.
    pub(super) dead: BTreeMap<String, u64>,
    /// Slack refused these for no reason of its own.
    refused: BTreeSet<u64>,
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

    /// Slack refused a message by the weather's whim.
    pub(super) fn refused_for_no_reason(&mut self, method: Method, body: &Value, _: &str) {
        if let Some(id) = sending::outbox(body).filter(|_| method == Method::ChatPostMessage) {
            self.refused.insert(id);
        }
    }

    /// A company took a hosting that was not its turn.
    pub(super) fn volunteered(&mut self, company: CompanyId) {
        self.volunteers.insert(company);
    }

    /// Rows of the outbox were written.
    fn note_row(&mut self, row: &Outgoing, now: Instant) {
        let post = self.posts.entry(row.id.0).or_insert(Post { settled: None, landed: 0, hidden: false });
        if row.progress.settled() && post.settled.is_none() {
            post.settled = Some((now, row.progress.clone()));
            if let Progress::Dead(code) = &row.progress {
                *self.dead.entry(code.clone()).or_default() += 1;
            }
        }
    }
}

impl Stage {
    /// Looks at what was committed since the last time.
    pub(super) fn look_at_commits(&mut self) {
        let fresh = std::mem::take(&mut self.image.fresh);
        let now = self.now;
        for change in &fresh {
            match change {
                Change::Outgoing(row) => self.watch.note_row(row, now),
                Change::Brief(brief) if brief.state != BriefState::Draft => {
                    // Who comes later is owed nothing; so it counts when it goes out to somebody.
                    let readers = brief.recipients.len();
                    if self.watch.readers.insert(brief.meeting, readers) != Some(readers) {
                        self.check_recipients(brief.meeting);
                    }
                }
                _ => {}
            }
        }
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
        let Watch { posts, refused, .. } = &mut self.watch;
        let ripe = |post: &Post| {
            post.settled.as_ref().is_some_and(|(at, _)| at_the_end || now - *at > Duration::days(1))
        };
        let done: Vec<(u64, Post)> =
            posts.iter().filter(|(_, post)| ripe(post)).map(|(id, post)| (*id, post.clone())).collect();
        for (id, _) in &done {
            posts.remove(id);
            refused.remove(id);
        }
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
        } else if too_many > 0 {
            self.watch.breach(
                Invariant::Arrives,
                now,
                format!("message {id} is in Slack, and dead ({code})"),
            );
        } else if !is_sent && !DEAD.contains(&code) {
            self.watch.breach(Invariant::Arrives, now, format!("message {id} was given up: {code}"));
        } else if post.landed < expected {
            self.watch.breach(Invariant::Arrives, now, format!("message {id} is sent, and not in Slack"));
        }
    }

    /// Whether a brief that is out is on its way to exactly those who should get it: of each company
    /// those who asked; where nobody did and it was not there, one of its people.
    fn check_recipients(&mut self, id: MeetingId) {
        let ws = &self.image.ws;
        let (Some(brief), Some(meeting)) = (ws.briefs.get(&id), ws.meetings.get(&id)) else { return };
        let Some(cluster) = ws.clusters.get(&meeting.cluster) else { return };
        let people_of = |company: CompanyId| -> BTreeSet<&UserId> {
            let here = ws.members.values().filter(|m| m.cluster == cluster.id && m.company == Some(company));
            here.map(|member| &member.user)
                .filter(|user| ws.people.get(*user).is_some_and(|p| p.profile.active && !p.profile.is_bot))
                .collect()
        };
        let mut wrong = Vec::new();
        for company in ws.companies.values().filter(|company| company.cluster == cluster.id) {
            let people = people_of(company.id);
            let got: BTreeSet<&UserId> =
                people.iter().copied().filter(|user| brief.recipients.contains(*user)).collect();
            let asked: BTreeSet<&UserId> = ws
                .rsvps
                .get(&(id, company.id))
                .map(|rsvp| people.iter().copied().filter(|user| rsvp.wants_brief.contains(*user)).collect())
                .unwrap_or_default();
            let is_owed = company.left.is_none() && company.joined <= meeting.start.date();
            if !is_owed {
                continue;
            }
            if !asked.is_subset(&got) {
                wrong.push(format!("company {:?}: {asked:?} asked, {got:?} got it", company.id));
            }
            let was_there = meeting.attended.contains(&company.id);
            if asked.is_empty() && !was_there && !people.is_empty() && got.is_empty() {
                wrong.push(format!("company {:?} was not there and gets nothing", company.id));
            }
            // Who got it before the attendance was corrected, or from another company, has it.
            if !was_there && asked.is_empty() && got.len() > 1 {
                let told =
                    got.iter().filter(|user| self.watch.briefed.contains_key(&(id.0, (**user).clone())));
                if told.count() == 0 {
                    wrong.push(format!("company {:?}: {got:?} all get it", company.id));
                }
            }
        }
        let now = self.now;
        for what in wrong {
            self.watch.breach(Invariant::Recipients, now, format!("meeting {id:?}, {what}"));
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
