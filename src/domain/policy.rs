//! What to do when nobody knows whether a call to Slack was carried out. A total function over
//! every method the bot calls, so that a new method cannot be sent without a policy.

macro_rules! methods {
    ($($(#[$doc:meta])* $name:ident = $word:literal),* $(,)?) => {
        /// The Web API methods the bot calls.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Method {
            $($(#[$doc])* $name),*
        }

        impl Method {
            /// All methods.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Slack's name of it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }
        }
    };
}

methods! {
    /// Who am I?
    AuthTest = "auth.test",
    /// Post a message.
    ChatPostMessage = "chat.postMessage",
    /// Edit a message.
    ChatUpdate = "chat.update",
    /// Open a modal.
    ViewsOpen = "views.open",
    /// Show a Home tab.
    ViewsPublish = "views.publish",
    /// Answer privately to a click or command.
    ResponseUrl = "response_url",
    /// Find or open the direct conversation with a person.
    ConversationsOpen = "conversations.open",
    /// Look a message up.
    ConversationsHistory = "conversations.history",
    /// Look a reply up.
    ConversationsReplies = "conversations.replies",
    /// The address of a message.
    ChatGetPermalink = "chat.getPermalink",
    /// A channel's name.
    ConversationsInfo = "conversations.info",
    /// Who is in a channel.
    ConversationsMembers = "conversations.members",
    /// Everybody.
    UsersList = "users.list",
    /// Somebody.
    UsersInfo = "users.info",
    /// Where to send a file's bytes.
    FilesGetUploadUrl = "files.getUploadURLExternal",
    /// Share a file whose bytes were sent.
    FilesCompleteUpload = "files.completeUploadExternal",
    /// What became of a file.
    FilesInfo = "files.info",
}

/// What to do when the outcome of a call is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnUnknown {
    /// Wait until it can no longer arrive, look for it by its metadata, send again only if absent.
    LookFirst,
    /// Sending again does no harm.
    Again,
    /// Too late or not worth it: never again.
    Drop,
}

/// The policy of a method.
pub const fn policy(method: Method) -> OnUnknown {
    match method {
        // A message said twice is the one thing nobody forgives.
        // A file is shared once: whether it was is asked by the id it got before.
        Method::ChatPostMessage | Method::FilesCompleteUpload => OnUnknown::LookFirst,
        // The whole card or Home is sent each time, and opening a known conversation finds it again.
        Method::ChatUpdate | Method::ViewsPublish | Method::ConversationsOpen => OnUnknown::Again,
        // A file that is never shared is seen by nobody.
        Method::FilesGetUploadUrl => OnUnknown::Again,
        // Its trigger lives three seconds.
        Method::ViewsOpen => OnUnknown::Drop,
        // At most once: nothing important is only there.
        Method::ResponseUrl => OnUnknown::Drop,
        // Reading changes nothing.
        Method::AuthTest
        | Method::ChatGetPermalink
        | Method::ConversationsHistory
        | Method::ConversationsReplies
        | Method::ConversationsInfo
        | Method::ConversationsMembers
        | Method::FilesInfo
        | Method::UsersList
        | Method::UsersInfo => OnUnknown::Again,
    }
}

#[cfg(test)]
mod tests {
    use super::{Method, OnUnknown, policy};

    #[test]
    fn only_a_new_message_is_looked_up_first_and_only_short_lived_things_are_dropped() {
        for method in Method::ALL {
            let expected = match method.name() {
                "chat.postMessage" | "files.completeUploadExternal" => OnUnknown::LookFirst,
                "views.open" | "response_url" => OnUnknown::Drop,
                _ => OnUnknown::Again,
            };
            assert_eq!(policy(*method), expected, "{}", method.name());
        }
    }

    #[test]
    fn a_person_reads_the_policies_as_a_table() {
        let table: Vec<String> =
            Method::ALL.iter().map(|method| format!("{:24} {:?}", method.name(), policy(*method))).collect();
        insta::assert_snapshot!(table.join("\n"));
    }
}
