//! Talks with all that can be said of them: together with others, changed, and moved to another meeting.

use crate::stories::announced;
use crate::world::{Kind, Message, ROOM, World, json, story};

/// Kari signs up together with Jonas, with a wish and a link; answers her card and his.
async fn kari_and_jonas(world: &World, card: &Message) -> (Message, Message) {
    let kari = world.person("kari");
    let form = kari.clicks(card, "Vil vise noe").await.form();
    let values = json!({
        "title": "Rutenett",
        "Hvem viser det sammen med deg?": ["UJONAS"],
        "Hva ønsker du deg fra de andre?": "Ærlige <innspill>",
        "Lenke": "https://eksempel.no/skisse",
    });
    kari.submits(&form, values).await.notice("på agendaen torsdag 17. september").await;
    world.expect_edit(card, "Rutenett (presentasjon, 10 min) – @kari og @jonas").await;
    let own = world.expect_dm("kari", Kind::Presenter, "Sammen: @kari og @jonas").await;
    let other = world.expect_dm("jonas", Kind::Presenter, "@kari put you down").await;
    (own, other)
}

story! {
    /// What one wants and where to look stands on the card; whoever is put down hears of it.
    async fn one_shows_something_together_with_another(world: &World) {
        let card = announced(world).await;
        let (own, other) = kari_and_jonas(world, &card).await;
        let card = world.latest_in_channel(Kind::Announcement).await;
        assert!(card.says("Ønsker seg: Ærlige <innspill>") && card.says("lenke"), "{}", card.reads());
        assert_eq!(other.buttons(), ["Change", "Take it back"]);
        world.skip_to("2026-09-16T09:00").await;
        let ready = world.latest_dm("jonas", Kind::Presenter).await;
        assert!(ready.says("Action needed: are you ready to show Rutenett"), "{}", ready.reads());
        world.person("jonas").clicks(&ready, "I'm ready").await;
        world.expect_edit(&own, "Du har sagt at du er klar").await;
        world.expect_edit(&other, "You've said that you're ready").await;
        world.skip_over().await;
    }
}

story! {
    /// Each thing that is wrong is said at its field, in the person's language, and nothing typed is lost.
    async fn what_is_wrong_with_the_rest_is_said_where_it_stands(world: &World) {
        let card = announced(world).await;
        let kari = world.person("kari");
        let form = kari.clicks(&card, "Vil vise noe").await.form();
        let long = "x".repeat(201);
        let wrong = json!({ "title": "Rutenett", "with": ["UKARI"], "wish": long, "Lenke": "ftp://eksempel.no" });
        let wrong = kari.submits(&form, wrong).await;
        assert!(wrong.fault("with").contains("Velg bare de andre"), "{}", wrong.fault("with"));
        assert!(wrong.fault("wish").contains("høyst 200 tegn"), "{}", wrong.fault("wish"));
        assert!(wrong.fault("link").contains("https:// eller http://"), "{}", wrong.fault("link"));
        let right = json!({ "title": "Rutenett", "with": [], "wish": "Råd", "link": "http://eksempel.no" });
        kari.submits(&wrong.form(), right).await.notice("på agendaen").await;
        world.expect_edit(&card, "Ønsker seg: Råd").await;
        world.expect_dm("kari", Kind::Presenter, "Ønske til de andre: Råd").await;
    }
}

story! {
    /// From one's own card, with what stands there; moved, it is off the one agenda and on the other.
    async fn a_talk_is_changed_and_moved_from_its_card(world: &World) {
        let card = announced(world).await;
        let (own, other) = kari_and_jonas(world, &card).await;
        let kari = world.person("kari");
        let form = kari.clicks(&own, "Endre").await.form();
        assert_eq!(form.title, "Endre det du viser");
        assert_eq!(form.holds("title"), "Rutenett");
        assert_eq!(form.holds("meeting")["text"]["text"], "Torsdag 17. september kl. 11.30 (45 min ledig)");
        let values = json!({ "minutes": "20", "Når?": "Torsdag 1. oktober kl. 11.30 (45 min ledig)" });
        kari.submits(&form, values).await.notice("Lagret! Rutenett står på agendaen torsdag 1. oktober").await;
        let card = world.expect_edit(&card, "Layout som virker").await;
        assert!(!card.says("Rutenett"), "{}", card.reads());
        world.expect_edit(&own, "Torsdag 1. oktober kl. 11.30: presentasjon, 20 minutter").await;
        world.expect_edit(&other, "Thursday 1 October at 11:30: presentation, 20 minutes").await;
        world.expect_dm("jonas", Kind::Presenter, "@kari has changed what you show").await;
    }
}

story! {
    /// The facilitator may help; of what is confidential nobody else sees the form.
    async fn who_acts_for_another_tells_them(world: &World) {
        let card = announced(world).await;
        let (own, other) = kari_and_jonas(world, &card).await;
        let kaia = world.person("kaia");
        let copied = world.forge(ROOM, "Endre", &own.value_of("Endre")).await;
        let form = kaia.clicks(&copied, "Endre").await.form();
        kaia.submits(&form, json!({ "title": "Rutenett II", "with": [] })).await.notice("Lagret!").await;
        world.expect_edit(&card, "Rutenett II (presentasjon, 10 min) – @kari").await;
        world.expect_edit(&own, "Rutenett II").await;
        world.expect_dm("kari", Kind::Presenter, "@kaia har endret det du viser").await;
        world.expect_dm("jonas", Kind::Presenter, "@kaia has taken you off something").await;
        let other = world.expect_edit(&other, "You're not down for it any more").await;
        assert!(other.buttons().is_empty(), "{}", other.reads());
        let kari = world.person("kari");
        let form = kari.clicks(&own, "Endre").await.form();
        let secret = json!({ "Er det fortrolig?": ["Ja, dette er fortrolig"] });
        kari.submits(&form, secret).await.notice("Lagret!").await;
        let card = world.expect_edit(&card, "noe fortrolig").await;
        assert!(!card.says("Rutenett") && !card.says("innspill"), "{}", card.reads());
        world.expect_edit(&own, "Fortrolig").await;
        kaia.clicks(&copied, "Endre").await.answer("bare de som viser det");
    }
}
