//! From notes to the brief, and who gets it: by what people see in Slack.

use crate::stories::announced;
use crate::world::{Kind, Message, Person, World, json, story};

/// Kari of Papir & Piksel signs something up at the announced meeting.
async fn signs_up(world: &World, person: Person<'_>, card: &Message, values: serde_json::Value) {
    let form = person.clicks(card, "Vil vise noe").await.form();
    person.submits(&form, values).await.notice("17").await;
    world.skip_over().await;
}

/// The meeting is over; answers the announcement. What was said until then belongs to other stories.
async fn over(world: &World, card: &Message) -> Message {
    world.skip_to("2026-09-17T12:44").await;
    world.advance("1m").await;
    let notes = world.expect_reply(card, Kind::Notes, "Stikkord holder").await;
    world.skip_over().await;
    notes
}

story! {
    /// Situation 7: who cannot come asks for the brief, is never reminded, and gets exactly one message.
    async fn who_cannot_come_gets_the_brief_once_it_is_published(world: &World) {
        let card = announced(world).await;
        let (jonas, kari, may) = (world.person("jonas"), world.person("kari"), world.person("may"));
        jonas.clicks(&card, "Kan ikke – send brief").await.answer("brief");
        may.clicks(&card, "Vi kommer").await.answer("Tre Streker is coming");
        signs_up(world, kari, &card, json!({ "title": "Rutenett" })).await;
        over(world, &card).await;
        may.replies(&card, "Decision: we meet in the workshop next time\nIt was a joy to see twelve columns.").await;
        kari.replies(&card, "lenke: https://rutenett.example/tolv").await;
        kari.replies(&card, "prisen ble for høy, men ikke referer det").await;
        kari.replies(&card, "notat: kunden heter Havbris").await;
        kari.reacts_to("kunden heter Havbris", "zipper_mouth_face").await;
        world.clock_to("2026-09-18T09:00").await;
        let draft = world.expect_dm("kaia", Kind::Draft, "Slik blir briefen fra torsdag 17. september").await;
        assert!(draft.says("Beslutning: we meet in the workshop next time"), "{}", draft.reads());
        assert!(draft.says("rutenett.example") && !draft.says("prisen"), "{}", draft.reads());
        assert!(!draft.says("Havbris"), "{}", draft.reads());
        let part = world.expect_dm("kari", Kind::Draft, "Dette står om Rutenett").await;
        assert!(part.offers("Rett noe"), "{}", part.reads());
        world.expect_silence().await;

        world.person("kaia").clicks(&draft, "Publiser").await;
        world.expect_edit(&draft, "er ute. Takk!").await;
        world.expect_edit(&part, "i briefen fra torsdag 17. september").await;
        let brief = world.expect_reply(&card, Kind::Brief, "Layout som virker – torsdagens møte på ett minutt").await;
        assert!(brief.says("Papir & Piksel: Rutenett"), "{}", brief.reads());
        let mine = world.expect_dm("jonas", Kind::Brief, "what mattered most on Thursday").await;
        assert!(mine.says("just ask @kari"), "{}", mine.reads());
        world.expect_dm("ida", Kind::Brief, "Her er det viktigste fra torsdag").await;
        world.expect_silence().await;
        world.skip_to("2026-09-25T12:00").await;
        world.expect_no_more(Kind::Brief, &["jonas", "ida", "may", "kari", "kaia", "per", "liv"], 2).await;
    }
}

story! {
    /// Questions go to who presented, the answer comes back, and what is wrong is mended everywhere.
    async fn one_asks_and_corrects(world: &World) {
        let card = announced(world).await;
        let (jonas, kari, kaia) = (world.person("jonas"), world.person("kari"), world.person("kaia"));
        signs_up(world, kari, &card, json!({ "title": "Rutenett" })).await;
        over(world, &card).await;
        kari.replies(&card, "notat: Tolv kolonner er nok til det meste").await;
        world.clock_to("2026-09-18T09:00").await;
        let draft = world.expect_dm("kaia", Kind::Draft, "Tolv kolonner").await;
        world.skip_over().await;
        kaia.clicks(&draft, "Publiser").await;
        let mine = world.latest_dm("jonas", Kind::Brief).await;
        world.skip_over().await;

        let whole = jonas.clicks(&mine, "Read").await;
        whole.notice("Tolv kolonner er nok til det meste").await;
        let form = jonas.clicks(&mine, "Ask the presenter").await.form();
        jonas.submits(&form, json!({ "What do you wonder about?": "Why twelve?" })).await.notice("pass it on to @kari").await;
        let question = world.expect_dm("kari", Kind::Ask, "@jonas (Fjord Form) lurer på noe").await;
        assert!(question.says("Why twelve?"), "{}", question.reads());
        let form = kari.clicks(&question, "Svar").await.form();
        kari.submits(&form, json!({ "Svaret ditt": "Fordi det går opp." })).await.notice("Jeg gir det videre til @jonas").await;
        world.expect_dm("jonas", Kind::Ask, "@kari answers you").await;

        let form = jonas.clicks(&mine, "Correct this").await.form();
        jonas.submits(&form, json!({ "What is right?": "It was fourteen" })).await.notice("@kaia").await;
        let wrong = world.expect_dm("kaia", Kind::Correct, "@jonas ser noe i briefen").await;
        let form = kaia.clicks(&wrong, "Rediger").await.form();
        assert_eq!(form.holds("points"), "Tolv kolonner er nok til det meste");
        kaia.submits(&form, json!({ "points": "Fjorten kolonner er nok til det meste" })).await.notice("rettet overalt").await;
        world.expect_edit(&draft, "Fjorten kolonner").await;
        let mine = world.expect_edit(&mine, "Fjorten kolonner").await;
        assert!(!mine.says("Tolv"), "{}", mine.reads());
        world.skip_over().await;
        jonas.types("/klynge brief fjorten").await.answer("Corrected on 18 September");
    }
}

story! {
    /// Situation 8: the sketch of a client is nowhere, until its presenter says otherwise.
    async fn a_secret_is_nowhere_until_its_presenter_agrees(world: &World) {
        let card = announced(world).await;
        let (kari, may, kaia) = (world.person("kari"), world.person("may"), world.person("kaia"));
        let values = json!({ "title": "Skisse for Havbris", "Er det fortrolig?": ["Ja, dette er fortrolig"] });
        signs_up(world, kari, &card, values).await;
        over(world, &card).await;
        may.replies(&card, "notat: Havbris vil ha papp\nnotat: lunsj neste gang").await;
        world.clock_to("2026-09-18T09:00").await;
        let draft = world.expect_dm("kaia", Kind::Draft, "1 punkt er holdt utenfor").await;
        assert!(draft.says("lunsj neste gang") && !draft.says("Havbris"), "{}", draft.reads());
        let part = world.expect_dm("kari", Kind::Draft, "Skisse for Havbris er fortrolig").await;
        world.expect_silence().await;
        kari.clicks(&part, "Det kan deles").await;
        world.expect_edit(&part, "Da er Skisse for Havbris med i briefen").await;
        world.expect_edit(&draft, "Havbris vil ha papp").await;
        world.skip_over().await;
        kaia.clicks(&draft, "Publiser").await;
        world.expect_reply(&card, Kind::Brief, "Skisse for Havbris").await;
        world.skip_over().await;
    }
}

story! {
    /// Nobody presses anything: the agenda goes out by itself a working day later, the notes wait.
    async fn what_nobody_approves_does_not_hold_the_brief_up(world: &World) {
        let card = announced(world).await;
        over(world, &card).await;
        world.person("may").replies(&card, "notat: bare for dem som var der").await;
        world.clock_to("2026-09-18T09:00").await;
        let draft = world.expect_dm("kaia", Kind::Draft, "går bare agendaen ut mandag 21. september kl. 09.00").await;
        world.clock_to("2026-09-21T09:00").await;
        let brief = world.expect_reply(&card, Kind::Brief, "Foreløpig bare agendaen").await;
        assert!(!brief.says("bare for dem som var der"), "{}", brief.reads());
        let mine = world.expect_dm("may", Kind::Brief, "We met on Thursday. If the notes are approved").await;
        let draft = world.expect_edit(&draft, "Notatene venter på deg").await;
        world.skip_over().await;
        world.person("kaia").clicks(&draft, "Publiser").await;
        world.expect_edit(&mine, "bare for dem som var der").await;
        world.expect_edit(&brief, "Laget av 1 innlegg i tråden").await;
        world.skip_over().await;
    }
}

story! {
    /// Situation 4: a talk and not one note; nothing is invented.
    async fn without_a_note_the_brief_says_what_was_shown(world: &World) {
        let card = announced(world).await;
        signs_up(world, world.person("kari"), &card, json!({ "title": "Rutenett" })).await;
        over(world, &card).await;
        world.clock_to("2026-09-18T09:00").await;
        let draft = world.expect_dm("kaia", Kind::Draft, "Ingen noterte noe torsdag 17. september").await;
        world.expect_silence().await;
        world.clock_to("2026-09-21T09:00").await;
        let brief = world.expect_reply(&card, Kind::Brief, "Papir & Piksel: Rutenett").await;
        assert!(brief.says("Ingen noterte noe denne gangen."), "{}", brief.reads());
        world.expect_edit(&draft, "er ute. Takk!").await;
        world.skip_over().await;
    }
}
