//! Guests from outside, in English.

use super::{date, join, when};
use crate::domain::model::{GuestFacts, GuestHint, GuestMsg, GuestStatus, Invitation, MeetingFacts};
use crate::i18n::lists::count;
use crate::i18n::marks::{channel, mention, names, sentence, strong};
use crate::i18n::{self, Said};
use chrono::NaiveDateTime;

pub(super) fn render(msg: &GuestMsg) -> Said {
    match msg {
        GuestMsg::List { cluster: _, guests, before, all } => bank(guests, *before, *all),
        GuestMsg::Saved { guest, owner_told } => Said::text(saved(guest, *owner_told)),
        GuestMsg::Invitation(invitation) => invited(invitation),
        GuestMsg::Changed { name, by, status: now } => Said::text(format!(
            "{} has changed what stands about your guest, {}. Now: {}.",
            mention(by),
            strong(name),
            status(*now)
        )),
        GuestMsg::YoursNow { name, by } => Said::text(format!(
            "{} has put you down as the one who knows {}. If that is wrong, change it with `/klynge guest`.",
            mention(by),
            strong(name)
        )),
        GuestMsg::NotYours { name, by, owner } => Said::text(format!(
            "{} has put down {} instead of you as the one who knows {}.",
            mention(by),
            mention(owner),
            strong(name)
        )),
        GuestMsg::DeletedBy { name, by } => Said::text(format!(
            "{} has deleted your guest, {}, from the guest bank.",
            mention(by),
            strong(name)
        )),
        GuestMsg::Deleted { name } => {
            Said::text(format!("{} is deleted from the guest bank, with all that stood there.", strong(name)))
        }
        GuestMsg::NoMeeting { name, facts } => Said::text(format!(
            "The meeting on {} is off, and {} was to come. Could you tell them? The guest bank says that they were asked.",
            date(facts.start.date()),
            strong(name)
        )),
        GuestMsg::Inherited { count: of, cluster } => Said::text(format!(
            "Somebody in {} who knew people from outside is no longer with us. Now you are the one to ask about {}. `/klynge guest` shows who.",
            channel(cluster),
            count(*of as usize, "guest", "guests")
        )),
    }
}

/// How far it has come, in the middle of a sentence.
pub(crate) const fn status(of: GuestStatus) -> &'static str {
    match of {
        GuestStatus::Idea => "an idea",
        GuestStatus::Asked => "asked",
        GuestStatus::Yes => "said yes",
        GuestStatus::Visited => "has been here",
        GuestStatus::NotNow => "not now",
    }
}

fn standing(of: GuestStatus, meeting: Option<NaiveDateTime>) -> String {
    match (of, meeting) {
        (GuestStatus::Yes, Some(start)) => format!("said yes to {}", date(start.date())),
        (GuestStatus::Visited, Some(start)) => format!("was here on {}", date(start.date())),
        _ => status(of).to_owned(),
    }
}

fn bank(guests: &[GuestFacts], before: u32, all: u32) -> Said {
    let text = match (all, before) {
        (0, _) => {
            return Said::text(
                "Nobody is here yet. Do you know somebody from outside who has something to tell? Add a name, and it is there when you need it.",
            )
            .titled("The guest bank");
        }
        (_, 0) => {
            format!("{} who could come from outside.", sentence(&count(all as usize, "guest", "guests")))
        }
        _ => format!("From number {} on, of {all}.", before + 1),
    };
    Said::text(text)
        .titled("The guest bank")
        .lines(guests.iter().map(line_of))
        .small("Only members of the cluster see this. A guest nobody has touched for two years is deleted by itself.")
}

fn line_of(guest: &GuestFacts) -> String {
    let from = if guest.from.is_empty() { String::new() } else { format!(", {}", guest.from.escaped()) };
    let mut known =
        vec![sentence(&standing(guest.status, guest.meeting)), format!("Ask {}", mention(&guest.owner))];
    known.extend(guest.last_contact.map(|day| format!("Last contact {}", date(day))));
    if !guest.contact.is_empty() {
        known.push(guest.contact.escaped());
    }
    format!("{}{from}: {}\n{}", strong(&guest.name), guest.about.escaped(), known.join(" · "))
}

fn saved(guest: &GuestFacts, owner_told: bool) -> String {
    let saved = format!("Saved! {}: {}.", strong(&guest.name), standing(guest.status, guest.meeting));
    if owner_told { format!("{saved} {} will hear of it.", mention(&guest.owner)) } else { saved }
}

fn invited(invitation: &Invitation) -> Said {
    Said::text("Copy the text and send it yourself. I write to nobody outside.")
        .titled("Draft of an invitation")
        .lines(i18n::invitation(invitation))
        .small("Have you sent it? Then you can change the guest to “asked” with `/klynge guest`.")
}

/// The text of an invitation, in lines.
pub(crate) fn invitation(of: &Invitation) -> Vec<String> {
    let Invitation { lang: _, name, about, facts, from, company } = of;
    let host = if company.is_empty() { String::new() } else { format!(", {}", company.escaped()) };
    let mut lines = vec![
        format!("Hello {},", name.escaped()),
        String::new(),
        format!(
            "We are a few companies of one trade that meet regularly to learn from each other. Would you like to come \
             and tell us about this: {}?",
            about.escaped()
        ),
    ];
    lines.extend(facts.as_ref().map(occasion));
    lines.extend([
        "Twenty minutes are enough, and the rest is questions. A no is also a fine answer.".to_owned(),
        String::new(),
        format!("Kind regards, {}{host}", from.escaped()),
    ]);
    lines
}

fn occasion(facts: &MeetingFacts) -> String {
    let place =
        if facts.place.is_empty() { String::new() } else { format!(" Place: {}.", facts.place.escaped()) };
    let theme = facts.theme.as_ref().map(|theme| format!(" Theme: {}.", theme.escaped())).unwrap_or_default();
    format!("Would {} suit you?{place}{theme}", when(facts.start))
}

/// Who comes from outside, as a line of a card.
pub(super) fn line(facts: &MeetingFacts) -> Option<String> {
    let guests = (!facts.guests.is_empty()).then(|| join(&names(&facts.guests)))?;
    Some(format!("*Guest:* {guests}"))
}

/// Who could come, to a host.
pub(super) fn hint(guest: &GuestHint) -> String {
    format!("{}: {}. Ask {}.", strong(&guest.name), guest.about.escaped(), mention(&guest.owner))
}

/// No meeting in particular, as a choice in a form.
pub(crate) const ANY: &str = "No meeting in particular";

/// Above the form for a new one.
pub(super) const NEW: &str =
    "Somebody from outside with something to tell at a meeting. All members of the cluster can read it.";

/// Asked before a guest is deleted: title, question, yes, no. Plain text.
pub(crate) const REALLY: [&str; 4] = [
    "Delete the guest?",
    "Then all that stands about the guest is gone for everybody. Whoever knows the guest will hear of it.",
    "Delete",
    "Keep it",
];
