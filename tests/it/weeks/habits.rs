//! What people do with what they get: some answer at once, some late, some never.

use super::deeds::{close, fill_in, press};
use super::notes;
use super::silence;
use crate::dice::Dice;
use crate::world::World;
use klynge::domain::model::{UserId, Workspace};
use klynge::domain::rotation::owns;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Not a button: somebody writes into a thread.
const WRITES: &str = "writes";

/// How somebody is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Temper {
    /// Answers at once.
    Prompt,
    /// Answers when reminded, or days later.
    Late,
    /// Never answers.
    Silent,
    /// Answers as it happens.
    Moody,
}

/// Something that somebody means to do.
struct Intention {
    day: u64,
    who: String,
    message: Value,
    action: &'static str,
}

/// What has been looked at, and what people mean to do about it.
#[derive(Default)]
pub(super) struct Habits {
    read: BTreeSet<(String, String)>,
    intentions: Vec<Intention>,
}

/// Everybody is somehow, for good.
fn temper(who: &str) -> Temper {
    match who.bytes().map(u64::from).sum::<u64>() % 7 {
        0 | 1 => Temper::Prompt,
        2 | 3 => Temper::Late,
        4 => Temper::Silent,
        _ => Temper::Moody,
    }
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

impl Habits {
    /// Everybody looks at what is new, and does what they meant to do by now.
    pub(super) async fn look_around(&mut self, world: &World, day: u64, dice: &mut Dice) {
        let (everything, ws) = (world.everything().await, world.memory().await);
        for message in everything["messages"].as_array().unwrap() {
            let id = (text(message, "/channel").to_owned(), text(message, "/ts").to_owned());
            if text(message, "/metadata/event_type") == "klynge" && self.read.insert(id) {
                self.read(&everything, &ws, message, day, dice);
            }
        }
        let (now, later) = std::mem::take(&mut self.intentions).into_iter().partition(|all| all.day <= day);
        self.intentions = later;
        for intention in now {
            self.carry_out(world, &intention).await;
        }
    }

    /// Somebody, or everybody in a channel, reads something new.
    fn read(&mut self, everything: &Value, ws: &Workspace, message: &Value, day: u64, dice: &mut Dice) {
        let channels = everything["channels"].as_array().unwrap();
        let channel = channels.iter().find(|channel| channel["id"] == message["channel"]).unwrap();
        let readers: Vec<&str> = match channel["is_im"].as_bool() {
            Some(true) => vec![text(channel, "/user")],
            _ => channel["members"].as_array().unwrap().iter().filter_map(Value::as_str).collect(),
        };
        let kind = text(message, "/metadata/event_payload/kind");
        let gone = |who: &str| {
            silence::is_never_heard(who)
                || ws.people.get(&UserId::from(who)).is_none_or(|person| !person.reachable())
        };
        for who in readers.into_iter().filter(|who| !gone(who)) {
            let meant = match kind {
                "announcement" if is_member(ws, message, who) => on_announcement(temper(who), dice),
                "reminder" => on_reminder(temper(who), dice),
                "host" => on_hosting(ws, message, who, dice),
                "attendance" => dice.percent(90).then_some(("attendance.correct.", 0)),
                "notes" if is_member(ws, message, who) => dice.percent(12).then_some((WRITES, 0)),
                "draft" => on_draft(dice),
                "brief" => dice.percent(8).then_some(("brief.ask.", dice.below(3))),
                "ask" => dice.percent(70).then_some(("brief.reply.", dice.below(3))),
                "company" => dice.percent(50).then_some(("company.pick.", 1)),
                _ => None,
            };
            if let Some((action, after)) = meant {
                let (who, message) = (who.to_owned(), message.clone());
                self.intentions.push(Intention { day: day + after, who, message, action });
            }
        }
    }

    /// Presses the button, if it is still there, and fills in what it opens.
    async fn carry_out(&self, world: &World, intention: &Intention) {
        let Intention { who, message, action, .. } = intention;
        let everything = world.everything().await;
        let same = |other: &&Value| other["ts"] == message["ts"] && other["channel"] == message["channel"];
        let Some(message) = everything["messages"].as_array().unwrap().iter().find(same) else { return };
        if *action == WRITES {
            return notes::write(world, who, message).await;
        }
        let Some(seen) = press(world, who, message, action).await else { return };
        let fields: Vec<&str> = seen["view"]["blocks"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|block| block["block_id"].as_str())
            .collect();
        if fields.contains(&"attendance") {
            let there = silence::who_was_there(world, message).await;
            fill_in(world, who, &seen, there).await;
        } else if fields.contains(&"title") {
            let title = notes::title(&seen, who);
            fill_in(world, who, &seen, title).await;
        } else if fields.contains(&"words") {
            fill_in(world, who, &seen, json!({ "words": "Hvordan gikk det til?" })).await;
        } else if fields.contains(&"theme") {
            let theme = format!("Tema nummer {}", text(message, "/metadata/event_payload/meeting"));
            fill_in(world, who, &seen, json!({ "theme": theme })).await;
        } else if fields.contains(&"company") {
            fill_in(world, who, &seen, json!({ "company": "Rutenett" })).await;
        } else {
            close(world, who, &seen).await;
        }
    }
}

/// Whether somebody is from a company of the cluster that a message is about.
fn is_member(ws: &Workspace, message: &Value, who: &str) -> bool {
    let meeting = meeting(ws, message);
    meeting.is_some_and(|meeting| ws.company_of(meeting.cluster, &UserId::from(who)).is_some())
}

fn meeting<'a>(ws: &'a Workspace, message: &Value) -> Option<&'a klynge::domain::model::Meeting> {
    let id = text(message, "/metadata/event_payload/meeting").parse().ok()?;
    ws.meetings.get(&klynge::domain::model::MeetingId(id))
}

/// Hosts publish, presenters agree, or neither does anything.
fn on_draft(dice: &mut Dice) -> Option<(&'static str, u64)> {
    let action = dice.one_of(&["brief.publish.", "brief.publish.", "brief.share.", "brief.none."]);
    Some((action, dice.below(3)))
}

fn on_announcement(temper: Temper, dice: &mut Dice) -> Option<(&'static str, u64)> {
    if dice.percent(6) {
        return Some(("talk.show.", dice.below(4)));
    }
    let answer = dice.one_of(&["rsvp.coming.", "rsvp.coming.", "rsvp.cant.", "rsvp.maybe."]);
    match temper {
        Temper::Prompt => Some((answer, 0)),
        Temper::Late => dice.percent(30).then(|| (answer, 2 + dice.below(6))),
        Temper::Silent => None,
        Temper::Moody => dice.percent(25).then(|| (answer, dice.below(5))),
    }
}

fn on_reminder(temper: Temper, dice: &mut Dice) -> Option<(&'static str, u64)> {
    match temper {
        Temper::Silent if dice.percent(5) => Some(("stop.reminders", 0)),
        Temper::Silent => None,
        Temper::Prompt | Temper::Late => Some(("rsvp.coming.", dice.below(2))),
        Temper::Moody => dice.percent(50).then_some(("rsvp.cant.", 0)),
    }
}

/// Hosts choose a theme, take it for later, pass it on, or say nothing. Others think of a theme, or
/// not; nobody here takes over what is another company's: who does hosts more often by their own wish.
fn on_hosting(ws: &Workspace, message: &Value, who: &str, dice: &mut Dice) -> Option<(&'static str, u64)> {
    let mine = meeting(ws, message).is_some_and(|meeting| owns(ws, &UserId::from(who), meeting));
    let action = if mine {
        dice.one_of(&["host.theme.", "host.theme.", "host.take.", "host.pass.", "host.none."])
    } else {
        dice.one_of(&["host.theme.", "host.pass.", "host.none.", "stop.stepping_in"])
    };
    let after = if temper(who) == Temper::Prompt { 0 } else { dice.below(4) };
    Some((action, after))
}
