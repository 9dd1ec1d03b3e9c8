//! Reads JSON leniently: what is missing or of another type is empty, so that a page is drawn whatever
//! a bot put into its blocks.

use serde_json::Value;

/// The string at `key`, or `""`.
pub(crate) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The string at `key` unless missing or empty.
pub(crate) fn some_text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    Some(text(value, key)).filter(|text| !text.is_empty())
}

/// The array at `key`, or an empty one.
pub(crate) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The strings in the array at `key`.
pub(crate) fn strings<'a>(value: &'a Value, key: &str) -> Vec<&'a str> {
    list(value, key).iter().filter_map(Value::as_str).collect()
}

/// The truth at `key`; missing is false.
pub(crate) fn truth(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or_default()
}

/// A text object's own text: `{"text": ..}`, or a bare string.
pub(crate) fn words_of(object: &Value) -> &str {
    object.as_str().unwrap_or_else(|| text(object, "text"))
}

/// The text of the text object at `key`, unless empty.
pub(crate) fn label<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).map(words_of).filter(|text| !text.is_empty())
}
