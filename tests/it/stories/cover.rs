//! A host asks for somebody to take its meeting, or to exchange it for another.

use crate::stories::set_up;
use crate::world::{Kind, World, json, story};

story! {
    /// The first to accept hosts: the card is edited, the one who asked is told, and an old press changes nothing.
    async fn somebody_takes_a_meeting(world: &World) {
        set_up(world).await;
        let (ida, per) = (world.person("ida"), world.person("per"));
        let form = ida.types("/klynge vikar").await.form();
        ida.submits(&form, json!({})).await.notice("Da spør jeg i kanalen").await;
        let card = world.expect_in_channel(Kind::Cover, "Kan noen av dere ta møtet").await;
        per.clicks(&card, "Vi tar det").await.answer("er deres eget");
        world.person("kari").clicks(&card, "Vi tar det").await.answer("er møtet torsdag 15. oktober ditt");
        world.expect_edit(&card, "Takk, @kari").await;
        world.expect_dm("ida", Kind::Cover, "@kari og Papir & Piksel tar møtet torsdag 15. oktober").await;
        per.types("/klynge vertskap").await.answer("Tors. 15. okt.: Papir & Piksel");
        world.expect_silence().await;
    }
}

story! {
    /// The other host is asked in private, may say no, and whoever asked hears of it.
    async fn a_swap_is_declined_and_another_is_agreed_on(world: &World) {
        set_up(world).await;
        let (ida, jonas) = (world.person("ida"), world.person("jonas"));
        let form = ida.types("/klynge bytt").await.form();
        let values = json!({ "instead": "Torsdag 29. oktober: Fjord Form" });
        ida.submits(&form, values.clone()).await.notice("Da spør jeg @jonas").await;
        let card = world.expect_dm("jonas", Kind::Cover, "would like to swap with you").await;
        jonas.clicks(&card, "Can't").await.answer("quite all right");
        world.expect_edit(&card, "didn't suit this time").await;
        world.expect_dm("ida", Kind::Cover, "passet ikke denne gangen").await;
        let form = ida.types("/klynge bytt").await.form();
        ida.submits(&form, values).await.notice("Da spør jeg @jonas").await;
        world.expect_edit(&card, "settled in another way").await;
        let card = world.expect_dm("jonas", Kind::Cover, "would like to swap with you").await;
        let again = ida.types("/klynge vikar").await.form();
        let fault = ida.submits(&again, json!({})).await.fault("meeting");
        assert!(fault.contains("allerede spurt om"), "{fault}");
        ida.closes(&again).await;
        jonas.clicks(&card, "Let's swap").await.answer("is yours");
        world.expect_edit(&card, "have swapped hosts").await;
        world.expect_dm("ida", Kind::Cover, "sier ja til å bytte").await;
        ida.types("/klynge vertskap").await.answer("Tors. 15. okt.: Fjord Form");
        world.expect_silence().await;
    }
}
