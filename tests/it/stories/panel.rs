//! `/klynge` alone: the one thing that matters to you now.

use crate::stories::{choose_first_theme, set_up};
use crate::world::{Kind, ROOM, World, json, setup_values, story};

story! {
    /// From an empty channel to nothing left to do, seen by the facilitator and by a contact.
    async fn the_panel_follows_what_is_left_to_do(world: &World) {
        let (kaia, ida) = (world.person("kaia"), world.person("ida"));
        let empty = ida.types("/klynge").await.answer("Det tar ti minutter å sette opp en");
        assert!(empty.offers("Sett opp"), "{}", empty.reads());
        kaia.invites("klynge", ROOM).await;
        let form = kaia.clicks(&kaia.types("/klynge").await.answer("Sett opp"), "Sett opp").await.form();
        kaia.submits(&form, setup_values()).await.notice("5 bedrifter").await;
        let preview = world.expect_dm("kaia", Kind::Setup, "Slik blir velkomsten").await;
        kaia.types("/klynge").await.answer("venter på et ja fra deg");
        kaia.clicks(&preview, "Legg ut").await.answer("lagt ut");
        world.expect_edit(&preview, "lagt ut").await;
        world.expect_in_channel(Kind::Welcome, "Velkommen").await;
        let themeless = kaia.types("/klynge").await.answer("Det eneste dere trenger å velge nå, er tema");
        assert!(themeless.offers("Skriv tema") && themeless.offers("Gi meg tre forslag"), "{}", themeless.reads());
        let open = ida.types("/klynge").await.answer("Kommer noen av dere?");
        assert!(open.says("Dere er vertskap torsdag 15. oktober"), "{}", open.reads());
        ida.clicks(&open, "Vi kommer").await.answer("Studio Nord kommer");
        ida.types("/klynge").await.answer("Studio Nord kommer.");
    }
}

story! {
    /// Who is new is asked for the company before anything else.
    async fn a_newcomers_panel_asks_for_the_company(world: &World) {
        set_up(world).await;
        choose_first_theme(world).await;
        let nils = world.person("nils");
        nils.joins(ROOM).await;
        world.expect_dm("nils", Kind::Company, "Hvilken bedrift").await;
        let panel = nils.types("/klynge").await.answer("Hvilken bedrift er du fra?");
        let form = nils.clicks(&panel, "Velg bedrift").await.form();
        nils.submits(&form, json!({ "company": "Fjord Form" })).await.notice("Fjord Form").await;
        world.expect_edit_of(Kind::Company, "Fjord Form").await;
        world.expect_edit_of(Kind::Welcome, "@liv, @nils").await;
        nils.types("/klynge").await.answer("Kommer noen av dere?");
        world.person("kaia").types("/klynge").await.answer("Ingenting venter på deg");
    }
}
