//! A person shares a file.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::deed::{Deed, Errand};
use crate::control::Refusal;
use crate::model::{File, Message};
use crate::world::World;

/// `name` with `content` (text) or `base64`; `text` is the comment that goes with it.
pub(super) fn upload(world: &mut World, deed: &Deed) -> Result<Errand, Refusal> {
    let channel = deed.channel(world)?;
    let name = deed.need("name")?.to_owned();
    let bytes = match (deed.text("content"), deed.text("base64")) {
        (Some(text), _) => text.as_bytes().to_vec(),
        (None, Some(text)) => {
            STANDARD.decode(text).map_err(|error| Refusal::wrong("invalid_base64", error.to_string()))?
        }
        (None, None) => return Err(Refusal::wrong("missing_field", "content or base64 is missing")),
    };
    let thread_ts = match deed.text("thread_ts") {
        Some(_) => Some(deed.ts("thread_ts")?),
        None => None,
    };
    let id = world.model.ids.next("F");
    let file = File {
        id: id.clone(),
        title: deed.text("title").unwrap_or(&name).to_owned(),
        name,
        user: deed.user.id.clone(),
        created: world.model.now.timestamp(),
        size: bytes.len(),
        content: STANDARD.encode(bytes),
        channels: vec![channel.id.clone()],
        complete: true,
    };
    world.model.files.insert(id.clone(), file.clone());
    world.tell_file(&file, &channel.id);
    let message = Message {
        channel: channel.id,
        ts: world.model.next_ts(),
        thread_ts,
        user: Some(deed.user.id.clone()),
        subtype: Some("file_share".to_owned()),
        text: deed.text("text").unwrap_or_default().to_owned(),
        files: vec![id],
        ..Message::default()
    };
    world.post(message);
    Ok(Errand::Done)
}
