//! What a POST says its body is, by the header `Content-Type`.

use super::Error;

/// How a body is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Json,
    Form,
    Multipart,
    /// Slack takes it and does not say how it reads it.
    Text,
}

/// A content type that Slack takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct ContentType<'a> {
    pub(super) kind: Kind,
    charset: Option<&'a str>,
}

impl<'a> ContentType<'a> {
    /// # Errors
    /// `invalid_post_type`, `invalid_charset`.
    pub(super) fn read(header: &'a str) -> Result<Self, Error> {
        let mut fields = header.split(';').map(str::trim);
        let kind = match fields.next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "application/json" => Kind::Json,
            "application/x-www-form-urlencoded" => Kind::Form,
            "multipart/form-data" => Kind::Multipart,
            "text/plain" => Kind::Text,
            _ => return Err("invalid_post_type".into()),
        };
        let charset = fields.find_map(|field| {
            let (name, value) = field.split_once('=')?;
            name.eq_ignore_ascii_case("charset").then(|| value.trim_matches('"'))
        });
        let known = |name: &str| ["utf-8", "iso-8859-1"].iter().any(|known| known.eq_ignore_ascii_case(name));
        if charset.is_some_and(|name| !known(name)) {
            return Err("invalid_charset".into());
        }
        Ok(Self { kind, charset })
    }

    /// In the one other charset that Slack takes a byte is a character.
    pub(super) fn is_latin(self) -> bool {
        self.charset.is_some_and(|name| name.eq_ignore_ascii_case("iso-8859-1"))
    }
}

/// What Slack holds against a content type that it takes.
pub(super) fn warning(header: &str) -> Option<&'static str> {
    let said = ContentType::read(header).ok()?;
    match (said.kind, said.charset) {
        (Kind::Json | Kind::Text, None) => Some("missing_charset"),
        (Kind::Form | Kind::Multipart, Some(_)) => Some("superfluous_charset"),
        _ => None,
    }
}
