//! What Slack adds to text objects that an app left as short as they may be. They are kept as they were sent; an app
//! that gets them back gets them filled in.

use serde_json::{Value, json};

/// `emoji` in plain text, which is shown, and `verbatim` in mrkdwn, which it is not.
pub(crate) fn fill(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(fill),
        Value::Object(fields) => {
            let text = fields.get("text").is_some_and(Value::is_string);
            let more = match fields.get("type").and_then(Value::as_str) {
                Some("plain_text") if text => Some(("emoji", true)),
                Some("mrkdwn") if text => Some(("verbatim", false)),
                _ => None,
            };
            if let Some((name, otherwise)) = more {
                fields.entry(name).or_insert(json!(otherwise));
                return;
            }
            fields.values_mut().for_each(fill);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn what_was_left_out_is_filled_in_and_what_was_said_stays() {
        let mut blocks = json!([
            {"type": "section", "text": {"type": "mrkdwn", "text": "a"}, "accessory": {"type": "button", "text":
                {"type": "plain_text", "text": "b", "emoji": false}}},
            {"type": "rich_text", "elements": [{"type": "text", "text": "c"}]},
        ]);
        super::fill(&mut blocks);
        assert_eq!(blocks[0]["text"], json!({"type": "mrkdwn", "text": "a", "verbatim": false}));
        assert_eq!(blocks[0]["accessory"]["text"]["emoji"], false);
        assert_eq!(blocks[1]["elements"][0], json!({"type": "text", "text": "c"}));
    }
}
