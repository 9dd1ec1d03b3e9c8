//! What is confidential appears nowhere without its presenter's consent.

use super::{DRAFTED, FACTS, contact, everything_said, oslo, refusal, texts, world};
use crate::domain::model::{Answer, BriefMsg, Kind, Msg, Press, Refusal, Right};
use crate::domain::testing::{World, kaia, reader, user};

/// All that anybody but the presenter was ever told.
fn told_to_others(world: &World, presenter: &crate::domain::model::UserId) -> String {
    let to_presenter = |arrived: &&crate::domain::testing::Arrived| !matches!(&arrived.row.place, crate::domain::model::Place::Dm(user) if user == presenter);
    let texts = world.arrived.iter().filter(to_presenter).map(|a| serde_json::to_string(&a.msg).unwrap());
    texts.collect::<Vec<_>>().join("\n")
}

/// A confidential talk by the first contact, with notes about it by different people.
fn secret() -> (World, crate::domain::model::Meeting, crate::domain::model::TalkId) {
    let (mut world, cluster, meeting) = world(3);
    let talk = world.shows(cluster, &contact(0), meeting.id, "Emballasje for Havbris", true);
    world.note(meeting.id, &contact(1), "Notat: Havbris vil ha resirkulert papp");
    world.note(meeting.id, &contact(1), "Notat: Studio 0 trenger en testgruppe");
    world.note(meeting.id, &contact(0), "Lenke: https://files.example/skisse");
    world.note(meeting.id, &contact(1), "Notat: vi spiser lunsj sammen neste gang");
    world.note(meeting.id, &contact(2), "Notat: prisen var lav, men ikke referer det");
    world.turn_to(oslo(DRAFTED));
    (world, meeting, talk)
}

#[test]
fn neither_title_nor_points_nor_links_of_a_secret_reach_anybody() {
    let (mut world, meeting, _) = secret();
    world.turn_to(oslo(FACTS));
    world.publishes(&kaia(), meeting.id);
    world.pass_days(10);
    let said = told_to_others(&world, &contact(0));
    for secret in ["Havbris", "papp", "testgruppe", "skisse", "Emballasje"] {
        assert!(!said.contains(secret), "{secret} was told");
    }
    assert!(everything_said(&world).contains("vi spiser lunsj sammen neste gang"));
    assert_eq!(
        texts(&world.brief(meeting.id)),
        ["vi spiser lunsj sammen neste gang"],
        "nothing else is kept"
    );
    assert!(!everything_said(&world).contains("prisen var lav"));
}

#[test]
fn with_the_presenters_consent_it_is_in_the_brief() {
    let (mut world, meeting, talk) = secret();
    let asked: Vec<_> = world
        .arrived
        .iter()
        .filter(|a| a.row.kind == Kind::Draft && matches!(a.msg, Msg::Brief(BriefMsg::Part { .. })))
        .map(|a| reader(&a.row))
        .collect();
    assert_eq!(asked, [contact(0)]);
    assert_eq!(world.press(&contact(0), Press::ShareTalk(talk)), Answer::Nothing);
    world.publishes(&kaia(), meeting.id);
    let said = told_to_others(&world, &contact(0));
    for shared in ["Havbris vil ha resirkulert papp", "testgruppe", "skisse", "Emballasje for Havbris"] {
        assert!(said.contains(shared), "{shared} was agreed to");
    }
}

#[test]
fn consent_that_is_taken_back_takes_it_out_again() {
    let (mut world, meeting, talk) = secret();
    world.press(&contact(0), Press::ShareTalk(talk));
    world.publishes(&kaia(), meeting.id);
    world.press(&contact(0), Press::KeepTalk(talk));
    let card = crate::domain::brief::publishing::card(&world.ws, meeting.id).unwrap();
    let now = serde_json::to_string(&card).unwrap();
    assert!(!now.contains("Havbris") && now.contains("lunsj"), "{now}");
}

#[test]
fn only_the_presenter_can_agree() {
    let (mut world, _, talk) = secret();
    for other in [kaia(), user(1)] {
        let answer = refusal(world.press(&other, Press::ShareTalk(talk)));
        assert_eq!(answer, Refusal::NotYours(Right::Presenter, contact(0)));
    }
    assert!(!world.ws.talks.get(&talk).unwrap().shared);
}

#[test]
fn of_two_secrets_each_presenter_sees_only_their_own() {
    let (mut world, cluster, meeting) = world(3);
    world.shows(cluster, &contact(0), meeting.id, "Hemmelig Havbris", true);
    let other = world.shows(cluster, &contact(1), meeting.id, "Hemmelig Fjordkraft", true);
    world.note(meeting.id, &contact(2), "Notat: Hemmelig Havbris trenger papp");
    world.note(meeting.id, &contact(2), "Notat: Hemmelig Fjordkraft trenger skilt");
    world.note(meeting.id, &contact(2), "Notat: Havbris og Fjordkraft ligner");
    world.note(meeting.id, &contact(2), "Notat: noe var hemmelig");
    world.turn_to(oslo(DRAFTED));
    assert_eq!(
        texts(&world.brief(meeting.id)),
        ["Hemmelig Havbris trenger papp", "Hemmelig Fjordkraft trenger skilt"]
    );
    world.press(&contact(1), Press::ShareTalk(other));
    world.publishes(&kaia(), meeting.id);
    let said = told_to_others(&world, &contact(0));
    assert!(said.contains("Fjordkraft trenger skilt") && !said.contains("Havbris"), "{said}");
}

#[test]
fn a_line_reworded_into_a_secret_is_kept_out_too() {
    let (mut world, meeting, _) = secret();
    world.edits(&kaia(), meeting.id, "vi spiser lunsj sammen neste gang med Havbris");
    world.publishes(&kaia(), meeting.id);
    assert!(!told_to_others(&world, &contact(0)).contains("Havbris"));
}

#[test]
fn whoever_names_a_secret_while_editing_has_it_kept_out_all_the_same() {
    let (mut world, meeting, _) = secret();
    world.edits(&kaia(), meeting.id, "Vi så emballasje av papp\nVi spiser lunsj sammen neste gang");
    world.publishes(&kaia(), meeting.id);
    assert!(!told_to_others(&world, &contact(0)).contains("Vi så emballasje"));
}
