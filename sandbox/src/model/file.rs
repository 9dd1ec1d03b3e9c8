//! An uploaded file.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::ts::Ts;

/// A file with its bytes, which are small here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct File {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) user: String,
    /// Civil seconds since 1970.
    pub(crate) created: i64,
    /// Base64.
    pub(crate) content: String,
    pub(crate) size: usize,
    pub(crate) channels: Vec<String>,
    /// False until `files.completeUploadExternal`.
    pub(crate) complete: bool,
    #[serde(default)]
    pub(crate) deleted: bool,
    /// The messages it came with.
    #[serde(default)]
    pub(crate) shares: Vec<Share>,
}

/// A message that brought a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Share {
    pub(crate) channel: String,
    pub(crate) ts: Ts,
    pub(crate) thread_ts: Option<Ts>,
}

impl File {
    /// Is there to be looked at.
    pub(crate) fn is_there(&self) -> bool {
        self.complete && !self.deleted
    }

    /// Slack's JSON without where it was shared; `base` is this server's address.
    pub(crate) fn wire(&self, base: &str, team: &str) -> Value {
        let (filetype, mimetype, pretty) = kind(&self.name);
        let url = self.address(base);
        json!({
            "id": self.id, "created": self.created, "timestamp": self.created,
            "name": self.name, "title": self.title, "user": self.user,
            "mimetype": mimetype, "filetype": filetype, "pretty_type": pretty,
            "editable": false, "size": self.size, "mode": "hosted",
            "is_external": false, "external_type": "", "public_url_shared": false, "display_as_bot": false,
            "username": "",
            "url_private": url, "url_private_download": url, "permalink": url,
            "user_team": team, "has_rich_preview": false, "file_access": "visible",
        })
    }

    /// A name may hold anything, so it is escaped.
    fn address(&self, base: &str) -> String {
        let Ok(mut url) = reqwest::Url::parse(base) else {
            return base.to_owned();
        };
        if let Ok(mut path) = url.path_segments_mut() {
            path.clear().extend(["files", &self.id, &self.name]);
        }
        url.into()
    }

    /// The group of kinds that `files.list` knows it by.
    pub(crate) fn list_type(&self) -> &'static str {
        match kind(&self.name).0 {
            "png" | "svg" | "jpg" | "gif" => "images",
            "pdf" => "pdfs",
            "zip" => "zips",
            _ => "others",
        }
    }

    /// The type under which its bytes are served.
    pub(crate) fn content_type(&self) -> &'static str {
        kind(&self.name).1
    }
}

fn kind(name: &str) -> (&'static str, &'static str, &'static str) {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "ics" => ("ics", "text/calendar", "Calendar"),
        "csv" => ("csv", "text/csv", "CSV"),
        "json" => ("json", "application/json", "JSON"),
        "md" => ("markdown", "text/markdown", "Markdown (raw)"),
        "png" => ("png", "image/png", "PNG"),
        "svg" => ("svg", "image/svg+xml", "SVG"),
        "txt" => ("text", "text/plain", "Plain Text"),
        "pdf" => ("pdf", "application/pdf", "PDF"),
        "jpg" | "jpeg" => ("jpg", "image/jpeg", "JPEG"),
        "gif" => ("gif", "image/gif", "GIF"),
        "zip" => ("zip", "application/zip", "Zip"),
        _ => ("binary", "application/octet-stream", "Binary"),
    }
}
