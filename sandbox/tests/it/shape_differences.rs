//! Where answers differ from what Slack published in 2021, each with the reason. The later shapes are those of `@slack/web-api`
//! (its response types are made from what Slack answers) and of the method pages of docs.slack.dev.

/// How the path and the complaint end, and why Slack has it so now.
pub(crate) const DIFFERENCES: &[(&str, &str)] = &[
    ("/context_team_id is unknown", "came with Slack Connect; conversations have carried it since 2021"),
    ("/channel/updated is unknown", "when a conversation was last changed, in milliseconds; came later"),
    ("/channels/[]/updated is unknown", "when a conversation was last changed, in milliseconds; came later"),
    ("/channel/locale is unknown", "asked for by `include_locale`, which the file knows as an argument only"),
    ("/file_access is unknown", "came with files in Slack Connect"),
    (
        "/shares/public/C0GENERAL1 is unknown",
        "the file allows no channel at all under `public`: an error in it",
    ),
    ("/message/app_id is unknown", "messages of apps say which app it was"),
    ("/messages/[]/app_id is unknown", "messages of apps say which app it was"),
    ("/message/blocks is unknown", "a text that came without blocks comes back with one of rich text"),
    ("/messages/[]/blocks is unknown", "a text that came without blocks comes back with one of rich text"),
    ("/bot_profile/user_id is unknown", "bots' profiles name the bot's user"),
    ("/is_email_confirmed is unknown", "came later, for everybody"),
    ("/who_can_share_contact_card is unknown", "came with contact cards"),
    ("/status_emoji_display_info is unknown", "came with statuses that have an emoji of the workspace's own"),
    ("/message/root is unknown", "a broadcast reply carries its thread's first message"),
    ("/messages/[]/root is unknown", "a broadcast reply carries its thread's first message"),
    ("/messages/[]/edited is unknown", "missing in the file, though messages always had it"),
    ("/messages/[]/is_locked is unknown", "came with threads that can be locked"),
    (
        "/messages/[]/attachments is unknown",
        "for `conversations.replies` the file knows people's bare texts only",
    ),
    ("/messages/[]/bot_id is unknown", "for `conversations.replies` the file knows people's bare texts only"),
    (
        "/messages/[]/bot_profile is unknown",
        "for `conversations.replies` the file knows people's bare texts only",
    ),
    (
        "/messages/[]/subtype is unknown",
        "for `conversations.replies` the file knows people's bare texts only",
    ),
    ("/response_metadata is unknown", "`conversations.history` has pages; the file forgot the cursor"),
    ("/team/url is unknown", "came with domains of one's own"),
];
