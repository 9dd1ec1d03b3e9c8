//! The clusters' channels: whether each is there, open, and has the bot in it.

use super::check::Check;
use super::slack::unanswered;
use crate::domain::model::{Cluster, Workspace};
use crate::domain::policy::Method;
use crate::slack::api::{Api, ApiError};
use serde_json::{Value, json};

const NAME: &str = "channel";

/// One check a cluster.
pub(super) async fn examine(api: &Api, ws: &Workspace) -> Vec<Check> {
    let mut checks = Vec::new();
    for cluster in ws.clusters.values() {
        let asked = json!({ "channel": cluster.channel });
        let answer = api.call(Method::ConversationsInfo.name(), &asked).await;
        checks.push(check(cluster, answer));
    }
    if checks.is_empty() {
        checks.push(Check::well(NAME, "no cluster yet: type `/klynge setup` in its channel"));
    }
    checks
}

fn check(cluster: &Cluster, answer: Result<Value, ApiError>) -> Check {
    let room = format!("#{}", cluster.name.plain());
    let answer = match answer {
        Ok(answer) => answer,
        Err(ApiError::Permanent { code, .. }) => return refused(&room, &code),
        Err(error) => return unanswered(NAME, &error),
    };
    let is =
        |field: &str| answer.pointer(&format!("/channel/{field}")).and_then(Value::as_bool) == Some(true);
    if is("is_archived") {
        Check::fault(
            NAME,
            format!("{room} is archived"),
            "unarchive it in Slack, or set the cluster up in another channel",
        )
    } else if is("is_member") {
        Check::well(NAME, format!("{room} is there, and the bot is in it"))
    } else {
        Check::fault(NAME, format!("the bot is not in {room}"), "type `/invite @klynge` there")
    }
}

fn refused(room: &str, code: &str) -> Check {
    match code {
        "channel_not_found" => Check::fault(
            NAME,
            format!("{room} is gone, or private without the bot in it"),
            "type `/invite @klynge` there, or set the cluster up in another channel",
        ),
        "missing_scope" => {
            Check::fault(NAME, format!("the bot may not look at {room}"), "grant the scopes that are missing")
        }
        code => Check::fault(NAME, format!("Slack does not show {room} ({code})"), "mend the token first"),
    }
}
