//! A call's arguments, whichever way they came: query, form or JSON.

use serde_json::{Map, Value};

use super::content_type::{ContentType, Kind};
use super::error::Error;
use super::multipart::{Part, parts};

/// The arguments by name. From a form all are texts; some of those hold JSON.
#[derive(Debug, Default)]
pub(crate) struct Args(Map<String, Value>);

impl Args {
    /// Joins query and body; the body wins. Without a body nothing need be said of it.
    ///
    /// # Errors
    /// `missing_post_type`, `invalid_post_type`, `invalid_charset`, `invalid_form_data`, `invalid_json` and
    /// `json_not_object` as Slack says it.
    pub(crate) fn read(query: &str, content_type: &str, body: &[u8]) -> Result<Self, Error> {
        let mut args = Self::default();
        args.add_form(query.as_bytes());
        if content_type.is_empty() {
            return if body.is_empty() { Ok(args) } else { Err("missing_post_type".into()) };
        }
        let said = ContentType::read(content_type)?;
        if body.is_empty() {
            return Ok(args);
        }
        match said.kind {
            Kind::Json if said.is_latin() => args.add_json(serde_json::from_str(&from_latin(body)))?,
            Kind::Json => args.add_json(serde_json::from_slice(body))?,
            Kind::Multipart => {
                let parts = parts(content_type, body).ok_or("invalid_form_data")?;
                args.add_parts(parts);
            }
            Kind::Form | Kind::Text => args.add_form(body),
        }
        Ok(args)
    }

    /// The fields of a JSON object; of anything else, none.
    pub(crate) fn from_json(body: Value) -> Self {
        match body {
            Value::Object(fields) => Self(fields),
            _ => Self::default(),
        }
    }

    /// All arguments but the token.
    pub(crate) fn echo(&self) -> Map<String, Value> {
        let mut fields = self.0.clone();
        fields.remove("token");
        fields
    }

    fn add_json(&mut self, body: serde_json::Result<Value>) -> Result<(), Error> {
        match body {
            Ok(Value::Object(fields)) => self.0.extend(fields),
            Ok(_) => return Err("json_not_object".into()),
            Err(_) => return Err("invalid_json".into()),
        }
        Ok(())
    }

    /// A file is no argument.
    fn add_parts(&mut self, parts: Vec<Part<'_>>) {
        for part in parts.into_iter().filter(|part| !part.is_file) {
            let text = String::from_utf8_lossy(part.content).into_owned();
            self.0.insert(part.name, Value::String(text));
        }
    }

    fn add_form(&mut self, form: &[u8]) {
        for (name, value) in form_urlencoded::parse(form) {
            self.0.insert(name.into_owned(), Value::String(value.into_owned()));
        }
    }

    /// A text; numbers are taken as texts too. Empty counts as left out.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match self.0.get(name)? {
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// A text that must be there.
    ///
    /// # Errors
    /// `code`, which differs from argument to argument.
    pub(crate) fn need(&self, name: &str, code: &'static str) -> Result<String, Error> {
        self.text(name).ok_or_else(|| Error::code(code))
    }

    /// A switch; left out is off.
    pub(crate) fn flag(&self, name: &str) -> bool {
        match self.0.get(name) {
            Some(Value::Bool(value)) => *value,
            Some(Value::String(text)) => matches!(text.as_str(), "1" | "true"),
            Some(Value::Number(number)) => number.as_u64() == Some(1),
            _ => false,
        }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|value| !value.is_null())
    }

    /// A number within bounds; left out gives `otherwise`.
    ///
    /// # Errors
    /// `invalid_limit` when it is none or zero.
    pub(crate) fn limit(&self, otherwise: usize, most: usize) -> Result<usize, Error> {
        let Some(text) = self.text("limit") else {
            return Ok(otherwise);
        };
        let number: usize = text.parse().map_err(|_| Error::code("invalid_limit"))?;
        if number == 0 { Ok(otherwise) } else { Ok(number.min(most)) }
    }

    /// Structured data: JSON itself, or a text that holds JSON. Left out or null gives `None`.
    ///
    /// # Errors
    /// `code` when the text is not JSON.
    pub(crate) fn json(&self, name: &str, code: &'static str) -> Result<Option<Value>, Error> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => serde_json::from_str(text).map(Some).map_err(|_| Error::code(code)),
            Some(value) => Ok(Some(value.clone())),
        }
    }

    /// A list of ids: an array, or a text with commas between.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        match self.0.get(name) {
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            Some(Value::String(text)) if text.starts_with('[') => {
                serde_json::from_str(text).unwrap_or_default()
            }
            Some(Value::String(text)) => {
                text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
            }
            _ => Vec::new(),
        }
    }
}

fn from_latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use serde_json::json;

    use super::Args;

    #[test]
    fn a_form_and_json_say_the_same() {
        let form = Args::read(
            "",
            "application/x-www-form-urlencoded",
            b"channel=C1&blocks=%5B%5D&users=U1%2CU2&inclusive=1",
        )
        .unwrap();
        let body = br#"{"channel":"C1","blocks":[],"users":["U1","U2"],"inclusive":true}"#;
        let json = Args::read("", "application/json; charset=utf-8", body).unwrap();
        for args in [form, json] {
            assert_eq!(args.text("channel").unwrap(), "C1");
            assert_eq!(args.json("blocks", "x").unwrap(), Some(json!([])));
            assert_eq!(args.list("users"), ["U1", "U2"]);
            assert!(args.flag("inclusive"));
        }
    }

    #[test]
    fn json_may_be_in_another_charset() {
        let args = Args::read("", "application/json; charset=ISO-8859-1", b"{\"text\":\"bl\xe5\"}").unwrap();
        assert_eq!(args.text("text").unwrap(), "bl\u{e5}");
    }
}
