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
