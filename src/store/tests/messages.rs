//! Messages, cards and what else comes and goes, to write.

use super::sample::Source;
use crate::domain::model::*;

impl Source {
    pub(super) fn card(&mut self, workspace: &Workspace) -> Option<Change> {
        let cluster = self.known(workspace.clusters.keys())?;
        let meeting = self.known(workspace.meetings.keys())?;
        let talk = self.known(workspace.talks.keys())?;
        let reader = self.user();
        let faces = [
            Face::Preview(cluster),
            Face::Welcome(cluster),
            Face::WhichCompany(cluster, reader.clone()),
            Face::Announcement(meeting),
            Face::HostAsk(meeting, reader.clone()),
            Face::Reminder(meeting, reader.clone()),
            Face::Attendance(meeting, reader.clone()),
            Face::Invitation(meeting, reader.clone()),
            Face::Draft(meeting, reader.clone()),
            Face::BriefFor(meeting, reader.clone()),
            Face::Brief(meeting),
            Face::Part(talk),
            Face::Nudge(meeting, reader.clone()),
            Face::Cover(meeting),
            Face::Swap(meeting, reader.clone()),
            Face::With(talk, reader.clone()),
            Face::ReadyWith(talk, reader.clone()),
            Face::Week(talk, reader),
            Face::StepIn(meeting, talk),
            Face::TurnCover(cluster),
            Face::Talk(talk),
            Face::Ready(talk),
        ];
        Some(Change::Card(Card {
            id: CardId(self.id()),
            face: self.one_of(&faces),
            lang: self.lang(),
            outbox: OutboxId(self.id()),
            at: self.maybe(|it| (it.channel(), it.ts())),
            version: self.number(),
            shown: self.number(),
        }))
    }

    pub(super) fn outgoing(&mut self, workspace: &Workspace) -> Option<Change> {
        let (channel, user, card) = (self.channel(), self.user(), CardId(self.id()));
        let places = [Place::Channel(channel), Place::Dm(user), Place::ThreadOf(card)];
        let upload = self.maybe(|it| Upload { file: FileId::from(it.words()), sequence: it.number() });
        let bodies = [Body::Say(Box::new(self.msg())), Body::Card(card), Body::File(upload), Body::Purged];
        let cluster = self.known(workspace.clusters.keys());
        let meeting = self.known(workspace.meetings.keys());
        Some(Change::Outgoing(Outgoing {
            id: OutboxId(self.id()),
            place: self.one_of(&places),
            body: self.one_of(&bodies),
            lang: self.lang(),
            kind: self.kind(),
            unasked: self.coin(),
            own_initiative: self.maybe(|_| cluster).flatten(),
            meeting: self.maybe(|_| meeting).flatten(),
            expires: self.maybe(Self::instant),
            created: self.instant(),
            progress: self.progress(),
        }))
    }

    fn kind(&mut self) -> Kind {
        self.one_of(&Kind::ALL)
    }

    fn progress(&mut self) -> Progress {
        let choices = [
            Progress::Waiting,
            Progress::Sending(self.instant()),
            Progress::Unknown(self.instant()),
            Progress::Sent(self.channel(), self.ts()),
            Progress::Dead(self.words()),
        ];
        self.one_of(&choices)
    }

    fn msg(&mut self) -> Msg {
        let facts = MeetingFacts {
            id: MeetingId(self.id()),
            start: self.local(),
            minutes: self.number(),
            place: self.text(),
            link: self.maybe(Self::text),
            theme: self.maybe(Self::text),
            format: self.maybe(|it| it.one_of(&MeetingFormat::ALL)),
            guests: Vec::new(),
            host: Named::Company(self.text()),
        };
        let series = Series { rhythm: self.one_of(&Rhythm::ALL), first: self.local() };
        let (text, user, day) = (self.text(), self.user(), self.day());
        let answered = self.maybe(|it| (it.one_of(&Coming::ALL), it.user()));
        let choices = [
            Msg::Help(HelpMsg::Help { may_set_up: true }),
            Msg::Refusal(Refusal::NotYours(Right::Host, user.clone())),
            Msg::Refusal(Refusal::NoSuchCompany(text.clone(), Some(text.clone()))),
            Msg::Rotation(RotationMsg::Taken { facts: facts.clone() }),
            Msg::People(PeopleMsg::Snoozed(day)),
            Msg::Talk(TalkMsg::Mine { talk: self.talk_facts(), facts: Some(facts.clone()) }),
            Msg::Rsvp(RsvpMsg::Reminder {
                facts,
                company: text.clone(),
                answered,
                over: self.coin(),
                tomorrow: self.coin(),
            }),
            Msg::Onboarding(OnboardingMsg::Preview {
                welcome: Welcome {
                    cluster: ClusterId(self.id()),
                    facilitator: user.clone(),
                    series,
                    place: text,
                    companies: Vec::new(),
                },
                meetings: vec![(self.local(), Named::Facilitator(user))],
                collisions: Vec::new(),
                posted: self.coin(),
            }),
        ];
        self.one_of(&choices)
    }

    fn talk_facts(&mut self) -> TalkFacts {
        TalkFacts {
            id: TalkId(self.id()),
            title: self.text(),
            format: self.one_of(&TalkFormat::ALL),
            minutes: self.number(),
            confidential: self.coin(),
            state: self.one_of(&TalkState::ALL),
            together: vec![self.user()],
            wish: self.maybe(Self::text),
            link: self.maybe(Self::text),
            backup: self.coin(),
        }
    }

    pub(super) fn unasked(&mut self, _: &Workspace) -> Option<Change> {
        Some(Change::Unasked(Unasked { outbox: OutboxId(self.id()), user: self.user(), date: self.day() }))
    }

    pub(super) fn submitted(&mut self, _: &Workspace) -> Option<Change> {
        Some(Change::Submitted(Nonce(self.id()), self.instant()))
    }

    pub(super) fn forgotten(&mut self, _: &Workspace) -> Option<Change> {
        let forgotten = [
            Change::ForgetOutgoing(OutboxId(self.id())),
            Change::ForgetCard(CardId(self.id())),
            Change::ForgetHome(self.user()),
            Change::ForgetUnasked(OutboxId(self.id())),
            Change::ForgetPresence(CompanyId(self.id())),
            Change::ForgetSubmitted(Nonce(self.id())),
            Change::ForgetWish(WishId(self.id())),
            Change::ForgetItem(ItemId(self.id())),
            Change::Tidied(self.day()),
        ];
        Some(self.one_of(&forgotten))
    }
}
