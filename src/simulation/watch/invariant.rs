//! The invariants by name. `ARCHITECTURE.md` has the same list, which a test compares.

macro_rules! invariants {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $says:literal;)*) => {
        /// Something that must hold.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Invariant {
            $($(#[$doc])* $name),*
        }

        impl Invariant {
            /// All of them, in the order in which they are told.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// What must hold, in a sentence.
            pub const fn says(self) -> &'static str {
                match self { $(Self::$name => $says),* }
            }
        }
    };
}

invariants! {
    /// Nothing acknowledged is lost.
    Kept = "kept", "What a person was told is done is in the state, and stays there until somebody changes it; no meeting is called off by nobody.";
    /// No message twice.
    Once = "once", "A message is in Slack once, and its attempt is on disk before it goes out.";
    /// Every message arrives.
    Arrives = "arrives", "What the outbox calls sent is in Slack; what it calls dead is not (but for a reply in doubt whose thread is gone), and the reason it gives is so.";
    /// What is due is said.
    Said = "said", "Each meeting that was held was announced, and its brief is in the channel, unless its channel was closed, nobody was there, or all went wrong as it was to be said. A channel that takes posts is not taken as closed for long.";
    /// Nothing is said too late.
    Valid = "valid", "Nothing is said after it stopped making sense, or about a meeting that is called off.";
    /// Quiet hours, weekends and holidays.
    QuietHours = "quiet-hours", "Nothing self-initiated goes out in quiet hours, on weekends or on holidays.";
    /// The budget.
    Budget = "budget", "Nobody gets two unasked messages within seven local days.";
    /// What people asked not to get.
    Wishes = "wishes", "Who snoozes, opted out or has no account any more gets nothing unasked.";
    /// Nothing comes more often than it should.
    Rhythm = "rhythm", "One digest a week, one announcement a meeting, one reminder a person and date, one nudge a month.";
    /// Somebody looks after each meeting.
    Named = "named", "Each meeting has one responsible person who can be reached, from planned to held.";
    /// Hosting is fair.
    Fair = "fair", "Hostings differ by at most one among companies that have been there equally long.";
    /// What is to be kept out is kept out.
    Secret = "secret", "An excluded or confidential text is in no message, no row and no line of the journal.";
    /// Who gets a brief.
    Recipients = "recipients", "A brief goes to exactly those it is due to, once to each.";
    /// Cards show what is so.
    Cards = "cards", "Once all is quiet a card shows what the state says.";
    /// The outbox empties.
    Drains = "drains", "Once all is quiet nothing that may go out is left in the outbox.";
    /// Memory is what the disk says.
    Reload = "reload", "Memory is what is read back from the disk.";
    /// No decision fails.
    Calm = "calm", "No decision panics, nothing is due in vain, and nothing goes on for ever.";
}
