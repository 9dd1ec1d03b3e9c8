//! When a cluster meets: rhythms in words, another rhythm, a meeting beside it, and the year at a glance.

use crate::stories::{announced, set_up, set_up_with};
use crate::world::{Kind, MARKET, Message, ROOM, World, json, setup_values, story};
use serde_json::Value;

/// The usual values but for these.
fn but(others: Value) -> Value {
    let mut values = setup_values();
    for (field, value) in others.as_object().into_iter().flatten() {
        values[field] = value.clone();
    }
    values
}

/// The facilitator's list of meetings, from the command.
async fn manage(world: &World) -> Message {
    world.person("kaia").types("/klynge møte").await.answer("De neste møtene")
}

story! {
    /// The first date says which weekday of the month it is, and the words say it back.
    async fn a_cluster_meets_on_the_first_tuesday_of_the_month(world: &World) {
        let monthly = json!({ "rhythm": "monthly", "date": "2026-10-06" });
        let welcome = set_up_with(world, but(monthly)).await;
        assert!(welcome.says("første tirsdag i måneden kl. 11.30, første gang 6. oktober"), "{}", welcome.reads());
        let list = world.person("ida").types("/klynge vertskap").await.answer("Tirs. 6. okt.");
        assert!(list.says("Tirs. 3. nov.") && list.says("Tirs. 1. des."), "{}", list.reads());
    }
}

story! {
    /// A first date that is none of the rhythm's is answered with the next that is.
    async fn a_date_that_does_not_fit_the_rhythm_is_answered_with_one_that_does(world: &World) {
        let kaia = world.person("kaia");
        kaia.invites("klynge", ROOM).await;
        let form = kaia.types("/klynge oppsett").await.form();
        let wrong = but(json!({ "rhythm": "last_workday", "date": "2026-09-24" }));
        let refused = kaia.submits(&form, wrong).await;
        assert!(refused.fault("date").contains("Velg onsdag 30. september"), "{}", refused.fault("date"));
        kaia.submits(&refused.form(), json!({ "date": "2026-09-30" })).await.notice("på plass").await;
        let preview = world.expect_dm("kaia", Kind::Setup, "siste arbeidsdag i måneden kl. 11.30").await;
        assert!(preview.says("Fre. 30. okt.: @kaia"), "{}", preview.reads());
    }
}

story! {
    /// What is announced stays and is named, the rest follows, and the channel is told once.
    async fn another_rhythm_leaves_what_is_announced_alone(world: &World) {
        announced(world).await;
        let kaia = world.person("kaia");
        let form = kaia.clicks(&manage(world).await, "Endre rytmen").await.form();
        assert_eq!(form.title, "Endre rytmen");
        let wrong = json!({ "rhythm": "weekly", "date": "2026-09-27" });
        let refused = kaia.submits(&form, wrong).await;
        assert!(refused.fault("date").contains("fridag"), "{}", refused.fault("date"));
        let right = json!({ "date": "2026-09-29", "time": "09:00", "falling": "move", "days_off": ["christmas"] });
        let noted = "Nå møtes dere hver tirsdag kl. 09.00. De neste: 29. september, 6. oktober, ";
        kaia.submits(&refused.form(), right).await.notice(noted).await;
        world.expect_in_channel(Kind::Change, "Nå møtes vi hver tirsdag kl. 09.00").await;
        world.expect_edit_of(Kind::Welcome, "hver tirsdag kl. 09.00").await;
        let hosts = kaia.types("/klynge vertskap").await.answer("Tors. 17. sept.");
        assert!(hosts.says("Tirs. 29. sept.") && !hosts.says("Tors. 1. okt."), "{}", hosts.reads());
    }
}

story! {
    /// Beside the series: hosted by whoever is next, and announced like all others.
    async fn an_extra_meeting_is_one_like_the_others(world: &World) {
        set_up(world).await;
        let kaia = world.person("kaia");
        let form = kaia.clicks(&manage(world).await, "+ Ekstra møte").await.form();
        let there = json!({ "date": "2026-09-17", "place": "Verkstedet" });
        let taken = kaia.submits(&form, there).await;
        assert!(taken.fault("date").contains("et annet møte"), "{}", taken.fault("date"));
        let added = kaia.submits(&taken.form(), json!({ "date": "2026-09-15", "time": "09:00" })).await;
        added.notice("Lagt til: Tirsdag 15. september kl. 09.00 · Verkstedet").await;
        world.clock_to("2026-09-08T10:00").await;
        world.expect_dm("kaia", Kind::Host, "15. september").await;
        world.expect_dm("kaia", Kind::Host, "17. september").await;
        let card = world.expect_in_channel(Kind::Announcement, "Tirsdag 15. september kl. 09.00").await;
        world.person("ida").clicks(&card, "Vi kommer").await.answer("Studio Nord kommer");
        world.expect_edit(&card, "Kommer (1): Studio Nord").await;
        // Not everybody may add one.
        let theirs = world.person("kari").types("/klynge møte").await.answer("De neste møtene");
        assert!(!theirs.offers("+ Ekstra møte") && theirs.offers("Året framover"), "{}", theirs.reads());
    }
}

story! {
    /// What falls on a day off is seen long before.
    async fn the_year_says_what_days_off_do_to_it(world: &World) {
        set_up(world).await;
        let ida = world.person("ida");
        let year = ida.types("/klynge møte år").await.answer("Vi møtes hver andre torsdag kl. 11.30");
        assert!(year.says("September 2026: 17."), "{}", year.reads());
        assert!(year.says("Torsdag 24. desember: ikke noe møte (julaften)"), "{}", year.reads());
        let list = ida.types("/klynge møte").await.answer("De neste møtene");
        ida.clicks(&list, "Året framover").await.answer("Året framover");
    }
}

story! {
    /// Two clusters with the same people: whoever plans is told.
    async fn meetings_of_two_clusters_at_once_are_said_where_one_plans(world: &World) {
        set_up(world).await;
        let sara = world.person("sara");
        sara.invites("klynge", MARKET).await;
        let form = sara.types_in(MARKET, "/klynge oppsett").await.form();
        let companies = "Studio Nord; @ida\nFjord Form; @jonas";
        let at_once = but(json!({ "date": "2026-09-17", "time": "12:00", "companies": companies }));
        sara.submits(&form, at_once).await.notice("på plass").await;
        let told = "Samtidig: #designforum møtes torsdag 17. september kl. 11.30, og 2 personer er med begge steder.";
        world.expect_dm("sara", Kind::Setup, told).await;
    }
}

story! {
    /// Who comes too late waits, in order, and is told when somebody gives a seat up.
    async fn a_seat_that_is_given_up_goes_to_who_waited_longest(world: &World) {
        set_up_with(world, but(json!({ "capacity": "2" }))).await;
        world.clock_to("2026-09-10T09:00").await;
        world.expect_dm("kaia", Kind::Host, "17. september").await;
        let card = world.expect_in_channel(Kind::Announcement, "Torsdag 17. september").await;
        for (name, says) in [("ida", "Så fint"), ("kari", "Så fint")] {
            world.person(name).clicks(&card, "Vi kommer").await.answer(says);
        }
        let card = world.expect_edit(&card, "Fullt. Den som svarer nå, kommer på venteliste.").await;
        world.person("jonas").clicks(&card, "Vi kommer").await.answer("you're number 1 on the waiting list");
        let card = world.expect_edit(&card, "Fullt, 1 på venteliste.").await;
        assert!(!card.says("Fjord Form"), "who waits does not come yet: {}", card.reads());
        world.person("ida").clicks(&card, "Kan ikke – send brief").await.answer("kan ikke");
        world.expect_dm("jonas", Kind::Answer, "There's a place for you now!").await;
        let card = world.expect_edit(&card, "Kommer (2)").await;
        assert!(card.says("Fjord Form") && !card.says("1 på venteliste"), "{}", card.reads());
    }
}
