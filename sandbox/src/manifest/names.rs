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

/// The events, and the scopes of which one is needed (none: whoever subscribes gets them).
const EVENTS: &[(&[&str], &[&str])] = &[
    (&["app_mention"], &["app_mentions:read"]),
    (&["assistant_thread_context_changed", "assistant_thread_started"], &["assistant:write"]),
    (
        &["channel_archive", "channel_created", "channel_deleted", "channel_left", "channel_rename"],
        &["channels:read"],
    ),
    (&["channel_unarchive"], &["channels:read"]),
    (&["channel_history_changed", "message.channels"], &["channels:history"]),
    (
        &["channel_id_changed", "channel_shared", "channel_unshared"],
        &["channels:read", "groups:read", "mpim:read"],
    ),
    (&["dnd_updated", "dnd_updated_user"], &["dnd:read"]),
    (&["email_domain_changed", "team_domain_change", "team_rename"], &["team:read"]),
    (&["emoji_changed"], &["emoji:read"]),
    (&["file_change", "file_comment_added", "file_comment_deleted", "file_comment_edited"], &["files:read"]),
    (
        &["file_created", "file_deleted", "file_private", "file_public", "file_shared", "file_unshared"],
        &["files:read"],
    ),
    (&["group_archive", "group_close", "group_deleted", "group_left", "group_open"], &["groups:read"]),
    (&["group_rename", "group_unarchive"], &["groups:read"]),
    (&["group_history_changed", "message.groups"], &["groups:history"]),
    (&["im_close", "im_created", "im_open"], &["im:read"]),
    (&["im_history_changed", "message.im"], &["im:history"]),
    (&["invite_requested"], &["admin.invites:read"]),
    (&["link_shared"], &["links:read"]),
    (&["member_joined_channel", "member_left_channel"], &["channels:read", "groups:read"]),
    (&["message.mpim"], &["mpim:history"]),
    (
        &["message_metadata_deleted", "message_metadata_posted", "message_metadata_updated"],
        &["metadata.message:read"],
    ),
    (&["pin_added", "pin_removed"], &["pins:read"]),
    (&["reaction_added", "reaction_removed"], &["reactions:read"]),
    (
        &[
            "shared_channel_invite_accepted",
            "shared_channel_invite_approved",
            "shared_channel_invite_declined",
        ],
        &["conversations.connect:manage", "conversations.connect:read", "conversations.connect:write"],
    ),
    (
        &["shared_channel_invite_received", "shared_channel_invite_requested"],
        &["conversations.connect:manage", "conversations.connect:read", "conversations.connect:write"],
    ),
    (&["star_added", "star_removed"], &["stars:read"]),
    (&["subteam_created", "subteam_members_changed", "subteam_updated"], &["usergroups:read"]),
    (&["subteam_self_added", "subteam_self_removed"], &["usergroups:read"]),
    (&["team_join", "user_change", "user_huddle_changed", "user_status_changed"], &["users:read"]),
    (&["user_profile_changed"], &["users:read", "users.profile:read"]),
    (&["workflow_step_execute"], &["workflow.steps:execute"]),
    (&["agent_session_stopped", "agent_session_title_changed", "app_context_changed", "app_deleted"], &[]),
    (&["app_home_opened", "app_installed", "app_rate_limited", "app_requested", "app_uninstalled"], &[]),
    (
        &["app_uninstalled_team", "call_rejected", "entity_comments_requested", "entity_details_requested"],
        &[],
    ),
    (&["external_org_migration_finished", "external_org_migration_started", "function_executed"], &[]),
    (
        &[
            "grid_migration_finished",
            "grid_migration_started",
            "message.app_home",
            "scope_denied",
            "scope_granted",
        ],
        &[],
    ),
    (&["team_access_granted", "team_access_revoked", "tokens_revoked", "workflow_deleted"], &[]),
    (&["workflow_published", "workflow_step_deleted", "workflow_unpublished"], &[]),
];

/// The scopes of which this event needs one; `None` when there is no such event.
pub(super) fn scopes_of(event: &str) -> Option<&'static [&'static str]> {
    EVENTS.iter().find(|(events, _)| events.contains(&event)).map(|(_, scopes)| *scopes)
}

#[cfg(test)]
mod tests {
    use super::{EVENTS, is_bot_scope, is_user_scope, scopes_of};

    #[test]
    fn events_need_scopes_that_exist() {
        let needed = EVENTS.iter().flat_map(|(_, scopes)| *scopes);
        let unknown: Vec<_> = needed.filter(|scope| !is_bot_scope(scope) && !is_user_scope(scope)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn each_event_stands_once() {
        let mut names: Vec<&str> = EVENTS.iter().flat_map(|(events, _)| *events).copied().collect();
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
