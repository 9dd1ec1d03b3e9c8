//! Companies as people paste them.

use super::{CompanyEntry, read, write};
use crate::domain::model::{ClusterId, Company, CompanyId, LineProblem, Text, UserId};
use crate::domain::testing::{World, oslo, user};
use proptest::prelude::*;

fn world() -> World {
    World::new(6, oslo("2026-09-01T08:00"))
}

fn company(entry: &CompanyEntry) -> Company {
    Company {
        id: CompanyId(1),
        cluster: ClusterId(1),
        name: entry.name.clone(),
        contact: entry.contact.clone(),
        deputy: entry.deputy.clone(),
        joined: oslo("2026-09-01T08:00").date_naive(),
        left: None,
        credit: 0,
        away: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_line_is_dropped_without_a_word(pasted in "(?s).{0,200}") {
        let world = world();
        let filled: Vec<usize> =
            pasted.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(|(at, _)| at + 1).collect();
        match read(&world.ws, &pasted, &[]) {
            Ok(entries) => prop_assert_eq!(entries.len(), filled.len()),
            Err(problems) => prop_assert!(problems.iter().all(|(line, _)| filled.contains(line)) && !problems.is_empty()),
        }
    }

    #[test]
    fn what_is_written_reads_as_what_it_was(
        name in "[A-ZÆØÅa-zæøå&][A-ZÆØÅa-zæøå&,.<>@ ]{0,30}", contact in proptest::option::of(0..6usize), deputy in proptest::option::of(0..6usize),
    ) {
        let world = world();
        let entry = CompanyEntry { name: Text::line(&name), contact: contact.map(user), deputy: deputy.map(user) };
        let line = write(&world.ws, &company(&entry));
        prop_assert_eq!(read(&world.ws, &line, &[]), Ok(vec![entry]), "{}", line);
    }
}

#[test]
fn people_are_found_however_they_are_written() {
    let world = world();
    for who in ["@p1", "p1", "P1", "<@U001>", "<@U001|p1>", "Person p1", "@person P1"] {
        let entries = read(&world.ws, &format!("Studio Rute; {who}"), &[]).unwrap();
        assert_eq!(entries[0].contact, Some(user(1)), "{who}");
    }
}

#[test]
fn tabs_and_commas_part_a_line_where_there_is_no_semicolon() {
    let world = world();
    for line in ["Studio Rute\t@p1\t@p2", "Studio Rute, @p1, @p2", "Studio Rute;@p1;@p2;"] {
        let entries = read(&world.ws, line, &[]).unwrap();
        assert_eq!((entries[0].contact.clone(), entries[0].deputy.clone()), (Some(user(1)), Some(user(2))));
    }
}

#[test]
fn every_fault_is_told_with_its_line() {
    let world = world();
    let long = "x".repeat(61);
    let pasted =
        format!("Studio Rute; @p1\n\nstudio rute\nStrek; @nobody\n; @p1\nA; @p1; @p2; @p3\n{long}\nFyr");
    let problems = read(&world.ws, &pasted, &[Text::line("FYR")]).unwrap_err();
    assert_eq!(
        problems,
        [
            (3, LineProblem::Twice(Text::line("studio rute"))),
            (4, LineProblem::NoSuchPerson(Text::line("@nobody"))),
            (5, LineProblem::NoName),
            (6, LineProblem::TooManyParts),
            (7, LineProblem::NameTooLong(60)),
            (8, LineProblem::Twice(Text::line("Fyr"))),
        ]
    );
}

#[test]
fn a_contact_slack_has_not_told_of_yet_is_written_as_a_mention() {
    let world = world();
    let stranger = UserId::from("U777");
    let entry = CompanyEntry { name: Text::line("Studio Rute"), contact: Some(stranger), deputy: None };
    assert_eq!(write(&world.ws, &company(&entry)), "Studio Rute; <@U777>");
}

#[test]
fn nobody_speaks_for_two_companies() {
    let world = world();
    let problems = read(&world.ws, "A; @p0; @p1\nB; @p2\nC; @p3; @p0", &[]).unwrap_err();
    assert_eq!(problems, [(3, LineProblem::NamedTwice(Text::from("Person p0")))]);
}
