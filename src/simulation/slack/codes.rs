//! The codes with which Slack says no, by method, as docs.slack.dev lists them: each may come at any time.

use crate::domain::policy::Method;

/// What every method may answer.
const ALL: &[&str] = &[
    "access_denied",
    "accesslimited",
    "account_inactive",
    "deprecated_endpoint",
    "ekm_access_denied",
    "enterprise_is_restricted",
    "fatal_error",
    "internal_error",
    "invalid_arg_name",
    "invalid_arguments",
    "invalid_array_arg",
    "invalid_auth",
    "invalid_charset",
    "invalid_form_data",
    "invalid_json",
    "invalid_post_type",
    "json_not_object",
    "method_deprecated",
    "missing_post_type",
    "missing_scope",
    "no_permission",
    "not_allowed_token_type",
    "not_authed",
    "org_login_required",
    "rate_limited",
    "ratelimited",
    "request_timeout",
    "service_unavailable",
    "team_access_not_granted",
    "team_added_to_org",
    "token_expired",
    "token_revoked",
    "two_factor_setup_required",
    "upgrade_required",
];

/// With which it may be done all the same (`slack/FACTS.md`, and what the words say).
const DOUBTFUL: [&str; 5] =
    ["fatal_error", "internal_error", "request_timeout", "service_unavailable", "update_failed"];
/// With which it is a matter of time, or of a token: nothing is given up for these.
const PASSING: [&str; 18] = [
    "access_denied",
    "accesslimited",
    "account_inactive",
    "ekm_access_denied",
    "external_channel_migrating",
    "fetch_members_failed",
    "invalid_auth",
    "missing_scope",
    "not_allowed_token_type",
    "not_authed",
    "org_login_required",
    "rate_limited",
    "ratelimited",
    "team_access_not_granted",
    "team_added_to_org",
    "token_expired",
    "token_revoked",
    "two_factor_setup_required",
];

/// Whether what was refused so may be done all the same.
pub(crate) fn is_doubtful(code: &str) -> bool {
    DOUBTFUL.contains(&code)
}

/// Whether a message may be given up for a code.
pub(crate) fn is_final(code: &str) -> bool {
    !is_doubtful(code) && !PASSING.contains(&code)
}

/// What a method may answer beside [`ALL`].
const fn own(method: Method) -> &'static [&'static str] {
    match method {
        Method::ChatPostMessage => &[
            "as_user_not_supported",
            "attachment_payload_limit_exceeded",
            "cannot_reply_to_message",
            "channel_not_found",
            "duplicate_channel_not_found",
            "duplicate_message_not_found",
            "external_channel_migrating",
            "invalid_blocks",
            "invalid_blocks_format",
            "invalid_metadata_format",
            "invalid_metadata_schema",
            "is_archived",
            "markdown_text_conflict",
            "message_limit_exceeded",
            "messages_tab_disabled",
            "metadata_must_be_sent_from_app",
            "metadata_too_large",
            "msg_blocks_too_long",
            "msg_too_long",
            "no_text",
            "not_in_channel",
            "restricted_action",
            "restricted_action_non_threadable_channel",
            "restricted_action_read_only_channel",
            "restricted_action_thread_locked",
            "restricted_action_thread_only_channel",
            "slack_connect_canvas_sharing_blocked",
            "slack_connect_file_link_sharing_blocked",
            "slack_connect_lists_sharing_blocked",
            "team_not_found",
            "too_many_attachments",
            "too_many_contact_cards",
        ],
        Method::ChatUpdate => &[
            "block_mismatch",
            "cant_broadcast_message",
            "cant_update_message",
            "channel_not_found",
            "edit_window_closed",
            "external_channel_migrating",
            "invalid_attachments",
            "invalid_blocks",
            "invalid_blocks_format",
            "invalid_metadata_format",
            "invalid_metadata_schema",
            "is_inactive",
            "message_not_found",
            "metadata_must_be_sent_from_app",
            "metadata_too_large",
            "msg_too_long",
            "no_dual_broadcast_content_update",
            "no_text",
            "not_in_channel",
            "streaming_state_conflict",
            "too_many_attachments",
            "update_failed",
        ],
        Method::ViewsPublish => &["duplicate_external_id", "hash_conflict", "not_enabled", "view_too_large"],
        Method::ConversationsOpen => &[
            "channel_not_found",
            "invalid_user_combination",
            "method_not_supported_for_channel_type",
            "not_enough_users",
            "too_many_users",
            "user_disabled",
            "user_not_found",
            "user_not_visible",
            "users_list_not_supplied",
        ],
        Method::ConversationsHistory => &[
            "channel_is_limited_access",
            "channel_not_found",
            "invalid_cursor",
            "invalid_metadata_keys",
            "invalid_ts_latest",
            "invalid_ts_oldest",
            "not_in_channel",
        ],
        Method::ConversationsReplies => &[
            "channel_not_found",
            "invalid_cursor",
            "invalid_metadata_keys",
            "invalid_ts_latest",
            "invalid_ts_oldest",
            "not_in_channel",
            "thread_not_found",
        ],
        Method::ConversationsInfo => &["channel_not_found", "team_not_found"],
        Method::ConversationsMembers => {
            &["channel_not_found", "fetch_members_failed", "invalid_cursor", "invalid_limit"]
        }
        Method::ChatGetPermalink => &["channel_not_found", "message_not_found"],
        Method::UsersList => &["invalid_cursor", "limit_required"],
        Method::UsersInfo => &["user_not_found", "user_not_visible"],
        Method::FilesGetUploadUrl => {
            &["file_upload_size_restricted", "file_uploads_disabled", "unknown_error"]
        }
        Method::FilesCompleteUpload => &[
            "channel_not_found",
            "file_update_failed",
            "internal_error",
            "invalid_channel",
            "not_in_channel",
            "posting_to_channel_denied",
        ],
        Method::FilesInfo => &["timezone_count_failed"],
        _ => &[],
    }
}

/// All that a method may answer.
pub fn codes(method: Method) -> Vec<&'static str> {
    ALL.iter().chain(own(method)).copied().collect()
}
