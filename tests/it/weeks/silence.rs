//! A company whose only person comes to the meetings and never says or presses anything, and those
//! that really are silent.

use crate::world::World;
use chrono::{DateTime, Datelike, Days, NaiveDate};
use klynge::domain::model::{MeetingId, Workspace};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Comes, sits there, and goes; alone from this company.
pub(super) const LISTENER: &str = "U0SILJE";
const LISTENS: &str = "Hvitrom";

/// All of another company: neither come nor say anything.
const GHOSTS: [&str; 2] = ["U0EIRIK", "U0FRIDA"];

/// Whether somebody does nothing at all.
pub(super) fn is_never_heard(who: &str) -> bool {
    who == LISTENER || GHOSTS.contains(&who)
}

/// Those who said yes, and whoever sat there without a word, as the host ticks them.
pub(super) async fn who_was_there(world: &World, asked: &Value) -> Value {
    let ws = world.memory().await;
    let id = asked["metadata"]["event_payload"]["meeting"].as_str().and_then(|id| id.parse().ok());
    let meeting = &ws.meetings[&MeetingId(id.unwrap())];
    let cluster = &ws.clusters[&meeting.cluster];
    let here = ws.companies_in(cluster);
    let there: BTreeSet<&str> = here
        .filter(|company| meeting.attended.contains(&company.id) || company.name.plain() == LISTENS)
        .map(|company| company.name.plain())
        .collect();
    json!({ "attendance": there })
}

/// Who sits there is never nudged; others are, once a month at most; and what comes on Mondays comes
/// once a week.
pub(super) fn proof(everything: &Value, messages: &[&Value], ws: &Workspace) {
    let channels = everything["channels"].as_array().unwrap();
    let listener = channels.iter().find(|channel| channel["is_im"] == true && channel["user"] == LISTENER);
    let mut nudged: BTreeMap<&str, NaiveDate> = BTreeMap::new();
    let mut weeks = BTreeSet::new();
    for message in messages {
        let (channel, day) = (message["channel"].as_str().unwrap(), day(message));
        let kind = message["metadata"]["event_payload"]["kind"].as_str().unwrap();
        match kind {
            "nudge" => {
                assert!(listener.is_none_or(|listener| listener["id"] != channel), "{LISTENER} was there");
                let before = nudged.insert(channel, day);
                assert!(before.is_none_or(|before| before + Days::new(30) <= day), "twice in a month: {day}");
            }
            "digest" | "work" => {
                assert!(weeks.insert((channel, kind, day.iso_week())), "two of {kind} in the week of {day}");
            }
            _ => {}
        }
    }
    let listens = ws.companies.values().find(|company| company.name.plain() == LISTENS).unwrap();
    assert!(ws.presence.get(&listens.id).is_none_or(|row| row.nudged.is_none()), "{LISTENS} was there");
}

fn day(message: &Value) -> NaiveDate {
    let seconds = message["ts"].as_str().and_then(|ts| ts.split('.').next()?.parse().ok()).unwrap();
    DateTime::from_timestamp(seconds, 0).unwrap().with_timezone(&chrono_tz::Europe::Oslo).date_naive()
}
