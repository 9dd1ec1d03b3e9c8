//! Who makes a call: by which token, or with which client's secret.

use super::{Args, Error};
use crate::oauth::Caller;
use crate::world::World;

/// The token a method wants.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    None,
    Bot,
    /// The bot's, or that of a person for whom the app may act.
    Any,
    Person,
    App,
    /// The app configuration token.
    Config,
}

/// What a call says of who makes it.
#[derive(Default)]
pub(super) struct Sender {
    pub(super) token: Option<String>,
    /// Client id and secret, where the header has them.
    pub(super) client: Option<(String, String)>,
}

impl Sender {
    pub(super) fn read(authorization: &str, args: Option<&Args>) -> Self {
        let bearer = authorization.strip_prefix("Bearer ").map(str::to_owned);
        Self {
            token: bearer.or_else(|| args?.text("token")),
            client: authorization.strip_prefix("Basic ").and_then(client_of),
        }
    }

    /// What its token may do, as each answer says.
    pub(super) fn scopes(&self, world: &World) -> Option<String> {
        Some(match world.caller(self.token.as_deref()?).ok()? {
            Caller::Bot => world.manifest.scopes.join(","),
            Caller::Person { scopes, .. } => scopes.join(","),
        })
    }

    /// Who calls, with a token of the right kind.
    pub(super) fn caller(&self, world: &World, wanted: Token) -> Result<Caller, Error> {
        if wanted == Token::None {
            return Ok(Caller::Bot);
        }
        let token = self.token.as_deref().ok_or("not_authed")?;
        let (given, caller) = match token {
            token if token == world.app.app_token => (Token::App, Caller::Bot),
            token if token == world.app.config_token => (Token::Config, Caller::Bot),
            token => match world.caller(token)? {
                Caller::Bot => (Token::Bot, Caller::Bot),
                person => (Token::Person, person),
            },
        };
        let fits = given == wanted || wanted == Token::Any && [Token::Bot, Token::Person].contains(&given);
        if fits { Ok(caller) } else { Err("not_allowed_token_type".into()) }
    }
}

/// Id and secret from HTTP's basic authentication.
fn client_of(basic: &str) -> Option<(String, String)> {
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::STANDARD.decode(basic.trim()).ok()?;
    let (id, secret) = std::str::from_utf8(&bytes).ok()?.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}
