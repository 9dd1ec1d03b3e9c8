//! What to do when nobody knows whether a call to Slack was carried out. A total function over
//! every method the bot calls, so that a new method cannot be sent without a policy.

use super::calendar::OpenHours;
use super::model::{Instant, Kind, Outgoing, Status, Workspace};
use super::people::budget;
use super::sabotage::{Rule, broken};

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
        Method::ChatPostMessage => OnUnknown::LookFirst,
        // The whole card or Home is sent each time, and opening a known conversation finds it again.
        Method::ChatUpdate | Method::ViewsPublish | Method::ConversationsOpen => OnUnknown::Again,
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
        | Method::UsersList
        | Method::UsersInfo => OnUnknown::Again,
    }
}

/// When a message may go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Now.
    Now,
    /// At this civil time, when the cluster's quiet hours are over.
    Later(Instant),
    /// It makes no sense any more.
    Never,
}

/// When a message may go out, seen from a civil time.
pub fn when(ws: &Workspace, row: &Outgoing, now: Instant) -> When {
    let expired = row.expires.is_some_and(|expires| expires <= now) && !broken(Rule::Expiry);
    if expired || overtaken(ws, row, now).is_some() {
        return When::Never;
    }
    let Some(cluster) = row.own_initiative.and_then(|id| ws.clusters.get(&id)) else {
        return When::Now;
    };
    let open = OpenHours::of(cluster);
    let (morning, soonest) = (open.next_open(now), open.soonest_open(now));
    match row.expires.filter(|_| !broken(Rule::Expiry)) {
        _ if morning == now => When::Now,
        Some(expires) if expires <= soonest => When::Never,
        Some(expires) if expires <= morning => When::Later(soonest),
        _ => When::Later(morning),
    }
}

/// Why a message makes no sense any more by what has happened since it was written, in a word for the records.
pub fn overtaken(ws: &Workspace, row: &Outgoing, now: Instant) -> Option<&'static str> {
    if is_called_off(ws, row) {
        return Some("called_off");
    }
    budget::is_unwanted(ws, row, now).then_some("unwanted")
}

/// Whether it is about a meeting to come that has been called off.
fn is_called_off(ws: &Workspace, row: &Outgoing) -> bool {
    let is_about_what_comes = match row.kind {
        Kind::Announcement
        | Kind::Host
        | Kind::Reminder
        | Kind::Invitation
        | Kind::Nudge
        | Kind::Notes
        | Kind::Draft
        | Kind::Brief => true,
        Kind::Welcome
        | Kind::Company
        | Kind::Setup
        | Kind::Handover
        | Kind::Change
        | Kind::Presenter
        | Kind::Attendance
        | Kind::Ask
        | Kind::Correct
        | Kind::Quiet
        | Kind::Digest
        | Kind::Work
        | Kind::Answer => false,
    };
    let meeting = row.meeting.filter(|_| is_about_what_comes).and_then(|id| ws.meetings.get(&id));
    meeting.is_some_and(|meeting| meeting.status == Status::Cancelled)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use super::{Method, OnUnknown, When, policy, when};
    use crate::domain::model::{Change, Kind, Meeting, Outgoing, Status};
    use crate::domain::testing::World;

    #[test]
    fn what_is_on_its_way_about_a_meeting_that_is_called_off_is_never_sent() {
        let (mut world, _) = World::with_companies(4);
        world.pass_days(4);
        let row = world.ws.outbox.values().find(|row| row.kind == Kind::Announcement).unwrap();
        let row = Outgoing { own_initiative: None, expires: None, ..row.clone() };
        assert_eq!(when(&world.ws, &row, world.now), When::Now);
        let meeting = world.ws.meetings[&row.meeting.unwrap()].clone();
        world.ws.apply(&Change::Meeting(Meeting { status: Status::Cancelled, ..meeting }));
        assert_eq!(when(&world.ws, &row, world.now), When::Never);
        let change = Outgoing { kind: Kind::Change, ..row };
        assert_eq!(when(&world.ws, &change, world.now), When::Now, "that it is called off is told");
    }

    #[test]
    fn only_a_new_message_is_looked_up_first_and_only_short_lived_things_are_dropped() {
        for method in Method::ALL {
            let expected = match method.name() {
                "chat.postMessage" => OnUnknown::LookFirst,
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
