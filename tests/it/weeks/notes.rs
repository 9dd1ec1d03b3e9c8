//! What people show and write down, with words in it that must not get out; and the proof that each
//! brief reached exactly those it should, and no such word anybody.

use super::deeds::act;
use crate::world::World;
use klynge::domain::model::{BriefState, Company, Meeting, MeetingId, Status, UserId, Workspace};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// In every note that its writer wants kept out.
const EXCLUDED: &str = "Utelatt";
/// In the title of every confidential talk, with the presenter's id behind it.
const SECRET: &str = "Hemmelig";

/// Whose company leaves, and who may go on in another: what they got before they got for the first.
const MOVED: [&str; 2] = ["U0AMALIE", "U0HENRIK"];

/// The form for a talk, filled in by the way somebody is called: some have something to hide.
pub(super) fn title(seen: &Value, who: &str) -> Value {
    let nth = seen["view"]["id"].as_str().unwrap_or_default();
    if who.len().is_multiple_of(2) {
        json!({ "title": format!("{SECRET}{who} {nth}"), "meeting": "any", "confidential": ["confidential"] })
    } else {
        json!({ "title": format!("Emne {nth}"), "meeting": "any" })
    }
}

/// Somebody writes below a meeting's card: a decision, plain talk, something about what was secret,
/// and something to be kept out.
pub(super) async fn write(world: &World, who: &str, below: &Value) {
    let ws = world.memory().await;
    let meeting = below["metadata"]["event_payload"]["meeting"].as_str().and_then(|id| id.parse().ok());
    let secrets =
        meeting.into_iter().flat_map(|id| ws.talks_at(MeetingId(id))).filter(|talk| talk.confidential);
    let mut lines = vec![
        format!("Beslutning: {who} tar med kake neste gang"),
        format!("{EXCLUDED} av {who}, ikke referer"),
        "Vi snakket lenge om hvordan man får kunder til å prøve papir før skjerm.".to_owned(),
    ];
    lines.extend(secrets.map(|talk| format!("notat: {} var fint å se", talk.title.plain())));
    for words in lines {
        let say = json!({
            "do": "say", "channel": below["channel"], "thread_ts": below["thread_ts"], "text": words,
        });
        act(world, who, say).await;
    }
}

/// At the end: of every meeting that is some days old there is a brief, each got it once, those who
/// should, and nobody else; and what was to be kept is nowhere.
pub(super) fn proof(everything: &Value, messages: &[&Value], ws: &Workspace) {
    let readers = readers(everything);
    let last = ws
        .meetings
        .values()
        .filter(|meeting| meeting.status == Status::Held)
        .map(|meeting| meeting.start)
        .max();
    let old = |meeting: &&Meeting| last.is_some_and(|last| (last - meeting.start).num_days() >= 7);
    for meeting in ws.meetings.values().filter(|meeting| meeting.status == Status::Held).filter(old) {
        let brief = ws.briefs.get(&meeting.id).unwrap_or_else(|| panic!("no brief of {}", meeting.start));
        assert!(brief.state != BriefState::Draft, "the brief of {} is not out", meeting.start);
        let (public, private): (Vec<&Value>, Vec<&Value>) = messages
            .iter()
            .filter(|message| is_brief_of(message, meeting.id))
            .copied()
            .partition(|message| !readers.contains_key(channel(message)));
        assert_eq!(public.len(), 1, "{}: once for everybody", meeting.start);
        let got: Vec<UserId> = private.iter().map(|message| readers[channel(message)].clone()).collect();
        let distinct: BTreeSet<UserId> = got.iter().cloned().collect();
        assert_eq!(distinct.len(), got.len(), "{}: somebody got it twice", meeting.start);
        assert_eq!(distinct, brief.recipients, "{}", meeting.start);
        each_company_got_what_it_should(ws, meeting, &distinct);
    }
    nothing_got_out(messages, &readers, ws);
}

fn each_company_got_what_it_should(ws: &Workspace, meeting: &Meeting, got: &BTreeSet<UserId>) {
    let cluster = &ws.clusters[&meeting.cluster];
    let then = |company: &&Company| company.joined <= meeting.start.date();
    for company in ws.companies_in(cluster).filter(then) {
        let people: BTreeSet<UserId> = ws
            .members
            .values()
            .filter(|member| member.company == Some(company.id))
            .map(|member| member.user.clone())
            .filter(|user| !MOVED.contains(&user.as_str()))
            .collect();
        let of_them = people.intersection(got).count();
        let asked = ws.rsvps.get(&(meeting.id, company.id)).map_or(0, |rsvp| rsvp.wants_brief.len());
        let name = company.name.plain();
        if asked > 0 {
            assert!(of_them <= asked, "{}: {name} got {of_them}, {asked} asked", meeting.start);
        } else if meeting.attended.contains(&company.id) {
            let had: Vec<_> = people.intersection(got).collect();
            assert_eq!(of_them, 0, "{}: {name} was there, and yet {had:?}", meeting.start);
        } else if ws.people_of(company.id).next().is_some() {
            assert_eq!(of_them, 1, "{}: {name} was not there", meeting.start);
        }
    }
}

/// A secret is in nobody's messages but its presenter's, unless that one agreed; what was to be kept
/// out is nowhere.
fn nothing_got_out(messages: &[&Value], readers: &BTreeMap<String, UserId>, ws: &Workspace) {
    let mut secrets = 0;
    for message in messages {
        let words = format!("{} {}", message["text"], message["blocks"]);
        assert!(!words.contains(EXCLUDED), "told what was to be kept out: {words}");
        for talk in ws.talks.values().filter(|talk| words.contains(talk.title.plain())) {
            let own = readers.get(channel(message)) == Some(&talk.presenter);
            secrets += usize::from(talk.confidential);
            assert!(own || talk.may_be_told(), "told of {}: {words}", talk.title.plain());
        }
    }
    assert!(secrets > 5, "hardly anything was secret: {secrets}");
}

fn is_brief_of(message: &Value, meeting: MeetingId) -> bool {
    let payload = &message["metadata"]["event_payload"];
    payload["kind"] == "brief" && payload["meeting"] == meeting.to_string()
}

fn channel(message: &Value) -> &str {
    message["channel"].as_str().unwrap()
}

/// Whose a direct conversation is.
fn readers(everything: &Value) -> BTreeMap<String, UserId> {
    let channels = everything["channels"].as_array().unwrap().iter();
    let direct = channels.filter(|channel| channel["is_im"] == true);
    direct
        .map(|channel| {
            let text = |name: &str| channel[name].as_str().unwrap().to_owned();
            (text("id"), UserId::from(text("user")))
        })
        .collect()
}
