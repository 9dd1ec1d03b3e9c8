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
    if name == "/invite" {
        return invite(world, deed, &channel.id, words);
    }
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

/// Slack's own `/invite @somebody`, the one that a newcomer to an app needs: by mention, user name or name.
fn invite(world: &mut World, deed: &Deed, channel: &str, words: &str) -> Result<Errand, Refusal> {
    let mention = words.trim().strip_prefix("<@").and_then(|id| id.split(['|', '>']).next());
    let name = words.trim().trim_start_matches('@').to_lowercase();
    let wanted = world.model.users.iter().find(|user| {
        mention.map_or_else(
            || user.name.to_lowercase() == name || user.real_name.to_lowercase() == name,
            |id| user.id == id,
        )
    });
    let id = match wanted {
        Some(user) if !user.deleted => user.id.clone(),
        _ => return Err(Refusal::missing("user_not_found", format!("nobody is called {:?}", words.trim()))),
    };
    if !world.join(channel, &id, Some(&deed.user.id)) {
        return Err(Refusal::wrong("already_in_channel", "they are in the channel already"));
    }
    Ok(Errand::Done)
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
