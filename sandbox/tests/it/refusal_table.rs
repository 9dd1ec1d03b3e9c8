//! What provokes each error code: a method, a body, the code.

use serde_json::{Value, json};

use crate::everything::{ADA, BEN, GENERAL, GONE, RANDOM, SECRET};
use crate::refusal_table_more::{bookmarks, files, groups, marks, people, views};
use crate::refusals::Scene;

pub(crate) type Row = (&'static str, Value, &'static str);

/// In this order none of them changes anything.
pub(crate) fn refusals(scene: &Scene) -> Vec<Row> {
    [
        posting(scene),
        changing(scene),
        scheduling(scene),
        unfurling(scene),
        channels(scene),
        members(scene),
        conversations(scene),
        reading(scene),
        marks(scene),
        bookmarks(scene),
        files(scene),
        groups(),
        people(),
        views(scene),
    ]
    .concat()
}

fn posting(scene: &Scene) -> Vec<Row> {
    let with = |more: Value| {
        let mut body = json!({"channel": GENERAL, "text": "x", "user": ADA, "post_at": 1_788_250_000});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let texts = json!([{"type": "section", "text": {"type": "mrkdwn", "text": "a".repeat(3_000)}}]);
    let many: Vec<Value> = vec![texts[0].clone(); 5];
    let rows = |method: &'static str| {
        vec![
            (method, with(json!({"channel": "C0NOWHERE1"})), "channel_not_found"),
            (method, with(json!({"channel": SECRET})), "channel_not_found"),
            (method, with(json!({"channel": GONE})), "channel_not_found"),
            (method, with(json!({"channel": RANDOM})), "not_in_channel"),
            (method, with(json!({"channel": scene.closed})), "is_archived"),
            (method, with(json!({"channel": scene.bot})), "cannot_dm_bot"),
            (method, with(json!({"text": ""})), "no_text"),
        ]
    };
    let said = |method: &'static str| {
        vec![
            (method, with(json!({"blocks": "{"})), "invalid_blocks_format"),
            (method, with(json!({"blocks": {}})), "invalid_blocks_format"),
            (method, with(json!({"blocks": [{"type": "nonsense"}]})), "invalid_blocks"),
            (method, with(json!({"blocks": many})), "msg_blocks_too_long"),
            (method, with(json!({"attachments": "["})), "invalid_attachments"),
            (method, with(json!({"attachments": vec![json!({}); 101]})), "too_many_attachments"),
            (method, with(json!({"metadata": {}})), "invalid_metadata_format"),
            (
                method,
                with(json!({"metadata": {"event_type": "x", "event_payload": {"x": "y".repeat(16_000)}}})),
                "metadata_too_large",
            ),
            (method, with(json!({"markdown_text": "x"})), "markdown_text_conflict"),
            (method, with(json!({"text": null, "markdown_text": "x".repeat(12_001)})), "msg_too_long"),
            (method, with(json!({"thread_ts": "soon"})), "invalid_thread_ts"),
            (method, with(json!({"thread_ts": "1.0"})), "thread_not_found"),
            (method, with(json!({"thread_ts": scene.line})), "cannot_reply_to_message"),
        ]
    };
    let mut all = Vec::new();
    for method in ["chat.postMessage", "chat.postEphemeral", "chat.scheduleMessage"] {
        all.extend(rows(method));
        all.extend(said(method));
    }
    all.extend(rows("chat.meMessage"));
    all.push(("chat.meMessage", with(json!({"text": "x".repeat(40_001)})), "msg_too_long"));
    // Somebody who has left is in no channel.
    all.push(("chat.postEphemeral", with(json!({"user": GONE})), "user_not_in_channel"));
    all
}

fn changing(scene: &Scene) -> Vec<Row> {
    let at = |channel: &str, ts: &Value, text: &str| json!({"channel": channel, "ts": ts, "text": text});
    let closed = scene.closed.as_str().unwrap();
    vec![
        ("chat.update", at("C0NOWHERE1", &scene.own, "x"), "channel_not_found"),
        ("chat.update", at(GENERAL, &json!("1.0"), "x"), "message_not_found"),
        ("chat.update", at(GENERAL, &scene.theirs, "x"), "cant_update_message"),
        ("chat.update", at(GENERAL, &scene.own, &"x".repeat(4_001)), "msg_too_long"),
        ("chat.update", json!({"channel": GENERAL, "ts": scene.own}), "no_text"),
        ("chat.update", at(closed, &scene.closed_ts, "x"), "is_inactive"),
        (
            "chat.update",
            json!({"channel": GENERAL, "ts": scene.own, "reply_broadcast": true}),
            "cant_broadcast_message",
        ),
        (
            "chat.update",
            json!({"channel": GENERAL, "ts": scene.reply, "reply_broadcast": true, "text": "x"}),
            "no_dual_broadcast_content_update",
        ),
        ("chat.delete", at("C0NOWHERE1", &scene.own, ""), "channel_not_found"),
        ("chat.delete", at(GENERAL, &json!("1.0"), ""), "message_not_found"),
        ("chat.delete", at(GENERAL, &scene.theirs, ""), "cant_delete_message"),
        ("chat.getPermalink", json!({"channel": "C0NOWHERE1", "message_ts": scene.own}), "channel_not_found"),
        ("chat.getPermalink", json!({"channel": GENERAL, "message_ts": "1.0"}), "message_not_found"),
    ]
}

/// It is 08:00 in Oslo on the first of September 2026: 1788242400.
fn scheduling(scene: &Scene) -> Vec<Row> {
    let at = |post_at: Value| json!({"channel": GENERAL, "text": "x", "post_at": post_at});
    let delete = "chat.deleteScheduledMessage";
    let list = "chat.scheduledMessages.list";
    vec![
        ("chat.scheduleMessage", at(json!("tomorrow")), "invalid_time"),
        ("chat.scheduleMessage", at(json!(1_788_242_400)), "time_in_past"),
        ("chat.scheduleMessage", at(json!(1_788_242_401 + 120 * 86_400)), "time_too_far"),
        (delete, json!({"channel": "C0NOWHERE1", "scheduled_message_id": "Q1"}), "channel_not_found"),
        (delete, json!({"channel": GENERAL, "scheduled_message_id": "Q1"}), "invalid_scheduled_message_id"),
        (delete, json!({"channel": scene.plans, "scheduled_message_id": ""}), "invalid_scheduled_message_id"),
        (list, json!({"channel": "C0NOWHERE1"}), "invalid_channel"),
        (list, json!({"cursor": "x"}), "invalid_cursor"),
        (list, json!({"limit": "x"}), "invalid_limit"),
        (list, json!({"oldest": 2, "latest": 1}), "invalid_arguments"),
    ]
}

fn unfurling(scene: &Scene) -> Vec<Row> {
    let link = |url: &str| json!({"channel": GENERAL, "ts": scene.theirs, "unfurls": {url: {"text": "x"}}});
    let with = |unfurls: Value| json!({"channel": GENERAL, "ts": scene.theirs, "unfurls": unfurls});
    let mut prompt = link("https://recipes.example/1");
    prompt["user_auth_required"] = json!(true);
    let blocks = json!({"https://recipes.example/1": {"blocks": [{"type": "nonsense"}]}});
    let by_id = |id: &str, source: &str| json!({"unfurl_id": id, "source": source, "unfurls": {}});
    let method = "chat.unfurl";
    vec![
        (method, json!({"ts": "1.0"}), "missing_channel"),
        (method, json!({"channel": GENERAL}), "missing_ts"),
        (method, json!({"source": "composer"}), "missing_unfurl_id"),
        (method, json!({"unfurl_id": "x"}), "missing_source"),
        (method, by_id("x", "elsewhere"), "invalid_source"),
        (method, by_id("x", "composer"), "invalid_unfurl_id"),
        (method, by_id("C0NOWHERE1.1.0", "composer"), "cannot_find_channel"),
        (method, json!({"channel": GENERAL, "ts": "soon", "unfurls": {}}), "cannot_find_message"),
        (method, json!({"channel": GENERAL, "ts": "1.0", "unfurls": {}}), "cannot_find_message"),
        (method, json!({"channel": GENERAL, "ts": scene.theirs}), "missing_unfurls"),
        (method, with(json!("{")), "invalid_unfurls_format"),
        (method, with(json!([])), "invalid_unfurls_format"),
        (method, with(json!({"https://recipes.example/1": "x"})), "cannot_parse_attachment"),
        (method, with(blocks), "invalid_blocks"),
        (method, link("https://recipes.example/3"), "cannot_unfurl_message"),
        (method, link("https://other.example/2"), "cannot_unfurl_url"),
        (method, prompt, "cannot_prompt"),
    ]
}

fn channels(scene: &Scene) -> Vec<Row> {
    let create = |name: &str| json!({"name": name});
    let rename = |channel: &Value, name: &str| json!({"channel": channel, "name": name});
    let mut rows = vec![
        ("conversations.rename", rename(&json!(GENERAL), "other"), "not_authorized"),
        ("conversations.archive", json!({"channel": GENERAL}), "cant_archive_general"),
        ("conversations.archive", json!({"channel": scene.closed}), "already_archived"),
        ("conversations.archive", json!({"channel": RANDOM}), "not_in_channel"),
        ("conversations.unarchive", json!({"channel": scene.closed}), "not_in_channel"),
        ("conversations.unarchive", json!({"channel": scene.plans}), "not_archived"),
        ("conversations.leave", json!({"channel": GENERAL}), "cant_leave_general"),
        ("conversations.leave", json!({"channel": scene.alone}), "last_member"),
        ("conversations.leave", json!({"channel": scene.closed}), "is_archived"),
        ("conversations.join", json!({"channel": "C0NOWHERE1"}), "channel_not_found"),
        ("conversations.join", json!({"channel": scene.closed}), "is_archived"),
        ("conversations.join", json!({"channel": SECRET}), "method_not_supported_for_channel_type"),
        ("conversations.mark", json!({"channel": RANDOM, "ts": "1.0"}), "not_in_channel"),
        ("conversations.mark", json!({"channel": GENERAL, "ts": "soon"}), "invalid_timestamp"),
        ("conversations.close", json!({"channel": GENERAL}), "method_not_supported_for_channel_type"),
    ];
    for (name, code) in [
        ("", "invalid_name_required"),
        ("--__", "invalid_name_punctuation"),
        ("Plans", "invalid_name_specials"),
        ("our plans", "invalid_name_specials"),
        ("random", "name_taken"),
    ] {
        rows.push(("conversations.create", create(name), code));
        rows.push(("conversations.rename", rename(&scene.plans, name), code));
    }
    rows.push(("conversations.create", create(&"x".repeat(81)), "invalid_name_maxlength"));
    for (method, name) in [("conversations.setTopic", "topic"), ("conversations.setPurpose", "purpose")] {
        rows.push((method, json!({"channel": GENERAL, name: "x".repeat(251)}), "too_long"));
    }
    for method in [
        "conversations.rename",
        "conversations.setTopic",
        "conversations.setPurpose",
        "conversations.invite",
        "conversations.kick",
    ] {
        let body = |channel: &Value| json!({"channel": channel, "name": "x", "topic": "x", "purpose": "x", "users": ADA});
        rows.push((method, body(&scene.closed), "is_archived"));
        rows.push((method, body(&json!(RANDOM)), "not_in_channel"));
        rows.push((method, body(&json!(SECRET)), "channel_not_found"));
        if method != "conversations.setTopic" {
            rows.push((method, body(&scene.im), "method_not_supported_for_channel_type"));
        }
    }
    for method in ["archive", "unarchive", "leave", "mark", "close", "info", "members", "history", "replies"]
    {
        let method = ALL_OF_A_CHANNEL.iter().find(|name| name.ends_with(&format!(".{method}"))).unwrap();
        rows.push((method, json!({"channel": "C0NOWHERE1", "ts": "1.0"}), "channel_not_found"));
    }
    rows
}

const ALL_OF_A_CHANNEL: &[&str] = &[
    "conversations.archive",
    "conversations.unarchive",
    "conversations.leave",
    "conversations.mark",
    "conversations.close",
    "conversations.info",
    "conversations.members",
    "conversations.history",
    "conversations.replies",
];

fn members(scene: &Scene) -> Vec<Row> {
    let invite = |users: Value| json!({"channel": scene.plans, "users": users});
    let kick = |channel: &Value, user: &str| json!({"channel": channel, "user": user});
    let crowd = vec![ADA; 1_001];
    vec![
        ("conversations.invite", invite(json!("")), "no_user"),
        ("conversations.invite", invite(json!(crowd)), "too_many_users"),
        ("conversations.invite", invite(json!("U0NOBODY01")), "user_not_found"),
        ("conversations.invite", invite(json!(scene.bot)), "cant_invite_self"),
        ("conversations.invite", invite(json!([BEN, ADA])), "already_in_channel"),
        ("conversations.invite", invite(json!(GONE)), "cant_invite"),
        ("conversations.invite", invite(json!("USLACKBOT")), "cant_invite"),
        ("conversations.kick", kick(&scene.plans, ""), "no_user"),
        ("conversations.kick", kick(&scene.plans, "U0NOBODY01"), "user_not_found"),
        ("conversations.kick", kick(&scene.plans, &scene.bot), "cant_kick_self"),
        ("conversations.kick", kick(&scene.plans, BEN), "not_in_channel"),
        ("conversations.kick", kick(&json!(GENERAL), ADA), "cant_kick_from_general"),
    ]
}

fn conversations(scene: &Scene) -> Vec<Row> {
    let method = "conversations.open";
    let nine: Vec<String> = (0..9).map(|number| format!("U{number}")).collect();
    vec![
        (method, json!({}), "users_list_not_supplied"),
        (method, json!({"users": scene.bot}), "not_enough_users"),
        (method, json!({"users": nine}), "too_many_users"),
        (method, json!({"users": "U0NOBODY01"}), "user_not_found"),
        (method, json!({"users": GONE}), "user_disabled"),
        (method, json!({"users": "USLACKBOT"}), "cannot_dm_bot"),
        (method, json!({"users": BEN, "prevent_creation": true}), "channel_not_found"),
        (method, json!({"channel": "D0NOWHERE1"}), "channel_not_found"),
        (method, json!({"channel": scene.theirs_im}), "channel_not_found"),
        (method, json!({"channel": GENERAL}), "method_not_supported_for_channel_type"),
    ]
}

fn reading(scene: &Scene) -> Vec<Row> {
    let mut rows = Vec::new();
    for method in ["conversations.history", "conversations.replies"] {
        let with = |name: &str, value: &str| json!({"channel": GENERAL, "ts": scene.own, name: value});
        rows.push((method, with("channel", RANDOM), "not_in_channel"));
        rows.push((method, with("oldest", "soon"), "invalid_ts_oldest"));
        rows.push((method, with("latest", "soon"), "invalid_ts_latest"));
        rows.push((method, with("limit", "many"), "invalid_limit"));
        rows.push((method, with("cursor", "x"), "invalid_cursor"));
    }
    rows.push(("conversations.replies", json!({"channel": GENERAL, "ts": "1.0"}), "thread_not_found"));
    for method in ["conversations.list", "users.conversations", "conversations.members", "users.list"] {
        rows.push((method, json!({"channel": GENERAL, "limit": "many"}), "invalid_limit"));
        rows.push((method, json!({"channel": GENERAL, "cursor": "x"}), "invalid_cursor"));
    }
    for method in ["conversations.list", "users.conversations"] {
        rows.push((method, json!({"types": "voice"}), "invalid_types"));
    }
    rows
}
