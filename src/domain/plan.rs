//! A decision in the making: a working copy of the workspace (free to make, since its maps share
//! structure) and the changes that lead to it.

use super::model::{
    Action, Answer, Body, Card, CardId, Change, Cluster, ClusterId, Decision, Face, Instant, Kind, Lang,
    Meeting, MeetingId, Msg, OutboxId, Outgoing, Place, Progress, Subject, Unasked, UserId, Workspace,
};
use super::sabotage::{Rule, broken};
use super::{calendar, model};
use std::collections::BTreeMap;

/// The working copy. It reads as a [`Workspace`]; it changes only through [`Plan::put`].
pub struct Plan {
    ws: Workspace,
    first_counter: u64,
    changes: Vec<Change>,
    actions: Vec<Action>,
    /// The civil time of the decision.
    pub now: Instant,
}

/// How a message is sent.
pub struct Sending {
    /// Where to.
    pub place: Place,
    /// What about.
    pub kind: Kind,
    /// Counts against the reader's budget; only ever set through `people::budget`.
    pub unasked: bool,
    /// Held back in this cluster's quiet hours; `None` for replies.
    pub own_initiative: Option<ClusterId>,
    /// The meeting it is about.
    pub meeting: Option<MeetingId>,
    /// After this it makes no sense any more.
    pub expires: Option<Instant>,
}

impl Sending {
    /// A direct message in reply to what the person just did.
    pub fn reply(user: &UserId, kind: Kind) -> Self {
        Self::to(Place::Dm(user.clone()), kind)
    }

    /// A message in reply to something, anywhere.
    pub fn to(place: Place, kind: Kind) -> Self {
        Self { place, kind, unasked: false, own_initiative: None, meeting: None, expires: None }
    }

    /// On the bot's own initiative: waits while the cluster is quiet.
    pub fn by_itself(mut self, cluster: ClusterId) -> Self {
        self.own_initiative = Some(cluster);
        self
    }

    /// About this meeting; makes no sense once it has begun.
    pub fn about(mut self, meeting: &Meeting, zone: chrono_tz::Tz) -> Self {
        self.meeting = Some(meeting.id);
        self.expires = Some(calendar::instant(meeting.start, zone));
        self
    }

    /// About this meeting; still makes sense afterwards.
    pub fn on(mut self, meeting: MeetingId) -> Self {
        self.meeting = Some(meeting);
        self
    }
}

impl std::ops::Deref for Plan {
    type Target = Workspace;

    fn deref(&self) -> &Workspace {
        &self.ws
    }
}

impl Plan {
    /// Starts a decision on this workspace at this civil time.
    pub fn new(ws: &Workspace, now: Instant) -> Self {
        Self { ws: ws.clone(), first_counter: ws.counter, changes: Vec::new(), actions: Vec::new(), now }
    }

    /// Makes a change.
    pub fn put(&mut self, change: Change) {
        self.ws.apply(&change);
        self.changes.push(change);
    }

    /// Hands out the next number for an id.
    pub fn fresh(&mut self) -> u64 {
        let id = self.ws.counter;
        self.ws.counter += 1;
        id
    }

    /// Asks for something to be done after the commit.
    pub fn act(&mut self, action: Action) {
        if !self.actions.contains(&action) {
            self.actions.push(action);
        }
    }

    /// Sends words.
    pub fn say(&mut self, sending: Sending, lang: Lang, msg: Msg) -> OutboxId {
        self.enqueue(sending, lang, Body::Say(Box::new(msg)))
    }

    /// Sends a card.
    pub fn show(&mut self, sending: Sending, lang: Lang, face: Face) -> CardId {
        let card = CardId(self.fresh());
        let outbox = self.enqueue(sending, lang, Body::Card(card));
        self.put(Change::Card(Card { id: card, face, lang, outbox, at: None, version: 1, shown: 0 }));
        card
    }

    /// Sends the calendar file of the meeting it is about.
    pub fn upload(&mut self, sending: Sending, lang: Lang) -> OutboxId {
        self.enqueue(sending, lang, Body::File(None))
    }

    fn enqueue(&mut self, sending: Sending, lang: Lang, body: Body) -> OutboxId {
        let id = OutboxId(self.fresh());
        if sending.unasked
            && let Place::Dm(user) = &sending.place
        {
            let date = self.local_date(sending.own_initiative);
            self.put(Change::Unasked(Unasked { outbox: id, user: user.clone(), date }));
        }
        self.put(Change::Outgoing(Outgoing {
            id,
            place: sending.place,
            body,
            lang,
            kind: sending.kind,
            unasked: sending.unasked,
            own_initiative: sending.own_initiative,
            meeting: sending.meeting,
            expires: sending.expires,
            created: self.now,
            progress: Progress::Waiting,
        }));
        id
    }

    /// Today in a cluster's zone (UTC without one).
    fn local_date(&self, cluster: Option<ClusterId>) -> chrono::NaiveDate {
        match cluster.and_then(|id| self.ws.clusters.get(&id)) {
            Some(cluster) => self.today(cluster),
            None => self.now.date_naive(),
        }
    }

    /// Today in a cluster's zone.
    pub fn today(&self, cluster: &Cluster) -> chrono::NaiveDate {
        calendar::local(self.now, cluster.zone).date()
    }

    /// The time in a cluster's zone.
    pub fn local_now(&self, cluster: &Cluster) -> chrono::NaiveDateTime {
        calendar::local(self.now, cluster.zone)
    }

    /// Marks the cards about these subjects with such faces as showing less than we know.
    pub fn touch(&mut self, subjects: impl IntoIterator<Item = Subject>, concerns: impl Fn(&Face) -> bool) {
        let about = subjects.into_iter().flat_map(|subject| self.ws.cards_about(subject));
        let touched: BTreeMap<CardId, Card> =
            about.filter(|card| concerns(&card.face)).map(|card| (card.id, card.clone())).collect();
        for mut card in touched.into_values().filter(|_| !broken(Rule::Touch)) {
            card.version += 1;
            self.put(Change::Card(card));
        }
    }

    /// Marks the cards about a cluster and its meetings with such faces, those of past meetings too.
    pub fn touch_cluster(&mut self, cluster: ClusterId, concerns: impl Fn(&Face) -> bool) {
        let meetings = self.ws.meetings_in(cluster).map(|meeting| Subject::Meeting(meeting.id));
        let subjects: Vec<Subject> = meetings.chain([Subject::Cluster(cluster)]).collect();
        self.touch(subjects, concerns);
    }

    /// Marks the cards about a meeting.
    pub fn touch_meeting(&mut self, meeting: MeetingId) {
        let cluster = self.ws.meetings.get(&meeting).map(|meeting| meeting.cluster);
        let to_come = cluster.into_iter().flat_map(|cluster| self.ws.talks_to_come(cluster));
        let asked = to_come.filter(|talk| talk.asked.contains_key(&meeting));
        let talks = self.ws.placed_at(meeting).chain(asked).map(|talk| Subject::Talk(talk.id));
        // The question whether somebody would swap with it shows it too.
        let given_for = self.ws.given_for(meeting).map(Subject::Meeting);
        let subjects: Vec<Subject> = talks.chain([Subject::Meeting(meeting)]).chain(given_for).collect();
        self.touch(subjects, |_| true);
    }

    /// The decision, with what the person who acted is told.
    pub fn finish(mut self, answer: Answer) -> Decision {
        if self.ws.counter != self.first_counter {
            self.changes.push(Change::Counter(self.ws.counter));
        }
        Decision { changes: self.changes, actions: self.actions, answer }
    }

    /// The decision, saying something to a person in their language.
    pub fn finish_saying(self, to: &UserId, cluster: Option<ClusterId>, msg: Msg) -> Decision {
        let lang = self.ws.lang_of(to, cluster);
        self.finish(Answer::Say(lang, Box::new(msg)))
    }

    /// A refusal: whatever was planned is dropped.
    pub fn refuse(self, to: &UserId, cluster: Option<ClusterId>, refusal: model::Refusal) -> Decision {
        let lang = self.ws.lang_of(to, cluster);
        Decision { answer: Answer::Say(lang, Box::new(Msg::Refusal(refusal))), ..Decision::default() }
    }
}
