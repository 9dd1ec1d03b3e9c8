//! Who hosts and why: the preview with its ledger and years, the order, and a round that a company sits out.

use crate::stories::set_up;
use crate::world::{Kind, World, json, story};

story! {
    /// Everybody sees who hosts, how often each has, and how a year went; what is long has a window of its own.
    async fn the_ledger_and_a_year_are_a_press_away(world: &World) {
        set_up(world).await;
        world.skip_to("2026-11-30T10:00").await;
        let kari = world.person("kari");
        let hosts = kari.types("/klynge vertskap").await.answer("Tors. 10. des.");
        assert!(!hosts.offers("Endre rekkefølgen"), "{}", hosts.reads());
        let ledger = kari.clicks(&hosts, "Regnskapet").await.notice_reads().await;
        assert!(ledger.contains("Studio Nord: 1 møte, sist i oktober 2026"), "{ledger}");
        assert!(ledger.contains("begynner på snittet"), "{ledger}");
        let year = kari.clicks(&hosts, "2026").await.notice_reads().await;
        assert!(year.contains("Tors. 15. okt.: Studio Nord") && year.contains("Arrangører"), "{year}");
        kari.types("/klynge vertskap 2024").await.answer("Fra 2024 er det ingen møter å vise");
        world.expect_silence().await;
    }
}

story! {
    /// The facilitator moves a company up: those whose next meeting it changes hear of it, whoever moves it is told whom.
    async fn a_company_moves_up_in_the_order(world: &World) {
        set_up(world).await;
        let kaia = world.person("kaia");
        let hosts = kaia.types("/klynge vertskap").await.answer("Tors. 15. okt.: Studio Nord");
        let form = kaia.clicks(&hosts, "Endre rekkefølgen").await.form();
        let wrong = json!({ "company": "Studio Nord", "step": "Ett hakk opp" });
        let refused = kaia.submits(&form, wrong).await;
        assert!(refused.fault("step").contains("står allerede øverst"), "{}", refused.fault("step"));
        let right = json!({ "company": "Fjord Form", "step": "Ett hakk opp" });
        kaia.submits(&refused.form(), right).await.notice("1. Fjord Form").await;
        world.expect_dm("jonas", Kind::Change, "Fjord Form hosts").await;
        world.expect_dm("ida", Kind::Change, "@kaia har endret rekkefølgen, så Studio Nord er vertskap").await;
        world.expect_edit_of(Kind::Welcome, "Fjord Form").await;
        kaia.types("/klynge vertskap").await.answer("Tors. 15. okt.: Fjord Form");
        world.expect_silence().await;
    }
}

story! {
    /// Not this round: the next in line takes the meeting and is told, and the company comes right behind.
    async fn a_company_sits_one_out(world: &World) {
        set_up(world).await;
        let per = world.person("per");
        let hosts = per.types("/klynge vertskap").await.answer("Tors. 15. okt.: Studio Nord");
        let form = per.clicks(&hosts, "Stå over neste").await.form();
        per.submits(&form, json!({})).await.notice("Fjord Form tar møtet torsdag 15. oktober").await;
        world.expect_dm("jonas", Kind::Change, "Studio Nord sits one out, so Fjord Form hosts").await;
        let now = per.types("/klynge vertskap").await.answer("Tors. 15. okt.: Fjord Form");
        assert!(now.says("Tors. 29. okt.: Studio Nord"), "{}", now.reads());
        assert!(!now.offers("Stå over neste"), "once a round: {}", now.reads());
        world.expect_silence().await;
    }
}

story! {
    /// The host is asked later and at another hour, once the facilitator says so.
    async fn things_are_said_at_other_times(world: &World) {
        set_up(world).await;
        let kaia = world.person("kaia");
        let form = kaia.types("/klynge innstillinger tider").await.form();
        assert_eq!((form.holds("ask_days"), form.holds("time")), (json!("10"), json!("09:00")));
        let wrong = json!({ "ask_days": "5", "announce_days": "6", "time": "20:00" });
        let refused = kaia.submits(&form, wrong).await;
        assert!(refused.fault("ask_days").contains("før møtet blir kunngjort"), "{}", refused.fault("ask_days"));
        assert!(refused.fault("time").contains("stille tid"), "{}", refused.fault("time"));
        let right = json!({ "ask_days": "8", "announce_days": "6", "time": "10:00" });
        let saved = kaia.submits(&refused.form(), right).await.notice_reads().await;
        assert!(saved.contains("vertskapet 8, kunngjøringen 6"), "{saved}");
        world.skip_to("2026-09-09T09:59").await;
        world.expect_silence().await;
        world.advance("1m").await;
        world.expect_dm("kaia", Kind::Host, "De første møtene er dine").await;
    }
}

story! {
    /// An organiser asks for somebody to take the turn; the first to say yes has it, and the card says so.
    async fn somebody_takes_a_turn(world: &World) {
        set_up(world).await;
        world.skip_to("2026-10-05T10:00").await;
        let ida = world.person("ida");
        let turns = ida.types("/klynge arrangør").await.answer("2. oktober – 1. desember: Studio Nord");
        let form = ida.clicks(&turns, "Spør etter vikar").await.form();
        let values = json!({ "meeting": "Arrangør 2. oktober – 1. desember: Studio Nord" });
        ida.submits(&form, values).await.notice("Da spør jeg i kanalen").await;
        let card = world.expect_in_channel(Kind::Cover, "er arrangør 2. oktober – 1. desember").await;
        world.person("per").clicks(&card, "Vi tar den").await.answer("er deres egen");
        world.person("kari").clicks(&card, "Vi tar den").await.answer("Takk, da er dere arrangør");
        world.expect_edit(&card, "Papir & Piksel er arrangør").await;
        world.expect_dm("ida", Kind::Cover, "@kari og Papir & Piksel er arrangør").await;
        ida.types("/klynge arrangør").await.answer("2. oktober – 1. desember: Papir & Piksel");
        let hosts = ida.types("/klynge vertskap").await.answer("Vertskap framover");
        let ledger = ida.clicks(&hosts, "Regnskapet").await.notice_reads().await;
        assert!(ledger.contains("skylder Papir & Piksel 1 periode"), "{ledger}");
        world.expect_silence().await;
    }
}
