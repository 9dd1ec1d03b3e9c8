//! The layout of an export, which scripts rely on: fields are added, and none is renamed or taken away.
//!
//! Ids of ours are numbers, Slack's are texts. Meetings and dates are local to their cluster's zone; moments with a `Z`
//! are UTC.

use crate::domain::model::{
    Brief, Cluster, ClusterId, Company, CompanyId, Holder, Instant, Meeting, MeetingId, Member, Rsvp, Stage,
    Status, Talk, TalkId, TeamId, Text, Turn, TurnId, UserId, Workspace,
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;
use std::collections::BTreeSet;

/// One workspace.
#[derive(Debug, Default, Serialize)]
pub(super) struct Export<'a> {
    /// Slack's id of the workspace; null while nothing has happened in one.
    team: Option<&'a TeamId>,
    clusters: Vec<ClusterRow<'a>>,
    companies: Vec<CompanyRow<'a>>,
    turns: Vec<TurnRow<'a>>,
    meetings: Vec<MeetingRow<'a>>,
    rsvps: Vec<RsvpRow<'a>>,
    attendance: Vec<AttendanceRow<'a>>,
    talks: Vec<TalkRow<'a>>,
    briefs: Vec<BriefRow<'a>>,
}

#[derive(Debug, Serialize)]
struct ClusterRow<'a> {
    id: ClusterId,
    channel: &'a str,
    name: &'a str,
    facilitator: &'a UserId,
    /// `preview` until the welcome is approved, then `live`.
    stage: &'static str,
    live_since: Option<Instant>,
    zone: &'static str,
    language: &'static str,
    /// `weekly` or `fortnightly`.
    rhythm: &'static str,
    /// The first meeting of the series, local.
    first: NaiveDateTime,
    minutes: u32,
    place: &'a str,
    turn_months: u32,
    start_meetings: u32,
    /// The companies in their order of rotation, those who left too.
    order: &'a [CompanyId],
}

#[derive(Debug, Serialize)]
struct CompanyRow<'a> {
    id: CompanyId,
    cluster: ClusterId,
    name: &'a str,
    contact: Option<&'a UserId>,
    deputy: Option<&'a UserId>,
    people: Vec<&'a UserId>,
    joined: NaiveDate,
    left: Option<NaiveDate>,
}

/// Who holds a meeting or a turn.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum HolderRow<'a> {
    /// The facilitator, by Slack's id.
    Facilitator(Option<&'a UserId>),
    /// A company.
    Company(CompanyId),
}

#[derive(Debug, Serialize)]
struct TurnRow<'a> {
    id: TurnId,
    cluster: ClusterId,
    organiser: HolderRow<'a>,
    from: NaiveDate,
    /// The first date of the next turn.
    until: NaiveDate,
}

#[derive(Debug, Serialize)]
struct MeetingRow<'a> {
    id: MeetingId,
    cluster: ClusterId,
    /// Local to `zone`.
    start: NaiveDateTime,
    zone: Option<&'static str>,
    minutes: u32,
    place: &'a str,
    host: HolderRow<'a>,
    theme: Option<&'a str>,
    /// `planned`, `held` or `cancelled`.
    status: &'static str,
}

#[derive(Debug, Serialize)]
struct RsvpRow<'a> {
    meeting: MeetingId,
    company: CompanyId,
    /// `coming`, `cant` or `maybe`.
    answer: &'static str,
    /// Given for a time from which the meeting has been moved since: says nothing of the new one.
    outdated: bool,
    by: &'a UserId,
    at: Instant,
    /// Those of its people who said that they come.
    people: &'a BTreeSet<UserId>,
    /// Those of its people who want the brief instead.
    wants_brief: &'a BTreeSet<UserId>,
}

/// Who was there, of each meeting that is over.
#[derive(Debug, Serialize)]
struct AttendanceRow<'a> {
    meeting: MeetingId,
    companies: &'a BTreeSet<CompanyId>,
    /// Who else was there, or how many, in the host's words.
    guests: &'a Text,
    /// Whether a person has looked at it; else it follows from the answers.
    confirmed: bool,
}

#[derive(Debug, Serialize)]
struct TalkRow<'a> {
    id: TalkId,
    cluster: ClusterId,
    company: CompanyId,
    presenter: &'a UserId,
    /// Left out of a confidential talk.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    format: &'static str,
    minutes: u32,
    /// Null while it waits for room.
    meeting: Option<MeetingId>,
    confidential: bool,
    /// The presenter agrees that those who were not there read of it.
    shared: bool,
    /// `planned`, `confirmed`, `withdrawn` or `given`.
    state: &'static str,
}

#[derive(Debug, Serialize)]
struct BriefRow<'a> {
    meeting: MeetingId,
    /// `draft`, `facts_only` or `published`.
    state: &'static str,
    /// When it went out first, with or without its points; null for a draft.
    published: Option<Instant>,
    /// Who got it by direct message.
    recipients: &'a BTreeSet<UserId>,
}

impl<'a> Export<'a> {
    /// The export of a workspace, all lists in order of id.
    pub(super) fn of(ws: Option<&'a Workspace>) -> Self {
        let Some(ws) = ws else { return Self::default() };
        let held = ws.meetings.values().filter(|meeting| meeting.status == Status::Held);
        Self {
            team: Some(&ws.team),
            clusters: ws.clusters.values().map(cluster).collect(),
            companies: ws.companies.values().map(|row| company(ws, row)).collect(),
            turns: ws.turns.values().map(|row| turn(ws, row)).collect(),
            meetings: ws.meetings.values().map(|row| meeting(ws, row)).collect(),
            rsvps: ws.rsvps.values().map(|row| rsvp(ws, row)).collect(),
            attendance: held.map(attendance).collect(),
            talks: ws.talks.values().map(talk).collect(),
            briefs: ws.briefs.values().map(brief).collect(),
        }
    }
}

fn cluster(row: &Cluster) -> ClusterRow<'_> {
    ClusterRow {
        id: row.id,
        channel: row.channel.as_str(),
        name: row.name.plain(),
        facilitator: &row.facilitator,
        stage: match row.stage {
            Stage::Preview => "preview",
            Stage::Live => "live",
        },
        live_since: row.live_since,
        zone: row.zone.name(),
        language: row.lang.code(),
        rhythm: row.rhythm.name(),
        first: row.first,
        minutes: row.minutes,
        place: row.place.plain(),
        turn_months: row.turn_months,
        start_meetings: row.start_meetings,
        order: &row.order,
    }
}

fn company<'a>(ws: &'a Workspace, row: &'a Company) -> CompanyRow<'a> {
    let of_it = |member: &&Member| member.company == Some(row.id);
    CompanyRow {
        id: row.id,
        cluster: row.cluster,
        name: row.name.plain(),
        contact: row.contact.as_ref(),
        deputy: row.deputy.as_ref(),
        people: ws.members.values().filter(of_it).map(|member| &member.user).collect(),
        joined: row.joined,
        left: row.left,
    }
}

fn holder(ws: &Workspace, cluster: ClusterId, holder: Holder) -> HolderRow<'_> {
    match holder {
        Holder::Company(company) => HolderRow::Company(company),
        Holder::Facilitator => {
            HolderRow::Facilitator(ws.clusters.get(&cluster).map(|cluster| &cluster.facilitator))
        }
    }
}

fn turn<'a>(ws: &'a Workspace, row: &Turn) -> TurnRow<'a> {
    TurnRow {
        id: row.id,
        cluster: row.cluster,
        organiser: holder(ws, row.cluster, row.holder),
        from: row.from,
        until: row.until,
    }
}

fn meeting<'a>(ws: &'a Workspace, row: &'a Meeting) -> MeetingRow<'a> {
    MeetingRow {
        id: row.id,
        cluster: row.cluster,
        start: row.start,
        zone: ws.clusters.get(&row.cluster).map(|cluster| cluster.zone.name()),
        minutes: row.minutes,
        place: row.place.plain(),
        host: holder(ws, row.cluster, row.host),
        theme: row.theme.as_ref().map(Text::plain),
        status: row.status.name(),
    }
}

fn rsvp<'a>(ws: &Workspace, row: &'a Rsvp) -> RsvpRow<'a> {
    let meeting = ws.meetings.get(&row.meeting);
    RsvpRow {
        meeting: row.meeting,
        company: row.company,
        answer: row.answer.name(),
        outdated: meeting.is_some_and(|meeting| meeting.start != row.start),
        by: &row.by,
        at: row.at,
        people: &row.people,
        wants_brief: &row.wants_brief,
    }
}

fn attendance(row: &Meeting) -> AttendanceRow<'_> {
    AttendanceRow {
        meeting: row.id,
        companies: &row.attended,
        guests: &row.guests,
        confirmed: row.attendance_confirmed,
    }
}

fn talk(row: &Talk) -> TalkRow<'_> {
    TalkRow {
        id: row.id,
        cluster: row.cluster,
        company: row.company,
        presenter: &row.presenter,
        title: (!row.confidential).then(|| row.title.plain()),
        format: row.format.name(),
        minutes: row.minutes,
        meeting: row.meeting,
        confidential: row.confidential,
        shared: row.shared,
        state: row.state.name(),
    }
}

fn brief(row: &Brief) -> BriefRow<'_> {
    BriefRow {
        meeting: row.meeting,
        state: row.state.name(),
        published: row.published,
        recipients: &row.recipients,
    }
}
