//! A company is away: others take its meetings, and it comes back by itself.

use crate::stories::set_up;
use crate::world::{Kind, World, json, story};

story! {
    /// The host was asked already: the question is taken back, and the next company is asked at once.
    async fn what_a_company_was_asked_goes_to_the_next(world: &World) {
        set_up(world).await;
        world.skip_to("2026-10-06T08:59").await;
        world.advance("1m").await;
        let ask = world.expect_dm("ida", Kind::Host, "Studio Nord er vertskap torsdag 15. oktober").await;
        let told = world.person("per").types("/klynge borte til 20.10.").await.answer("Disse møtene tar andre");
        assert!(told.says("fra tirsdag 6. oktober til og med mandag 19. oktober"), "{}", told.reads());
        world.expect_edit(&ask, "trenger du ikke tenke mer på").await;
        world.expect_dm("jonas", Kind::Host, "Fjord Form hosts").await;
        world.person("ida").types("/klynge tilbake").await.answer("Velkommen tilbake");
        world.person("ida").types("/klynge tilbake").await.answer("er ikke meldt borte");
        world.expect_silence().await;
    }
}

story! {
    /// In the form, with what is wrong said at the field; whoever facilitates may say it for others, who hear of it.
    async fn the_facilitator_says_it_for_others(world: &World) {
        set_up(world).await;
        let kaia = world.person("kaia");
        let form = kaia.types("/klynge borte").await.form();
        let wrong = json!({ "company": "Studio Nord", "date": "2026-09-20", "until": "2026-09-10" });
        let fault = kaia.submits(&form, wrong).await.fault("until");
        assert!(fault.contains("etter den første datoen"), "{fault}");
        let right = json!({ "company": "Studio Nord", "date": "2026-09-20", "until": "2026-10-20" });
        kaia.submits(&form, right).await.notice("Studio Nord").await;
        world.expect_dm("ida", Kind::Company, "@kaia har notert at Studio Nord er borte").await;
        world.expect_silence().await;
    }
}
