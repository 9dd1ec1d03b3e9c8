//! What the bot is expected to say. Each expectation reads one message; what nobody expected is
//! left over, and the story fails.

use super::World;
use super::message::Message;
use klynge::domain::model::Kind;

impl World {
    /// Somebody has looked at a message as it is now.
    pub(super) fn has_read(&self, message: &Message) {
        let mut read = self.read.lock().expect("a failed story ends");
        read.insert(message.key(), message.reads.clone());
    }

    fn known(&self, message: &Message) -> Option<String> {
        self.read.lock().expect("a failed story ends").get(&message.key()).cloned()
    }

    /// What the bot posted or edited and nobody has looked at since.
    async fn unread(&self) -> Vec<Message> {
        let mut messages = self.slack.state().await.of_bot();
        messages
            .retain(|message| self.known(message).as_ref() != Some(&message.reads) && !is_weekly(message));
        // Files have stories of their own, and are held to the standard whatever a story is about.
        messages.retain(|message| message.file.is_none());
        messages
    }

    /// Reads the one unread message that fits.
    async fn expect(&self, what: &str, words: &str, fits: impl Fn(&Message) -> bool) -> Message {
        let unread = self.unread().await;
        match unread.iter().find(|message| fits(message) && message.says(words)) {
            Some(message) => {
                self.has_read(message);
                message.clone()
            }
            None => panic!("expected {what} with {words:?}. Unread:{}", list(&unread)),
        }
    }

    fn is_new(&self, message: &Message, place: &str, kind: Kind) -> bool {
        self.known(message).is_none()
            && message.place == place
            && message.reader.is_none()
            && message.kind.as_deref() == Some(kind.name())
    }

    /// A new message in a channel.
    pub(crate) async fn expect_in(&self, channel: &str, kind: Kind, words: &str) -> Message {
        let place = format!("#{channel}");
        let fits = |message: &Message| message.thread_ts.is_none() && self.is_new(message, &place, kind);
        self.expect(&format!("{} in {place}", kind.name()), words, fits).await
    }

    /// A new message in the channel of the stories.
    pub(crate) async fn expect_in_channel(&self, kind: Kind, words: &str) -> Message {
        self.expect_in(super::ROOM, kind, words).await
    }

    /// A new reply to a message.
    pub(crate) async fn expect_reply(&self, parent: &Message, kind: Kind, words: &str) -> Message {
        let fits =
            |message: &Message| message.is_reply_to(&parent.ts) && self.is_new(message, &parent.place, kind);
        self.expect(&format!("{} in the thread", kind.name()), words, fits).await
    }

    /// A new direct message.
    pub(crate) async fn expect_dm(&self, name: &str, kind: Kind, words: &str) -> Message {
        let place = format!("@{name}");
        self.expect(&format!("{} to {place}", kind.name()), words, |message| {
            self.is_new(message, &place, kind)
        })
        .await
    }

    /// A message that was read before reads differently now.
    pub(crate) async fn expect_edit(&self, message: &Message, words: &str) -> Message {
        let known = self.known(message);
        assert!(known.is_some(), "that message was not read before: {}", message.in_short());
        let fits = |other: &Message| other.key() == message.key();
        self.expect(&format!("an edit of {}", message.in_short()), words, fits).await
    }

    /// Some message of this kind that was read before reads differently now.
    pub(crate) async fn expect_edit_of(&self, kind: Kind, words: &str) -> Message {
        let fits =
            |message: &Message| self.known(message).is_some() && message.kind.as_deref() == Some(kind.name());
        self.expect(&format!("an edited {}", kind.name()), words, fits).await
    }

    /// So many of them, whatever the order.
    pub(crate) async fn expect_edits_of(&self, kind: Kind, count: usize, words: &str) {
        for _ in 0..count {
            self.expect_edit_of(kind, words).await;
        }
    }

    /// Turns the clock to where a story begins. What is said on the way belongs to other stories;
    /// the checks at the end look at it all the same.
    pub(crate) async fn skip_to(&self, local: &str) {
        self.clock_to(local).await;
        self.skip_over().await;
    }

    /// What was said so far belongs to other stories, or was not looked at word by word.
    pub(crate) async fn skip_over(&self) {
        self.unread().await.iter().for_each(|message| self.has_read(message));
    }

    /// So many direct messages of a kind were sent to these people in all.
    pub(crate) async fn expect_no_more(&self, kind: Kind, names: &[&str], count: usize) {
        let places: Vec<String> = names.iter().map(|name| format!("@{name}")).collect();
        let mut messages = self.slack.state().await.of_bot();
        messages.retain(|message| {
            places.contains(&message.place) && message.kind.as_deref() == Some(kind.name())
        });
        assert_eq!(messages.len(), count, "{}", list(&messages));
    }

    /// The last message of a kind in the channel of the stories.
    pub(crate) async fn latest_in_channel(&self, kind: Kind) -> Message {
        let place = format!("#{}", super::ROOM);
        let mut messages = self.slack.state().await.of_bot();
        messages.retain(|message| message.place == place && message.kind.as_deref() == Some(kind.name()));
        messages.pop().unwrap_or_else(|| panic!("{} was never said in {place}", kind.name()))
    }

    /// The last direct message of a kind, which was read before.
    pub(crate) async fn latest_dm(&self, name: &str, kind: Kind) -> Message {
        let last = self.dms(name, kind).await.pop();
        last.unwrap_or_else(|| panic!("@{name} was never sent {}", kind.name()))
    }

    /// All direct messages of a kind to somebody, in order, as they are now.
    pub(crate) async fn dms(&self, name: &str, kind: Kind) -> Vec<Message> {
        let place = format!("@{name}");
        let mut messages = self.slack.state().await.of_bot();
        messages.retain(|message| message.place == place && message.kind.as_deref() == Some(kind.name()));
        messages
    }

    /// Nothing was said or edited that nobody has looked at, and no form waits for anybody.
    pub(crate) async fn expect_silence(&self) {
        let unread = self.unread().await;
        assert!(unread.is_empty(), "nobody looked at:{}", list(&unread));
        let views = self.slack.state().await.open_views();
        assert!(views.is_empty(), "forms nobody looked at: {views:?}");
    }
}

/// What comes each Monday whatever else happens has stories of its own.
fn is_weekly(message: &Message) -> bool {
    [Kind::Digest, Kind::Work].iter().any(|kind| message.kind.as_deref() == Some(kind.name()))
}

fn list(messages: &[Message]) -> String {
    messages.iter().map(|message| format!("\n- {}", message.in_short())).collect()
}
