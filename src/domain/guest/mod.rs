//! The guest bank: who from outside could come, who knows them, and what has come of it. Whoever is of a company in the
//! cluster, or facilitates it, may read all of it and change all of it; the one who knows a guest is told.

pub mod fitting;
mod form;
pub mod inviting;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
pub mod visiting;

use super::meeting::change::faults;
use super::meeting::open_form;
use super::model::{
    Change, Cluster, ClusterId, Decision, Face, Form, Guest, GuestFacts, GuestId, GuestMsg, GuestStatus,
    Kind, MeetingFormat, MeetingId, Msg, Nonce, Place, Purpose, Refusal, Start, Subject, Text, UserId,
    Values, Workspace,
};
use super::plan::{Plan, Sending};
use form::Filled;

/// How many guests are shown at once: each with its buttons, and the whole within a message.
const PAGE: usize = 4;
/// What the menu of meetings sends for none in particular.
pub const ANY: &str = "any";

/// Whether somebody may read of a cluster's guests. What people outside have to do with it is not for everybody who
/// looks into the channel.
fn may_read(ws: &Workspace, cluster: &Cluster, by: &UserId) -> bool {
    cluster.facilitator == *by || ws.company_of(cluster.id, by).is_some()
}

/// The cluster, for one who may read of its guests.
fn readable(plan: &Plan, by: &UserId, id: ClusterId) -> Result<Cluster, Refusal> {
    let cluster = plan.clusters.get(&id).cloned().ok_or(Refusal::Gone)?;
    if may_read(plan, &cluster, by) { Ok(cluster) } else { Err(Refusal::NoCompany) }
}

/// A guest with the cluster, for one who may read of both.
fn found(plan: &Plan, by: &UserId, id: GuestId) -> Result<(Guest, Cluster), Refusal> {
    let guest = plan.guests.get(&id).cloned().ok_or(Refusal::Gone)?;
    let cluster = readable(plan, by, guest.cluster)?;
    Ok((guest, cluster))
}

/// Who comes to a meeting from outside, or came, as the announcement names them.
pub fn names_at(ws: &Workspace, meeting: MeetingId) -> Vec<Text> {
    let come =
        ws.guests_at(meeting).filter(|row| matches!(row.status, GuestStatus::Yes | GuestStatus::Visited));
    come.map(|row| {
        let from = row.from.plain();
        let from = if from.is_empty() { String::new() } else { format!(", {from}") };
        Text::line(&format!("{}{from}", row.name.plain()))
    })
    .collect()
}

/// `/klynge guest`.
pub fn show(plan: Plan, by: &UserId, cluster: &Cluster) -> Decision {
    show_from(plan, by, cluster.id, 0)
}

/// The bank without so many of the first.
pub fn show_from(plan: Plan, by: &UserId, id: ClusterId, before: u32) -> Decision {
    if let Err(refusal) = readable(&plan, by, id) {
        return plan.refuse(by, Some(id), refusal);
    }
    let mut all: Vec<&Guest> = plan.guests_of(id).collect();
    all.sort_by_key(|row| (rank(row.status), row.name.plain().to_lowercase(), row.id));
    // Some may have gone since the button was shown.
    let before = usize::try_from(before).ok().filter(|before| *before < all.len()).unwrap_or_default();
    let guests = all.iter().skip(before).take(PAGE).map(|row| guest_facts(&plan, row)).collect();
    let count = |of: usize| u32::try_from(of).unwrap_or(u32::MAX);
    let (before, all) = (count(before), count(all.len()));
    plan.finish_saying(by, Some(id), Msg::Guest(GuestMsg::List { cluster: id, guests, before, all }))
}

/// Those of whom something is expected come first.
const fn rank(status: GuestStatus) -> u8 {
    match status {
        GuestStatus::Yes => 0,
        GuestStatus::Asked => 1,
        GuestStatus::Idea => 2,
        GuestStatus::NotNow => 3,
        GuestStatus::Visited => 4,
    }
}

fn guest_facts(ws: &Workspace, row: &Guest) -> GuestFacts {
    GuestFacts {
        id: row.id,
        name: row.name.clone(),
        from: row.from.clone(),
        about: row.about.clone(),
        contact: row.contact.clone(),
        owner: row.owner.clone(),
        status: row.status,
        meeting: row.meeting.and_then(|id| ws.meetings.get(&id)).map(|meeting| meeting.start),
        last_contact: row.last_contact,
    }
}

/// Opens the form for a new guest.
pub fn open_new(plan: Plan, by: &UserId, id: ClusterId, nonce: Nonce) -> Decision {
    match readable(&plan, by, id) {
        Ok(cluster) => {
            let start = Start::Guest(form::empty(by));
            open_form(plan, by, &cluster, Form { purpose: Purpose::NewGuest(id), nonce, start })
        }
        Err(refusal) => plan.refuse(by, Some(id), refusal),
    }
}

/// Opens the form for a guest who is in the bank.
pub fn open(plan: Plan, by: &UserId, id: GuestId, nonce: Nonce) -> Decision {
    match found(&plan, by, id) {
        Ok((guest, cluster)) => {
            let start = Start::Guest(form::of(&plan, &cluster, &guest));
            open_form(plan, by, &cluster, Form { purpose: Purpose::Guest(id), nonce, start })
        }
        Err(refusal) => plan.refuse(by, None, refusal),
    }
}

/// Somebody new in the bank.
pub fn add(mut plan: Plan, by: &UserId, id: ClusterId, values: &Values) -> Decision {
    let cluster = match readable(&plan, by, id) {
        Ok(cluster) => cluster,
        Err(refusal) => return plan.refuse(by, Some(id), refusal),
    };
    let filled = match form::read(&plan, &cluster, None, values) {
        Ok(filled) => filled,
        Err(problems) => return faults(plan, by, &cluster, problems),
    };
    let id = GuestId(plan.fresh());
    let guest = filled.into_guest(id, cluster.id, plan.today(&cluster));
    put(&mut plan, None, &guest);
    let owner_told = tell_new_owner(&mut plan, by, &cluster, &guest);
    saved(plan, by, &guest, owner_told)
}

/// Something else is to be said of a guest.
pub fn change(mut plan: Plan, by: &UserId, id: GuestId, values: &Values) -> Decision {
    let (before, cluster) = match found(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let filled: Filled = match form::read(&plan, &cluster, Some(&before), values) {
        Ok(filled) => filled,
        Err(problems) => return faults(plan, by, &cluster, problems),
    };
    let guest = filled.into_guest(id, cluster.id, plan.today(&cluster));
    if guest == (Guest { touched: guest.touched, ..before.clone() }) {
        // That somebody looked and found it right counts as well: it is not forgotten yet.
        plan.put(Change::Guest(guest.clone()));
        return saved(plan, by, &guest, false);
    }
    put(&mut plan, Some(&before), &guest);
    let owner_told = tell_owners(&mut plan, by, &cluster, &before, &guest);
    saved(plan, by, &guest, owner_told)
}

fn saved(plan: Plan, by: &UserId, guest: &Guest, owner_told: bool) -> Decision {
    let msg = GuestMsg::Saved { guest: guest_facts(&plan, guest), owner_told };
    plan.finish_saying(by, Some(guest.cluster), Msg::Guest(msg))
}

/// Nothing is kept of a guest any more.
pub fn delete(mut plan: Plan, by: &UserId, id: GuestId) -> Decision {
    let (guest, cluster) = match found(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    forget(&mut plan, &guest);
    if guest.owner != *by {
        let news = GuestMsg::DeletedBy { name: guest.name.clone(), by: by.clone() };
        tell(&mut plan, &guest.owner, &cluster, news);
    }
    plan.finish_saying(by, Some(cluster.id), Msg::Guest(GuestMsg::Deleted { name: guest.name }))
}

fn forget(plan: &mut Plan, guest: &Guest) {
    plan.put(Change::ForgetGuest(guest.id));
    touch(plan, guest.cluster, guest.meeting);
}

fn put(plan: &mut Plan, before: Option<&Guest>, guest: &Guest) {
    plan.put(Change::Guest(guest.clone()));
    let meetings = [before.and_then(|before| before.meeting), guest.meeting];
    meetings.into_iter().for_each(|meeting| touch(plan, guest.cluster, meeting));
}

/// Marks the cards of a meeting that name its guests, and the questions that name who could come.
fn touch(plan: &mut Plan, cluster: ClusterId, meeting: Option<MeetingId>) {
    if let Some(meeting) = meeting {
        plan.touch_meeting(meeting);
    }
    let offered = plan
        .planned_in(cluster)
        .filter(|meeting| meeting.offer.is_some_and(|offer| offer.format == MeetingFormat::Guest));
    let offered: Vec<Subject> = offered.map(|meeting| Subject::Meeting(meeting.id)).collect();
    plan.touch(offered, |face| matches!(face, Face::HostAsk(..)));
}

fn tell_new_owner(plan: &mut Plan, by: &UserId, cluster: &Cluster, guest: &Guest) -> bool {
    let is_other = guest.owner != *by;
    if is_other {
        let news = GuestMsg::YoursNow { name: guest.name.clone(), by: by.clone() };
        tell(plan, &guest.owner, cluster, news);
    }
    is_other
}

/// Whoever knows the guest hears of what somebody else put down; so does who is no longer the one to ask.
fn tell_owners(plan: &mut Plan, by: &UserId, cluster: &Cluster, before: &Guest, now: &Guest) -> bool {
    let (name, by_them) = (now.name.clone(), by.clone());
    if before.owner == now.owner {
        let is_other = now.owner != *by;
        if is_other {
            tell(plan, &now.owner, cluster, GuestMsg::Changed { name, by: by_them, status: now.status });
        }
        return is_other;
    }
    if before.owner != *by {
        let news = GuestMsg::NotYours { name, by: by_them, owner: now.owner.clone() };
        tell(plan, &before.owner, cluster, news);
    }
    tell_new_owner(plan, by, cluster, now)
}

/// In private, in an open hour.
fn tell(plan: &mut Plan, user: &UserId, cluster: &Cluster, news: GuestMsg) {
    let sending = Sending::to(Place::Dm(user.clone()), Kind::Change).by_itself(cluster.id);
    let lang = plan.lang_of(user, Some(cluster.id));
    plan.say(sending, lang, Msg::Guest(news));
}
