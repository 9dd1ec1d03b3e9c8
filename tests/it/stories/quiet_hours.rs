//! Nights, weekends and downtime: what is said later, and what is no longer said.

use crate::stories::{announced, set_up};
use crate::world::{Kind, World, story};

story! {
    /// Everything that is due on a Saturday is said on Monday morning.
    async fn a_weekend_is_quiet(world: &World, from "2026-09-12T12:00") {
        set_up(world).await;
        world.clock_to("2026-09-14T07:59").await;
        world.expect_silence().await;
        world.clock_to("2026-09-14T09:00").await;
        let card = world.expect_in_channel(Kind::Announcement, "17. september").await;
        assert_eq!(card.posted().to_string(), "2026-09-14 09:00:00");
        world.expect_dm("kaia", Kind::Host, "17. september").await;
        world.clock_to("2026-09-15T12:00").await;
        let invited = world.expect_dm("per", Kind::Invitation, "17. september").await;
        assert_eq!(invited.posted().to_string(), "2026-09-15 09:00:00", "not on the day of the announcement");
        world.expect_silence().await;
    }
}

story! {
    /// Down over a reminder: it goes out late, while it still makes sense.
    async fn what_still_makes_sense_after_downtime_is_said_once(world: &World) {
        announced(world).await;
        world.stop_bot().await;
        world.clock_to("2026-09-16T14:00").await;
        world.start_bot().await;
        for name in ["ida", "jonas", "kari", "may"] {
            let reminder = world.expect_dm(name, Kind::Reminder, "11").await;
            assert_eq!(reminder.posted().to_string(), "2026-09-16 14:00:00");
        }
        world.restart().await;
        world.expect_silence().await;
    }
}

story! {
    /// Down over a whole meeting: nobody is asked for a theme, invited or reminded; only who was
    /// there is asked, and the next meeting comes as usual.
    async fn what_makes_no_sense_any_more_is_not_said(world: &World) {
        set_up(world).await;
        world.clock_to("2026-09-07T12:00").await;
        world.crash().await;
        world.clock_to("2026-09-18T07:00").await;
        world.start_bot().await;
        world.expect_silence().await;
        world.clock_to("2026-09-18T12:00").await;
        let asked = world.expect_dm("kaia", Kind::Attendance, "Hvem var med?").await;
        assert_eq!(asked.posted().to_string(), "2026-09-18 09:00:00");
        world.expect_dm("kaia", Kind::Draft, "Ingen noterte noe").await;
        world.skip_to("2026-09-22T08:59").await;
        world.advance("1m").await;
        world.expect_dm("kaia", Kind::Host, "1. oktober").await;
    }
}

story! {
    /// A reply comes at any hour; only what is said by itself waits.
    async fn who_asks_at_night_is_answered_at_night(world: &World) {
        let card = announced(world).await;
        world.clock_to("2026-09-12T23:30").await;
        world.person("ida").clicks(&card, "Vi kommer").await.answer("Studio Nord kommer");
        world.expect_edit(&card, "Kommer (1)").await;
        world.person("ida").writes("hjelp").await;
        world.expect_dm("ida", Kind::Answer, "Dette kan jeg hjelpe med").await;
    }
}
