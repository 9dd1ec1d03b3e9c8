//! Meetings in people's calendars: a file to whoever comes, and private addresses.

use crate::stories::{announced, set_up};
use crate::world::files::path_in;
use crate::world::{Kind, Message, World, json, story};
use reqwest::{Method, StatusCode};

/// The facilitator moves the next meeting; answers the card.
async fn move_to(world: &World, card: &Message, date: &str, time: &str, words: &str) -> Message {
    let kaia = world.person("kaia");
    let list = kaia.types("/klynge møte").await.answer("De neste møtene");
    let form = kaia.clicks(&list, "Flytt").await.form();
    let there = json!({ "Ny dato": date, "Nytt klokkeslett": time });
    kaia.submits(&form, there).await.notice("Møtet er flyttet").await;
    world.expect_reply(card, Kind::Change, "er flyttet").await;
    world.expect_edit(card, words).await
}

story! {
    /// Whoever says that their company comes has the meeting once, and again when it is moved or called off.
    async fn a_meeting_comes_once_and_follows_what_becomes_of_it(world: &World) {
        let card = announced(world).await;
        let ida = world.person("ida");
        let noted = ida.clicks(&card, "Vi kommer").await.answer("Møtet kommer som kalenderfil");
        assert!(noted.offers("Ingen kalenderfiler, takk") && noted.offers("Kalenderadresse"), "{}", noted.reads());
        let card = world.expect_edit(&card, "Kommer (1): Studio Nord").await;
        let again = ida.clicks(&card, "Vi kommer").await.answer("Studio Nord kommer");
        assert!(!again.says("kalenderfil"), "{}", again.reads());
        world.quiet().await;
        let files = world.calendars("ida").await;
        assert_eq!(files.len(), 1, "{files:?}");
        assert!(files[0].words.contains("Åpne fila"), "{}", files[0].words);
        assert_eq!((files[0].value("METHOD"), files[0].value("SEQUENCE")), ("PUBLISH", "0"));
        assert_eq!(files[0].start(), "20260917T113000");
        assert_eq!(files[0].value("LOCATION"), "Kafeen");
        move_to(world, &card, "2026-09-18", "12:00", "Fredag 18. september kl. 12.00").await;
        world.skip_over().await;
        let files = world.calendars("ida").await;
        assert_eq!(files.len(), 2, "{files:?}");
        assert_eq!((files[1].start(), files[1].value("SEQUENCE")), ("20260918T120000", "1"));
        assert_eq!(files[1].value("UID"), files[0].value("UID"));
        let list = world.person("kaia").types("/klynge møte").await.answer("De neste møtene");
        let form = world.person("kaia").clicks(&list, "Avlys").await.form();
        world.person("kaia").submits(&form, json!({})).await.notice("avlyst").await;
        world.quiet().await;
        world.skip_over().await;
        let files = world.calendars("ida").await;
        assert_eq!(files.len(), 3, "{files:?}");
        assert_eq!((files[2].value("METHOD"), files[2].value("STATUS")), ("CANCEL", "CANCELLED"));
        assert_eq!(files[2].value("UID"), files[0].value("UID"));
        assert!(files[2].words.contains("avlyst"), "{}", files[2].words);
    }
}

story! {
    /// One press, and no more files come; another brings them back.
    async fn whoever_wants_none_gets_none(world: &World) {
        let card = announced(world).await;
        let ida = world.person("ida");
        let noted = ida.clicks(&card, "Vi kommer").await.answer("kalenderfil");
        world.expect_edit(&card, "Kommer (1)").await;
        ida.clicks(&noted, "Ingen kalenderfiler, takk").await.answer("ikke flere kalenderfiler");
        let before = world.calendars("ida").await.len();
        world.clock_to("2026-09-10T15:00").await;
        move_to(world, &card, "2026-09-18", "12:00", "Fredag 18. september").await;
        world.skip_over().await;
        assert_eq!(world.calendars("ida").await.len(), before);
        assert!(ida.opens_home().await.contains("[Send kalenderfiler igjen]"), "{}", ida.home().await);
    }
}

story! {
    /// Slack loses its answers, and is away for a while: each file is there once all the same.
    async fn a_lost_answer_loses_no_file_and_doubles_none(world: &World) {
        let card = announced(world).await;
        for (name, method) in [("ida", "files.completeUploadExternal"), ("jonas", "upload")] {
            world.fault(json!({ "fault": "drop_after_send", "method": method })).await;
            world.person(name).clicks(&card, "Vi kommer").await;
            world.quiet().await;
            assert_eq!(world.calendars(name).await.len(), 1, "{method}");
        }
        world.fault(json!({ "fault": "status", "method": "files.getUploadURLExternal", "status": 503 })).await;
        world.person("kari").clicks(&card, "Vi kommer").await;
        world.quiet().await;
        assert_eq!(world.calendars("kari").await.len(), 1);
        world.skip_over().await;
    }
}

/// Somebody makes an address on Home; its path.
async fn make_address(world: &World, name: &str) -> String {
    let person = world.person(name);
    person.opens_home().await;
    let form = person.clicks_home("Kalenderadresse").await.form();
    path_in(&person.submits(&form, json!({})).await.notice_reads().await)
}

story! {
    /// A calendar finds the meetings, asks again for less, and finds nothing once the address is withdrawn.
    async fn an_address_leads_to_the_meetings_until_it_is_withdrawn(world: &World) {
        let card = announced(world).await;
        let path = make_address(world, "ida").await;
        let found = world.asks(Method::GET, &path, "").await;
        assert_eq!(found.status, StatusCode::OK);
        assert_eq!(found.headers["content-type"], "text/calendar; charset=utf-8");
        assert_eq!(found.headers["cache-control"], "private, no-cache");
        let mark = found.mark();
        let text = found.text;
        assert!(text.contains("DTSTART;TZID=Europe/Oslo:20260917T113000") && text.contains("TRANSPARENT"), "{text}");
        for name in ["Ida", "Kaia", "U0", "mailto:ida"] {
            assert!(!text.contains(name), "{name} in {text}");
        }
        assert_eq!(world.asks(Method::GET, &path, &mark).await.status, StatusCode::NOT_MODIFIED);
        assert_eq!(world.asks(Method::GET, &path, &format!("\"x\", W/{mark}")).await.status, StatusCode::NOT_MODIFIED);
        let head = world.asks(Method::HEAD, &path, "").await;
        assert_eq!((head.status, head.mark()), (StatusCode::OK, mark.clone()));
        assert_eq!(head.text, "");
        world.person("ida").clicks(&card, "Vi kommer").await.answer("Studio Nord kommer");
        world.expect_edit(&card, "Kommer (1)").await;
        assert!(world.calendars("ida").await.is_empty(), "the calendar looks for itself");
        let busy = world.asks(Method::GET, &path, &mark).await.text;
        assert!(busy.contains("TRANSP:OPAQUE"), "{busy}");
        let second = make_address(world, "ida").await;
        assert_eq!(world.asks(Method::GET, &path, "").await.status, StatusCode::NOT_FOUND);
        assert_eq!(world.asks(Method::GET, &second, "").await.status, StatusCode::OK);
        world.restart().await;
        assert_eq!(world.asks(Method::GET, &second, "").await.status, StatusCode::OK);
        world.person("ida").clicks_home("Slett kalenderadressen").await.notice("virker ikke lenger").await;
        assert_eq!(world.asks(Method::GET, &second, "").await.status, StatusCode::NOT_FOUND);
    }
}

story! {
    /// What somebody tries who has no address, or another's; and what confidential talks are called is in none.
    async fn nobody_finds_anything_by_guessing(world: &World) {
        set_up(world).await;
        let form = world.person("jonas").types("/klynge presenter").await.form();
        let talk = json!({ "title": "Hemmelig skisse", "confidential": ["confidential"] });
        world.person("jonas").submits(&form, talk).await.notice_reads().await;
        world.skip_over().await;
        let path = make_address(world, "ida").await;
        let text = world.asks(Method::GET, &path, "").await.text;
        assert!(!text.contains("Hemmelig"), "{text}");
        let secret = path.trim_start_matches("/calendar/").trim_end_matches(".ics").to_owned();
        let long = "a".repeat(60_000);
        let wrong = [
            format!("/calendar/{}.ics", &secret[..secret.len() - 1]),
            format!("/calendar/{secret}0.ics"),
            format!("/calendar/{}.ics", secret.to_uppercase()),
            format!("/calendar/{secret}"),
            format!("/calendar/{secret}.ics/"),
            format!("/calendar/%2e%2e/{secret}.ics"),
            format!("/calendar/{}.ics", "0".repeat(40)),
            format!("/calendar/{long}.ics"),
            "/calendar/.ics".to_owned(),
            "/calendar/".to_owned(),
            "/calendar/%ff%fe.ics".to_owned(),
            "/".to_owned(),
            "/healthz".to_owned(),
            "/metrics".to_owned(),
        ];
        let nothing = world.asks(Method::GET, &wrong[6], "").await;
        let headers = nothing.headers.clone();
        for path in &wrong {
            let answer = world.asks(Method::GET, path, "").await;
            let short: String = path.chars().take(60).collect();
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{short}");
            let same = |name: &str| answer.headers.get(name) == headers.get(name);
            assert!(same("cache-control") && same("content-type") && same("content-length"), "{short}");
            assert_eq!(answer.text, "", "{short}");
        }
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS] {
            for at in [&path, &wrong[6]] {
                let answer = world.asks(method.clone(), at, "").await;
                assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
            }
        }
    }
}
