//! The Home tab: what matters now, and always as things are.

use crate::stories::{announced, choose_first_theme, set_up};
use crate::world::{Kind, World, json, setup_values, story};

/// The parts of a Home that come before another.
fn before<'a>(home: &'a str, words: &str) -> &'a str {
    home.split_once(words).map(|(before, _)| before).unwrap_or_else(|| panic!("no {words:?} in:\n{home}"))
}

story! {
    /// Opened, answered from, and up to date after a colleague's answer, all without a message.
    async fn a_company_answers_from_home_and_sees_what_its_colleagues_answer(world: &World) {
        let card = announced(world).await;
        let (ida, per) = (world.person("ida"), world.person("per"));
        let home = ida.opens_home().await;
        let first = before(&home, "Neste møte");
        assert!(first.contains("#designforum · Studio Nord") && first.contains("Kommer noen av dere?"), "{home}");
        assert!(home.contains("Torsdag 17. september kl. 11.30") && home.contains("Layout som virker"), "{home}");
        assert!(home.contains("Dere er vertskap torsdag 15. oktober"), "{home}");
        ida.clicks_home("Vi kommer").await.closed();
        let home = ida.home().await;
        assert!(home.contains("Studio Nord kommer.") && home.contains("Ingenting venter på deg"), "{home}");
        let card = world.expect_edit(&card, "Kommer (1): Studio Nord").await;
        per.opens_home().await;
        ida.clicks_home("Kan ikke – send brief").await.closed();
        assert!(per.home().await.contains("Studio Nord kan ikke denne gangen."), "{}", per.home().await);
        let card = world.expect_edit(&card, "Kan ikke (1): Studio Nord").await;
        per.clicks(&card, "Vi kommer").await.answer("Studio Nord kommer");
        assert!(ida.home().await.contains("Studio Nord kommer."), "{}", ida.home().await);
        world.expect_edit(&card, "Kommer (1): Studio Nord").await;
    }
}

story! {
    /// The facilitator: the welcome, then the theme, then nothing.
    async fn the_facilitators_home_leads_from_the_welcome_to_the_first_theme(world: &World) {
        let kaia = world.person("kaia");
        assert!(kaia.opens_home().await.contains("når du er med i en mikroklynge"), "{}", kaia.home().await);
        kaia.invites("klynge", crate::world::ROOM).await;
        let form = kaia.types("/klynge oppsett").await.form();
        kaia.submits(&form, setup_values()).await.notice("på plass").await;
        let preview = world.expect_dm("kaia", Kind::Setup, "Slik blir velkomsten").await;
        assert!(kaia.home().await.contains("venter på et ja fra deg"), "{}", kaia.home().await);
        kaia.clicks_home("Legg ut").await.closed();
        world.expect_edit(&preview, "lagt ut").await;
        world.expect_in_channel(Kind::Welcome, "Kafeen").await;
        assert!(kaia.home().await.contains("Det eneste dere trenger å velge nå, er tema"), "{}", kaia.home().await);
        let form = kaia.clicks_home("Skriv tema").await.form();
        kaia.submits(&form, json!({ "Tema": "Farger" })).await.notice("Farger").await;
        let home = kaia.home().await;
        assert!(home.contains("Ingenting venter på deg") && home.contains("Farger"), "{home}");
    }
}

story! {
    /// Somebody new says where they are from, in the form that Home opens.
    async fn a_newcomer_begins_at_home(world: &World) {
        set_up(world).await;
        choose_first_theme(world).await;
        let nils = world.person("nils");
        nils.joins(crate::world::ROOM).await;
        world.expect_dm("nils", Kind::Company, "Hvilken bedrift").await;
        nils.opens_home().await;
        let form = nils.clicks_home("Velg bedrift").await.form();
        nils.submits(&form, json!({ "company": "Fjord Form" })).await.notice("Fjord Form").await;
        world.expect_edit_of(Kind::Company, "Fjord Form").await;
        world.expect_edit_of(Kind::Welcome, "@liv, @nils").await;
        let home = nils.home().await;
        assert!(home.contains("#designforum · Fjord Form") && home.contains("Kommer noen av dere?"), "{home}");
    }
}

story! {
    /// A talk is signed up, shown, and taken back; what one presses too late is answered in a small window.
    async fn a_presenter_sees_the_talk_and_takes_it_back(world: &World) {
        let card = announced(world).await;
        let ida = world.person("ida");
        ida.opens_home().await;
        let form = ida.clicks_home("Vil vise noe").await.form();
        ida.submits(&form, json!({ "title": "Skilt & kart" })).await.notice("Skilt & kart").await;
        let mine = world.expect_dm("ida", Kind::Presenter, "Skilt & kart").await;
        let card = world.expect_edit(&card, "Skilt & kart").await;
        assert!(ida.home().await.contains("Du viser Skilt & kart torsdag 17. september"), "{}", ida.home().await);
        ida.clicks_home("Trekk den").await.closed();
        assert!(!ida.home().await.contains("Skilt"), "{}", ida.home().await);
        world.expect_edit(&mine, "er trukket").await;
        world.expect_edit(&card, "Kommer (1): Studio Nord").await;
        ida.clicks_home("Hjelp").await.notice("/klynge neste").await;
    }
}

story! {
    /// One's own wishes: another language, a pause with its end, and a way back from "don't ask again".
    async fn wishes_are_kept_at_home(world: &World) {
        announced(world).await;
        let (ida, kari) = (world.person("ida"), world.person("kari"));
        assert!(kari.opens_home().await.contains("Jeg skriver til deg på bokmål"), "{}", kari.home().await);
        kari.clicks_home("English").await.closed();
        assert!(kari.home().await.contains("I write to you in English"), "{}", kari.home().await);
        ida.opens_home().await;
        let form = ida.clicks_home("Ta en pause").await.form();
        assert_eq!(form.holds("date"), json!("2026-09-17"));
        let past = ida.submits(&form, json!({ "date": "2026-09-10" })).await;
        assert!(past.fault("date").contains("fram i tid"), "{}", past.fault("date"));
        ida.submits(&past.form(), json!({ "date": "2026-09-24" })).await.notice("24. september").await;
        assert!(ida.home().await.contains("fri fra påminnelser til torsdag 24. september"), "{}", ida.home().await);
        ida.clicks_home("Avslutt pausen").await.closed();
        assert!(!ida.home().await.contains("fri fra"), "{}", ida.home().await);
        world.clock_to("2026-09-16T10:00").await;
        world.expect_dm("ida", Kind::Reminder, "Kommer noen av dere i morgen").await;
        let reminder = world.expect_dm("kari", Kind::Reminder, "tomorrow").await;
        kari.clicks(&reminder, "Don't ask again").await.answer("won't remind you");
        world.skip_to("2026-09-16T10:01").await;
        assert!(kari.home().await.contains("leave out reminders to answer"), "{}", kari.home().await);
        kari.clicks_home("Remind me again").await.closed();
        assert!(!kari.home().await.contains("leave out"), "{}", kari.home().await);
    }
}

story! {
    /// Slack cuts the connection in the middle, or asks for patience: the Home comes all the same.
    async fn a_home_arrives_whatever_becomes_of_the_call(world: &World) {
        announced(world).await;
        let ida = world.person("ida");
        world.fault(json!({ "fault": "drop_after_send", "method": "views.publish" })).await;
        assert!(ida.opens_home().await.contains("Kommer noen av dere?"), "{}", ida.home().await);
        world.fault(json!({ "fault": "status", "method": "views.publish", "status": 429, "retry_after": 0 })).await;
        ida.clicks_home("Kanskje").await.closed();
        world.quiet().await;
        assert!(ida.home().await.contains("Studio Nord kommer kanskje."), "{}", ida.home().await);
        world.expect_edit_of(Kind::Announcement, "Kanskje (1): Studio Nord").await;
        world.restart().await;
        ida.clicks_home("Vi kommer").await.closed();
        world.expect_edit_of(Kind::Announcement, "Kommer (1): Studio Nord").await;
    }
}
