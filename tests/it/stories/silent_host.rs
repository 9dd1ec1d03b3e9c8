//! The silent host: one named person is asked at a time, in private, and no meeting is without a
//! name.

use crate::stories::{all_are_heard_of, set_up};
use crate::world::{Kind, Message, World, json, story};

/// Tuesday 6 October at 09:00: the first company that hosts is asked for a theme.
async fn ida_is_asked(world: &World) -> Message {
    set_up(world).await;
    world.skip_to("2026-10-06T08:59").await;
    world.advance("1m").await;
    let ask = world.expect_dm("ida", Kind::Host, "Studio Nord er vertskap torsdag 15. oktober").await;
    world.expect_silence().await;
    ask
}

story! {
    /// Host, deputy, organiser, facilitator, two working days each.
    async fn one_after_the_other_is_asked_until_somebody_takes_it(world: &World) {
        set_up(world).await;
        world.skip_to("2026-10-20T08:59").await;
        all_are_heard_of(world).await;
        world.advance("1m").await;
        let jonas = world.expect_dm("jonas", Kind::Host, "Fjord Form hosts").await;
        world.clock_to("2026-10-22T08:59").await;
        world.expect_silence().await;
        world.advance("1m").await;
        let liv = world.expect_dm("liv", Kind::Host, "Fjord Form er vertskap").await;
        assert!(liv.offers("Ikke spør igjen"), "{}", liv.reads());
        world.expect_in_channel(Kind::Announcement, "Fjord Form er vertskap").await;
        world.clock_to("2026-10-26T09:00").await;
        world.expect_dm("ida", Kind::Host, "som arrangør").await;
        world.expect_dm("per", Kind::Invitation, "29. oktober").await;
        world.expect_silence().await;
        world.clock_to("2026-10-28T09:00").await;
        let kaia = world.expect_dm("kaia", Kind::Host, "Fjord Form er vertskap").await;
        assert!(!kaia.offers("Ikke denne gangen"), "nobody is left to pass it to: {}", kaia.reads());
        for name in ["ida", "kari", "may"] {
            world.expect_dm(name, Kind::Reminder, "11").await;
        }
        world.person("jonas").clicks(&jonas, "I'll take it, theme later").await.answer("yours");
        world.expect_edits_of(Kind::Host, 4, "@jonas").await;
        let hosts = world.person("kaia").types("/klynge vertskap").await.answer("Tors. 29. okt.: Fjord Form");
        assert!(hosts.says("Tors. 12. nov.: Papir & Piksel"), "{}", hosts.reads());
    }
}

story! {
    /// A no is a fine answer: the next person is asked at once, while it is day.
    async fn a_host_who_cannot_passes_it_on(world: &World) {
        let ask = ida_is_asked(world).await;
        all_are_heard_of(world).await;
        let (ida, per) = (world.person("ida"), world.person("per"));
        ida.clicks(&ask, "Ikke denne gangen").await.answer("Jeg spør en annen");
        let asked = world.expect_dm("per", Kind::Host, "Kan du ta det denne gangen?").await;
        assert_eq!(asked.posted().to_string(), "2026-10-06 09:00:00");
        per.clicks(&asked, "Jeg tar det, tema siden").await.answer("15. oktober ditt");
        let mine = world.expect_edit(&asked, "@per").await;
        let ask = world.expect_edit(&ask, "@per").await;
        let form = per.clicks(&mine, "Skriv tema").await.form();
        per.submits(&form, json!({ "theme": "Bokstaver" })).await.notice("Bokstaver").await;
        world.expect_edits_of(Kind::Host, 2, "Bokstaver").await;
        assert!(ask.says("@per tar møtet") && ask.buttons().is_empty(), "{}", ask.reads());
        world.clock_to("2026-10-13T10:00").await;
        world.expect_in_channel(Kind::Announcement, "Bokstaver. Studio Nord er vertskap").await;
        world.expect_dm("ole", Kind::Invitation, "15. oktober").await;
    }
}

story! {
    /// Passed on in the evening, the next person is asked in the morning.
    async fn what_is_passed_on_at_night_waits_for_the_morning(world: &World) {
        let ask = ida_is_asked(world).await;
        world.advance("11h").await;
        world.person("ida").clicks(&ask, "Ikke denne gangen").await.answer("Jeg spør en annen");
        world.expect_silence().await;
        world.clock_to("2026-10-07T12:00").await;
        let asked = world.expect_dm("per", Kind::Host, "Kan du ta det").await;
        assert_eq!(asked.posted().to_string(), "2026-10-07 09:00:00");
    }
}

story! {
    /// Nobody starts from a blank page: an idea becomes the theme, changed at will.
    async fn an_idea_becomes_the_theme(world: &World) {
        let ask = ida_is_asked(world).await;
        let ida = world.person("ida");
        let ideas = ida.clicks(&ask, "Gi meg tre forslag").await.answer("Her er tre forslag");
        let offered = ideas.buttons();
        let first = offered.first().map_or("", String::as_str);
        assert_eq!(offered.len(), 4, "three ideas and one's own: {offered:?}");
        let form = ida.clicks(&ideas, first).await.form();
        assert_eq!(form.holds("theme"), json!(first));
        let empty = ida.submits(&form, json!({ "theme": "   " })).await;
        assert!(!empty.fault("theme").is_empty());
        let long = ida.submits(&empty.form(), json!({ "theme": "x".repeat(121) })).await;
        assert!(long.fault("theme").contains("120"), "{}", long.fault("theme"));
        ida.submits(&long.form(), json!({ "theme": "*Farge* & form" })).await.notice("Farge & form").await;
        world.expect_edit(&ask, "Farge & form").await;
        world.clock_to("2026-10-12T10:00").await;
        world.expect_in_channel(Kind::Announcement, "Farge & form").await;
        world.expect_dm("ole", Kind::Invitation, "15. oktober").await;
        world.expect_silence().await;
    }
}

story! {
    /// Another company takes it: the card, its thread and the one who had it are told.
    async fn another_company_takes_the_meeting_over(world: &World) {
        set_up(world).await;
        world.skip_to("2026-10-20T10:00").await;
        all_are_heard_of(world).await;
        world.skip_to("2026-10-26T09:00").await;
        let ida = world.person("ida");
        let ask = world.latest_dm("ida", Kind::Host).await;
        ida.clicks(&ask, "Jeg tar det, tema siden").await.answer("Studio Nord er vertskap");
        let card = world.expect_edit_of(Kind::Announcement, "Studio Nord er vertskap").await;
        world.expect_reply(&card, Kind::Change, "Studio Nord tar over som vertskap").await;
        world.expect_dm("jonas", Kind::Change, "Studio Nord takes over").await;
        world.expect_edits_of(Kind::Host, 3, "@ida").await;
        world.clock_to("2026-10-28T10:00").await;
        for name in ["jonas", "kari", "may"] {
            world.expect_dm(name, Kind::Reminder, "11").await;
        }
        let hosts = world.person("kaia").types("/klynge vertskap").await.answer("Tors. 29. okt.: Studio Nord");
        assert!(hosts.says("Tors. 12. nov.: Fjord Form"), "it has its turn still: {}", hosts.reads());
    }
}

story! {
    /// Somebody who was asked to step in once can ask never to be again.
    async fn who_never_steps_in_is_left_alone(world: &World) {
        set_up(world).await;
        world.skip_to("2026-10-08T08:59").await;
        world.advance("1m").await;
        let asked = world.expect_dm("per", Kind::Host, "Kan du ta det").await;
        world.expect_in_channel(Kind::Announcement, "15. oktober").await;
        world.person("per").clicks(&asked, "Ikke spør igjen").await.answer("/klynge utsett av");
    }
}
