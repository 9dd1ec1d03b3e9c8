//! One call to Slack's Web API, one classified error.
//!
//! Nothing here retries: whether a call may be made again depends on the method and on what became of it, which is the
//! dispatch policy's business. So [`ApiError`] separates "surely not done" from "may or may not be done".

mod answer;
mod encoding;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use chrono::DateTime;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Client, RequestBuilder, redirect};
use serde_json::{Value, json};
use url::{Host, Url};

use crate::config::{Secret, is_loopback, is_private};
use crate::domain::model::Instant;

/// How long a connection to Slack may take to come up.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// How long a whole call may take, connecting and reading the answer included.
pub const CALL_TIMEOUT: Duration = Duration::from_secs(10);
/// Slack's own domains, that of GovSlack among them (docs.slack.dev, "Slack API").
const SLACK: [&str; 2] = ["slack.com", "slack-gov.com"];
/// Codes that say that not the call but the bot is at fault (docs.slack.dev, errors common to all methods).
const LOCKED_OUT: [&str; 13] = [
    "invalid_auth",
    "not_authed",
    "token_revoked",
    "token_expired",
    "account_inactive",
    "missing_scope",
    "not_allowed_token_type",
    "org_login_required",
    "ekm_access_denied",
    "accesslimited",
    "team_access_not_granted",
    "access_denied",
    "two_factor_setup_required",
];
/// How long the upload of a file may take.
pub const UPLOAD_TIMEOUT: Duration = Duration::from_secs(60);

/// What became of a call that did not simply succeed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// Not done: Slack asks to wait this long before the same method is called again.
    #[error("rate limited; wait {} s", .retry_after.as_secs())]
    RateLimited {
        /// From `Retry-After`, or a cautious guess where Slack gave none.
        retry_after: Duration,
    },
    /// Surely not done, and worth trying again: no connection came up.
    #[error("not reached: {0}")]
    Transient(String),
    /// Slack looked at the call and said no; the same call would be refused again.
    #[error("refused: {code}{}", list(.details))]
    Permanent {
        /// Slack's code, such as `channel_not_found`, or `http_404` where no answer of Slack's came with the status.
        code: String,
        /// What Slack adds: faulty blocks by pointer, or the scope that is missing.
        details: Vec<String>,
    },
    /// May or may not be done: a timeout after sending, a cut, a server error, an answer that makes no sense.
    #[error("outcome unknown: {0}")]
    Unknown(String),
}

impl ApiError {
    /// What Slack means by a code that comes with `ok: false` and nothing more.
    pub fn of_code(code: &str) -> Self {
        answer::refusal(code)
    }

    /// Whether not the call is at fault but the bot: its credentials, or what it may do. Nothing is to be concluded
    /// from it, and everything is to wait until a person has mended that.
    pub fn locks_out(&self) -> bool {
        matches!(self, Self::Permanent { code, .. } if LOCKED_OUT.contains(&code.as_str()))
    }
}

fn list(details: &[String]) -> String {
    if details.is_empty() { String::new() } else { format!(" ({})", details.join("; ")) }
}

/// What Slack tells in the headers of an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// What the token was granted (`x-oauth-scopes`).
    pub scopes: Option<Vec<String>>,
    /// The time by Slack's clock, in whole seconds.
    pub date: Option<Instant>,
}

impl Beside {
    fn read(headers: &HeaderMap) -> Self {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let scopes = text("x-oauth-scopes")
            .map(|scopes| scopes.split(',').map(|scope| scope.trim().to_owned()).collect());
        let date = text("date").and_then(|date| DateTime::parse_from_rfc2822(date).ok());
        Self { scopes, date: date.map(|date| date.to_utc()) }
    }
}

/// How long calls may take; the defaults are this module's constants.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// Until a connection is up.
    pub connect: Duration,
    /// A whole call.
    pub call: Duration,
    /// A whole upload.
    pub upload: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: CONNECT_TIMEOUT, call: CALL_TIMEOUT, upload: UPLOAD_TIMEOUT }
    }
}

/// A client of Slack's Web API for one app in one workspace. Cheap to clone.
#[derive(Clone)]
pub struct Api {
    inner: Arc<Inner>,
}

struct Inner {
    http: Client,
    base: Url,
    bot: HeaderValue,
    app: Option<HeaderValue>,
    upload_timeout: Duration,
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Api").field("base", &self.inner.base.as_str()).finish_non_exhaustive()
    }
}

impl Api {
    /// A client with the default timeouts. `base` is the address before the method's name, with or without a slash.
    ///
    /// # Errors
    /// When a token cannot be sent in a header or TLS cannot be set up.
    pub fn new(base: &Url, bot_token: Secret, app_token: Option<Secret>) -> anyhow::Result<Self> {
        Self::with_timeouts(base, bot_token, app_token, Timeouts::default())
    }

    /// As [`Api::new`], with timeouts of one's own.
    ///
    /// # Errors
    /// As [`Api::new`].
    pub fn with_timeouts(
        base: &Url,
        bot_token: Secret,
        app_token: Option<Secret>,
        timeouts: Timeouts,
    ) -> anyhow::Result<Self> {
        let mut builder = Client::builder()
            .user_agent(concat!("klynge/", env!("CARGO_PKG_VERSION")))
            .tls_backend_preconfigured(super::tls::client_config()?)
            // A redirect would carry the token to an address nobody chose, and turn a POST into a GET.
            .redirect(redirect::Policy::none())
            .connect_timeout(timeouts.connect)
            .timeout(timeouts.call);
        if is_loopback(base) {
            builder = builder.no_proxy();
        }
        Ok(Self {
            inner: Arc::new(Inner {
                http: builder.build().context("the HTTP client cannot be set up")?,
                base: base.clone(),
                bot: bearer(&bot_token).context("the bot token cannot be sent")?,
                app: app_token
                    .as_ref()
                    .map(bearer)
                    .transpose()
                    .context("the app-level token cannot be sent")?,
                upload_timeout: timeouts.upload,
            }),
        })
    }

    /// Calls `method` with the bot's token and returns Slack's whole answer, `ok: true` included.
    ///
    /// `body` is an object; methods that don't take JSON get it as a form, nested values as JSON texts.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn call(&self, method: &str, body: &Value) -> Result<Value, ApiError> {
        self.method(method, body, &self.inner.bot).await
    }

    /// Asks who the bot's token is for (`auth.test`), and tells what stands beside the answer, whatever it is.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn who_am_i(&self) -> (Result<Value, ApiError>, Beside) {
        let sent = match self.request("auth.test", &json!({}), &self.inner.bot) {
            Ok(request) => request.send().await,
            Err(error) => return (Err(error), Beside::default()),
        };
        let beside =
            sent.as_ref().map_or_else(|_| Beside::default(), |answer| Beside::read(answer.headers()));
        (answer::json(sent).await, beside)
    }

    /// Asks for the address of a new socket (`apps.connections.open`). The address is a ticket: use it once, soon,
    /// and don't log it.
    ///
    /// # Errors
    /// See [`ApiError`]; `no_app_token` without an app-level token, `unsafe_url` for an address that is not Slack's own.
    pub async fn open_connection(&self) -> Result<Url, ApiError> {
        let token = self.inner.app.as_ref().ok_or_else(|| refused("no_app_token"))?;
        let answer = self.method("apps.connections.open", &json!({}), token).await?;
        let url = answer
            .get("url")
            .and_then(Value::as_str)
            .and_then(|text| Url::parse(text).ok())
            .ok_or_else(|| ApiError::Unknown("an answer without a socket address".into()))?;
        if matches!(url.scheme(), "ws" | "wss") && self.is_slacks(&url) {
            Ok(url)
        } else {
            Err(refused("unsafe_url"))
        }
    }

    /// Posts to the `response_url` of a command or an interaction: five times within 30 minutes, without a token.
    ///
    /// # Errors
    /// See [`ApiError`]; a used or expired address is permanent.
    pub async fn respond(&self, response_url: &Url, body: &Value) -> Result<(), ApiError> {
        let request = self.outside(response_url)?.json(body);
        answer::plain(request.send().await).await
    }

    /// Sends a file's bytes to the address from `files.getUploadURLExternal`.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn upload(&self, url: &Url, bytes: Vec<u8>) -> Result<(), ApiError> {
        let request = self
            .outside(url)?
            .timeout(self.inner.upload_timeout)
            .header(CONTENT_TYPE, "application/octet-stream")
            .body(bytes);
        answer::plain(request.send().await).await
    }

    async fn method(&self, method: &str, body: &Value, token: &HeaderValue) -> Result<Value, ApiError> {
        answer::json(self.request(method, body, token)?.send().await).await
    }

    fn request(&self, method: &str, body: &Value, token: &HeaderValue) -> Result<RequestBuilder, ApiError> {
        let mut url = self.inner.base.clone();
        url.path_segments_mut().map_err(|()| refused("bad_base_url"))?.pop_if_empty().push(method);
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, token.clone());
        let (content_type, text) = encoding::encode(method, body);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        Ok(self.inner.http.post(url).headers(headers).body(text))
    }

    /// A request to an address that Slack gave us, which is a secret of its own and gets no token.
    fn outside(&self, url: &Url) -> Result<RequestBuilder, ApiError> {
        if self.is_slacks(url) { Ok(self.inner.http.post(url.clone())) } else { Err(refused("unsafe_url")) }
    }

    /// Whether an address that is said to be Slack's is: private, and at Slack's own domains or where the Web API is.
    /// What we answer is people's, and nobody else shall send us knocking at doors of their choice.
    fn is_slacks(&self, url: &Url) -> bool {
        let slacks = |name: &str| {
            let within = |domain: &str| name == domain || name.ends_with(&format!(".{domain}"));
            SLACK.into_iter().any(within)
        };
        let known = match url.host() {
            Some(Host::Domain(name)) if slacks(name) => true,
            host => host == self.inner.base.host(),
        };
        known && is_private(url) && url.username().is_empty() && url.password().is_none()
    }
}

fn bearer(token: &Secret) -> anyhow::Result<HeaderValue> {
    // The parse error would not carry the token, but nothing is lost by saying only what we know to be safe.
    let mut value = HeaderValue::from_str(&format!("Bearer {}", token.expose()))
        .map_err(|_| anyhow::anyhow!("it holds characters that no token has"))?;
    value.set_sensitive(true);
    Ok(value)
}

fn refused(code: &str) -> ApiError {
    ApiError::Permanent { code: code.into(), details: Vec::new() }
}

#[cfg(test)]
mod tests;
