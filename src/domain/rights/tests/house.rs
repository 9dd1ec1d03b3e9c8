//! A cluster in its autumn, with somebody in every part one can have.

mod autumn;

use crate::domain::model::{
    ChannelId, ClusterId, Event, Field, GuestId, ItemId, MeetingId, Press, Purpose, Rhythm, Status, TalkId,
    UserId, Value, WishId,
};
use crate::domain::rotation::turns;
use crate::domain::testing::{Shape, World, kaia, lines, local, oslo, user};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use std::collections::BTreeSet;

/// The channel of the cluster, that of another one, and one in which nothing is set up.
pub(super) const ROOM: &str = "C1";
pub(super) const OTHER: &str = "C2";
pub(super) const FREE: &str = "C3";

/// The company that organises, those that host the two meetings, the one that presents, and the one
/// that was not heard of since September.
const ORGANISER: usize = 0;
const HOST_THEN: usize = 1;
const HOST_NEXT: usize = 2;
const PRESENTER: usize = 3;
const QUIET: usize = 4;

/// The first of the people who are not contact or deputy of the six companies.
const EXTRA: usize = 12;

/// Which of the two meetings a row is about, and so who its host is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hosts {
    /// The one that is over.
    Then,
    /// The one to come.
    Next,
}

/// Everybody who might do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Stranger,
    Outsider,
    OtherFacilitator,
    NoCompany,
    Member,
    Deputy,
    Contact,
    Presenter,
    HostColleague,
    HostContact,
    Organiser,
    Facilitator,
    Deactivated,
    Bot,
}

impl Role {
    pub(super) const ALL: [Self; 14] = [
        Self::Stranger,
        Self::Outsider,
        Self::OtherFacilitator,
        Self::NoCompany,
        Self::Member,
        Self::Deputy,
        Self::Contact,
        Self::Presenter,
        Self::HostColleague,
        Self::HostContact,
        Self::Organiser,
        Self::Facilitator,
        Self::Deactivated,
        Self::Bot,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Stranger => "never seen",
            Self::Outsider => "not in the channel",
            Self::OtherFacilitator => "facilitator of another",
            Self::NoCompany => "without company",
            Self::Member => "member",
            Self::Deputy => "deputy",
            Self::Contact => "contact",
            Self::Presenter => "presenter",
            Self::HostColleague => "host's colleague",
            Self::HostContact => "host's contact",
            Self::Organiser => "organiser",
            Self::Facilitator => "facilitator",
            Self::Deactivated => "deactivated",
            Self::Bot => "bot",
        }
    }

    /// Whether they are in the cluster's channel.
    pub(super) const fn is_inside(self) -> bool {
        !matches!(self, Self::Stranger | Self::Outsider | Self::OtherFacilitator)
    }

    pub(super) fn person(self, house: &House, hosts: Hosts) -> UserId {
        let contact = |company: usize| user(2 * company);
        let host = if hosts == Hosts::Then { HOST_THEN } else { HOST_NEXT };
        match self {
            Self::Stranger => UserId::from("USTRANGER"),
            Self::Outsider => house.outsider.clone(),
            Self::OtherFacilitator => house.other_facilitator.clone(),
            Self::NoCompany => house.without.clone(),
            Self::Member => house.member.clone(),
            Self::Deputy => user(2 * QUIET + 1),
            Self::Contact => contact(QUIET),
            Self::Presenter => contact(PRESENTER),
            Self::HostColleague => user(EXTRA + 1 + (host - HOST_THEN)),
            Self::HostContact => contact(host),
            Self::Organiser => contact(ORGANISER),
            Self::Facilitator => kaia(),
            Self::Deactivated => house.deactivated.clone(),
            Self::Bot => house.bot.clone(),
        }
    }
}

/// What has happened since somebody got a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Since {
    Moved,
    CalledOff,
    Over,
    Withdrawn,
    CompanyLeft,
    LeftChannel,
    LeftCluster,
}

impl Since {
    pub(super) const ALL: [Self; 7] = [
        Self::Moved,
        Self::CalledOff,
        Self::Over,
        Self::Withdrawn,
        Self::CompanyLeft,
        Self::LeftChannel,
        Self::LeftCluster,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::CalledOff => "called off",
            Self::Over => "long over",
            Self::Withdrawn => "talk withdrawn",
            Self::CompanyLeft => "their company left",
            Self::LeftChannel => "they left the channel",
            Self::LeftCluster => "they left both",
        }
    }
}

/// Words of titles and notes that are confidential, and of one that asked not to be reported.
pub(super) const SECRETS: [&str; 6] = ["Skisser", "Logo for", "bank", "lilla", "oransje", "leien"];

/// The cluster and what buttons can be about.
pub(super) struct House {
    pub(super) world: World,
    pub(super) cluster: ClusterId,
    /// Still waits for its welcome, set up by the facilitator.
    pub(super) preview: ClusterId,
    /// Held a week ago: attendance and brief are open.
    pub(super) then: MeetingId,
    /// Announced today; its host has not chosen a theme.
    pub(super) next: MeetingId,
    /// The one the quiet company was nudged about.
    pub(super) nudged: MeetingId,
    /// Its host would rather have it than the next one, which it asks for.
    pub(super) later: MeetingId,
    /// Far ahead: its host, that of the next one, asks for somebody to take it.
    pub(super) covered: MeetingId,
    /// The first day of the organiser's turn, which it asks for somebody to take.
    pub(super) turn: NaiveDate,
    /// Two that nobody has asked for yet, of two companies.
    pub(super) free: [MeetingId; 2],
    /// The presenter's wish.
    pub(super) wish: WishId,
    /// What the presenter has put on the next agenda.
    pub(super) item: ItemId,
    /// What the presenter had put on the last one.
    pub(super) left: ItemId,
    /// To be shown at the next meeting, confidentially too.
    pub(super) talk: TalkId,
    /// Shown at the last one, confidentially.
    pub(super) secret: TalkId,
    /// In the bank, and known to the facilitator.
    pub(super) guest: GuestId,
    /// Confidential as well, and its presenter is asked to step in with it at the other of these.
    pub(super) backup: TalkId,
    pub(super) gap: MeetingId,
    /// A company that nothing hangs on, by the value of its option.
    pub(super) company: String,
    outsider: UserId,
    other_facilitator: UserId,
    without: UserId,
    member: UserId,
    deactivated: UserId,
    bot: UserId,
}

impl House {
    /// On Thursday 29 October 2026, at noon: a week after one meeting and a week before the next.
    pub(super) fn in_autumn() -> Self {
        let extra = |n| user(EXTRA + n);
        let mut world = World::new(EXTRA + 9, oslo("2026-09-01T10:00"));
        let shape = |channel, companies| Shape {
            channel,
            rhythm: Rhythm::Fortnightly,
            first: local("2026-09-10T11:30"),
            companies,
        };
        let cluster = world.live(&shape(ROOM, lines(6, 0)));
        let preview = world.set_up(&shape("C4", vec!["En".to_owned(), "To".to_owned()]));
        let companies = world.companies(cluster);
        let mut house = Self {
            cluster,
            preview,
            company: companies[5].to_string(),
            then: MeetingId(0),
            next: MeetingId(0),
            nudged: MeetingId(0),
            later: MeetingId(0),
            covered: MeetingId(0),
            turn: NaiveDate::MIN,
            free: [MeetingId(0); 2],
            wish: WishId(0),
            item: ItemId(0),
            left: ItemId(0),
            talk: TalkId(0),
            secret: TalkId(0),
            guest: GuestId(0),
            backup: TalkId(0),
            gap: MeetingId(0),
            member: extra(0),
            without: extra(3),
            outsider: extra(4),
            other_facilitator: extra(5),
            deactivated: extra(6),
            bot: extra(7),
            world,
        };
        house.people_settle();
        for (who, company) in [
            (extra(0), QUIET),
            (extra(1), HOST_THEN),
            (extra(2), HOST_NEXT),
            (house.deactivated.clone(), HOST_NEXT),
        ] {
            let choice = Value::Chosen(companies[company].to_string());
            house.world.submit(&who, Purpose::Company(cluster, None), [(Field::Company, choice)]);
        }
        house.leave_and_join();
        house.through_the_autumn();
        house
    }

    /// The same after something has happened to what one person's cards are about: all buttons and forms but those of
    /// the nudge are about one meeting and a talk at it, which is over for what is over and to come for the rest.
    pub(super) fn after(since: Since, reader: impl Fn(&Self) -> UserId) -> Self {
        let mut house = Self::in_autumn();
        let (by, cluster) = (reader(&house), house.cluster);
        if matches!(since, Since::CompanyLeft | Since::LeftCluster) {
            let company = house.world.ws.company_of(cluster, &by).unwrap().id;
            house.world.leave(cluster, company);
        }
        if matches!(since, Since::LeftChannel | Since::LeftCluster) {
            house.world.happen(&Event::Departed { channel: ChannelId::from(ROOM), user: by });
        }
        for id in BTreeSet::from([house.next, house.nudged, house.covered, house.gap]) {
            let later = house.world.meeting(id).start + Duration::days(1);
            match since {
                Since::Moved => drop(house.world.move_to(id, later)),
                Since::CalledOff => drop(house.world.submit(&kaia(), Purpose::Cancel(id), [])),
                _ => {}
            }
        }
        match since {
            Since::Withdrawn => {
                for talk in [house.talk, house.backup] {
                    house.world.press(&user(2 * PRESENTER), Press::WithdrawTalk(talk));
                }
            }
            Since::Over => house.world.turn_to(oslo("2027-02-01T12:00")),
            _ => {}
        }
        let (meeting, talk) =
            if since == Since::Over { (house.then, house.secret) } else { (house.next, house.talk) };
        (house.then, house.next) = (meeting, meeting);
        (house.talk, house.secret) = (talk, talk);
        house
    }

    /// Everybody has the part that their column says.
    fn check(&mut self) {
        let (world, ids) = (&self.world, self.world.companies(self.cluster));
        let (then, next) = (world.meeting(self.then), world.meeting(self.next));
        assert_eq!((then.status, next.status), (Status::Held, Status::Planned));
        assert_eq!(then.host.company(), Some(ids[HOST_THEN]));
        assert_eq!(next.host.company(), Some(ids[HOST_NEXT]));
        assert!(next.card.is_some() && next.theme.is_none() && world.ws.briefs.contains_key(&self.then));
        let turn = turns::turn_at(&world.ws, self.cluster, world.today()).unwrap();
        assert_eq!(turn.holder.company(), Some(ids[ORGANISER]));
        let (_, nudged) = world.ws.presence.get(&ids[QUIET]).unwrap().nudged.unwrap();
        self.nudged = nudged;
    }
}

/// A setup form filled in.
pub(super) fn setup_values(companies: &str, first: NaiveDateTime) -> Vec<(Field, Value)> {
    vec![
        (Field::Rhythm, Value::Chosen("fortnightly".to_owned())),
        (Field::Date, Value::Date(first.date())),
        (Field::Time, Value::Time(first.time())),
        (Field::Minutes, Value::Typed("60".to_owned())),
        (Field::Place, Value::Typed("Kafeen".to_owned())),
        (Field::Language, Value::Chosen("nb".to_owned())),
        (Field::Companies, Value::Typed(companies.to_owned())),
    ]
}
