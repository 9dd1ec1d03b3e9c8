//! Rules that can be broken on purpose, one at a time, to prove that the simulation notices. In a build
//! without the feature `sabotage` no rule is ever broken, and nothing of this is left.

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $word:literal),* $(,)?) => {
        /// A rule that can be broken.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Rule {
            $($(#[$doc])* $name),*
        }

        impl Rule {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }
        }
    };
}

rules! {
    /// One unasked message in seven days.
    Budget = "budget",
    /// The ledger of unasked messages is kept as long as the budget looks back.
    Ledger = "ledger",
    /// Quiet hours.
    QuietHours = "quiet-hours",
    /// Public holidays.
    Holidays = "holidays",
    /// What makes no sense any more is not sent.
    Expiry = "expiry",
    /// Who opted out gets nothing of the kind.
    OptOuts = "opt-outs",
    /// Who snoozes gets nothing unasked.
    Snooze = "snooze",
    /// A form does its work once.
    Nonces = "nonces",
    /// The key of an event is committed with what it led to.
    Keys = "keys",
    /// No acknowledgement without a commit.
    Commit = "commit",
    /// An attempt is on disk before the call.
    AttemptFirst = "attempt-first",
    /// A message in doubt is looked for before it is sent again.
    LookUp = "look-up",
    /// A message in doubt is not given up.
    Doubt = "doubt",
    /// A message that Slack asks to wait with is sent later.
    Later = "later",
    /// What may have changed is marked.
    Touch = "touch",
    /// Only what shows the same is spared.
    Spare = "spare",
    /// Who hosted least hosts next.
    LeastFirst = "least-first",
    /// Who has no account any more looks after nothing.
    Reachable = "reachable",
    /// What is confidential waits for its presenter.
    Consent = "consent",
    /// What is to be kept out is left out.
    Excluded = "excluded",
    /// Who asked for the brief gets it.
    Asked = "asked",
    /// Everybody gets a brief once.
    OnceEach = "once-each",
    /// What was done is marked as done.
    Marks = "marks",
    /// An answer is written down.
    Answers = "answers",
    /// Decisions do not panic.
    Total = "total",
    /// What is due is said.
    Announce = "announce",
    /// A month between two nudges.
    Month = "month",
    /// What is to be edited is edited.
    Edits = "edits",
    /// Memory takes over what was committed.
    Memory = "memory",
}

#[cfg(feature = "sabotage")]
mod active {
    use super::Rule;
    use std::cell::Cell;

    thread_local! {
        static BROKEN: Cell<Option<Rule>> = const { Cell::new(None) };
    }

    /// Whether a rule is broken just now, on this thread.
    pub fn broken(rule: Rule) -> bool {
        BROKEN.get() == Some(rule)
    }

    /// Does something while a rule is broken, on this thread.
    pub fn while_broken<T>(rule: Rule, deed: impl FnOnce() -> T) -> T {
        BROKEN.set(Some(rule));
        let done = deed();
        BROKEN.set(None);
        done
    }
}

#[cfg(feature = "sabotage")]
pub use active::{broken, while_broken};

/// Whether a rule is broken: never.
#[cfg(not(feature = "sabotage"))]
#[inline(always)]
pub const fn broken(_: Rule) -> bool {
    false
}
