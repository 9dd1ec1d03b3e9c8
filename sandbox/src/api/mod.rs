//! The Web API: `/api/{method}`. The table of methods, who may call them, and the way of each call.

mod apps;
mod args;
mod bookmarks;
mod chat;
mod content;
mod content_type;
mod conversations;
mod error;
mod files;
mod history;
mod manage;
mod multipart;
mod oauth;
mod pins;
mod profile;
mod reactions;
mod required;
mod scheduled;
mod sender;
mod unfurl;
mod usergroups;
mod users;
mod views;
mod warnings;

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method as Verb, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::time::Instant;

pub(crate) use self::args::Args;
pub(crate) use self::chat::change;
pub(crate) use self::content::Content;
pub(crate) use self::error::Error;
pub(crate) use self::files::{LARGEST_BODY, download, upload};
pub(crate) use self::manage::channel_name;
use self::sender::{Sender, Token};
pub(crate) use self::usergroups::check_handle;
pub(crate) use self::views::{check_external_id, checked_view, new_view, replace_view};
use crate::control::body::Body;
use crate::control::fault::Fault;
use crate::control::wire::Record;
use crate::cut::Scissors;
use crate::oauth::Caller;
use crate::server::Server;
use crate::world::World;

/// A method's answer: the fields beside `ok`.
type Answer = Result<Value, Error>;

/// One call that is allowed to be made.
pub(crate) struct Call<'a> {
    pub(crate) world: &'a mut World,
    pub(crate) args: &'a Args,
    server: &'a Server,
    method: &'static str,
    caller: Caller,
    sender: Sender,
    /// What Slack holds against it.
    warnings: Vec<&'static str>,
}

impl Call<'_> {
    /// # Errors
    /// `missing_scope` when the app was not granted this one.
    fn need_scope(&self, scope: &str) -> Result<(), Error> {
        if self.has_scope(scope) {
            return Ok(());
        }
        Err(Error::missing_scope(scope, self.granted()))
    }

    /// Whose token it is.
    fn user_id(&self) -> &str {
        match &self.caller {
            Caller::Bot => &self.world.app.user_id,
            Caller::Person { id, .. } => id,
        }
    }

    fn granted(&self) -> &[String] {
        match &self.caller {
            Caller::Bot => &self.world.manifest.scopes,
            Caller::Person { scopes, .. } => scopes,
        }
    }

    fn has_scope(&self, scope: &str) -> bool {
        self.granted().iter().any(|held| held == scope)
    }

    /// The same for a method that several scopes open; the first is the one to ask for.
    fn need_any_scope(&self, scopes: &[String]) -> Result<(), Error> {
        if scopes.iter().any(|scope| self.has_scope(scope)) {
            return Ok(());
        }
        self.need_scope(scopes.first().map_or("", String::as_str))
    }
}

/// A method: its name, the scope it always needs (empty: none, or it depends on the channel), its token, its work.
struct Method(&'static str, &'static str, Token, fn(&mut Call<'_>) -> Answer);

const METHODS: &[Method] = &[
    Method("api.test", "", Token::None, apps::api_test),
    Method("apps.connections.open", "", Token::App, apps::connections_open),
    Method("apps.manifest.validate", "", Token::Config, oauth::validate),
    Method("apps.uninstall", "", Token::Any, oauth::uninstall),
    Method("auth.revoke", "", Token::Any, oauth::revoke),
    Method("auth.test", "", Token::Any, apps::auth_test),
    Method("bots.info", "users:read", Token::Any, apps::bots_info),
    Method("oauth.v2.access", "", Token::None, oauth::access),
    Method("oauth.v2.exchange", "", Token::None, oauth::exchange),
    Method("team.info", "team:read", Token::Any, apps::team_info),
    Method("bookmarks.add", "bookmarks:write", Token::Bot, bookmarks::add),
    Method("bookmarks.edit", "bookmarks:write", Token::Bot, bookmarks::edit),
    Method("bookmarks.list", "bookmarks:read", Token::Bot, bookmarks::list),
    Method("bookmarks.remove", "bookmarks:write", Token::Bot, bookmarks::remove),
    Method("chat.delete", "chat:write", Token::Bot, chat::delete),
    Method("chat.deleteScheduledMessage", "chat:write", Token::Bot, scheduled::delete),
    Method("chat.getPermalink", "", Token::Bot, chat::get_permalink),
    Method("chat.meMessage", "chat:write", Token::Bot, chat::me_message),
    Method("chat.postEphemeral", "chat:write", Token::Bot, chat::post_ephemeral),
    Method("chat.postMessage", "chat:write", Token::Bot, chat::post_message),
    Method("chat.scheduleMessage", "chat:write", Token::Bot, scheduled::schedule),
    Method("chat.scheduledMessages.list", "", Token::Bot, scheduled::list),
    Method("chat.unfurl", "links:write", Token::Bot, unfurl::unfurl),
    Method("chat.update", "chat:write", Token::Bot, chat::update),
    Method("conversations.archive", "", Token::Bot, manage::archive),
    Method("conversations.close", "", Token::Bot, manage::close),
    Method("conversations.create", "", Token::Bot, manage::create),
    Method("conversations.history", "", Token::Bot, history::history),
    Method("conversations.info", "", Token::Bot, conversations::info),
    Method("conversations.invite", "", Token::Bot, manage::invite),
    Method("conversations.join", "channels:join", Token::Bot, conversations::join),
    Method("conversations.kick", "", Token::Bot, manage::kick),
    Method("conversations.leave", "", Token::Bot, manage::leave),
    Method("conversations.list", "", Token::Bot, conversations::list),
    Method("conversations.mark", "", Token::Bot, manage::mark),
    Method("conversations.members", "", Token::Bot, conversations::members),
    Method("conversations.open", "", Token::Bot, conversations::open),
    Method("conversations.rename", "", Token::Bot, manage::rename),
    Method("conversations.replies", "", Token::Bot, history::replies),
    Method("conversations.setPurpose", "", Token::Bot, manage::set_purpose),
    Method("conversations.setTopic", "", Token::Bot, manage::set_topic),
    Method("conversations.unarchive", "", Token::Bot, manage::unarchive),
    Method("emoji.list", "emoji:read", Token::Bot, apps::emoji_list),
    Method("files.completeUploadExternal", "files:write", Token::Bot, files::complete_upload),
    Method("files.delete", "files:write", Token::Bot, files::delete),
    Method("files.getUploadURLExternal", "files:write", Token::Bot, files::get_upload_url),
    Method("files.info", "files:read", Token::Bot, files::info),
    Method("files.list", "files:read", Token::Bot, files::list),
    Method("pins.add", "pins:write", Token::Bot, pins::add),
    Method("pins.list", "pins:read", Token::Bot, pins::list),
    Method("pins.remove", "pins:write", Token::Bot, pins::remove),
    Method("reactions.add", "reactions:write", Token::Bot, reactions::add),
    Method("reactions.get", "reactions:read", Token::Bot, reactions::get),
    Method("reactions.list", "reactions:read", Token::Bot, reactions::list),
    Method("reactions.remove", "reactions:write", Token::Bot, reactions::remove),
    Method("usergroups.create", "usergroups:write", Token::Bot, usergroups::create),
    Method("usergroups.disable", "usergroups:write", Token::Bot, usergroups::disable),
    Method("usergroups.enable", "usergroups:write", Token::Bot, usergroups::enable),
    Method("usergroups.list", "usergroups:read", Token::Bot, usergroups::list),
    Method("usergroups.update", "usergroups:write", Token::Bot, usergroups::update),
    Method("usergroups.users.list", "usergroups:read", Token::Bot, usergroups::members),
    Method("usergroups.users.update", "usergroups:write", Token::Bot, usergroups::set_members),
    Method("users.conversations", "", Token::Bot, conversations::of_user),
    Method("users.getPresence", "users:read", Token::Bot, users::presence),
    Method("users.info", "users:read", Token::Any, users::info),
    Method("users.list", "users:read", Token::Any, users::list),
    Method("users.lookupByEmail", "users:read.email", Token::Bot, users::by_email),
    Method("users.profile.get", "users.profile:read", Token::Any, users::profile),
    Method("users.profile.set", "users.profile:write", Token::Person, profile::set),
    Method("users.setPresence", "users:write", Token::Bot, users::set_presence),
    Method("views.open", "", Token::Bot, views::open),
    Method("views.publish", "", Token::Bot, views::publish),
    Method("views.push", "", Token::Bot, views::push),
    Method("views.update", "", Token::Bot, views::update),
];

/// `/api/{method}`, by GET or POST.
pub(crate) async fn handle(
    State(server): State<Arc<Server>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    Path(method): Path<String>,
    RawQuery(query): RawQuery,
    verb: Verb,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let began = Instant::now();
    // What is only read is asked for in the query.
    let posted = verb == Verb::POST;
    let body = if posted { body } else { Bytes::new() };
    let content_type = if posted { text_of(&headers, header::CONTENT_TYPE) } else { "" };
    let args = Args::read(query.as_deref().unwrap_or_default(), content_type, &body);
    let request = request_of(query.as_deref(), content_type, &body, args.as_ref().ok());
    let channel = args.as_ref().ok().and_then(|args| args.text("channel"));
    let sender = Sender::read(text_of(&headers, header::AUTHORIZATION), args.as_ref().ok());
    let strikes = &["status", "hang", "error", "drop_after_send"];
    if let Some(fault) = server.faults.take_any(strikes, &method, channel.as_deref()) {
        let name = format!("fault {}", fault.name());
        if fault.name() == "drop_after_send" {
            let _ = args.and_then(|args| perform(&server, &method, &args, sender));
        }
        let record = Record::inward("api", &method, Some(name), began.elapsed());
        server.wire.record(record.with(Some(request), None));
        server.bump();
        return strike(&fault, &scissors).await;
    }
    let scopes = server.look(|world| sender.scopes(world));
    let answer = args.and_then(|args| perform(&server, &method, &args, sender));
    let error = answer.as_ref().err().map(|error| error.name().to_owned());
    let retry_after = answer.as_ref().err().and_then(Error::retry_after);
    let mut answer = answer.unwrap_or_else(Error::into_body);
    if let Some(warning) = content_type::warning(content_type) {
        warnings::add(&mut answer, warning);
    }
    let record = Record::inward("api", &method, error, began.elapsed());
    server.wire.record(record.with(Some(request), Some(Body::json(&answer))));
    let mut response = match retry_after {
        Some(seconds) => limited(seconds),
        None => Json(answer).into_response(),
    };
    if let Some(seconds) = server.faults.take("skew", &method).and_then(|fault| fault.seconds) {
        response.headers_mut().extend(dated(seconds));
    }
    if let Some(scopes) = scopes.and_then(|scopes| HeaderValue::try_from(scopes).ok()) {
        response.headers_mut().insert("x-oauth-scopes", scopes);
    }
    // The clients tell it beside the answer. Where the scope depends on the channel there is no saying.
    if let Some(Method(_, scope, ..)) = METHODS.iter().find(|known| known.0 == method && !known.1.is_empty())
    {
        response.headers_mut().insert("x-accepted-oauth-scopes", HeaderValue::from_static(scope));
    }
    response
}

fn text_of(headers: &HeaderMap, name: HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Too many calls: how Slack says it.
fn limited(seconds: u64) -> Response {
    let body = Json(Error::limited(seconds).into_body());
    (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, HeaderValue::from(seconds))], body).into_response()
}

/// What the call said, for the wire log: its body, or else its query; of one in parts, the arguments.
fn request_of(query: Option<&str>, content_type: &str, body: &[u8], args: Option<&Args>) -> Body {
    match args {
        Some(args) if content_type.starts_with("multipart/") => Body::json(&Value::Object(args.echo())),
        _ => Body::raw(if body.is_empty() { query.unwrap_or_default().as_bytes() } else { body }),
    }
}

/// The header of an answer from a clock that is this much ahead of ours. Without a fault the server dates it.
fn dated(seconds: i64) -> Option<(HeaderName, HeaderValue)> {
    let date = chrono::Utc::now() + chrono::TimeDelta::try_seconds(seconds)?;
    let value = HeaderValue::try_from(date.format("%a, %d %b %Y %H:%M:%S GMT").to_string());
    Some((header::DATE, value.ok()?))
}

/// Answers as the fault says, or not at all.
pub(crate) async fn strike(fault: &Fault, scissors: &Scissors) -> Response {
    match fault.name() {
        "status" => {
            let status = fault
                .status
                .and_then(|status| StatusCode::from_u16(status).ok())
                .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            if status == StatusCode::TOO_MANY_REQUESTS {
                return limited(fault.retry_after.unwrap_or(1).into());
            }
            let mut response = (status, status.to_string()).into_response();
            if let Some(seconds) = fault.retry_after {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            response
        }
        "error" => Json(Error::code(fault.error.clone().unwrap_or_default()).into_body()).into_response(),
        "drop_after_send" => {
            scissors.cut();
            std::future::pending().await
        }
        _ => std::future::pending().await,
    }
}

fn perform(server: &Arc<Server>, method: &str, args: &Args, sender: Sender) -> Answer {
    let Some(Method(name, scope, wanted, work)) = METHODS.iter().find(|known| known.0 == method) else {
        if required::is_for_people(method) {
            server.look(|world| sender.caller(world, Token::Bot))?;
            return Err("not_allowed_token_type".into());
        }
        return Err(Error::code("unknown_method").with("req_method", json!(method)));
    };
    server.with(|world| {
        let caller = sender.caller(world, *wanted)?;
        keep_limits(world, name, args)?;
        let mut call = Call { world, args, server, method: name, caller, sender, warnings: Vec::new() };
        if !scope.is_empty() {
            call.need_scope(scope)?;
        }
        required::check(name, args)?;
        let mut answer = work(&mut call)?;
        answer["ok"] = json!(true);
        for warning in call.warnings {
            warnings::add(&mut answer, warning);
        }
        Ok(answer)
    })
}

/// # Errors
/// `ratelimited` when the app calls this method too often, or posts to this channel too often.
fn keep_limits(world: &mut World, method: &str, args: &Args) -> Result<(), Error> {
    let channel = args.text("channel").map(|name| match world.model.find_channel(&name) {
        Some(channel) => channel.id.clone(),
        None => name,
    });
    let now = world.wall.passed();
    world.limits.call(method, channel.as_deref(), now).map_err(Error::limited)
}

/// A page of a list by offset, with Slack's opaque cursor for the next one (empty at the end).
fn page<T>(items: Vec<T>, args: &Args, otherwise: usize) -> Result<(Vec<T>, Value), Error> {
    let limit = args.limit(otherwise, 1_000)?;
    let from = match args.text("cursor") {
        Some(cursor) => offset_of(&cursor).ok_or("invalid_cursor")?,
        None => 0,
    };
    let more = from + limit < items.len();
    let cursor = if more { cursor(&format!("offset:{}", from + limit)) } else { String::new() };
    let items = items.into_iter().skip(from).take(limit).collect();
    Ok((items, json!({"next_cursor": cursor})))
}

/// The older way through a list: `count` and `page`, the first being 1.
fn paged(items: Vec<Value>, args: &Args) -> (Vec<Value>, Value) {
    let number = |name: &str, otherwise: usize| {
        args.text(name).and_then(|text| text.parse().ok()).filter(|number| *number > 0).unwrap_or(otherwise)
    };
    let (count, page) = (number("count", 100).min(1_000), number("page", 1));
    let total = items.len();
    let items = items.into_iter().skip(count.saturating_mul(page - 1)).take(count).collect();
    (items, json!({"count": count, "total": total, "page": page, "pages": total.div_ceil(count)}))
}

fn offset_of(text: &str) -> Option<usize> {
    uncursor(text)?.strip_prefix("offset:")?.parse().ok()
}

fn cursor(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(text)
}

fn uncursor(text: &str) -> Option<String> {
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::STANDARD.decode(text).ok()?;
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::METHODS;

    #[test]
    fn every_method_has_slacks_rate_limit() {
        let without: Vec<&str> =
            METHODS.iter().map(|method| method.0).filter(|method| !crate::limits::knows(method)).collect();
        assert!(without.is_empty(), "give these a tier: {without:?}");
    }
}
