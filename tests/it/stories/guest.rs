//! The guest bank: put down, invited, said yes, been here; and what the one who knows them is told.

use crate::stories::{all_are_heard_of, set_up};
use crate::world::{Kind, ROOM, World, json, story};

/// Ida of Studio Nord puts Kari Ek down.
async fn known_to_ida(world: &World) {
    set_up(world).await;
    let ida = world.person("ida");
    let bank = ida.types("/klynge gjest").await.answer("Her er det ingen ennå");
    let form = ida.clicks(&bank, "Legg til en gjest").await.form();
    assert!(form.reads.contains("Alle som er med i klyngen, kan lese det"), "{}", form.reads);
    let wrong = ida.submits(&form, json!({ "name": "Kari Ek", "topic": " " })).await;
    assert!(wrong.fault("topic").contains("Fyll inn"), "{}", wrong.fault("topic"));
    let values = json!({ "name": "Kari Ek", "from": "Høgskolen", "topic": "Skrift & <skjerm>", "reach": "kari@hogskole.example" });
    ida.submits(&wrong.form(), values).await.notice("Lagret! Kari Ek: en idé.").await;
}

story! {
    /// From an idea to a visit; all on the cards that are there.
    async fn a_guest_says_yes_and_comes(world: &World) {
        known_to_ida(world).await;
        let ida = world.person("ida");
        let bank = ida.types("/klynge guest").await.answer("Skrift & <skjerm>");
        assert!(bank.says("kari@hogskole.example") && bank.says("Høgskolen"), "{}", bank.reads());
        let form = ida.clicks(&bank, "Lag en invitasjon").await.form();
        let text = ida.submits(&form, json!({ "meeting": "Torsdag 17. september kl. 11.30" })).await;
        let text = text.notice_reads().await;
        assert!(text.contains("Hei, Kari Ek!"), "{text}");
        assert!(text.contains("torsdag 17. september kl. 11.30") && text.contains("Studio Nord"), "{text}");
        let form = ida.clicks(&bank, "Lag en invitasjon").await.form();
        ida.submits(&form, json!({ "language": "English" })).await.notice("Hello Kari Ek,").await;
        world.clock_to("2026-09-10T09:00").await;
        world.skip_over().await;
        let card = world.latest_in_channel(Kind::Announcement).await;
        let form = ida.clicks(&bank, "Endre").await.form();
        let yes = json!({ "status": "Har sagt ja", "meeting": "Torsdag 17. september kl. 11.30" });
        ida.submits(&form, yes).await.notice("har sagt ja til torsdag 17. september").await;
        world.expect_edit(&card, "Gjest: Kari Ek, Høgskolen").await;
        ida.types("/klynge neste").await.answer("Gjest: Kari Ek, Høgskolen");
        world.skip_to("2026-09-17T13:00").await;
        ida.types("/klynge gjest").await.answer("Var her torsdag 17. september");
    }
}

story! {
    /// Somebody else changes and deletes what one knows; one hears of it, and what is deleted is gone for all.
    async fn whoever_knows_a_guest_is_told_of_what_others_do(world: &World) {
        known_to_ida(world).await;
        let may = world.person("may");
        let bank = may.types("/klynge guest").await.answer("Kari Ek");
        let form = may.clicks(&bank, "Change").await.form();
        let tomorrow = may.submits(&form, json!({ "status": "Asked", "date": "2027-01-01" })).await;
        assert!(tomorrow.fault("date").contains("still to come"), "{}", tomorrow.fault("date"));
        let form = tomorrow.form();
        may.submits(&form, json!({ "status": "Asked", "date": "2026-09-01" })).await.notice("Saved!").await;
        world.expect_dm("ida", Kind::Change, "har endret det som står om gjesten din, Kari Ek").await;
        may.clicks(&bank, "Delete").await.answer("Kari Ek is deleted from the guest bank");
        world.expect_dm("ida", Kind::Change, "har slettet gjesten din, Kari Ek").await;
        may.clicks(&bank, "Change").await.answer("gone");
        world.person("ida").types("/klynge gjest").await.answer("Her er det ingen ennå");
    }
}

story! {
    /// A meeting is called off: the guest was asked, and whoever knows them has to say so.
    async fn a_guest_is_told_by_whoever_knows_them_that_a_meeting_is_off(world: &World) {
        known_to_ida(world).await;
        let ida = world.person("ida");
        let bank = ida.types("/klynge gjest").await.answer("Kari Ek");
        let form = ida.clicks(&bank, "Endre").await.form();
        let yes = json!({ "status": "Har sagt ja", "meeting": "Torsdag 17. september kl. 11.30" });
        ida.submits(&form, yes).await.notice("har sagt ja").await;
        let kaia = world.person("kaia");
        let meetings = kaia.types("/klynge møte").await.answer("Avlys");
        let form = kaia.clicks(&meetings, "Avlys").await.form();
        kaia.submits(&form, json!({})).await.notice("avlyst").await;
        world.expect_dm("ida", Kind::Change, "Kari Ek skulle komme").await;
        ida.types("/klynge gjest").await.answer("Er spurt");
        world.skip_over().await;
    }
}

story! {
    /// Six meetings among themselves: somebody from outside is offered, with who could come.
    async fn whoever_hosts_is_told_who_could_come_from_outside(world: &World) {
        known_to_ida(world).await;
        let sara = world.person("sara");
        sara.joins(ROOM).await;
        world.skip_over().await;
        sara.types("/klynge bedrift Blankt Ark").await.answer("Blankt Ark");
        for day in ["2026-09-28", "2026-10-26", "2026-11-23"] {
            world.skip_to(&format!("{day}T10:00")).await;
            all_are_heard_of(world).await;
        }
        world.skip_to("2026-12-08T10:00").await;
        let ask = world.latest_dm("sara", Kind::Host).await;
        assert!(ask.says("Kari Ek: Skrift & <skjerm>. Spør"), "{}", ask.reads());
        let form = sara.clicks(&ask, "Lag en invitasjon").await.form();
        assert!(form.reads.contains("Kari Ek"), "{}", form.reads);
        sara.closes(&form).await;
    }
}
