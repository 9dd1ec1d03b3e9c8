//! Slack's bad moments: cut lines, rate limits, silence, refusals, repetitions. Nothing is lost, and
//! nothing is said twice.

use crate::stories::{announced, choose_first_theme, set_up};
use crate::world::{Kind, ROOM, World, json, story};

story! {
    /// The announcement arrives and the answer is lost: it is found by looking, not sent again.
    async fn a_lost_answer_is_looked_up(world: &World) {
        set_up(world).await;
        choose_first_theme(world).await;
        world.fault(json!({ "fault": "drop_after_send", "method": "chat.postMessage" })).await;
        world.clock_to("2026-09-10T09:00").await;
        let card = world.expect_in_channel(Kind::Announcement, "Layout som virker").await;
        world.person("ida").clicks(&card, "Vi kommer").await.answer("Studio Nord kommer");
        world.expect_edit(&card, "Kommer (1)").await;
    }
}

story! {
    /// So is a direct message, and one in a thread.
    async fn lost_answers_are_looked_up_wherever_they_were(world: &World) {
        let card = announced(world).await;
        world.fault(json!({ "fault": "drop_after_send", "method": "chat.postMessage", "times": 2 })).await;
        world.person("ida").writes("neste").await;
        world.expect_dm("ida", Kind::Answer, "17. september").await;
        let list = world.person("kaia").types("/klynge møte").await.answer("De neste møtene");
        let form = world.person("kaia").clicks(&list, "Endre sted").await.form();
        world.person("kaia").submits(&form, json!({ "place": "Loftet" })).await.notice("Loftet").await;
        world.expect_reply(&card, Kind::Change, "Loftet").await;
        world.expect_edit(&card, "Loftet").await;
    }
}

story! {
    /// Rate limits are waited out, server errors are cleared up, and a call that hangs is given up.
    async fn what_slack_does_not_take_at_once_it_gets_later(world: &World) {
        set_up(world).await;
        choose_first_theme(world).await;
        let post = "chat.postMessage";
        world.fault(json!({ "fault": "status", "method": post, "status": 429, "retry_after": 1 })).await;
        world.fault(json!({ "fault": "status", "method": post, "status": 503, "times": 2 })).await;
        world.fault(json!({ "fault": "hang", "method": post })).await;
        world.clock_to("2026-09-10T09:00").await;
        let card = world.expect_in_channel(Kind::Announcement, "Layout som virker").await;
        let edit = "chat.update";
        world.fault(json!({ "fault": "status", "method": edit, "status": 429, "retry_after": 1 })).await;
        world.fault(json!({ "fault": "hang", "method": edit })).await;
        world.fault(json!({ "fault": "drop_after_send", "method": edit })).await;
        world.person("ida").clicks(&card, "Vi kommer").await.answer("Studio Nord kommer");
        world.expect_edit(&card, "Kommer (1)").await;
    }
}

story! {
    /// A channel that is closed to Klynge is told to the one who can mend it, once; then the
    /// announcement is made after all.
    async fn a_closed_channel_is_told_to_the_facilitator_once(world: &World) {
        set_up(world).await;
        choose_first_theme(world).await;
        world.fault(json!({ "fault": "error", "method": "chat.postMessage", "error": "channel_not_found" })).await;
        world.clock_to("2026-09-10T09:00").await;
        world.expect_dm("kaia", Kind::Setup, "Jeg får ikke skrevet i #designforum").await;
        world.clock_to("2026-09-12T12:00").await;
        let card = world.expect_in_channel(Kind::Announcement, "Layout som virker").await;
        assert_eq!(card.posted().to_string(), "2026-09-11 09:00:00");
    }
}

story! {
    /// Removed from the channel and invited again: it goes on where it was.
    async fn removed_and_invited_again_klynge_goes_on(world: &World) {
        set_up(world).await;
        choose_first_theme(world).await;
        let kaia = world.person("kaia");
        kaia.removes("klynge", ROOM).await;
        world.expect_dm("kaia", Kind::Setup, "Jeg får ikke skrevet i #designforum").await;
        world.clock_to("2026-09-11T12:00").await;
        world.expect_silence().await;
        kaia.invites("klynge", ROOM).await;
        world.quiet().await;
        let card = world.expect_in_channel(Kind::Announcement, "Layout som virker").await;
        assert_eq!(card.posted().to_string(), "2026-09-11 12:00:00");
    }
}

story! {
    /// Events that come twice or in the wrong order are understood once.
    async fn repeated_and_reordered_events_do_no_harm(world: &World) {
        let card = announced(world).await;
        world.fault(json!({ "fault": "duplicate", "method": "member_joined_channel" })).await;
        world.person("nils").joins(ROOM).await;
        world.expect_dm("nils", Kind::Company, "Hvilken bedrift").await;
        world.fault(json!({ "fault": "reorder", "method": "member_joined_channel" })).await;
        world.person("eva").joins(ROOM).await;
        world.person("sara").joins(ROOM).await;
        world.expect_dm("eva", Kind::Company, "Hvilken bedrift").await;
        world.expect_dm("sara", Kind::Company, "Hvilken bedrift").await;
        world.fault(json!({ "fault": "duplicate", "method": "block_actions" })).await;
        world.person("ida").clicks(&card, "Vi kommer").await.answer("Studio Nord kommer");
        world.expect_edit(&card, "Kommer (1)").await;
        world.fault(json!({ "fault": "duplicate", "method": "message.im" })).await;
        world.person("ida").writes("neste").await;
        world.expect_dm("ida", Kind::Answer, "17. september").await;
    }
}

story! {
    /// Connections end, announced or not; people notice nothing.
    async fn a_connection_that_ends_is_not_noticed(world: &World) {
        let card = announced(world).await;
        for (reason, button, shown) in
            [("warning", "Vi kommer", "Kommer (1)"), ("refresh_requested", "Kanskje", "Kanskje (1)"), ("cut", "Kan ikke – send brief", "Kan ikke (1)")]
        {
            world.fault(json!({ "fault": "disconnect", "reason": reason })).await;
            world.person("ida").clicks(&card, button).await.answer("Studio Nord");
            world.expect_edit(&card, shown).await;
        }
    }
}

story! {
    /// A form that cannot be opened is apologised for, and opens at the next press.
    async fn a_form_that_cannot_be_opened_is_apologised_for(world: &World) {
        let card = announced(world).await;
        let nils = world.person("nils");
        nils.joins(ROOM).await;
        world.expect_dm("nils", Kind::Company, "Hvilken bedrift").await;
        world.fault(json!({ "fault": "error", "method": "views.open", "error": "internal_error" })).await;
        nils.clicks(&card, "Vi kommer").await.answer("Beklager");
        let form = nils.clicks(&card, "Vi kommer").await.form();
        nils.closes(&form).await;
    }
}

story! {
    /// Gone without a word in the middle of a call: what was due is said, what was answered is kept.
    async fn a_crash_in_the_middle_of_a_call_loses_nothing(world: &World) {
        set_up(world).await;
        choose_first_theme(world).await;
        world.fault(json!({ "fault": "hang", "method": "chat.postMessage", "times": 1000 })).await;
        world.clock_to("2026-09-10T08:59").await;
        world.crashes_while_the_clock_turns("2026-09-10T09:00").await;
        world.fault(json!({ "clear": true })).await;
        world.start_bot().await;
        let card = world.expect_in_channel(Kind::Announcement, "Layout som virker").await;
        world.person("ida").clicks(&card, "Vi kommer").await.answer("Studio Nord kommer");
        world.crash().await;
        world.start_bot().await;
        world.expect_edit(&card, "Kommer (1): Studio Nord").await;
    }
}
