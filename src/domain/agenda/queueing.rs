//! Something small is put on an agenda, by command, button or from a message, and taken off again.

use super::{items_at, may_remove};
use crate::domain::brief::summary;
use crate::domain::command::cluster_for;
use crate::domain::meeting::change::{faults, typed};
use crate::domain::meeting::{facts, open_form};
use crate::domain::model::{
    AgendaMsg, Change, ChannelId, Cluster, ClusterId, Decision, Field, Form, Item, ItemId, Meeting, Msg,
    Nonce, Problem, Purpose, QueueStart, Refusal, Right, Stage, Start, Status, Text, UserId, Value, Values,
    Workspace,
};
use crate::domain::plan::Plan;
use crate::domain::talk::agenda as room;

/// The longest title, in characters.
pub const MAX_TITLE: usize = 100;
/// The longest link, in characters.
const MAX_LINK: usize = 300;
/// How long something small takes, in minutes.
pub const MINUTES: [u32; 3] = [5, 10, 15];
/// So many small things a meeting has at most, beside its talks.
pub const AT_ONE: usize = 8;
/// So many somebody may have at meetings to come.
pub const MOST: usize = 8;

/// `/klynge agenda` with words behind it.
pub fn command(plan: Plan, by: &UserId, cluster: &Cluster, rest: &str, nonce: Nonce) -> Decision {
    let title = Text::line(rest);
    if title.chars() > MAX_TITLE {
        return open_with(plan, by, cluster, title, None, nonce);
    }
    if has_enough(&plan, by, cluster.id) {
        let enough = Msg::Agenda(AgendaMsg::Enough { most: MOST });
        return plan.finish_saying(by, Some(cluster.id), enough);
    }
    put(plan, by, cluster, Filled { title, minutes: MINUTES[0], link: None })
}

/// *Put something on it*.
pub fn open(plan: Plan, by: &UserId, id: ClusterId, nonce: Nonce) -> Decision {
    match plan.clusters.get(&id).cloned() {
        Some(cluster) => open_with(plan, by, &cluster, Text::default(), None, nonce),
        None => plan.refuse(by, None, Refusal::Gone),
    }
}

/// *Put on the agenda*, in the menu of a message: the form with the beginning of what it says, to be made one's own.
/// Nothing of the message is kept but what is submitted.
pub fn open_from(
    plan: Plan,
    by: &UserId,
    channel: &ChannelId,
    words: &str,
    link: Option<&Text>,
    nonce: Nonce,
) -> Decision {
    let cluster = match cluster_for(&plan, by, Some(channel)) {
        Ok(cluster) => cluster.clone(),
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    if cluster.stage == Stage::Preview {
        return plan.refuse(by, Some(cluster.id), Refusal::NotLiveYet(cluster.facilitator));
    }
    if !plan.belongs(&cluster, by) {
        return plan.refuse(by, Some(cluster.id), Refusal::NotAmongYou);
    }
    let link = link.filter(|link| is_link(link)).cloned();
    open_with(plan, by, &cluster, beginning(words), link, nonce)
}

/// The beginning of a message: whole words of its first line.
fn beginning(words: &str) -> Text {
    let line = Text::line(&summary::first_line(words));
    let mut kept = String::new();
    for word in line.plain().split(' ').filter(|word| !word.starts_with("@U") && !word.starts_with("@W")) {
        if kept.chars().count() + word.chars().count() >= MAX_TITLE {
            break;
        }
        kept.push(' ');
        kept.push_str(word);
    }
    Text::line(&kept)
}

fn open_with(
    plan: Plan,
    by: &UserId,
    cluster: &Cluster,
    title: Text,
    link: Option<Text>,
    nonce: Nonce,
) -> Decision {
    let too_long = (title.chars() > MAX_TITLE).then_some(MAX_TITLE);
    let start = Start::Queue(QueueStart { title, too_long, link });
    open_form(plan, by, cluster, Form { purpose: Purpose::Queue(cluster.id), nonce, start })
}

/// What the form says, once every field is right.
struct Filled {
    title: Text,
    minutes: u32,
    link: Option<Text>,
}

/// The form was submitted.
pub fn submit(plan: Plan, by: &UserId, id: ClusterId, values: &Values) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    match read(&plan, by, id, values) {
        Ok(filled) => put(plan, by, &cluster, filled),
        Err(problems) => faults(plan, by, &cluster, problems),
    }
}

fn read(plan: &Plan, by: &UserId, id: ClusterId, values: &Values) -> Result<Filled, Vec<(Field, Problem)>> {
    let (title, link) = (typed(values, Field::Title), typed(values, Field::Link));
    let minutes = match values.get(&Field::Minutes) {
        Some(Value::Chosen(word)) => MINUTES.into_iter().find(|minutes| minutes.to_string() == *word),
        _ => None,
    };
    let mut problems = Vec::new();
    match title.chars() {
        0 => problems.push((Field::Title, Problem::Missing)),
        n if n > MAX_TITLE => problems.push((Field::Title, Problem::TooLong(MAX_TITLE))),
        _ if has_enough(plan, by, id) => problems.push((Field::Title, Problem::Enough(MOST))),
        _ => {}
    }
    if minutes.is_none() {
        problems.push((Field::Minutes, Problem::NotAChoice));
    }
    if !link.is_empty() && !is_link(&link) {
        problems.push((Field::Link, Problem::NotALink));
    }
    match minutes {
        Some(minutes) if problems.is_empty() => {
            Ok(Filled { title, minutes, link: Some(link).filter(|link| !link.is_empty()) })
        }
        _ => Err(problems),
    }
}

fn is_link(link: &Text) -> bool {
    link.plain().starts_with("https://") && !link.plain().contains(' ') && link.chars() <= MAX_LINK
}

/// Whether somebody has so much on agendas to come that one more is too much.
fn has_enough(ws: &Workspace, by: &UserId, cluster: ClusterId) -> bool {
    let is_over = |item: &&Item| {
        item.meeting.and_then(|id| ws.meetings.get(&id)).is_some_and(|meeting| !meeting.is_planned())
    };
    ws.items_in(cluster).filter(|item| item.by == *by && !is_over(item)).count() >= MOST
}

fn put(mut plan: Plan, by: &UserId, cluster: &Cluster, filled: Filled) -> Decision {
    let mut item = Item {
        id: ItemId(plan.fresh()),
        cluster: cluster.id,
        by: by.clone(),
        title: filled.title,
        link: filled.link,
        minutes: filled.minutes,
        meeting: None,
        carried: false,
        created: plan.now,
    };
    // What waits was there before.
    place_waiting(&mut plan, cluster);
    item.meeting = first_with_room(&plan, cluster, item.minutes).map(|meeting| meeting.id);
    plan.put(Change::Item(item.clone()));
    let facts = item.meeting.and_then(|id| plan.meetings.get(&id)).map(|meeting| facts(&plan, meeting));
    let msg = AgendaMsg::Queued { id: item.id, title: item.title, minutes: item.minutes, facts };
    plan.finish_saying(by, Some(cluster.id), Msg::Agenda(msg))
}

/// The first meeting to come that has room for something small.
pub fn first_with_room<'a>(plan: &'a Plan, cluster: &Cluster, minutes: u32) -> Option<&'a Meeting> {
    let has_room =
        |meeting: &&Meeting| items_at(plan, meeting).count() < AT_ONE && room::room(plan, meeting) >= minutes;
    room::open_meetings(plan, cluster).into_iter().find(has_room)
}

/// What waits for a meeting, in the order in which it gets room: what there was no time for goes first.
pub fn waiting(ws: &Workspace, cluster: ClusterId) -> Vec<&Item> {
    let mut waiting: Vec<&Item> = ws.items_in(cluster).filter(|item| item.meeting.is_none()).collect();
    waiting.sort_by_key(|item| (!item.carried, item.id));
    waiting
}

/// Gives room to what waits for it.
pub fn place_waiting(plan: &mut Plan, cluster: &Cluster) {
    let waiting: Vec<Item> = waiting(plan, cluster.id).into_iter().cloned().collect();
    for item in waiting {
        let meeting = first_with_room(plan, cluster, item.minutes).map(|meeting| meeting.id);
        if meeting.is_some() {
            plan.put(Change::Item(Item { meeting, ..item }));
        }
    }
}

/// Taken off, by whoever put it there or may change the meeting.
pub fn remove(mut plan: Plan, by: &UserId, id: ItemId) -> Decision {
    let found = plan.items.get(&id).cloned();
    let found = found.and_then(|item| Some((plan.clusters.get(&item.cluster).cloned()?, item)));
    let Some((cluster, item)) = found else { return plan.refuse(by, None, Refusal::Gone) };
    if !may_remove(&plan, by, &cluster, &item) {
        return plan.refuse(by, Some(cluster.id), Refusal::NotYours(Right::Host, cluster.facilitator));
    }
    let meeting = item.meeting.and_then(|id| plan.meetings.get(&id));
    if meeting.is_some_and(|meeting| meeting.status == Status::Held) {
        return plan.refuse(by, Some(cluster.id), Refusal::TooLate);
    }
    plan.put(Change::ForgetItem(id));
    let removed = Msg::Agenda(AgendaMsg::Removed { title: item.title });
    plan.finish_saying(by, Some(cluster.id), removed)
}
