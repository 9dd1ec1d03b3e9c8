//! The organiser's turns: handed over by themselves, with a message to the new one.

use crate::stories::set_up;
use crate::world::{Kind, World, json, story};

story! {
    /// After the start phase the first company organises, and may do what that takes.
    async fn the_first_company_takes_over_from_the_facilitator(world: &World) {
        set_up(world).await;
        world.person("kari").types("/klynge arrangør").await.answer("1. september – 1. oktober: @kaia");
        world.skip_to("2026-10-02T08:59").await;
        world.advance("1m").await;
        let told = world.expect_dm("ida", Kind::Handover, "Nå er Studio Nord arrangør for #designforum").await;
        assert!(told.says("@kaia hadde ansvaret før dere"), "{}", told.reads());
        world.expect_dm("kaia", Kind::Draft, "Ingen noterte noe torsdag 1. oktober").await;
        let (ida, per) = (world.person("ida"), world.person("per"));
        ida.clicks(&told, "Vertskap").await.answer("Tors. 15. okt.: Studio Nord");
        let list = ida.clicks(&told, "Møtene").await.answer("De neste møtene");
        assert!(list.offers("Flytt"), "{}", list.reads());
        let turns = per.types("/klynge organiser").await.answer("2. oktober – 1. desember: Studio Nord");
        assert!(turns.says("2. desember – 1. februar: Fjord Form"), "{}", turns.reads());
        let members = per.types("/klynge medlemmer").await.answer("Hvem er med?");
        let form = per.clicks(&members, "Legg til bedrifter").await.form();
        per.submits(&form, json!({ "companies": "Sidespor" })).await.notice("Velkommen til Sidespor").await;
        world.expect_edit_of(Kind::Welcome, "Sidespor").await;
    }
}

story! {
    /// Two months later the next one has it, and the one before has not.
    async fn a_turn_passes_on_after_two_months(world: &World) {
        set_up(world).await;
        world.skip_to("2026-12-02T08:59").await;
        world.advance("1m").await;
        world.expect_dm("jonas", Kind::Handover, "Fjord Form is organiser of #designforum now").await;
        let members = world.person("per").types("/klynge medlemmer").await.answer("Hvem er med?");
        assert!(!members.offers("Legg til bedrifter"), "{}", members.reads());
    }
}

story! {
    /// Down over a whole turn: only the present organiser is told.
    async fn after_long_downtime_only_the_present_organiser_is_told(world: &World) {
        set_up(world).await;
        world.stop_bot().await;
        world.clock_to("2027-02-03T10:00").await;
        world.start_bot().await;
        world.expect_dm("kari", Kind::Handover, "Nå er Papir & Piksel arrangør").await;
        world.skip_to("2027-02-03T10:01").await;
    }
}
