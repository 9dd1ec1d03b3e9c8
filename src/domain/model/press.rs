//! Buttons: each asks for a state, never for a toggle, so that pressing twice does no harm.

use super::{
    ChannelId, ClusterId, Coming, CommandWord, GuestId, Idea, ItemId, Lang, MeetingFormat, MeetingId, OptOut,
    TalkId, Text, UserId, WishId,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A button of ours, with what it is about. Its JSON travels as the button's value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Press {
    /// This is my company's answer.
    Answer(MeetingId, Coming),
    /// Open "which company are you from?".
    PickCompany(ClusterId),
    /// Post the welcome.
    PostWelcome(ClusterId),
    /// Open the setup form again.
    ChangeSetup(ClusterId),
    /// Open the form for adding companies.
    AddCompanies(ClusterId),
    /// Open the form in which a company leaves.
    CompanyLeaves(ClusterId),
    /// Open the form for contact and deputy of my company.
    ChangeContact(ClusterId),
    /// Open the form for a theme.
    ChooseTheme(MeetingId),
    /// Show three ideas.
    ShowIdeas(MeetingId),
    /// Open the form for a theme with this idea in it.
    TakeIdea(MeetingId, Idea),
    /// I look after this meeting; the theme comes later.
    TakeMeeting(MeetingId),
    /// We cannot look after it this time.
    PassMeeting(MeetingId),
    /// Hold this meeting in that format.
    UseFormat(MeetingId, MeetingFormat),
    /// No other format this time.
    DeclineFormat(MeetingId),
    /// We host this meeting instead.
    AcceptCover(MeetingId),
    /// Nobody needs to take this meeting any more.
    WithdrawCover(MeetingId),
    /// We cannot host this meeting after all.
    GiveBackCover(MeetingId),
    /// We organise instead, in the turn that begins on this local date.
    AcceptTurn(ClusterId, NaiveDate),
    /// Nobody needs to take that turn any more.
    WithdrawTurn(ClusterId, NaiveDate),
    /// We cannot organise then after all.
    GiveBackTurn(ClusterId, NaiveDate),
    /// They host the second of these meetings, and we the first.
    AcceptSwap(MeetingId, MeetingId),
    /// It does not suit us to exchange the second for the first.
    DeclineSwap(MeetingId, MeetingId),
    /// Nobody needs to exchange these meetings any more.
    WithdrawSwap(MeetingId, MeetingId),
    /// Each hosts its own of these meetings again.
    GiveBackSwap(MeetingId, MeetingId),
    /// Open the form for showing something at this meeting.
    ShowSomething(MeetingId),
    /// Not this time, thanks.
    DeclineInvitation(MeetingId),
    /// We'll come, after a long silence.
    Join(MeetingId),
    /// Not now: ask again in a month.
    AskLater(MeetingId),
    /// Don't nudge me or my company again.
    StopNudging(MeetingId),
    /// I'm ready to present.
    ConfirmTalk(TalkId),
    /// Take my talk back.
    WithdrawTalk(TalkId),
    /// Open the form for a wish.
    MakeWish(ClusterId),
    /// Show the wishes from this place on.
    ShowWishes(ClusterId, usize),
    /// I would like to hear of it too.
    VoteFor(WishId),
    /// Not any more.
    UnvoteFor(WishId),
    /// Open the form for showing something about this wish.
    ShowWished(WishId),
    /// Delete this wish.
    DeleteWish(WishId),
    /// Open the form for a theme with this wish in it, which reads so.
    TakeWished(MeetingId, WishId, Text),
    /// Open the form for something small on the agenda.
    PutOnAgenda(ClusterId),
    /// Open the form for the order of the agenda.
    OrderAgenda(MeetingId),
    /// Take this off the agenda, which reads so.
    RemoveItem(ItemId, Text),
    /// Open the form for what there was no time for.
    CarryOver(MeetingId),
    /// I step in at that meeting with this.
    StepIn(MeetingId, TalkId),
    /// I do not step in this time.
    NotThisTime(MeetingId, TalkId),
    /// Open the form for showing it otherwise, or at another meeting.
    ChangeTalk(TalkId),
    /// Open the form for moving.
    MoveMeeting(MeetingId),
    /// Open the form for calling off.
    CancelMeeting(MeetingId),
    /// Open the form for place and link.
    ChangePlace(MeetingId),
    /// Open the form for an extra meeting.
    ExtraMeeting(ClusterId),
    /// Open the form for another rhythm.
    ChangeRhythm(ClusterId),
    /// Show the meetings of a year.
    ShowYear(ClusterId),
    /// Show how often each company has hosted.
    ShowLedger(ClusterId),
    /// Show who hosted and organised in a year.
    ShowHistory(ClusterId, i32),
    /// Open the form in which a company moves up or down in the order.
    ChangeOrder(ClusterId),
    /// Open the form in which a company leaves its next hosting to the one behind it.
    SkipHosting(ClusterId),
    /// Open the form for when things are said.
    ChangeTimes(ClusterId),
    /// Attendance is right as it is.
    ConfirmAttendance(MeetingId),
    /// Open the form for attendance.
    CorrectAttendance(MeetingId),
    /// The brief is fine: publish it.
    PublishBrief(MeetingId),
    /// Open the form for changing the brief.
    EditBrief(MeetingId),
    /// What is said of my confidential talk may be in the brief.
    ShareTalk(TalkId),
    /// It may not.
    KeepTalk(TalkId),
    /// Show the whole brief.
    ReadBrief(MeetingId),
    /// Open the form for a question to somebody who presented.
    AskPresenter(MeetingId),
    /// Open the form for an answer to somebody's question.
    Reply(MeetingId, UserId),
    /// Open the form for telling what is wrong in a brief.
    CorrectBrief(MeetingId),
    /// Open the settings of the cluster.
    ChangeSettings(ClusterId),
    /// Open the form for a private calendar address.
    MakeAddress(ClusterId),
    /// My calendar address is to lead nowhere any more.
    DropAddress(ClusterId),
    /// Show the guests, all but so many of the first.
    ShowGuests(ClusterId, u32),
    /// Open the form for a new guest.
    AddGuest(ClusterId),
    /// Open the form for a guest who is in the bank.
    ChangeGuest(GuestId),
    /// Open the form for an invitation, to this meeting at first.
    InviteGuest(GuestId, Option<MeetingId>),
    /// Nothing is to be kept of a guest any more.
    DeleteGuest(GuestId),
    /// Don't ask me again.
    StopAsking(OptOut),
    /// Ask me again after all.
    AskAgain(OptOut),
    /// My pause is over.
    Wake,
    /// Speak this language to me.
    Speak(Lang),
    /// As if this command had been typed.
    Run(CommandWord),
}

/// What a button or a modal is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A cluster.
    Cluster(ClusterId),
    /// A meeting.
    Meeting(MeetingId),
    /// A talk.
    Talk(TalkId),
    /// A wish.
    Wish(WishId),
    /// Something small on an agenda.
    Item(ItemId),
    /// A guest from outside.
    Guest(GuestId),
    /// A channel, in which a cluster may live.
    Room(ChannelId),
    /// The person, or whatever they are in.
    Oneself,
}

impl Press {
    /// What it is about.
    pub const fn about(&self) -> About {
        match self {
            Self::AcceptTurn(cluster, _)
            | Self::WithdrawTurn(cluster, _)
            | Self::GiveBackTurn(cluster, _)
            | Self::PickCompany(cluster)
            | Self::PostWelcome(cluster)
            | Self::ChangeSetup(cluster)
            | Self::AddCompanies(cluster)
            | Self::CompanyLeaves(cluster)
            | Self::ChangeContact(cluster)
            | Self::ChangeSettings(cluster)
            | Self::MakeAddress(cluster)
            | Self::DropAddress(cluster)
            | Self::ExtraMeeting(cluster)
            | Self::MakeWish(cluster)
            | Self::ShowWishes(cluster, _)
            | Self::PutOnAgenda(cluster)
            | Self::ChangeRhythm(cluster)
            | Self::ShowLedger(cluster)
            | Self::ShowHistory(cluster, _)
            | Self::ChangeOrder(cluster)
            | Self::SkipHosting(cluster)
            | Self::ChangeTimes(cluster)
            | Self::ShowYear(cluster)
            | Self::ShowGuests(cluster, _)
            | Self::AddGuest(cluster) => About::Cluster(*cluster),
            Self::Answer(meeting, _)
            | Self::ChooseTheme(meeting)
            | Self::ShowIdeas(meeting)
            | Self::TakeIdea(meeting, _)
            | Self::TakeMeeting(meeting)
            | Self::PassMeeting(meeting)
            | Self::UseFormat(meeting, _)
            | Self::DeclineFormat(meeting)
            | Self::AcceptCover(meeting)
            | Self::WithdrawCover(meeting)
            | Self::GiveBackCover(meeting)
            | Self::AcceptSwap(meeting, _)
            | Self::DeclineSwap(meeting, _)
            | Self::WithdrawSwap(meeting, _)
            | Self::GiveBackSwap(meeting, _)
            | Self::ShowSomething(meeting)
            | Self::DeclineInvitation(meeting)
            | Self::Join(meeting)
            | Self::AskLater(meeting)
            | Self::StopNudging(meeting)
            | Self::TakeWished(meeting, ..)
            | Self::OrderAgenda(meeting)
            | Self::CarryOver(meeting)
            | Self::MoveMeeting(meeting)
            | Self::CancelMeeting(meeting)
            | Self::ChangePlace(meeting)
            | Self::ConfirmAttendance(meeting)
            | Self::CorrectAttendance(meeting)
            | Self::PublishBrief(meeting)
            | Self::EditBrief(meeting)
            | Self::ReadBrief(meeting)
            | Self::AskPresenter(meeting)
            | Self::Reply(meeting, _)
            | Self::CorrectBrief(meeting) => About::Meeting(*meeting),
            Self::ConfirmTalk(talk)
            | Self::WithdrawTalk(talk)
            | Self::ChangeTalk(talk)
            | Self::StepIn(_, talk)
            | Self::NotThisTime(_, talk)
            | Self::ShareTalk(talk)
            | Self::KeepTalk(talk) => About::Talk(*talk),
            Self::VoteFor(wish) | Self::UnvoteFor(wish) | Self::ShowWished(wish) | Self::DeleteWish(wish) => {
                About::Wish(*wish)
            }
            Self::RemoveItem(item, _) => About::Item(*item),
            Self::ChangeGuest(guest) | Self::InviteGuest(guest, _) | Self::DeleteGuest(guest) => {
                About::Guest(*guest)
            }
            Self::StopAsking(_) | Self::AskAgain(_) | Self::Wake | Self::Speak(_) | Self::Run(_) => {
                About::Oneself
            }
        }
    }

    /// The `action_id`: stable, readable, and unique among the buttons of one message.
    pub fn action_id(&self) -> String {
        match self {
            Self::Answer(meeting, answer) => format!("rsvp.{}.{meeting}", answer.name()),
            Self::PickCompany(cluster) => format!("company.pick.{cluster}"),
            Self::PostWelcome(cluster) => format!("welcome.post.{cluster}"),
            Self::ChangeSetup(cluster) => format!("setup.change.{cluster}"),
            Self::AddCompanies(cluster) => format!("companies.add.{cluster}"),
            Self::CompanyLeaves(cluster) => format!("companies.leave.{cluster}"),
            Self::ChangeContact(cluster) => format!("company.contact.{cluster}"),
            Self::ChooseTheme(meeting) => format!("host.theme.{meeting}"),
            Self::ShowIdeas(meeting) => format!("host.ideas.{meeting}"),
            Self::TakeIdea(meeting, idea) => format!("host.idea.{meeting}.{}", *idea as u8),
            Self::TakeMeeting(meeting) => format!("host.take.{meeting}"),
            Self::PassMeeting(meeting) => format!("host.pass.{meeting}"),
            Self::UseFormat(meeting, format) => format!("host.format.{meeting}.{}", format.name()),
            Self::DeclineFormat(meeting) => format!("host.format.no.{meeting}"),
            Self::AcceptCover(meeting) => format!("cover.accept.{meeting}"),
            Self::WithdrawCover(meeting) => format!("cover.withdraw.{meeting}"),
            Self::GiveBackCover(meeting) => format!("cover.back.{meeting}"),
            Self::AcceptTurn(cluster, from) => format!("turn.accept.{cluster}.{from}"),
            Self::WithdrawTurn(cluster, from) => format!("turn.withdraw.{cluster}.{from}"),
            Self::GiveBackTurn(cluster, from) => format!("turn.back.{cluster}.{from}"),
            Self::AcceptSwap(one, other) => format!("swap.accept.{one}.{other}"),
            Self::DeclineSwap(one, other) => format!("swap.decline.{one}.{other}"),
            Self::WithdrawSwap(one, other) => format!("swap.withdraw.{one}.{other}"),
            Self::GiveBackSwap(one, other) => format!("swap.back.{one}.{other}"),
            Self::ShowSomething(meeting) => format!("talk.show.{meeting}"),
            Self::DeclineInvitation(meeting) => format!("talk.decline.{meeting}"),
            Self::Join(meeting) => format!("nudge.join.{meeting}"),
            Self::AskLater(meeting) => format!("nudge.later.{meeting}"),
            Self::StopNudging(meeting) => format!("nudge.stop.{meeting}"),
            Self::ConfirmTalk(talk) => format!("talk.confirm.{talk}"),
            Self::WithdrawTalk(talk) => format!("talk.withdraw.{talk}"),
            Self::MakeWish(cluster) => format!("wish.make.{cluster}"),
            Self::ShowWishes(cluster, from) => format!("wish.list.{cluster}.{from}"),
            Self::VoteFor(wish) => format!("wish.vote.{wish}"),
            Self::UnvoteFor(wish) => format!("wish.unvote.{wish}"),
            Self::ShowWished(wish) => format!("wish.show.{wish}"),
            Self::DeleteWish(wish) => format!("wish.delete.{wish}"),
            Self::TakeWished(meeting, wish, _) => format!("host.wish.{meeting}.{wish}"),
            Self::PutOnAgenda(cluster) => format!("agenda.put.{cluster}"),
            Self::OrderAgenda(meeting) => format!("agenda.order.{meeting}"),
            Self::RemoveItem(item, _) => format!("agenda.remove.{item}"),
            Self::CarryOver(meeting) => format!("agenda.carry.{meeting}"),
            Self::StepIn(meeting, talk) => format!("talk.step_in.{meeting}.{talk}"),
            Self::NotThisTime(meeting, talk) => format!("talk.not_this_time.{meeting}.{talk}"),
            Self::ChangeTalk(talk) => format!("talk.change.{talk}"),
            Self::MoveMeeting(meeting) => format!("meeting.move.{meeting}"),
            Self::CancelMeeting(meeting) => format!("meeting.cancel.{meeting}"),
            Self::ChangePlace(meeting) => format!("meeting.place.{meeting}"),
            Self::ExtraMeeting(cluster) => format!("meeting.extra.{cluster}"),
            Self::ChangeRhythm(cluster) => format!("rhythm.change.{cluster}"),
            Self::ShowYear(cluster) => format!("meeting.year.{cluster}"),
            Self::ShowLedger(cluster) => format!("host.ledger.{cluster}"),
            Self::ShowHistory(cluster, year) => format!("host.history.{cluster}.{year}"),
            Self::ChangeOrder(cluster) => format!("host.order.{cluster}"),
            Self::SkipHosting(cluster) => format!("host.skip.{cluster}"),
            Self::ChangeTimes(cluster) => format!("settings.times.{cluster}"),
            Self::ConfirmAttendance(meeting) => format!("attendance.confirm.{meeting}"),
            Self::CorrectAttendance(meeting) => format!("attendance.correct.{meeting}"),
            Self::PublishBrief(meeting) => format!("brief.publish.{meeting}"),
            Self::EditBrief(meeting) => format!("brief.edit.{meeting}"),
            Self::ShareTalk(talk) => format!("brief.share.{talk}"),
            Self::KeepTalk(talk) => format!("brief.keep.{talk}"),
            Self::ReadBrief(meeting) => format!("brief.read.{meeting}"),
            Self::AskPresenter(meeting) => format!("brief.ask.{meeting}"),
            Self::Reply(meeting, user) => format!("brief.reply.{meeting}.{user}"),
            Self::CorrectBrief(meeting) => format!("brief.correct.{meeting}"),
            Self::ChangeSettings(cluster) => format!("settings.{cluster}"),
            Self::MakeAddress(cluster) => format!("address.make.{cluster}"),
            Self::DropAddress(cluster) => format!("address.drop.{cluster}"),
            Self::ShowGuests(cluster, before) => format!("guest.show.{cluster}.{before}"),
            Self::AddGuest(cluster) => format!("guest.add.{cluster}"),
            Self::ChangeGuest(guest) => format!("guest.change.{guest}"),
            Self::InviteGuest(guest, _) => format!("guest.invite.{guest}"),
            Self::DeleteGuest(guest) => format!("guest.delete.{guest}"),
            Self::StopAsking(what) => format!("stop.{}", what.name()),
            Self::AskAgain(what) => format!("ask.{}", what.name()),
            Self::Wake => "wake".to_owned(),
            Self::Speak(lang) => format!("language.{}", lang.code()),
            Self::Run(word) => format!("run.{}", word.word(Lang::En)),
        }
    }
}
