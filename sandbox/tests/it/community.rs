//! People and what they make together: coming and going, profiles, groups, emoji, links, files, pins.

use serde_json::{Value, json};

use crate::app::App;
use crate::everything::{ADA, BEN, GENERAL, GONE, RANDOM, names, with_app};
use crate::workspace::{Workspace, options};

async fn acts(workspace: &Workspace, app: &App, order: Value) -> Vec<Value> {
    workspace.act(order).await;
    app.events()
}

#[tokio::test]
async fn somebody_new_leaves_and_comes_back() {
    let (workspace, app) = with_app().await;
    let arrive =
        json!({"as": "U0DAN00004", "do": "arrive", "name": "dan", "real_name": "Dan Dal", "locale": "nb-NO"});
    let seen = workspace.act(arrive.clone()).await;
    assert_eq!(seen["messages"][0]["subtype"], "channel_join", "everybody is in the general channel");
    let events = app.events();
    assert_eq!(names(&events), ["team_join", "message/channel_join", "member_joined_channel"]);
    assert_eq!(events[0]["user"]["profile"]["email"], "dan@house.example");
    assert_eq!(workspace.cannot(arrive).await, "already_here");
    let leave = json!({"as": "U0DAN00004", "do": "profile", "deleted": true});
    let told = acts(&workspace, &app, leave.clone()).await;
    assert_eq!((names(&told), &told[0]["user"]["deleted"]), (vec!["user_change".to_owned()], &json!(true)));
    assert!(told[0]["user"].get("tz").is_none(), "of who has left only the profile remains");
    assert_eq!(workspace.cannot(leave).await, "user_cannot_act");
    let back = acts(&workspace, &app, json!({"as": "U0DAN00004", "do": "return"})).await;
    assert_eq!((names(&back), &back[0]["user"]["deleted"]), (vec!["user_change".to_owned()], &json!(false)));
    assert_eq!(workspace.cannot(json!({"as": ADA, "do": "return"})).await, "not_gone");
    let nameless = workspace.act(json!({"do": "arrive", "name": "eva"})).await;
    assert!(nameless["messages"][0]["user"].as_str().unwrap().starts_with('U'));
}

#[tokio::test]
async fn a_profile_says_what_changed() {
    let (workspace, app) = with_app().await;
    let profile =
        json!({"as": ADA, "do": "profile", "display_name": "Adda", "pronouns": "hun", "phone": "1"});
    let told = acts(&workspace, &app, profile).await;
    assert_eq!(names(&told), ["user_change", "user_profile_changed"]);
    assert_eq!(told[1]["user"]["profile"]["fields"], json!({}));
    let told = acts(&workspace, &app, json!({"as": ADA, "do": "profile", "locale": "en-GB"})).await;
    assert_eq!(names(&told), ["user_change"]);
    let profile = workspace.ok("users.profile.get", json!({"user": ADA})).await["profile"].clone();
    assert_eq!((&profile["display_name"], &profile["pronouns"]), (&json!("Adda"), &json!("hun")));
    assert_eq!(
        workspace.cannot(json!({"as": BEN, "do": "profile", "email": "ada@house.example"})).await,
        "email_taken"
    );
    let found = workspace.ok("users.lookupByEmail", json!({"email": "ADA@house.example"})).await;
    assert_eq!(found["user"]["id"], ADA);
    let presence = async |user: Value| workspace.ok("users.getPresence", json!({"user": user})).await;
    assert_eq!(presence(json!(ADA)).await["presence"], "active");
    workspace.act(json!({"as": ADA, "do": "presence", "presence": "away"})).await;
    assert_eq!(presence(json!(ADA)).await, json!({"ok": true, "presence": "away"}));
    assert_eq!(presence(json!(GONE)).await["presence"], "away");
    workspace.ok("users.setPresence", json!({"presence": "away"})).await;
    let own = workspace.ok("users.getPresence", json!({})).await;
    assert_eq!(
        (&own["presence"], &own["manual_away"], &own["online"]),
        (&json!("away"), &json!(true), &json!(false))
    );
}

#[tokio::test]
async fn an_address_is_for_apps_that_may_read_addresses() {
    let workspace = Workspace::start_with(options()).await;
    let user = workspace.ok("users.info", json!({"user": "U1"})).await["user"].clone();
    assert_eq!((user["profile"].get("email"), &user["profile"]["real_name"]), (None, &json!("Ada Aas")));
    let refused = workspace.api("users.lookupByEmail", json!({"email": "ada@house.example"})).await;
    assert_eq!(
        (&refused["error"], &refused["needed"]),
        (&json!("missing_scope"), &json!("users:read.email"))
    );
    assert_eq!(workspace.state().await["users"][0]["email"], "ada@house.example");
}

#[tokio::test]
async fn groups_are_made_filled_and_mentioned() {
    let (workspace, app) = with_app().await;
    let made = workspace
        .ok("usergroups.create", json!({"name": "Board", "handle": "board", "channels": RANDOM}))
        .await;
    let id = &made["usergroup"]["id"];
    assert_eq!(
        (&made["usergroup"]["users"], &made["usergroup"]["prefs"]["channels"]),
        (&json!([]), &json!([RANDOM]))
    );
    let fill = json!({"usergroup": id, "users": format!("{ADA},{BEN}"), "include_count": true});
    assert_eq!(workspace.ok("usergroups.users.update", fill).await["usergroup"]["user_count"], 2);
    workspace.ok("usergroups.update", json!({"usergroup": id, "name": "The board"})).await;
    workspace.control("clock", json!({"advance": "0s"})).await;
    let events = app.events();
    let expected = ["subteam_created", "subteam_members_changed", "subteam_updated", "subteam_updated"];
    assert_eq!(names(&events), expected);
    assert_eq!(
        (&events[1]["added_users"], &events[3]["subteam"]["name"]),
        (&json!([ADA, BEN]), &json!("The board"))
    );
    let posted = json!({"channel": GENERAL, "text": "@board, and @nobody", "link_names": true});
    let text = workspace.ok("chat.postMessage", posted).await["message"]["text"].clone();
    assert_eq!(text, format!("<!subteam^{}>, and @nobody", id.as_str().unwrap()));
    workspace.ok("usergroups.disable", json!({"usergroup": id})).await;
    let list = async |all: bool| {
        let groups =
            workspace.ok("usergroups.list", json!({"include_disabled": all})).await["usergroups"].clone();
        groups.as_array().unwrap().len()
    };
    assert_eq!((list(false).await, list(true).await), (1, 2));
    assert_eq!(workspace.refused("usergroups.users.list", json!({"usergroup": id})).await, "no_such_subteam");
    workspace.ok("usergroups.enable", json!({"usergroup": id})).await;
    assert_eq!(
        workspace.ok("usergroups.users.list", json!({"usergroup": id})).await["users"],
        json!([ADA, BEN])
    );
    app.frames();
    let order = json!({"as": ADA, "do": "usergroup", "handle": "board", "users": [BEN, workspace.bot()]});
    let told = acts(&workspace, &app, order).await;
    assert_eq!(names(&told), ["subteam_members_changed", "subteam_self_added", "subteam_updated"]);
    assert_eq!(told[0]["removed_users"], json!([ADA]));
    let order = json!({"as": ADA, "do": "usergroup", "handle": "ben", "users": []});
    assert_eq!(workspace.cannot(order).await, "handle_already_exists");
}

#[tokio::test]
async fn the_workspaces_own_emoji_come_and_go() {
    let (workspace, app) = with_app().await;
    let emoji = workspace.ok("emoji.list", json!({})).await["emoji"].clone();
    assert_eq!(emoji, json!({"hooray": "https://house.example/hooray.png", "yay": "alias:hooray"}));
    let add = json!({"as": ADA, "do": "emoji", "name": ":owl:", "url": "https://house.example/owl.png"});
    let told = acts(&workspace, &app, add).await;
    assert_eq!((&told[0]["subtype"], &told[0]["name"]), (&json!("add"), &json!("owl")));
    let told = acts(&workspace, &app, json!({"as": ADA, "do": "emoji", "name": "yay", "remove": true})).await;
    assert_eq!((&told[0]["subtype"], &told[0]["names"]), (&json!("remove"), &json!(["yay"])));
    assert!(workspace.ok("emoji.list", json!({})).await["emoji"].get("yay").is_none());
}

#[tokio::test]
async fn links_to_the_apps_domains_are_told_and_unfurled() {
    let (workspace, app) = with_app().await;
    let text = "<https://www.recipes.example/soup?a=1&amp;b=2|soup> or https://other.example/";
    let say = |channel: &str| json!({"as": ADA, "do": "say", "channel": channel, "text": text});
    let told = acts(&workspace, &app, say(RANDOM)).await;
    assert_eq!(
        (names(&told), &told[0]["is_bot_user_member"]),
        (vec!["link_shared".to_owned()], &json!(false))
    );
    let url = "https://www.recipes.example/soup?a=1&b=2";
    assert_eq!(told[0]["links"], json!([{"url": url, "domain": "recipes.example"}]));
    let told = acts(&workspace, &app, say(GENERAL)).await;
    assert_eq!(names(&told), ["message", "link_shared"]);
    let unfurl = |text: &str| json!({"unfurl_id": told[1]["unfurl_id"], "source": told[1]["source"], "unfurls": {url: {"text": text}}});
    workspace.ok("chat.unfurl", unfurl("Soup")).await;
    workspace.ok("chat.unfurl", unfurl("Hot soup")).await;
    workspace.control("clock", json!({"advance": "0s"})).await;
    let changed = app.events();
    assert_eq!(names(&changed), ["message/message_changed", "message/message_changed"]);
    let attachments = &changed[1]["message"]["attachments"];
    assert_eq!((attachments.as_array().unwrap().len(), &attachments[0]["text"]), (1, &json!("Hot soup")));
    assert_eq!((&attachments[0]["from_url"], &attachments[0]["is_app_unfurl"]), (&json!(url), &json!(true)));
}

#[tokio::test]
async fn files_are_told_listed_and_leave_a_tombstone() {
    let (workspace, app) = with_app().await;
    let share = json!({"as": ADA, "do": "upload", "channel": GENERAL, "name": "cat.png", "content": "meow"});
    let told = acts(&workspace, &app, share).await;
    assert_eq!(names(&told), ["file_created", "file_public", "file_shared", "message/file_share"]);
    let id = &told[2]["file_id"];
    let info = workspace.ok("files.info", json!({"file": id})).await["file"].clone();
    assert_eq!((&info["channels"], &info["is_public"]), (&json!([GENERAL]), &json!(true)));
    assert_eq!(info["shares"]["public"][GENERAL][0]["ts"], told[3]["ts"]);
    let list = async |more: Value| workspace.ok("files.list", more).await;
    let images = list(json!({"types": "images", "user": ADA, "channel": GENERAL})).await;
    assert_eq!((&images["files"][0]["id"], &images["paging"]["total"]), (id, &json!(1)));
    assert_eq!(list(json!({"types": "pdfs"})).await["files"], json!([]));
    assert_eq!(list(json!({"ts_from": 1_788_242_401})).await["files"], json!([]));
    let told =
        acts(&workspace, &app, json!({"as": ADA, "do": "edit_file", "file": id, "title": "Cat"})).await;
    assert_eq!((names(&told), &told[0]["file_id"]), (vec!["file_change".to_owned()], id));
    assert_eq!(workspace.cannot(json!({"as": BEN, "do": "delete_file", "file": id})).await, "not_your_file");
    let told = acts(&workspace, &app, json!({"as": ADA, "do": "delete_file", "file": id})).await;
    assert_eq!((names(&told), &told[0]["channel_ids"]), (vec!["file_deleted".to_owned()], &json!([GENERAL])));
    let history = workspace.ok("conversations.history", json!({"channel": GENERAL, "limit": 1})).await;
    assert_eq!(history["messages"][0]["files"], json!([{"id": id, "mode": "tombstone"}]));
    let bytes = workspace.http.get(info["url_private"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(bytes.status().as_u16(), 404);
}

#[tokio::test]
async fn pins_by_people_are_told_with_a_line() {
    let (workspace, app) = with_app().await;
    let ts = workspace.post(json!({"channel": GENERAL, "text": "card"})).await;
    workspace.control("clock", json!({"advance": "0s"})).await;
    app.frames();
    let pin = |what: &str| json!({"as": ADA, "do": what, "channel": GENERAL, "ts": ts});
    let told = acts(&workspace, &app, pin("pin")).await;
    assert_eq!(names(&told), ["pin_added", "message/pinned_item"]);
    assert_eq!((&told[0]["pin_count"], &told[0]["pinned_info"]["pinned_by"]), (&json!(1), &json!(ADA)));
    assert_eq!((&told[1]["item"]["ts"], &told[1]["item_type"]), (&json!(ts), &json!("C")));
    assert_eq!(workspace.cannot(pin("pin")).await, "already_pinned");
    let item = workspace.ok("pins.list", json!({"channel": GENERAL})).await["items"][0].clone();
    assert_eq!((&item["created_by"], &item["created"]), (&json!(ADA), &json!(1_788_242_400)));
    assert!(item["message"]["permalink"].as_str().unwrap().contains("/archives/"));
    assert_eq!(names(&acts(&workspace, &app, pin("unpin")).await), ["pin_removed"]);
    assert_eq!(workspace.cannot(pin("unpin")).await, "no_pin");
}

#[tokio::test]
async fn what_one_says_has_its_subtype() {
    let (workspace, app) = with_app().await;
    let parent = workspace.post(json!({"channel": GENERAL, "text": "parent"})).await;
    workspace.control("clock", json!({"advance": "0s"})).await;
    app.frames();
    let me =
        acts(&workspace, &app, json!({"as": ADA, "do": "me", "channel": GENERAL, "text": "waves"})).await;
    assert_eq!((names(&me), &me[0]["text"]), (vec!["message/me_message".to_owned()], &json!("waves")));
    let loud = format!("<@{}> look", workspace.bot());
    let loud = json!({"as": ADA, "do": "say", "channel": GENERAL, "text": loud, "thread_ts": parent, "broadcast": true});
    let told = acts(&workspace, &app, loud).await;
    assert_eq!(names(&told), ["message/thread_broadcast", "app_mention"]);
    assert_eq!((&told[0]["root"]["text"], &told[0]["root"]["reply_count"]), (&json!("parent"), &json!(1)));
    let quiet = workspace.post(json!({"channel": GENERAL, "text": "quiet", "thread_ts": parent})).await;
    workspace.ok("chat.update", json!({"channel": GENERAL, "ts": quiet, "reply_broadcast": true})).await;
    let history = workspace.ok("conversations.history", json!({"channel": GENERAL, "limit": 1})).await;
    assert_eq!(history["messages"][0]["text"], "quiet");
    let own = json!({"channel": GENERAL, "text": "hoot", "username": "Owl", "icon_emoji": "owl"});
    let own = workspace.ok("chat.postMessage", own).await["message"].clone();
    assert_eq!(
        (&own["subtype"], &own["username"], own.get("user")),
        (&json!("bot_message"), &json!("Owl"), None)
    );
    assert_eq!((&own["icons"], own.get("bot_profile")), (&json!({"emoji": ":owl:"}), None));
    workspace.ok("chat.meMessage", json!({"channel": GENERAL, "text": "hoots"})).await;
    workspace.control("clock", json!({"advance": "0s"})).await;
    let told = names(&app.events());
    assert_eq!(told, ["message", "message/message_changed", "message/bot_message", "message/me_message"]);
}

#[tokio::test]
async fn events_that_nobody_asked_for_do_not_come() {
    let (workspace, app) = Workspace::with_app().await;
    workspace.act(json!({"as": "U1", "do": "create", "name": "plans"})).await;
    workspace
        .act(json!({"as": "U1", "do": "emoji", "name": "owl", "url": "https://house.example/owl.png"}))
        .await;
    workspace.act(json!({"do": "arrive", "name": "dan"})).await;
    assert_eq!(names(&app.events()), ["message/channel_join", "member_joined_channel"]);
}
