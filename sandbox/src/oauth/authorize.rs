//! `/oauth/v2/authorize`: where a person agrees that the app is installed, or does not.
//!
//! Without a browser: `POST` the same fields as a form, with `user` and `decision` (`allow` or `deny`); the answer's
//! `Location` is where the browser would have gone.

use std::sync::Arc;

use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use reqwest::Url;
use serde::Deserialize;

use crate::page::install;
use crate::server::Server;
use crate::world::World;

/// What the app asks for; from the address, and again from the form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wish {
    client_id: String,
    scope: String,
    user_scope: String,
    redirect_uri: String,
    state: String,
    lang: String,
    /// Who agrees.
    user: String,
    decision: String,
}

/// A wish that can be granted.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) bot_scopes: Vec<String>,
    pub(crate) user_scopes: Vec<String>,
    /// Where to go afterwards.
    target: Url,
}

impl Checked {
    /// Where the person is sent, without what is none of their business.
    pub(crate) fn place(&self) -> String {
        format!("{}://{}{}", self.target.scheme(), self.target.authority(), self.target.path())
    }
}

impl Wish {
    /// # Errors
    /// Slack's code: `invalid_client_id`, `bad_redirect_uri`, `no_scopes`, `invalid_scope`.
    fn checked(&self, world: &World) -> Result<Checked, &'static str> {
        if self.client_id != world.app.client_id {
            return Err("invalid_client_id");
        }
        let target = self.target(world).ok_or("bad_redirect_uri")?;
        let (bot_scopes, user_scopes) = (words(&self.scope), words(&self.user_scope));
        if bot_scopes.is_empty() && user_scopes.is_empty() {
            return Err("no_scopes");
        }
        // After an installation the manifest's scopes are those granted; what it asks for stands in its text.
        let asked = world.manifest.asked_scopes();
        let known = bot_scopes.iter().all(|scope| asked.contains(scope))
            && user_scopes.iter().all(|scope| world.manifest.user_scopes.contains(scope));
        if !known {
            return Err("invalid_scope");
        }
        Ok(Checked { bot_scopes, user_scopes, target })
    }

    /// The address asked for if it is in the manifest or below one that is; the manifest's first if none is asked for.
    fn target(&self, world: &World) -> Option<Url> {
        let urls = &world.manifest.redirect_urls;
        if self.redirect_uri.is_empty() {
            return Url::parse(urls.first()?).ok();
        }
        let asked = Url::parse(&self.redirect_uri).ok()?;
        let fits = |known: &String| Url::parse(known).is_ok_and(|known| is_below(&known, &asked));
        urls.iter().any(fits).then_some(asked)
    }

    /// The fields that the form carries on.
    pub(crate) fn fields(&self) -> [(&'static str, &str); 6] {
        [
            ("client_id", &self.client_id),
            ("scope", &self.scope),
            ("user_scope", &self.user_scope),
            ("redirect_uri", &self.redirect_uri),
            ("state", &self.state),
            ("lang", &self.lang),
        ]
    }

    /// The same question in another language.
    pub(crate) fn address(&self, lang: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.fields() {
            let value = if name == "lang" { lang } else { value };
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        format!("/oauth/v2/authorize?{}", query.finish())
    }
}

fn is_below(known: &Url, asked: &Url) -> bool {
    let below = known.path().trim_end_matches('/');
    let rest = asked.path().strip_prefix(below);
    known.scheme() == asked.scheme()
        && known.host_str() == asked.host_str()
        && known.port_or_known_default() == asked.port_or_known_default()
        && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// With commas or spaces between.
fn words(list: &str) -> Vec<String> {
    let words = list.split([',', ' ']).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// `GET /oauth/v2/authorize`
pub(crate) async fn ask(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Response {
    let language = language(&wish, &headers);
    let (status, checked, page) = server.look(|world| match wish.checked(world) {
        Ok(checked) => (
            StatusCode::OK,
            Some(checked.target.clone()),
            install::question(world, &wish, &checked, language),
        ),
        Err(code) => (StatusCode::BAD_REQUEST, None, install::refusal(world, code, language)),
    });
    shown(status, checked.as_ref(), page)
}

/// `POST /oauth/v2/authorize`
pub(crate) async fn decide(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
    Form(wish): Form<Wish>,
) -> Response {
    let language = language(&wish, &headers);
    let decided =
        server.with(|world| decision(world, &wish).map_err(|code| install::refusal(world, code, language)));
    match decided {
        Ok(target) => {
            server.keep().await;
            (StatusCode::FOUND, [(header::LOCATION, target.to_string())]).into_response()
        }
        Err(page) => shown(StatusCode::BAD_REQUEST, None, page),
    }
}

/// Where it goes on.
fn decision(world: &mut World, wish: &Wish) -> Result<Url, &'static str> {
    let checked = wish.checked(world)?;
    let person = world.model.user(&wish.user).filter(|user| !user.is_bot && !user.deleted);
    let person = person.ok_or("user_not_found")?.id.clone();
    let mut target = checked.target;
    let outcome = match wish.decision.as_str() {
        "allow" => {
            let asked = Some(wish.redirect_uri.clone()).filter(|uri| !uri.is_empty());
            ("code", world.agree(&person, checked.bot_scopes, checked.user_scopes, asked))
        }
        "deny" => ("error", "access_denied".to_owned()),
        _ => return Err("invalid_arguments"),
    };
    target.query_pairs_mut().append_pair(outcome.0, &outcome.1).append_pair("state", &wish.state);
    Ok(target)
}

fn language<'a>(wish: &'a Wish, headers: &'a HeaderMap) -> &'static str {
    let accepted =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let wanted = if wish.lang.is_empty() { accepted } else { &wish.lang };
    let first = wanted.split([',', ';', '-']).next().unwrap_or_default();
    if ["nb", "nn", "no"].contains(&first) { "nb" } else { "en" }
}

/// The page may send the browser on to the app only.
fn shown(status: StatusCode, target: Option<&Url>, page: String) -> Response {
    let app = target.map(|url| format!("{}://{}", url.scheme(), url.authority())).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self' {app}"
    );
    let mut response = (status, Html(page)).into_response();
    if let Ok(policy) = HeaderValue::try_from(policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use reqwest::Url;

    use super::is_below;

    #[test]
    fn an_address_fits_if_it_is_the_same_or_below() {
        let fits =
            |known: &str, asked: &str| is_below(&Url::parse(known).unwrap(), &Url::parse(asked).unwrap());
        assert!(fits("https://a.no/slack", "https://a.no/slack"));
        assert!(fits("https://a.no/", "https://a.no/slack?x=1"));
        assert!(fits("http://localhost:3000", "http://localhost:3000/slack/oauth_redirect"));
        assert!(!fits("https://a.no/slack", "https://a.no/slacker"));
        assert!(!fits("https://a.no/slack", "https://a.no/"));
        assert!(!fits("https://a.no/", "https://b.no/") && !fits("https://a.no/", "http://a.no/"));
        assert!(!fits("http://localhost:3000", "http://localhost:3001"));
    }
}
