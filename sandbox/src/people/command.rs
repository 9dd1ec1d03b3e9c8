//! Slash commands.

use serde_json::json;

use super::deed::{Deed, Errand, Then};
use super::payload;
use crate::control::Refusal;
use crate::realtime::Kind;
use crate::world::World;

pub(super) fn command(world: &mut World, deed: &Deed) -> Result<Errand, Refusal> {
    let channel = deed.channel(world)?;
    if deed.text("thread_ts").is_some() {
        return Err(Refusal::wrong("not_in_threads", "slash commands do not work in threads"));
    }
    let (name, words) =
        deed.need("text")?.split_once(char::is_whitespace).unwrap_or((deed.need("text")?, ""));
    let known = world.manifest.commands.iter().find(|command| command.name == name);
    let known =
        known.ok_or_else(|| Refusal::missing("unknown_command", format!("{name} is not a valid command")))?;
    let words = words.trim();
    let text = if known.should_escape { escaped(world, words) } else { words.to_owned() };
    let trigger = world.trigger(&deed.user.id, Some(&channel.id), None);
    let response_url = world.response_url(&deed.user.id, &channel.id, None);
    let payload = json!({
        "token": world.app.verification, "team_id": world.model.team.id, "team_domain": world.model.team.domain,
        "channel_id": channel.id, "channel_name": payload::channel_name(&channel),
        "user_id": deed.user.id, "user_name": deed.user.name, "command": name, "text": text,
        "api_app_id": world.app.id, "is_enterprise_install": "false",
        "response_url": response_url, "trigger_id": trigger,
    });
    Ok(Errand::Ask { kind: Kind::Command, payload, then: Then::Say { channel: channel.id } })
}

/// With `should_escape`, names become mentions: `@ada` → `<@U1|ada>`, `#general` → `<#C1|general>`, a private one `<#C2|>`.
fn escaped(world: &World, words: &str) -> String {
    let mention = |word: &str| {
        if let Some(name) = word.strip_prefix('@') {
            let user = world.model.users.iter().find(|user| user.name == name)?;
            return Some(format!("<@{}|{}>", user.id, user.name));
        }
        let channel = world.model.find_channel(word.strip_prefix('#')?)?;
        let shown = if channel.kind == crate::model::Kind::Public { &channel.name } else { "" };
        Some(format!("<#{}|{shown}>", channel.id))
    };
    // Only single spaces are kept between words that were separated by them; line breaks stay as they are.
    words
        .split(' ')
        .map(|word| mention(word).unwrap_or_else(|| word.to_owned()))
        .collect::<Vec<_>>()
        .join(" ")
}
