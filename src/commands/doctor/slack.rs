//! Slack: whether the tokens are taken, what they may do, and whether its clock agrees with ours.

use super::check::Check;
use crate::commands::manifest;
use crate::config::{Config, Transport};
use crate::domain::model::{Instant, TeamId, UserId};
use crate::engine::clock::wall;
use crate::slack::api::{Api, ApiError, Beside};
use serde_json::Value;

/// Seconds by which two clocks may differ. Slack's signatures and ours expire after five minutes; a clock that is a
/// minute off is on its way there.
const SKEW: i64 = 60;

/// What Slack said.
pub(super) struct Examined {
    /// The checks.
    pub(super) checks: Vec<Check>,
    /// With whom to go on, if the bot token was taken.
    pub(super) identity: Option<(Api, TeamId, UserId)>,
}

/// Asks Slack with both tokens.
pub(super) async fn examine(config: &Config) -> Examined {
    let app_token = match &config.transport {
        Transport::Socket { app_token } => Some(app_token.clone()),
        Transport::Http { .. } => None,
    };
    let api = match Api::new(&config.api_url, config.bot_token.clone(), app_token) {
        Ok(api) => api,
        Err(error) => {
            let check =
                Check::fault("slack", format!("it cannot be asked ({error:#})"), "copy the tokens again");
            return Examined { checks: vec![check], identity: None };
        }
    };
    let (answer, beside) = api.who_am_i().await;
    let mut checks = vec![bot_token(&answer)];
    checks.extend(transport(config, &api).await);
    checks.extend(answer.is_ok().then(|| scopes(&beside)));
    checks.extend(beside.date.map(|date| clock(date, wall())));
    let field = |name: &str| answer.as_ref().ok()?.get(name)?.as_str().map(str::to_owned);
    let ids = field("team_id").zip(field("user_id"));
    let identity = ids.map(|(team, bot)| (api, TeamId::from(team), UserId::from(bot)));
    Examined { checks, identity }
}

fn bot_token(answer: &Result<Value, ApiError>) -> Check {
    let name = "bot_token";
    match answer {
        Ok(answer) => {
            let field = |name: &str| answer.get(name).and_then(Value::as_str).unwrap_or("?");
            Check::well(name, format!("{} ({}), as @{}", field("team"), field("team_id"), field("user")))
        }
        Err(ApiError::Permanent { code, .. }) => {
            let remedy = match code.as_str() {
                "account_inactive" | "token_revoked" => {
                    "the app was taken out of the workspace: install it again and copy its new Bot User OAuth Token"
                }
                "token_expired" => "turn token rotation off, install the app again and copy its new token",
                _ => {
                    "copy the Bot User OAuth Token (xoxb-...) from \"OAuth & Permissions\" of your Slack app"
                }
            };
            Check::fault(name, format!("Slack refuses SLACK_BOT_TOKEN ({code})"), remedy)
        }
        Err(error) => unanswered(name, error),
    }
}

/// Socket Mode asks for a socket it does not use. Over HTTP nothing can be asked: only Slack's own requests show whether
/// the signing secret is the right one.
async fn transport(config: &Config, api: &Api) -> Option<Check> {
    let name = "app_token";
    if let Transport::Http { .. } = config.transport {
        return Some(Check::well(
            "signing_secret",
            "set; Slack's first request will show whether it is this app's",
        ));
    }
    Some(match api.open_connection().await {
        Ok(_) => Check::well(name, "Slack opens a socket for it"),
        Err(ApiError::Permanent { code, .. }) => {
            let remedy = match code.as_str() {
                "missing_scope" => "make a new app-level token with connections:write",
                "socket_mode_not_enabled" => {
                    "turn Socket Mode on in your Slack app, or set SLACK_SIGNING_SECRET and KLYNGE_LISTEN instead"
                }
                "unsafe_url" => "check SLACK_API_URL: what answers there is not Slack",
                _ => {
                    "make a token (xapp-...) with connections:write under \"Basic Information\", \"App-Level Tokens\""
                }
            };
            Check::fault(name, format!("Slack refuses SLACK_APP_TOKEN ({code})"), remedy)
        }
        Err(error) => unanswered(name, &error),
    })
}

/// What was granted against what the manifest asks for, which a test holds to be what the program uses.
fn scopes(beside: &Beside) -> Check {
    let name = "scopes";
    let Some(granted) = &beside.scopes else {
        return Check::fault(
            name,
            "Slack does not say what was granted",
            "check SLACK_API_URL, and any proxy between",
        );
    };
    let needed = manifest::scopes();
    let missing: Vec<&str> =
        needed.iter().map(String::as_str).filter(|scope| !granted.iter().any(|held| held == scope)).collect();
    if missing.is_empty() {
        return Check::well(name, format!("all {} that are needed", needed.len()));
    }
    Check::fault(
        name,
        format!("not granted: {}", missing.join(", ")),
        "paste the manifest (`klynge manifest`) under \"App Manifest\" of your Slack app and install the app again",
    )
}

fn clock(slack: Instant, ours: Instant) -> Check {
    let ahead = (ours - slack).num_seconds();
    if ahead.abs() <= SKEW {
        return Check::well("clock", "agrees with Slack's to the minute");
    }
    let way = if ahead > 0 { "ahead of" } else { "behind" };
    Check::fault(
        "clock",
        format!("this machine is {} s {way} Slack, and signatures expire", ahead.abs()),
        "set the clock by the network, for instance with `timedatectl set-ntp true`",
    )
}

/// No clear answer from Slack.
pub(super) fn unanswered(name: &'static str, error: &ApiError) -> Check {
    match error {
        ApiError::RateLimited { retry_after } => Check::fault(
            name,
            "Slack has been asked too often and does not answer now",
            format!("wait {} s and run the doctor again", retry_after.as_secs()),
        ),
        ApiError::Transient(reason) => Check::fault(
            name,
            format!("Slack cannot be reached ({reason})"),
            "check the network, the firewall and SLACK_API_URL",
        ),
        ApiError::Unknown(reason) => Check::fault(
            name,
            format!("Slack gave no answer that makes sense ({reason})"),
            "run the doctor again; if it stays so, look at https://slack-status.com and check SLACK_API_URL",
        ),
        ApiError::Permanent { code, .. } => Check::fault(
            name,
            format!("Slack refuses ({code})"),
            "run the doctor again after mending the rest",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::text;
    use super::clock;
    use chrono::{DateTime, TimeDelta};

    #[test]
    fn a_minute_is_forgiven_and_more_is_not() {
        let slack = DateTime::UNIX_EPOCH;
        let off = |seconds| clock(slack, slack + TimeDelta::seconds(seconds));
        assert!(off(60).is_well() && off(-60).is_well() && off(0).is_well());
        assert!(text(&[off(61)]).contains("this machine is 61 s ahead of Slack"));
        assert!(text(&[off(-61)]).contains("this machine is 61 s behind Slack"));
    }
}
