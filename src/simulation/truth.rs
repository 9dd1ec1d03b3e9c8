//! What people were told is done, kept apart from the state, to hold the state to it.

mod asking;
mod changed;
mod others;

use crate::domain::model::{
    Answer, Cluster, ClusterId, Coming, CompanyId, Event, Field, Instant, Lang, Meeting, MeetingId, Msg,
    OptOut, Press, Purpose, Text, UserId, Value, Workspace,
};
use asking::asked_for;
use changed::Changed;
use chrono::{NaiveDate, NaiveDateTime};
use others::{goes_away, handed_over, move_along};
use std::collections::{BTreeMap, BTreeSet};

/// Something that a person decides.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    /// A company's answer to a meeting, for its present date.
    Answer(MeetingId, CompanyId),
    /// Whether somebody comes to a meeting, for its present date.
    Comes(MeetingId, UserId),
    /// Which language.
    Language(UserId),
    /// What somebody asked not to get.
    OptedOut(UserId, OptOut),
    /// Until when somebody snoozes.
    Snoozed(UserId),
    /// Which company somebody is from.
    Company(ClusterId, UserId),
    /// What a meeting is about.
    Theme(MeetingId),
    /// When and where it is, and whether it is called off.
    Meeting(MeetingId),
    /// How often a talk of this title is signed up.
    Talk(String),
    /// Whether a confidential talk may be told.
    Shared(u64),
    /// Whether what has this title is confidential.
    Confidential(String),
}

/// How it was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Answer(Option<Coming>),
    Flag(bool),
    Language(Option<Lang>),
    Until(Option<NaiveDate>),
    From(Option<CompanyId>),
    Theme(Option<Text>),
    Meeting(Option<(NaiveDateTime, Text, bool)>),
    Count(usize),
}

/// What is to be in the state.
#[derive(Debug, Default)]
pub(super) struct Truth {
    facts: BTreeMap<Fact, Said>,
    /// Facts that were noted since all of them were last read, and the state as it was then: the others follow from rows
    /// that were read already, unless their tables have changed.
    unread: BTreeSet<Fact>,
    read: Option<Workspace>,
    /// When somebody last changed what they want (by the machine's clock).
    wished: BTreeMap<UserId, Instant>,
}

impl Truth {
    /// An act was committed; `answer` is what the person was told, if they were told anything for the first time. Answers what is wrong
    /// with that already.
    pub(super) fn note(
        &mut self,
        event: &Event,
        answer: Option<&Answer>,
        ws: &Workspace,
        at: Instant,
    ) -> Option<String> {
        if matches!(answer, Some(Answer::Faults(..))) {
            return None;
        }
        self.forget_what_others_change(event, ws);
        for fact in concerned(event, ws) {
            if let Fact::OptedOut(user, _) | Fact::Snoozed(user) = &fact {
                self.wished.insert(user.clone(), at);
            }
            let value = read(ws, &fact);
            self.put(fact, value);
        }
        // What was asked for, rather than what has come of it.
        let is_done = |answer: &Answer| match event {
            // The same form once more is answered with nothing.
            Event::Submitted { .. } => matches!(answer, Answer::Say(..)) && !is_refusal(answer),
            _ => !is_refusal(answer) && !matches!(answer, Answer::Open(..)),
        };
        if answer.is_some_and(is_done) {
            asked_for(event).into_iter().for_each(|(fact, said)| self.put(fact, said));
        }
        missing(event, answer?, ws)
    }

    fn put(&mut self, fact: Fact, said: Said) {
        self.unread.insert(fact.clone());
        self.facts.insert(fact, said);
    }

    /// What a facilitator changes for others is not theirs any more.
    fn forget_what_others_change(&mut self, event: &Event, ws: &Workspace) {
        // Whoever hosts instead of a company that is away has a theme of their own.
        let away = goes_away(event, ws);
        let is_theirs = |fact: &Fact| {
            let Fact::Theme(id) = fact else { return false };
            ws.meetings.get(id).is_some_and(|meeting| away.contains(&meeting.cluster))
        };
        self.facts.retain(|fact, _| !is_theirs(fact));
        // Whoever takes a meeting, or gives it back, brings a theme of their own, and takes it along.
        if let Event::Pressed { press, .. } = event {
            let with_others = handed_over(press);
            self.facts.retain(|fact, _| !matches!(fact, Fact::Theme(id) if with_others.contains(id)));
        }
        let Event::Submitted { purpose, .. } = event else { return };
        // Where nobody decided otherwise for one, meetings follow their cluster.
        if let Purpose::Settings(id) | Purpose::Rhythm(id) = purpose {
            move_along(&mut self.facts, *id, ws);
        }
        // Answers were given for the time before.
        if let Purpose::Move(id) = purpose {
            self.facts
                .retain(|fact, _| !matches!(fact, Fact::Answer(of, _) | Fact::Comes(of, _) if of == id));
        }
        let of = match purpose {
            Purpose::Companies(id) | Purpose::Leaves(id) | Purpose::Contact(id) => Some(*id),
            Purpose::Setup(channel) => ws.cluster_in(channel).map(|cluster| cluster.id),
            _ => None,
        };
        let is_of = |meeting: &MeetingId| {
            of.is_some() && ws.meetings.get(meeting).map(|meeting| meeting.cluster) == of
        };
        // With a company its themes and answers go.
        self.facts.retain(|fact, _| match fact {
            Fact::Company(cluster, _) => Some(*cluster) != of,
            Fact::Theme(meeting) => !is_of(meeting),
            Fact::Answer(meeting, _) | Fact::Comes(meeting, _) => !is_of(meeting),
            _ => true,
        });
    }

    /// Somebody's account was closed or opened.
    pub(super) fn changed_account(&mut self, user: &UserId, at: Instant) {
        self.wished.insert(user.clone(), at);
    }

    /// Whether what somebody wants was known before then.
    pub(super) fn wished_before(&self, user: &UserId, then: Instant) -> bool {
        self.wished.get(user).is_none_or(|at| *at < then)
    }

    /// What is not as people were told.
    pub(super) fn lost(&mut self, ws: &Workspace) -> Vec<String> {
        let changed = Changed::between(self.read.as_ref(), ws);
        if changed.meetings || !self.unread.is_empty() {
            self.forget_old(ws);
        }
        let unread = std::mem::take(&mut self.unread);
        self.read = Some(ws.clone());
        if unread.is_empty() && !changed.anything() {
            return Vec::new();
        }
        // All at once: there are many of them.
        let mut titles: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
        if changed.talks || unread.iter().any(|fact| matches!(fact, Fact::Talk(_) | Fact::Confidential(_))) {
            for talk in ws.talks.values() {
                let (count, confidential) = titles.entry(talk.title.plain()).or_insert((0, true));
                *count += 1;
                *confidential &= talk.confidential;
            }
        }
        let mut lost = Vec::new();
        self.facts.retain(|fact, said| {
            if !changed.concerns(fact) && !unread.contains(fact) {
                return true;
            }
            let now = match fact {
                Fact::Talk(title) => Said::Count(titles.get(title.as_str()).map_or(0, |(count, _)| *count)),
                Fact::Confidential(title) => Said::Flag(titles.get(title.as_str()).is_none_or(|(_, it)| *it)),
                fact => read(ws, fact),
            };
            let holds = now == *said;
            if !holds {
                lost.push(format!(
                    "{fact:?}: {said:?} was acknowledged, and it is {now:?}{}",
                    beside(ws, fact)
                ));
            }
            holds
        });
        lost
    }

    /// What is over and done with needs no watching.
    fn forget_old(&mut self, ws: &Workspace) {
        let is_over = |id: &MeetingId| ws.meetings.get(id).is_some_and(|meeting| !meeting.is_planned());
        self.facts.retain(|fact, _| match fact {
            Fact::Answer(id, _) | Fact::Comes(id, _) | Fact::Theme(id) | Fact::Meeting(id) => !is_over(id),
            Fact::Talk(_)
            | Fact::Shared(_)
            | Fact::Confidential(_)
            | Fact::Language(_)
            | Fact::OptedOut(..)
            | Fact::Snoozed(_)
            | Fact::Company(..) => true,
        });
    }

    /// How much is held.
    pub(super) fn len(&self) -> usize {
        self.facts.len()
    }
}

/// The facts that an act is about.
fn concerned(event: &Event, ws: &Workspace) -> Vec<Fact> {
    let mut facts = particular(event, ws);
    // Whoever shows something, hosts or joins comes: there are many ways to answer.
    facts.extend(actor(event).into_iter().flat_map(|by| answers_of(by, ws)));
    facts
}

/// Whether somebody was told no.
fn is_refusal(answer: &Answer) -> bool {
    matches!(answer, Answer::Say(_, msg) if matches!(**msg, Msg::Refusal(_)))
}

/// Who acts.
const fn actor(event: &Event) -> Option<&UserId> {
    match event {
        Event::Pressed { by, .. }
        | Event::Commanded { by, .. }
        | Event::Submitted { by, .. }
        | Event::Addressed { by, .. } => Some(by),
        _ => None,
    }
}

/// The answers of somebody's companies to what is planned.
fn answers_of(by: &UserId, ws: &Workspace) -> Vec<Fact> {
    let of_cluster = |cluster: &Cluster| {
        let company = ws.company_of(cluster.id, by)?.id;
        let planned = ws.meetings_of(cluster.id).into_iter().filter(|meeting| meeting.is_planned());
        let facts =
            |meeting: &Meeting| [Fact::Answer(meeting.id, company), Fact::Comes(meeting.id, by.clone())];
        Some(planned.flat_map(facts).collect::<Vec<_>>())
    };
    ws.clusters.values().filter_map(of_cluster).flatten().chain(given_before(by, ws)).collect()
}

/// The answers that somebody gave for a company, and moved on to another in the same commit.
fn given_before(by: &UserId, ws: &Workspace) -> Vec<Fact> {
    let planned = ws
        .clusters
        .values()
        .flat_map(|cluster| ws.planned_in(cluster.id).map(move |meeting| (meeting.id, cluster)));
    let given = planned.flat_map(|(meeting, cluster)| {
        let companies = ws.companies_in(cluster).map(|company| company.id);
        companies
            .filter(move |id| ws.rsvps.get(&(meeting, *id)).is_some_and(|rsvp| rsvp.by == *by))
            .map(move |id| Fact::Answer(meeting, id))
    });
    given.collect()
}

/// What an act is about beside answers.
fn particular(event: &Event, ws: &Workspace) -> Vec<Fact> {
    let snoozed = |user: &UserId| vec![Fact::Snoozed(user.clone())];
    match event {
        Event::Pressed { by, press, .. } => match press {
            Press::StopAsking(what) | Press::AskAgain(what) => vec![Fact::OptedOut(by.clone(), *what)],
            Press::StopNudging(_) => vec![Fact::OptedOut(by.clone(), OptOut::Nudges)],
            Press::Wake => snoozed(by),
            Press::Speak(_) => vec![Fact::Language(by.clone())],
            Press::ShareTalk(id) | Press::KeepTalk(id) => vec![Fact::Shared(id.0)],
            // Who steps in comes, whoever of theirs says so.
            Press::StepIn(_, id) => {
                let talk = ws.talks.get(id);
                talk.map(|talk| answers_of(&talk.presenter, ws)).unwrap_or_default()
            }
            Press::WithdrawTalk(id) => {
                ws.talks.get(id).map(|talk| Fact::Talk(talk.title.plain().to_owned())).into_iter().collect()
            }
            _ => Vec::new(),
        },
        Event::Commanded { by, words, .. } | Event::Addressed { by, words, .. } => {
            let words: Vec<&str> = words.split_whitespace().collect();
            match words[..] {
                // Whoever ends a pause so wants everything again.
                ["snooze", "off"] => {
                    let opted = OptOut::ALL.map(|what| Fact::OptedOut(by.clone(), what));
                    opted.into_iter().chain(snoozed(by)).collect()
                }
                ["snooze", ..] => snoozed(by),
                ["language" | "språk", ..] => vec![Fact::Language(by.clone())],
                _ => Vec::new(),
            }
        }
        Event::Submitted { by, purpose, values, .. } => match purpose {
            Purpose::Company(cluster, _) => vec![Fact::Company(*cluster, by.clone())],
            Purpose::Theme(id) => vec![Fact::Theme(*id)],
            Purpose::Move(id) | Purpose::Cancel(id) | Purpose::Place(id) | Purpose::Attendance(id) => {
                vec![Fact::Meeting(*id)]
            }
            Purpose::Talk(_) | Purpose::TakeWish(..) => match values.get(&Field::Title) {
                Some(Value::Typed(title)) => vec![Fact::Talk(title.trim().to_owned())],
                _ => Vec::new(),
            },
            Purpose::ChangeTalk(id) => {
                let talk = ws.talks.get(id);
                talk.map(|talk| answers_of(&talk.presenter, ws)).unwrap_or_default()
            }
            Purpose::Snooze => snoozed(by),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// How many talks have a title.
fn titled(ws: &Workspace, title: &str) -> usize {
    ws.talks.values().filter(|talk| talk.title.plain() == title).count()
}

/// What else the state knows of it, for whoever looks into a breach.
fn beside(ws: &Workspace, fact: &Fact) -> String {
    let Fact::Comes(id, user) = fact else { return String::new() };
    let Some(meeting) = ws.meetings.get(id) else { return String::new() };
    let company = ws.company_of(meeting.cluster, user).map(|company| company.id);
    let answers = ws.rsvps.values().filter(|rsvp| rsvp.meeting == *id);
    let near = answers
        .filter(|rsvp| Some(rsvp.company) == company || rsvp.by == *user || rsvp.people.contains(user));
    format!(" ({:?} at {}, of {company:?}: {:?})", meeting.status, meeting.start, near.collect::<Vec<_>>())
}

/// What the state says of a fact.
fn read(ws: &Workspace, fact: &Fact) -> Said {
    let person = |user| ws.people.get(user);
    match fact {
        Fact::Answer(id, company) => {
            let rsvp = ws.meetings.get(id).and_then(|meeting| ws.answer(meeting, *company));
            Said::Answer(rsvp.map(|rsvp| rsvp.answer))
        }
        Fact::Comes(id, user) => {
            let rsvp = ws.meetings.get(id).and_then(|meeting| {
                let company = ws.company_of(meeting.cluster, user)?.id;
                ws.answer(meeting, company)
            });
            Said::Flag(rsvp.is_some_and(|rsvp| rsvp.people.contains(user)))
        }
        Fact::Language(user) => Said::Language(person(user).and_then(|person| person.lang)),
        Fact::OptedOut(user, what) => {
            Said::Flag(person(user).is_some_and(|person| person.opted_out.contains(what)))
        }
        Fact::Snoozed(user) => Said::Until(person(user).and_then(|person| person.snoozed_until)),
        Fact::Company(cluster, user) => {
            Said::From(ws.members.get(&(*cluster, user.clone())).and_then(|member| member.company))
        }
        Fact::Theme(id) => Said::Theme(ws.meetings.get(id).and_then(|meeting| meeting.theme.clone())),
        Fact::Meeting(id) => Said::Meeting(ws.meetings.get(id).map(|meeting| {
            (meeting.start, meeting.place.clone(), meeting.status == crate::domain::model::Status::Cancelled)
        })),
        Fact::Talk(title) => Said::Count(titled(ws, title)),
        Fact::Confidential(title) => {
            let mut theirs = ws.talks.values().filter(|talk| talk.title.plain() == title);
            Said::Flag(theirs.all(|talk| talk.confidential))
        }
        Fact::Shared(id) => {
            let talk = ws.talks.get(&crate::domain::model::TalkId(*id));
            Said::Flag(talk.is_some_and(|talk| talk.shared))
        }
    }
}

/// What an act asked for, was not refused, and did not bring about.
fn missing(event: &Event, answer: &Answer, ws: &Workspace) -> Option<String> {
    let thanked = matches!(answer, Answer::Say(..)) && !is_refusal(answer);
    match event {
        Event::Pressed { by, press: Press::Answer(id, _), .. } if thanked => {
            let meeting = ws.meetings.get(id)?;
            let company = ws.company_of(meeting.cluster, by)?.id;
            let kept = ws.answer(meeting, company).is_some_and(|rsvp| rsvp.by == *by);
            // The same answer by a colleague stands already.
            let stands = kept || ws.answer(meeting, company).is_some();
            (!stands).then(|| format!("{by} was thanked for an answer to {id:?} that is not there"))
        }
        Event::Submitted { by, purpose: Purpose::Talk(_) | Purpose::TakeWish(..), values, .. } if thanked => {
            let Some(Value::Typed(title)) = values.get(&Field::Title) else { return None };
            let count = titled(ws, title.trim());
            (count != 1).then(|| format!("{by} was thanked for {title}, which is there {count} times"))
        }
        _ => None,
    }
}
