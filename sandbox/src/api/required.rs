//! Arguments without which a method is not even tried, and methods that no bot may call.
//!
//! Slack tells an argument that is missing from one that is empty or names nothing: the first is `invalid_arguments`
//! for every method, the second has a code of its own.

use super::{Args, Error};

const REQUIRED: &[(&str, &[&str])] = &[
    ("bookmarks.add", &["channel_id", "title", "type"]),
    ("bookmarks.edit", &["channel_id", "bookmark_id"]),
    ("bookmarks.list", &["channel_id"]),
    ("bookmarks.remove", &["channel_id", "bookmark_id"]),
    ("chat.delete", &["channel", "ts"]),
    ("chat.deleteScheduledMessage", &["channel", "scheduled_message_id"]),
    ("chat.getPermalink", &["channel", "message_ts"]),
    ("chat.meMessage", &["channel", "text"]),
    ("chat.postEphemeral", &["channel", "user"]),
    ("chat.postMessage", &["channel"]),
    ("chat.scheduleMessage", &["channel", "post_at"]),
    ("chat.update", &["channel", "ts"]),
    ("conversations.archive", &["channel"]),
    ("conversations.close", &["channel"]),
    ("conversations.create", &["name"]),
    ("conversations.history", &["channel"]),
    ("conversations.info", &["channel"]),
    ("conversations.invite", &["channel", "users"]),
    ("conversations.join", &["channel"]),
    ("conversations.kick", &["channel"]),
    ("conversations.leave", &["channel"]),
    ("conversations.mark", &["channel", "ts"]),
    ("conversations.members", &["channel"]),
    ("conversations.rename", &["channel", "name"]),
    ("conversations.replies", &["channel", "ts"]),
    ("conversations.setPurpose", &["channel", "purpose"]),
    ("conversations.setTopic", &["channel", "topic"]),
    ("conversations.unarchive", &["channel"]),
    ("files.completeUploadExternal", &["files"]),
    ("files.delete", &["file"]),
    ("files.getUploadURLExternal", &["filename", "length"]),
    ("files.info", &["file"]),
    ("pins.add", &["channel"]),
    ("pins.list", &["channel"]),
    ("pins.remove", &["channel"]),
    ("reactions.add", &["channel", "name", "timestamp"]),
    ("reactions.remove", &["name"]),
    ("usergroups.create", &["name"]),
    ("usergroups.disable", &["usergroup"]),
    ("usergroups.enable", &["usergroup"]),
    ("usergroups.update", &["usergroup"]),
    ("usergroups.users.list", &["usergroup"]),
    ("usergroups.users.update", &["usergroup", "users"]),
    ("users.info", &["user"]),
    ("users.lookupByEmail", &["email"]),
    ("users.setPresence", &["presence"]),
    ("views.open", &["view"]),
    ("views.publish", &["user_id", "view"]),
    ("views.push", &["view"]),
    ("views.update", &["view"]),
];

/// Methods that want the token of a person, which an app here never has.
const FOR_PEOPLE: &[&str] = &[
    "dnd.endDnd",
    "dnd.endSnooze",
    "dnd.setSnooze",
    "reminders.add",
    "reminders.complete",
    "reminders.delete",
    "reminders.info",
    "reminders.list",
    "search.all",
    "search.files",
    "search.messages",
    "stars.add",
    "stars.list",
    "stars.remove",
    "users.deletePhoto",
    "users.identity",
    "users.profile.set",
    "users.setPhoto",
];

/// # Errors
/// `invalid_arguments`, with a line for every argument that is missing.
pub(super) fn check(method: &str, args: &Args) -> Result<(), Error> {
    let needed = REQUIRED.iter().find(|(name, _)| *name == method).map_or(&[][..], |(_, needed)| *needed);
    let missing: Vec<String> = needed
        .iter()
        .filter(|name| !args.has(name))
        .map(|name| format!("[ERROR] missing required field: {name}"))
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(Error::faults("invalid_arguments", missing)) }
}

/// Is this one of the methods that no bot may call?
pub(super) fn is_for_people(method: &str) -> bool {
    FOR_PEOPLE.contains(&method)
}
