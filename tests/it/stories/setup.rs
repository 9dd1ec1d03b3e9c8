//! Setting a cluster up: from an empty channel to the approved welcome.

use crate::stories::set_up;
use crate::world::{COMPANIES, Kind, ROOM, World, json, setup_values, story};

story! {
    /// Invited, asked, previewed, approved.
    async fn a_facilitator_sets_a_cluster_up_in_a_few_steps(world: &World) {
        let kaia = world.person("kaia");
        kaia.types("/klynge").await.answer("Her er det ingen mikroklynge ennå");
        kaia.invites("klynge", ROOM).await;
        let form = kaia.types("/klynge oppsett").await.form();
        assert_eq!(form.title, "Sett opp mikroklyngen");
        kaia.submits(&form, setup_values()).await.notice("5 bedrifter er på plass").await;
        let preview = world.expect_dm("kaia", Kind::Setup, "Slik blir velkomsten i kanalen").await;
        assert!(preview.says("Tors. 17. sept.: @kaia"), "{}", preview.reads());
        kaia.clicks(&preview, "Legg ut").await.answer("Velkomsten er lagt ut");
        let welcome = world.expect_in_channel(Kind::Welcome, "hver andre torsdag kl. 11.30").await;
        assert!(welcome.says("Studio Nord: @ida (kontakt), @per"), "{}", welcome.reads());
        assert!(welcome.says("Papir & Piksel"), "{}", welcome.reads());
        assert!(welcome.offers("Velg bedrift"));
        let preview = world.expect_edit(&preview, "Velkomsten er lagt ut i kanalen").await;
        assert!(!preview.offers("Legg ut"));
    }
}

story! {
    /// The form can be filled in before the bot is in the channel; what was typed is not lost.
    async fn klynge_asks_to_be_invited_first_and_the_form_keeps_what_was_typed(world: &World) {
        let kaia = world.person("kaia");
        let form = kaia.types("/klynge setup").await.form();
        let refused = kaia.submits(&form, setup_values()).await;
        assert!(refused.fault("rhythm").contains("/invite @Klynge"));
        assert_eq!(refused.form().holds("companies"), json!(COMPANIES));
        kaia.invites("klynge", ROOM).await;
        kaia.submits(&form, json!({})).await.notice("5 bedrifter").await;
        world.expect_dm("kaia", Kind::Setup, "Slik blir velkomsten").await;
        kaia.types("/klynge").await.answer("Velkomsten venter på et ja fra deg");
        world.person("ida").types("/klynge neste").await.answer("@kaia ser over velkomsten først");
    }
}

story! {
    /// All faults at once, each with what to write instead, and nothing is forgotten.
    async fn every_fault_in_the_form_is_named_at_once(world: &World) {
        let kaia = world.person("kaia");
        kaia.invites("klynge", ROOM).await;
        let form = kaia.types("/klynge oppsett").await.form();
        let wrong = json!({
            "date": "2026-09-19",
            "minutes": "3",
            "place": "Kafeen",
            "link": "http://mote.example",
            "companies": "Studio Nord; @ingen\nFjord Form; @jonas\nfjord form",
        });
        let refused = kaia.submits(&form, wrong).await;
        assert!(refused.fault("date").contains("fridag"));
        assert!(refused.fault("minutes").contains("fra 15 til 480"));
        assert!(refused.fault("link").contains("https://"));
        let lines = refused.fault("companies");
        assert!(lines.contains("Linje 1: Finner ingen som heter «@ingen»"), "{lines}");
        assert!(lines.contains("Linje 3: «fjord form» er med fra før"), "{lines}");
        let past = json!({ "date": "2026-08-27", "minutes": "60", "link": null, "companies": "Alene" });
        let refused = kaia.submits(&refused.form(), past).await;
        assert!(refused.fault("date").contains("allerede vært"), "{}", refused.fault("date"));
        assert!(refused.fault("companies").contains("minst 2 bedrifter"));
        assert_eq!(refused.form().holds("place"), json!("Kafeen"));
        kaia.submits(&refused.form(), setup_values()).await.notice("5 bedrifter").await;
        world.expect_dm("kaia", Kind::Setup, "Slik blir velkomsten").await;
    }
}

story! {
    /// What was entered comes back in the form, and the preview shows what changed.
    async fn the_facilitator_changes_the_preview_before_posting_it(world: &World) {
        let kaia = world.person("kaia");
        kaia.invites("klynge", ROOM).await;
        let form = kaia.types("/klynge oppsett").await.form();
        kaia.submits(&form, setup_values()).await.notice("5 bedrifter").await;
        let preview = world.expect_dm("kaia", Kind::Setup, "Sted: Kafeen").await;
        let form = kaia.clicks(&preview, "Endre").await.form();
        assert_eq!(form.holds("companies"), json!(COMPANIES));
        assert_eq!((form.holds("date"), form.holds("time")), (json!("2026-09-17"), json!("11:30")));
        let fewer = json!({ "place": "Biblioteket", "companies": "Studio Nord; @ida\nFjord Form; @jonas" });
        kaia.submits(&form, fewer).await.notice("2 bedrifter").await;
        let preview = world.expect_edit(&preview, "Sted: Biblioteket").await;
        assert!(!preview.says("Tre Streker"), "{}", preview.reads());
        kaia.clicks(&preview, "Legg ut").await.answer("lagt ut");
        let welcome = world.expect_in_channel(Kind::Welcome, "Sted: Biblioteket").await;
        assert!(!welcome.says("Papir"), "{}", welcome.reads());
        world.expect_edit(&preview, "lagt ut i kanalen").await;
    }
}

story! {
    /// A form opened in two places at once: the second answer finds the work done.
    async fn a_double_submit_and_a_double_post_do_the_work_once(world: &World) {
        let kaia = world.person("kaia");
        kaia.invites("klynge", ROOM).await;
        let form = kaia.types("/klynge oppsett").await.form();
        world.fault(json!({ "fault": "duplicate", "method": "view_submission" })).await;
        kaia.submits(&form, setup_values()).await.notice("5 bedrifter").await;
        let preview = world.expect_dm("kaia", Kind::Setup, "Slik blir velkomsten").await;
        world.fault(json!({ "fault": "duplicate", "method": "block_actions" })).await;
        kaia.clicks(&preview, "Legg ut").await.answer("lagt ut");
        world.expect_in_channel(Kind::Welcome, "Velkommen").await;
        world.expect_edit(&preview, "lagt ut i kanalen").await;
        kaia.types("/klynge oppsett").await.answer("Her er det en mikroklynge allerede");
    }
}

story! {
    /// Who set it up decides; another one is told whom to ask.
    async fn only_the_facilitator_posts_and_changes_the_setup(world: &World) {
        let (kaia, ida) = (world.person("kaia"), world.person("ida"));
        kaia.invites("klynge", ROOM).await;
        let form = kaia.types("/klynge oppsett").await.form();
        kaia.submits(&form, setup_values()).await.notice("5 bedrifter").await;
        let preview = world.expect_dm("kaia", Kind::Setup, "Slik blir velkomsten").await;
        ida.types("/klynge oppsett").await.answer("@kaia er fasilitator");
        assert_eq!(ida.cannot_click(&preview, "Legg ut").await, "not_in_channel");
        let copied = world.forge(ROOM, "Legg ut", &preview.value_of("Legg ut")).await;
        ida.clicks(&copied, "Legg ut").await.answer("Si fra til @kaia");
    }
}

story! {
    /// In a direct conversation there is no channel to set up.
    async fn a_cluster_is_set_up_in_a_channel_only(world: &World) {
        set_up(world).await;
        let ida = world.person("ida");
        ida.types_to_klynge("/klynge oppsett").await.answer("Det virker bare i en kanal");
        ida.types_to_klynge("/klynge neste").await.answer("17. september");
    }
}
