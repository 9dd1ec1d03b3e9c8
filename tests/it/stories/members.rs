//! Companies that come later, and companies that leave.

use crate::stories::set_up;
use crate::world::{Kind, World, json, story};

story! {
    /// A newcomer is welcomed into the rotation and shown to all.
    async fn a_company_added_later_hosts_like_the_others(world: &World) {
        let welcome = set_up(world).await;
        let kaia = world.person("kaia");
        let members = kaia.types("/klynge medlemmer").await.answer("5 bedrifter");
        let form = kaia.clicks(&members, "Legg til bedrifter").await.form();
        let twice = kaia.submits(&form, json!({ "companies": "studio nord\nSidespor; @sara" })).await;
        assert!(twice.fault("companies").contains("Linje 1"), "{}", twice.fault("companies"));
        let added = kaia.submits(&twice.form(), json!({ "companies": "Sidespor; @sara" })).await;
        added.notice("Velkommen til Sidespor").await;
        world.expect_edit(&welcome, "Sidespor: @sara (kontakt)").await;
        kaia.types("/klynge members").await.answer("6 bedrifter");
        world.person("sara").types_to_klynge("/klynge vertskap").await.answer("Tors. 7. jan.: Sidespor");
    }
}

story! {
    /// Gone with its name; its meeting is hosted by the next, who is asked in its place.
    async fn a_company_that_leaves_is_let_go_and_its_meeting_is_not(world: &World) {
        set_up(world).await;
        world.skip_to("2026-10-06T08:59").await;
        world.advance("1m").await;
        let asked = world.expect_dm("ida", Kind::Host, "Studio Nord er vertskap").await;
        let kaia = world.person("kaia");
        let members = kaia.types("/klynge medlemmer").await.answer("5 bedrifter");
        let form = kaia.clicks(&members, "Meld ut en bedrift").await.form();
        kaia.submits(&form, json!({ "Hvem slutter?": "Studio Nord" })).await.notice("Studio Nord er ute").await;
        let welcome = world.expect_edit_of(Kind::Welcome, "Velkommen").await;
        assert!(!welcome.says("Studio Nord"), "{}", welcome.reads());
        world.expect_edit(&asked, "@jonas ser til det nå").await;
        world.expect_dm("jonas", Kind::Host, "Fjord Form hosts the meeting on Thursday 15 October").await;
        kaia.types("/klynge vertskap").await.answer("Tors. 15. okt.: Fjord Form");
        world.person("ida").types("/klynge møte").await.answer("Si fra til dem");
        world.person("ida").types("/klynge").await.answer("Hvilken bedrift er du fra?");
    }
}
