//! Buttons of another time, and buttons that nobody made.

use crate::stories::{announced, set_up};
use crate::world::{Kind, ROOM, World, json, story};

story! {
    /// An old message keeps its buttons in people's clients; pressing one does no harm.
    async fn an_old_button_is_answered_kindly(world: &World) {
        set_up(world).await;
        let next = world.person("ida").types("/klynge neste").await.answer("17. september");
        world.skip_to("2026-09-18T10:00").await;
        world.person("ida").clicks(&next, "Vi kommer").await.answer("Det møtet er over eller avlyst");
        world.person("kari").types("/klynge neste").await.answer("1. oktober");
    }
}

story! {
    /// Values that nobody made are refused or mean nothing, and nothing changes.
    async fn a_forged_button_changes_nothing(world: &World) {
        let card = announced(world).await;
        let ida = world.person("ida");
        let before = ida.types("/klynge møte").await.answer("De neste møtene");
        let answer = card.value_of("Vi kommer");
        for (value, told) in [
            (answer.replace(char::is_numeric, "9"), Some("ikke finnes lenger")),
            (json!({ "cancel_meeting": 10_000 }).to_string(), Some("ikke finnes lenger")),
            (json!({ "cancel_meeting": "'; DROP TABLE meeting" }).to_string(), None),
            ("{}".to_owned(), None),
            ("x".repeat(1_900), None),
        ] {
            let forged = world.forge(ROOM, "Trykk", &value).await;
            let seen = ida.clicks(&forged, "Trykk").await;
            match told {
                Some(words) => drop(seen.answer(words)),
                None => seen.closed(),
            }
        }
        let after = ida.types("/klynge møte").await.answer("De neste møtene");
        assert_eq!(before.reads(), after.reads());
    }
}

story! {
    /// A host's and a facilitator's buttons, copied to where others see them, are theirs still.
    async fn a_copied_button_obeys_only_its_owner(world: &World) {
        announced(world).await;
        let (kaia, kari) = (world.person("kaia"), world.person("kari"));
        let list = kaia.types("/klynge møte").await.answer("De neste møtene");
        let members = kaia.types("/klynge medlemmer").await.answer("Hvem er med?");
        for (from, button) in [(&list, "Flytt"), (&list, "Avlys"), (&list, "Endre sted"), (&members, "Legg til bedrifter"), (&members, "Meld ut en bedrift")] {
            let copied = world.forge(ROOM, button, &from.value_of(button)).await;
            kari.clicks(&copied, button).await.answer("Si fra til @kaia");
        }
        let form = kaia.clicks(&list, "Avlys").await.form();
        kaia.submits(&form, json!({})).await.notice("avlyst").await;
        let card = world.expect_edit_of(Kind::Announcement, "Avlyst").await;
        world.expect_reply(&card, Kind::Change, "avlyst").await;
        world.expect_edit_of(Kind::Host, "trenger du ikke tenke mer på").await;
        kaia.clicks(&list, "Flytt").await.answer("over eller avlyst");
    }
}
