//! The Home tab: for those who have opened it, always as things are. Like a card it is marked when
//! what it shows may have changed, and rendered when it is sent; sending it again does no harm.

use super::model::{
    Answer, Change, Cluster, ClusterHome, ClusterId, CompanyId, Decision, Event, Home, HomePage, Instant,
    Lang, Msg, OnboardingMsg, PeopleMsg, RsvpMsg, Settings, Stage, TalkMsg, Todo, UserId, Workspace,
};
use super::plan::Plan;
use super::standing::standing;
use super::{meeting, people, talk};
use chrono::Duration;
use std::collections::BTreeSet;

/// Nobody keeps a Home up to date that was not opened for so long, in days: it is shown anew when
/// it is opened again.
const KEEP_DAYS: i64 = 60;

/// Somebody opened it: it is shown as things are now, also where only time has passed.
pub fn open(mut plan: Plan, by: &UserId) -> Decision {
    opened(&mut plan, by);
    plan.finish(Answer::Nothing)
}

fn opened(plan: &mut Plan, by: &UserId) {
    let known = plan.homes.get(by).cloned();
    let home = known.unwrap_or_else(|| Home { user: by.clone(), version: 0, shown: 0, opened: plan.now });
    plan.put(Change::Home(Home { version: home.version + 1, opened: plan.now, ..home }));
}

/// Whatever was decided, the Homes that show it follow. What a Home shows by itself need not be
/// said to the person who pressed there.
pub fn follow(ws: &Workspace, event: &Event, decision: Decision, now: Instant) -> Decision {
    let at_home = match event {
        Event::Pressed { by, channel: None, .. } => Some(by),
        _ => None,
    };
    let seen_by: Vec<SeenBy> = decision.changes.iter().filter_map(|change| SeenBy::of(ws, change)).collect();
    if at_home.is_none() && (ws.homes.is_empty() || seen_by.is_empty()) {
        return decision;
    }
    let Decision { mut changes, actions, mut answer } = decision;
    let mut after = ws.clone();
    changes.iter().for_each(|change| after.apply(change));
    let mut plan = Plan::new(&after, now);
    touch(ws, &mut plan, &seen_by);
    if let Some(by) = at_home {
        opened(&mut plan, by);
        answer = unless_shown(answer);
    }
    changes.extend(plan.finish(Answer::Nothing).changes);
    Decision { changes, actions, answer }
}

fn unless_shown(answer: Answer) -> Answer {
    match answer {
        Answer::Say(_, msg) if shows_by_itself(&msg) => Answer::Nothing,
        other => other,
    }
}

/// Whether the Home tab itself shows what these words tell.
fn shows_by_itself(msg: &Msg) -> bool {
    matches!(
        msg,
        Msg::Rsvp(RsvpMsg::Noted { .. })
            | Msg::Talk(TalkMsg::Withdrawn { .. })
            | Msg::Onboarding(OnboardingMsg::Posted)
            | Msg::People(PeopleMsg::LanguageSet(_) | PeopleMsg::Awake | PeopleMsg::AskedAgain(_))
    )
}

/// Marks the Homes of those who see what has changed.
fn touch(before: &Workspace, plan: &mut Plan, seen_by: &[SeenBy]) {
    let near: BTreeSet<UserId> = seen_by.iter().flat_map(|seen| seen.readers(before, plan)).collect();
    let touched: Vec<Home> = near
        .iter()
        .filter_map(|user| plan.homes.get(user))
        .filter(|home| seen_by.iter().any(|seen| seen.includes(before, plan, &home.user)))
        .cloned()
        .collect();
    for home in touched {
        plan.put(Change::Home(Home { version: home.version + 1, ..home }));
    }
}

/// Whose Home a change may show on.
enum SeenBy {
    One(UserId),
    Company(CompanyId),
    Cluster(ClusterId),
}

impl SeenBy {
    fn of(ws: &Workspace, change: &Change) -> Option<Self> {
        match change {
            Change::Cluster(row) => Some(Self::Cluster(row.id)),
            Change::Company(row) => Some(Self::Cluster(row.cluster)),
            Change::Meeting(row) => Some(Self::Cluster(row.cluster)),
            Change::Room(row) => ws.cluster_in(&row.channel).map(|cluster| Self::Cluster(cluster.id)),
            Change::Rsvp(row) => Some(Self::Company(row.company)),
            Change::Talk(row) => Some(Self::One(row.presenter.clone())),
            Change::Brief(row) => Some(Self::One(row.host.clone())),
            Change::Member(row) => Some(Self::One(row.user.clone())),
            Change::Person(row) => Some(Self::One(row.profile.id.clone())),
            _ => None,
        }
    }

    /// Those it may concern, and perhaps others.
    fn readers(&self, before: &Workspace, after: &Workspace) -> Vec<UserId> {
        match self {
            Self::One(one) => vec![one.clone()],
            Self::Company(company) => {
                let cluster = after.companies.get(company).map(|row| row.cluster);
                let members = cluster.into_iter().flat_map(|cluster| after.members_of(cluster));
                members.map(|member| member.user.clone()).collect()
            }
            Self::Cluster(id) => before.near(*id).chain(after.near(*id)).cloned().collect(),
        }
    }

    /// Those who belonged before count too: their Home shows what is no longer theirs.
    fn includes(&self, before: &Workspace, after: &Workspace, user: &UserId) -> bool {
        let belongs = |ws: &Workspace, id: &ClusterId| {
            ws.clusters.get(id).is_some_and(|cluster: &Cluster| ws.belongs(cluster, user))
        };
        match self {
            Self::One(one) => one == user,
            Self::Company(company) => after
                .companies
                .get(company)
                .and_then(|row| after.company_of(row.cluster, user))
                .is_some_and(|mine| mine.id == *company),
            Self::Cluster(id) => belongs(after, id) || belongs(before, id),
        }
    }
}

/// Slack shows this version.
pub fn shown(plan: &mut Plan, user: &UserId, version: u32) {
    if let Some(home) = plan.homes.get(user).filter(|home| version > home.shown).cloned() {
        plan.put(Change::Home(Home { shown: version, ..home }));
    }
}

/// It cannot be shown: until somebody opens it again, there is none.
pub fn lost(plan: &mut Plan, user: &UserId) {
    if plan.homes.contains_key(user) {
        plan.put(Change::ForgetHome(user.clone()));
    }
}

/// Forgets those that nobody has opened for long.
pub fn tidy(plan: &mut Plan) {
    let since = plan.now - Duration::days(KEEP_DAYS);
    let old: Vec<UserId> =
        plan.homes.values().filter(|home| home.opened < since).map(|home| home.user.clone()).collect();
    old.into_iter().for_each(|user| plan.put(Change::ForgetHome(user)));
}

/// What a person's Home shows at a time.
pub fn page(ws: &Workspace, user: &UserId, now: Instant) -> HomePage {
    let mut clusters: Vec<ClusterHome> = ws
        .clusters_of(user)
        .filter(|cluster| cluster.stage == Stage::Live || cluster.facilitator == *user)
        .map(|cluster| of_cluster(ws, user, cluster, now))
        .collect();
    clusters.sort_by_key(|home| {
        let start = home.standing.next.as_ref().map(|facts| facts.start);
        (home.standing.todo == Todo::Nothing, start.is_none(), start)
    });
    HomePage { clusters, settings: settings(ws, user, now) }
}

fn of_cluster(ws: &Workspace, user: &UserId, cluster: &Cluster, now: Instant) -> ClusterHome {
    let mine = ws.talks_in(cluster.id).filter(|talk| talk.presenter == *user && talk.state.is_to_come());
    let talks = mine.map(|talk| {
        let meeting = talk.meeting.and_then(|id| ws.meetings.get(&id));
        (talk::talk_facts(talk), meeting.map(|meeting| meeting::facts(ws, meeting)))
    });
    ClusterHome {
        cluster: cluster.id,
        name: cluster.name.clone(),
        standing: standing(ws, user, cluster, now),
        talks: talks.collect(),
    }
}

/// The language of a person's Home.
pub fn lang(ws: &Workspace, user: &UserId) -> Lang {
    ws.lang_of(user, ws.clusters_of(user).next().map(|cluster| cluster.id))
}

fn settings(ws: &Workspace, user: &UserId, now: Instant) -> Settings {
    let today = people::today(ws, user, now);
    let person = ws.people.get(user);
    Settings {
        lang: lang(ws, user),
        snoozed_until: person.and_then(|person| person.snoozed_until).filter(|until| *until > today),
        opted_out: person.map(|person| person.opted_out.iter().copied().collect()).unwrap_or_default(),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
