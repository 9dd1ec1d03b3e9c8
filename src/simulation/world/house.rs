//! The house: who moves in, and what happens there without Klynge: people come and go, channels are
//! renamed and closed, the bot is thrown out and invited back, messages are edited and deleted.

use super::{Happening, World, acting::Deed};
use crate::domain::model::{ChannelId, Event, Profile, Stage, UserId};
use crate::simulation::people::Temper;
use crate::simulation::people::words;
use crate::simulation::slack::{Account, Channel};
use crate::simulation::stage::on;
use chrono::Duration;
use std::collections::{BTreeMap, BTreeSet};

/// A channel in which a cluster is to live.
pub(super) struct Room {
    pub(super) channel: ChannelId,
    pub(super) facilitator: UserId,
    /// The companies, as they are pasted.
    pub(super) companies: String,
    pub(super) weekly: bool,
    newcomers: u64,
}

impl World {
    /// Everybody has an account, and is in the channels of their companies.
    pub(super) fn move_in(&mut self) {
        for cluster in 0..u64::from(self.options.clusters) {
            let channel = ChannelId::from(format!("C{cluster:03}"));
            let facilitator = self.open_account("nb-NO");
            // Whoever facilitates sets it up, sooner or later.
            self.people.insert(facilitator.clone(), Temper::Prompt);
            let mut members = BTreeSet::from([facilitator.clone()]);
            let mut lines = Vec::new();
            for company in 0..self.dice.between(8, 12) {
                lines.push(self.found_company(&format!("Firma {cluster}-{company}"), &mut members));
            }
            let id = channel.clone();
            on(&self.stage).slack.channels.insert(
                id.clone(),
                Channel {
                    id,
                    name: format!("fag{cluster}"),
                    members,
                    archived: false,
                    with: None,
                    messages: BTreeMap::new(),
                },
            );
            let weekly = self.dice.percent(25);
            let companies = lines.join("\n");
            self.rooms.push(Room { channel, facilitator, companies, weekly, newcomers: 0 });
        }
    }

    fn open_account(&mut self, locale: &'static str) -> UserId {
        let number = self.people.len();
        let id = UserId::from(format!("U{number:04}"));
        let account = Account { id: id.clone(), handle: format!("p{number}"), locale, active: true };
        on(&self.stage).slack.accounts.insert(id.clone(), account);
        let temper = Temper::of(&mut self.dice);
        self.people.insert(id.clone(), temper);
        id
    }

    /// Now and then somebody who works for a company of another cluster as well.
    fn neighbour(&mut self, members: &BTreeSet<UserId>) -> Option<UserId> {
        let facilitates = |user: &UserId| self.rooms.iter().any(|room| room.facilitator == *user);
        let others: Vec<&UserId> =
            self.employers.keys().filter(|user| !members.contains(*user) && !facilitates(user)).collect();
        if self.options.clusters < 2 || !self.dice.percent(12) {
            return None;
        }
        self.dice.one_of(&others).map(|user| (*user).clone())
    }

    /// A company of two to four, some of whom work for another as well; answers its line.
    fn found_company(&mut self, name: &str, members: &mut BTreeSet<UserId>) -> String {
        let mut handles = Vec::new();
        // Of some nobody ever says a word.
        let is_silent = self.dice.percent(15);
        for _ in 0..self.dice.between(2, 4) {
            let locale = if self.dice.percent(80) { "nb-NO" } else { "en-GB" };
            let user = match self.neighbour(members) {
                Some(user) => user,
                None => self.open_account(locale),
            };
            if is_silent {
                self.people.insert(user.clone(), Temper::Silent);
            }
            if let Some(account) = on(&self.stage).slack.accounts.get(&user) {
                handles.push(format!("@{}", account.handle));
            }
            self.employers.entry(user.clone()).or_default().push(name.to_owned());
            members.insert(user);
        }
        handles.truncate(2);
        format!("{name}; {}", handles.join("; "))
    }

    /// What people feel like today, and what happens in the house.
    pub(super) fn live_a_day(&mut self, workday: bool) {
        self.facilitate();
        let people: Vec<(UserId, Temper)> =
            self.people.iter().map(|(user, temper)| (user.clone(), *temper)).collect();
        for (user, temper) in people {
            let chance = if workday { temper.stirs() } else { temper.stirs() / 8 };
            if self.dice.of_ten_thousand(chance) {
                let deed = self.whim(&user);
                self.later(&user, deed, 60, 900);
            }
        }
        for room in 0..self.rooms.len() {
            if self.dice.percent(10) {
                self.something_happens(room);
            }
        }
    }

    /// Whoever facilitates sees to it that there is a cluster, with the bot in its channel.
    fn facilitate(&mut self) {
        let bot = on(&self.stage).slack.bot.clone();
        for room in 0..self.rooms.len() {
            let Some(Room { channel, facilitator, .. }) = self.rooms.get(room) else { continue };
            let (channel, facilitator) = (channel.clone(), facilitator.clone());
            let (invited, begun) = {
                let stage = on(&self.stage);
                let invited = stage.slack.channels.get(&channel).is_some_and(|c| c.members.contains(&bot));
                (invited, stage.image.ws.cluster_in(&channel).map(|cluster| cluster.stage))
            };
            if !invited && self.dice.percent(70) {
                self.later(&facilitator, Deed::Invite(channel.clone()), 1, 30);
            }
            match begun {
                None => self.later(&facilitator, Deed::Command(channel, "setup".to_owned()), 60, 200),
                // The preview was overlooked, or never came.
                Some(Stage::Preview) => {
                    self.later(&facilitator, Deed::Command(channel, String::new()), 60, 900)
                }
                Some(_) => {}
            }
        }
    }

    fn whim(&mut self, user: &UserId) -> Deed {
        let rooms: Vec<ChannelId> = {
            let stage = on(&self.stage);
            let rooms = stage
                .slack
                .channels
                .values()
                .filter(|room| room.with.is_none() && room.members.contains(user));
            rooms.map(|room| room.id.clone()).collect()
        };
        let Some(channel) = self.dice.one_of(&rooms).cloned() else { return Deed::OpenHome };
        match self.dice.below(10) {
            0..4 => Deed::Command(channel, words::command(&mut self.dice)),
            4..6 => Deed::Speak(channel),
            6 => Deed::Ask(words::command(&mut self.dice)),
            7..9 => Deed::OpenHome,
            _ => Deed::React(channel),
        }
    }

    /// Once in a while, and to anybody.
    fn something_happens(&mut self, room: usize) {
        let Some(channel) = self.rooms.get(room).map(|room| room.channel.clone()) else { return };
        match self.dice.below(9) {
            0 => self.close_account(&channel),
            1 => self.somebody_leaves(&channel),
            2 => self.somebody_joins(&channel),
            3 => self.rename(&channel),
            4 => self.delete_a_message(&channel),
            5 if self.dice.percent(30) => self.archive(&channel),
            6 if self.dice.percent(30) => self.throw_the_bot_out(&channel),
            7 => self.grow(room),
            _ => self.manage(room),
        }
    }

    fn close_account(&mut self, channel: &ChannelId) {
        let somebody = {
            let stage = on(&self.stage);
            // Often whoever has just stepped in for somebody: what nobody expects.
            let cluster = stage.image.ws.cluster_in(channel).map(|cluster| cluster.id);
            let planned =
                stage.image.ws.meetings.values().filter(|m| m.is_planned() && Some(m.cluster) == cluster);
            let relied_on: Vec<UserId> = planned.filter_map(|meeting| meeting.taken_by.clone()).collect();
            let one_of_these = self.dice.one_of(&relied_on).cloned().filter(|_| self.dice.percent(50));
            one_of_these.or_else(|| stage.slack.somebody_in(channel, &mut self.dice))
        };
        // Somebody has to set it up first.
        let is_needed = |user: &UserId| {
            let stage = on(&self.stage);
            let is_live =
                |channel| stage.image.ws.cluster_in(channel).is_some_and(|it| it.stage == Stage::Live);
            self.rooms.iter().any(|room| room.facilitator == *user && !is_live(&room.channel))
        };
        let Some(user) = somebody.filter(|user| !is_needed(user)) else { return };
        self.set_account(&user, false);
        let back = self.dice.between(3, 200).cast_signed();
        if self.dice.percent(60) {
            let at = self.now() + Duration::days(back);
            self.at(at, Happening::Deed(user, Deed::ComeBack));
        }
    }

    /// An account is closed or opened; Slack tells of it.
    pub(super) fn set_account(&mut self, user: &UserId, active: bool) {
        let profile = {
            let mut stage = on(&self.stage);
            let machine = stage.machine();
            stage.watch.truth.changed_account(user, machine);
            let Some(account) = stage.slack.accounts.get_mut(user) else { return };
            account.active = active;
            Profile {
                id: account.id.clone(),
                handle: account.handle.clone(),
                name: format!("Person {}", account.handle),
                locale: Some(account.locale.to_owned()),
                is_bot: false,
                active,
            }
        };
        self.tell(Event::PeopleSeen(vec![profile]));
    }

    fn somebody_leaves(&mut self, channel: &ChannelId) {
        let Some(user) = on(&self.stage).slack.somebody_in(channel, &mut self.dice) else { return };
        if self.rooms.iter().any(|room| room.facilitator == user) {
            return;
        }
        if let Some(room) = on(&self.stage).slack.channels.get_mut(channel) {
            room.members.remove(&user);
        }
        self.tell(Event::Departed { channel: channel.clone(), user });
    }

    fn somebody_joins(&mut self, channel: &ChannelId) {
        let user = self.open_account("nb-NO");
        self.enter(channel, user);
    }

    pub(super) fn enter(&mut self, channel: &ChannelId, user: UserId) {
        if let Some(room) = on(&self.stage).slack.channels.get_mut(channel) {
            room.members.insert(user.clone());
        }
        self.tell(Event::Arrived { channel: channel.clone(), user });
    }

    fn rename(&mut self, channel: &ChannelId) {
        let number = self.dice.below(1_000);
        if let Some(room) = on(&self.stage).slack.channels.get_mut(channel) {
            room.name = format!("omdøpt{number}");
        }
    }

    /// Somebody who may deletes a message, perhaps one of the bot's.
    fn delete_a_message(&mut self, channel: &ChannelId) {
        let mut stage = on(&self.stage);
        let Some(room) = stage.slack.channels.get_mut(channel) else { return };
        let at = self.dice.index(room.messages.len());
        let Some(ts) = room.messages.keys().nth(at).cloned() else { return };
        let stamp = room.messages.remove(&ts).and_then(|message| message.stamp);
        if let Some(stamp) = stamp {
            stage.watch.deleted(stamp.outbox);
        }
    }

    fn archive(&mut self, channel: &ChannelId) {
        if let Some(room) = on(&self.stage).slack.channels.get_mut(channel) {
            room.archived = true;
        }
        let (facilitator, days) = (self.facilitator_of(channel), self.dice.between(1, 20).cast_signed());
        let at = self.now() + Duration::days(days);
        self.at(at, Happening::Deed(facilitator, Deed::Unarchive(channel.clone())));
    }

    fn throw_the_bot_out(&mut self, channel: &ChannelId) {
        let bot = on(&self.stage).slack.bot.clone();
        if let Some(room) = on(&self.stage).slack.channels.get_mut(channel) {
            room.members.remove(&bot);
        }
        self.tell(Event::Departed { channel: channel.clone(), user: bot });
    }

    pub(super) fn facilitator_of(&self, channel: &ChannelId) -> UserId {
        let room = self.rooms.iter().find(|room| room.channel == *channel);
        room.map_or_else(|| UserId::from("U0000"), |room| room.facilitator.clone())
    }

    /// A company moves in, and is added by whoever facilitates.
    fn grow(&mut self, room: usize) {
        let Some(Room { channel, facilitator, newcomers, .. }) = self.rooms.get_mut(room) else { return };
        *newcomers += 1;
        if *newcomers > 3 {
            return;
        }
        let (name, channel, facilitator) =
            (format!("Ny {channel}-{newcomers}"), channel.clone(), facilitator.clone());
        let mut people = BTreeSet::new();
        let line = self.found_company(&name, &mut people);
        for user in people {
            self.enter(&channel, user);
        }
        let is_set_up = on(&self.stage).image.ws.cluster_in(&channel).is_some();
        if let Some(room) = self.rooms.get_mut(room) {
            // Whoever comes before there is a cluster is pasted with the others.
            room.companies = if is_set_up { line } else { format!("{}\n{line}", room.companies) };
        }
        if !is_set_up {
            return;
        }
        self.later(&facilitator, Deed::Command(channel, "members".to_owned()), 200, 900);
    }

    /// Whoever facilitates moves or calls a meeting off, or lets a company go.
    fn manage(&mut self, room: usize) {
        let Some(Room { channel, facilitator, .. }) = self.rooms.get(room) else { return };
        let (channel, facilitator) = (channel.clone(), facilitator.clone());
        let words = if self.dice.percent(80) { "meeting" } else { "members" };
        self.later(&facilitator, Deed::Command(channel, words.to_owned()), 60, 900);
    }
}
