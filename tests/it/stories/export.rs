//! What scripts are told of it all by `klynge export`, while the bot runs.

use crate::stories::{announced, set_up};
use crate::world::{Kind, World, json, story};
use serde_json::Value;

/// The rows of a list in an export.
fn rows<'a>(export: &'a Value, list: &str) -> &'a [Value] {
    export[list].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn holds(list: &Value, value: &Value) -> bool {
    list.as_array().is_some_and(|list| list.contains(value))
}

/// The row of a list whose field has this value.
fn row<'a>(export: &'a Value, list: &str, field: &str, value: &Value) -> &'a Value {
    let found = rows(export, list).iter().find(|row| row[field] == *value);
    found.unwrap_or_else(|| panic!("no {field} {value} in {}", export[list]))
}

story! {
    /// Before and after the set-up: lists are there, and empty while there is nothing.
    async fn it_tells_clusters_companies_and_what_is_planned(world: &World) {
        set_up(world).await;
        let export = world.export().await;
        let cluster = &rows(&export, "clusters")[0];
        assert_eq!((&cluster["zone"], &cluster["rhythm"]), (&json!("Europe/Oslo"), &json!("fortnightly")));
        assert_eq!(rows(&export, "companies").len(), 5);
        let first = &rows(&export, "meetings")[0];
        assert_eq!(first["start"], "2026-09-17T11:30:00");
        assert_eq!((&first["zone"], &first["status"]), (&json!("Europe/Oslo"), &json!("planned")));
        assert_eq!(first["host"]["facilitator"], cluster["facilitator"], "the first meetings are the facilitator's");
        let companies = rows(&export, "meetings").iter().filter(|meeting| meeting["host"]["company"].is_u64());
        assert!(companies.count() > 0, "later ones are the companies': {}", export["meetings"]);
        assert_eq!(rows(&export, "turns")[0]["cluster"], cluster["id"]);
        assert_eq!(rows(&export, "briefs"), [] as [Value; 0]);
    }
}

story! {
    /// A whole meeting: answers, attendance, talks without what is confidential, and who got the brief.
    async fn it_tells_what_became_of_a_meeting(world: &World) {
        let card = announced(world).await;
        let (kari, jonas, may) = (world.person("kari"), world.person("jonas"), world.person("may"));
        let secret =
            json!({ "title": "Skisse for Havbris", "Is it confidential?": ["Yes, this is confidential"] });
        for (person, values) in [(kari, json!({ "title": "Rutenett" })), (may, secret)] {
            let form = person.clicks(&card, "Vil vise noe").await.form();
            person.submits(&form, values).await.notice("17").await;
        }
        jonas.clicks(&card, "Kan ikke – send brief").await;
        world.skip_to("2026-09-17T12:46").await;
        kari.replies(&card, "notat: Tolv kolonner er nok til det meste").await;
        world.skip_to("2026-09-18T09:00").await;
        let draft = world.latest_dm("kaia", Kind::Draft).await;
        world.skip_over().await;
        world.person("kaia").clicks(&draft, "Publiser").await;
        world.skip_over().await;

        let export = world.export().await;
        let held = row(&export, "meetings", "start", &json!("2026-09-17T11:30:00"));
        assert_eq!(held["status"], "held");
        let absent = row(&export, "rsvps", "by", &json!("UJONAS"));
        assert_eq!((&absent["answer"], &absent["meeting"]), (&json!("cant"), &held["id"]));
        let there = &row(&export, "attendance", "meeting", &held["id"])["companies"];
        assert!(!holds(there, &absent["company"]), "{there}");
        let shown = row(&export, "talks", "title", &json!("Rutenett"));
        assert_eq!((&shown["state"], &shown["confidential"]), (&json!("given"), &json!(false)));
        let secret = row(&export, "talks", "confidential", &json!(true));
        assert!(secret.get("title").is_none() && !export.to_string().contains("Havbris"), "{secret}");
        let brief = row(&export, "briefs", "meeting", &held["id"]);
        assert_eq!((&brief["state"], &brief["published"]), (&json!("published"), &json!("2026-09-18T07:00:00Z")));
        assert!(holds(&brief["recipients"], &absent["by"]), "{brief}");
    }
}
