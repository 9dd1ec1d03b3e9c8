//! What goes wrong, and how often: single calls and deliveries, spells of it, and blows to the process.

use super::dice::Dice;
use super::slack::codes;
use crate::domain::model::Instant;
use crate::domain::policy::Method;
use chrono::Duration;

/// How much goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Faults {
    /// Nothing.
    None,
    /// A bad year: something every day or two.
    Some,
    /// Something every hour.
    Cruel,
}

impl Faults {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Some => "some",
            Self::Cruel => "cruel",
        }
    }

    /// How many calls of ten thousand come out badly.
    const fn of_calls(self) -> u64 {
        match self {
            Self::None => 0,
            Self::Some => 60,
            Self::Cruel => 500,
        }
    }

    /// How many hours of a hundred bring a blow or a spell.
    const fn of_hours(self) -> u64 {
        match self {
            Self::None => 0,
            Self::Some => 2,
            Self::Cruel => 100,
        }
    }
}

/// A stretch of time in which something does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spell {
    /// Slack asks everybody to wait.
    Limited,
    /// Slack answers with server errors.
    Broken,
    /// Slack does not answer at all.
    Silent,
    /// Nobody can reach Slack.
    Gone,
    /// The disk is full.
    FullDisk,
    /// The disk is slow.
    SlowDisk,
    /// Events come late, twice, and out of order.
    Muddled,
}

impl Spell {
    const ALL: [Self; 7] = [
        Self::Limited,
        Self::Broken,
        Self::Silent,
        Self::Gone,
        Self::FullDisk,
        Self::SlowDisk,
        Self::Muddled,
    ];
}

/// Something that strikes at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blow {
    /// The process dies after so many steps from now.
    Death(u32),
    /// The machine's clock jumps.
    Jump(Duration),
    /// Something does not work for a while.
    Spell,
}

/// What becomes of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Course {
    /// It is done, and the answer comes.
    Fine,
    /// No connection comes up.
    NotReached,
    /// 429, with so many seconds to wait.
    Limited(u64),
    /// Answered with a code of Slack's, one of all there are for the method. With a code that leaves it open it may be
    /// done all the same.
    Refused(&'static str, bool),
    /// Answered with a server's error at once; whether it was done.
    Failed(bool),
    /// Nobody knows: it was not done.
    LostBefore,
    /// Nobody knows: it was done.
    LostAfter,
    /// Nobody knows: it is done this long after it was begun, when the caller has given it up.
    Late(Duration),
}

/// The caller gives a call up after this.
pub(super) const GIVEN_UP: Duration = Duration::seconds(10);

/// The weather.
#[derive(Debug)]
pub(super) struct Weather {
    faults: Faults,
    spells: Vec<(Spell, Instant)>,
}

impl Weather {
    pub(super) const fn new(faults: Faults) -> Self {
        Self { faults, spells: Vec::new() }
    }

    /// From now on all is well.
    pub(super) fn clear_up(&mut self) {
        *self = Self::new(Faults::None);
    }

    pub(super) fn has(&self, spell: Spell, now: Instant) -> bool {
        self.spells.iter().any(|(one, until)| *one == spell && *until > now)
    }

    /// Until when the longest of what now keeps things from being said lasts.
    pub(super) fn lasts_until(&self) -> Option<Instant> {
        let keeps = |spell: &Spell| !matches!(spell, Spell::SlowDisk | Spell::Muddled);
        self.spells.iter().filter(|(spell, _)| keeps(spell)).map(|(_, until)| *until).max()
    }

    /// What this hour brings.
    pub(super) fn hour(&mut self, now: Instant, dice: &mut Dice) -> Option<Blow> {
        self.spells.retain(|(_, until)| *until > now);
        if !dice.percent(self.faults.of_hours()) {
            return None;
        }
        match dice.below(20) {
            0..4 => Some(Blow::Death(u32::try_from(dice.below(80)).unwrap_or(0))),
            4 => Some(Blow::Jump(jump(dice))),
            _ => {
                let spell = dice.one_of(&Spell::ALL).copied()?;
                let minutes = if dice.percent(5) { dice.between(60, 600) } else { dice.between(1, 40) };
                self.spells.push((spell, now + Duration::minutes(minutes.cast_signed())));
                Some(Blow::Spell)
            }
        }
    }

    /// What becomes of a call made now.
    pub(super) fn course(&self, method: Method, now: Instant, dice: &mut Dice) -> Course {
        if self.has(Spell::Gone, now) {
            return Course::NotReached;
        }
        if self.has(Spell::Limited, now) && dice.percent(80) {
            return Course::Limited(dice.between(1, 90));
        }
        if self.has(Spell::Silent, now) {
            return if dice.percent(50) { Course::LostBefore } else { late(dice) };
        }
        if self.has(Spell::Broken, now) && dice.percent(90) {
            return Course::Failed(dice.percent(50));
        }
        if !dice.of_ten_thousand(self.faults.of_calls()) {
            return Course::Fine;
        }
        match dice.below(12) {
            0..2 => Course::NotReached,
            2..4 => Course::Limited(dice.between(1, 60)),
            4 if dice.percent(40) => {
                let code = dice.one_of(&codes(method)).copied();
                Course::Refused(code.unwrap_or("restricted_action"), dice.percent(50))
            }
            4..6 => Course::Failed(dice.percent(50)),
            6 => Course::LostBefore,
            7..10 => Course::LostAfter,
            _ => late(dice),
        }
    }

    /// How long a message stays out of Slack's own history after it was posted.
    pub(super) fn hides(&self, dice: &mut Dice) -> Option<Duration> {
        let hides = dice.of_ten_thousand(self.faults.of_calls() / 2);
        hides.then(|| Duration::milliseconds(dice.between(100, 20_000).cast_signed()))
    }

    /// Whether something that happens to one delivery in so many ten thousand happens to this one.
    pub(super) fn strikes(&self, now: Instant, dice: &mut Dice) -> bool {
        let chance = if self.has(Spell::Muddled, now) { 4_000 } else { self.faults.of_calls() };
        dice.of_ten_thousand(chance)
    }
}

fn late(dice: &mut Dice) -> Course {
    Course::Late(GIVEN_UP + Duration::milliseconds(dice.below(1_500).cast_signed()))
}

/// A clock set wrong by hand, by a time zone, or by a little.
fn jump(dice: &mut Dice) -> Duration {
    let minutes = match dice.below(3) {
        0 => 1,
        1 => 60,
        _ => dice.between(1, 180).cast_signed(),
    };
    Duration::minutes(if dice.percent(50) { minutes } else { -minutes })
}
