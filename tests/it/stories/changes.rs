//! Moving, calling off, another place: the card is edited, its thread told, and who has to know is.

use crate::stories::{announced, set_up};
use crate::world::{Kind, Message, World, json, story};

/// The facilitator's list of meetings, from the command.
async fn manage(world: &World) -> Message {
    world.person("kaia").types("/klynge møte").await.answer("De neste møtene")
}

story! {
    /// The new date stands on the card, and what was due for the old one is due again.
    async fn a_moved_meeting_has_its_reminders_again(world: &World) {
        let card = announced(world).await;
        let kaia = world.person("kaia");
        world.person("ida").clicks(&card, "Vi kommer").await.answer("Studio Nord kommer");
        world.expect_edit(&card, "Kommer (1)").await;
        world.clock_to("2026-09-16T10:00").await;
        for name in ["jonas", "kari", "may"] {
            world.expect_dm(name, Kind::Reminder, "Layout som virker").await;
        }
        world.expect_dm("ida", Kind::Invitation, "17. september").await;
        let form = kaia.clicks(&manage(world).await, "Flytt").await.form();
        assert!(form.reads.contains("Nå: Torsdag 17. september kl. 11.30"), "{}", form.reads);
        let weekend = kaia.submits(&form, json!({ "Ny dato": "2026-09-26" })).await;
        assert!(weekend.fault("date").contains("fridag"), "{}", weekend.fault("date"));
        let taken = kaia.submits(&weekend.form(), json!({ "Ny dato": "2026-10-01" })).await;
        assert!(taken.fault("date").contains("et annet møte"), "{}", taken.fault("date"));
        let slip = json!({ "Ny dato": "2026-09-24", "Nytt klokkeslett": "02:30" });
        let night = kaia.submits(&taken.form(), slip).await;
        assert!(night.fault("time").contains("mellom kl. 07 og 22"), "{}", night.fault("time"));
        let there = json!({ "Ny dato": "2026-09-24", "Nytt klokkeslett": "13:00" });
        let moved = kaia.submits(&night.form(), there).await;
        moved.notice("Møtet er flyttet til torsdag 24. september kl. 13.00").await;
        let told = world.expect_reply(&card, Kind::Change, "er flyttet til torsdag 24. september kl. 13.00").await;
        assert!(told.is_aloud(), "the channel sees it: {}", told.reads());
        let card = world.expect_edit(&card, "Torsdag 24. september kl. 13.00").await;
        assert!(card.says("Svarte for den forrige tiden (1): Studio Nord"), "{}", card.reads());
        world.expect_edit_of(Kind::Host, "24. september").await;
        world.expect_edits_of(Kind::Reminder, 3, "24").await;
        world.expect_edit_of(Kind::Invitation, "24. september").await;
        world.clock_to("2026-09-23T10:00").await;
        world.expect_dm("kaia", Kind::Host, "1. oktober").await;
        for name in ["ida", "jonas", "kari", "may"] {
            world.expect_dm(name, Kind::Reminder, "13").await;
        }
        world.person("ida").clicks(&card, "Kanskje").await.answer("Studio Nord kommer kanskje");
        world.expect_edit(&card, "Kanskje (1): Studio Nord").await;
        world.expect_edit_of(Kind::Reminder, "Studio Nord kommer kanskje").await;
    }
}

story! {
    /// Called off: no more reminders, and whose turn it was has it still.
    async fn a_cancelled_meeting_uses_no_hosting(world: &World) {
        set_up(world).await;
        world.skip_to("2026-10-08T10:00").await;
        let kaia = world.person("kaia");
        let hosts = kaia.types("/klynge vertskap").await.answer("Tors. 15. okt.: Studio Nord");
        assert!(hosts.says("Tors. 29. okt.: Fjord Form"), "{}", hosts.reads());
        let form = kaia.clicks(&manage(world).await, "Avlys").await.form();
        assert_eq!(form.title, "Avlys møtet?");
        kaia.submits(&form, json!({})).await.notice("15. oktober er avlyst").await;
        let card = world.expect_edit_of(Kind::Announcement, "Avlyst").await;
        assert!(!card.offers("Vi kommer"), "{}", card.reads());
        world.expect_reply(&card, Kind::Change, "15. oktober er avlyst").await;
        world.expect_dm("ida", Kind::Change, "15. oktober er avlyst").await;
        world.expect_edits_of(Kind::Host, 2, "trenger du ikke tenke mer på").await;
        let hosts = kaia.types("/klynge vertskap").await.answer("Tors. 29. okt.: Studio Nord");
        assert!(hosts.says("Tors. 12. nov.: Fjord Form"), "{}", hosts.reads());
        world.clock_to("2026-10-16T10:00").await;
        world.person("jonas").types("/klynge next").await.answer("29 October");
    }
}

story! {
    /// The new place stands on the card; its host, who did not choose it, is told.
    async fn another_place_is_told_to_all_who_have_to_know(world: &World) {
        set_up(world).await;
        world.skip_to("2026-10-08T10:00").await;
        let kaia = world.person("kaia");
        let form = kaia.clicks(&manage(world).await, "Endre sted").await.form();
        assert_eq!(form.holds("place"), json!("Kafeen"));
        let refused = kaia.submits(&form, json!({ "link": "ftp://mote.example" })).await;
        assert!(refused.fault("link").contains("https://"), "{}", refused.fault("link"));
        let there = json!({ "place": "Biblioteket <2. etg.>", "link": "https://mote.example/rom" });
        kaia.submits(&refused.form(), there).await.notice("Biblioteket <2. etg.>").await;
        let card = world.expect_edit_of(Kind::Announcement, "Biblioteket <2. etg.>").await;
        let told = world.expect_reply(&card, Kind::Change, "Biblioteket <2. etg.> (ikke Kafeen)").await;
        assert!(!told.is_aloud(), "{}", told.reads());
        world.expect_dm("ida", Kind::Change, "Biblioteket <2. etg.>").await;
        world.person("kari").types("/klynge neste").await.answer("Biblioteket <2. etg.>");
        assert!(!kaia.types("/klynge neste").await.answer("15. oktober").says("Kafeen"));
    }
}

story! {
    /// Before a meeting is announced nobody is disturbed by a change.
    async fn what_is_not_announced_yet_changes_in_silence(world: &World) {
        set_up(world).await;
        let kaia = world.person("kaia");
        let form = kaia.clicks(&manage(world).await, "Flytt").await.form();
        let moved = kaia.submits(&form, json!({ "date": "2026-09-18" })).await;
        moved.notice("ikke kunngjort ennå").await;
        world.expect_silence().await;
        kaia.types("/klynge neste").await.answer("Fredag 18. september");
    }
}

story! {
    /// Only those who run it change a meeting; others see the list without buttons.
    async fn others_are_told_whom_to_ask(world: &World) {
        announced(world).await;
        let list = world.person("kari").types("/klynge møte").await.answer("fasilitatoren kan flytte og avlyse");
        assert!(!list.offers("Flytt"), "{}", list.reads());
    }
}
