//! The world around the process: time, people who act, deliveries that get lost and are repeated,
//! and the process dying and starting again.

mod acting;
mod house;
mod posting;

use super::dice::Dice;
use super::disk::{Image, RealStore, SimDisk};
use super::people::Temper;
use super::process::{Process, Worked};
use super::slack::Slack;
use super::stage::{Shared, Stage, on};
use super::watch::Invariant;
use super::weather::{Blow, Faults, Weather};
use super::{Options, Report};
use crate::domain::model::{Instant, Nonce, TeamId, UserId, Workspace};
use acting::Deed;
use chrono::{DateTime, Datelike, Duration};
use house::Room;
use posting::Parcel;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// So long before the end all goes well again, and is to come to rest.
const CALM: Duration = Duration::days(25);
/// So long before the end people stop.
const REST: Duration = Duration::days(4);

/// Something that is to happen.
enum Happening {
    /// Somebody does something.
    Deed(UserId, Deed),
    /// Slack delivers something, or tries.
    Parcel(Parcel),
    /// A new day, by true time.
    Day,
    /// A new hour.
    Hour,
    /// The bot is started.
    Start,
    /// The machine's clock is put right.
    ClockMended,
    /// A long downtime begins.
    Downtime,
}

/// Everything.
pub(super) struct World {
    pub(super) stage: Shared,
    pub(super) options: Options,
    dice: Dice,
    process: Option<Process>,
    happenings: BTreeMap<(Instant, u64), Happening>,
    /// What is on its way into the process, by number.
    under_way: BTreeMap<u64, Parcel>,
    people: BTreeMap<UserId, Temper>,
    rooms: Vec<Room>,
    employers: BTreeMap<UserId, Vec<String>>,
    /// Forms that were sent and not yet answered, and how to mend them.
    unsent: BTreeMap<Nonce, (UserId, Deed)>,
    serial: u64,
    day: u64,
    pub(super) deaths: u64,
    pub(super) acts: u64,
    end: Instant,
}

impl World {
    /// A house at the beginning of a year, in which the bot is just started.
    pub(super) fn new(options: Options) -> Self {
        let mut dice = Dice::new(options.seed);
        let year = 2026 + i32::try_from(dice.below(3)).unwrap_or(0);
        let begin = DateTime::from_timestamp(1_767_254_400, 0).unwrap_or_default();
        // On any day of the year, so that what ends well in calm weather is not always Christmas.
        let day = dice.below(365).cast_signed();
        let begin = begin + Duration::days(i64::from(year - 2026) * 365 + day);
        let end = begin + Duration::days(365 * i64::from(options.years));
        let bot = UserId::from("UBOT");
        let ws = Workspace::new(TeamId::from("T1"), bot.clone());
        let weather = Weather::new(options.faults);
        let stage = Stage::new(begin, Dice::new(dice.roll()), weather, Slack::new(bot), Image::new(ws));
        let mut world = Self {
            stage: Arc::new(Mutex::new(stage)),
            dice,
            process: None,
            happenings: BTreeMap::new(),
            under_way: BTreeMap::new(),
            people: BTreeMap::new(),
            rooms: Vec::new(),
            employers: BTreeMap::new(),
            unsent: BTreeMap::new(),
            serial: 0,
            day: 0,
            deaths: 0,
            acts: 0,
            end,
            options,
        };
        world.move_in();
        world.at(begin, Happening::Start);
        world.at(begin + Duration::hours(2), Happening::Day);
        world.at(begin + Duration::minutes(30), Happening::Hour);
        if world.options.faults != Faults::None {
            // Once, and over before all is to come to rest.
            let last = (365 * u64::from(world.options.years)).saturating_sub(90);
            let days = world.dice.between(60, last.clamp(60, 540)).cast_signed();
            world.at(begin + Duration::days(days), Happening::Downtime);
        }
        world
    }

    fn at(&mut self, at: Instant, happening: Happening) {
        self.serial += 1;
        self.happenings.insert((at, self.serial), happening);
    }

    fn now(&self) -> Instant {
        on(&self.stage).now
    }

    /// Lets all of it happen.
    pub(super) fn run(mut self) -> anyhow::Result<Report> {
        let calm = self.end - CALM;
        let mut calmed = false;
        while let Some(next) = self.next().filter(|next| *next <= self.end) {
            if next >= calm && !calmed {
                calmed = true;
                let mut stage = on(&self.stage);
                stage.weather.clear_up();
                stage.set_clock(Duration::zero());
                stage.doom = None;
            }
            {
                let mut stage = on(&self.stage);
                stage.now = stage.now.max(next);
                stage.land_late_calls();
            }
            while let Some(entry) = self.happenings.first_entry().filter(|entry| entry.key().0 <= next) {
                let happening = entry.remove();
                self.happen(happening)?;
            }
            self.work();
            if on(&self.stage).watch.breaches.len() >= self.options.enough {
                break;
            }
        }
        {
            let mut stage = on(&self.stage);
            stage.now = stage.now.max(self.end);
            if stage.watch.holds() {
                stage.check_end();
            }
        }
        Ok(self.report())
    }

    fn next(&self) -> Option<Instant> {
        let happening = self.happenings.keys().next().map(|(at, _)| *at);
        let process = self.process.as_ref().and_then(Process::next);
        let late = on(&self.stage).next_late_call();
        happening.into_iter().chain(process).chain(late).min()
    }

    fn happen(&mut self, happening: Happening) -> anyhow::Result<()> {
        match happening {
            Happening::Deed(user, deed) => self.act(&user, deed),
            Happening::Parcel(parcel) => self.deliver(parcel),
            Happening::Day => self.dawn(),
            Happening::Hour => self.strike(),
            Happening::Start if self.process.is_none() => self.start()?,
            Happening::Start => {}
            Happening::ClockMended => on(&self.stage).set_clock(Duration::zero()),
            Happening::Downtime if self.process.is_some() => self.die(Some(Duration::days(30))),
            // It is down already: a little later.
            Happening::Downtime => {
                let soon = self.now() + Duration::hours(1);
                self.at(soon, Happening::Downtime);
            }
        }
        Ok(())
    }

    fn start(&mut self) -> anyhow::Result<()> {
        let real = self.options.database.as_deref().map(RealStore::open).transpose()?;
        let disk = SimDisk { stage: self.stage.clone(), real };
        self.process = Some(Process::start(&self.stage, disk)?);
        Ok(())
    }

    /// The process works as long as it can, and Slack and people hear of it.
    fn work(&mut self) {
        let Some(process) = &mut self.process else { return };
        let worked = process.work();
        let heard = process.heard();
        for heard in heard {
            self.hear(heard);
        }
        on(&self.stage).look_at_commits();
        match worked {
            Worked::Idle => {}
            Worked::Dead => self.die(None),
            Worked::Endless => {
                let now = self.now();
                on(&self.stage).watch.breach(Invariant::Calm, now, "it goes on and on");
                self.die(None);
            }
        }
        self.read_the_news();
    }

    /// It dies, and is started again after a while.
    fn die(&mut self, down: Option<Duration>) {
        let Some(process) = self.process.take() else { return };
        self.deaths += 1;
        // A part of it each time: to compare the whole would take longer than to live it.
        let agrees = process.agrees(self.deaths);
        process.bury();
        let now = self.now();
        if !agrees {
            on(&self.stage).watch.breach(Invariant::Reload, now, "memory and disk differ at a death");
        }
        on(&self.stage).look_at_commits();
        let cut = std::mem::take(&mut self.under_way);
        for parcel in cut.into_values() {
            self.cut(parcel);
        }
        on(&self.stage).check_whole();
        let down = down.unwrap_or_else(|| match self.dice.below(1_000) {
            0..2 => Duration::hours(self.dice.between(24, 72).cast_signed()),
            2..40 => Duration::minutes(self.dice.between(1, 240).cast_signed()),
            _ => Duration::milliseconds(self.dice.between(200, 30_000).cast_signed()),
        });
        on(&self.stage).watch.back(down, now + down);
        self.at(now + down, Happening::Start);
    }

    /// What this hour brings.
    fn strike(&mut self) {
        let now = self.now();
        self.at(now + Duration::hours(1), Happening::Hour);
        let blow = {
            let mut stage = on(&self.stage);
            let Stage { weather, dice, watch, .. } = &mut *stage;
            let blow = weather.hour(now, dice);
            watch.trouble(now, weather.lasts_until());
            blow
        };
        match blow {
            Some(Blow::Death(steps)) => on(&self.stage).doom = Some(steps),
            Some(Blow::Jump(by)) => {
                on(&self.stage).set_clock(by);
                let hours = self.dice.between(1, 40).cast_signed();
                self.at(now + Duration::hours(hours), Happening::ClockMended);
            }
            Some(Blow::Spell) | None => {}
        }
    }

    /// A new day: what people feel like, what happens in the house, and what must hold.
    fn dawn(&mut self) {
        let now = self.now();
        self.day += 1;
        self.at(now + Duration::days(1), Happening::Day);
        let quiet = self.process.is_some() && {
            let stage = on(&self.stage);
            stage.doom.is_none()
        };
        {
            let mut stage = on(&self.stage);
            stage.check_day(self.day, quiet);
            if self.day.is_multiple_of(7) {
                stage.slack.forget_old(now);
            }
        }
        if self.day.is_multiple_of(7) && self.process.as_ref().is_some_and(|process| !process.agrees_in_all())
        {
            on(&self.stage).watch.breach(Invariant::Reload, now, "memory and disk differ");
        }
        if now < self.end - REST {
            self.live_a_day(now.weekday().number_from_monday() <= 5);
        }
    }
}
