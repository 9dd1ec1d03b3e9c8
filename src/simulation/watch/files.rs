//! What must hold of calendar files: they are shared once, after that is on disk; nobody gets the same one twice, and none
//! whose sequence goes back.

use super::{Invariant, Watch};
use crate::domain::model::{Body, Instant, Outgoing, Place, Progress, UserId};
use crate::simulation::disk::Image;
use crate::simulation::slack::Slack;
use serde_json::Value;

fn file(body: &Value) -> Option<&str> {
    body.pointer("/files/0/id")?.as_str()
}

/// The row of a file that is about to be shared.
fn row_of<'a>(image: &'a Image, file: &str) -> Option<&'a Outgoing> {
    let is_it =
        |row: &&Outgoing| matches!(&row.body, Body::File(Some(upload)) if upload.file.as_str() == file);
    image.ws.outbox.values().find(is_it)
}

/// A value in a calendar.
fn value(calendar: &str, key: &str) -> String {
    let found = calendar.split("\r\n").find_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
    found.unwrap_or_default().to_owned()
}

impl Watch {
    /// A file is about to be shared.
    pub(in crate::simulation) fn shares(&mut self, image: &Image, body: &Value, civil: Instant) {
        let Some(id) = file(body) else { return };
        match row_of(image, id) {
            Some(row) if matches!(row.progress, Progress::Sending(_)) => {
                self.files.insert(id.to_owned(), row.id.0);
            }
            Some(_) => self.breach(Invariant::Once, civil, format!("{id}: shared, and not so on disk")),
            None => self.breach(Invariant::Once, civil, format!("{id}: a file without a row on disk")),
        }
    }

    /// A file is in somebody's conversation.
    pub(in crate::simulation) fn shared(
        &mut self,
        image: &Image,
        slack: &Slack,
        body: &Value,
        civil: Instant,
    ) {
        let Some(id) = file(body) else { return };
        let Some(outbox) = self.files.get(id).copied() else { return };
        self.posts.entry(outbox).or_default().landed += 1;
        let text = slack.files.get(id).and_then(|file| file.text.as_deref()).unwrap_or_default();
        let channel = body.get("channel_id").and_then(Value::as_str).unwrap_or_default();
        let user = UserId::from(channel.strip_prefix('D').unwrap_or(channel));
        self.check_what_is_read(&image.ws, &user, &Value::from(text), civil);
        let (uid, sequence) = (value(text, "UID"), value(text, "SEQUENCE"));
        if !self.calendars.insert((user.clone(), uid.clone(), sequence.clone())) {
            self.breach(Invariant::Once, civil, format!("{user} gets {uid} with sequence {sequence} again"));
        }
        *self.kinds.entry("calendar file".to_owned()).or_default() += 1;
    }

    /// Whether Slack refused such a file with a code.
    pub(super) fn file_was_refused(&self, row: &Outgoing, code: &str) -> bool {
        row.meeting.is_some() && matches!(row.place, Place::Dm(_)) && self.file_codes.contains(code)
    }
}
