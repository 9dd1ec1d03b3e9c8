//! The announcement and the one reminder: to whom they go, and to whom never.

use crate::stories::{all_are_heard_of, announced, set_up};
use crate::world::{Kind, MARKET, ROOM, World, json, story};

story! {
    /// One person of each company that has not answered, in that person's language.
    async fn one_person_of_each_silent_company_is_reminded_once(world: &World) {
        let card = announced(world).await;
        world.person("per").clicks(&card, "Kan ikke – send brief").await.answer("Studio Nord kan ikke");
        world.expect_edit(&card, "Kan ikke (1)").await;
        world.clock_to("2026-09-16T08:59").await;
        world.expect_dm("liv", Kind::Invitation, "17. september").await;
        world.expect_silence().await;
        world.advance("1m").await;
        let english = world.expect_dm("jonas", Kind::Reminder, "Are any of you coming tomorrow at 11:30?").await;
        assert!(english.offers("We're coming"), "{}", english.reads());
        world.expect_dm("may", Kind::Reminder, "tomorrow").await;
        let kari = world.expect_dm("kari", Kind::Reminder, "Kommer noen av dere i morgen kl. 11.30?").await;
        world.expect_silence().await;
        world.person("kari").clicks(&kari, "Vi kommer").await.answer("Papir & Piksel kommer");
        world.expect_edit(&kari, "Takk, @kari! Papir & Piksel kommer").await;
        world.expect_edit(&card, "Kommer (1): Papir & Piksel").await;
    }
}

story! {
    /// A colleague's answer is thanked on the reminder of the one who was asked.
    async fn a_colleagues_answer_settles_the_reminder(world: &World) {
        announced(world).await;
        world.skip_to("2026-09-16T09:00").await;
        world.person("ole").types("/klynge kommer").await.answer("Papir & Piksel kommer");
        world.expect_edit_of(Kind::Reminder, "Takk, @ole! Papir & Piksel kommer").await;
        world.expect_edit_of(Kind::Announcement, "Kommer (1): Papir & Piksel").await;
    }
}

story! {
    /// "Don't ask again" is kept, the colleague is asked instead, and it can be undone.
    async fn who_does_not_want_to_be_asked_is_not(world: &World) {
        announced(world).await;
        world.clock_to("2026-09-16T09:00").await;
        for name in ["ida", "jonas", "may"] {
            world.expect_dm(name, Kind::Reminder, "Layout som virker").await;
        }
        let kari = world.expect_dm("kari", Kind::Reminder, "Kommer noen av dere").await;
        world.person("kari").clicks(&kari, "Ikke spør igjen").await.answer("jeg minner deg ikke på å svare mer");
        world.skip_to("2026-09-30T08:59").await;
        world.advance("1m").await;
        world.expect_dm("ole", Kind::Reminder, "Papir & Piksel").await;
        for name in ["ida", "jonas", "may"] {
            world.expect_dm(name, Kind::Reminder, "11").await;
        }
        world.person("kari").types("/klynge utsett av").await.answer("Velkommen tilbake");
        all_are_heard_of(world).await;
        world.skip_to("2026-10-14T08:59").await;
        world.advance("1m").await;
        world.expect_dm("kari", Kind::Reminder, "Papir & Piksel").await;
        // Studio Nord hosts, so it is there.
        for name in ["jonas", "may"] {
            world.expect_dm(name, Kind::Reminder, "11").await;
        }
    }
}

story! {
    /// In peace until a date, and back by itself.
    async fn a_snooze_lasts_until_its_date(world: &World) {
        announced(world).await;
        let may = world.person("may");
        let form = may.types("/klynge snooze").await.form();
        assert!(form.reads.contains("When are you back?"), "{}", form.reads);
        may.closes(&form).await;
        may.types("/klynge snooze gestern").await.answer("gestern");
        may.types("/klynge snooze 2026-10-01").await.answer("Thursday 1 October");
        world.clock_to("2026-09-16T09:00").await;
        for name in ["ida", "jonas", "kari"] {
            world.expect_dm(name, Kind::Reminder, "Layout som virker").await;
        }
        world.expect_dm("per", Kind::Invitation, "17. september").await;
        world.expect_silence().await;
        all_are_heard_of(world).await;
        world.skip_to("2026-10-14T08:59").await;
        world.advance("1m").await;
        for name in ["jonas", "kari", "may"] {
            world.expect_dm(name, Kind::Reminder, "11").await;
        }
    }
}

story! {
    /// Two clusters, one person: one unasked message in seven days, and the other company's
    /// question goes to a colleague.
    async fn two_clusters_together_keep_to_one_persons_budget(world: &World) {
        set_up(world).await;
        let sara = world.person("sara");
        sara.invites("klynge", MARKET).await;
        let form = sara.types_in(MARKET, "/klynge oppsett").await.form();
        let values = json!({
            "rhythm": "weekly", "date": "2026-09-18", "time": "09:00", "place": "Loftet",
            "companies": "Strek Marked; @ida; @nils\nRaster Salg; @jonas",
        });
        sara.submits(&form, values).await.notice("2 bedrifter").await;
        let preview = world.expect_dm("sara", Kind::Setup, "Slik blir velkomsten").await;
        sara.clicks(&preview, "Legg ut").await.answer("lagt ut");
        world.expect_edit(&preview, "lagt ut i kanalen").await;
        world.expect_in(MARKET, Kind::Welcome, "hver fredag kl. 09.00").await;
        world.person("ida").types_to_klynge("/klynge neste").await.answer("flere mikroklynger: #designforum og #markedsforum");
        world.skip_to("2026-09-16T08:59").await;
        world.advance("1m").await;
        for name in ["ida", "jonas", "kari", "may"] {
            world.expect_dm(name, Kind::Reminder, "11").await;
        }
        world.clock_to("2026-09-17T09:00").await;
        world.expect_dm("nils", Kind::Reminder, "Strek Marked").await;
        world.expect_silence().await;
        world.skip_to("2026-10-16T12:00").await;
    }
}

story! {
    /// A cluster that starts in the middle of things catches up with what still makes sense.
    async fn a_meeting_that_is_near_is_announced_at_once(world: &World, from "2026-09-15T10:00") {
        set_up(world).await;
        world.quiet().await;
        let card = world.expect_in_channel(Kind::Announcement, "17. september").await;
        world.expect_dm("kaia", Kind::Host, "17. september").await;
        assert_eq!(card.posted().to_string(), "2026-09-15 10:00:00");
        let joined = world.person("nils").joins(ROOM).await;
        joined.closed();
        world.expect_dm("nils", Kind::Company, "Hvilken bedrift").await;
    }
}
