//! How a cluster comes to life: set up, previewed, welcomed; which company everybody is from;
//! late joiners.

mod company;
pub mod lines;
mod setup;
mod succession;

pub use succession::{hand_to, see_to_those_of};

pub use company::{
    add_companies, by_name, came_or_went, choose_company, choose_contact, company, leaves, members,
    open_companies, open_company, open_contact, open_leaves, which_company_card,
};
pub use setup::{change_setup, may_run, open_setup, set_up};

use super::meeting::{colliding, facts, planning};
use super::model::{
    Action, Answer, Change, ChannelId, Cluster, ClusterId, CompanyLine, Decision, Face, Instant, Kind,
    Member, Msg, OnboardingMsg, Place, Refusal, Right, Room, Series, Stage, Subject, Text, UserId, Welcome,
    Workspace,
};
use super::people::budget::{self, Wish};
use super::plan::{Plan, Sending};
use super::{calendar, guest, rotation};
use chrono::Duration;

/// Nobody is asked for their company more often than this, by DM.
const MAX_ASKED: u32 = 2;
/// Days between the two questions, at least.
const ASK_AGAIN_DAYS: i64 = 3;
/// Working days before a meeting on which those without a company are asked once more.
const ASK_BEFORE_DAYS: u32 = 2;

/// The welcome as the channel will see it.
fn welcome(ws: &Workspace, cluster: &Cluster) -> Welcome {
    Welcome {
        cluster: cluster.id,
        facilitator: cluster.facilitator.clone(),
        series: Series { rhythm: cluster.rhythm, first: cluster.first },
        place: cluster.place.clone(),
        companies: ws.companies_in(cluster).map(|company| line(ws, company)).collect(),
    }
}

fn line(ws: &Workspace, company: &super::model::Company) -> CompanyLine {
    let people = ws.people_of(company.id).map(|person| person.profile.id.clone());
    CompanyLine {
        name: company.name.clone(),
        contact: company.contact.clone(),
        people: people.filter(|user| Some(user) != company.contact.as_ref()).collect(),
    }
}

/// The welcome as it stands.
pub fn welcome_card(ws: &Workspace, id: ClusterId) -> Option<Msg> {
    Some(Msg::Onboarding(OnboardingMsg::Welcome(welcome(ws, ws.clusters.get(&id)?))))
}

/// The facilitator's preview: the welcome, and the first meetings as they will be planned.
pub fn preview_card(ws: &Workspace, id: ClusterId) -> Option<Msg> {
    let cluster = ws.clusters.get(&id)?;
    let before_first = calendar::instant(cluster.first, cluster.zone) - Duration::minutes(1);
    let mut plan = Plan::new(ws, before_first);
    planning::top_up(&mut plan, id);
    let collisions = colliding::of_planned(&plan, id);
    let meetings = plan.meetings_of(id).into_iter().take(3).map(|meeting| {
        let facts = facts(&plan, meeting);
        (facts.start, facts.host)
    });
    Some(Msg::Onboarding(OnboardingMsg::Preview {
        welcome: welcome(ws, cluster),
        meetings: meetings.collect(),
        collisions,
        posted: cluster.stage == Stage::Live,
    }))
}

/// The facilitator approves: the welcome is posted, meetings are planned, the first turn begins.
pub fn post_welcome(mut plan: Plan, by: &UserId, id: ClusterId) -> Decision {
    let Some(mut cluster) = plan.clusters.get(&id).cloned() else {
        return plan.refuse(by, None, Refusal::Gone);
    };
    if cluster.facilitator != *by {
        return plan.refuse(by, Some(id), Refusal::NotYours(Right::Facilitator, cluster.facilitator));
    }
    if cluster.stage == Stage::Live {
        return plan.finish_saying(by, Some(id), Msg::Onboarding(OnboardingMsg::Posted));
    }
    if plan.rooms.get(&cluster.channel).is_some_and(|room| !room.open) {
        plan.act(Action::LookIntoRoom(cluster.channel));
        return plan.finish_saying(by, Some(id), Msg::Refusal(Refusal::InviteMe));
    }
    cluster.stage = Stage::Live;
    cluster.live_since = Some(plan.now);
    cluster.preview_card = None;
    let sending = Sending::to(Place::Channel(cluster.channel.clone()), Kind::Welcome);
    cluster.welcome_card = Some(plan.show(sending, cluster.lang, Face::Welcome(id)));
    plan.put(Change::Cluster(cluster.clone()));
    count_welcome_as_asked(&mut plan, &cluster);
    planning::top_up(&mut plan, id);
    rotation::turns::begin(&mut plan, id);
    plan.touch([Subject::Cluster(id)], |face| *face == Face::Preview(id));
    plan.finish_saying(by, Some(id), Msg::Onboarding(OnboardingMsg::Posted))
}

/// Whoever is in the channel has now been asked once, by the welcome.
fn count_welcome_as_asked(plan: &mut Plan, cluster: &Cluster) {
    let without: Vec<UserId> = without_company(plan, cluster);
    for user in without {
        let asked_at = Some(plan.now);
        plan.put(Change::Member(Member { cluster: cluster.id, user, company: None, asked_at, asked: 1 }));
    }
}

/// People in the channel who have not said which company they are from; not the facilitator, who
/// need not be from any.
fn without_company(ws: &Workspace, cluster: &Cluster) -> Vec<UserId> {
    // Nearly all have: what there is of each is passed once, in step with who is there.
    let mut members = ws.members_of(cluster.id).peekable();
    let mut has_company = |user: &UserId| {
        while members.next_if(|member| member.user < *user).is_some() {}
        let member = members.next_if(|member| member.user == *user);
        let company = member.and_then(|member| ws.companies.get(&member.company?));
        company.is_some_and(|company| company.left.is_none())
    };
    let room = ws.rooms.get(&cluster.channel).into_iter();
    room.flat_map(|room| room.users.iter())
        .filter(|user| !has_company(user) && **user != cluster.facilitator)
        .filter(|user| ws.people.get(*user).is_some_and(|person| person.reachable()))
        .cloned()
        .collect()
}

fn member(ws: &Workspace, cluster: ClusterId, user: &UserId) -> Member {
    let known = ws.members.get(&(cluster, user.clone())).cloned();
    known.unwrap_or_else(|| Member { cluster, user: user.clone(), company: None, asked_at: None, asked: 0 })
}

/// Those who may be asked for their company once more, with the time from which on.
fn may_be_asked(ws: &Workspace, cluster: &Cluster) -> Vec<(Instant, UserId)> {
    let asked_before = without_company(ws, cluster).into_iter().filter_map(|user| {
        let member = member(ws, cluster.id, &user);
        let again = |asked| {
            let date = calendar::local(asked, cluster.zone).date() + Duration::days(ASK_AGAIN_DAYS);
            calendar::morning(date, cluster)
        };
        let from = member.asked_at.map_or(Instant::UNIX_EPOCH, again);
        (member.asked < MAX_ASKED).then_some((from, user))
    });
    asked_before.collect()
}

/// When those without a company are asked once more: two working days before the next meeting.
pub fn asks_again_at(ws: &Workspace, cluster: &Cluster, now: Instant) -> Option<Instant> {
    let next = super::meeting::next_meeting(ws, cluster, now)?;
    let start = calendar::instant(next.start, cluster.zone);
    let date = calendar::working_days_before(next.start.date(), ASK_BEFORE_DAYS);
    let (first, _) = may_be_asked(ws, cluster).into_iter().min()?;
    let at = calendar::morning(date, cluster).max(first);
    (calendar::OpenHours::of(cluster).next_open(at.max(now)) < start).then_some(at)
}

/// Asks those without a company once more, as far as their budget allows. Who cannot be asked now
/// counts as asked: a dropped question stays dropped.
pub fn ask_again(mut plan: Plan, id: ClusterId) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.finish(Answer::Nothing) };
    let about = super::meeting::next_meeting(&plan, &cluster, plan.now).map(|meeting| meeting.start.date());
    let Some(about) = about else { return plan.finish(Answer::Nothing) };
    let now = plan.now;
    for (_, user) in may_be_asked(&plan, &cluster).into_iter().filter(|(from, _)| *from <= now) {
        let wish = Wish { user: &user, cluster: &cluster, about, kind: Kind::Company, instead_of: None };
        if budget::allows(&plan, &wish) {
            let lang = plan.lang_of(&user, Some(id));
            plan.show(budget::sending(&wish), lang, Face::WhichCompany(id, user.clone()));
        }
        count_asked(&mut plan, &cluster, &user);
    }
    plan.finish(Answer::Nothing)
}

fn count_asked(plan: &mut Plan, cluster: &Cluster, user: &UserId) {
    let mut member = member(plan, cluster.id, user);
    member.asked += 1;
    member.asked_at = Some(plan.now);
    plan.put(Change::Member(member));
}

/// Somebody came into a channel. A late joiner of a live cluster is asked for the company at once.
pub fn arrived(mut plan: Plan, channel: &ChannelId, user: &UserId) -> Decision {
    let mut room = room(&plan, channel);
    if *user == plan.bot {
        room.open = true;
        plan.act(Action::LookIntoRoom(channel.clone()));
    }
    room.users.insert(user.clone());
    plan.put(Change::Room(room));
    look_again(&mut plan, channel);
    if plan.people.contains_key(user) {
        see_to_those_of(&mut plan, user);
    } else {
        plan.act(Action::LookUpPerson(user.clone()));
        let person = super::people::person(&plan, user);
        plan.put(Change::Person(person));
    }
    let live = plan.cluster_in(channel).filter(|cluster| cluster.stage == Stage::Live).cloned();
    if let Some(cluster) = live
        && without_company(&plan, &cluster).contains(user)
        && member(&plan, cluster.id, user).asked == 0
    {
        let lang = plan.lang_of(user, Some(cluster.id));
        plan.show(Sending::reply(user, Kind::Company), lang, Face::WhichCompany(cluster.id, user.clone()));
        count_asked(&mut plan, &cluster, user);
    }
    plan.finish(Answer::Nothing)
}

/// Somebody left a channel.
pub fn departed(mut plan: Plan, channel: &ChannelId, user: &UserId) -> Decision {
    let mut room = room(&plan, channel);
    room.users.remove(user);
    room.open = room.open && *user != plan.bot;
    put_room(&mut plan, room);
    look_again(&mut plan, channel);
    plan.finish(Answer::Nothing)
}

/// Slack repeats what it believes we missed, minutes later, and then in any order: of one who came and went the older
/// word may come last. So Slack is asked as well.
fn look_again(plan: &mut Plan, channel: &ChannelId) {
    if plan.cluster_in(channel).is_some() {
        plan.act(Action::LookIntoRoom(channel.clone()));
    }
}

/// Writes a channel down. That a live cluster's has been closed to us is told to the facilitator,
/// once for as long as it is.
pub fn put_room(plan: &mut Plan, room: Room) {
    let was_open = plan.rooms.get(&room.channel).is_some_and(|room| room.open);
    let cluster = plan.cluster_in(&room.channel).filter(|cluster| cluster.stage == Stage::Live).cloned();
    if let Some(cluster) = cluster.filter(|_| was_open && !room.open) {
        let lang = plan.lang_of(&cluster.facilitator, Some(cluster.id));
        let msg = Msg::Onboarding(OnboardingMsg::ChannelClosed { name: cluster.name.clone() });
        let sending = Sending::to(Place::Dm(cluster.facilitator), Kind::Setup).by_itself(cluster.id);
        plan.say(sending, lang, msg);
    }
    let cluster = plan.cluster_in(&room.channel).map(|cluster| cluster.id);
    plan.put(Change::Room(room));
    // Whoever came in may be the first to whom a cluster can be handed.
    if let Some(cluster) = cluster {
        succession::see_to(plan, cluster);
        guest::visiting::see_to_owners(plan, cluster);
    }
}

fn room(ws: &Workspace, channel: &ChannelId) -> Room {
    ws.rooms.get(channel).cloned().unwrap_or_else(|| Room {
        channel: channel.clone(),
        name: Text::default(),
        open: false,
        users: std::collections::BTreeSet::new(),
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
