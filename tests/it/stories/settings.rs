//! What a cluster has otherwise once it runs: changed in a form, told to whom it concerns, with what comes next.

use crate::stories::{announced, set_up};
use crate::world::{Kind, World, json, story};

story! {
    /// The announced meeting follows, its thread is told, and whoever saved sees what the next two weeks bring.
    async fn another_place_for_all_meetings_is_told_where_people_look(world: &World) {
        let card = announced(world).await;
        let kaia = world.person("kaia");
        let form = kaia.types("/klynge innstillinger").await.form();
        assert_eq!((form.holds("place"), form.holds("turn_months")), (json!("Kafeen"), json!("2")));
        let wrong = json!({ "quiet_from": "10:00", "turn_months": "40", "place": "Loftet" });
        let refused = kaia.submits(&form, wrong).await;
        assert!(refused.fault("quiet_from").contains("minst 4 timer"), "{}", refused.fault("quiet_from"));
        assert!(refused.fault("turn_months").contains("fra 1 til 12"), "{}", refused.fault("turn_months"));
        assert_eq!(refused.form().holds("place"), json!("Loftet"));
        let right = json!({ "quiet_from": "16:00", "turn_months": "3" });
        let saved = kaia.submits(&refused.form(), right).await.notice_reads().await;
        for says in ["Sted: Loftet", "Stille tid: kl. 16.00 til kl. 08.00", "varer 3 måneder", "Møtet kl. 11.30"] {
            assert!(saved.contains(says), "{says}: {saved}");
        }
        world.expect_edit_of(Kind::Welcome, "Sted: Loftet").await;
        world.expect_edit(&card, "Loftet").await;
        world.expect_reply(&card, Kind::Change, "Loftet (ikke Kafeen)").await;
        let again = kaia.types("/klynge innstillinger").await.form();
        kaia.submits(&again, json!({})).await.notice("Alt er som før").await;
        world.expect_silence().await;
    }
}

story! {
    /// Others learn where their own settings are, and whoever is given the cluster can run it at once.
    async fn the_facilitator_hands_the_cluster_to_another(world: &World) {
        set_up(world).await;
        world.person("ida").types("/klynge settings").await.answer("Dine egne innstillinger ligger på Hjem");
        let kaia = world.person("kaia");
        let form = kaia.types("/klynge innstillinger").await.form();
        kaia.submits(&form, json!({ "facilitator": "UIDA" })).await.notice("@ida er fasilitator").await;
        world.expect_edit_of(Kind::Welcome, "hjelper @ida med").await;
        world.expect_dm("ida", Kind::Setup, "Du er fasilitator for #designforum fra nå av").await;
        let ida = world.person("ida");
        let theirs = ida.types("/klynge innstillinger").await.form();
        assert_eq!(theirs.holds("place"), json!("Kafeen"));
        ida.closes(&theirs).await;
        kaia.types("/klynge innstillinger").await.answer("Dine egne innstillinger");
    }
}
