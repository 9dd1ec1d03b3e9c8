//! `bookmarks.*`: the links in a channel's header.

use serde_json::{Value, json};

use super::{Answer, Call, Error};
use crate::model::{Bookmark, Channel};

/// More a channel does not take.
const MOST: usize = 100;

fn channel(call: &Call<'_>) -> Result<Channel, Error> {
    let id = call.args.need("channel_id", "channel_not_found")?;
    if !call.world.bot_in(&id) {
        return Err("channel_not_found".into());
    }
    call.world.model.channel(&id).cloned().ok_or_else(|| "channel_not_found".into())
}

fn link(call: &Call<'_>) -> Result<Option<String>, Error> {
    let link = call.args.text("link");
    let fits = |link: &String| link.starts_with("https://") || link.starts_with("http://");
    if link.as_ref().is_some_and(|link| !fits(link)) {
        return Err("invalid_link".into());
    }
    Ok(link)
}

fn emoji(call: &Call<'_>) -> Result<Option<String>, Error> {
    let emoji = call.args.text("emoji");
    let fits = |emoji: &String| {
        let name = emoji.strip_prefix(':').and_then(|name| name.strip_suffix(':')).unwrap_or_default();
        !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || "_-+'".contains(letter))
    };
    if emoji.as_ref().is_some_and(|emoji| !fits(emoji)) {
        return Err("invalid_emoji".into());
    }
    Ok(emoji)
}

pub(super) fn add(call: &mut Call<'_>) -> Answer {
    let channel = channel(call)?;
    if call.args.text("type").as_deref() != Some("link") {
        return Err("invalid_bookmark_type".into());
    }
    let link = link(call)?.ok_or("invalid_link")?;
    let emoji = emoji(call)?.unwrap_or_default();
    let title = call.args.need("title", "invalid_arguments")?;
    if channel.bookmarks.len() >= MOST {
        return Err("too_many_bookmarks".into());
    }
    let bookmark = Bookmark {
        id: call.world.model.ids.next("Bk"),
        title,
        link,
        emoji,
        created: call.world.model.now.timestamp(),
        updated: 0,
        by: call.world.app.user_id.clone(),
    };
    let wire = wire(call, &channel.id, &bookmark);
    if let Some(channel) = call.world.model.channel_mut(&channel.id) {
        channel.bookmarks.push(bookmark);
    }
    Ok(json!({"bookmark": wire}))
}

pub(super) fn edit(call: &mut Call<'_>) -> Answer {
    let channel = channel(call)?;
    let (link, emoji, title) = (link(call)?, emoji(call)?, call.args.text("title"));
    let id = call.args.need("bookmark_id", "not_found")?;
    let (now, bot) = (call.world.model.now.timestamp(), call.world.app.user_id.clone());
    let bookmark = call
        .world
        .model
        .channel_mut(&channel.id)
        .and_then(|channel| channel.bookmarks.iter_mut().find(|bookmark| bookmark.id == id))
        .ok_or("not_found")?;
    for (field, value) in
        [(&mut bookmark.link, link), (&mut bookmark.emoji, emoji), (&mut bookmark.title, title)]
    {
        if let Some(value) = value {
            *field = value;
        }
    }
    bookmark.updated = now;
    bookmark.by = bot;
    let bookmark = bookmark.clone();
    Ok(json!({"bookmark": wire(call, &channel.id, &bookmark)}))
}

pub(super) fn remove(call: &mut Call<'_>) -> Answer {
    let channel = channel(call)?;
    let id = call.args.need("bookmark_id", "not_found")?;
    if !channel.bookmarks.iter().any(|bookmark| bookmark.id == id) {
        return Err("not_found".into());
    }
    if let Some(channel) = call.world.model.channel_mut(&channel.id) {
        channel.bookmarks.retain(|bookmark| bookmark.id != id);
    }
    Ok(json!({}))
}

pub(super) fn list(call: &mut Call<'_>) -> Answer {
    let channel = channel(call)?;
    let bookmarks: Vec<Value> =
        channel.bookmarks.iter().map(|bookmark| wire(call, &channel.id, bookmark)).collect();
    Ok(json!({"bookmarks": bookmarks}))
}

fn wire(call: &Call<'_>, channel: &str, bookmark: &Bookmark) -> Value {
    bookmark.wire(channel, &call.world.model.team.id, &call.world.app.id)
}
