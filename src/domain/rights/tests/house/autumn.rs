//! What has happened in the house by then.

use super::{FREE, HOST_NEXT, House, ORGANISER, OTHER, PRESENTER, ROOM, setup_values};
use crate::domain::model::{
    ChannelId, Event, Field, ItemId, MeetingId, Press, Profile, Purpose, TalkId, UserId, Value,
};
use crate::domain::rotation::cover::turn::CHOICE;
use crate::domain::rotation::turns;
use crate::domain::testing::{guest_form, kaia, local, oslo, talk_form, user};

impl House {
    /// Who is in which channel.
    pub(super) fn people_settle(&mut self) {
        let everybody: Vec<UserId> = self.world.ws.people.keys().cloned().collect();
        let outside = [self.outsider.clone(), self.other_facilitator.clone()];
        let mut inside: Vec<UserId> = everybody.into_iter().filter(|user| !outside.contains(user)).collect();
        inside.push(self.world.ws.bot.clone());
        let of_other = vec![self.other_facilitator.clone(), self.world.ws.bot.clone()];
        for (channel, users) in [(ROOM, &inside), (FREE, &inside), ("C4", &inside), (OTHER, &of_other)] {
            self.world.happen(&Event::RoomSeen {
                channel: ChannelId::from(channel),
                name: channel.to_lowercase(),
                open: true,
                users: users.clone(),
            });
        }
        let by = self.other_facilitator.clone();
        let values = setup_values("Annen A\nAnnen B", local("2026-09-10T13:00"));
        self.world.submit(&by, Purpose::Setup(ChannelId::from(OTHER)), values);
        let other = self.world.ws.cluster_in(&ChannelId::from(OTHER)).unwrap().id;
        self.world.press(&by, Press::PostWelcome(other));
    }

    /// One account is closed, and another one turns out to be a bot's.
    pub(super) fn leave_and_join(&mut self) {
        let profile = |house: &Self, user: &UserId| house.world.ws.people.get(user).unwrap().profile.clone();
        let gone = Profile { active: false, ..profile(self, &self.deactivated) };
        let bot = Profile { is_bot: true, ..profile(self, &self.bot) };
        self.world.happen(&Event::PeopleSeen(vec![gone, bot]));
    }

    pub(super) fn through_the_autumn(&mut self) {
        let presenter = user(2 * PRESENTER);
        self.world.turn_to(oslo("2026-10-20T10:00"));
        let meetings = self.world.planned(self.cluster);
        (self.then, self.next) = (meetings[0].id, meetings[1].id);
        let mut secret = talk_form("Skisser for en kunde", 10, &self.then.to_string());
        secret.push((Field::Confidential, Value::Ticked(vec!["confidential".to_owned()])));
        self.world.submit(&presenter, Purpose::Talk(self.cluster), secret);
        let mut next = talk_form("Logo for en bank", 10, &self.next.to_string());
        next.push((Field::Confidential, Value::Ticked(vec!["confidential".to_owned()])));
        self.world.submit(&presenter, Purpose::Talk(self.cluster), next);
        let talks: Vec<TalkId> = self.world.ws.talks.keys().copied().collect();
        (self.secret, self.talk) = (talks[0], talks[1]);
        self.world.command(&presenter, "agenda Felles kalender");
        self.world.turn_to(oslo("2026-10-22T15:00"));
        self.world.note(self.then, &kaia(), "Beslutning: vi tester rutenettet på forsider.");
        self.world.note(self.then, &kaia(), "Notat: skissene til kunden er lilla.");
        self.world.note(self.then, &user(2 * PRESENTER), "Notat: fargen er oransje.");
        self.world.note(self.then, &kaia(), "Notat: leien er for høy. Ikke referer!");
        self.world.turn_to(oslo("2026-10-29T12:00"));
        self.world.command(&presenter, "agenda Felles lunsj");
        self.world.command(&presenter, "ønske Papir");
        let items: Vec<ItemId> = self.world.ws.items.keys().copied().collect();
        (self.left, self.item) = (items[0], items[1]);
        self.wish = *self.world.ws.wishes.keys().next().unwrap();
        self.world.submit(&kaia(), Purpose::NewGuest(self.cluster), guest_form("Kari Ek", &kaia(), None));
        self.guest = *self.world.ws.guests.keys().next().unwrap();
        self.ask_for_cover();
        self.ask_a_backup();
        self.check();
    }

    /// The next host would rather have another meeting, and somebody to take a later one.
    pub(super) fn ask_for_cover(&mut self) {
        let host = user(2 * HOST_NEXT);
        let ahead = self.world.planned(self.cluster);
        let mut hosted =
            ahead.iter().filter(|meeting| meeting.host == ahead[0].host).map(|meeting| meeting.id);
        self.covered = hosted.next_back().unwrap();
        self.later = ahead[1].id;
        self.free = [ahead[3].id, ahead[4].id];
        let choice = |id: MeetingId| Value::Chosen(id.to_string());
        let swap = [(Field::Meeting, choice(self.next)), (Field::Instead, choice(self.later))];
        self.world.submit(&host, Purpose::Swap(self.cluster), swap);
        let cover = [(Field::Meeting, choice(self.covered))];
        self.world.submit(&host, Purpose::Cover(self.cluster), cover);
        self.turn = turns::turn_at(&self.world.ws, self.cluster, self.world.today()).unwrap().from;
        let turn = [(Field::Meeting, Value::Chosen(CHOICE.to_owned()))];
        self.world.submit(&user(2 * ORGANISER), Purpose::Cover(self.cluster), turn);
    }

    /// What was to be shown at a later meeting is taken back, and the presenter can step in.
    pub(super) fn ask_a_backup(&mut self) {
        let (presenter, other) = (user(2 * PRESENTER), user(2 * ORGANISER));
        self.gap = self.free[0];
        let at_gap = talk_form("Annet", 10, &self.gap.to_string());
        self.world.submit(&other, Purpose::Talk(self.cluster), at_gap);
        let taken_back = *self.world.ws.talks.keys().last().unwrap();
        let mut backup = talk_form("Skisser i reserve", 10, "any");
        for field in [Field::Confidential, Field::Backup] {
            backup.push((field, Value::Ticked(vec![field.name().to_owned()])));
        }
        self.world.submit(&presenter, Purpose::Talk(self.cluster), backup);
        self.backup = *self.world.ws.talks.keys().last().unwrap();
        self.world.press(&other, Press::WithdrawTalk(taken_back));
        self.world.drain();
    }
}
