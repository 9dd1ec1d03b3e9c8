//! What people do: they press what they see, fill in what opens, and write below the cards.

use super::house::Room;
use super::{Happening, World};
use crate::domain::model::{
    Answer, ChannelId, Event, Form, MeetingId, Nonce, Press, Purpose, Ts, UserId, Values,
};
use crate::simulation::people::forms::{Filler, fill};
use crate::simulation::people::{self, Temper, words};
use crate::simulation::slack::Message;
use crate::simulation::stage::on;
use crate::slack::blocks;
use chrono::{Datelike, Duration};

/// Something that somebody means to do.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// Looks at a message of the bot's, and presses something.
    Look(ChannelId, Ts),
    /// Presses this.
    Press(Option<ChannelId>, Press),
    /// Types a command.
    Command(ChannelId, String),
    /// Fills a form in and sends it.
    Fill(Box<Form>, u32),
    /// Sends the same once more.
    Resend(Purpose, Nonce, Values),
    /// Writes below the card of a meeting.
    Note(ChannelId, Ts, Option<MeetingId>),
    /// Changes what was written, or takes it back.
    Rewrite(ChannelId, Ts),
    /// Says something in a channel.
    Speak(ChannelId),
    /// Reacts to something.
    React(ChannelId),
    /// Writes to the bot.
    Ask(String),
    /// Opens the Home tab.
    OpenHome,
    /// Presses something there.
    PressAtHome,
    /// Invites the bot.
    Invite(ChannelId),
    /// Opens a closed channel.
    Unarchive(ChannelId),
    /// Has an account again.
    ComeBack,
}

impl Deed {
    /// Done by whoever is there.
    const fn is_for_the_house(&self) -> bool {
        matches!(self, Self::Invite(_) | Self::Unarchive(_) | Self::ComeBack)
    }
}

/// Days of a summer holiday, and the day of the year on which the first ones begin.
const HOLIDAY: u32 = 21;
const SUMMER: u32 = 172;

impl World {
    /// For how many more days somebody is on holiday: each year three weeks of summer, and a week at another time.
    fn away_for(&self, user: &UserId) -> Option<u64> {
        let facilitates = self.rooms.iter().any(|room| room.facilitator == *user);
        let number: u32 = user.as_str().trim_start_matches('U').parse().unwrap_or(0);
        let today = self.now().ordinal();
        let left =
            |first: u32, days: u32| (first..first + days).contains(&today).then(|| first + days - today);
        let summer = left(SUMMER + number * 7 % 42, HOLIDAY);
        let other = left(20 + number * 37 % 120, 7);
        summer.or(other).filter(|_| !facilitates).map(u64::from)
    }

    /// Somebody is going to do something, in so many minutes.
    pub(super) fn later(&mut self, user: &UserId, deed: Deed, least: u64, most: u64) {
        let at = self.now() + Duration::seconds(self.dice.between(60 * least, 60 * most).cast_signed());
        self.at(at, Happening::Deed(user.clone(), deed));
    }

    fn temper(&self, user: &UserId) -> Temper {
        self.people.get(user).copied().unwrap_or(Temper::Silent)
    }

    /// Somebody does what they meant to do, if they still have an account.
    pub(super) fn act(&mut self, user: &UserId, deed: Deed) {
        let active = on(&self.stage).slack.accounts.get(user).is_some_and(|account| account.active);
        if !active && !deed.is_for_the_house() {
            return;
        }
        if let Some(days) = self.away_for(user).filter(|_| !deed.is_for_the_house()) {
            // Who comes back from a holiday finds what came meanwhile.
            if matches!(deed, Deed::Look(..)) && self.dice.percent(50) {
                self.later(user, deed, 24 * 60 * days, 24 * 60 * (days + 2));
            }
            return;
        }
        match deed {
            Deed::Look(channel, ts) => self.look(user, &channel, &ts),
            Deed::Press(channel, press) => self.press(user, channel, press),
            Deed::Command(channel, words) => {
                let (_, nonce) = self.fresh();
                self.hand_in(user, Event::Commanded { by: user.clone(), channel, words, nonce });
            }
            Deed::Fill(form, tries) => self.fill_in(user, *form, tries),
            Deed::Resend(purpose, nonce, values) => {
                self.hand_in(user, Event::Submitted { by: user.clone(), purpose, nonce, values });
            }
            Deed::Note(channel, ts, meeting) => self.write_note(user, &channel, &ts, meeting),
            Deed::Rewrite(channel, ts) => self.rewrite(&channel, &ts),
            Deed::Speak(channel) => drop(self.say(&channel, user, None, "Noen som har sett dette?")),
            Deed::React(channel) => self.tell(Event::Spoke { channel, user: user.clone() }),
            Deed::Ask(words) => {
                let channel = ChannelId::from(format!("D{user}"));
                let (_, nonce) = self.fresh();
                self.tell(Event::Addressed { by: user.clone(), channel, words, nonce });
            }
            Deed::OpenHome => {
                self.tell(Event::HomeOpened { by: user.clone() });
                self.later(user, Deed::PressAtHome, 1, 20);
            }
            Deed::PressAtHome => {
                let presses = on(&self.stage).slack.homes.get(user).map(people::buttons).unwrap_or_default();
                self.choose(user, None, &presses);
            }
            Deed::Invite(channel) => {
                let bot = on(&self.stage).slack.bot.clone();
                self.enter(&channel, bot);
            }
            Deed::Unarchive(channel) => {
                if let Some(room) = on(&self.stage).slack.channels.get_mut(&channel) {
                    room.archived = false;
                }
                let bot = on(&self.stage).slack.bot.clone();
                self.enter(&channel, bot);
            }
            Deed::ComeBack => self.set_account(user, true),
        }
    }

    /// What a message offers now, which may be less than when it came.
    fn look(&mut self, user: &UserId, channel: &ChannelId, ts: &Ts) {
        let presses = {
            let stage = on(&self.stage);
            stage
                .slack
                .message(channel, ts)
                .map(|message| people::buttons(&message.blocks))
                .unwrap_or_default()
        };
        self.choose(user, Some(channel), &presses);
    }

    fn choose(&mut self, user: &UserId, channel: Option<&ChannelId>, presses: &[Press]) {
        let temper = self.temper(user);
        if temper == Temper::Eager {
            let all = self.dice.percent(10);
            let some = self.dice.index(presses.len());
            for (_, press) in presses.iter().enumerate().filter(|(nth, _)| all || *nth == some) {
                self.press(user, channel.cloned(), press.clone());
                self.press(user, channel.cloned(), press.clone());
            }
        } else if let Some(press) = people::choice(presses, temper, &mut self.dice) {
            self.press(user, channel.cloned(), press);
        }
    }

    fn press(&mut self, user: &UserId, channel: Option<ChannelId>, press: Press) {
        let (_, nonce) = self.fresh();
        self.hand_in(user, Event::Pressed { by: user.clone(), channel, press, nonce });
    }

    fn fill_in(&mut self, user: &UserId, form: Form, tries: u32) {
        let (_, _) = self.fresh();
        let room = match &form.purpose {
            Purpose::Setup(channel) => self.rooms.iter().find(|room| room.channel == *channel),
            _ => self.rooms.iter().find(|room| room.facilitator == *user),
        };
        // Whoever of the contacts is not there any more is left away the second time.
        let names = |room: &Room| {
            let name = |line: &str| line.split(';').next().unwrap_or_default().to_owned();
            room.companies.lines().map(name).collect::<Vec<_>>().join("\n")
        };
        let companies = room
            .map_or_else(String::new, |room| if tries == 0 { room.companies.clone() } else { names(room) });
        let works_for = self.employers.get(user).map_or(&[][..], Vec::as_slice);
        let is_colleague = |other: &UserId, theirs: &[String]| {
            other != user && theirs.iter().any(|employer| works_for.contains(employer))
        };
        let colleague = self.employers.iter().find(|(other, theirs)| is_colleague(other, theirs));
        let who = Filler {
            by: user,
            today: self.now().date_naive(),
            number: self.serial,
            companies: &companies,
            employers: works_for,
            colleague: colleague.map(|(other, _)| other),
            weekly: room.is_some_and(|room| room.weekly),
        };
        let values = fill(&form, &who, &mut self.dice);
        let (purpose, nonce) = (form.purpose.clone(), form.nonce);
        if self.dice.percent(6) || self.temper(user) == Temper::Eager {
            let again = Deed::Resend(purpose.clone(), nonce, values.clone());
            self.later(user, again, 0, 3);
        }
        if tries == 0 {
            // What is wrong is mended once.
            let form = Deed::Fill(Box::new(form), 1);
            self.unsent.insert(nonce, (user.clone(), form));
        }
        self.hand_in(user, Event::Submitted { by: user.clone(), purpose, nonce, values });
    }

    /// Somebody has an answer: a form to fill in, or words with more buttons.
    pub(super) fn follow(&mut self, user: &UserId, event: &Event, answer: Answer) {
        let mends = match event {
            Event::Submitted { nonce, .. } => self.unsent.remove(nonce),
            _ => None,
        };
        match answer {
            Answer::Open(_, form) if !self.dice.percent(12) => {
                self.later(user, Deed::Fill(form, 0), 0, 12);
            }
            Answer::Faults(..) => {
                if let Some((user, deed)) = mends {
                    self.later(&user, deed, 0, 5);
                }
            }
            Answer::Say(lang, msg) if !matches!(event, Event::Submitted { .. }) => {
                let rendered = blocks::message(lang, &msg);
                let temper = self.temper(user);
                let presses = people::buttons(&rendered.blocks);
                if let Some(press) = people::choice(&presses, temper, &mut self.dice) {
                    let channel = match event {
                        Event::Commanded { channel, .. } => Some(channel.clone()),
                        _ => None,
                    };
                    self.later(user, Deed::Press(channel, press), 0, 10);
                }
            }
            _ => {}
        }
    }

    /// People read what the bot has posted.
    pub(super) fn read_the_news(&mut self) {
        let news = std::mem::take(&mut on(&self.stage).slack.news);
        for (channel, ts) in news {
            let Some(message) = on(&self.stage).slack.message(&channel, &ts).cloned() else { continue };
            self.read(&channel, &message);
        }
    }

    fn read(&mut self, channel: &ChannelId, message: &Message) {
        let readers: Vec<UserId> = {
            let stage = on(&self.stage);
            let Some(room) = stage.slack.channels.get(channel) else { return };
            room.members.iter().filter(|user| **user != stage.slack.bot).cloned().collect()
        };
        let kind = message.stamp.as_ref().map_or("", |stamp| stamp.kind.as_str());
        let has_buttons = !people::buttons(&message.blocks).is_empty();
        let meeting = message.stamp.as_ref().and_then(|stamp| stamp.meeting).map(MeetingId);
        let is_direct = readers.len() == 1;
        for user in readers {
            let temper = self.temper(&user);
            if kind == "notes" {
                if let Some(thread) = message.thread.clone().filter(|_| self.dice.percent(8)) {
                    self.later(&user, Deed::Note(channel.clone(), thread, meeting), 5, 900);
                }
            } else if has_buttons && self.dice.percent(if is_direct { 45 } else { temper.opens_it() }) {
                let minutes = temper.takes(&mut self.dice);
                let at = self.now() + Duration::minutes(minutes);
                self.at(at, Happening::Deed(user, Deed::Look(channel.clone(), message.ts.clone())));
            }
        }
    }

    fn write_note(&mut self, user: &UserId, channel: &ChannelId, thread: &Ts, meeting: Option<MeetingId>) {
        let secrets: Vec<String> = {
            let stage = on(&self.stage);
            let talks = meeting.into_iter().flat_map(|id| stage.image.ws.talks_at(id).collect::<Vec<_>>());
            talks.filter(|talk| talk.confidential).map(|talk| talk.title.plain().to_owned()).collect()
        };
        for _ in 0..self.dice.between(1, 3) {
            let words = words::note(&mut self.dice, &secrets);
            let Some(ts) = self.say(channel, user, Some(thread.clone()), &words) else { return };
            if words.starts_with(words::EXCLUDED) && !words.contains("ikke referer") {
                on(&self.stage).slack.react(channel, &ts, "zipper_mouth_face");
                self.tell(Event::Spoke { channel: channel.clone(), user: user.clone() });
            }
            if self.dice.percent(10) {
                self.later(user, Deed::Rewrite(channel.clone(), ts), 1, 60);
            }
        }
    }

    /// An edit or a deletion, of which the bot is not told.
    fn rewrite(&mut self, channel: &ChannelId, ts: &Ts) {
        let mut stage = on(&self.stage);
        let delete = self.dice.percent(50);
        let Some(room) = stage.slack.channels.get_mut(channel) else { return };
        if delete {
            room.messages.remove(ts);
        } else if let Some(message) = room.messages.get_mut(ts) {
            message.text.push_str(" (rettet)");
        }
    }
}
