//! Old cards: a button, or a form that is still open, by whoever had it before them, after what it is about has changed. A
//! table of every button and form about a meeting or a talk; whoever changes a cell changes the snapshot. Each cell says
//! what one is told, and what it changes.

use super::house::{Hosts, House, Role, Since};
use super::table::{self, Row};
use super::{Cell, beyond};
use crate::domain::decide;
use crate::domain::model::{About, Answer, ChannelId, Event, Msg, Nonce, Press, UserId};
use crate::domain::testing::oslo;
use std::collections::BTreeSet;

/// Those who have a card that others do not have.
const READERS: [Role; 3] = [Role::Contact, Role::Presenter, Role::HostContact];

/// The places of the rows about one meeting or talk, each with the first of the readers who may do it before anything has
/// changed.
fn cards() -> Vec<(usize, Role)> {
    let house = House::in_autumn();
    let fresh = |row: &Row, role: &Role| {
        let by = role.person(&house, row.hosts);
        Cell::of(&by, &house, &(row.event)(&by, true)) != Cell::Refused
    };
    let rows = table::rows(&house).into_iter().enumerate();
    rows.filter(|(_, row)| matches!(row.about, About::Meeting(_) | About::Talk(_)))
        .map(|(at, row)| (at, READERS.into_iter().find(|role| fresh(&row, role)).unwrap()))
        .collect()
}

/// What one is told, and the rows that it changes.
fn told(house: &House, by: &UserId, event: &Event) -> String {
    let decision = decide(&house.world.ws, event, house.world.now);
    let name = |debug: String| debug.split(['(', ' ']).next().unwrap_or_default().to_owned();
    let mut changed: BTreeSet<String> = beyond(by, house, &decision)
        .iter()
        .map(|change| name(format!("{change:?}")).to_lowercase())
        .collect();
    changed.remove("counter");
    let said = match &decision.answer {
        Answer::Say(_, msg) | Answer::Read(_, msg) => match &**msg {
            Msg::Refusal(refusal) => {
                assert_eq!(changed, BTreeSet::new(), "{event:?} by {by}");
                format!("no: {}", name(format!("{refusal:?}")))
            }
            _ => "says".to_owned(),
        },
        Answer::Open(..) => "form".to_owned(),
        Answer::Faults(..) => "faults".to_owned(),
        Answer::Nothing => String::new(),
    };
    let changed: Vec<String> = changed.into_iter().collect();
    let parts: Vec<String> = [said, changed.join(" ")].into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") }
}

/// A cell for each of the cards.
fn column(since: Since, cards: &[(usize, Role)]) -> Vec<String> {
    let hosts = if since == Since::Over { Hosts::Then } else { Hosts::Next };
    let mut all = vec![String::new(); cards.len()];
    for reader in READERS {
        let house = House::after(since, |house| reader.person(house, hosts));
        let (rows, by) = (table::rows(&house), reader.person(&house, hosts));
        let inside = since != Since::LeftCluster;
        for (cell, (at, _)) in all.iter_mut().zip(cards).filter(|(_, (_, role))| *role == reader) {
            *cell = told(&house, &by, &(rows[*at].event)(&by, inside));
        }
    }
    all
}

#[test]
fn what_an_old_card_still_does_is_a_table() {
    let cards = cards();
    let columns = Since::ALL.map(|since| column(since, &cards));
    let mut lines = vec![
        format!("| | by | {} |", Since::ALL.map(Since::name).join(" | ")),
        format!("|---|{}", "---|".repeat(Since::ALL.len() + 1)),
    ];
    let names: Vec<String> = table::rows(&House::in_autumn()).into_iter().map(|row| row.name).collect();
    for (n, (at, reader)) in cards.iter().enumerate() {
        let cells: Vec<&str> = columns.iter().map(|column| column[n].as_str()).collect();
        lines.push(format!("| {} | {} | {} |", names[*at], reader.name(), cells.join(" | ")));
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn who_has_left_the_cluster_can_do_nothing_with_its_cards() {
    for cell in column(Since::LeftCluster, &cards()) {
        assert_eq!(cell, "no: NotAmongYou");
    }
}

#[test]
fn nobody_comes_to_a_meeting_that_is_called_off_or_over_or_changes_it() {
    let (cards, rows) = (cards(), table::rows(&House::in_autumn()));
    for since in [Since::CalledOff, Since::Over] {
        for (cell, (at, _)) in column(since, &cards).into_iter().zip(&cards) {
            assert!(!cell.contains("rsvp"), "{cell} when it is {}", since.name());
            // The talk has moved on, and leaves a gap where it stands now.
            let is_elsewhere = rows[*at].name == "press withdraw_talk";
            let changes_it = cell.contains("meeting") && since == Since::CalledOff && !is_elsewhere;
            assert!(!changes_it, "{cell} when it is {}", since.name());
        }
    }
}

#[test]
fn who_was_asked_to_step_in_looks_after_nothing_once_their_company_has_left() {
    let mut house = House::in_autumn();
    let (by, next) = (Role::Organiser.person(&house, Hosts::Next), house.next);
    house.world.turn_to(oslo("2026-11-02T12:00"));
    assert!(house.world.meeting(next).asked.contains(&by), "the host kept silent");
    let pressed = |house: &House, press: Press| {
        let channel = Some(ChannelId::from("D1"));
        let event = Event::Pressed { by: by.clone(), channel, press, nonce: Nonce(1) };
        told(house, &by, &event)
    };
    let presses = [Press::TakeMeeting, Press::PassMeeting, Press::ChooseTheme, Press::ShowIdeas];
    assert!(presses.iter().all(|press| !pressed(&house, press(next)).starts_with("no")));
    let company = house.world.ws.company_of(house.cluster, &by).unwrap().id;
    house.world.leave(house.cluster, company);
    for press in presses {
        assert_eq!(pressed(&house, press(next)), "no: NotYours");
    }
}
