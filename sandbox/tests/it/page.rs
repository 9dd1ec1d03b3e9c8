//! The page as it is fetched: what one look holds, the inspector's rows and bodies, the tour.

use serde_json::{Value, json};

use crate::workspace::{Workspace, options};

async fn html(workspace: &Workspace, path: &str) -> String {
    let answer = workspace.http.get(format!("{}{path}", workspace.base)).send().await.unwrap();
    assert!(answer.status().is_success(), "{path}");
    answer.text().await.unwrap()
}

#[tokio::test]
async fn a_look_holds_the_newest_messages_and_more_when_asked() {
    let workspace = Workspace::start().await;
    workspace.join().await;
    for number in 0..130 {
        workspace.post(json!({"channel": "C1", "text": format!("number-{number}.")})).await;
    }
    let look = html(&workspace, "/page/fragment?persona=U1&channel=C1&lang=en").await;
    assert!(
        look.contains("number-129.") && !look.contains("number-3.") && look.contains("data-test=\"earlier\"")
    );
    let more = html(&workspace, "/page/fragment?persona=U1&channel=C1&lang=en&shown=200").await;
    assert!(more.contains("number-3.") && !more.contains("data-test=\"earlier\""));
    assert!(look.contains("data-posts=\"130\""));
    let elsewhere = html(&workspace, "/page/fragment?persona=U2&channel=C2&lang=en").await;
    assert!(!elsewhere.contains("number-129."));
    assert!(elsewhere.contains("data-seen=\"U2;C1\""), "a dot for the channel that has news");
}

#[tokio::test]
async fn a_thread_and_its_count_are_whole_however_old() {
    let workspace = Workspace::start().await;
    workspace.join().await;
    let root = workspace.post(json!({"channel": "C1", "text": "old root"})).await;
    workspace.post(json!({"channel": "C1", "text": "old reply", "thread_ts": root})).await;
    for number in 0..120 {
        workspace.post(json!({"channel": "C1", "text": format!("{number}")})).await;
    }
    let look = html(&workspace, &format!("/page/fragment?persona=U1&channel=C1&thread={root}")).await;
    assert!(look.contains("old root") && look.contains("old reply"));
}

#[tokio::test]
async fn the_inspector_shows_rows_and_bodies_without_secrets() {
    let workspace = Workspace::start().await;
    let token = workspace.sandbox.info().bot_token.clone();
    workspace.refused("chat.postMessage", json!({"channel": "U1", "token": token})).await;
    let log = workspace.get("/sandbox/wire?after=0").await;
    assert_eq!((&log["under_way"], log["records"][0].get("request")), (&json!([]), None));
    let n = log["last"].as_u64().unwrap();
    let record = workspace.get(&format!("/sandbox/wire/{n}")).await;
    assert_eq!(record["request"], json!({"channel": "U1", "token": "xoxb-…"}));
    assert_eq!(record["answer"]["error"], "no_text");
    let rows = html(&workspace, "/page/wire?after=0&lang=nb").await;
    assert!(rows.contains("chat.postMessage") && rows.contains("no_text") && rows.contains("fra appen"));
    assert!(html(&workspace, &format!("/page/wire?after={n}")).await.is_empty());
    let bodies = html(&workspace, &format!("/page/wire/{n}?lang=nb")).await;
    assert!(bodies.contains("Forespørsel") && bodies.contains("xoxb-…") && !bodies.contains(&token));
    let gone = workspace.http.get(format!("{}/sandbox/wire/999999", workspace.base)).send().await.unwrap();
    assert_eq!(gone.status().as_u16(), 404);
    let look = html(&workspace, "/page/fragment?wire=1&lang=en").await;
    assert!(look.contains("data-test=\"wire\"") && look.contains("Nothing is under way."));
}

#[tokio::test]
async fn armed_faults_are_listed() {
    let workspace = Workspace::start().await;
    workspace.fault(json!({"fault": "status", "method": "chat.update", "status": 503, "times": 2})).await;
    let armed = json!([{"fault": "status", "method": "chat.update", "status": 503, "times": 2}]);
    assert_eq!(workspace.get("/sandbox/fault").await["faults"], armed);
    let look = html(&workspace, "/page/fragment?wire=1&lang=en").await;
    assert!(look.contains("chat.update") && look.contains("503") && look.contains("× 2"));
}

#[tokio::test]
async fn a_tour_comes_with_the_seed_or_is_the_small_one() {
    let workspace = Workspace::start().await;
    let small = html(&workspace, "/page/fragment?tour=0&lang=en").await;
    assert!(small.contains("You are everybody here") && small.contains("data-tour-length=\"6\""));
    let step = json!({
        "title": {"nb": "Først", "en": "First"}, "text": {"nb": "Trykk.", "en": "Press."},
        "persona": "U2", "place": "C2", "target": "action:go", "done_when": {"app_posts": 1},
    });
    let workspace = with_tour(json!([step])).await.unwrap();
    let own = html(&workspace, "/page/fragment?tour=0&lang=nb").await;
    for part in [
        "Først",
        "Steg 1 av 1",
        "data-target=\"action:go\"",
        "data-persona=\"U2\"",
        "{&quot;app_posts&quot;:1}",
    ] {
        assert!(own.contains(part), "{part}\nis not in\n{own}");
    }
}

#[tokio::test]
async fn a_tour_with_faults_is_refused() {
    let said = json!({"nb": "a", "en": "b"});
    for wrong in [
        json!([{"title": said, "text": said, "persona": "U9"}]),
        json!([{"title": "only one language", "text": said}]),
        json!([{"title": said, "text": said, "done_when": {"whim": true}}]),
    ] {
        assert!(with_tour(wrong.clone()).await.is_none(), "{wrong}");
    }
}

/// A workspace whose seed has this tour; `None` when it does not start.
async fn with_tour(tour: Value) -> Option<Workspace> {
    let mut options = options();
    if let Some(seed) = &mut options.seed {
        seed["tour"] = tour;
    }
    sandbox::start(options.clone()).await.ok()?.stop().await;
    Some(Workspace::start_with(options).await)
}
