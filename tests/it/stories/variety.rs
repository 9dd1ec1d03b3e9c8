//! Formats: chosen with the theme, or offered where the last meetings were all alike.

use crate::stories::{all_are_heard_of, set_up};
use crate::world::{Kind, Message, World, json, story};

/// Kari shows something at each of the first three meetings; the host of the fourth is then asked for a theme.
async fn three_presentations(world: &World) -> Message {
    set_up(world).await;
    let kari = world.person("kari");
    for title in ["Rutenett", "Ikoner", "Papir"] {
        let form = kari.types("/klynge presenter").await.form();
        kari.submits(&form, json!({ "title": title, "minutes": "40" })).await.notice("på agendaen").await;
        world.expect_dm("kari", Kind::Presenter, title).await;
    }
    world.skip_to("2026-10-20T08:59").await;
    all_are_heard_of(world).await;
    world.advance("1m").await;
    world.expect_dm("jonas", Kind::Host, "The last three meetings were presentations.").await
}

story! {
    /// Another format is offered with its reason; taken, it stands on the question and on the announcement.
    async fn after_three_presentations_another_format_is_offered(world: &World) {
        let ask = three_presentations(world).await;
        assert!(ask.says("Fjord Form hosts") && ask.says("How about a problem clinic?"), "{}", ask.reads());
        assert!(ask.offers("Write a theme"), "{:?}", ask.buttons());
        world.person("jonas").clicks(&ask, "Let's try that").await;
        let ask = world.expect_edit(&ask, "Format: problem clinic. One tells what they are stuck with.").await;
        assert!(!ask.offers("Let's try that") && ask.offers("Write a theme"), "{:?}", ask.buttons());
        world.clock_to("2026-10-22T09:00").await;
        world.expect_in_channel(Kind::Announcement, "Møteform: problemklinikk").await;
        world.skip_over().await;
    }
}

story! {
    /// A no is a fine answer, and the offer does not come back when the theme is chosen.
    async fn what_is_declined_is_not_offered_again(world: &World) {
        let ask = three_presentations(world).await;
        let jonas = world.person("jonas");
        jonas.clicks(&ask, "No thanks, as before").await;
        let ask = world.expect_edit(&ask, "Fjord Form hosts").await;
        assert!(!ask.says("How about"), "{}", ask.reads());
        let form = jonas.clicks(&ask, "Write a theme").await.form();
        assert_eq!(form.holds("format")["text"]["text"], "Depends on what is shown");
        jonas.submits(&form, json!({ "theme": "Letters" })).await.notice("Letters").await;
        let ask = world.expect_edit(&ask, "Letters").await;
        assert!(!ask.says("How about"), "{}", ask.reads());
    }
}

story! {
    /// In the form for the theme, in the reader's words.
    async fn a_host_chooses_a_format_with_the_theme(world: &World) {
        set_up(world).await;
        world.clock_to("2026-09-08T09:00").await;
        let ask = world.expect_dm("kaia", Kind::Host, "Det eneste du trenger å velge nå, er tema").await;
        let kaia = world.person("kaia");
        let form = kaia.clicks(&ask, "Skriv tema").await.form();
        let wrong = kaia.submits(&form, json!({ "theme": " ", "format": "Verksted" })).await;
        assert!(wrong.fault("theme").contains("Fyll inn"), "{}", wrong.fault("theme"));
        kaia.submits(&wrong.form(), json!({ "theme": "Layout", "format": "Verksted" })).await.notice("Layout").await;
        world.expect_edit(&ask, "Layout").await;
        world.clock_to("2026-09-10T09:00").await;
        let card = world.expect_in_channel(Kind::Announcement, "Layout").await;
        assert!(card.says("Møteform: verksted"), "{}", card.reads());
        kaia.types("/klynge neste").await.answer("Møteform: verksted");
    }
}
