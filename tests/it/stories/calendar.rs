//! The year: nights on which clocks change, and days on which nobody meets.

use crate::stories::{all_are_heard_of, set_up, set_up_with};
use crate::world::{Kind, World, json, setup_values, story};

/// The usual setup with another rhythm and first date.
fn from(rhythm: &str, date: &str) -> serde_json::Value {
    let mut values = setup_values();
    values["rhythm"] = json!(rhythm);
    values["date"] = json!(date);
    values
}

story! {
    /// Clocks go back on 25 October 2026; nine o'clock stays nine o'clock.
    async fn in_autumn_nine_is_nine(world: &World) {
        set_up(world).await;
        world.skip_to("2026-10-20T10:00").await;
        all_are_heard_of(world).await;
        world.skip_to("2026-10-22T08:59").await;
        world.advance("1m").await;
        world.expect_in_channel(Kind::Announcement, "Torsdag 29. oktober kl. 11.30").await;
        world.expect_dm("liv", Kind::Host, "29. oktober").await;
        world.skip_to("2026-10-28T08:59").await;
        world.advance("1m").await;
        let reminder = world.expect_dm("kari", Kind::Reminder, "i morgen kl. 11.30").await;
        assert_eq!(reminder.posted().to_string(), "2026-10-28 09:00:00");
        world.skip_to("2026-10-29T12:44").await;
        world.expect_silence().await;
        world.advance("1m").await;
        world.expect_dm("jonas", Kind::Attendance, "Who was there?").await;
        world.skip_to("2026-10-29T12:45").await;
    }
}

story! {
    /// Clocks go forward on 28 March 2027, which is Easter Sunday: what falls into Easter waits for
    /// the first working day, at nine.
    async fn in_spring_nine_is_nine_and_easter_is_quiet(world: &World, from "2027-03-15T10:00") {
        set_up_with(world, from("fortnightly", "2027-04-01")).await;
        world.clock_to("2027-03-23T09:00").await;
        world.expect_dm("kaia", Kind::Host, "1. april").await;
        world.clock_to("2027-03-30T08:59").await;
        world.expect_silence().await;
        world.advance("1m").await;
        let card = world.expect_in_channel(Kind::Announcement, "Torsdag 1. april kl. 11.30").await;
        assert_eq!(card.posted().to_string(), "2027-03-30 09:00:00");
        world.clock_to("2027-03-31T09:00").await;
        for name in ["ida", "jonas", "kari", "may"] {
            let reminder = world.expect_dm(name, Kind::Reminder, "11").await;
            assert_eq!(reminder.posted().to_string(), "2027-03-31 09:00:00");
        }
    }
}

story! {
    /// Easter Monday and 17 May are Mondays in 2027: nobody meets, and no host loses a turn.
    async fn public_holidays_are_skipped(world: &World, from "2027-03-01T10:00") {
        set_up_with(world, from("weekly", "2027-03-22")).await;
        let hosts = world.person("kaia").types("/klynge vertskap").await.answer("Man. 22. mars: @kaia");
        assert!(!hosts.says("29. mars"), "Easter Monday: {}", hosts.reads());
        assert!(hosts.says("Man. 5. april: @kaia"), "{}", hosts.reads());
        assert!(hosts.says("Man. 12. april: Studio Nord"), "{}", hosts.reads());
        assert!(hosts.says("Man. 10. mai: Blankt Ark") && !hosts.says("17. mai"), "{}", hosts.reads());
        assert!(hosts.says("Man. 24. mai: Studio Nord"), "{}", hosts.reads());
    }
}

story! {
    /// Christmas Eve is no day for a meeting either.
    async fn christmas_is_skipped(world: &World) {
        set_up(world).await;
        let hosts = world.person("kaia").types("/klynge vertskap").await.answer("Tors. 10. des.: Blankt Ark");
        assert!(!hosts.says("24. des."), "{}", hosts.reads());
        assert!(hosts.says("Tors. 7. jan.: Studio Nord"), "{}", hosts.reads());
    }
}
