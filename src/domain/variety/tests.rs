//! The figures, the format of a meeting, and what is offered to whom.

use super::sameness::{Sameness, Seen};
use super::{OPEN, format};
use crate::domain::model::{
    Answer, Because, ClusterId, CompanyId, Field, Meeting, MeetingFormat, Msg, Offer, Press, Problem,
    Purpose, Refusal, RotationMsg, Value,
};
use crate::domain::rotation::{host_ask_card, turns};
use crate::domain::testing::{World, kaia, talk_form, user};

fn company(id: u64) -> CompanyId {
    CompanyId(id)
}

fn themed(theme: &str) -> Seen {
    Seen { theme: theme.to_owned(), ..Seen::default() }
}

fn held(format: MeetingFormat) -> Seen {
    Seen { format: Some(format), ..Seen::default() }
}

#[test]
fn of_nothing_nothing_is_said() {
    let nothing =
        Sameness { format: None, themes: None, presenters: None, attendance: None, without_outside: 0 };
    assert_eq!(Sameness::of(&[], 8), nothing);
}

#[test]
fn a_row_of_one_format_is_counted_from_the_last_meeting() {
    use MeetingFormat::{Clinic, Guest, Story};
    let of = |formats: &[MeetingFormat]| {
        Sameness::of(&formats.iter().copied().map(held).collect::<Vec<_>>(), 8).format
    };
    assert_eq!(of(&[Story, Story, Clinic, Story]), Some((Story, 2)));
    assert_eq!(of(&[Guest, Story, Story]), Some((Guest, 1)));
    assert_eq!(Sameness::of(&[Seen::default(), held(Story)], 8).format, None, "the last one is not known");
}

#[test]
fn themes_are_alike_by_the_words_they_share() {
    let of =
        |themes: &[&str]| Sameness::of(&themes.iter().copied().map(themed).collect::<Vec<_>>(), 8).themes;
    assert_eq!(
        of(&["Layout som virker", "Layout virker", "Layouten som virket"]),
        Some(100),
        "forms of a word"
    );
    assert_eq!(of(&["Layout", "Priser", "Ikoner"]), Some(0));
    assert_eq!(of(&["Layout på skjerm", "Layout på papir", "Layout i tre dimensjoner"]), Some(33));
    assert_eq!(of(&["Layout", "Layout", ""]), None, "two say nothing");
}

#[test]
fn the_two_busiest_companies_share_of_the_talks() {
    let seen =
        |ids: &[u64]| Seen { presenters: ids.iter().copied().map(company).collect(), ..Seen::default() };
    assert_eq!(Sameness::of(&[seen(&[1, 2]), seen(&[1]), seen(&[2, 3])], 8).presenters, Some(80));
    assert_eq!(Sameness::of(&[seen(&[1, 2, 3, 4, 5])], 8).presenters, Some(40));
    assert_eq!(Sameness::of(&[seen(&[1, 2]), seen(&[1, 2])], 8).presenters, None, "four are too few");
}

#[test]
fn attendance_is_the_share_of_companies_that_came_at_all() {
    let seen = |ids: &[u64]| Seen { attended: ids.iter().copied().map(company).collect(), ..Seen::default() };
    assert_eq!(Sameness::of(&[seen(&[1, 2]), seen(&[1]), seen(&[2, 3])], 6).attendance, Some(50));
    assert_eq!(Sameness::of(&[seen(&[1, 2]), seen(&[1]), seen(&[])], 6).attendance, None, "one is not known");
    assert_eq!(Sameness::of(&[seen(&[1]), seen(&[2]), seen(&[3])], 2).attendance, Some(100), "one has left");
}

#[test]
fn a_guest_or_a_visit_is_from_outside() {
    use MeetingFormat::{Guest, Social, Visit};
    let of = |seen: &[Seen]| Sameness::of(seen, 8).without_outside;
    assert_eq!(of(&[Seen::default(), held(Social), held(Guest), held(Social)]), 2);
    assert_eq!(of(&[held(Visit), held(Social)]), 0);
}

/// So many companies; each of the first meetings is to be held like this, and then so many have been.
fn after(companies: usize, formats: &[Option<MeetingFormat>]) -> (World, ClusterId, Meeting) {
    let (mut world, cluster) = World::with_companies(companies);
    for (nth, format) in formats.iter().enumerate() {
        let meeting = world.ws.meetings_of(cluster)[nth].id;
        if let Some(format) = format {
            world.press(&kaia(), Press::UseFormat(meeting, *format));
        }
        world.pass_days(14);
    }
    let meeting = world.planned(cluster)[0].clone();
    (world, cluster, meeting)
}

fn offer(format: MeetingFormat, because: Because) -> Option<Offer> {
    Some(Offer { format, because, declined: false })
}

/// What the question to its host offers.
fn shown(world: &World, meeting: &Meeting) -> Option<Offer> {
    let asked = world.meeting(meeting.id).asked;
    match host_ask_card(&world.ws, meeting.id, asked.first()?)? {
        Msg::Rotation(RotationMsg::HostAsk { offer, .. }) => offer,
        other => panic!("{other:?}"),
    }
}

#[test]
fn most_of_the_talks_say_how_a_meeting_is_held_until_somebody_chooses() {
    let (mut world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].clone();
    assert_eq!(format(&world.ws, &meeting), None);
    for (by, word) in [(0, "story"), (2, "clinic"), (4, "clinic")] {
        let mut values = talk_form("Rutenett", 10, &meeting.id.to_string());
        values[1] = (Field::Format, Value::Chosen(word.to_owned()));
        world.submit(&user(by), Purpose::Talk(cluster), values);
        let first = if by < 4 { MeetingFormat::Story } else { MeetingFormat::Clinic };
        assert_eq!(format(&world.ws, &meeting), Some(first), "after {word}");
    }
    world.press(&kaia(), Press::UseFormat(meeting.id, MeetingFormat::Social));
    assert_eq!(format(&world.ws, &world.meeting(meeting.id)), Some(MeetingFormat::Social));
}

#[test]
fn a_habit_of_three_meetings_is_met_with_another_format_and_the_next_habit_with_one_not_offered_lately() {
    use MeetingFormat::{Clinic, Critique, Story};
    let (world, _, meeting) = after(4, &[Some(Story), Some(Story)]);
    assert_eq!(world.meeting(meeting.id).offer, None, "two are no habit");
    let (mut world, cluster, meeting) = after(4, &[Some(Story), Some(Story), Some(Story)]);
    assert_eq!(shown(&world, &meeting), offer(Clinic, Because::Format(Story)));
    world.press(&kaia(), Press::DeclineFormat(meeting.id));
    world.press(&kaia(), Press::UseFormat(meeting.id, Story));
    world.pass_days(14);
    let next = world.planned(cluster)[0].clone();
    assert_eq!(shown(&world, &next), offer(Critique, Because::Format(Story)), "not the clinic again");
}

#[test]
fn what_is_declined_or_decided_otherwise_is_not_shown_and_what_is_taken_is() {
    use MeetingFormat::{Clinic, Story, Workshop};
    let story = Some(Story);
    let (mut world, _, meeting) = after(4, &[story, story, story]);
    let host = world.meeting(meeting.id).asked[0].clone();
    world.press(&host, Press::UseFormat(meeting.id, Clinic));
    assert_eq!(shown(&world, &meeting), offer(Clinic, Because::Format(Story)), "to say how it is held");
    world.press(&host, Press::UseFormat(meeting.id, Workshop));
    assert_eq!(shown(&world, &meeting), None);
    let (mut world, _, meeting) = after(4, &[story, story, story]);
    world.press(&host, Press::DeclineFormat(meeting.id));
    assert_eq!(shown(&world, &meeting), None);
    assert!(
        world.meeting(meeting.id).offer.unwrap().declined,
        "and it is kept, so that it is not offered again"
    );
}

#[test]
fn others_than_the_host_decide_nothing() {
    let (mut world, cluster, meeting) = after(4, &[Some(MeetingFormat::Story); 3]);
    let host = world.meeting(meeting.id).host.company().unwrap();
    let stranger = (0..8).map(user).find(|by| {
        let mine = world.ws.company_of(meeting.cluster, by);
        let organises = turns::is_organiser(&world.ws, by, &world.cluster(cluster), world.today());
        mine.is_some_and(|mine| mine.id != host) && !organises
    });
    let answer = world.press(&stranger.unwrap(), Press::DeclineFormat(meeting.id));
    let Answer::Say(_, msg) = answer else { panic!("{answer:?}") };
    assert!(matches!(*msg, Msg::Refusal(Refusal::NotYours(..))), "{msg:?}");
    assert!(!world.meeting(meeting.id).offer.unwrap().declined);
}

#[test]
fn after_six_meetings_among_ourselves_somebody_from_outside_is_offered() {
    let mut formats: Vec<Option<MeetingFormat>> = vec![None; 6];
    let (world, _, meeting) = after(4, &formats);
    assert_eq!(shown(&world, &meeting), offer(MeetingFormat::Guest, Because::NothingFromOutside));
    formats[2] = Some(MeetingFormat::Visit);
    let (world, _, meeting) = after(4, &formats);
    assert_eq!(shown(&world, &meeting), None, "there was a visit");
    let (world, _, meeting) = after(4, &[Some(MeetingFormat::Story); 6]);
    let habit = Because::Format(MeetingFormat::Story);
    assert_eq!(shown(&world, &meeting), offer(MeetingFormat::Guest, habit), "one offer for both");
}

#[test]
fn the_form_takes_a_format_or_leaves_it_to_the_talks_and_refuses_others() {
    let (mut world, cluster) = World::with_companies(4);
    let id = world.planned(cluster)[0].id;
    let theme = || (Field::Theme, Value::Typed("Layout".to_owned()));
    let format = |word: &str| (Field::Format, Value::Chosen(word.to_owned()));
    world.submit(&kaia(), Purpose::Theme(id), [theme(), format("visit")]);
    assert_eq!(world.meeting(id).format, Some(MeetingFormat::Visit));
    world.submit(&kaia(), Purpose::Theme(id), [theme()]);
    assert_eq!(world.meeting(id).format, Some(MeetingFormat::Visit), "nothing was said of it");
    let wrong = [(Field::Theme, Value::Typed(" ".to_owned())), format("lecture")];
    let Answer::Faults(_, faults) = world.submit(&kaia(), Purpose::Theme(id), wrong) else { panic!("taken") };
    assert_eq!(faults, [(Field::Theme, Problem::Missing), (Field::Format, Problem::NotAChoice)]);
    let typed = [theme(), (Field::Format, Value::Typed("visit".to_owned()))];
    let Answer::Faults(_, faults) = world.submit(&kaia(), Purpose::Theme(id), typed) else { panic!("taken") };
    assert_eq!(faults, [(Field::Format, Problem::NotAChoice)]);
    world.submit(&kaia(), Purpose::Theme(id), [theme(), format(OPEN)]);
    assert_eq!(world.meeting(id).format, None);
}

#[test]
fn an_old_button_of_a_meeting_that_is_gone_says_so() {
    let (mut world, cluster) = World::with_companies(4);
    let id = world.planned(cluster)[0].id;
    world.submit(&kaia(), Purpose::Cancel(id), []);
    let answer = world.press(&kaia(), Press::UseFormat(id, MeetingFormat::Clinic));
    let Answer::Say(_, msg) = answer else { panic!("{answer:?}") };
    assert_eq!(*msg, Msg::Refusal(Refusal::TooLate));
}
