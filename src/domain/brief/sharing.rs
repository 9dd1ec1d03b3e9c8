//! Which points are about which talk, and what a presenter lets others read. When in doubt a point
//! belongs to the confidential talk.

use super::{found, line};
use crate::domain::meeting::facts;
use crate::domain::model::{
    Answer, BriefMsg, BriefState, Change, Decision, Face, Kind, Meeting, MeetingId, Msg, Noted, Place, Point,
    Refusal, Right, Talk, TalkId, TalkState, Text, UserId, Workspace,
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::sabotage::{Rule, broken};
use crate::domain::talk::talk_facts;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Words of a title shorter than this say nothing about what it is about.
const TELLING: usize = 4;
/// As much of a word as must be the same: endings differ.
const STEM: usize = 5;

/// Whether a point may be read by those who were not there.
pub(super) fn may_be_told(ws: &Workspace, noted: &Noted) -> bool {
    broken(Rule::Consent) || noted.about.and_then(|id| ws.talks.get(&id)).is_none_or(Talk::may_be_told)
}

/// Whether something at the meeting is confidential.
pub(super) fn has_secrets(ws: &Workspace, meeting: MeetingId) -> bool {
    ws.talks_at(meeting).any(|talk| !talk.may_be_told())
}

/// A point with the talk it is about: by the title, the presenter, the company, or who wrote it.
/// `None` for one that names several confidential talks: no one presenter could agree to it.
pub(super) fn noted(ws: &Workspace, meeting: &Meeting, point: Point) -> Option<Noted> {
    let words = point.text.plain().to_lowercase();
    let mut talks: Vec<(u8, Reverse<usize>, &Talk)> = ws
        .talks_at(meeting.id)
        .filter_map(|talk| {
            let likeness = likeness(ws, talk, &words, point.by.as_ref())?;
            Some((likeness, Reverse(named(&words, &talk.title).len()), talk))
        })
        .collect();
    talks.sort_by_key(|(likeness, named, talk)| (talk.may_be_told(), *likeness, *named, talk.id));
    let about = talks.first().map(|(.., talk)| *talk);
    let of_another = |(_, _, other): &(u8, Reverse<usize>, &Talk)| {
        about.is_some_and(|about| !other.may_be_told() && names_apart(&words, about, other))
    };
    (!talks.iter().skip(1).any(of_another)).then(|| Noted { point, about: about.map(|talk| talk.id) })
}

/// Whether words name something of a confidential talk that is not of the other's title as well.
fn names_apart(words: &str, about: &Talk, other: &Talk) -> bool {
    let (ours, theirs) = (named(words, &about.title), named(words, &other.title));
    !theirs.is_empty() && (theirs == ours || !theirs.is_subset(&ours))
}

/// How sure it is, 0 the surest; `None`: not about it.
fn likeness(ws: &Workspace, talk: &Talk, words: &str, by: Option<&UserId>) -> Option<u8> {
    let company = ws.companies.get(&talk.company).map(|company| company.name.plain().to_lowercase());
    if names(words, &talk.title, !talk.may_be_told()) {
        Some(0)
    } else if talk.presenters().any(|user| words.contains(&format!("@{user}").to_lowercase())) {
        Some(1)
    } else if company.is_some_and(|name| !name.is_empty() && words.contains(&name)) {
        Some(2)
    } else {
        by.is_some_and(|by| talk.is_by(by)).then_some(3)
    }
}

/// Whether lower-case words name a title: half of its telling words, and for a secret any of them.
fn names(words: &str, title: &Text, secret: bool) -> bool {
    let (telling, hits) = (telling(title).len(), named(words, title).len());
    let needed = if secret { 1 } else { telling.div_ceil(2) };
    (hits > 0 && hits >= needed) || (telling == 0 && words.contains(&title.plain().to_lowercase()))
}

/// The telling words of a title.
fn telling(title: &Text) -> BTreeSet<String> {
    let title = title.plain().to_lowercase();
    split(&title).filter(|word| word.chars().count() >= TELLING).map(stem).collect()
}

/// Those of them that occur in lower-case words.
fn named(words: &str, title: &Text) -> BTreeSet<String> {
    let said: BTreeSet<String> = split(words).map(stem).collect();
    telling(title).intersection(&said).cloned().collect()
}

fn split(words: &str) -> impl Iterator<Item = &str> {
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn stem(word: &str) -> String {
    word.chars().take(STEM).collect()
}

/// Shows presenters what the draft says of their talks: those of whom it says something, and those
/// who have to agree first.
pub(super) fn show_parts(plan: &mut Plan, meeting: &Meeting) {
    let talks: Vec<Talk> = plan.talks_at(meeting.id).cloned().collect();
    for talk in talks {
        let Some((brief, ..)) = found(plan, meeting.id) else { return };
        let is_in = brief.points.iter().any(|noted| noted.about == Some(talk.id));
        if !is_in && talk.may_be_told() {
            continue;
        }
        let sending = Sending::to(Place::Dm(talk.presenter.clone()), Kind::Draft)
            .by_itself(talk.cluster)
            .on(meeting.id);
        let lang = plan.lang_of(&talk.presenter, Some(talk.cluster));
        plan.show(sending, lang, Face::Part(talk.id));
    }
}

/// A presenter's part as it stands.
pub fn part_card(ws: &Workspace, id: TalkId) -> Option<Msg> {
    let talk = ws.talks.get(&id)?;
    let (brief, meeting, _) = found(ws, talk.meeting?)?;
    Some(Msg::Brief(BriefMsg::Part {
        facts: facts(ws, &meeting),
        talk: talk_facts(talk),
        shared: talk.shared,
        points: brief
            .points
            .iter()
            .filter(|noted| noted.about == Some(id))
            .map(|noted| line(&brief, &noted.point))
            .collect(),
        out: brief.state == BriefState::Published,
    }))
}

/// The presenter says whether a confidential talk may be in the brief. Only the presenter can.
pub fn share(mut plan: Plan, by: &UserId, id: TalkId, shared: bool) -> Decision {
    let Some(talk) = plan.talks.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    if talk.presenter != *by {
        let presenter = talk.presenter.clone();
        return plan.refuse(by, Some(talk.cluster), Refusal::NotYours(Right::Presenter, presenter));
    }
    if talk.state == TalkState::Withdrawn {
        return plan.refuse(by, Some(talk.cluster), Refusal::Gone);
    }
    if talk.shared != shared {
        let meeting = talk.meeting;
        plan.put(Change::Talk(Talk { shared, ..talk }));
        if let Some(meeting) = meeting {
            plan.touch_meeting(meeting);
        }
    }
    plan.finish(Answer::Nothing)
}
