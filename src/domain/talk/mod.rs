//! Talks: signed up in a form, confirmed, taken back; presenters are reminded.

pub mod agenda;
pub mod backups;
pub mod changing;
pub mod fields;
pub mod inviting;
pub mod preparing;
#[cfg(test)]
mod tests;
pub mod together;

use super::calendar;
use super::meeting::change::{Faults, faults, read_number, typed};
use super::meeting::{facts, open_form};
use super::model::{
    Change, Cluster, ClusterId, Coming, Company, Decision, Face, Field, Form, Kind, Meeting, MeetingId, Msg,
    Nonce, Problem, Purpose, Refusal, Right, Start, Subject, Talk, TalkFacts, TalkFormat, TalkId, TalkMsg,
    TalkStart, TalkState, Text, UserId, Value, Values, Workspace,
};
use super::plan::{Plan, Sending};
use super::rsvp::{self, meeting_and_cluster};
use chrono::NaiveDateTime;
use fields::Extras;
use std::collections::BTreeMap;

/// The longest title, in characters.
const MAX_TITLE: usize = 120;
/// A talk lasts between these many minutes.
const MINUTES: (u32, u32) = (5, 120);
/// What the menu of meetings sends for "any".
pub const ANY: &str = "any";

/// *Want to show something*, at one meeting.
pub fn open_at(plan: Plan, by: &UserId, id: MeetingId, nonce: Nonce) -> Decision {
    match meeting_and_cluster(&plan, id) {
        Some((_, cluster)) => open(plan, by, &cluster, Some(id), "", nonce),
        None => plan.refuse(by, None, Refusal::Gone),
    }
}

/// Opens the form, with what was typed behind the command as its title.
pub fn open(
    plan: Plan,
    by: &UserId,
    cluster: &Cluster,
    chosen: Option<MeetingId>,
    typed: &str,
    nonce: Nonce,
) -> Decision {
    if plan.company_of(cluster.id, by).is_none() {
        return plan.refuse(by, Some(cluster.id), Refusal::NoCompany);
    }
    let meetings = slots(&plan, cluster, None);
    let chosen = chosen.filter(|id| meetings.iter().any(|(meeting, ..)| meeting == id));
    let title = Text::line(&typed.chars().take(MAX_TITLE).collect::<String>());
    let start = Start::Talk { meetings, chosen, title, more: TalkStart::default() };
    open_form(plan, by, cluster, Form { purpose: Purpose::Talk(cluster.id), nonce, start })
}

/// The meetings with room, and how much, for a new talk or for one that has its place already.
fn slots(plan: &Plan, cluster: &Cluster, talk: Option<TalkId>) -> Vec<(MeetingId, NaiveDateTime, u32)> {
    let room = |meeting: &Meeting| match talk {
        Some(talk) => agenda::room_for(plan, meeting, talk),
        None => agenda::room(plan, meeting),
    };
    agenda::open_meetings(plan, cluster)
        .into_iter()
        .map(|meeting| (meeting.id, meeting.start, room(meeting)))
        .filter(|(_, _, room)| *room >= MINUTES.0)
        .collect()
}

/// What the form says, once every field is right.
struct Filled {
    title: Text,
    format: TalkFormat,
    minutes: u32,
    meeting: Option<MeetingId>,
    confidential: bool,
    extras: Extras,
}

/// The form was submitted: the talk is on the agenda, and its company is taken to come.
pub fn sign_up(mut plan: Plan, by: &UserId, id: ClusterId, values: &Values) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    let Some(company) = plan.company_of(id, by).cloned() else {
        return plan.refuse(by, Some(id), Refusal::NoCompany);
    };
    let filled = match read(&plan, &cluster, by, None, values) {
        Ok(filled) => filled,
        Err(problems) => return faults(plan, by, &cluster, problems),
    };
    let talk = write(&mut plan, by, &cluster, &company, filled);
    let lang = plan.lang_of(by, Some(id));
    plan.show(Sending::reply(by, Kind::Presenter), lang, Face::Talk(talk));
    let Some(talk) = plan.talks.get(&talk).cloned() else { return plan.refuse(by, Some(id), Refusal::Gone) };
    together::welcome(&mut plan, &talk);
    let meeting = talk.meeting.and_then(|meeting| plan.meetings.get(&meeting)).cloned();
    if let Some(meeting) = &meeting {
        // Who shows something comes.
        rsvp::note(&mut plan, by, meeting, &company, Coming::Yes);
        backups::no_longer(&mut plan, meeting.id);
        plan.touch_meeting(meeting.id);
    }
    let facts = meeting.map(|meeting| facts(&plan, &meeting));
    plan.finish_saying(by, Some(id), Msg::Talk(TalkMsg::SignedUp { talk: talk_facts(&talk), facts }))
}

fn write(plan: &mut Plan, by: &UserId, cluster: &Cluster, company: &Company, filled: Filled) -> TalkId {
    let id = TalkId(plan.fresh());
    let first = || agenda::first_with_room(plan, cluster, id, company.id, filled.minutes);
    let placed = filled.meeting.or_else(|| if filled.extras.backup { None } else { first() });
    plan.put(Change::Talk(Talk {
        id,
        cluster: cluster.id,
        company: company.id,
        presenter: by.clone(),
        with: filled.extras.with,
        title: filled.title,
        format: filled.format,
        minutes: filled.minutes,
        wish: filled.extras.wish,
        link: filled.extras.link,
        meeting: placed,
        any: filled.meeting.is_none(),
        backup: filled.extras.backup,
        asked: BTreeMap::new(),
        confidential: filled.confidential,
        shared: false,
        state: TalkState::Planned,
        created: plan.now,
    }));
    id
}

/// Reads the form, for a new talk or one that is changed.
fn read(
    plan: &Plan,
    cluster: &Cluster,
    presenter: &UserId,
    talk: Option<TalkId>,
    values: &Values,
) -> Result<Filled, Faults> {
    let mut problems = Vec::new();
    let title = typed(values, Field::Title);
    match title.chars() {
        0 => problems.push((Field::Title, Problem::Missing)),
        n if n > MAX_TITLE => problems.push((Field::Title, Problem::TooLong(MAX_TITLE))),
        _ => {}
    }
    let format = match values.get(&Field::Format) {
        Some(Value::Chosen(word)) => TalkFormat::ALL.into_iter().find(|format| format.name() == word),
        _ => None,
    };
    if format.is_none() {
        problems.push((Field::Format, Problem::NotAChoice));
    }
    let minutes = read_number(values, Field::Minutes, MINUTES);
    problems.extend(minutes.clone().err());
    let meeting = read_meeting(plan, cluster, talk, values, minutes.clone().ok());
    problems.extend(meeting.clone().err());
    let extras = fields::read(plan, cluster, presenter, values, &mut problems);
    let confidential = fields::is_ticked(values, Field::Confidential);
    match (format, minutes, meeting) {
        (Some(format), Ok(minutes), Ok(meeting)) if problems.is_empty() => {
            Ok(Filled { title, format, minutes, meeting, confidential, extras })
        }
        _ => Err(problems),
    }
}

fn read_meeting(
    plan: &Plan,
    cluster: &Cluster,
    talk: Option<TalkId>,
    values: &Values,
    minutes: Option<u32>,
) -> Result<Option<MeetingId>, (Field, Problem)> {
    let word = match values.get(&Field::Meeting) {
        // It stands on no agenda, whatever was chosen.
        _ if fields::is_ticked(values, Field::Backup) => ANY,
        Some(Value::Chosen(word)) => word.as_str(),
        _ => return Err((Field::Meeting, Problem::NotAChoice)),
    };
    let open = agenda::open_meetings(plan, cluster);
    if word == ANY {
        let most = open.into_iter().map(agenda::capacity).max().unwrap_or_default();
        return match minutes.filter(|minutes| *minutes > most) {
            // It would wait for ever.
            Some(_) => Err((Field::Minutes, Problem::NoRoom(most))),
            None => Ok(None),
        };
    }
    let meeting = open.into_iter().find(|meeting| meeting.id.to_string() == word);
    let meeting = meeting.ok_or((Field::Meeting, Problem::NotAChoice))?;
    let room = match talk {
        Some(talk) => agenda::room_for(plan, meeting, talk),
        None => agenda::room(plan, meeting),
    };
    if room < MINUTES.0 {
        return Err((Field::Meeting, Problem::NoRoom(0)));
    }
    match minutes.filter(|minutes| *minutes > room) {
        Some(_) => Err((Field::Minutes, Problem::NoRoom(room))),
        None => Ok(Some(meeting.id)),
    }
}

/// The talk, if it is still to come and this person may act for it.
fn own(plan: &Plan, by: &UserId, id: TalkId) -> Result<Talk, Refusal> {
    let talk = plan.talks.get(&id).cloned().ok_or(Refusal::Gone)?;
    let cluster = plan.clusters.get(&talk.cluster).ok_or(Refusal::Gone)?;
    let mine = talk.is_by(by)
        || cluster.facilitator == *by
        || plan.company_of(talk.cluster, by).is_some_and(|company| company.id == talk.company);
    if !mine {
        return Err(Refusal::NotYours(Right::Presenter, cluster.facilitator.clone()));
    }
    match talk.state {
        TalkState::Planned | TalkState::Confirmed => Ok(talk),
        TalkState::Withdrawn => Err(Refusal::Gone),
        TalkState::Given => Err(Refusal::TooLate),
    }
}

/// I'm ready.
pub fn confirm(mut plan: Plan, by: &UserId, id: TalkId) -> Decision {
    match own(&plan, by, id) {
        Ok(talk) => {
            set_state(&mut plan, talk, TalkState::Confirmed);
            plan.finish(super::model::Answer::Nothing)
        }
        Err(refusal) => plan.refuse(by, None, refusal),
    }
}

/// Taken back: the room goes to whoever waits for it.
pub fn withdraw(mut plan: Plan, by: &UserId, id: TalkId) -> Decision {
    let talk = match own(&plan, by, id) {
        Ok(talk) => talk,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let cluster = talk.cluster;
    together::tell_withdrawn(&mut plan, by, &talk);
    let talk = set_state(&mut plan, talk, TalkState::Withdrawn);
    agenda::fall_away(&mut plan, cluster, talk.meeting);
    if talk.confidential && !talk.is_by(by) {
        // Its title is nobody else's, a colleague's neither; that it is gone shows on the agenda.
        return plan.finish(super::model::Answer::Nothing);
    }
    plan.finish_saying(by, Some(cluster), Msg::Talk(TalkMsg::Withdrawn { talk: talk_facts(&talk) }))
}

fn set_state(plan: &mut Plan, mut talk: Talk, state: TalkState) -> Talk {
    talk.state = state;
    plan.put(Change::Talk(talk.clone()));
    touch(plan, &talk);
    talk
}

/// The cards of a talk, and of the meeting it is on.
fn touch(plan: &mut Plan, talk: &Talk) {
    match talk.meeting {
        Some(meeting) => plan.touch_meeting(meeting),
        None => plan.touch([Subject::Talk(talk.id)], |face| !matches!(face, Face::Part(_))),
    }
}

/// The meeting is over: what was on its agenda has been shown.
pub fn give(plan: &mut Plan, meeting: MeetingId) {
    let talks: Vec<Talk> = plan.talks_at(meeting).cloned().collect();
    for talk in talks {
        plan.put(Change::Talk(Talk { state: TalkState::Given, ..talk }));
    }
}

/// Reminds those who present, the working day before: action needed first. Who has only just
/// signed up needs no reminder.
pub fn remind_presenters(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster) {
    let today = plan.today(cluster);
    let talks: Vec<Talk> = plan
        .talks_at(meeting.id)
        .filter(|talk| talk.state.is_to_come() && calendar::local(talk.created, cluster.zone).date() < today)
        .cloned()
        .collect();
    for talk in talks {
        together::show_each(plan, &talk, meeting, cluster, |user| {
            if user == talk.presenter { Face::Ready(talk.id) } else { Face::ReadyWith(talk.id, user) }
        });
    }
}

/// A talk, to its presenter.
pub fn talk_facts(talk: &Talk) -> TalkFacts {
    TalkFacts {
        id: talk.id,
        title: talk.title.clone(),
        format: talk.format,
        minutes: talk.minutes,
        confidential: talk.confidential,
        state: talk.state,
        together: if talk.with.is_empty() { Vec::new() } else { talk.presenters().cloned().collect() },
        wish: talk.wish.clone(),
        link: talk.link.clone(),
        backup: talk.backup,
    }
}

fn with_meeting(ws: &Workspace, id: TalkId) -> Option<(TalkFacts, Option<super::model::MeetingFacts>)> {
    let talk = ws.talks.get(&id)?;
    let meeting = talk.meeting.and_then(|meeting| ws.meetings.get(&meeting));
    Some((talk_facts(talk), meeting.map(|meeting| facts(ws, meeting))))
}

/// The presenter's own talk as it stands.
pub fn mine_card(ws: &Workspace, id: TalkId) -> Option<Msg> {
    let (talk, facts) = with_meeting(ws, id)?;
    Some(Msg::Talk(TalkMsg::Mine { talk, facts }))
}

/// The reminder to a presenter as it stands.
pub fn ready_card(ws: &Workspace, id: TalkId) -> Option<Msg> {
    let (talk, facts) = with_meeting(ws, id)?;
    Some(Msg::Talk(TalkMsg::Ready { talk, facts }))
}
