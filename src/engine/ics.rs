//! Where meetings and words meet for calendars: a meeting's file, and what a private address leads to.

use super::clock::Clock;
use crate::domain::ics::{self, Entry, Method, feed, file};
use crate::domain::meeting::facts;
use crate::domain::model::{
    Cluster, Coming, FileNews, IcsMsg, Instant, Lang, Meeting, Msg, Outgoing, Place, Status, UserId,
    Workspace,
};
use crate::domain::rsvp;
use crate::i18n;
use tokio::sync::watch;

/// What calendars that look for themselves are answered from: memory, and nobody waits for them. Cheap to clone.
#[derive(Clone)]
pub struct Feeds {
    /// The workspace after each commit.
    pub memory: watch::Receiver<Workspace>,
    /// The civil clock.
    pub clock: Clock,
}

impl Feeds {
    /// What the address with this secret leads to, if anywhere.
    pub fn read(&self, token: &str) -> Option<String> {
        // A copy costs nothing, and nobody waits for the lock while it is read.
        let ws = self.memory.borrow().clone();
        subscribed(&ws, token, self.clock.civil())
    }
}

/// A meeting's file, and what is said with it.
pub struct File {
    /// What it is called; by our id in it whoever looks at Slack can tell which message it is, since no metadata fit here.
    pub name: String,
    /// What people read instead.
    pub title: String,
    /// What is in it.
    pub text: String,
    /// The meeting's sequence in it.
    pub sequence: u32,
    /// The message it comes with.
    pub msg: Msg,
}

/// The file that a message carries, as the meeting stands now.
pub fn file(ws: &Workspace, row: &Outgoing) -> Option<File> {
    let Place::Dm(user) = &row.place else { return None };
    let meeting = ws.meetings.get(&row.meeting?)?;
    let cluster = ws.clusters.get(&meeting.cluster)?;
    let news = file::news(ws, user, meeting);
    let method = if news == FileNews::CalledOff { Method::Cancel } else { Method::Publish };
    let entries = [entry(ws, row.lang, cluster, meeting, true)];
    Some(File {
        name: format!("klynge-{}-{}.ics", meeting.start.date(), row.id),
        title: format!("{}.ics", meeting.start.date()),
        text: ics::write(method, None, cluster.zone, &entries),
        sequence: meeting.sequence,
        msg: Msg::Ics(IcsMsg::File { facts: facts(ws, meeting), news }),
    })
}

/// What the address with this secret leads to, if anywhere.
pub fn subscribed(ws: &Workspace, token: &str, now: Instant) -> Option<String> {
    let feed = feed::find(ws, token)?;
    let cluster = ws.clusters.get(&feed.cluster)?;
    let lang = ws.lang_of(&feed.user, Some(cluster.id));
    let comes = |meeting: &Meeting| comes(ws, &feed.user, meeting);
    let meetings = feed::meetings(ws, feed, now).into_iter();
    let entries: Vec<Entry> =
        meetings.map(|meeting| entry(ws, lang, cluster, meeting, comes(meeting))).collect();
    Some(ics::write(Method::Publish, Some(cluster.name.plain()), cluster.zone, &entries))
}

/// Whether a meeting takes up somebody's time: their company comes.
fn comes(ws: &Workspace, user: &UserId, meeting: &Meeting) -> bool {
    let company = ws.company_of(meeting.cluster, user);
    company.is_some_and(|company| rsvp::stands(ws, meeting, company.id) == Some(Coming::Yes))
}

fn entry(ws: &Workspace, lang: Lang, cluster: &Cluster, meeting: &Meeting, busy: bool) -> Entry {
    let words = i18n::entry(lang, &facts(ws, meeting), &cluster.name);
    Entry {
        uid: ics::uid(&ws.team, meeting.id),
        sequence: meeting.sequence,
        stamp: meeting.changed,
        start: meeting.start,
        end: meeting.end(),
        called_off: meeting.status == Status::Cancelled,
        busy: busy && meeting.status != Status::Cancelled,
        title: words.title,
        place: meeting.place.plain().to_owned(),
        link: meeting.link.as_ref().map(|link| link.plain().to_owned()),
        about: words.about,
    }
}
