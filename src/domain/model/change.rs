//! Changes: each is the new value of one row. The store writes it, memory takes it over, and doing
//! so twice does no harm.

use super::{
    Brief, CalendarFile, Card, CardId, Cluster, ClusterId, Company, CompanyId, Feed, Guest, GuestId, Home,
    Instant, Item, ItemId, Meeting, MeetingId, Member, Nonce, OutboxId, Outgoing, Person, Presence, Room,
    Rsvp, Talk, Turn, Unasked, UserId, Wish, WishId,
};

/// One row put or forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The next id to hand out.
    Counter(u64),
    /// A person.
    Person(Person),
    /// A channel.
    Room(Room),
    /// A person's place in a cluster.
    Member(Member),
    /// A cluster.
    Cluster(Cluster),
    /// A company.
    Company(Company),
    /// An organiser's turn.
    Turn(Turn),
    /// A meeting.
    Meeting(Meeting),
    /// A company's answer.
    Rsvp(Rsvp),
    /// A talk.
    Talk(Talk),
    /// A wish.
    Wish(Wish),
    /// Something small on an agenda.
    Item(Item),
    /// A guest from outside.
    Guest(Guest),
    /// How a company takes part.
    Presence(Presence),
    /// A brief.
    Brief(Brief),
    /// A message on its way.
    Outgoing(Outgoing),
    /// A card.
    Card(Card),
    /// A person's Home tab.
    Home(Home),
    /// A calendar file that somebody has.
    CalendarFile(CalendarFile),
    /// Somebody's calendar address.
    Feed(Feed),
    /// An entry in the ledger of unasked messages.
    Unasked(Unasked),
    /// A modal was submitted (UTC).
    Submitted(Nonce, Instant),
    /// Daily tidying was done for this civil day.
    Tidied(chrono::NaiveDate),
    /// A wish is forgotten.
    ForgetWish(WishId),
    /// Something small is on no agenda any more.
    ForgetItem(ItemId),
    /// A guest is forgotten.
    ForgetGuest(GuestId),
    /// A settled message is forgotten.
    ForgetOutgoing(OutboxId),
    /// A card is forgotten.
    ForgetCard(CardId),
    /// A Home tab is forgotten.
    ForgetHome(UserId),
    /// It does not matter any more who has a meeting's calendar file.
    ForgetCalendarFile(MeetingId, UserId),
    /// A calendar address leads nowhere any more.
    ForgetFeed(ClusterId, UserId),
    /// An entry of the ledger is forgotten.
    ForgetUnasked(OutboxId),
    /// How a company that left took part is forgotten.
    ForgetPresence(CompanyId),
    /// A submitted modal is forgotten.
    ForgetSubmitted(Nonce),
}
