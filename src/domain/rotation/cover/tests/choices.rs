//! What a host has chosen when its meeting goes to another, and what becomes of two that were swapped.

use super::{asked, contact, swap_asked};
use crate::domain::model::{Card, Change, Face, Meeting, MeetingFormat, MeetingId, Press, Status, Text};
use crate::domain::testing::{World, oslo};
use chrono::Duration;

/// The host of a meeting has chosen what it is about and how it is held.
fn chosen(world: &mut World, id: MeetingId, theme: &str, format: MeetingFormat) {
    let meeting = Meeting { theme: Some(Text::line(theme)), format: Some(format), ..world.meeting(id) };
    world.ws.apply(&Change::Meeting(meeting));
}

#[test]
fn what_was_chosen_goes_along_in_a_swap_and_away_with_who_gives_a_meeting_up() {
    let (mut world, _, one, other) = swap_asked();
    chosen(&mut world, one.id, "Skrift", MeetingFormat::Critique);
    chosen(&mut world, other.id, "Farge", MeetingFormat::Story);
    world.press(&contact(1), Press::AcceptSwap(one.id, other.id));
    let now = [one.id, other.id].map(|id| world.meeting(id).format);
    assert_eq!(now, [Some(MeetingFormat::Story), Some(MeetingFormat::Critique)]);
    let (mut world, _, meeting) = asked();
    chosen(&mut world, meeting.id, "Skrift", MeetingFormat::Critique);
    world.press(&contact(1), Press::AcceptCover(meeting.id));
    let now = world.meeting(meeting.id);
    assert_eq!((now.theme, now.format, now.offer), (None, None, None));
}

#[test]
fn what_becomes_of_the_later_of_two_shows_where_they_were_swapped() {
    let (mut world, _, one, other) = swap_asked();
    world.press(&contact(1), Press::AcceptSwap(one.id, other.id));
    world.turn_to(oslo(&format!("{}T18:00", one.start.date())));
    assert_eq!(world.meeting(one.id).status, Status::Held);
    world.drain();
    let version = |world: &World| {
        let swap = |card: &&Card| matches!(card.face, Face::Swap(..));
        world.ws.cards.values().filter(swap).map(|card| card.version).max()
    };
    let before = version(&world);
    world.move_to(other.id, other.start + Duration::days(1));
    assert!(before.is_some() && version(&world) > before, "its new date is said");
}
