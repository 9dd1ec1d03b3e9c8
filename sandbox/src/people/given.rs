//! The files that somebody puts into a field: kept as files of that one, in no conversation yet.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::control::Refusal;
use crate::model::File;
use crate::world::World;

/// What is chosen, with each new file (`name` and `content` or `base64`) kept and replaced by its id.
///
/// # Errors
/// When a file has no name or content, or is of a type that the field does not take.
pub(super) fn keep(world: &mut World, user: &str, field: &Value, selected: &Value) -> Result<Value, Refusal> {
    if field["type"] != "file_input" {
        return Ok(selected.clone());
    }
    match selected {
        Value::Array(items) => {
            let kept: Result<Vec<Value>, Refusal> =
                items.iter().map(|item| keep_one(world, user, field, item)).collect();
            Ok(json!(kept?))
        }
        Value::Object(_) => keep_one(world, user, field, selected),
        other => Ok(other.clone()),
    }
}

fn keep_one(world: &mut World, user: &str, field: &Value, item: &Value) -> Result<Value, Refusal> {
    let Some(given) = item.as_object() else { return Ok(item.clone()) };
    let text = |name: &str| given.get(name).and_then(Value::as_str);
    let name = text("name").filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| Refusal::wrong("missing_field", "a file needs a name"))?;
    takes(field, name)?;
    let bytes = match (text("content"), text("base64")) {
        (Some(text), _) => text.as_bytes().to_vec(),
        (None, Some(text)) => {
            STANDARD.decode(text).map_err(|error| Refusal::wrong("invalid_base64", error.to_string()))?
        }
        (None, None) => return Err(Refusal::wrong("missing_field", "content or base64 is missing")),
    };
    let id = world.model.ids.next("F");
    let file = File {
        id: id.clone(),
        title: name.to_owned(),
        name: name.to_owned(),
        user: user.to_owned(),
        created: world.model.now.timestamp(),
        size: bytes.len(),
        content: STANDARD.encode(bytes),
        channels: Vec::new(),
        complete: true,
        deleted: false,
        shares: Vec::new(),
    };
    world.model.files.insert(id.clone(), file);
    Ok(json!(id))
}

/// Is a file of this name among the types that the field takes?
fn takes(field: &Value, name: &str) -> Result<(), Refusal> {
    let Some(types) = field["filetypes"].as_array() else { return Ok(()) };
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    if types.iter().filter_map(Value::as_str).any(|kind| kind.eq_ignore_ascii_case(&ending)) {
        return Ok(());
    }
    Err(Refusal::wrong("invalid_value", format!("{name:?} is of a type that the field does not take")))
}
