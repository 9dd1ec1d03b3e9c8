//! OAuth v2: tokens, the codes they are fetched with, their renewal and their end. The page that people agree on is in
//! `authorize`.
//!
//! The app is installed from the start, with a token that lasts; nothing here is needed until it asks for it.

pub(crate) mod authorize;

use serde_json::{Value, json};

use crate::ids;
use crate::model::{Code, End, Token};
use crate::world::World;

/// How long a code may be used, and how long a token lasts that is to be renewed, in seconds.
const CODE_LIFE: i64 = 10 * 60;
const TOKEN_LIFE: i64 = 12 * 60 * 60;
/// So many tokens that expire may be good at a time.
const MOST_LIVE: usize = 2;

/// Who makes a call.
#[derive(Clone, Debug)]
pub(crate) enum Caller {
    Bot,
    Person { id: String, scopes: Vec<String> },
}

impl World {
    /// The bot's first token, which it has without anybody's doing; and what was granted in an earlier life.
    pub(crate) fn take_up_grants(&mut self) {
        let token = Token {
            number: 0,
            user: self.app.user_id.clone(),
            bot: true,
            scopes: Vec::new(),
            expires: None,
            refresh: None,
            end: None,
        };
        self.model.grants.tokens.entry(self.app.bot_token.clone()).or_insert(token);
        if let Some(scopes) = &self.model.grants.bot_scopes {
            self.manifest.scopes.clone_from(scopes);
        }
    }

    /// # Errors
    /// `invalid_auth`, `token_expired`, and for tokens that were revoked `account_inactive` (the bot's) or `token_revoked`.
    pub(crate) fn caller(&self, token: &str) -> Result<Caller, &'static str> {
        let token = self.model.grants.tokens.get(token).ok_or("invalid_auth")?;
        if token.end.is_some() {
            return Err(if token.bot { "account_inactive" } else { "token_revoked" });
        }
        if !token.is_live(self.wall.unix()) {
            return Err("token_expired");
        }
        if token.bot {
            return Ok(Caller::Bot);
        }
        Ok(Caller::Person { id: token.user.clone(), scopes: token.scopes.clone() })
    }

    /// Notes what a person agreed to; answers the code.
    fn agree(
        &mut self,
        user: &str,
        bot_scopes: Vec<String>,
        user_scopes: Vec<String>,
        redirect_uri: Option<String>,
    ) -> String {
        let secret = self.secret("code");
        let code = format!("{}.{secret}", self.app.client_id);
        let expires = self.wall.unix() + CODE_LIFE;
        let agreed =
            Code { user: user.to_owned(), bot_scopes, user_scopes, redirect_uri, expires, used: false };
        self.model.grants.codes.insert(code.clone(), agreed);
        code
    }

    /// Turns a code into tokens.
    ///
    /// # Errors
    /// `invalid_code`, `code_already_used`, `bad_redirect_uri`.
    pub(crate) fn redeem(&mut self, code: &str, redirect_uri: Option<&str>) -> Result<Value, &'static str> {
        let now = self.wall.unix();
        let code = self.model.grants.codes.get_mut(code).ok_or("invalid_code")?;
        if code.used {
            return Err("code_already_used");
        }
        if code.expires <= now {
            return Err("invalid_code");
        }
        if code.redirect_uri.as_deref() != redirect_uri {
            return Err("bad_redirect_uri");
        }
        code.used = true;
        let code = code.clone();
        let mut answer = self.installation();
        answer["authed_user"] = json!({"id": code.user});
        if !code.bot_scopes.is_empty() {
            let token = self.grant_bot(&code.bot_scopes);
            self.describe(&token, &mut answer);
            answer["bot_user_id"] = json!(self.app.user_id);
        }
        if !code.user_scopes.is_empty() {
            let token = self.grant_person(&code.user, &code.user_scopes);
            self.describe(&token, &mut answer["authed_user"]);
        }
        Ok(answer)
    }

    /// Turns a refresh token, which is good once, into the next token.
    ///
    /// # Errors
    /// `invalid_refresh_token`.
    pub(crate) fn renew(&mut self, refresh: &str) -> Result<Value, &'static str> {
        let mut tokens = self.model.grants.tokens.values_mut();
        let old = tokens.find(|token| token.end.is_none() && token.refresh.as_deref() == Some(refresh));
        let old = old.ok_or("invalid_refresh_token")?;
        old.refresh = None;
        let old = old.clone();
        let token = self.issue(old.bot, &old.user, old.scopes, true);
        Ok(self.token_answer(&token, old.bot))
    }

    /// Turns a token that lasts into one that expires.
    ///
    /// # Errors
    /// `token_rotation_not_enabled`, `invalid_token`, `token_already_exchanged`.
    pub(crate) fn exchange_token(&mut self, token: &str) -> Result<Value, &'static str> {
        if !self.manifest.rotates_tokens {
            return Err("token_rotation_not_enabled");
        }
        let old = self.model.grants.tokens.get_mut(token).filter(|token| token.expires.is_none());
        let old = old.ok_or("invalid_token")?;
        match old.end.replace(End::Exchanged) {
            Some(End::Exchanged) => return Err("token_already_exchanged"),
            Some(End::Revoked) => {
                old.end = Some(End::Revoked);
                return Err("invalid_token");
            }
            None => {}
        }
        let old = old.clone();
        let token = self.issue(old.bot, &old.user, old.scopes, true);
        Ok(self.token_answer(&token, old.bot))
    }

    /// Ends a token. With the last one the app is gone.
    pub(crate) fn revoke(&mut self, token: &str) {
        let Some(ended) = self.model.grants.tokens.get_mut(token) else { return };
        ended.end = Some(End::Revoked);
        let ended = ended.clone();
        self.tell_revoked(std::slice::from_ref(&ended));
        let left = self.live(|_| true);
        if left.is_empty() {
            self.tell_uninstalled();
        }
        if ended.bot && !left.iter().any(|token| self.model.grants.tokens[token].bot) {
            self.send_bot_away();
        }
        self.model.grants.uninstalled = left.is_empty();
    }

    /// Ends all tokens.
    pub(crate) fn uninstall(&mut self) {
        let mut ended = Vec::new();
        for token in self.live(|_| true) {
            if let Some(token) = self.model.grants.tokens.get_mut(&token) {
                token.end = Some(End::Revoked);
                ended.push(token.clone());
            }
        }
        self.tell_revoked(&ended);
        self.tell_uninstalled();
        self.send_bot_away();
        self.model.grants.uninstalled = true;
    }

    /// Its bot leaves the channels; what it showed is gone.
    fn send_bot_away(&mut self) {
        let bot = &self.app.user_id;
        for user in self.model.users.iter_mut().filter(|user| user.id == *bot) {
            user.deleted = true;
        }
        for channel in self.model.channels.iter_mut().filter(|channel| !channel.name.is_empty()) {
            channel.members.retain(|member| member != bot);
        }
        self.model.views.clear();
        self.model.homes.clear();
    }

    /// Lets the bot in, with these scopes beside those it has; answers its token.
    fn grant_bot(&mut self, scopes: &[String]) -> String {
        let lasting = self.live(|token| token.bot && token.expires.is_none()).pop();
        let here = !self.live(|token| token.bot).is_empty();
        let mut granted = if here { self.manifest.scopes.clone() } else { Vec::new() };
        granted.extend(scopes.iter().filter(|scope| !granted.contains(scope)).cloned().collect::<Vec<_>>());
        self.manifest.scopes.clone_from(&granted);
        self.model.grants.bot_scopes = Some(granted);
        self.model.grants.uninstalled = false;
        let bot = self.app.user_id.clone();
        for user in self.model.users.iter_mut().filter(|user| user.id == bot) {
            user.deleted = false;
        }
        let rotates = self.manifest.rotates_tokens;
        match lasting {
            Some(token) if !rotates => token,
            _ => self.issue(true, &bot, Vec::new(), rotates),
        }
    }

    /// Lets the app act for a person, with these scopes beside those it has; answers the token.
    fn grant_person(&mut self, user: &str, scopes: &[String]) -> String {
        let old = self.live(|token| !token.bot && token.user == user).pop();
        let mut granted =
            old.as_ref().map(|token| self.model.grants.tokens[token].scopes.clone()).unwrap_or_default();
        granted.extend(scopes.iter().filter(|scope| !granted.contains(scope)).cloned().collect::<Vec<_>>());
        self.model.grants.uninstalled = false;
        let rotates = self.manifest.rotates_tokens;
        if let Some(token) = old.filter(|_| !rotates)
            && let Some(there) = self.model.grants.tokens.get_mut(&token)
        {
            there.scopes = granted;
            return token;
        }
        self.issue(false, user, granted, rotates)
    }

    /// A new token. Of those that expire, the oldest ends when there are too many.
    fn issue(&mut self, bot: bool, user: &str, scopes: Vec<String>, rotates: bool) -> String {
        let letter = if bot { 'b' } else { 'p' };
        let secret = self.secret("token");
        let text =
            if rotates { format!("xoxe.xox{letter}-1-{secret}") } else { format!("xox{letter}-{secret}") };
        let refresh = rotates.then(|| format!("xoxe-1-{}", self.secret("refresh")));
        let expires = rotates.then(|| self.wall.unix() + TOKEN_LIFE);
        let number = self.model.grants.made;
        let token = Token { number, user: user.to_owned(), bot, scopes, expires, refresh, end: None };
        self.model.grants.tokens.insert(text.clone(), token);
        let live = self.live(|token| token.expires.is_some() && token.bot == bot && token.user == user);
        for old in live.iter().rev().skip(MOST_LIVE) {
            if let Some(old) = self.model.grants.tokens.get_mut(old) {
                old.end = Some(End::Revoked);
            }
        }
        text
    }

    /// The tokens that are good and that fit, the newest last.
    fn live(&self, fits: impl Fn(&Token) -> bool) -> Vec<String> {
        let now = self.wall.unix();
        let tokens = self.model.grants.tokens.iter();
        let mut live: Vec<(&String, &Token)> =
            tokens.filter(|(_, token)| token.is_live(now) && fits(token)).collect();
        live.sort_by_key(|(_, token)| token.number);
        live.into_iter().map(|(text, _)| text.clone()).collect()
    }

    /// Something nobody can guess, but the same in every run.
    fn secret(&mut self, what: &str) -> String {
        self.model.grants.made += 1;
        ids::secret(&format!("{} {what} {}", self.app.client_secret, self.model.grants.made))
    }

    fn installation(&self) -> Value {
        let team = &self.model.team;
        json!({
            "app_id": self.app.id, "team": {"id": team.id, "name": team.name}, "enterprise": null,
            "is_enterprise_install": false,
        })
    }

    fn token_answer(&self, token: &str, bot: bool) -> Value {
        let mut answer = self.installation();
        self.describe(token, &mut answer);
        if bot {
            answer["bot_user_id"] = json!(self.app.user_id);
        }
        answer
    }

    /// The token as the app is told of it.
    fn describe(&self, text: &str, out: &mut Value) {
        let Some(token) = self.model.grants.tokens.get(text) else { return };
        let (kind, scopes) = if token.bot { ("bot", &self.manifest.scopes) } else { ("user", &token.scopes) };
        out["access_token"] = json!(text);
        out["token_type"] = json!(kind);
        out["scope"] = json!(scopes.join(","));
        if let (Some(refresh), Some(expires)) = (&token.refresh, token.expires) {
            out["refresh_token"] = json!(refresh);
            out["expires_in"] = json!(expires - self.wall.unix());
        }
    }
}
