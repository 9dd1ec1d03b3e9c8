//! The Home tab: for those who have opened it, always as things are. Like a card it is marked when
//! what it shows may have changed, and rendered when it is sent; sending it again does no harm.

use super::model::{
    Answer, Change, Cluster, ClusterHome, ClusterId, CompanyId, Decision, Event, Face, Feed, Home, HomePage,
    Instant, Lang, Meeting, Msg, OnboardingMsg, PeopleMsg, RsvpMsg, Settings, Stage, Talk, TalkId, TalkMsg,
    Todo, UserId, Workspace,
};
use super::outcome::Outcome;
use super::plan::Plan;
use super::standing::standing;
use super::{ics, meeting, people, talk};
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
pub fn follow(outcome: &mut Outcome<'_>, event: &Event, now: Instant) {
    let at_home = match event {
        Event::Pressed { by, channel: None, .. } => Some(by),
        _ => None,
    };
    let ws = outcome.before;
    let seen_by: BTreeSet<SeenBy> =
        outcome.changes().iter().filter_map(|change| SeenBy::of(ws, change)).collect();
    if at_home.is_none() && (ws.homes.is_empty() || seen_by.is_empty()) {
        return;
    }
    let mut plan = Plan::new(outcome.after(), now);
    touch(ws, &mut plan, &seen_by);
    if let Some(by) = at_home {
        opened(&mut plan, by);
        outcome.answer = unless_shown(std::mem::take(&mut outcome.answer));
    }
    outcome.put(plan.finish(Answer::Nothing).changes);
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
fn touch(before: &Workspace, plan: &mut Plan, seen_by: &BTreeSet<SeenBy>) {
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

/// Whether a cluster reads differently for anybody: not where only its records of what was done went on.
fn shows_more(before: Option<&Cluster>, now: &Cluster) -> bool {
    let Cluster { digested, worked, planned_to, .. } = now;
    before.is_none_or(|before| {
        let records =
            Cluster { digested: *digested, worked: *worked, planned_to: *planned_to, ..before.clone() };
        records != *now
    })
}

/// The same of a meeting.
fn shows_more_of(before: Option<&Meeting>, now: &Meeting) -> bool {
    before.is_none_or(|before| Meeting { done: now.done.clone(), ..before.clone() } != *now)
}

/// Whose Home a change may show on.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum SeenBy {
    One(UserId),
    /// Those who present something, and who did before.
    Presenters(TalkId),
    Company(CompanyId),
    Cluster(ClusterId),
}

impl SeenBy {
    fn of(ws: &Workspace, change: &Change) -> Option<Self> {
        match change {
            Change::Cluster(row) => {
                shows_more(ws.clusters.get(&row.id), row).then_some(Self::Cluster(row.id))
            }
            Change::Company(row) => Some(Self::Cluster(row.cluster)),
            Change::Meeting(row) => {
                let is_seen = shows_more_of(ws.meetings.get(&row.id), row);
                is_seen.then_some(Self::Cluster(row.cluster))
            }
            Change::Room(row) => ws.cluster_in(&row.channel).map(|cluster| Self::Cluster(cluster.id)),
            Change::Rsvp(row) => Some(Self::Company(row.company)),
            Change::Talk(row) => Some(Self::Presenters(row.id)),
            Change::Brief(row) => Some(Self::One(row.host.clone())),
            // What somebody was asked is the next thing there, until the question is gone.
            Change::Card(row) if !ws.cards.contains_key(&row.id) => Self::asked(ws, &row.face),
            Change::ForgetCard(id) => ws.cards.get(id).and_then(|row| Self::asked(ws, &row.face)),
            Change::Turn(row) => Some(Self::Cluster(row.cluster)),
            Change::Member(row) => Some(Self::One(row.user.clone())),
            Change::Person(row) => Some(Self::One(row.profile.id.clone())),
            Change::CalendarFile(row) => Some(Self::One(row.user.clone())),
            Change::Feed(Feed { user, .. })
            | Change::ForgetFeed(_, user)
            | Change::ForgetCalendarFile(_, user) => Some(Self::One(user.clone())),
            _ => None,
        }
    }

    /// Who was asked by a card to be ready.
    fn asked(ws: &Workspace, face: &Face) -> Option<Self> {
        let (Face::Ready(talk) | Face::ReadyWith(talk, _) | Face::Week(talk, _)) = face else { return None };
        ws.talks.contains_key(talk).then_some(Self::Presenters(*talk))
    }

    /// Those it may concern, and perhaps others.
    fn readers(&self, before: &Workspace, after: &Workspace) -> Vec<UserId> {
        match self {
            Self::One(one) => vec![one.clone()],
            Self::Presenters(id) => {
                let talks = [before, after].into_iter().filter_map(|ws| ws.talks.get(id));
                talks.flat_map(Talk::presenters).cloned().collect()
            }
            Self::Company(company) => {
                let cluster = after.companies.get(company).map(|row| row.cluster);
                let members = cluster.into_iter().flat_map(|cluster| after.members_of(cluster));
                members.map(|member| member.user.clone()).collect()
            }
            Self::Cluster(id) => {
                let near = before.near(*id).chain(after.near(*id));
                near.filter(|user| after.homes.contains_key(*user)).cloned().collect()
            }
        }
    }

    /// Those who belonged before count too: their Home shows what is no longer theirs.
    fn includes(&self, before: &Workspace, after: &Workspace, user: &UserId) -> bool {
        let belongs = |ws: &Workspace, id: &ClusterId| {
            ws.clusters.get(id).is_some_and(|cluster: &Cluster| ws.belongs(cluster, user))
        };
        match self {
            Self::One(one) => one == user,
            Self::Presenters(id) => {
                [before, after].into_iter().filter_map(|ws| ws.talks.get(id)).any(|talk| talk.is_by(user))
            }
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
    // Once it has been marked for anything it is not new any more.
    let first = !clusters.is_empty() && ws.homes.get(user).is_some_and(|home| home.version == 1);
    HomePage { clusters, settings: settings(ws, user, now), first }
}

fn of_cluster(ws: &Workspace, user: &UserId, cluster: &Cluster, now: Instant) -> ClusterHome {
    let mine = ws.talks_to_come(cluster.id).filter(|talk| talk.is_by(user));
    let talks = mine.map(|talk| {
        let meeting = talk.meeting.and_then(|id| ws.meetings.get(&id));
        (talk::talk_facts(talk), meeting.map(|meeting| meeting::facts(ws, meeting)))
    });
    ClusterHome {
        cluster: cluster.id,
        name: cluster.name.clone(),
        standing: standing(ws, user, cluster, now),
        talks: talks.collect(),
        address: ics::feed::standing(ws, user, cluster.id),
        // Whose turn it is changes with the day: the button is for whoever facilitates.
        runs: cluster.stage == Stage::Live && cluster.facilitator == *user,
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
        files: ics::file::come(ws, user),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
