//! What people would like to hear of: wished for, seconded, taken, and told.

use crate::stories::{announced, set_up};
use crate::world::{Kind, World, json, story};

story! {
    /// Typed or in the form, seconded once, and the most wished for first.
    async fn one_wishes_and_others_say_me_too(world: &World) {
        set_up(world).await;
        let (ida, jonas, kari) = (world.person("ida"), world.person("jonas"), world.person("kari"));
        let empty = ida.types("/klynge ønske").await.answer("Ingen har ønsket seg noe ennå");
        let form = ida.clicks(&empty, "Ønsk deg noe").await.form();
        assert!(form.reads.contains("Navnet ditt står ved ønsket"), "{}", form.reads);
        let wrong = ida.submits(&form, json!({ "theme": "x".repeat(121) })).await;
        assert!(wrong.fault("theme").contains("høyst 120 tegn"), "{}", wrong.fault("theme"));
        ida.submits(&wrong.form(), json!({ "theme": "Papir & <!channel>" })).await.notice("Papir & <!channel>").await;
        jonas.types("/klynge wish Grids").await.answer("Grids is on the list");
        kari.types("/klynge ønske papir & <!channel>!").await.answer("Nå er dere 2 som vil høre om Papir");
        let list = jonas.types("/klynge wish").await.answer("wished for by @ida, 2 would like to hear about it");
        assert_eq!(
            list.buttons(),
            ["Me too", "I can show this", "I can show this", "Delete the wish", "Wish for something"]
        );
        jonas.clicks(&list, "Me too").await.answer("Now 3 of you");
        let again = jonas.clicks(&list, "Me too").await.answer("You are counted already: 3");
        jonas.clicks(&again, "Not any more").await.answer("You're not counted");
        jonas.clicks(&list, "Delete the wish").await.answer("The wish for Grids is deleted");
        world.expect_silence().await;
    }
}

story! {
    /// Whoever can show it signs up, and those who wished for it hear of it in one message.
    async fn a_wish_comes_true(world: &World) {
        let card = announced(world).await;
        let (ida, jonas, kari) = (world.person("ida"), world.person("jonas"), world.person("kari"));
        ida.types("/klynge ønske Papir").await.answer("Papir står på listen");
        let his = jonas.types("/klynge wish").await.answer("Papir");
        jonas.clicks(&his, "Me too").await.answer("Now 2 of you");
        let list = kari.types("/klynge ønske").await.answer("2 vil høre om det");
        let form = kari.clicks(&list, "Det kan jeg vise").await.form();
        assert!(form.holds("title").to_string().contains("Papir"), "{}", form.holds("title"));
        kari.submits(&form, json!({ "title": "Papir i praksis" })).await.notice("på agendaen torsdag 17. september").await;
        world.expect_dm("kari", Kind::Presenter, "Papir i praksis").await;
        world.expect_edit(&card, "Papir i praksis").await;
        world.expect_dm("ida", Kind::Answer, "Du ville høre om Papir. Nå skjer det: Papir & Piksel viser").await;
        world.expect_dm("jonas", Kind::Answer, "You wanted to hear about Papir").await;
        jonas.clicks(&his, "I can show this").await.answer("Somebody is on it already");
        let list = ida.types("/klynge ønske").await.answer("Alle ønsker er tatt!");
        assert!(list.says("Papir: Papir & Piksel viser Papir i praksis torsdag 17. september"), "{}", list.reads());
        world.expect_silence().await;
    }
}

story! {
    /// In the digest, and as an idea for whoever hosts.
    async fn a_wish_is_seen_by_the_others_and_by_the_host(world: &World) {
        set_up(world).await;
        world.person("ida").types("/klynge ønske Papir").await.answer("Papir");
        world.skip_to("2026-09-07T09:01").await;
        let digest = world.latest_in_channel(Kind::Digest).await;
        assert!(digest.says("Nye ønsker: Papir"), "{}", digest.reads());
        world.skip_to("2026-09-08T09:00").await;
        let ask = world.latest_dm("kaia", Kind::Host).await;
        let kaia = world.person("kaia");
        let ideas = kaia.clicks(&ask, "Gi meg tre forslag").await.answer("Papir: 1 person vil høre om det");
        let form = kaia.clicks(&ideas, "Papir").await.form();
        kaia.submits(&form, json!({})).await.notice("Papir").await;
        world.expect_edit(&ask, "Temaet torsdag 17. september er Papir").await;
    }
}
