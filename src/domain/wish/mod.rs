//! Wishes: what people would like to hear of, how many would, and who shows something about it.

pub mod following;
pub mod taking;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;

use super::meeting::change::{faults, typed};
use super::meeting::{company_name, open_form};
use super::model::{
    Change, Cluster, ClusterId, Decision, Field, Form, Instant, Msg, Nonce, Problem, Purpose, Refusal, Right,
    Stance, Start, TakenLine, Talk, TalkState, Text, UserId, Values, Wish, WishId, WishLine, WishMsg,
    WishPage, WishStart, Workspace,
};
use super::plan::Plan;
use chrono::Duration;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The longest wish, in characters: it may become the title of a talk.
pub const MAX_THEME: usize = 120;
/// So many open wishes somebody may have at once, so that those of others are seen.
pub const MOST: usize = 12;
/// Wishes on one page of the list: each takes two blocks of the twelve.
pub const PAGE: usize = 4;
/// How many are named of those that somebody shows something about.
const TAKEN_SHOWN: usize = 3;
/// A wish is news this long.
const NEWS: Duration = Duration::days(7);

/// The talk that somebody shows about a wish, or has shown. Of a confidential one nobody is to know what it is about, so
/// it takes none.
fn talk_of<'a>(ws: &'a Workspace, wish: &Wish) -> Option<&'a Talk> {
    let talk = ws.talks.get(&wish.talk?)?;
    (talk.state != TalkState::Withdrawn && !talk.confidential).then_some(talk)
}

/// Whether nobody shows anything about it, nor has.
pub fn is_open(ws: &Workspace, wish: &Wish) -> bool {
    talk_of(ws, wish).is_none()
}

/// The open wishes of a cluster, those that most wish for first; of two the older.
pub fn open_in(ws: &Workspace, cluster: ClusterId) -> Vec<&Wish> {
    let mut wishes: Vec<&Wish> = ws.wishes_in(cluster).filter(|wish| is_open(ws, wish)).collect();
    wishes.sort_by_key(|wish| (Reverse(wish.count()), wish.id));
    wishes
}

/// What was wished for lately and is open, in the order in which it was.
pub fn news(ws: &Workspace, cluster: ClusterId, now: Instant) -> Vec<Text> {
    let new = ws.wishes_in(cluster).filter(|wish| now - wish.created < NEWS && is_open(ws, wish));
    new.map(|wish| wish.theme.clone()).collect()
}

/// `/klynge wish`: alone the list, with words behind it a wish.
pub fn command(plan: Plan, by: &UserId, cluster: &Cluster, rest: &str, nonce: Nonce) -> Decision {
    let theme = Text::line(rest);
    match theme.chars() {
        0 => show(plan, by, cluster, 0),
        n if n > MAX_THEME => open_with(plan, by, cluster, theme, nonce),
        _ if has_enough(&plan, by, cluster, &theme) => {
            plan.finish_saying(by, Some(cluster.id), Msg::Wish(WishMsg::Enough { most: MOST }))
        }
        _ => add(plan, by, cluster, theme),
    }
}

/// The list, from this place on.
pub fn show(plan: Plan, by: &UserId, cluster: &Cluster, from: usize) -> Decision {
    let open = open_in(&plan, cluster.id);
    // The last page may have gone in the meantime.
    let from = if from < open.len() { from } else { 0 };
    let more = Some(from + PAGE).filter(|next| *next < open.len());
    let wishes = open.into_iter().skip(from).take(PAGE).map(|wish| line(&plan, wish, by)).collect();
    let taken: Vec<&Wish> = plan.wishes_in(cluster.id).collect();
    let taken = taken.into_iter().rev().filter_map(|wish| to_come(&plan, wish)).take(TAKEN_SHOWN).collect();
    let page = WishPage { cluster: cluster.id, wishes, more, taken };
    plan.finish_saying(by, Some(cluster.id), Msg::Wish(WishMsg::List(page)))
}

/// The next page of the list.
pub fn page(plan: Plan, by: &UserId, id: ClusterId, from: usize) -> Decision {
    match plan.clusters.get(&id).cloned() {
        Some(cluster) => show(plan, by, &cluster, from),
        None => plan.refuse(by, None, Refusal::Gone),
    }
}

/// *Wish for something*.
pub fn open(plan: Plan, by: &UserId, id: ClusterId, nonce: Nonce) -> Decision {
    match plan.clusters.get(&id).cloned() {
        Some(cluster) => open_with(plan, by, &cluster, Text::default(), nonce),
        None => plan.refuse(by, None, Refusal::Gone),
    }
}

/// Opens the form with what was typed so far; what is too long is all there, to be made shorter.
fn open_with(plan: Plan, by: &UserId, cluster: &Cluster, theme: Text, nonce: Nonce) -> Decision {
    let start = Start::Wish(WishStart { too_long: (theme.chars() > MAX_THEME).then_some(MAX_THEME), theme });
    open_form(plan, by, cluster, Form { purpose: Purpose::Wish(cluster.id), nonce, start })
}

/// The form was submitted.
pub fn submit(plan: Plan, by: &UserId, id: ClusterId, values: &Values) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    let theme = typed(values, Field::Theme);
    let problem = match theme.chars() {
        0 => Problem::Missing,
        n if n > MAX_THEME => Problem::TooLong(MAX_THEME),
        _ if has_enough(&plan, by, &cluster, &theme) => Problem::Enough(MOST),
        _ => return add(plan, by, &cluster, theme),
    };
    faults(plan, by, &cluster, vec![(Field::Theme, problem)])
}

/// The open wish of these words.
fn same(ws: &Workspace, cluster: &Cluster, theme: &Text) -> Option<Wish> {
    open_in(ws, cluster.id).into_iter().find(|wish| key(&wish.theme) == key(theme)).cloned()
}

/// Whether somebody has so many open wishes that a new one is too much.
fn has_enough(ws: &Workspace, by: &UserId, cluster: &Cluster, theme: &Text) -> bool {
    let theirs = open_in(ws, cluster.id).into_iter().filter(|wish| wish.by == *by).count();
    theirs >= MOST && same(ws, cluster, theme).is_none()
}

/// A wish, unless it is there already: then it counts for this person too.
fn add(mut plan: Plan, by: &UserId, cluster: &Cluster, theme: Text) -> Decision {
    if let Some(wish) = same(&plan, cluster, &theme) {
        return second(plan, by, wish);
    }
    let wish = Wish {
        id: WishId(plan.fresh()),
        cluster: cluster.id,
        by: by.clone(),
        theme,
        votes: BTreeSet::new(),
        talk: None,
        told: false,
        created: plan.now,
    };
    plan.put(Change::Wish(wish.clone()));
    let wish = line(&plan, &wish, by);
    plan.finish_saying(by, Some(cluster.id), Msg::Wish(WishMsg::Noted { wish }))
}

/// What makes two wishes the same: the words, however they are written.
fn key(theme: &Text) -> String {
    theme.plain().trim_end_matches(['.', '!', '?', '…', ' ']).to_lowercase()
}

/// It counts for one more, or did already.
fn second(mut plan: Plan, by: &UserId, mut wish: Wish) -> Decision {
    let before = wish.is_of(by);
    if !before {
        wish.votes.insert(by.clone());
        plan.put(Change::Wish(wish.clone()));
    }
    let (cluster, is_own) = (wish.cluster, wish.by == *by);
    let wish = line(&plan, &wish, by);
    let msg = match (is_own, before) {
        (true, _) => WishMsg::Yours { wish },
        (false, true) => WishMsg::CountedBefore { wish },
        (false, false) => WishMsg::Counted { wish },
    };
    plan.finish_saying(by, Some(cluster), Msg::Wish(msg))
}

/// *Me too*.
pub fn vote(plan: Plan, by: &UserId, id: WishId) -> Decision {
    let Some(wish) = plan.wishes.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    match taken(&plan, &wish) {
        Some(taken) => plan.finish_saying(by, Some(wish.cluster), Msg::Wish(WishMsg::Taken { taken })),
        None => second(plan, by, wish),
    }
}

/// *Not any more*.
pub fn unvote(mut plan: Plan, by: &UserId, id: WishId) -> Decision {
    let Some(mut wish) = plan.wishes.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    let cluster = wish.cluster;
    if wish.by == *by {
        let wish = line(&plan, &wish, by);
        return plan.finish_saying(by, Some(cluster), Msg::Wish(WishMsg::Yours { wish }));
    }
    if wish.votes.remove(by) {
        plan.put(Change::Wish(wish.clone()));
    }
    let wish = line(&plan, &wish, by);
    plan.finish_saying(by, Some(cluster), Msg::Wish(WishMsg::NotCounted { wish }))
}

/// Deleted, by the wisher or the facilitator.
pub fn delete(mut plan: Plan, by: &UserId, id: WishId) -> Decision {
    let Some(wish) = plan.wishes.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    let Some(cluster) = plan.clusters.get(&wish.cluster).cloned() else {
        return plan.refuse(by, None, Refusal::Gone);
    };
    if !may_delete(&plan, &wish, by) {
        let refusal = Refusal::NotYours(Right::Facilitator, cluster.facilitator);
        return plan.refuse(by, Some(cluster.id), refusal);
    }
    plan.put(Change::ForgetWish(id));
    plan.finish_saying(by, Some(cluster.id), Msg::Wish(WishMsg::Deleted { theme: wish.theme }))
}

fn may_delete(ws: &Workspace, wish: &Wish, by: &UserId) -> bool {
    wish.by == *by || ws.clusters.get(&wish.cluster).is_some_and(|cluster| cluster.facilitator == *by)
}

/// A wish as somebody sees it.
fn line(ws: &Workspace, wish: &Wish, reader: &UserId) -> WishLine {
    let stance = match wish.is_of(reader) {
        _ if wish.by == *reader => Stance::Own,
        true => Stance::Too,
        false => Stance::No,
    };
    WishLine {
        id: wish.id,
        theme: wish.theme.clone(),
        by: wish.by.clone(),
        count: wish.count(),
        stance,
        may_delete: may_delete(ws, wish, reader),
    }
}

/// Who shows something about a wish, and when; `None` while it is open.
fn taken(ws: &Workspace, wish: &Wish) -> Option<TakenLine> {
    let talk = talk_of(ws, wish)?;
    Some(TakenLine {
        theme: wish.theme.clone(),
        company: company_name(ws, Some(talk.company)),
        title: talk.title.clone(),
        start: talk.meeting.and_then(|meeting| ws.meetings.get(&meeting)).map(|meeting| meeting.start),
    })
}

/// The same of what is still to be shown.
fn to_come(ws: &Workspace, wish: &Wish) -> Option<TakenLine> {
    talk_of(ws, wish).filter(|talk| talk.state.is_to_come())?;
    taken(ws, wish)
}
