//! Which tier each method is in, as each method's page on docs.slack.dev says under *Rate Limits*.

use std::time::Duration;

/// So many within such a span.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rate {
    pub(super) most: usize,
    pub(super) span: Duration,
}

impl Rate {
    pub(super) const fn new(most: usize, seconds: u64) -> Self {
        Self { most, span: Duration::from_secs(seconds) }
    }
}

/// A method's tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tier {
    One,
    Two,
    Three,
    Four,
    /// A special tier: "hundreds of requests per minute".
    Hundreds,
    /// `chat.postMessage`: also one a second in each channel.
    Posting,
}

impl Tier {
    /// For the whole workspace. "A small amount of burst behavior is tolerated" in the first tier: here as many calls at
    /// once as an app may have connections, if it is quiet afterwards.
    pub(super) const fn rate(self) -> Rate {
        match self {
            Self::One => Rate::new(10, 600),
            Self::Two => Rate::new(20, 60),
            Self::Three => Rate::new(50, 60),
            Self::Four => Rate::new(100, 60),
            Self::Hundreds | Self::Posting => Rate::new(300, 60),
        }
    }

    /// For each channel: one a second, with a short burst.
    pub(super) const fn channel_rate(self) -> Option<Rate> {
        match self {
            Self::Posting => Some(Rate::new(5, 5)),
            _ => None,
        }
    }
}

/// `None` for methods that are not Slack's.
pub(super) fn of(method: &str) -> Option<Tier> {
    Some(match method {
        "apps.connections.open" | "apps.uninstall" => Tier::One,
        "bookmarks.add" | "bookmarks.edit" | "bookmarks.remove" => Tier::Two,
        "conversations.archive" | "conversations.close" | "conversations.create" => Tier::Two,
        "conversations.list" | "conversations.rename" | "conversations.setPurpose" => Tier::Two,
        "conversations.setTopic" | "conversations.unarchive" => Tier::Two,
        "emoji.list" | "pins.add" | "pins.list" | "pins.remove" => Tier::Two,
        "reactions.list" | "reactions.remove" => Tier::Two,
        "usergroups.create" | "usergroups.disable" | "usergroups.enable" | "usergroups.list" => Tier::Two,
        "usergroups.update" | "usergroups.users.list" | "usergroups.users.update" => Tier::Two,
        "users.list" | "users.setPresence" => Tier::Two,
        "apps.manifest.validate" | "auth.revoke" | "bookmarks.list" | "bots.info" => Tier::Three,
        "chat.delete" | "chat.deleteScheduledMessage" | "chat.meMessage" => Tier::Three,
        "chat.scheduleMessage" | "chat.scheduledMessages.list" | "chat.unfurl" | "chat.update" => Tier::Three,
        // Of an internal app, as the one here is.
        "conversations.history" | "conversations.replies" => Tier::Three,
        "conversations.info" | "conversations.invite" | "conversations.join" => Tier::Three,
        "conversations.kick" | "conversations.leave" | "conversations.mark" => Tier::Three,
        "conversations.open" | "files.delete" | "files.list" | "oauth.v2.exchange" => Tier::Three,
        "reactions.add" | "reactions.get" | "team.info" => Tier::Three,
        "users.conversations" | "users.getPresence" | "users.lookupByEmail" => Tier::Three,
        "users.profile.set" => Tier::Three,
        "api.test" | "chat.postEphemeral" | "conversations.members" => Tier::Four,
        "files.completeUploadExternal" | "files.getUploadURLExternal" | "files.info" => Tier::Four,
        "users.info" | "users.profile.get" => Tier::Four,
        "views.open" | "views.publish" | "views.push" | "views.update" => Tier::Four,
        "auth.test" | "chat.getPermalink" | "oauth.v2.access" => Tier::Hundreds,
        "chat.postMessage" => Tier::Posting,
        _ => return None,
    })
}
