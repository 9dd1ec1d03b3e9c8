//! People let loose: they act when the clock is turned, after their habits, and the same way for the same seed.

use std::collections::BTreeSet;

use chrono::{Datelike as _, TimeZone as _, Timelike as _};
use sandbox::Options;
use serde_json::{Value, json};

use crate::app::App;
use crate::workspace::{Workspace, options};

/// A workspace of people who talk and answer a lot.
async fn lively() -> Workspace {
    Workspace::start_with(lively_options()).await
}

fn lively_options() -> Options {
    let mut options = options();
    let habits = json!({"talks": 4, "answers": 1, "reacts": 0.5, "replies": 0.4, "late": "30m", "hours": ["09:00", "15:00"], "holidays": []});
    if let Some(seed) = &mut options.seed {
        for user in [0, 1] {
            seed["users"][user]["habits"] = habits.clone();
        }
    }
    options
}

async fn let_loose(workspace: &Workspace, seed: u64) -> Value {
    let (status, told) = workspace.control("people", json!({"let_loose": true, "seed": seed})).await;
    assert!(status.is_success(), "{told}");
    told
}

async fn turn(workspace: &Workspace, span: &str) {
    let (status, turned) = workspace.control("clock", json!({"advance": span})).await;
    assert!(status.is_success() && turned.get("stopped").is_none(), "{turned}");
}

/// Who said what, where and when.
async fn said(workspace: &Workspace) -> Vec<String> {
    let state = workspace.state().await;
    let messages = state["messages"].as_array().unwrap();
    let told = |message: &Value| {
        format!("{} {} {} {}", message["ts"], message["user"], message["channel"], message["text"])
    };
    messages.iter().map(told).collect()
}

#[tokio::test]
async fn the_same_seed_gives_the_same_days_and_another_gives_others() {
    let mut days = Vec::new();
    for seed in [1, 1, 2] {
        let workspace = lively().await;
        let_loose(&workspace, seed).await;
        assert!(said(&workspace).await.is_empty(), "nothing happens while the clock stands still");
        turn(&workspace, "8d").await;
        days.push(said(&workspace).await);
    }
    assert!(days[0].len() > 20, "{} messages", days[0].len());
    assert_eq!(days[0], days[1]);
    assert_ne!(days[0], days[2]);
}

#[tokio::test]
async fn they_keep_to_their_hours_and_to_their_channels() {
    let workspace = lively().await;
    let_loose(&workspace, 3).await;
    turn(&workspace, "14d").await;
    let state = workspace.state().await;
    let mut spoke = BTreeSet::new();
    for message in state["messages"].as_array().unwrap() {
        let (user, channel) = (message["user"].as_str().unwrap(), message["channel"].as_str().unwrap());
        spoke.insert(user);
        assert!(channel == "C1" || user == "U2", "{message}");
        let seconds = message["ts"].as_str().unwrap().split('.').next().unwrap().parse().unwrap();
        let zone = if user == "U2" { chrono_tz::Europe::London } else { chrono_tz::Europe::Oslo };
        let at = zone.timestamp_opt(seconds, 0).unwrap();
        assert!((9..15).contains(&at.hour()) && at.weekday().number_from_monday() <= 5, "{at} {message}");
    }
    assert_eq!(spoke, ["U1", "U2"].into());
    let reacted =
        state["messages"].as_array().unwrap().iter().filter(|message| message["reactions"] != json!([]));
    assert!(reacted.count() > 0);
    let replied =
        state["messages"].as_array().unwrap().iter().filter(|message| !message["thread_ts"].is_null());
    assert!(replied.count() > 0);
}

#[tokio::test]
async fn who_is_called_back_rests_and_goes_on_later() {
    let workspace = lively().await;
    let_loose(&workspace, 1).await;
    turn(&workspace, "2d").await;
    let before = said(&workspace).await.len();
    let (_, told) = workspace.control("people", json!({"let_loose": false})).await;
    assert_eq!((&told["loose"], &told["seed"]), (&json!(false), &json!(1)));
    turn(&workspace, "7d").await;
    assert_eq!(said(&workspace).await.len(), before);
    let (_, told) = workspace.control("people", json!({"let_loose": true})).await;
    assert_eq!(told["seed"], 1);
    turn(&workspace, "7d").await;
    assert!(said(&workspace).await.len() > before);
    assert_eq!(workspace.state().await["people"]["loose"], true);
}

#[tokio::test]
async fn a_second_start_goes_on_with_what_they_had_in_mind() {
    let directory = tempfile::tempdir().unwrap();
    let mut days = Vec::new();
    for stops in [false, true] {
        let mut options = lively_options();
        options.state = Some(directory.path().join(format!("{stops}.json")));
        let mut workspace = Workspace::start_with(options.clone()).await;
        let_loose(&workspace, 1).await;
        turn(&workspace, "3d").await;
        if stops {
            workspace.sandbox.stop().await;
            workspace = Workspace::start_with(options).await;
        }
        turn(&workspace, "3d").await;
        days.push(said(&workspace).await);
    }
    assert_eq!(days[0], days[1]);
}

#[tokio::test]
async fn they_click_what_they_see_and_fill_in_what_opens() {
    let workspace = lively().await;
    workspace.join().await;
    let app = App::connect(&workspace).await;
    let button = json!({"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}});
    let card = json!([{"type": "actions", "elements": [button]}]);
    workspace.post(json!({"channel": "U1", "text": "card", "blocks": card})).await;
    let_loose(&workspace, 1).await;
    let turning = turn(&workspace, "3d");
    let answering = async {
        let clicked = frame_of(&app, "block_actions").await;
        assert_eq!(clicked["payload"]["actions"][0]["action_id"], "go");
        let trigger = &clicked["payload"]["trigger_id"];
        workspace.ok("views.open", json!({"trigger_id": trigger, "view": form()})).await;
        frame_of(&app, "view_submission").await
    };
    let ((), submitted) = tokio::join!(turning, answering);
    let values = &submitted["payload"]["view"]["state"]["values"];
    let word = values["word"]["in"]["value"].as_str().unwrap();
    assert!((5..=12).contains(&word.chars().count()), "{word}");
    assert!(["a", "b"].contains(&values["one"]["in"]["selected_option"]["value"].as_str().unwrap()));
    let number: i32 = values["number"]["in"]["value"].as_str().unwrap().parse().unwrap();
    assert!((3..=4).contains(&number));
    assert!(values["day"]["in"]["selected_date"].is_string());
    assert!(workspace.state().await["views"].as_array().unwrap().is_empty(), "the modal closed");
}

async fn frame_of(app: &App, kind: &str) -> Value {
    loop {
        let frame = app.frame().await;
        if frame["payload"]["type"] == kind {
            return frame;
        }
    }
}

fn form() -> Value {
    let text = |text: &str| json!({"type": "plain_text", "text": text});
    let option = |value: &str| json!({"text": text(value), "value": value});
    let input = |block: &str, mut element: Value| {
        element["action_id"] = json!("in");
        json!({"type": "input", "block_id": block, "label": text(block), "element": element})
    };
    json!({"type": "modal", "title": text("Form"), "submit": text("Send"), "blocks": [
        input("word", json!({"type": "plain_text_input", "min_length": 5, "max_length": 12})),
        input("one", json!({"type": "static_select", "options": [option("a"), option("b")]})),
        input("number", json!({"type": "number_input", "is_decimal_allowed": false, "min_value": "3", "max_value": "4"})),
        input("day", json!({"type": "datepicker"})),
    ]})
}

#[tokio::test]
async fn orders_and_habits_that_cannot_be_meant_are_refused() {
    let workspace = Workspace::start().await;
    for wrong in [json!({}), json!({"let_loose": "yes"}), json!({"let_loose": true, "seed": -1})] {
        assert_eq!(workspace.control("people", wrong.clone()).await.0.as_u16(), 400, "{wrong}");
    }
    let told = workspace.get("/sandbox/people").await;
    assert_eq!((&told["loose"], told["people"].as_array().unwrap().len()), (&json!(false), 2));
    let mut options = options();
    if let Some(seed) = &mut options.seed {
        seed["users"][0]["habits"] = json!({"answers": 2});
    }
    let refused = sandbox::start(options).await.unwrap_err();
    assert!(refused.to_string().contains("the habits of U1: answers"), "{refused}");
}
