//! A person shares a file, gives it another title, or takes it away.

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
        deleted: false,
        shares: Vec::new(),
    };
    world.model.files.insert(id.clone(), file.clone());
    world.tell_file_shared(&file, &channel.id);
    let message = Message {
        channel: channel.id,
        ts: world.model.next_ts(),
        thread_ts,
        user: Some(deed.user.id.clone()),
        client_msg_id: Some(world.model.ids.uuid()),
        subtype: Some("file_share".to_owned()),
        text: deed.text("text").unwrap_or_default().to_owned(),
        files: vec![id],
        ..Message::default()
    };
    world.post(message);
    Ok(Errand::Done)
}

/// A file of one's own, by `file`.
fn own_file(world: &World, deed: &Deed) -> Result<String, Refusal> {
    let id = deed.need("file")?;
    let file = world.model.files.get(id).filter(|file| file.is_there());
    let file = file.ok_or_else(|| Refusal::missing("file_not_found", format!("there is no file {id:?}")))?;
    if file.user != deed.user.id {
        return Err(Refusal::forbidden("not_your_file", "somebody else shared that"));
    }
    Ok(file.id.clone())
}

pub(super) fn retitle(world: &mut World, deed: &Deed) -> Result<Errand, Refusal> {
    let id = own_file(world, deed)?;
    world.retitle_file(&id, deed.need("title")?);
    Ok(Errand::Done)
}

pub(super) fn delete(world: &mut World, deed: &Deed) -> Result<Errand, Refusal> {
    let id = own_file(world, deed)?;
    world.delete_file(&id);
    Ok(Errand::Done)
}
