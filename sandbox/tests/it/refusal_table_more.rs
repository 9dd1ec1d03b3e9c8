//! The other half of what provokes each error code: marks, bookmarks, files, groups, people, views.

use serde_json::{Value, json};

use crate::everything::{ADA, BEN, GENERAL, GONE, RANDOM};
use crate::refusal_table::Row;
use crate::refusals::Scene;

pub(crate) fn marks(scene: &Scene) -> Vec<Row> {
    let at = |timestamp: &Value| json!({"channel": GENERAL, "timestamp": timestamp, "name": "eyes"});
    let mut rows = vec![
        ("pins.add", at(&scene.marked), "already_pinned"),
        ("pins.add", at(&scene.line), "not_pinnable"),
        ("pins.remove", at(&scene.own), "no_pin"),
        ("pins.list", json!({"channel": RANDOM}), "channel_not_found"),
        ("reactions.add", at(&scene.marked), "already_reacted"),
        ("reactions.remove", at(&scene.own), "no_reaction"),
        ("reactions.list", json!({"user": "U0NOBODY01"}), "user_not_found"),
    ];
    for method in ["reactions.add", "reactions.remove"] {
        let named = json!({"channel": GENERAL, "timestamp": scene.own, "name": "not an emoji"});
        rows.push((method, named, "invalid_name"));
    }
    for method in ["pins.add", "pins.remove", "reactions.add", "reactions.remove", "reactions.get"] {
        let on = |channel: &str, timestamp: &str| json!({"channel": channel, "timestamp": timestamp, "name": "eyes"});
        rows.push((method, on("C0NOWHERE1", "1.0"), "channel_not_found"));
        rows.push((method, on(RANDOM, "1.0"), "not_in_channel"));
        rows.push((method, on(scene.closed.as_str().unwrap(), "1.0"), "is_archived"));
        rows.push((method, on(GENERAL, ""), "no_item_specified"));
        rows.push((method, on(GENERAL, "soon"), "bad_timestamp"));
        rows.push((method, on(GENERAL, "1.0"), "message_not_found"));
    }
    let file = json!({"file": scene.file, "name": "eyes"});
    rows.push(("reactions.get", file.clone(), "file_not_found"));
    rows.push(("reactions.remove", file, "file_not_found"));
    rows
}

pub(crate) fn bookmarks(scene: &Scene) -> Vec<Row> {
    let with = |more: Value| {
        let mut body = json!({
            "channel_id": GENERAL, "title": "x", "type": "link", "link": "https://house.example/", "bookmark_id": "Bk1",
        });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let mut rows = vec![
        ("bookmarks.add", with(json!({"type": "canvas"})), "invalid_bookmark_type"),
        ("bookmarks.add", with(json!({"title": ""})), "invalid_arguments"),
        ("bookmarks.edit", with(json!({})), "not_found"),
        ("bookmarks.remove", with(json!({})), "not_found"),
    ];
    for method in ["bookmarks.add", "bookmarks.edit"] {
        rows.push((method, with(json!({"link": "ftp://house.example/"})), "invalid_link"));
        rows.push((method, with(json!({"emoji": "eyes"})), "invalid_emoji"));
    }
    for method in ["bookmarks.add", "bookmarks.edit", "bookmarks.list", "bookmarks.remove"] {
        rows.push((method, with(json!({"channel_id": RANDOM})), "channel_not_found"));
        rows.push((method, with(json!({"channel_id": scene.closed})), "channel_not_found"));
    }
    rows
}

pub(crate) fn files(scene: &Scene) -> Vec<Row> {
    let complete = "files.completeUploadExternal";
    let hundred = vec![GENERAL; 101];
    vec![
        ("files.getUploadURLExternal", json!({"filename": "a", "length": "long"}), "invalid_arguments"),
        ("files.getUploadURLExternal", json!({"filename": "a", "length": 0}), "invalid_arguments"),
        (complete, json!({"files": []}), "invalid_arguments"),
        (complete, json!({"files": [{"title": "x"}]}), "invalid_arguments"),
        (complete, json!({"files": [{"id": scene.file}]}), "file_not_found"),
        (complete, json!({"files": [{"id": "F1"}], "channel_id": "C0NOWHERE1"}), "channel_not_found"),
        (complete, json!({"files": [{"id": "F1"}], "channel_id": RANDOM}), "not_in_channel"),
        (complete, json!({"files": [{"id": "F1"}], "channels": hundred}), "channels_limit_exceeded"),
        (complete, json!({"files": [{"id": "F1"}], "blocks": "["}), "invalid_blocks"),
        ("files.info", json!({"file": "F0NOTHING1"}), "file_not_found"),
        ("files.info", json!({"file": scene.deleted_file}), "file_deleted"),
        ("files.delete", json!({"file": "F0NOTHING1"}), "file_not_found"),
        ("files.delete", json!({"file": scene.deleted_file}), "file_deleted"),
        ("files.delete", json!({"file": scene.their_file}), "cant_delete_file"),
        ("files.list", json!({"user": "U0NOBODY01"}), "user_not_found"),
        ("files.list", json!({"channel": "C0NOWHERE1"}), "channel_not_found"),
        ("files.list", json!({"types": "poems"}), "unknown_type"),
    ]
}

pub(crate) fn groups() -> Vec<Row> {
    let crew = |more: Value| {
        let mut body = json!({"usergroup": "S0CREW0001"});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let mut rows = vec![
        ("usergroups.create", json!({"name": ""}), "missing_subteam_name"),
        ("usergroups.create", json!({"name": "Crew"}), "name_already_exists"),
        ("usergroups.users.update", crew(json!({"users": ""})), "no_users_provided"),
        ("usergroups.users.update", crew(json!({"users": GONE})), "invalid_users"),
    ];
    for method in ["usergroups.create", "usergroups.update"] {
        let with = |more: Value| {
            let mut body = crew(json!({"name": "New"}));
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            body
        };
        rows.push((method, with(json!({"name": "x".repeat(81)})), "name_too_long"));
        rows.push((method, with(json!({"description": "x".repeat(141)})), "description_too_long"));
        rows.push((method, with(json!({"handle": "our crew"})), "bad_handle"));
        rows.push((method, with(json!({"handle": "everyone"})), "forbidden_handle"));
        rows.push((method, with(json!({"handle": "ada"})), "handle_already_exists"));
        rows.push((method, with(json!({"channels": "C0NOWHERE1"})), "invalid_channel_provided"));
    }
    for method in [
        "usergroups.update",
        "usergroups.enable",
        "usergroups.disable",
        "usergroups.users.list",
        "usergroups.users.update",
    ] {
        rows.push((method, json!({"usergroup": "S0NOTHING1", "users": ADA}), "no_such_subteam"));
    }
    rows
}

pub(crate) fn people() -> Vec<Row> {
    vec![
        ("bots.info", json!({"bot": "B0NOTHING1"}), "bot_not_found"),
        ("team.info", json!({"team": "T0OTHER001"}), "team_not_found"),
        ("users.info", json!({"user": "U0NOBODY01"}), "user_not_found"),
        ("users.conversations", json!({"user": "U0NOBODY01"}), "user_not_found"),
        ("users.profile.get", json!({"user": "U0NOBODY01"}), "user_not_found"),
        ("users.getPresence", json!({"user": "U0NOBODY01"}), "user_not_found"),
        ("users.setPresence", json!({"presence": "asleep"}), "invalid_presence"),
        ("users.lookupByEmail", json!({"email": "nobody@house.example"}), "users_not_found"),
        ("users.lookupByEmail", json!({"email": "gone@house.example"}), "users_not_found"),
    ]
}

pub(crate) fn views(scene: &Scene) -> Vec<Row> {
    let modal = |external: &str| {
        json!({"type": "modal", "title": {"type": "plain_text", "text": "x"}, "external_id": external,
            "blocks": [{"type": "divider"}]})
    };
    let home = json!({"type": "home", "blocks": []});
    let taken = json!({"type": "home", "blocks": [], "external_id": "home-of-ada"});
    let mut rows = vec![
        ("views.publish", json!({"user_id": scene.bot, "view": home}), "user_not_found"),
        ("views.publish", json!({"user_id": ADA, "view": home, "hash": "1.x"}), "hash_conflict"),
        ("views.publish", json!({"user_id": BEN, "view": taken}), "duplicate_external_id"),
        ("views.publish", json!({"user_id": ADA, "view": modal("")}), "invalid_arguments"),
        ("views.update", json!({"view": home}), "invalid_arguments"),
        ("views.update", json!({"view": home, "view_id": "V0NOTHING1"}), "not_found"),
        ("views.update", json!({"view": home, "external_id": "nothing"}), "not_found"),
        ("views.update", json!({"view": home, "view_id": scene.home["id"], "hash": "1.x"}), "hash_conflict"),
    ];
    for method in ["views.open", "views.push"] {
        rows.push((method, json!({"view": modal(""), "trigger_id": "1.x"}), "invalid_trigger_id"));
        rows.push((method, json!({"view": modal("")}), "invalid_arguments"));
        rows.push((method, json!({"view": home, "trigger_id": "1.x"}), "invalid_arguments"));
        rows.push((
            method,
            json!({"view": modal("home-of-ada"), "trigger_id": "1.x"}),
            "duplicate_external_id",
        ));
    }
    rows
}
