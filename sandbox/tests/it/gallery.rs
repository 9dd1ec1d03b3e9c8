//! `tests/gallery.json`: everything there is in Block Kit, taken by the API, shown on the page, and used by a person.

use serde_json::{Value, json};

use crate::app::App;
use crate::workspace::Workspace;

const GALLERY: &str = include_str!("../gallery.json");

pub(crate) fn gallery() -> Value {
    serde_json::from_str(GALLERY).unwrap()
}

/// A workspace in which both messages are posted; with the second one's `ts`.
async fn posted() -> (Workspace, App, String) {
    let (workspace, app) = Workspace::with_app().await;
    let mut ts = String::new();
    for blocks in gallery()["messages"].as_array().unwrap() {
        ts = workspace.post(json!({"channel": "C1", "text": "Gallery", "blocks": blocks})).await;
    }
    app.frames();
    (workspace, app, ts)
}

/// Lets Ada open the gallery's modal.
async fn opened(workspace: &Workspace, app: &App) -> Value {
    workspace.act(json!({"as": "U1", "do": "shortcut", "callback_id": "new_thing"})).await;
    let trigger = app.frame().await["payload"]["trigger_id"].clone();
    let view = json!({"trigger_id": trigger, "view": gallery()["modal"]});
    workspace.ok("views.open", view).await["view"].clone()
}

#[tokio::test]
async fn the_page_shows_all_of_it() {
    let (workspace, app, _) = posted().await;
    workspace.ok("views.publish", json!({"user_id": "U1", "view": gallery()["home"]})).await;
    opened(&workspace, &app).await;
    for place in ["channel=C1", "home=1"] {
        let page = format!("{}/page/fragment?persona=U1&lang=en&{place}", workspace.base);
        let html = workspace.http.get(page).send().await.unwrap().text().await.unwrap();
        assert!(html.contains("Every field") && !html.contains("class=\"unknown\""), "{place}");
    }
    for asset in ["fields.js", "menus.js", "suggest.js", "tables.js", "blocks.css"] {
        let answer = workspace.http.get(format!("{}/assets/{asset}", workspace.base)).send().await.unwrap();
        assert!(answer.status().is_success(), "{asset}");
    }
}

#[tokio::test]
async fn every_field_tells_what_it_holds() {
    let (workspace, app) = Workspace::with_app().await;
    opened(&workspace, &app).await;
    app.frames();
    let option =
        |value: &str| json!({"text": {"type": "plain_text", "text": value, "emoji": true}, "value": value});
    let picture = json!({"name": "cup.png", "base64": "iVBORw0KGgo="});
    let values = json!({
        "title": "Breakfast", "more": "Bring\nbread", "rich": "Bring *bread* :wave:\n- and cheese",
        "mail": "ada@example.com", "url": "https://example.com", "count": "7", "day": "2026-09-18", "time": "09:30",
        "instant": 1_789_637_400, "room": "loft", "rooms": ["fjord", "cellar"], "external": option("far"),
        "externals": [option("near"), "fjord"], "host": "U2", "guests": ["U1", "U2"], "channel": "C1",
        "channels": ["C1"], "conversation": "U2", "conversations": ["C1", "U2"], "coffee": "milk",
        "food": ["bread", "cheese"], "files": [picture],
    });
    let done = workspace.act(json!({"as": "U1", "do": "submit", "values": values})).await;
    assert_eq!(done["errors"], json!({}));
    let payload = app.frame().await["payload"].clone();
    let mut state = payload["view"]["state"]["values"].clone();
    let files = state["files"]["a"]["files"].take();
    assert_eq!(
        (&files[0]["name"], &files[0]["filetype"], &files[0]["size"]),
        (&json!("cup.png"), &json!("png"), &json!(8))
    );
    assert!(files[0]["url_private"].as_str().unwrap().starts_with(&workspace.base));

    let modal = gallery()["modal"].clone();
    let offered = |block: &str, index: usize| {
        let block =
            modal["blocks"].as_array().unwrap().iter().find(|there| there["block_id"] == block).unwrap();
        block["element"]["options"][index].clone()
    };
    let text = |kind: &str, value: &str| json!({"a": {"type": kind, "value": value}});
    let expected = json!({
        "title": text("plain_text_input", "Breakfast"), "more": text("plain_text_input", "Bring\nbread"),
        "mail": text("email_text_input", "ada@example.com"), "url": text("url_text_input", "https://example.com"),
        "count": text("number_input", "7"),
        "rich": {"a": {"type": "rich_text_input", "rich_text_value": {"type": "rich_text", "elements": [
            {"type": "rich_text_section", "elements": [
                {"type": "text", "text": "Bring "}, {"type": "text", "text": "bread", "style": {"bold": true}},
                {"type": "text", "text": " "}, {"type": "emoji", "name": "wave", "unicode": "1f44b"}]},
            {"type": "rich_text_list", "style": "bullet", "indent": 0, "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "and cheese"}]}]}]}}},
        "day": {"a": {"type": "datepicker", "selected_date": "2026-09-18"}},
        "time": {"a": {"type": "timepicker", "selected_time": "09:30", "timezone": "Europe/Oslo"}},
        "instant": {"a": {"type": "datetimepicker", "selected_date_time": 1_789_637_400}},
        "room": {"a": {"type": "static_select", "selected_option": offered("room", 1)}},
        "rooms": {"a": {"type": "multi_static_select", "selected_options": [offered("rooms", 0), offered("rooms", 2)]}},
        "external": {"a": {"type": "external_select", "selected_option": option("far")}},
        "externals": {"a": {"type": "multi_external_select", "selected_options": [option("near"),
            {"text": {"type": "plain_text", "text": "Fjord", "emoji": true}, "value": "fjord"}]}},
        "host": {"a": {"type": "users_select", "selected_user": "U2"}},
        "guests": {"a": {"type": "multi_users_select", "selected_users": ["U1", "U2"]}},
        "channel": {"a": {"type": "channels_select", "selected_channel": "C1"}},
        "channels": {"a": {"type": "multi_channels_select", "selected_channels": ["C1"]}},
        "conversation": {"a": {"type": "conversations_select", "selected_conversation": "U2"}},
        "conversations": {"a": {"type": "multi_conversations_select", "selected_conversations": ["C1", "U2"]}},
        "coffee": {"a": {"type": "radio_buttons", "selected_option": offered("coffee", 0)}},
        "food": {"a": {"type": "checkboxes", "selected_options": [offered("food", 0), offered("food", 1)]}},
        "files": {"a": {"type": "file_input", "files": null}},
    });
    assert_eq!(state, expected);
}

#[tokio::test]
async fn what_a_field_does_not_offer_is_refused() {
    let (workspace, app) = Workspace::with_app().await;
    opened(&workspace, &app).await;
    for values in [
        json!({"rooms": ["fjord", "loft", "cellar"]}),
        json!({"files": [{"name": "cup.exe", "content": "x"}]}),
        json!({"files": [{"name": "a.png", "content": "x"}, {"name": "b.png", "content": "x"},
            {"name": "c.png", "content": "x"}, {"name": "d.png", "content": "x"}]}),
        json!({"files": ["F0NOTTHERE"]}),
        json!({"external": "out of the air"}),
        json!({"rich": 7}),
        json!({"channel": "C2"}),
        json!({"conversation": "C2"}),
        json!({"host": "U3"}),
    ] {
        let order = json!({"as": "U1", "do": "submit", "values": values});
        assert_eq!(workspace.cannot(order.clone()).await, "invalid_value", "{order}");
    }
    let nameless = json!({"as": "U1", "do": "submit", "values": {"files": [{"content": "x"}]}});
    assert_eq!(workspace.cannot(nameless).await, "missing_field");
}

#[tokio::test]
async fn a_click_in_a_modal_tells_what_stands_in_its_fields() {
    let (workspace, app) = Workspace::with_app().await;
    let view = opened(&workspace, &app).await;
    let values = json!({"title": "Half a ti", "count": "", "rich": ""});
    workspace
        .act(
            json!({"as": "U1", "do": "click", "view_id": view["id"], "action_id": "press", "values": values}),
        )
        .await;
    let state = app.frame().await["payload"]["view"]["state"]["values"].clone();
    assert_eq!(state["title"]["a"]["value"], "Half a ti");
    assert_eq!(
        (&state["count"]["a"]["value"], &state["rich"]["a"]["rich_text_value"]),
        (&Value::Null, &Value::Null)
    );
    // And the app that changes the view finds it there still.
    let changed = json!({"view_id": view["id"], "view": gallery()["modal"]});
    let changed = workspace.ok("views.update", changed).await["view"].clone();
    assert_eq!(changed["state"]["values"]["title"]["a"]["value"], "Half a ti");
}

/// The one action that the app is told of when Ada clicks in the second message.
async fn action(workspace: &Workspace, app: &App, ts: &str, which: Value) -> Value {
    let mut order = json!({"as": "U1", "do": "click", "channel": "C1", "ts": ts});
    order.as_object_mut().unwrap().extend(which.as_object().unwrap().clone());
    workspace.act(order).await;
    let mut action = app.frame().await["payload"]["actions"][0].clone();
    let action = action.as_object_mut().unwrap();
    assert!(
        action.remove("action_ts").is_some() && action.remove("block_id").is_some_and(|id| id.is_string())
    );
    Value::Object(action.clone())
}

fn plain(text: &str) -> Value {
    json!({"type": "plain_text", "text": text, "emoji": true})
}

#[tokio::test]
async fn buttons_are_found_in_cards_containers_and_cells() {
    let (workspace, app, ts) = posted().await;
    for (id, text) in
        [("book", "Book"), ("book_loft", "Book"), ("confirm_both", "Confirm both"), ("ask_ben", "Ask")]
    {
        let told = action(&workspace, &app, &ts, json!({"action_id": id})).await;
        assert_eq!(
            (&told["type"], &told["value"], &told["text"]),
            (&json!("button"), &json!(id), &plain(text))
        );
    }
    let menu = action(&workspace, &app, &ts, json!({"action_id": "drive_menu", "selected": "again"})).await;
    let option = json!({"text": plain("Connect anew"), "value": "again"});
    assert_eq!(menu, json!({"type": "overflow", "action_id": "drive_menu", "selected_option": option}));
    let connect = action(&workspace, &app, &ts, json!({"text": "Connect"})).await;
    assert_eq!(connect["action_id"], "auth_provider_connect_calendar");
    assert_eq!(
        (&connect["value"], &connect["url"]),
        (&json!("calendar"), &json!("https://example.com/auth"))
    );
}

#[tokio::test]
async fn the_ids_an_app_leaves_out_are_given_inside_other_blocks_too() {
    let (workspace, app) = Workspace::with_app().await;
    let button = json!({"type": "button", "text": {"type": "plain_text", "text": "Go"}});
    let blocks = json!([
        {"type": "carousel", "elements": [{"type": "card", "actions": [button]}]},
        {"type": "container", "title": {"type": "plain_text", "text": "T"}, "child_blocks": [
            {"type": "actions", "elements": [button]}]},
        {"type": "data_table", "caption": "C", "rows": [[{"type": "raw_text", "text": "H"}],
            [{"type": "action_cell", "element": button}]]},
    ]);
    let posted = workspace.ok("chat.postMessage", json!({"channel": "C1", "blocks": blocks})).await;
    let given = &posted["message"]["blocks"];
    for place in [
        "/0/block_id",
        "/0/elements/0/block_id",
        "/0/elements/0/actions/0/action_id",
        "/1/child_blocks/0/block_id",
        "/1/child_blocks/0/elements/0/action_id",
        "/2/rows/1/0/element/action_id",
    ] {
        assert!(given.pointer(place).is_some_and(Value::is_string), "{place} of {given}");
    }
    let (ts, card) = (posted["ts"].as_str().unwrap(), &given[0]["elements"][0]);
    app.frames();
    let which = json!({"block_id": card["block_id"]});
    assert_eq!(action(&workspace, &app, ts, which).await["action_id"], card["actions"][0]["action_id"]);
}

#[tokio::test]
async fn small_buttons_tell_which_side_and_are_for_whom_they_are_for() {
    let (workspace, app) = Workspace::with_app().await;
    let button = |id: &str, who: &str| {
        json!({"type": "icon_button", "icon": "trash", "action_id": id, "value": "v",
               "text": {"type": "plain_text", "text": "Delete"}, "visible_to_user_ids": [who]})
    };
    let side = |text: &str, value: &str| json!({"text": {"type": "plain_text", "text": text, "emoji": true}, "value": value});
    let feedback = json!({"type": "feedback_buttons", "action_id": "f",
        "positive_button": side("Good", "yes"), "negative_button": side("Bad", "no")});
    let blocks = json!([{"type": "context_actions", "elements": [feedback, button("mine", "U1"), button("yours", "U2")]}]);
    let ts = workspace.post(json!({"channel": "C1", "blocks": blocks})).await;
    app.frames();
    let told = |text: &str, value: &str| json!({"type": "feedback_buttons", "action_id": "f", "value": value, "text": side(text, value)["text"]});
    for (which, expected) in [
        (json!({"action_id": "f", "selected": "positive"}), told("Good", "yes")),
        (json!({"action_id": "f", "selected": "no"}), told("Bad", "no")),
        (json!({"text": "Bad"}), told("Bad", "no")),
        (
            json!({"action_id": "mine"}),
            json!({"type": "icon_button", "action_id": "mine", "icon": "trash", "value": "v",
                   "text": {"type": "plain_text", "text": "Delete", "emoji": true}}),
        ),
    ] {
        assert_eq!(action(&workspace, &app, &ts, which).await, expected);
    }
    let click = |which: Value| {
        let mut order = json!({"as": "U1", "do": "click", "channel": "C1", "ts": ts});
        order.as_object_mut().unwrap().extend(which.as_object().unwrap().clone());
        order
    };
    assert_eq!(workspace.cannot(click(json!({"action_id": "yours"}))).await, "element_not_found");
    assert_eq!(workspace.cannot(click(json!({"action_id": "f"}))).await, "invalid_value");
}

#[tokio::test]
async fn a_menus_action_carries_what_slack_tells_of_it() {
    let (workspace, app, _) = posted().await;
    let state = workspace.state().await;
    let first =
        state["messages"].as_array().unwrap().iter().find(|message| message["text"] == "Gallery").unwrap();
    let ts = first["ts"].as_str().unwrap();
    let several = action(&workspace, &app, ts, json!({"action_id": "several", "selected": ["loft"]})).await;
    assert_eq!(several["initial_options"][0]["value"], "fjord");
    assert_eq!(
        (&several["selected_options"][0]["value"], &several["placeholder"]),
        (&json!("loft"), &plain("Several"))
    );
    let day = action(&workspace, &app, ts, json!({"action_id": "day", "selected": "2026-10-01"})).await;
    assert_eq!((&day["initial_date"], &day["selected_date"]), (&json!("2026-09-17"), &json!("2026-10-01")));
    let no = action(&workspace, &app, ts, json!({"action_id": "no"})).await;
    assert_eq!((&no["style"], &no["confirm"]["style"]), (&json!("danger"), &json!("danger")));
    let read = action(&workspace, &app, ts, json!({"action_id": "read"})).await;
    assert_eq!(read["url"], "https://example.com");
    let flow = json!({"as": "U1", "do": "click", "channel": "C1", "ts": ts, "action_id": "flow"});
    assert_eq!(workspace.cannot(flow).await, "runs_a_workflow");
}

#[tokio::test]
async fn a_field_in_a_message_waits_for_the_next_click_unless_it_dispatches() {
    let (workspace, app) = Workspace::with_app().await;
    let label = json!({"type": "plain_text", "text": "L"});
    let field = |id: &str, dispatch: bool| {
        json!({"type": "input", "block_id": id, "label": label, "dispatch_action": dispatch,
               "element": {"type": "plain_text_input", "action_id": "a", "placeholder": label}})
    };
    let blocks = json!([field("quiet", false), field("loud", true),
        {"type": "actions", "elements": [{"type": "button", "action_id": "go", "text": label}]}]);
    let ts = workspace.post(json!({"channel": "C1", "blocks": blocks})).await;
    app.frames();
    let write = |block: &str, text: &str| json!({"as": "U1", "do": "click", "channel": "C1", "ts": ts, "block_id": block, "selected": text});
    assert_eq!(workspace.act(write("quiet", "psst")).await["ack"], Value::Null);
    assert!(app.frames().is_empty());
    workspace.act(write("loud", "hello")).await;
    let payload = app.frame().await["payload"].clone();
    let mut action = payload["actions"][0].clone();
    action.as_object_mut().unwrap().remove("action_ts");
    let told = json!({"type": "plain_text_input", "action_id": "a", "block_id": "loud", "value": "hello"});
    assert_eq!(action, told);
    assert_eq!(payload["state"]["values"]["quiet"]["a"]["value"], "psst");
    workspace.act(json!({"as": "U1", "do": "click", "channel": "C1", "ts": ts, "action_id": "go"})).await;
    let values = app.frame().await["payload"]["state"]["values"].clone();
    assert_eq!(
        (&values["quiet"]["a"]["value"], &values["loud"]["a"]["value"]),
        (&json!("psst"), &json!("hello"))
    );
}

#[tokio::test]
async fn a_conversation_is_chosen_under_its_id_once_it_is_open() {
    let (workspace, app) = Workspace::with_app().await;
    opened(&workspace, &app).await;
    workspace.act(json!({"as": "U1", "do": "say", "channel": "U2", "text": "hi"})).await;
    let state = workspace.state().await;
    let open = state["channels"]
        .as_array()
        .unwrap()
        .iter()
        .find(|channel| channel["members"] == json!(["U1", "U2"]) && channel["is_im"] == true)
        .unwrap();
    app.frames();
    workspace.act(json!({"as": "U1", "do": "submit", "values": {"title": "T", "conversation": "U2"}})).await;
    let values = app.frame().await["payload"]["view"]["state"]["values"].clone();
    assert_eq!(values["conversation"]["a"]["selected_conversation"], open["id"]);
}
