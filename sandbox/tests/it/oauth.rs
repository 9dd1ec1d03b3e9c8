//! Installing the app: the page, the code, the tokens, and how it ends.

use reqwest::StatusCode;
use reqwest::header::LOCATION;
use serde_json::{Value, json};

use crate::app::App;
use crate::workspace::{MANIFEST, Workspace, options};

pub(crate) const BACK: &str = "http://127.0.0.1:9/slack/oauth_redirect";

/// The manifest of an app that may be installed by people, with further settings.
pub(crate) fn manifest(settings: &str) -> String {
    let oauth = "oauth_config:\n  redirect_urls: ['http://127.0.0.1:9/slack']";
    MANIFEST
        .replace("oauth_config:", oauth)
        .replace("  scopes:\n", "  scopes:\n    user: [users:read, reactions:read, users.profile:write]\n")
        .replace("bot_events: [", "bot_events: [app_uninstalled, tokens_revoked, ")
        .replace("settings:\n", &format!("settings:\n{settings}"))
}

/// A workspace with that app.
pub(crate) async fn workspace(settings: &str) -> Workspace {
    let mut options = options();
    options.manifest = manifest(settings);
    Workspace::start_with(options).await
}

impl Workspace {
    /// The page's address, asking for these scopes.
    fn authorize(&self, scope: &str, user_scope: &str) -> Vec<(&'static str, String)> {
        vec![
            ("client_id", self.sandbox.info().client_id.clone()),
            ("scope", scope.to_owned()),
            ("user_scope", user_scope.to_owned()),
            ("redirect_uri", BACK.to_owned()),
            ("state", "æ&1".to_owned()),
        ]
    }

    fn page(&self, query: &[(&'static str, String)]) -> String {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
        format!("{}/oauth/v2/authorize?{query}", self.base)
    }

    /// What a person decides on the page; answers the query the browser is sent back with.
    async fn decide(&self, mut form: Vec<(&'static str, String)>, decision: &str) -> Vec<(String, String)> {
        let person = self.state().await["users"][0]["id"].as_str().unwrap().to_owned();
        form.push(("user", person));
        form.push(("decision", decision.to_owned()));
        let browser =
            reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build();
        let call = browser.unwrap().post(format!("{}/oauth/v2/authorize", self.base)).form(&form);
        let answer = call.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::FOUND, "{}", answer.text().await.unwrap());
        let location = reqwest::Url::parse(answer.headers()[LOCATION].to_str().unwrap()).unwrap();
        assert!(location.as_str().starts_with(BACK));
        location.query_pairs().into_owned().collect()
    }

    /// The code for these scopes.
    pub(crate) async fn code(&self, scope: &str, user_scope: &str) -> String {
        let query = self.decide(self.authorize(scope, user_scope), "allow").await;
        assert_eq!(query[1], ("state".to_owned(), "æ&1".to_owned()));
        assert_eq!(query[0].0, "code");
        query[0].1.clone()
    }

    /// A call with client id and secret and these fields.
    pub(crate) async fn as_client(&self, method: &str, fields: &[(&str, &str)]) -> Value {
        let info = self.sandbox.info();
        let mut form =
            vec![("client_id", info.client_id.as_str()), ("client_secret", info.client_secret.as_str())];
        form.extend(fields);
        let call = self.http.post(format!("{}/api/{method}", self.base)).form(&form);
        call.send().await.unwrap().json().await.unwrap()
    }

    /// The tokens for a code.
    pub(crate) async fn redeem(&self, code: &str) -> Value {
        self.as_client("oauth.v2.access", &[("code", code), ("redirect_uri", BACK)]).await
    }

    /// A call with some other token.
    pub(crate) async fn with_token(&self, token: &Value, method: &str, body: Value) -> Value {
        let call = self.http.post(format!("{}/api/{method}", self.base)).bearer_auth(token.as_str().unwrap());
        let call = call.header("content-type", "application/json; charset=utf-8").body(body.to_string());
        call.send().await.unwrap().json().await.unwrap()
    }
}

#[tokio::test]
async fn the_page_says_what_is_asked_for_in_both_languages() {
    let workspace = workspace("").await;
    let ask = async |lang: &str| {
        let mut query = workspace.authorize("chat:write,pins:read", "users:read");
        query.push(("lang", lang.to_owned()));
        let answer = workspace.http.get(workspace.page(&query));
        let answer = answer.send().await.unwrap();
        let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.ends_with("form-action 'self' http://127.0.0.1:9"), "{policy}");
        answer.text().await.unwrap()
    };
    let english = ask("en").await;
    for words in
        ["Tester wants to come into House", "Write messages", "On your behalf", "Ada Aas", "Allow", BACK]
    {
        assert!(english.contains(words), "{words}");
    }
    let norwegian = ask("nb").await;
    for words in ["lang=\"nb\"", "Tester vil inn i House", "Skrive meldinger", "Tillat", "pins:read"] {
        assert!(norwegian.contains(words), "{words}");
    }
    assert!(!english.contains("gone"), "who has left cannot agree");
}

#[tokio::test]
async fn a_question_that_cannot_be_asked_is_refused_on_the_page() {
    let workspace = workspace("").await;
    let cases = [
        ("client_id", "1.2", "invalid_client_id"),
        ("redirect_uri", "http://127.0.0.1:9/elsewhere", "bad_redirect_uri"),
        ("redirect_uri", "https://127.0.0.1:9/slack", "bad_redirect_uri"),
        ("scope", "", "no_scopes"),
        ("scope", "chat:write,channels:manage", "invalid_scope"),
        ("user_scope", "chat:write", "invalid_scope"),
    ];
    for (field, value, code) in cases {
        let mut query = workspace.authorize("chat:write", "");
        query.iter_mut().find(|(name, _)| *name == field).unwrap().1 = value.to_owned();
        let answer = workspace.http.get(workspace.page(&query));
        let answer = answer.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{field}");
        let page = answer.text().await.unwrap();
        assert!(page.contains(&format!("<code>{code}</code>")), "{field}: {page}");
    }
}

#[tokio::test]
async fn who_denies_is_sent_back_with_that() {
    let workspace = workspace("").await;
    let query = workspace.decide(workspace.authorize("chat:write", ""), "deny").await;
    assert_eq!(query[0], ("error".to_owned(), "access_denied".to_owned()));
}

#[tokio::test]
async fn a_code_is_good_once_and_for_ten_minutes() {
    let workspace = workspace("").await;
    let code = workspace.code("chat:write,pins:read", "users:read").await;
    let tokens = workspace.redeem(&code).await;
    let info = workspace.sandbox.info();
    assert_eq!(tokens["ok"], true, "{tokens}");
    assert_eq!((&tokens["token_type"], &tokens["access_token"]), (&json!("bot"), &json!(info.bot_token)));
    assert_eq!((&tokens["bot_user_id"], &tokens["team"]["id"]), (&json!(workspace.bot()), &json!("T1")));
    assert!(
        tokens["scope"].as_str().unwrap().contains("chat:write") && tokens.get("refresh_token").is_none()
    );
    let person = &tokens["authed_user"];
    assert_eq!((&person["id"], &person["scope"]), (&json!("U1"), &json!("users:read")));
    assert!(person["access_token"].as_str().unwrap().starts_with("xoxp-"));
    assert_eq!(workspace.redeem(&code).await["error"], "code_already_used");
    assert_eq!(workspace.redeem("1.2.3").await["error"], "invalid_code");
    let late = workspace.code("chat:write", "").await;
    workspace.control("clock", json!({"skip_wall": "10m"})).await;
    assert_eq!(workspace.redeem(&late).await["error"], "invalid_code");
}

#[tokio::test]
async fn the_client_is_checked_in_the_form_or_the_header() {
    let workspace = workspace("").await;
    let code = workspace.code("chat:write", "").await;
    let elsewhere = [("code", code.as_str()), ("redirect_uri", "http://127.0.0.1:9/slack")];
    assert_eq!(workspace.as_client("oauth.v2.access", &elsewhere).await["error"], "bad_redirect_uri");
    let grant = [("grant_type", "password")];
    assert_eq!(workspace.as_client("oauth.v2.access", &grant).await["error"], "invalid_grant_type");
    let info = workspace.sandbox.info();
    let basic = async |id: &str, secret: &str| -> Value {
        let call = workspace.http.post(format!("{}/api/oauth.v2.access", workspace.base));
        let call = call.basic_auth(id, Some(secret)).form(&[("code", code.as_str()), ("redirect_uri", BACK)]);
        call.send().await.unwrap().json().await.unwrap()
    };
    assert_eq!(basic("1.2", &info.client_secret).await["error"], "invalid_client_id");
    assert_eq!(basic(&info.client_id, "secret").await["error"], "bad_client_secret");
    assert_eq!(basic(&info.client_id, &info.client_secret).await["ok"], true);
}

#[tokio::test]
async fn a_persons_token_is_theirs_and_says_so() {
    let workspace = workspace("").await;
    let code = workspace.code("", "reactions:read").await;
    let tokens = workspace.redeem(&code).await;
    assert!(tokens.get("access_token").is_none() && tokens.get("bot_user_id").is_none());
    let token = &tokens["authed_user"]["access_token"];
    let who = workspace.with_token(token, "auth.test", json!({})).await;
    assert_eq!((&who["user_id"], &who["user"], who.get("bot_id")), (&json!("U1"), &json!("ada"), None));
    let missing = workspace.with_token(token, "users.info", json!({"user": "U2"})).await;
    assert_eq!(
        (&missing["error"], &missing["provided"]),
        (&json!("missing_scope"), &json!("reactions:read"))
    );
    let more = workspace.code("", "users:read").await;
    assert_eq!(workspace.redeem(&more).await["authed_user"]["scope"], "reactions:read,users:read");
    assert_eq!(workspace.with_token(token, "users.info", json!({"user": "U2"})).await["ok"], true);
    let post = workspace.with_token(token, "chat.postMessage", json!({"channel": "C1", "text": "x"})).await;
    assert_eq!(post["error"], "not_allowed_token_type");
}

#[tokio::test]
async fn a_revoked_token_is_told_and_no_longer_good() {
    let workspace = workspace("").await;
    let app = App::connect(&workspace).await;
    let code = workspace.code("", "users:read").await;
    let token = workspace.redeem(&code).await["authed_user"]["access_token"].clone();
    let tried = workspace.with_token(&token, "auth.revoke", json!({"test": true})).await;
    assert_eq!(tried, json!({"ok": true, "revoked": false}));
    let done = workspace.with_token(&token, "auth.revoke", json!({})).await;
    assert_eq!(done, json!({"ok": true, "revoked": true}));
    let event = app.frame().await["payload"]["event"].clone();
    assert_eq!((&event["type"], &event["tokens"]), (&json!("tokens_revoked"), &json!({"oauth": ["U1"]})));
    assert_eq!(workspace.with_token(&token, "auth.test", json!({})).await["error"], "token_revoked");
    workspace.ok("auth.test", json!({})).await;
}

#[tokio::test]
async fn uninstalling_ends_all_and_installing_begins_anew() {
    let workspace = workspace("").await;
    workspace.join().await;
    let app = App::connect(&workspace).await;
    let code = workspace.code("", "users:read").await;
    workspace.redeem(&code).await;
    workspace.control("clock", json!({"advance": "0s"})).await;
    app.frames();
    let first = json!(workspace.sandbox.info().bot_token);
    let info = workspace.sandbox.info();
    let uninstall = async |secret: &str| {
        let client = json!({"client_id": info.client_id, "client_secret": secret});
        workspace.with_token(&first, "apps.uninstall", client).await
    };
    assert_eq!(uninstall("wrong").await["error"], "bad_client_secret");
    assert_eq!(uninstall(&info.client_secret).await, json!({"ok": true}));
    let told = [app.frame().await["payload"]["event"].clone(), app.frame().await["payload"]["event"].clone()];
    assert_eq!(told[0]["tokens"], json!({"bot": [workspace.bot()], "oauth": ["U1"]}));
    assert_eq!(told[1]["type"], "app_uninstalled");
    assert_eq!(workspace.refused("auth.test", json!({})).await, "account_inactive");
    let command = json!({"as": "U1", "do": "command", "channel": "C1", "text": "/test"});
    assert_eq!(workspace.cannot(command.clone()).await, "app_not_installed");
    workspace.act(json!({"as": "U1", "do": "say", "channel": "C1", "text": "anybody?"})).await;
    assert!(app.frames().is_empty());

    let code = workspace.code("chat:write,channels:join,commands", "").await;
    let tokens = workspace.redeem(&code).await;
    assert_ne!(tokens["access_token"], first);
    assert_eq!(tokens["scope"], "chat:write,channels:join,commands");
    let token = &tokens["access_token"];
    let info = workspace.with_token(token, "conversations.info", json!({"channel": "C1"})).await;
    assert_eq!((&info["error"], &info["needed"]), (&json!("missing_scope"), &json!("channels:read")));
    assert_eq!(workspace.with_token(token, "conversations.join", json!({"channel": "C1"})).await["ok"], true);
    assert_eq!(workspace.act(command).await["ack"]["ok"], true);
}

#[tokio::test]
async fn the_last_token_takes_the_app_with_it() {
    let workspace = workspace("").await;
    let app = App::connect(&workspace).await;
    workspace.ok("auth.revoke", json!({})).await;
    let told = [app.frame().await["payload"]["event"].clone(), app.frame().await["payload"]["event"].clone()];
    assert_eq!(
        (&told[0]["tokens"], &told[1]["type"]),
        (&json!({"bot": [workspace.bot()]}), &json!("app_uninstalled"))
    );
    let users = workspace.state().await["users"].clone();
    let bot = users.as_array().unwrap().iter().find(|user| user["id"] == workspace.bot()).unwrap().clone();
    assert_eq!(bot["deleted"], true);
}

#[tokio::test]
async fn a_person_lets_the_app_change_their_profile() {
    let workspace = workspace("").await;
    let app = App::connect(&workspace).await;
    let code = workspace.code("", "users.profile:write").await;
    let token = workspace.redeem(&code).await["authed_user"]["access_token"].clone();
    let set = async |body: Value| workspace.with_token(&token, "users.profile.set", body).await;
    let done = set(json!({"profile": {"status_text": "Out", "title": "Chef"}})).await;
    assert_eq!((&done["profile"]["status_text"], &done["username"]), (&json!("Out"), &json!("ada")));
    assert_eq!(app.frame().await["payload"]["event"]["user"]["profile"]["title"], "Chef");
    assert_eq!(set(json!({"name": "status_text", "value": ""})).await["profile"]["status_text"], "");
    let cases = [
        (json!({}), "invalid_profile"),
        (json!({"profile": "out"}), "invalid_profile"),
        (json!({"profile": []}), "invalid_profile"),
        (json!({"profile": {"email": "a@b.no"}}), "profile_set_failed"),
        (json!({"profile": {"status_text": "a".repeat(101)}}), "too_long"),
        (json!({"profile": {}, "user": "U2"}), "not_admin"),
    ];
    for (body, code) in cases {
        assert_eq!(set(body).await["error"], code);
    }
    assert_eq!(
        workspace.refused("users.profile.set", json!({"profile": {}})).await,
        "not_allowed_token_type"
    );
}
