//! How things reach the process: events are repeated until they are acknowledged, three times at
//! most; whoever pressed or typed sees an error instead, and tries again or not.

use super::{Happening, World};
use crate::domain::model::{Answer, ChannelId, Event, Nonce, Ts, UserId};
use crate::engine::desk::Entry;
use crate::simulation::process::{Heard, Knock};
use crate::simulation::stage::{Stage, on};
use crate::simulation::watch::Invariant;
use crate::slack::blocks;
use chrono::Duration;

/// Slack's pauses before it repeats an event, in seconds.
const AGAIN: [i64; 3] = [1, 60, 300];
/// A person waits so long for an answer.
const PATIENCE: Duration = Duration::seconds(3);

/// One delivery on its way.
#[derive(Clone, Debug)]
pub(super) struct Parcel {
    pub(super) entry: Entry,
    /// Who pressed or typed, and waits; `None`: an event.
    pub(super) waits: Option<UserId>,
    /// Deliveries before this one.
    tries: usize,
    sent: crate::domain::model::Instant,
}

impl World {
    /// A key, and a nonce, that nothing else has.
    pub(super) fn fresh(&mut self) -> (String, Nonce) {
        self.serial += 1;
        (format!("k{}", self.serial), Nonce(self.dice.roll() >> 1))
    }

    /// Something has happened in Slack, of which it tells.
    pub(super) fn tell(&mut self, event: Event) {
        let (key, _) = self.fresh();
        let sent = self.now();
        let parcel = Parcel { entry: Entry { event, key: Some(key) }, waits: None, tries: 0, sent };
        self.send(parcel);
    }

    /// Somebody presses, types or sends, and waits.
    pub(super) fn hand_in(&mut self, user: &UserId, event: Event) {
        let (key, _) = self.fresh();
        let sent = self.now();
        self.acts += 1;
        let entry = Entry { event, key: Some(key) };
        self.send(Parcel { entry, waits: Some(user.clone()), tries: 0, sent });
    }

    /// Puts it on its way: at once, late, or twice.
    fn send(&mut self, parcel: Parcel) {
        let now = self.now();
        let (late, twice) = (self.strikes(), self.strikes());
        if twice {
            let after = Duration::seconds(self.dice.between(0, 240).cast_signed());
            self.at(now + after, Happening::Parcel(parcel.clone()));
        }
        let most = if parcel.waits.is_some() { 2_500 } else { 200_000 };
        let after =
            if late { Duration::milliseconds(self.dice.below(most).cast_signed()) } else { Duration::zero() };
        self.at(now + after, Happening::Parcel(parcel));
    }

    fn strikes(&self) -> bool {
        let mut stage = on(&self.stage);
        let Stage { weather, dice, now, .. } = &mut *stage;
        weather.strikes(*now, dice)
    }

    /// It is at the door, if there is one.
    pub(super) fn deliver(&mut self, parcel: Parcel) {
        if self.process.is_none() || self.strikes() {
            return self.not_acknowledged(parcel);
        }
        self.serial += 1;
        let id = self.serial;
        if let Some(process) = &mut self.process {
            process.knock(Knock { id, entry: parcel.entry.clone() });
        }
        self.under_way.insert(id, parcel);
    }

    /// The process has answered, or refused.
    pub(super) fn hear(&mut self, heard: Heard) {
        let Some(parcel) = self.under_way.remove(&heard.id) else { return };
        // Refused, and in rare cases on disk all the same.
        let Some(answer) = heard.answer else { return self.cut(parcel) };
        let now = self.now();
        {
            let mut stage = on(&self.stage);
            let Stage { watch, image, .. } = &mut *stage;
            let remembered = heard.entry.key.as_ref().is_none_or(|key| image.seen.contains_key(key));
            if !remembered && !heard.entry.event.may_repeat() {
                watch.breach(
                    Invariant::Kept,
                    now,
                    format!("{} was acknowledged, and is not on disk", heard.entry.event.kind()),
                );
            }
        }
        self.note(&heard.entry.event, Some(&answer).filter(|_| !heard.repeated));
        if let Some(user) = &parcel.waits {
            self.check_what_is_told(user, &answer);
        }
        let in_time = now - parcel.sent < PATIENCE;
        if self.strikes() || (parcel.waits.is_some() && !in_time) {
            return self.not_acknowledged(parcel);
        }
        if let Some(user) = parcel.waits {
            self.follow(&user, &heard.entry.event, answer);
        }
    }

    /// What somebody is told in answer, or is shown in a form.
    fn check_what_is_told(&self, user: &UserId, answer: &Answer) {
        let shown = match answer {
            Answer::Say(lang, msg) | Answer::Read(lang, msg) => blocks::message(*lang, msg).blocks,
            Answer::Open(lang, form) => blocks::view(*lang, form),
            Answer::Nothing | Answer::Faults(..) => return,
        };
        let mut stage = on(&self.stage);
        let now = stage.now;
        let Stage { watch, image, .. } = &mut *stage;
        watch.check_what_is_read(&image.ws, user, &shown, now);
    }

    /// It was committed: from now on it counts.
    fn note(&mut self, event: &Event, answer: Option<&Answer>) {
        let mut stage = on(&self.stage);
        let (now, machine) = (stage.now, stage.machine());
        let Stage { watch, image, .. } = &mut *stage;
        if let Some(missing) = watch.truth.note(event, answer, &image.ws, machine) {
            watch.breach(Invariant::Kept, now, missing);
        }
    }

    /// The process died over it, or refused it. It may be on disk all the same.
    pub(super) fn cut(&mut self, parcel: Parcel) {
        let is_kept = {
            let stage = on(&self.stage);
            parcel.entry.key.as_ref().is_some_and(|key| stage.image.seen.contains_key(key))
        };
        if is_kept {
            self.note(&parcel.entry.event.clone(), None);
        }
        self.not_acknowledged(parcel);
    }

    /// Slack repeats an event; a person tries again, with a press of their own.
    fn not_acknowledged(&mut self, parcel: Parcel) {
        let now = self.now();
        let Parcel { entry, waits, tries, sent } = parcel;
        match waits {
            None => {
                let Some(pause) = AGAIN.get(tries) else { return };
                let parcel = Parcel { entry, waits: None, tries: tries + 1, sent };
                self.at(now + Duration::seconds(*pause), Happening::Parcel(parcel));
            }
            Some(user) if tries < 4 && self.dice.percent(85) => {
                let (key, nonce) = self.fresh();
                let event = again(entry.event, nonce);
                let at = now + Duration::seconds(self.dice.between(5, 600).cast_signed());
                let entry = Entry { event, key: Some(key) };
                let parcel = Parcel { entry, waits: Some(user), tries: tries + 1, sent: at };
                self.at(at, Happening::Parcel(parcel));
            }
            Some(_) => {}
        }
    }

    /// Somebody writes in a channel, in a thread perhaps; Slack tells of it.
    pub(super) fn say(
        &mut self,
        channel: &ChannelId,
        user: &UserId,
        thread: Option<Ts>,
        words: &str,
    ) -> Option<Ts> {
        let now = self.now();
        let ts = on(&self.stage).slack.say(channel, user, thread, words, now)?;
        self.tell(Event::Spoke { channel: channel.clone(), user: user.clone() });
        Some(ts)
    }
}

/// The same once more: a press is a new one, a form is the same form.
fn again(event: Event, nonce: Nonce) -> Event {
    match event {
        Event::Commanded { by, channel, words, .. } => Event::Commanded { by, channel, words, nonce },
        Event::Pressed { by, channel, press, .. } => Event::Pressed { by, channel, press, nonce },
        same => same,
    }
}
