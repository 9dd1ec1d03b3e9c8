//! Bokmål and English: what a person chose, then the Slack locale, then the cluster's language.

use crate::stories::{announced, set_up, set_up_with};
use crate::world::{Kind, ROOM, World, json, setup_values, story};

story! {
    /// One cluster, three kinds of readers.
    async fn everybody_is_answered_in_their_language(world: &World) {
        set_up(world).await;
        world.person("jonas").types("/klynge neste").await.answer("Next meeting");
        world.person("ole").types("/klynge next").await.answer("Neste møte");
        let tom = world.person("tom");
        tom.joins(ROOM).await;
        world.expect_dm("tom", Kind::Company, "Hvilken bedrift er du fra?").await;
        tom.types("/klynge next").await.answer("Neste møte");
    }
}

story! {
    /// What one chose comes before the locale, in answers and in what comes by itself.
    async fn a_chosen_language_is_kept(world: &World) {
        announced(world).await;
        let (ida, jonas) = (world.person("ida"), world.person("jonas"));
        ida.types("/klynge språk engelsk").await.answer("English");
        let which = jonas.types("/klynge language").await.answer("Which language");
        jonas.clicks(&which, "Norsk bokmål").await.answer("bokmål");
        world.restart().await;
        ida.types("/klynge neste").await.answer("Next meeting");
        world.clock_to("2026-09-16T09:00").await;
        world.expect_dm("ida", Kind::Reminder, "Are any of you coming tomorrow").await;
        world.expect_dm("jonas", Kind::Reminder, "Kommer noen av dere i morgen").await;
        world.expect_dm("kari", Kind::Reminder, "Kommer noen av dere").await;
        world.expect_dm("may", Kind::Reminder, "Are any of you coming").await;
        world.expect_dm("per", Kind::Invitation, "Vil dere vise noe torsdag 17. september?").await;
    }
}

story! {
    /// A locale changed in Slack is followed.
    async fn a_changed_locale_is_followed(world: &World) {
        set_up(world).await;
        let ida = world.person("ida");
        ida.changes_profile("locale", json!("en-GB")).await;
        ida.types("/klynge neste").await.answer("Next meeting");
    }
}

story! {
    /// The channel speaks the cluster's language, people theirs.
    async fn the_channel_speaks_the_clusters_language(world: &World) {
        let mut values = setup_values();
        values["language"] = json!("en");
        set_up_in_english(world, values).await;
        world.clock_to("2026-09-10T09:00").await;
        world.expect_dm("kaia", Kind::Host, "Det eneste du trenger å velge nå").await;
        let card = world.expect_in_channel(Kind::Announcement, "Thursday 17 September at 11:30").await;
        world.person("ida").clicks(&card, "We're coming").await.answer("Studio Nord kommer");
        world.expect_edit(&card, "Coming (1): Studio Nord").await;
    }
}

async fn set_up_in_english(world: &World, values: serde_json::Value) {
    let welcome = set_up_with(world, values).await;
    assert!(welcome.says("every second Thursday at 11:30"), "{}", welcome.reads());
}
