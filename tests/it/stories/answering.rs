//! Answers: one for the company, wherever it is given, and the card that shows them all.

use crate::stories::{announced, set_up};
use crate::world::{Kind, ROOM, World, json, story};

story! {
    /// The card is edited in place, and an answer given twice is the same as once.
    async fn the_card_shows_one_answer_a_company(world: &World) {
        let card = announced(world).await;
        assert!(card.says("Torsdag 17. september kl. 11.30 · Kafeen"), "{}", card.reads());
        assert_eq!(card.posted().to_string(), "2026-09-10 09:00:00");
        let ida = world.person("ida");
        ida.clicks(&card, "Vi kommer").await.answer("Så fint, Studio Nord kommer!");
        world.expect_edit(&card, "Kommer (1): Studio Nord").await;
        ida.clicks(&card, "Vi kommer").await.answer("Studio Nord kommer");
        world.person("per").clicks(&card, "Vi kommer").await.answer("Studio Nord kommer");
        let may = world.person("may");
        may.clicks(&card, "Kanskje").await.answer("Tre Streker may come");
        world.expect_edit(&card, "Kanskje (1): Tre Streker").await;
        world.person("jonas").types("/klynge cant").await.answer("Fjord Form can't make it");
        let card = world.expect_edit(&card, "Kan ikke (1): Fjord Form").await;
        assert!(card.says("Kommer (1): Studio Nord"), "{}", card.reads());
        may.types("/klynge coming").await.answer("Tre Streker is coming");
        let card = world.expect_edit(&card, "Kommer (2): Studio Nord og Tre Streker").await;
        assert!(!card.says("Kanskje ("), "{}", card.reads());
    }
}

story! {
    /// A colleague's no does not cancel for those who come.
    async fn a_colleagues_no_leaves_the_companys_yes(world: &World) {
        let card = announced(world).await;
        world.person("ida").clicks(&card, "Vi kommer").await.answer("Studio Nord kommer");
        world.expect_edit(&card, "Kommer (1)").await;
        let no = world.person("per").clicks(&card, "Kan ikke – send brief").await;
        no.answer("Studio Nord står fortsatt som «kommer», for @ida er med");
        world.expect_silence().await;
        world.person("ida").clicks(&card, "Kan ikke – send brief").await.answer("Studio Nord kan ikke");
        let card = world.expect_edit(&card, "Kan ikke (1): Studio Nord").await;
        assert!(!card.says("Kommer ("), "{}", card.reads());
    }
}

story! {
    /// The answer somebody came with is not lost on the way through another question.
    async fn without_a_company_it_is_asked_first_and_then_the_answer_is_taken(world: &World) {
        let card = announced(world).await;
        let nils = world.person("nils");
        nils.joins(ROOM).await;
        let asked = world.expect_dm("nils", Kind::Company, "Hvilken bedrift").await;
        let form = nils.clicks(&card, "Vi kommer").await.form();
        assert!(form.reads.contains("Så noterer jeg med en gang at dere kommer"), "{}", form.reads);
        nils.submits(&form, json!({ "company": "Blankt Ark" })).await.notice("Blankt Ark kommer").await;
        world.expect_edit(&card, "Kommer (1): Blankt Ark").await;
        world.expect_edit(&asked, "du er fra Blankt Ark").await;
        world.expect_edit_of(Kind::Welcome, "Blankt Ark: @nils (kontakt)").await;
    }
}

story! {
    /// A card of a meeting that is over takes no more answers, wherever they come from.
    async fn after_the_meeting_there_is_nothing_to_answer(world: &World) {
        let card = announced(world).await;
        world.clock_to("2026-09-17T12:40").await;
        let late = world.person("ida").clicks(&card, "Vi kommer").await;
        late.answer("Det møtet er over eller avlyst");
        world.advance("10m").await;
        let card = world.expect_edit(&card, "Takk til @kaia og til alle som var med").await;
        assert_eq!(world.person("ida").cannot_click(&card, "Vi kommer").await, "element_not_found");
        let remindeds = ["ida", "jonas", "kari", "may"];
        for name in remindeds {
            let reminder = world.expect_dm(name, Kind::Reminder, "17").await;
            assert!(!reminder.offers("Vi kommer") && !reminder.offers("We're coming"), "{}", reminder.reads());
        }
        world.expect_edit_of(Kind::Host, "trenger du ikke tenke mer på").await;
        world.expect_dm("per", Kind::Invitation, "over eller avlyst").await;
        world.expect_dm("kaia", Kind::Attendance, "Hvem var med?").await;
        world.expect_reply(&card, Kind::Notes, "Stikkord holder").await;
        world.person("ida").types("/klynge neste").await.answer("1. oktober");
    }
}

story! {
    /// Stopped between an answer and the next: nothing is forgotten, nothing is said again.
    async fn a_restart_in_the_middle_forgets_nothing(world: &World) {
        let card = announced(world).await;
        world.person("ida").clicks(&card, "Vi kommer").await.answer("Studio Nord kommer");
        world.expect_edit(&card, "Kommer (1)").await;
        world.restart().await;
        world.person("kari").clicks(&card, "Vi kommer").await.answer("Papir & Piksel kommer");
        world.expect_edit(&card, "Kommer (2): Studio Nord og Papir & Piksel").await;
        world.crash().await;
        world.start_bot().await;
        world.person("jonas").clicks(&card, "Kanskje").await.answer("Fjord Form may come");
        world.expect_edit(&card, "Kanskje (1): Fjord Form").await;
    }
}

story! {
    /// Before it is announced a meeting can be answered already.
    async fn the_next_meeting_is_answered_before_its_announcement(world: &World) {
        set_up(world).await;
        let next = world.person("ida").types("/klynge neste").await.answer("Neste møte");
        world.person("ida").clicks(&next, "Vi kommer").await.answer("Studio Nord kommer");
        world.clock_to("2026-09-10T09:00").await;
        world.expect_dm("kaia", Kind::Host, "17. september").await;
        world.expect_in_channel(Kind::Announcement, "Kommer (1): Studio Nord").await;
    }
}
