//! The agenda: with its times, small things beside talks, in the host's order, and what is carried over.

use crate::stories::announced;
use crate::world::{Kind, ROOM, World, json, story};

story! {
    /// Typed behind the command it stands on the card at once, and can be taken off again.
    async fn something_small_is_put_on_the_agenda(world: &World) {
        let card = announced(world).await;
        let (ida, jonas) = (world.person("ida"), world.person("jonas"));
        let queued = jonas.types("/klynge agenda New <printer>?").await.answer("is on the agenda for Thursday 17 September");
        world.expect_edit(&card, "New <printer>? (5 min) – @jonas").await;
        let agenda = ida.types("/klynge agenda").await.answer("11.30–11.35 New <printer>? (5 min) – @jonas");
        assert!(agenda.says("11.35–12.30 Prat"), "{}", agenda.reads());
        assert_eq!(agenda.buttons(), ["Sett noe på"], "it is not hers");
        let form = ida.clicks(&agenda, "Sett noe på").await.form();
        let wrong = ida.submits(&form, json!({ "title": " ", "link": "http://a.no" })).await;
        assert!(wrong.fault("title").contains("Fyll inn"), "{}", wrong.fault("title"));
        assert!(wrong.fault("link").contains("https://"), "{}", wrong.fault("link"));
        let right = json!({ "title": "Felles lunsj", "minutes": "10 minutter", "link": "" });
        ida.submits(&wrong.form(), right).await.notice("Felles lunsj står på agendaen").await;
        world.expect_edit(&card, "Felles lunsj (10 min) – @ida").await;
        jonas.clicks(&queued, "Take “New <printer>?” off").await.answer("is off the agenda");
        let card = world.expect_edit(&card, "Felles lunsj").await;
        assert!(!card.says("printer"), "{}", card.reads());
    }
}

story! {
    /// From the menu of a message: the form holds its beginning and its address, and nothing else of it is kept.
    async fn a_message_is_put_on_the_agenda(world: &World) {
        let card = announced(world).await;
        let kari = world.person("kari");
        world.person("ida").says_in(ROOM, "Skal vi kjøpe en *ny skriver*?\nDen gamle er treg.").await;
        let form = kari.chooses("put_on_agenda", "Skal vi kjøpe").await.form();
        assert!(form.holds("title").to_string().contains("Skal vi kjøpe en ny skriver?"), "{}", form.holds("title"));
        assert!(form.holds("link").to_string().contains(".slack.com/archives/"), "{}", form.holds("link"));
        assert!(!form.reads.contains("treg"), "{}", form.reads);
        kari.submits(&form, json!({ "title": "Ny skriver" })).await.notice("Ny skriver står på agendaen").await;
        world.expect_edit(&card, "Ny skriver (5 min) – @kari").await;
        let kept = serde_json::to_string(&world.export().await).unwrap_or_default();
        assert!(!kept.contains("treg"));
        let nils = world.person("nils");
        nils.joins(ROOM).await;
        world.expect_dm("nils", Kind::Company, "Hvilken bedrift").await;
    }
}

story! {
    /// Whoever hosts moves one thing at a time; the card follows.
    async fn the_host_changes_the_order(world: &World) {
        let card = announced(world).await;
        let (kaia, kari) = (world.person("kaia"), world.person("kari"));
        let form = kari.clicks(&card, "Vil vise noe").await.form();
        kari.submits(&form, json!({ "title": "Rutenett" })).await.notice("på agendaen").await;
        world.expect_dm("kari", Kind::Presenter, "Rutenett").await;
        world.expect_edit(&card, "Rutenett").await;
        kari.types("/klynge agenda Kaffe").await.answer("Kaffe");
        world.expect_edit(&card, "Kaffe").await;
        let agenda = kaia.types("/klynge agenda").await.answer("11.40–11.45 Kaffe");
        assert_eq!(agenda.buttons(), ["Sett noe på", "Endre rekkefølgen", "Ta av «Kaffe»"]);
        let form = kaia.clicks(&agenda, "Endre rekkefølgen").await.form();
        let wrong = kaia.submits(&form, json!({ "entry": "Kaffe", "behind": "Etter Kaffe" })).await;
        assert!(wrong.fault("behind").contains("noe annet"), "{}", wrong.fault("behind"));
        let moved = json!({ "entry": "Kaffe", "behind": "Først" });
        kaia.submits(&wrong.form(), moved).await.notice("11.30–11.35 Kaffe").await;
        let card = world.expect_edit(&card, "Kaffe").await;
        let reads = card.reads();
        assert!(reads.find("Kaffe") < reads.find("Rutenett"), "{reads}");
    }
}

story! {
    /// After the meeting the host ticks what there was no time for, and it comes first the next time.
    async fn what_there_was_no_time_for_is_carried_over(world: &World) {
        announced(world).await;
        let (ida, kaia) = (world.person("ida"), world.person("kaia"));
        ida.types("/klynge agenda Kaffe").await.answer("17. september");
        ida.types("/klynge agenda Lunsj").await.answer("17. september");
        world.skip_to("2026-09-17T12:45").await;
        let asked = world.latest_dm("kaia", Kind::Attendance).await;
        assert!(asked.offers("Noe vi ikke rakk?"), "{}", asked.reads());
        let form = kaia.clicks(&asked, "Noe vi ikke rakk?").await.form();
        kaia.submits(&form, json!({ "entries": ["Kaffe"] })).await.notice("Kaffe kommer først på agendaen torsdag 1. oktober").await;
        let agenda = ida.types("/klynge agenda").await.answer("11.30–11.35 Kaffe (fra sist, 5 min)");
        assert!(!agenda.says("Lunsj"), "{}", agenda.reads());
    }
}

story! {
    /// Called off: what was on its agenda is on the next one.
    async fn an_agenda_moves_on_when_its_meeting_is_called_off(world: &World) {
        let card = announced(world).await;
        let (ida, kaia) = (world.person("ida"), world.person("kaia"));
        ida.types("/klynge agenda Kaffe").await.answer("17. september");
        world.expect_edit(&card, "Kaffe").await;
        let list = kaia.types("/klynge møte").await.answer("De neste møtene");
        let form = kaia.clicks(&list, "Avlys").await.form();
        kaia.submits(&form, json!({})).await.notice("17. september er avlyst").await;
        let card = world.expect_edit(&card, "Avlyst").await;
        world.expect_reply(&card, Kind::Change, "17. september er avlyst").await;
        world.expect_edit_of(Kind::Host, "trenger du ikke tenke mer på").await;
        let agenda = ida.types("/klynge agenda").await.answer("Torsdag 1. oktober");
        assert!(agenda.says("11.30–11.35 Kaffe"), "{}", agenda.reads());
    }
}
