//! Private addresses to which calendars subscribe: one for each person and cluster. Its secret is drawn outside and told
//! once; what is kept is a digest, so that whoever reads the database can subscribe to nothing.

use crate::domain::model::{
    Answer, Change, ClusterId, Decision, Feed, FeedToken, Form, IcsMsg, Meeting, Msg, Nonce, Person, Purpose,
    Refusal, Start, Text, UserId, Workspace,
};
use crate::domain::plan::Plan;
use crate::domain::{calendar, model::Instant};
use chrono::Duration;
use sha2::{Digest, Sha256};

/// Meetings stay in calendars that subscribe for so long after they were to be held, in days.
const KEEP_DAYS: i64 = 60;

/// Opens the form for an address.
pub fn open(plan: Plan, by: &UserId, id: ClusterId, nonce: Nonce) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    if plan.public_url.is_none() {
        return plan.finish_saying(by, Some(id), Msg::Ics(IcsMsg::NoAddresses));
    }
    let again = plan.feeds.contains_key(&(id, by.clone()));
    let start = Start::Address { cluster: cluster.name, again };
    let lang = plan.lang_of(by, Some(id));
    plan.finish(Answer::Open(lang, Box::new(Form { purpose: Purpose::Address(id), nonce, start })))
}

/// Makes an address, with a secret drawn for it. The one before leads nowhere from now on.
pub fn make(mut plan: Plan, by: &UserId, id: ClusterId, nonce: Nonce, token: &FeedToken) -> Decision {
    if plan.submitted.contains_key(&nonce) {
        return Decision::default();
    }
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    let Some(base) = plan.public_url.clone() else {
        return plan.finish_saying(by, Some(id), Msg::Ics(IcsMsg::NoAddresses));
    };
    let (user, digest, made) = (by.clone(), digest(token.expose()), plan.now);
    plan.put(Change::Feed(Feed { cluster: id, user, digest, made }));
    plan.put(Change::Submitted(nonce, made));
    let url = Text::line(&format!("{base}calendar/{}.ics", token.expose()));
    let told = Msg::Ics(IcsMsg::Address { cluster: cluster.name, url });
    let lang = plan.lang_of(by, Some(id));
    plan.finish(Answer::Read(lang, Box::new(told)))
}

/// The address leads nowhere any more.
pub fn drop(mut plan: Plan, by: &UserId, id: ClusterId) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    if plan.feeds.contains_key(&(id, by.clone())) {
        plan.put(Change::ForgetFeed(id, by.clone()));
    }
    plan.finish_saying(by, Some(id), Msg::Ics(IcsMsg::AddressGone { cluster: cluster.name }))
}

/// Whether a person's Home offers an address of a cluster, and whether there is one; `None`: there are none here.
pub fn standing(ws: &Workspace, user: &UserId, cluster: ClusterId) -> Option<bool> {
    ws.public_url.is_some().then(|| ws.feeds.contains_key(&(cluster, user.clone())))
}

/// What is kept of a secret.
pub fn digest(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// Octets as addresses and digests are written: two small letters or digits each.
pub fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

/// The address with this secret, as long as its owner belongs to the cluster.
pub fn find<'a>(ws: &'a Workspace, token: &str) -> Option<&'a Feed> {
    let digest = digest(token);
    // All of them are looked at, so that how long it takes says nothing of any.
    let found = ws
        .feeds
        .values()
        .fold(None, |found, feed| if same(&feed.digest, &digest) { Some(feed) } else { found });
    found.filter(|feed| {
        let cluster = ws.clusters.get(&feed.cluster);
        ws.people.get(&feed.user).is_none_or(Person::reachable)
            && cluster.is_some_and(|cluster| ws.belongs(cluster, &feed.user))
    })
}

/// Whether two digests are the same, in a time that does not tell how much of them is.
fn same(one: &str, other: &str) -> bool {
    let differing = one.bytes().zip(other.bytes()).fold(0, |all, (one, other)| all | (one ^ other));
    std::hint::black_box(differing) == 0 && one.len() == other.len()
}

/// The meetings in a feed, in order: those to come, and those of the last weeks.
pub fn meetings<'a>(ws: &'a Workspace, feed: &Feed, now: Instant) -> Vec<&'a Meeting> {
    let Some(cluster) = ws.clusters.get(&feed.cluster) else { return Vec::new() };
    let since = calendar::local(now, cluster.zone) - Duration::days(KEEP_DAYS);
    ws.meetings_of(feed.cluster).into_iter().filter(|meeting| meeting.start >= since).collect()
}
