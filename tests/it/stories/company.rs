//! "Which company are you from?", and who answers for a company.

use crate::stories::set_up;
use crate::world::{Kind, ROOM, World, json, story};

story! {
    /// Asked at once, privately, and thanked on the same card.
    async fn a_late_joiner_is_asked_once_and_chooses(world: &World) {
        let welcome = set_up(world).await;
        let nils = world.person("nils");
        nils.joins(ROOM).await;
        let asked = world.expect_dm("nils", Kind::Company, "Hvilken bedrift er du fra?").await;
        let form = nils.clicks(&asked, "Velg bedrift").await.form();
        assert_eq!(form.holds("company"), json!(null));
        nils.submits(&form, json!({ "Jeg er fra": "Studio Nord" })).await.notice("du er fra Studio Nord").await;
        world.expect_edit(&asked, "Feil bedrift? Velg på nytt her").await;
        world.expect_edit(&welcome, "@ida (kontakt), @nils, @per").await;
        world.skip_to("2026-09-22T10:00").await;
        world.expect_no_more(Kind::Company, &["nils"], 1).await;
    }
}

story! {
    /// The command takes the name, whatever its case; a slip is answered with the nearest.
    async fn a_wrong_name_is_answered_with_the_nearest_company(world: &World) {
        let welcome = set_up(world).await;
        let nils = world.person("nils");
        nils.joins(ROOM).await;
        let asked = world.expect_dm("nils", Kind::Company, "Hvilken bedrift").await;
        nils.types("/klynge bedrift Studi Nrod").await.answer("Mente du «Studio Nord»?");
        nils.types("/klynge bedrift Kransekake").await.answer("/klynge medlemmer");
        nils.types("/klynge company papir & PIKSEL").await.answer("du er fra Papir & Piksel");
        world.expect_edit(&asked, "Papir & Piksel").await;
        world.expect_edit(&welcome, "@kari (kontakt), @nils, @ole").await;
        nils.types("/klynge medlemmer").await.answer("@kari (kontakt), @nils, @ole");
    }
}

story! {
    /// Somebody has to answer for a company; whoever comes first does.
    async fn the_first_person_of_a_company_becomes_its_contact(world: &World) {
        let welcome = set_up(world).await;
        for name in ["sara", "nils"] {
            world.person(name).joins(ROOM).await;
            world.expect_dm(name, Kind::Company, "Hvilken bedrift").await;
        }
        world.person("sara").types("/klynge bedrift Blankt Ark").await.answer("ingen kontakt, så jeg spør deg");
        world.expect_edit(&welcome, "Blankt Ark: @sara (kontakt)").await;
        let second = world.person("nils").types("/klynge bedrift Blankt Ark").await.answer("Blankt Ark");
        assert!(!second.says("kontakt"), "{}", second.reads());
        world.expect_edit(&welcome, "Blankt Ark: @sara (kontakt), @nils").await;
        world.expect_edit_of(Kind::Company, "du er fra Blankt Ark").await;
        world.expect_edit_of(Kind::Company, "du er fra Blankt Ark").await;
    }
}

story! {
    /// Changing company hands one's office to the deputy.
    async fn a_contact_who_moves_on_leaves_the_office_to_the_deputy(world: &World) {
        let welcome = set_up(world).await;
        let ida = world.person("ida");
        let form = ida.clicks(&welcome, "Velg bedrift").await.form();
        assert!(form.holds("company")["text"]["text"] == json!("Studio Nord"), "{:?}", form.holds("company"));
        ida.submits(&form, json!({ "company": "Tre Streker" })).await.notice("du er fra Tre Streker").await;
        let welcome = world.expect_edit(&welcome, "Studio Nord: @per (kontakt)").await;
        assert!(welcome.says("Tre Streker: @may (kontakt), @ida"), "{}", welcome.reads());
    }
}

story! {
    /// The contact names another one, who is told and can hand it on.
    async fn a_new_contact_is_told_by_whom(world: &World) {
        let welcome = set_up(world).await;
        let (ida, per) = (world.person("ida"), world.person("per"));
        let members = ida.types("/klynge medlemmer").await.answer("Hvem er med?");
        assert!(!members.offers("Legg til bedrifter"), "only those who run the cluster add companies");
        let form = ida.clicks(&members, "Bytt kontakt").await.form();
        assert_eq!((form.holds("contact"), form.holds("deputy")), (json!("UIDA"), json!("UPER")));
        let swapped = ida.submits(&form, json!({ "contact": "UPER", "deputy": "UNILS" })).await;
        swapped.notice("@per svarer for Studio Nord, med @nils som vara").await;
        let told = world.expect_dm("per", Kind::Company, "@ida har satt deg opp som kontakt").await;
        world.expect_dm("nils", Kind::Company, "@ida har satt deg opp som vara").await;
        world.expect_edit(&welcome, "Studio Nord: @per (kontakt), @ida").await;
        let form = per.clicks(&told, "Bytt kontakt").await.form();
        per.submits(&form, json!({ "contact": "UIDA", "deputy": null })).await.notice("@ida svarer").await;
        world.expect_dm("ida", Kind::Company, "@per har satt deg opp som kontakt").await;
        world.expect_edit(&welcome, "Studio Nord: @ida (kontakt)").await;
        let members = ida.types("/klynge members").await.answer("Hvem er med?");
        let form = ida.clicks(&members, "Bytt kontakt").await.form();
        let refused = ida.submits(&form, json!({ "deputy": "UVAKTBOT" })).await;
        assert!(refused.fault("deputy").contains("fra listen"), "{}", refused.fault("deputy"));
        ida.closes(&form).await;
    }
}

story! {
    /// An account that is closed answers for nobody; the deputy steps up without being asked.
    async fn who_leaves_the_workspace_leaves_the_company_too(world: &World) {
        let welcome = set_up(world).await;
        world.person("ida").changes_profile("deleted", json!(true)).await;
        let welcome = world.expect_edit(&welcome, "Studio Nord: @per (kontakt)").await;
        assert!(!welcome.says("@ida"), "{}", welcome.reads());
    }
}

story! {
    /// Whoever says nothing is asked once more before the meeting, and can end it.
    async fn who_does_not_answer_is_asked_once_more_and_can_say_stop(world: &World) {
        set_up(world).await;
        for name in ["sara", "nils"] {
            world.person(name).joins(ROOM).await;
        }
        let asked = world.expect_dm("sara", Kind::Company, "Hvilken bedrift").await;
        world.expect_dm("nils", Kind::Company, "Hvilken bedrift").await;
        world.person("sara").clicks(&asked, "Ikke spør igjen").await.answer("jeg spør ikke mer");
        world.clock_to("2026-09-16T08:00").await;
        let again = world.expect_dm("nils", Kind::Company, "Jeg spør ikke mer etter dette").await;
        assert_eq!(again.posted().to_string(), "2026-09-15 09:00:00");
        world.expect_dm("kaia", Kind::Host, "17. september").await;
        world.expect_in_channel(Kind::Announcement, "17. september").await;
        world.expect_dm("per", Kind::Invitation, "17. september").await;
    }
}
