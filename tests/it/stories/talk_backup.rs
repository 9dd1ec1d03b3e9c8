//! Backups: who can step in at short notice is asked when something falls away, one at a time; and what presenters hear
//! some days before.

use crate::stories::{announced, set_up};
use crate::world::{Kind, Message, World, json, story};

/// Ida and Jonas can step in, in that order, and Kari shows something that fills the meeting; answers the announcement,
/// Kari's card and Ida's.
async fn two_can_step_in(world: &World) -> (Message, Message, Message) {
    let card = announced(world).await;
    let (ida, jonas, kari) = (world.person("ida"), world.person("jonas"), world.person("kari"));
    let form = ida.types("/klynge presenter").await.form();
    let values = json!({ "title": "Papir", "Kan du ta det på kort varsel?": ["Ja, jeg er reserve"] });
    ida.submits(&form, values).await.notice("Papir er notert som reserve").await;
    let backup = world.expect_dm("ida", Kind::Presenter, "Du er reserve").await;
    let form = jonas.types("/klynge present").await.form();
    let values = json!({ "title": "Ink", "backup": ["Yes, I'm a backup"] });
    jonas.submits(&form, values).await.notice("Ink is noted as a backup").await;
    world.expect_dm("jonas", Kind::Presenter, "You're a backup").await;
    let form = kari.clicks(&card, "Vil vise noe").await.form();
    kari.submits(&form, json!({ "title": "Rutenett", "minutes": "45" })).await.notice("på agendaen").await;
    world.expect_edit(&card, "Rutenett").await;
    let own = world.expect_dm("kari", Kind::Presenter, "Rutenett").await;
    (card, own, backup)
}

story! {
    /// The first one says no, and the next one steps in gladly.
    async fn one_backup_at_a_time_is_asked(world: &World) {
        let (card, own, _) = two_can_step_in(world).await;
        world.person("kari").clicks(&own, "Trekk den").await.answer("Rutenett er trukket");
        let ida = world.expect_dm("ida", Kind::Presenter, "Noe har falt bort fra møtet torsdag 17. september").await;
        world.expect_edit(&own, "Rutenett er trukket").await;
        world.expect_edit(&card, "Layout som virker").await;
        assert_eq!(ida.buttons(), ["Ja, gjerne", "Ikke denne gangen"]);
        world.person("ida").clicks(&ida, "Ikke denne gangen").await;
        world.expect_edit(&ida, "Jeg spør gjerne en annen gang").await;
        let jonas = world.expect_dm("jonas", Kind::Presenter, "Something has fallen away").await;
        world.expect_silence().await;
        world.person("jonas").clicks(&jonas, "Yes, gladly").await;
        world.expect_edit(&jonas, "You'll show Ink on Thursday 17 September").await;
        world.expect_edit(&card, "Fjord Form: Ink (presentasjon, 10 min) – @jonas").await;
        world.skip_over().await;
    }
}

story! {
    /// Somebody else takes the room meanwhile: then nobody needs to step in.
    async fn who_was_asked_is_told_when_it_is_not_needed_any_more(world: &World) {
        let (card, own, _) = two_can_step_in(world).await;
        world.person("kari").clicks(&own, "Trekk den").await.answer("Rutenett er trukket");
        let ida = world.expect_dm("ida", Kind::Presenter, "Noe har falt bort").await;
        world.skip_over().await;
        let kari = world.person("kari");
        let form = kari.clicks(&card, "Vil vise noe").await.form();
        kari.submits(&form, json!({ "title": "Likevel" })).await.notice("på agendaen").await;
        let ida = world.expect_edit(&ida, "ordner seg").await;
        assert!(ida.buttons().is_empty(), "{}", ida.reads());
        world.skip_over().await;
        world.person("ida").cannot_click(&ida, "Ja, gjerne").await;
    }
}

story! {
    /// A week before: what is useful to know, with the way to change it or to say that one is ready.
    async fn presenters_hear_a_week_before_what_is_useful(world: &World) {
        set_up(world).await;
        let kari = world.person("kari");
        let form = kari.types("/klynge presenter").await.form();
        kari.submits(&form, json!({ "title": "Rutenett" })).await.notice("på agendaen").await;
        world.expect_dm("kari", Kind::Presenter, "Dette viser du").await;
        world.skip_to("2026-09-10T09:00").await;
        let week = world.latest_dm("kari", Kind::Presenter).await;
        assert!(week.says("viser du Rutenett: presentasjon, 10 minutter. Uferdig er helt fint."), "{}", week.reads());
        assert_eq!(week.buttons(), ["Jeg er klar", "Endre", "Trekk den"]);
        let form = kari.clicks(&week, "Endre").await.form();
        kari.submits(&form, json!({ "Lenke": "https://eksempel.no" })).await.notice("Lagret!").await;
        let week = world.expect_edit(&week, "Lenken ligger der").await;
        kari.clicks(&week, "Jeg er klar").await;
        world.expect_edit(&week, "Takk, så bra! Da viser du Rutenett").await;
        world.skip_over().await;
    }
}
