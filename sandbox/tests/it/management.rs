//! Channels are made, named, described, filled, emptied and closed: by the app and by people, and all of it is told.

use serde_json::{Value, json};

use crate::app::App;
use crate::everything::{ADA, BEN, GENERAL, GONE, RANDOM, SECRET, names, with_app};
use crate::workspace::Workspace;

async fn create(workspace: &Workspace, name: &str, private: bool) -> Value {
    let made = workspace.ok("conversations.create", json!({"name": name, "is_private": private})).await;
    made["channel"]["id"].clone()
}

async fn acts(workspace: &Workspace, app: &App, order: Value) -> Vec<Value> {
    workspace.act(order).await;
    app.events()
}

#[tokio::test]
async fn a_channel_of_the_apps_has_the_whole_life_of_a_channel() {
    let (workspace, app) = with_app().await;
    let made = workspace.ok("conversations.create", json!({"name": "plans"})).await["channel"].clone();
    assert_eq!((&made["creator"], &made["is_member"]), (&json!(workspace.bot()), &json!(true)));
    let id = &made["id"];
    let invited = workspace.ok("conversations.invite", json!({"channel": id, "users": [ADA, BEN]})).await;
    assert_eq!((&invited["channel"]["id"], invited.get("errors")), (id, None));
    workspace.ok("conversations.setTopic", json!({"channel": id, "topic": "Autumn"})).await;
    let renamed = workspace.ok("conversations.rename", json!({"channel": id, "name": "autumn"})).await;
    assert_eq!(renamed["channel"]["previous_names"], json!(["plans"]));
    assert_eq!(renamed["channel"]["topic"]["creator"], json!(workspace.bot()));
    workspace.ok("conversations.kick", json!({"channel": id, "user": BEN})).await;
    workspace.ok("conversations.archive", json!({"channel": id})).await;
    workspace.control("clock", json!({"advance": "0s"})).await;
    let events = app.events();
    let expected = [
        "channel_created",
        "message/channel_join",
        "member_joined_channel",
        "message/channel_join",
        "member_joined_channel",
        "message/channel_join",
        "member_joined_channel",
        "message/channel_topic",
        "message/channel_name",
        "channel_rename",
        "message/channel_leave",
        "member_left_channel",
        "message/channel_archive",
        "channel_archive",
    ];
    assert_eq!(names(&events), expected);
    assert_eq!(
        (&events[0]["channel"]["name"], &events[3]["inviter"]),
        (&json!("plans"), &json!(workspace.bot()))
    );
    assert_eq!((&events[7]["topic"], &events[8]["old_name"]), (&json!("Autumn"), &json!("plans")));
    assert_eq!(events[9]["channel"]["name"], "autumn");
    assert_eq!((&events[13]["channel"], &events[13]["user"]), (id, &json!(workspace.bot())));
}

#[tokio::test]
async fn people_do_the_same_and_the_app_hears_of_public_channels_wherever_it_is() {
    let (workspace, app) = with_app().await;
    let made = acts(&workspace, &app, json!({"as": BEN, "do": "create", "name": "garden"})).await;
    assert_eq!(names(&made), ["channel_created"]);
    let garden = made[0]["channel"]["id"].clone();
    let rename = json!({"as": BEN, "do": "rename", "channel": garden, "name": "roof-garden"});
    assert_eq!(names(&acts(&workspace, &app, rename).await), ["channel_rename"]);
    let topic = json!({"as": BEN, "do": "topic", "channel": garden, "topic": "Roses"});
    assert!(acts(&workspace, &app, topic).await.is_empty(), "a line of a channel where the bot is not");
    let archive = json!({"as": BEN, "do": "archive", "channel": garden});
    assert_eq!(names(&acts(&workspace, &app, archive).await), ["channel_archive"]);
    let open = json!({"as": ADA, "do": "unarchive", "channel": garden});
    assert_eq!(names(&acts(&workspace, &app, open).await), ["channel_unarchive"]);
    let there = workspace.ok("conversations.members", json!({"channel": garden})).await;
    assert_eq!(there["members"], json!([ADA]), "of a public channel only who opened it again");
    let purpose = json!({"as": ADA, "do": "purpose", "channel": GENERAL, "purpose": "For all"});
    let told = acts(&workspace, &app, purpose).await;
    assert_eq!(
        (names(&told), &told[0]["purpose"]),
        (vec!["message/channel_purpose".to_owned()], &json!("For all"))
    );
    let taken = json!({"as": ADA, "do": "rename", "channel": GENERAL, "name": "random"});
    assert_eq!(workspace.cannot(taken).await, "name_taken");
    assert_eq!(
        workspace.cannot(json!({"as": ADA, "do": "unarchive", "channel": GENERAL})).await,
        "not_archived"
    );
}

#[tokio::test]
async fn of_a_private_channel_only_those_in_it_hear() {
    let (workspace, app) = with_app().await;
    assert!(
        acts(&workspace, &app, json!({"as": BEN, "do": "create", "name": "nook", "is_private": true}))
            .await
            .is_empty()
    );
    let archive = json!({"as": BEN, "do": "archive", "channel": "nook"});
    assert!(acts(&workspace, &app, archive).await.is_empty());
    let invite = json!({"as": BEN, "do": "invite", "channel": SECRET, "user": workspace.bot()});
    let told = acts(&workspace, &app, invite).await;
    assert_eq!(names(&told), ["message/channel_join", "member_joined_channel"]);
    assert_eq!((&told[0]["channel_type"], &told[1]["channel_type"]), (&json!("group"), &json!("C")));
    let rename = json!({"as": BEN, "do": "rename", "channel": SECRET, "name": "hush"});
    assert_eq!(names(&acts(&workspace, &app, rename).await), ["message/channel_name", "group_rename"]);
    let archive = json!({"as": BEN, "do": "archive", "channel": SECRET});
    assert_eq!(names(&acts(&workspace, &app, archive).await), ["message/channel_archive", "group_archive"]);
    let info = workspace.ok("conversations.info", json!({"channel": SECRET})).await;
    assert_eq!(info["channel"]["is_member"], false, "archiving puts the bot out");
    let open = json!({"as": BEN, "do": "unarchive", "channel": SECRET});
    assert_eq!(names(&acts(&workspace, &app, open).await), ["group_unarchive", "message/channel_unarchive"]);
    let remove = json!({"as": BEN, "do": "remove", "channel": SECRET, "user": workspace.bot()});
    let told = acts(&workspace, &app, remove).await;
    assert_eq!(names(&told), ["message/channel_leave", "member_left_channel", "group_left"]);
    assert_eq!(told[2]["actor_id"], BEN);
    assert_eq!(
        workspace.refused("conversations.info", json!({"channel": SECRET})).await,
        "channel_not_found"
    );
}

#[tokio::test]
async fn the_app_leaves_and_is_told_so() {
    let (workspace, app) = with_app().await;
    workspace.ok("conversations.join", json!({"channel": RANDOM})).await;
    workspace.control("clock", json!({"advance": "0s"})).await;
    app.frames();
    workspace.ok("conversations.leave", json!({"channel": RANDOM})).await;
    assert_eq!(workspace.ok("conversations.leave", json!({"channel": RANDOM})).await["not_in_channel"], true);
    workspace.control("clock", json!({"advance": "0s"})).await;
    assert_eq!(names(&app.events()), ["message/channel_leave", "member_left_channel", "channel_left"]);
}

#[tokio::test]
async fn an_invitation_is_for_all_or_nobody_unless_forced() {
    let (workspace, _app) = with_app().await;
    let plans = create(&workspace, "plans", true).await;
    let invite = |users: Value, force: bool| json!({"channel": plans, "users": users, "force": force});
    let refused =
        workspace.api("conversations.invite", invite(json!([ADA, GONE, "U0NOBODY01"]), false)).await;
    assert_eq!(refused["error"], "cant_invite");
    let wrong = json!([
        {"user": GONE, "ok": false, "error": "cant_invite"},
        {"user": "U0NOBODY01", "ok": false, "error": "user_not_found"},
    ]);
    assert_eq!(refused["errors"], wrong);
    let forced = workspace.ok("conversations.invite", invite(json!([ADA, GONE, "U0NOBODY01"]), true)).await;
    assert_eq!(forced["errors"], wrong);
    let members = workspace.ok("conversations.members", json!({"channel": plans})).await;
    assert_eq!(members["members"], json!([workspace.bot(), ADA]));
}

#[tokio::test]
async fn a_conversation_is_put_away_and_comes_back() {
    let (workspace, app) = with_app().await;
    let absent = json!({"users": BEN, "prevent_creation": true});
    assert_eq!(workspace.refused("conversations.open", absent).await, "channel_not_found");
    let opened = workspace.ok("conversations.open", json!({"users": BEN})).await;
    let im = &opened["channel"]["id"];
    assert_eq!((opened.get("already_open"), opened["channel"].as_object().unwrap().len()), (None, 1));
    workspace.control("clock", json!({"advance": "0s"})).await;
    let told = app.events();
    assert_eq!((names(&told), &told[0]["channel"]["user"]), (vec!["im_created".to_owned()], &json!(BEN)));
    workspace.ok("conversations.close", json!({"channel": im})).await;
    assert_eq!(workspace.ok("conversations.close", json!({"channel": im})).await["already_closed"], true);
    let info = workspace.ok("conversations.info", json!({"channel": im, "include_locale": true})).await;
    assert_eq!((&info["channel"]["is_open"], &info["channel"]["locale"]), (&json!(false), &json!("en-GB")));
    let again = workspace.ok("conversations.open", json!({"channel": im, "return_im": true})).await;
    assert_eq!((again.get("already_open"), &again["channel"]["is_open"]), (None, &json!(true)));
    let group = workspace.ok("conversations.open", json!({"users": [ADA, BEN]})).await["channel"].clone();
    assert_eq!((&group["is_mpim"], &group["is_group"]), (&json!(true), &json!(true)));
    assert_eq!(group["name"], "mpdm-ada--ben--tester-1");
    let ts = workspace.post(json!({"channel": im, "text": "x"})).await;
    workspace.ok("conversations.mark", json!({"channel": im, "ts": ts})).await;
    assert_eq!(
        workspace.ok("conversations.info", json!({"channel": im})).await["channel"]["last_read"],
        json!(ts)
    );
}

#[tokio::test]
async fn somebodys_channels_are_those_the_bot_may_know_of() {
    let (workspace, _app) = with_app().await;
    let of = async |user: &str| -> Vec<String> {
        let asked = json!({"user": user, "types": "public_channel,private_channel"});
        let channels = workspace.ok("users.conversations", asked).await["channels"].clone();
        assert!(channels[0].get("is_member").is_none() && channels[0].get("num_members").is_none());
        channels
            .as_array()
            .unwrap()
            .iter()
            .map(|channel| channel["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(of(ADA).await, ["general", "random"]);
    assert_eq!(of(BEN).await, ["general"], "not #secret");
    assert_eq!(of(&workspace.bot()).await, ["general"]);
}
