//! Who was there: ticked by Klynge from the answers, confirmed or corrected by the host.

use crate::stories::announced;
use crate::world::{Kind, Message, World, json, story};

/// Two companies come; the meeting is over, and the host is asked.
async fn asked(world: &World) -> Message {
    let card = announced(world).await;
    world.person("ida").clicks(&card, "Vi kommer").await.answer("Studio Nord kommer");
    world.person("may").clicks(&card, "Vi kommer").await.answer("Tre Streker is coming");
    world.skip_to("2026-09-17T12:44").await;
    world.expect_silence().await;
    world.advance("1m").await;
    world.expect_edit(&card, "Takk til @kaia og til alle som var med").await;
    world.expect_edit_of(Kind::Host, "trenger du ikke tenke mer på").await;
    world.expect_edits_of(Kind::Reminder, 2, "/klynge ne").await;
    world.expect_edit_of(Kind::Invitation, "over eller avlyst").await;
    world.expect_reply(&card, Kind::Notes, "Stikkord holder").await;
    world.expect_dm("kaia", Kind::Attendance, "Studio Nord og Tre Streker").await
}

story! {
    /// Right as it is: one press.
    async fn the_host_confirms_with_one_press(world: &World) {
        let asked = asked(world).await;
        world.person("kaia").clicks(&asked, "Stemmer").await;
        let thanks = world.expect_edit(&asked, "Takk! Disse var med").await;
        assert!(!thanks.offers("Stemmer") && thanks.offers("Endre kryssene"), "{}", thanks.reads());
    }
}

story! {
    /// Who came without a word is ticked, who stayed away is not; and it can be changed again.
    async fn the_host_corrects_the_ticks(world: &World) {
        let asked = asked(world).await;
        let kaia = world.person("kaia");
        let form = kaia.clicks(&asked, "Endre kryssene").await.form();
        let ticked = form.holds("attendance");
        assert_eq!(ticked.as_array().map(Vec::len), Some(2), "{ticked}");
        let there = json!({ "Disse var med": ["Fjord Form", "Studio Nord", "Blankt Ark"] });
        kaia.submits(&form, there).await.closed();
        let asked = world.expect_edit(&asked, "Blankt Ark").await;
        assert!(asked.says("Fjord Form") && !asked.says("Tre Streker"), "{}", asked.reads());
        let form = kaia.clicks(&asked, "Endre kryssene").await.form();
        kaia.submits(&form, json!({ "attendance": [] })).await.closed();
        world.expect_edit(&asked, "ingen var med").await;
    }
}

story! {
    /// With nobody's yes there is nothing to confirm, only to tick.
    async fn without_answers_the_host_ticks_from_nothing(world: &World) {
        let card = announced(world).await;
        world.skip_to("2026-09-17T12:44").await;
        world.advance("5m").await;
        world.expect_reply(&card, Kind::Notes, "Stikkord holder").await;
        world.expect_edit_of(Kind::Announcement, "alle som var med").await;
        world.expect_edit_of(Kind::Host, "trenger du ikke tenke mer på").await;
        world.expect_edits_of(Kind::Reminder, 4, "/klynge ne").await;
        world.expect_edit_of(Kind::Invitation, "over eller avlyst").await;
        let asked = world.expect_dm("kaia", Kind::Attendance, "Ingen hadde svart ja").await;
        assert!(!asked.offers("Stemmer"), "{}", asked.reads());
    }
}

story! {
    /// Guests are counted or named, and a meeting that was none counts for nobody.
    async fn the_host_names_guests_or_says_that_there_was_no_meeting(world: &World) {
        let asked = asked(world).await;
        let kaia = world.person("kaia");
        let form = kaia.clicks(&asked, "Endre kryssene").await.form();
        kaia.submits(&form, json!({ "Hvem andre var innom?": "3 fra nabobygget" })).await.closed();
        let asked = world.expect_edit(&asked, "Også innom: 3 fra nabobygget").await;
        let form = kaia.clicks(&asked, "Endre kryssene").await.form();
        assert_eq!(form.holds("guests"), json!("3 fra nabobygget"));
        kaia.submits(&form, json!({ "not_held": ["not_held"] })).await.closed();
        let asked = world.expect_edit(&asked, "ble ikke noe av, og det teller ikke som vertskap").await;
        assert!(asked.buttons().is_empty(), "{}", asked.reads());
        world.expect_edit_of(Kind::Announcement, "Avlyst").await;
        world.expect_edit_of(Kind::Host, "er avlyst").await;
        let hosts = kaia.types("/klynge vertskap").await.answer("Tors. 1. okt.: @kaia");
        assert!(hosts.says("Tors. 15. okt.: @kaia"), "the two meetings are still to come: {}", hosts.reads());
    }
}
