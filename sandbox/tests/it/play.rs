//! Playing: the clock goes on by itself, and people can act meanwhile.

use serde_json::json;

use crate::workspace::Workspace;

/// So slow that it does not arrive within a test.
const SLOW: u64 = 3_600_000;

#[tokio::test]
async fn it_arrives_and_says_from_where_to_where() {
    let workspace = Workspace::start().await;
    let (_, played) = workspace.control("play", json!({"advance": "10d", "per_day": 0, "wait": true})).await;
    assert_eq!(played["from"], "2026-09-01T08:00:00+02:00");
    assert_eq!((&played["to"], &played["now"]), (&json!("2026-09-11T08:00:00+02:00"), &played["to"]));
    let clock = &workspace.state().await["clock"];
    assert_eq!(clock["playing"], json!({"on": false, "stopped": null}));
}

#[tokio::test]
async fn it_stops_at_once_and_the_clock_stands_still_then() {
    let workspace = Workspace::start().await;
    workspace.control("play", json!({"to": "2027-09-01T08:00", "per_day": SLOW})).await;
    let playing = workspace.state().await["clock"]["playing"].clone();
    assert_eq!((&playing["on"], &playing["per_day"]), (&json!(true), &json!(SLOW)));
    assert!(playing["done"].as_f64().unwrap() < 0.1);
    let (status, stopped) = workspace.control("play", json!({"stop": true})).await;
    assert!(status.is_success());
    let clock = &workspace.state().await["clock"];
    assert_eq!((&clock["now"], &clock["playing"]["stopped"]), (&stopped["now"], &json!("stopped")));
}

#[tokio::test]
async fn people_can_act_while_it_plays() {
    let (workspace, app) = Workspace::with_app().await;
    workspace.control("play", json!({"advance": "365d", "per_day": SLOW})).await;
    let seen = workspace.act(json!({"as": "U1", "do": "say", "channel": "C1", "text": "now?"})).await;
    assert_eq!((&seen["messages"][0]["text"], &seen["idle"]), (&json!("now?"), &json!(true)));
    assert_eq!(app.events()[0]["text"], "now?");
    assert_eq!(workspace.state().await["clock"]["playing"]["on"], true);
    workspace.control("play", json!({"stop": true})).await;
}

#[tokio::test]
async fn another_order_takes_the_place_of_the_first() {
    let workspace = Workspace::start().await;
    workspace.control("play", json!({"advance": "365d", "per_day": SLOW})).await;
    let order = json!({"to": "2026-09-02T08:00", "per_day": 0, "wait": true});
    let (_, played) = workspace.control("play", order).await;
    assert_eq!(played["now"], "2026-09-02T08:00:00+02:00");
}

#[tokio::test]
async fn orders_that_cannot_be_meant_are_refused() {
    let workspace = Workspace::start().await;
    for wrong in [
        json!({}),
        json!({"to": "2026-08-01T08:00"}),
        json!({"advance": "soon"}),
        json!({"advance": "1d", "to": "2026-10-01T08:00"}),
        json!({"advance": "1d", "per_day": -1}),
    ] {
        assert_eq!(workspace.control("play", wrong.clone()).await.0.as_u16(), 400, "{wrong}");
    }
}
