//! The scopes and events that Slack knows, and which scope lets an event through.
//!
//! Sources: <https://docs.slack.dev/reference/scopes> and <https://docs.slack.dev/reference/events>.

/// Scopes that bots and people can grant.
const SHARED: &[&str] = &[
    "bookmarks:read",
    "bookmarks:write",
    "calls:read",
    "calls:write",
    "canvases:read",
    "canvases:write",
    "channels:history",
    "channels:read",
    "channels:write",
    "channels:write.invites",
    "channels:write.topic",
    "chat:write",
    "commands",
    "conversations.connect:manage",
    "conversations.connect:read",
    "conversations.connect:write",
    "dnd:read",
    "emoji:read",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "groups:write",
    "groups:write.invites",
    "groups:write.topic",
    "im:history",
    "im:read",
    "im:write",
    "im:write.topic",
    "incoming-webhook",
    "links.embed:write",
    "links:read",
    "links:write",
    "lists:read",
    "lists:write",
    "metadata.message:read",
    "mpim:history",
    "mpim:read",
    "mpim:write",
    "mpim:write.invites",
    "mpim:write.topic",
    "pins:read",
    "pins:write",
    "reactions:read",
    "reactions:write",
    "reminders:read",
    "reminders:write",
    "remote_files:read",
    "remote_files:share",
    "search:read.files",
    "search:read.im",
    "search:read.mpim",
    "search:read.private",
    "search:read.public",
    "search:read.users",
    "team.billing:read",
    "team.preferences:read",
    "team:read",
    "usergroups:read",
    "usergroups:write",
    "users.profile:read",
    "users:read",
    "users:read.email",
    "users:write",
];

const ONLY_BOTS: &[&str] = &[
    "app_mentions:read",
    "assistant:write",
    "channels:join",
    "channels:manage",
    "chat:write.customize",
    "chat:write.public",
    "conversations:write.invites",
    "conversations:write.topic",
    "datastore:read",
    "datastore:write",
    "hosting:read",
    "hosting:write",
    "remote_files:write",
    "tokens.basic",
    "triggers:read",
    "triggers:write",
    "workflow.steps:execute",
    "workflows.templates:read",
    "workflows.templates:write",
];

const ONLY_PEOPLE: &[&str] = &[
    "app_configurations:read",
    "app_configurations:write",
    "apps.requests:write",
    "auditlogs:read",
    "dnd:write",
    "email",
    "identify",
    "identity.avatar",
    "identity.basic",
    "identity.email",
    "identity.team",
    "openid",
    "profile",
    "search:read",
    "search:read.enterprise",
    "stars:read",
    "stars:write",
    "users.profile:write",
];

/// May a bot be granted this?
pub(super) fn is_bot_scope(name: &str) -> bool {
    SHARED.contains(&name) || ONLY_BOTS.contains(&name)
}

/// May an app be granted this on behalf of a person?
pub(super) fn is_user_scope(name: &str) -> bool {
    SHARED.contains(&name) || ONLY_PEOPLE.contains(&name) || name == "admin" || name.starts_with("admin.")
}

/// The events that come here, and the scopes of which one is needed (none: whoever subscribes gets them).
const SENT: &[(&str, &[&str])] = &[
    ("app_home_opened", &[]),
    ("app_mention", &["app_mentions:read"]),
    ("app_rate_limited", &[]),
    ("app_uninstalled", &[]),
    ("channel_archive", &["channels:read"]),
    ("channel_created", &["channels:read"]),
    ("channel_left", &["channels:read"]),
    ("channel_rename", &["channels:read"]),
    ("channel_unarchive", &["channels:read"]),
    ("emoji_changed", &["emoji:read"]),
    ("file_change", &["files:read"]),
    ("file_created", &["files:read"]),
    ("file_deleted", &["files:read"]),
    ("file_public", &["files:read"]),
    ("file_shared", &["files:read"]),
    ("group_archive", &["groups:read"]),
    ("group_left", &["groups:read"]),
    ("group_rename", &["groups:read"]),
    ("group_unarchive", &["groups:read"]),
    ("im_created", &["im:read"]),
    ("link_shared", &["links:read"]),
    ("member_joined_channel", &["channels:read", "groups:read"]),
    ("member_left_channel", &["channels:read", "groups:read"]),
    ("message.channels", &["channels:history"]),
    ("message.groups", &["groups:history"]),
    ("message.im", &["im:history"]),
    ("message.mpim", &["mpim:history"]),
    ("pin_added", &["pins:read"]),
    ("pin_removed", &["pins:read"]),
    ("reaction_added", &["reactions:read"]),
    ("reaction_removed", &["reactions:read"]),
    ("subteam_created", &["usergroups:read"]),
    ("subteam_members_changed", &["usergroups:read"]),
    ("subteam_self_added", &["usergroups:read"]),
    ("subteam_self_removed", &["usergroups:read"]),
    ("subteam_updated", &["usergroups:read"]),
    ("team_join", &["users:read"]),
    ("tokens_revoked", &[]),
    ("user_change", &["users:read"]),
    ("user_profile_changed", &["users:read"]),
    ("user_status_changed", &["users:read"]),
];

/// Those of Slack that never come here.
const OTHERS: &[(&[&str], &[&str])] = &[
    (&["agent_session_stopped", "agent_session_title_changed", "app_context_changed", "app_deleted"], &[]),
    (&["app_installed", "app_requested", "app_uninstalled_team", "call_rejected"], &[]),
    (&["assistant_thread_context_changed", "assistant_thread_started"], &["assistant:write"]),
    (&["channel_deleted"], &["channels:read"]),
    (&["channel_history_changed"], &["channels:history"]),
    (
        &["channel_id_changed", "channel_shared", "channel_unshared"],
        &["channels:read", "groups:read", "mpim:read"],
    ),
    (&["dnd_updated", "dnd_updated_user"], &["dnd:read"]),
    (&["email_domain_changed", "team_domain_change", "team_rename"], &["team:read"]),
    (&["entity_comments_requested", "entity_details_requested", "external_org_migration_finished"], &[]),
    (
        &[
            "external_org_migration_started",
            "function_executed",
            "grid_migration_finished",
            "grid_migration_started",
        ],
        &[],
    ),
    (
        &[
            "file_comment_added",
            "file_comment_deleted",
            "file_comment_edited",
            "file_private",
            "file_unshared",
        ],
        &["files:read"],
    ),
    (&["group_close", "group_deleted", "group_open"], &["groups:read"]),
    (&["group_history_changed"], &["groups:history"]),
    (&["im_close", "im_open"], &["im:read"]),
    (&["im_history_changed"], &["im:history"]),
    (&["invite_requested"], &["admin.invites:read"]),
    (&["message.app_home", "scope_denied", "scope_granted"], &[]),
    (
        &["message_metadata_deleted", "message_metadata_posted", "message_metadata_updated"],
        &["metadata.message:read"],
    ),
    (
        &[
            "shared_channel_invite_accepted",
            "shared_channel_invite_approved",
            "shared_channel_invite_declined",
            "shared_channel_invite_received",
            "shared_channel_invite_requested",
        ],
        &["conversations.connect:manage", "conversations.connect:read", "conversations.connect:write"],
    ),
    (&["star_added", "star_removed"], &["stars:read"]),
    (&["team_access_granted", "team_access_revoked"], &[]),
    (&["user_huddle_changed"], &["users:read"]),
    (&["workflow_deleted", "workflow_published", "workflow_step_deleted", "workflow_unpublished"], &[]),
    (&["workflow_step_execute"], &["workflow.steps:execute"]),
];

/// The scopes of which this event needs one; `None` when there is no such event.
pub(super) fn scopes_of(event: &str) -> Option<&'static [&'static str]> {
    let sent = SENT.iter().find(|(name, _)| *name == event).map(|(_, scopes)| *scopes);
    sent.or_else(|| OTHERS.iter().find(|(names, _)| names.contains(&event)).map(|(_, scopes)| *scopes))
}

/// Does this event ever come here?
pub(super) fn is_sent(event: &str) -> bool {
    SENT.iter().any(|(name, _)| *name == event)
}

#[cfg(test)]
mod tests {
    use super::{OTHERS, SENT, is_bot_scope, is_user_scope, scopes_of};

    #[test]
    fn events_need_scopes_that_exist() {
        let needed = SENT.iter().map(|(_, scopes)| *scopes).chain(OTHERS.iter().map(|(_, scopes)| *scopes));
        let unknown: Vec<_> =
            needed.flatten().filter(|scope| !is_bot_scope(scope) && !is_user_scope(scope)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn each_event_stands_once() {
        let others = OTHERS.iter().flat_map(|(names, _)| *names).copied();
        let mut names: Vec<&str> = SENT.iter().map(|(name, _)| *name).chain(others).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn a_bots_scope_is_not_always_a_persons() {
        assert!(is_bot_scope("channels:manage") && !is_user_scope("channels:manage"));
        assert!(is_user_scope("users.profile:write") && !is_bot_scope("users.profile:write"));
        assert!(is_user_scope("admin.teams:read") && !is_bot_scope("files:write:user"));
        assert_eq!(scopes_of("presence_change"), None);
    }
}
