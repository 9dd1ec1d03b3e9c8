//! What a message says: text, blocks, attachments and metadata, checked as Slack checks them.

use serde_json::{Value, json};

use super::{Args, Error};
use crate::blockkit;
use crate::ids::Ids;
use crate::model::Message;
use crate::world::World;

/// Longer texts are cut on posting.
const LONGEST_TEXT: usize = 40_000;
const LONGEST_MARKDOWN: usize = 12_000;
const LONGEST_METADATA: usize = 16_000;
const MOST_ATTACHMENTS: usize = 100;

/// The parts of a message that a call can set; `None` where it says nothing.
#[derive(Debug, Default)]
pub(crate) struct Content {
    pub(crate) text: Option<String>,
    pub(crate) blocks: Option<Value>,
    pub(crate) attachments: Option<Value>,
    pub(crate) metadata: Option<Value>,
}

impl Content {
    /// Reads and checks the arguments; fills in the ids that were left out.
    ///
    /// # Errors
    /// `invalid_blocks_format`, `invalid_blocks`, `msg_blocks_too_long`, `invalid_attachments`, `too_many_attachments`,
    /// `invalid_metadata_format`, `metadata_too_large`, `markdown_text_conflict`, `msg_too_long`.
    pub(crate) fn read(args: &Args, ids: &mut Ids) -> Result<Self, Error> {
        if let Some(markdown) = args.text("markdown_text") {
            if args.has("text") || args.has("blocks") {
                return Err("markdown_text_conflict".into());
            }
            if markdown.chars().count() > LONGEST_MARKDOWN {
                return Err("msg_too_long".into());
            }
        }
        Ok(Self {
            text: if args.has("text") {
                Some(args.text("text").unwrap_or_default())
            } else {
                args.text("markdown_text")
            },
            blocks: checked_blocks(args.json("blocks", "invalid_blocks_format")?, ids)?,
            attachments: attachments(args.json("attachments", "invalid_attachments")?, ids)?,
            metadata: metadata(args.json("metadata", "invalid_metadata_format")?)?,
        })
    }

    /// With addresses in the text marked as links, as Slack does it when `parse` does not say `none`; with `link_names`
    /// the handles of user groups become mentions.
    pub(crate) fn parsed(mut self, args: &Args, world: &World) -> Self {
        if args.text("parse").as_deref() != Some("none") {
            self.text = self.text.map(|text| with_links(&text));
        }
        if args.flag("link_names") {
            self.text = self.text.map(|text| with_groups(&text, world));
        }
        self
    }

    /// # Errors
    /// `no_text` when there is nothing to be seen.
    pub(crate) fn need_something(&self) -> Result<(), Error> {
        let filled = |list: &Option<Value>| {
            list.as_ref().and_then(Value::as_array).is_some_and(|list| !list.is_empty())
        };
        let text = self.text.as_deref().is_some_and(|text| !text.trim().is_empty());
        if text || filled(&self.blocks) || filled(&self.attachments) {
            return Ok(());
        }
        Err("no_text".into())
    }

    /// What Slack holds against a new message: a text that is cut, or none for those who cannot see the rest.
    pub(super) fn warning(&self) -> Option<&'static str> {
        let text = self.text.as_deref().unwrap_or_default();
        if text.chars().count() > LONGEST_TEXT {
            return Some("message_truncated");
        }
        let tells = |attachment: &Value| attachment["fallback"].as_str().is_some_and(|text| !text.is_empty());
        let attachments = self.attachments.as_ref().and_then(Value::as_array);
        let told = attachments.is_some_and(|list| !list.is_empty() && list.iter().all(tells));
        (text.trim().is_empty() && !told).then_some("missing_text_in_message")
    }

    /// Into a new message.
    pub(crate) fn fill(self, message: &mut Message) {
        message.text = self.text.unwrap_or_default();
        if message.text.chars().count() > LONGEST_TEXT {
            message.text = message.text.chars().take(LONGEST_TEXT).collect();
        }
        message.blocks = self.blocks.filter(not_empty);
        message.attachments = self.attachments.filter(not_empty).map(finished);
        message.metadata = self.metadata;
    }

    /// Over an old message: as on Slack, a new text without blocks takes the old blocks away.
    pub(crate) fn replace(self, message: &mut Message) {
        if self.blocks.is_some() || self.text.is_some() {
            message.blocks = self.blocks.filter(not_empty);
        }
        if let Some(text) = self.text {
            message.text = text;
        }
        if self.attachments.is_some() {
            message.attachments = self.attachments.filter(not_empty).map(finished);
        }
        if self.metadata.is_some() {
            message.metadata = self.metadata;
        }
    }
}

/// `@crew` becomes `<!subteam^S1>` where there is such a group.
fn with_groups(text: &str, world: &World) -> String {
    let pieces = text.split_inclusive(char::is_whitespace).map(|piece| {
        let Some(rest) = piece.strip_prefix('@') else { return piece.to_owned() };
        let handle =
            rest.trim_end_matches(|letter: char| letter.is_whitespace() || ".,:;!?".contains(letter));
        let mut groups = world.model.usergroups.iter().filter(|group| group.disabled.is_none());
        match groups.find(|group| group.handle == handle) {
            Some(group) => format!("<!subteam^{}>{}", group.id, &rest[handle.len()..]),
            None => piece.to_owned(),
        }
    });
    pieces.collect()
}

/// What stands in angle brackets is marked already.
fn with_links(text: &str) -> String {
    let mut marked = false;
    let pieces = text.split_inclusive([' ', '\n', '<', '>']).map(|piece| {
        let word = piece.trim_end_matches([' ', '\n', '<', '>']);
        let inside = marked;
        marked = piece.ends_with('<') || (inside && !piece.ends_with('>'));
        let is_address = word.starts_with("https://") || word.starts_with("http://");
        if is_address && !inside { piece.replacen(word, &format!("<{word}>"), 1) } else { piece.to_owned() }
    });
    pieces.collect()
}

fn not_empty(list: &Value) -> bool {
    list.as_array().is_some_and(|list| !list.is_empty())
}

/// # Errors
/// `invalid_blocks_format`, `invalid_blocks` or `msg_blocks_too_long`.
pub(super) fn checked_blocks(blocks: Option<Value>, ids: &mut Ids) -> Result<Option<Value>, Error> {
    let Some(mut blocks) = blocks else { return Ok(None) };
    if !blocks.is_array() {
        return Err("invalid_blocks_format".into());
    }
    blockkit::message(&blocks)?;
    fill_ids(&mut blocks, ids);
    Ok(Some(blocks))
}

fn attachments(attachments: Option<Value>, ids: &mut Ids) -> Result<Option<Value>, Error> {
    let Some(mut attachments) = attachments else { return Ok(None) };
    let Some(list) = attachments.as_array_mut() else {
        return Err("invalid_attachments".into());
    };
    if list.len() > MOST_ATTACHMENTS {
        return Err("too_many_attachments".into());
    }
    for (place, attachment) in list.iter_mut().enumerate() {
        attachment["id"] = json!(place + 1);
        let given = attachment.get("blocks").cloned();
        if let Some(checked) = checked_blocks(given, ids)? {
            attachment["blocks"] = checked;
        }
    }
    Ok(Some(attachments))
}

/// Attachments as they come back: colours that have names as numbers, and something to read where nothing is shown.
fn finished(mut attachments: Value) -> Value {
    for attachment in attachments.as_array_mut().into_iter().flatten() {
        if let Some(colour) = attachment["color"].as_str() {
            let colour = match colour {
                "good" => "2eb886",
                "warning" => "daa038",
                "danger" => "a30200",
                other => other.trim_start_matches('#'),
            };
            attachment["color"] = json!(colour);
        }
        if attachment["fallback"].as_str().is_none_or(str::is_empty) {
            attachment["fallback"] = json!("[no preview available]");
        }
    }
    attachments
}

fn metadata(metadata: Option<Value>) -> Result<Option<Value>, Error> {
    let Some(metadata) = metadata else { return Ok(None) };
    let named = metadata.get("event_type").is_some_and(Value::is_string);
    let filled = metadata.get("event_payload").is_some_and(Value::is_object);
    if !(named && filled) {
        return Err("invalid_metadata_format".into());
    }
    if metadata.to_string().len() > LONGEST_METADATA {
        return Err("metadata_too_large".into());
    }
    Ok(Some(metadata))
}

/// Gives every block and every element of it the id that the app left out.
pub(super) fn fill_ids(blocks: &mut Value, ids: &mut Ids) {
    for block in blocks.as_array_mut().into_iter().flatten() {
        if block.get("block_id").is_none() {
            block["block_id"] = json!(ids.word());
        }
        if let Some(name) = blockkit::holds(block) {
            fill_ids(&mut block[name], ids);
        }
        let unnamed =
            |element: &&(String, &Value)| is_interactive(element.1) && element.1.get("action_id").is_none();
        let places: Vec<String> =
            blockkit::elements(block, "").iter().filter(unnamed).map(|found| found.0.clone()).collect();
        for place in places {
            if let Some(element) = block.pointer_mut(&place) {
                element["action_id"] = json!(ids.word());
            }
        }
    }
}

fn is_interactive(element: &Value) -> bool {
    !["image", "mrkdwn", "plain_text"].iter().any(|passive| element["type"] == *passive)
}
