//! Uploads, by the app and by people.

use serde_json::json;

use crate::workspace::Workspace;

#[tokio::test]
async fn the_three_steps_of_an_upload() {
    let (workspace, app) = Workspace::with_app().await;
    let first =
        workspace.ok("files.getUploadURLExternal", json!({"filename": "plan.ics", "length": 5})).await;
    let (url, id) = (first["upload_url"].as_str().unwrap(), &first["file_id"]);
    assert_eq!(workspace.refused("files.info", json!({"file": id})).await, "file_not_found");
    assert_eq!(workspace.http.post(url).body("too long").send().await.unwrap().status().as_u16(), 400);
    assert!(workspace.http.post(url).body("BEGIN").send().await.unwrap().status().is_success());
    app.frames();
    let complete =
        json!({"files": [{"id": id, "title": "Plan"}], "channel_id": "C1", "initial_comment": "here"});
    let done = workspace.ok("files.completeUploadExternal", complete.clone()).await;
    assert_eq!(
        (&done["files"][0]["title"], &done["files"][0]["mimetype"]),
        (&json!("Plan"), &json!("text/calendar"))
    );
    assert_eq!(
        workspace.refused("files.completeUploadExternal", complete).await,
        "file_not_found",
        "only once"
    );
    let types: Vec<_> = app.events().iter().map(|event| event["type"].clone()).collect();
    assert_eq!(types, ["message", "file_shared"]);
    let file = workspace.ok("files.info", json!({"file": id})).await["file"].clone();
    let bytes =
        workspace.http.get(file["url_private"].as_str().unwrap()).send().await.unwrap().text().await.unwrap();
    assert_eq!(bytes, "BEGIN");
    let history = workspace.ok("conversations.history", json!({"channel": "C1"})).await;
    assert_eq!(
        (&history["messages"][0]["text"], &history["messages"][0]["files"][0]["id"]),
        (&json!("here"), id)
    );
}

#[tokio::test]
async fn a_person_shares_a_file() {
    let (workspace, app) = Workspace::with_app().await;
    app.frames();
    let order = json!({"as": "U1", "do": "upload", "channel": "C1", "name": "notes æ?.txt", "content": "æ", "text": "see"});
    let shared = workspace.act(order).await;
    assert_eq!(
        (&shared["messages"][0]["subtype"], &shared["messages"][0]["files"][0]["size"]),
        (&json!("file_share"), &json!(2))
    );
    let url = shared["messages"][0]["files"][0]["url_private"].as_str().unwrap();
    assert_eq!(workspace.http.get(url).send().await.unwrap().text().await.unwrap(), "æ");
    let types: Vec<_> = app.events().iter().map(|event| event["type"].clone()).collect();
    assert_eq!(types, ["file_shared", "message"]);
}
