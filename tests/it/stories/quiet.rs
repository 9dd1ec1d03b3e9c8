//! Companies that are heard of, and companies that are not.

use crate::stories::{set_up, set_up_with};
use crate::world::{Kind, ROOM, World, json, setup_values, story};
use chrono::NaiveDate;

/// When somebody of a company last did something, as the bot remembers it.
async fn active_on(world: &World, company: &str) -> Option<NaiveDate> {
    let ws = world.memory().await;
    let known = ws.companies.values().find(|known| known.name.plain() == company);
    ws.presence.get(&known?.id)?.active_on
}

story! {
    /// To write or to react is to take part; of the words nothing is kept, and of the rest of the day
    /// nothing need be written down.
    async fn whoever_is_heard_of_in_the_channel_takes_part(world: &World) {
        let welcome = set_up(world).await;
        let first = NaiveDate::from_ymd_opt(2026, 9, 1);
        assert_eq!(active_on(world, "Studio Nord").await, None);
        world.person("per").says_in(ROOM, "Noen som har en god skriver?").await;
        world.person("jonas").reacts(&welcome, "tada").await;
        world.quiet().await;
        assert_eq!(active_on(world, "Studio Nord").await, first);
        assert_eq!(active_on(world, "Fjord Form").await, first);
        assert_eq!(active_on(world, "Papir & Piksel").await, None);
        let before = world.remembered().await;
        world.person("ida").says_in(ROOM, "Ja, kom innom!").await;
        world.person("liv").reacts(&welcome, "wave").await;
        world.quiet().await;
        assert_eq!(world.remembered().await, before, "nothing to write down");
        world.person("may").types("/klynge neste").await.answer("Thursday 17 September");
        assert_eq!(active_on(world, "Tre Streker").await, first);
    }
}

/// Six companies of which nobody is known, and two that could be asked: Tre Streker (may, who reads
/// English) and Papir & Piksel (kari and ole).
const SILENT: &str =
    "Ark A\nArk B\nArk C\nArk D\nArk E\nArk F\nTre Streker; @may\nPapir & Piksel; @kari; @ole";

/// Both were heard of on 4 September, and are so for the last time. On Friday 23 October the meeting of
/// the Thursday after has been announced, with a theme.
async fn six_weeks_of_silence(world: &World) {
    let mut values = setup_values();
    values["companies"] = json!(SILENT);
    set_up_with(world, values).await;
    world.skip_to("2026-09-04T10:00").await;
    world.person("may").says_in(ROOM, "Hi all!").await;
    world.person("kari").says_in(ROOM, "Hei på dere!").await;
    world.skip_to("2026-10-22T10:00").await;
    let ask = world.latest_dm("kaia", Kind::Host).await;
    let form = world.person("kaia").clicks(&ask, "Skriv tema").await.form();
    world.person("kaia").submits(&form, json!({ "Tema": "Layout som virker" })).await.notice("Layout").await;
    world.skip_to("2026-10-23T08:59").await;
    world.advance("1m").await;
}

story! {
    /// One message, once; and what one answers shows on it. The reminder has nothing to add.
    async fn a_quiet_company_is_invited_just_to_listen(world: &World) {
        six_weeks_of_silence(world).await;
        let nudge = world
            .expect_dm("kari", Kind::Nudge, "Hei, @kari! På torsdag snakker vi om Layout som virker. Kom gjerne bare for å lytte.")
            .await;
        assert_eq!(nudge.buttons(), ["Blir med", "Spør senere", "Ikke spør igjen"]);
        assert!(nudge.says("Torsdag 29. oktober kl. 11.30 · Kafeen"), "{}", nudge.reads());
        let english = world.expect_dm("may", Kind::Nudge, "Hi, @may! On Thursday we're talking about").await;
        assert_eq!(english.buttons(), ["We'll join", "Ask later", "Don't ask again"]);
        world.expect_silence().await;
        world.person("kari").clicks(&nudge, "Blir med").await.answer("Papir & Piksel kommer");
        let nudge = world.expect_edit(&nudge, "Så fint, Papir & Piksel blir med!").await;
        assert!(nudge.buttons().is_empty(), "{}", nudge.reads());
        world.expect_edit_of(Kind::Announcement, "Papir & Piksel").await;
        world.clock_to("2026-10-23T17:00").await;
        world.expect_silence().await;
        world.skip_to("2026-10-28T17:00").await;
        for name in ["kari", "ole", "may"] {
            let asked = world.dms(name, Kind::Reminder).await.into_iter().map(|one| one.posted().date());
            assert!(asked.into_iter().all(|day| day.to_string().as_str() < "2026-10-22"), "{name} is asked twice");
        }
        world.skip_to("2026-10-29T13:00").await;
        let over = world.latest_dm("may", Kind::Nudge).await;
        assert!(over.says("is over or off") && over.buttons().is_empty(), "{}", over.reads());
    }
}

story! {
    /// A month in peace, and asked again: whoever says "later" is there, and yet stays away.
    async fn later_is_a_month_later(world: &World) {
        six_weeks_of_silence(world).await;
        let english = world.expect_dm("may", Kind::Nudge, "even if just to listen").await;
        let nudge = world.expect_dm("kari", Kind::Nudge, "bare for å lytte").await;
        world.person("may").clicks(&english, "Ask later").await;
        let english = world.expect_edit(&english, "I'll ask again in a month or so").await;
        assert_eq!(english.buttons(), ["We'll join"], "one may think better of it");
        world.person("kari").clicks(&nudge, "Spør senere").await;
        world.expect_edit(&nudge, "jeg spør igjen om en måned").await;
        world.restart().await;
        world.skip_to("2026-12-18T10:00").await;
        for name in ["may", "kari"] {
            let all = world.dms(name, Kind::Nudge).await;
            let days: Vec<String> = all.iter().map(|one| one.posted().to_string()).collect();
            assert_eq!(days, ["2026-10-23 09:00:00", "2026-11-23 09:00:00"], "{name}");
        }
        assert_eq!(world.dms("kaia", Kind::Quiet).await.len(), 0, "one of two was answered");
    }
}

story! {
    /// No more to anybody of the company, until it is undone.
    async fn never_again_is_kept(world: &World) {
        six_weeks_of_silence(world).await;
        let english = world.expect_dm("may", Kind::Nudge, "just to listen").await;
        let nudge = world.expect_dm("kari", Kind::Nudge, "bare for å lytte").await;
        world.person("kari").clicks(&nudge, "Ikke spør igjen").await;
        world.expect_edit(&nudge, "jeg spør ikke mer").await;
        world.person("may").clicks(&english, "Don't ask again").await;
        world.expect_edit(&english, "I won't ask again").await;
        world.skip_to("2026-12-18T10:00").await;
        for name in ["may", "kari", "ole"] {
            assert!(world.dms(name, Kind::Nudge).await.len() < 2, "{name} was asked again");
        }
        assert_eq!(world.dms("kaia", Kind::Quiet).await.len(), 0);
    }
}

story! {
    /// Two that nobody answers, then one word to the facilitator, and peace.
    async fn after_two_in_vain_the_facilitator_hears_of_it_once(world: &World) {
        six_weeks_of_silence(world).await;
        world.skip_to("2026-12-07T08:59").await;
        assert_eq!(world.dms("kari", Kind::Nudge).await.len(), 2);
        world.advance("1m").await;
        let told = world.expect_dm("kaia", Kind::Quiet, "Vi har ikke hørt fra Tre Streker og Papir & Piksel").await;
        assert!(told.says("Jeg har spurt to ganger og lar dem være i fred nå"), "{}", told.reads());
        world.skip_to("2027-01-20T10:00").await;
        assert_eq!(world.dms("kari", Kind::Nudge).await.len(), 2);
        assert_eq!(world.dms("kaia", Kind::Quiet).await.len(), 1);
    }
}

story! {
    /// Situation 5: at every meeting, and never a word.
    async fn who_only_ever_listens_is_not_nudged(world: &World) {
        let mut values = setup_values();
        values["companies"] = json!(SILENT);
        set_up_with(world, values).await;
        for meeting in ["2026-09-17", "2026-10-01", "2026-10-15", "2026-10-29", "2026-11-12"] {
            world.skip_to(&format!("{meeting}T12:45")).await;
            let asked = world.latest_dm("kaia", Kind::Attendance).await;
            let form = world.person("kaia").clicks(&asked, "Endre kryssene").await.form();
            world.person("kaia").submits(&form, json!({ "attendance": ["Papir & Piksel"] })).await.closed();
            world.expect_edit(&asked, "Papir & Piksel").await;
        }
        world.skip_to("2026-12-11T10:00").await;
        assert_eq!(world.dms("kari", Kind::Nudge).await.len() + world.dms("ole", Kind::Nudge).await.len(), 0);
        assert_eq!(world.dms("may", Kind::Nudge).await.len(), 2, "nobody of Tre Streker was there");
    }
}

story! {
    /// Situation 6: Ole comes instead of Kari, who is left alone.
    async fn who_has_a_colleague_that_comes_is_left_alone(world: &World) {
        let mut values = setup_values();
        values["companies"] = json!(SILENT);
        set_up_with(world, values).await;
        for announced in ["2026-09-10", "2026-09-24", "2026-10-08", "2026-10-22", "2026-11-05"] {
            world.skip_to(&format!("{announced}T10:00")).await;
            world.person("ole").types("/klynge kommer").await.answer("Papir & Piksel kommer");
            world.expect_edit_of(Kind::Announcement, "Papir & Piksel").await;
        }
        world.skip_to("2026-11-27T10:00").await;
        for kind in [Kind::Nudge, Kind::Reminder] {
            let unasked: Vec<String> =
                world.dms("kari", kind).await.into_iter().map(|message| message.posted().to_string()).collect();
            assert!(unasked.iter().all(|day| day.as_str() > "2026-11-20"), "{unasked:?}");
        }
    }
}
