//! What companies show each other: signed up, confirmed, taken back, moved on; and who is invited.

use crate::stories::{announced, set_up};
use crate::world::{Kind, Message, Person, ROOM, View, World, json, story};
use serde_json::Value;

/// Kari of Papir & Piksel signs up for ten minutes at the announced meeting; answers her own card.
async fn kari_signs_up(world: &World, card: &Message) -> Message {
    let kari = world.person("kari");
    let form = kari.clicks(card, "Vil vise noe").await.form();
    kari.submits(&form, json!({ "title": "Rutenett" }))
        .await
        .notice("på agendaen torsdag 17. september")
        .await;
    world.expect_edit(card, "Papir & Piksel: Rutenett (presentasjon, 10 min) – @kari").await;
    world
        .expect_dm("kari", Kind::Presenter, "Torsdag 17. september kl. 11.30: presentasjon, 10 minutter")
        .await
}

/// Fills the form in and reads what is said to it; answers the presenter's own card.
async fn signs_up(world: &World, person: Person<'_>, form: &View, values: Value, words: &str) -> Message {
    let title = values["title"].as_str().unwrap_or_default().to_owned();
    person.submits(form, values).await.notice(words).await;
    world.expect_dm(person.name(), Kind::Presenter, &title).await
}

story! {
    /// From the card: what is wrong is said at its field, and then the talk stands on the card.
    async fn one_signs_up_from_the_announcement(world: &World) {
        let card = announced(world).await;
        let kari = world.person("kari");
        let form = kari.clicks(&card, "Vil vise noe").await.form();
        assert!(form.reads.contains("uferdig er helt fint"), "{}", form.reads);
        let chosen = form.holds("meeting")["text"]["text"].clone();
        assert_eq!(chosen, "Torsdag 17. september kl. 11.30 (45 min ledig)");
        let wrong = kari.submits(&form, json!({ "Hva vil du vise?": "  ", "minutes": "50" })).await;
        assert!(wrong.fault("title").contains("Fyll inn"), "{}", wrong.fault("title"));
        assert!(wrong.fault("minutes").contains("plass til 45 minutter"), "{}", wrong.fault("minutes"));
        let right = json!({ "title": "Rutenett & <luft>", "format": "Fortelling", "minutes": "15" });
        let own = signs_up(world, kari, &wrong.form(), right, "Så fint! Rutenett & <luft> er på agendaen").await;
        assert!(own.says("Dette viser du") && own.offers("Trekk den"), "{}", own.reads());
        let card = world.expect_edit(&card, "Papir & Piksel: Rutenett & <luft> (fortelling, 15 min) – @kari").await;
        assert!(card.says("Kommer (1): Papir & Piksel"), "who shows something comes: {}", card.reads());
        world.person("ida").types("/klynge neste").await.answer("Rutenett & <luft>");
    }
}

story! {
    /// By the word in either language, from the panel, and with a button after mere words.
    async fn there_are_many_ways_to_the_form(world: &World) {
        announced(world).await;
        let (kari, jonas) = (world.person("kari"), world.person("jonas"));
        let form = kari.types("/klynge presenter").await.form();
        assert_eq!(form.holds("meeting")["text"]["text"], "Når det passer best");
        kari.closes(&form).await;
        let panel = kari.types("/klynge").await.answer("Dette gjelder deg nå");
        let form = kari.clicks(&panel, "Vil vise noe").await.form();
        kari.closes(&form).await;
        jonas.writes("present").await;
        let button = world.expect_dm("jonas", Kind::Answer, "That takes a small form").await;
        let form = jonas.clicks(&button, "Want to show something").await.form();
        assert_eq!(form.title, "Show something");
        jonas.closes(&form).await;
    }
}

story! {
    /// Who has said no company is asked for it first.
    async fn one_shows_something_for_a_company(world: &World) {
        set_up(world).await;
        let nils = world.person("nils");
        nils.joins(ROOM).await;
        world.expect_dm("nils", Kind::Company, "Hvilken bedrift").await;
        let first = nils.types("/klynge presenter").await.answer("hvilken bedrift du er fra");
        assert!(first.offers("Velg bedrift"), "{}", first.reads());
    }
}

story! {
    /// The title stays among those who are there.
    async fn a_confidential_title_is_not_on_the_card(world: &World) {
        let card = announced(world).await;
        let jonas = world.person("jonas");
        let form = jonas.clicks(&card, "Vil vise noe").await.form();
        let values = json!({ "title": "Client X", "Is it confidential?": ["Yes, this is confidential"] });
        let own = signs_up(world, jonas, &form, values, "Confidential").await;
        assert!(own.says("the channel only says that you show something"), "{}", own.reads());
        let card = world.expect_edit(&card, "Fjord Form: noe fortrolig (presentasjon, 10 min) – @jonas").await;
        assert!(!card.says("Client X") && !card.fallback().contains("Client X"), "{}", card.reads());
        let next = world.person("ida").types("/klynge neste").await.answer("noe fortrolig");
        assert!(!next.says("Client X"), "{}", next.reads());
    }
}

story! {
    /// "Any" is the first meeting with room.
    async fn any_meeting_is_the_first_with_room(world: &World) {
        let card = announced(world).await;
        let (kari, jonas) = (world.person("kari"), world.person("jonas"));
        let form = kari.clicks(&card, "Vil vise noe").await.form();
        signs_up(world, kari, &form, json!({ "title": "Lang", "minutes": "40" }), "17. september").await;
        world.expect_edit(&card, "Lang").await;
        let form = jonas.types("/klynge present").await.form();
        let own = signs_up(world, jonas, &form, json!({ "title": "Short" }), "Thursday 1 October").await;
        assert!(own.says("Thursday 1 October at 11:30: presentation, 10 minutes"), "{}", own.reads());
        let crowded = jonas.clicks(&card, "Vil vise noe").await.form();
        let full = jonas.submits(&crowded, json!({ "title": "Also" })).await;
        assert!(full.fault("minutes").contains("room for 5 minutes"), "{}", full.fault("minutes"));
        jonas.closes(&full.form()).await;
    }
}

story! {
    /// The morning before: an answer is needed, and one press gives it.
    async fn a_presenter_is_reminded_and_says_to_be_ready(world: &World) {
        let card = announced(world).await;
        let own = kari_signs_up(world, &card).await;
        world.skip_to("2026-09-16T08:59").await;
        world.advance("1m").await;
        for name in ["ida", "jonas", "may"] {
            world.expect_dm(name, Kind::Reminder, "11").await;
        }
        let ready = world.expect_dm("kari", Kind::Presenter, "Trenger svar: Er du klar til å vise Rutenett").await;
        world.expect_silence().await;
        let kari = world.person("kari");
        kari.clicks(&ready, "Jeg er klar").await;
        let thanks = world.expect_edit(&ready, "Takk, så bra! Da viser du Rutenett").await;
        assert!(thanks.buttons().is_empty(), "{}", thanks.reads());
        world.expect_edit(&own, "Du har sagt at du er klar").await;
        world.skip_to("2026-09-17T12:45").await;
        let own = world.latest_dm("kari", Kind::Presenter).await;
        assert!(own.says("Takk for at du viste Rutenett!") && own.buttons().is_empty(), "{}", own.reads());
    }
}

story! {
    /// Nobody else can take it back, whatever button they have got hold of.
    async fn what_is_taken_back_is_off_the_agenda(world: &World) {
        let card = announced(world).await;
        let own = kari_signs_up(world, &card).await;
        let copied = world.forge(ROOM, "Trekk den", &own.value_of("Trekk den")).await;
        world.person("ida").clicks(&copied, "Trekk den").await.answer("kollegene og fasilitatoren");
        world.expect_silence().await;
        world.person("kari").clicks(&own, "Trekk den").await.answer("Rutenett er trukket");
        let own = world.expect_edit(&own, "Rutenett er trukket").await;
        assert!(own.buttons().is_empty(), "{}", own.reads());
        let card = world.expect_edit(&card, "Kommer (1): Papir & Piksel").await;
        assert!(!card.says("Agenda"), "{}", card.reads());
    }
}

story! {
    /// With all meetings full one waits, and is told as soon as there is room.
    async fn who_waits_gets_the_room_that_becomes_free(world: &World) {
        set_up(world).await;
        let (kari, jonas) = (world.person("kari"), world.person("jonas"));
        let mut owns = Vec::new();
        for nth in 1..=8 {
            let form = kari.types("/klynge presenter").await.form();
            let title = format!("Del {nth}");
            owns.push(signs_up(world, kari, &form, json!({ "title": title, "minutes": "45" }), &title).await);
        }
        let form = jonas.types("/klynge present").await.form();
        assert!(form.reads.contains("The meetings ahead are full"), "{}", form.reads);
        let waits = signs_up(world, jonas, &form, json!({ "title": "Short" }), "It's full just now").await;
        assert!(waits.says("It waits for room"), "{}", waits.reads());
        kari.clicks(&owns[0], "Trekk den").await.answer("Del 1 er trukket");
        world.expect_edit(&owns[0], "Del 1 er trukket").await;
        let told = world.expect_dm("jonas", Kind::Presenter, "on the agenda for Thursday 17 September").await;
        assert!(told.offers("Take it back"), "{}", told.reads());
        world.expect_edit(&waits, "Thursday 17 September at 11:30").await;
    }
}

story! {
    /// Called off: the talk moves on by itself, and its presenter knows.
    async fn a_talk_moves_on_when_its_meeting_is_called_off(world: &World) {
        let card = announced(world).await;
        let own = kari_signs_up(world, &card).await;
        let kaia = world.person("kaia");
        let list = kaia.types("/klynge møte").await.answer("De neste møtene");
        let form = kaia.clicks(&list, "Avlys").await.form();
        kaia.submits(&form, json!({})).await.notice("17. september er avlyst").await;
        let card = world.expect_edit(&card, "Avlyst").await;
        world.expect_reply(&card, Kind::Change, "17. september er avlyst").await;
        world.expect_edit_of(Kind::Host, "trenger du ikke tenke mer på").await;
        world.expect_edit(&own, "Torsdag 1. oktober kl. 11.30").await;
        let told = world.expect_dm("kari", Kind::Presenter, "Nå står den på agendaen torsdag 1. oktober").await;
        world.person("kari").clicks(&told, "Trekk den").await.answer("Rutenett er trukket");
        world.expect_edit(&own, "Rutenett er trukket").await;
    }
}

story! {
    /// Moved: the presenter is told, and is asked again for the new date.
    async fn a_presenter_follows_a_meeting_that_is_moved(world: &World) {
        let card = announced(world).await;
        let own = kari_signs_up(world, &card).await;
        world.skip_to("2026-09-16T09:00").await;
        let ready = world.latest_dm("kari", Kind::Presenter).await;
        world.person("kari").clicks(&ready, "Jeg er klar").await;
        world.expect_edit(&ready, "Takk, så bra!").await;
        world.expect_edit(&own, "Du har sagt at du er klar").await;
        let kaia = world.person("kaia");
        let list = kaia.types("/klynge møte").await.answer("De neste møtene");
        let form = kaia.clicks(&list, "Flytt").await.form();
        kaia.submits(&form, json!({ "Ny dato": "2026-09-24" })).await.notice("24. september").await;
        world.expect_dm("kari", Kind::Change, "er flyttet til torsdag 24. september").await;
        world.expect_edit(&own, "Torsdag 24. september kl. 11.30: presentasjon").await;
        let ready = world.expect_edit(&ready, "Trenger svar").await;
        assert!(ready.says("torsdag 24. september"), "{}", ready.reads());
        world.skip_to("2026-09-23T09:00").await;
        let again = world.latest_dm("kari", Kind::Presenter).await;
        assert!(again.says("Trenger svar") && again.posted().to_string() == "2026-09-23 09:00:00", "{}", again.reads());
    }
}

story! {
    /// A company that leaves takes what it was to show along.
    async fn a_company_that_leaves_is_off_the_agenda(world: &World) {
        let card = announced(world).await;
        let own = kari_signs_up(world, &card).await;
        let kaia = world.person("kaia");
        let members = kaia.types("/klynge medlemmer").await.answer("Papir & Piksel");
        let form = kaia.clicks(&members, "Meld ut en bedrift").await.form();
        kaia.submits(&form, json!({ "Hvem slutter?": "Papir & Piksel" })).await.notice("Papir & Piksel").await;
        world.expect_edit(&own, "Rutenett er trukket").await;
        let card = world.expect_edit(&card, "Er dere med?").await;
        assert!(!card.says("Papir & Piksel") && !card.says("Rutenett"), "{}", card.reads());
        world.expect_edit_of(Kind::Welcome, "Tre Streker").await;
    }
}

story! {
    /// Three days before, one company is invited, and may say no; the next time it is another's turn.
    async fn one_company_at_a_time_is_invited(world: &World) {
        announced(world).await;
        world.clock_to("2026-09-14T08:59").await;
        world.expect_silence().await;
        world.advance("1m").await;
        let invited = world.expect_dm("per", Kind::Invitation, "Vil dere vise noe torsdag 17. september?").await;
        assert_eq!(invited.buttons(), ["Vil vise noe", "Ikke denne gangen", "Ikke spør igjen"]);
        world.expect_silence().await;
        world.person("per").clicks(&invited, "Ikke denne gangen").await.answer("Helt i orden");
        world.skip_to("2026-09-28T08:59").await;
        world.advance("1m").await;
        let liv = world.expect_dm("liv", Kind::Invitation, "torsdag 1. oktober").await;
        world.expect_silence().await;
        world.person("liv").clicks(&liv, "Ikke spør igjen").await.answer("jeg inviterer deg ikke mer");
        world.skip_to("2026-11-30T12:00").await;
        assert_eq!(world.latest_dm("liv", Kind::Invitation).await.posted(), liv.posted());
    }
}

story! {
    /// Invited, and glad to: the form opens at that meeting, and the invitation says thanks.
    async fn an_invitation_is_taken(world: &World) {
        let card = announced(world).await;
        world.skip_to("2026-09-14T09:00").await;
        let invited = world.latest_dm("per", Kind::Invitation).await;
        let per = world.person("per");
        let form = per.clicks(&invited, "Vil vise noe").await.form();
        assert!(form.holds("meeting")["text"]["text"].as_str().is_some_and(|text| text.contains("17. september")));
        signs_up(world, per, &form, json!({ "title": "Uferdig" }), "17. september").await;
        let invited = world.expect_edit(&invited, "Så fint, Studio Nord viser noe torsdag 17. september!").await;
        assert!(invited.buttons().is_empty(), "{}", invited.reads());
        world.expect_edit(&card, "Studio Nord: Uferdig").await;
    }
}

story! {
    /// Stopped in the middle, nothing is forgotten and nothing said again.
    async fn a_talk_survives_a_crash(world: &World) {
        let card = announced(world).await;
        let own = kari_signs_up(world, &card).await;
        world.crash().await;
        world.start_bot().await;
        world.expect_silence().await;
        world.person("kari").clicks(&own, "Trekk den").await.answer("Rutenett er trukket");
        world.expect_edit(&own, "Rutenett er trukket").await;
        world.expect_edit_of(Kind::Announcement, "Kommer (1)").await;
    }
}
