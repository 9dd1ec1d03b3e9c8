//! How a method takes its arguments. Slack's write methods take JSON; its read methods ignore a JSON body and answer
//! as if no argument had been given, so they get a form.

use serde_json::Value;
use url::form_urlencoded::Serializer;

const JSON: &str = "application/json; charset=utf-8";
const FORM: &str = "application/x-www-form-urlencoded";

/// The methods whose documentation doesn't list `application/json` among the accepted content types.
const FORM_METHODS: &[&str] = &[
    "apps.connections.open",
    "auth.test",
    "bots.info",
    "chat.getPermalink",
    "conversations.history",
    "conversations.info",
    "conversations.list",
    "conversations.members",
    "conversations.replies",
    "files.getUploadURLExternal",
    "files.info",
    "pins.list",
    "reactions.get",
    "reactions.list",
    "team.info",
    "users.conversations",
    "users.info",
    "users.list",
];

/// Content type and text of the body for a call of `method`.
pub(super) fn encode(method: &str, body: &Value) -> (&'static str, String) {
    if FORM_METHODS.contains(&method) { (FORM, form(body)) } else { (JSON, body.to_string()) }
}

/// A form of the object's fields: texts as they are, nothing for null, everything else as JSON.
fn form(body: &Value) -> String {
    let mut form = Serializer::new(String::new());
    for (key, value) in body.as_object().into_iter().flatten() {
        match value {
            Value::Null => {}
            Value::String(text) => {
                form.append_pair(key, text);
            }
            other => {
                form.append_pair(key, &other.to_string());
            }
        }
    }
    form.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_go_as_a_form_and_writes_as_json() {
        let body = json!({ "channel": "C1" });
        let table = [
            ("apps.connections.open", FORM),
            ("auth.test", FORM),
            ("chat.delete", JSON),
            ("chat.getPermalink", FORM),
            ("chat.postEphemeral", JSON),
            ("chat.postMessage", JSON),
            ("chat.update", JSON),
            ("conversations.history", FORM),
            ("conversations.info", FORM),
            ("conversations.join", JSON),
            ("conversations.list", FORM),
            ("conversations.members", FORM),
            ("conversations.open", JSON),
            ("conversations.replies", FORM),
            ("files.completeUploadExternal", JSON),
            ("files.getUploadURLExternal", FORM),
            ("files.info", FORM),
            ("pins.add", JSON),
            ("pins.remove", JSON),
            ("reactions.add", JSON),
            ("reactions.remove", JSON),
            ("team.info", FORM),
            ("users.info", FORM),
            ("users.list", FORM),
            ("views.open", JSON),
            ("views.publish", JSON),
            ("views.push", JSON),
            ("views.update", JSON),
        ];
        for (method, expected) in table {
            assert_eq!(encode(method, &body).0, expected, "{method}");
        }
    }

    #[test]
    fn a_form_keeps_every_kind_of_value() {
        let body = json!({ "a": "æ &=", "b": true, "c": 12, "d": ["x"], "e": null, "f": "" });
        let text = encode("conversations.history", &body).1;
        let pairs: Vec<_> = url::form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        let expected = [("a", "æ &="), ("b", "true"), ("c", "12"), ("d", r#"["x"]"#), ("f", "")];
        let expected = expected.map(|(key, value)| (key.to_owned(), value.to_owned()));
        assert_eq!(pairs, expected);
    }
}
