//! Rows of people, clusters and meetings to write, and the list of every sort of row.

use super::sample::Source;
use crate::domain::model::*;
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

/// Every sort of row, parents first.
pub(super) const SORTS: [Sort; 24] = [
    Source::counter,
    Source::person,
    Source::room,
    Source::cluster,
    Source::company,
    Source::cluster,
    Source::member,
    Source::turn,
    Source::meeting,
    Source::rsvp,
    Source::talk,
    Source::wish,
    Source::item,
    Source::guest,
    Source::brief,
    Source::presence,
    Source::card,
    Source::home,
    Source::calendar_file,
    Source::feed,
    Source::outgoing,
    Source::unasked,
    Source::submitted,
    Source::forgotten,
];

/// Makes one change that fits the workspace; `None` when it lacks a parent.
pub(super) type Sort = fn(&mut Source, &Workspace) -> Option<Change>;

impl Source {
    fn counter(&mut self, _: &Workspace) -> Option<Change> {
        Some(Change::Counter(self.id()))
    }

    fn person(&mut self, _: &Workspace) -> Option<Change> {
        let profile = Profile {
            id: self.user(),
            handle: self.words(),
            name: self.words(),
            locale: self.maybe(Self::words),
            is_bot: self.coin(),
            active: self.coin(),
        };
        Some(Change::Person(Person {
            profile,
            lang: self.maybe(Self::lang),
            dm: self.maybe(Self::channel),
            opted_out: self.many(|it| it.one_of(&OptOut::ALL)),
            snoozed_until: self.maybe(Self::day),
        }))
    }

    fn room(&mut self, _: &Workspace) -> Option<Change> {
        Some(Change::Room(Room {
            channel: self.channel(),
            name: self.text(),
            open: self.coin(),
            users: self.many(Self::user),
        }))
    }

    fn cluster(&mut self, workspace: &Workspace) -> Option<Change> {
        let order = workspace.companies.keys().rev().copied();
        Some(Change::Cluster(Cluster {
            id: ClusterId(self.id()),
            channel: self.channel(),
            name: self.text(),
            facilitator: self.user(),
            stage: self.one_of(&[Stage::Preview, Stage::Live]),
            live_since: self.maybe(Self::instant),
            zone: self.one_of(&[Tz::Europe__Oslo, Tz::Asia__Kathmandu, Tz::UTC]),
            lang: self.lang(),
            rhythm: self.one_of(&Rhythm::ALL),
            first: self.local(),
            days_off: DaysOff {
                falling: self.one_of(&Falling::ALL),
                squeezed: self.coin(),
                summer: self.coin(),
                christmas: self.coin(),
            },
            minutes: self.number(),
            capacity: self.maybe(Self::number),
            place: self.text(),
            link: self.maybe(Self::text),
            quiet_from: self.time(),
            quiet_to: self.time(),
            times: Times {
                ask: self.number(),
                announce: self.number(),
                invite: self.number(),
                remind: self.number(),
                patience: self.number(),
                hour: self.time(),
            },
            turn_months: self.number(),
            start_meetings: self.number(),
            order: order.collect(),
            planned_to: self.maybe(Self::day),
            digested: self.maybe(Self::day),
            worked: self.maybe(Self::day),
            preview_card: self.maybe(|it| CardId(it.id())),
            welcome_card: self.maybe(|it| CardId(it.id())),
            turn_plea: workspace
                .companies
                .keys()
                .next()
                .copied()
                .and_then(|id| self.maybe(|it| it.turn_plea(id))),
        }))
    }

    fn company(&mut self, workspace: &Workspace) -> Option<Change> {
        Some(Change::Company(Company {
            id: CompanyId(self.id()),
            cluster: self.known(workspace.clusters.keys())?,
            name: self.text(),
            contact: self.maybe(Self::user),
            deputy: self.maybe(Self::user),
            joined: self.day(),
            left: self.maybe(Self::day),
            credit: self.number(),
            away: self.maybe(|it| Away { from: it.day(), until: it.day() }),
        }))
    }

    fn member(&mut self, workspace: &Workspace) -> Option<Change> {
        let company = self.known(workspace.companies.keys());
        Some(Change::Member(Member {
            cluster: self.known(workspace.clusters.keys())?,
            user: self.user(),
            company: self.maybe(|_| company).flatten(),
            asked_at: self.maybe(Self::instant),
            asked: self.number(),
        }))
    }

    fn turn(&mut self, workspace: &Workspace) -> Option<Change> {
        Some(Change::Turn(Turn {
            id: TurnId(self.id()),
            cluster: self.known(workspace.clusters.keys())?,
            holder: self.holder(workspace),
            on_behalf: self.known(workspace.companies.keys()),
            from: self.day(),
            until: self.day(),
        }))
    }

    fn meeting(&mut self, workspace: &Workspace) -> Option<Change> {
        let company = self.known(workspace.companies.keys())?;
        let job = |it: &mut Self| {
            let revision = it.number();
            let at = it.instant();
            (it.one_of(&MeetingJob::ALL), Done { revision, at })
        };
        Some(Change::Meeting(Meeting {
            id: MeetingId(self.id()),
            cluster: self.known(workspace.clusters.keys())?,
            slot: self.day(),
            extra: self.coin(),
            start: self.local(),
            minutes: self.number(),
            capacity: self.maybe(Self::number),
            place: self.text(),
            link: self.maybe(Self::text),
            host: self.holder(workspace),
            on_behalf: self.maybe(|_| company),
            plea: self.maybe(|it| it.plea(company)),
            skipped: self.many(|_| company),
            host_fixed: self.coin(),
            theme: self.maybe(Self::text),
            format: self.maybe(|it| it.one_of(&MeetingFormat::ALL)),
            offer: self.maybe(Self::offer),
            order: self.many(Self::slot),
            gap: self.coin(),
            status: self.one_of(&[Status::Planned, Status::Held, Status::Cancelled]),
            revision: self.number(),
            sequence: self.number(),
            changed: self.instant(),
            done: self.many(job),
            asked: self.many(Self::user),
            taken_by: self.maybe(Self::user),
            card: self.maybe(|it| CardId(it.id())),
            attended: self.many(|_| company),
            guests: self.text(),
            had_guest: self.coin(),
            attendance_confirmed: self.coin(),
        }))
    }

    fn offer(&mut self) -> Offer {
        let habit = Because::Format(self.one_of(&MeetingFormat::ALL));
        Offer {
            format: self.one_of(&MeetingFormat::ALL),
            because: self.one_of(&[
                habit,
                Because::Themes,
                Because::Presenters,
                Because::Attendance,
                Because::NothingFromOutside,
            ]),
            declined: self.coin(),
        }
    }

    fn turn_plea(&mut self, company: CompanyId) -> TurnPlea {
        let states = [
            TurnPleaState::Open,
            TurnPleaState::Withdrawn,
            TurnPleaState::Settled,
            TurnPleaState::Taken(self.user(), company),
        ];
        TurnPlea {
            by: self.user(),
            company,
            from: self.day(),
            until: self.day(),
            card: CardId(self.id()),
            said: self.day(),
            state: self.one_of(&states),
        }
    }

    fn plea(&mut self, company: CompanyId) -> Plea {
        let by = self.user();
        let states =
            [PleaState::Open, PleaState::Withdrawn, PleaState::Declined(by.clone()), PleaState::Taken(by)];
        Plea {
            by: self.user(),
            company,
            instead: self.maybe(|it| (MeetingId(it.id()), company)),
            card: CardId(self.id()),
            at: self.instant(),
            said: self.day(),
            state: self.one_of(&states),
        }
    }

    fn talk(&mut self, workspace: &Workspace) -> Option<Change> {
        let meeting = self.known(workspace.meetings.keys());
        Some(Change::Talk(Talk {
            id: TalkId(self.id()),
            cluster: self.known(workspace.clusters.keys())?,
            company: self.known(workspace.companies.keys())?,
            presenter: self.user(),
            with: self.many(Self::user),
            title: self.text(),
            format: self.one_of(&TalkFormat::ALL),
            minutes: self.number(),
            wish: self.maybe(Self::text),
            link: self.maybe(Self::text),
            meeting: self.maybe(|_| meeting).flatten(),
            any: self.coin(),
            backup: self.coin(),
            asked: meeting.into_iter().map(|id| (id, self.step_in())).collect(),
            confidential: self.coin(),
            shared: self.coin(),
            state: self.one_of(&TalkState::ALL),
            created: self.instant(),
        }))
    }

    fn guest(&mut self, workspace: &Workspace) -> Option<Change> {
        let meeting = self.known(workspace.meetings.keys());
        Some(Change::Guest(Guest {
            id: GuestId(self.id()),
            cluster: self.known(workspace.clusters.keys())?,
            name: self.text(),
            from: self.text(),
            about: self.text(),
            contact: self.text(),
            owner: self.user(),
            status: self.one_of(&GuestStatus::ALL),
            meeting: self.maybe(|_| meeting).flatten(),
            last_contact: self.maybe(Self::day),
            touched: self.day(),
        }))
    }

    fn step_in(&mut self) -> StepIn {
        StepIn { at: self.instant(), state: self.one_of(&Stepping::ALL) }
    }

    fn presence(&mut self, workspace: &Workspace) -> Option<Change> {
        let meeting = self.known(workspace.meetings.keys())?;
        Some(Change::Presence(Presence {
            company: self.known(workspace.companies.keys())?,
            active_on: self.maybe(Self::day),
            nudged: self.maybe(|it| (it.day(), meeting)),
            unanswered: self.number(),
            passed_over: self.maybe(|_| meeting),
            later: self.maybe(Self::day),
            declined_by: self.maybe(Self::user),
            told: self.coin(),
        }))
    }

    fn brief(&mut self, workspace: &Workspace) -> Option<Change> {
        let talk = self.known(workspace.talks.keys());
        let noted = |it: &mut Self| {
            let point = Point {
                kind: it.one_of(&PointKind::ALL),
                text: it.text(),
                by: it.maybe(Self::user),
                source: it.maybe(Self::ts),
            };
            Noted { point, about: it.maybe(|_| talk).flatten() }
        };
        let state = self.one_of(&BriefState::ALL);
        Some(Change::Brief(Brief {
            meeting: self.known(workspace.meetings.keys())?,
            points: self.many(noted),
            remarks: self.number(),
            thread: self.maybe(Self::text),
            host: self.user(),
            state,
            drafted: self.instant(),
            published: state.is_out().then(|| self.instant()),
            approved_by: self.maybe(Self::user),
            corrected: self.maybe(Self::instant),
            recipients: self.many(Self::user),
        }))
    }

    fn home(&mut self, _: &Workspace) -> Option<Change> {
        Some(Change::Home(Home {
            user: self.user(),
            version: self.number(),
            shown: self.number(),
            opened: self.instant(),
        }))
    }

    fn calendar_file(&mut self, workspace: &Workspace) -> Option<Change> {
        let meeting = self.known(workspace.meetings.keys())?;
        Some(Change::CalendarFile(CalendarFile { meeting, user: self.user(), sequence: self.number() }))
    }

    fn feed(&mut self, workspace: &Workspace) -> Option<Change> {
        let digest = crate::domain::ics::feed::digest(&self.words());
        let cluster = self.known(workspace.clusters.keys())?;
        Some(Change::Feed(Feed { cluster, user: self.user(), digest, made: self.instant() }))
    }

    fn rsvp(&mut self, workspace: &Workspace) -> Option<Change> {
        let people: BTreeSet<UserId> = self.many(Self::user);
        let order: BTreeMap<UserId, u64> = people.iter().map(|user| (user.clone(), self.id())).collect();
        Some(Change::Rsvp(Rsvp {
            meeting: self.known(workspace.meetings.keys())?,
            company: self.known(workspace.companies.keys())?,
            answer: self.one_of(&Coming::ALL),
            start: self.local(),
            by: self.user(),
            at: self.instant(),
            people,
            order,
            wants_brief: self.many(Self::user),
        }))
    }
}
