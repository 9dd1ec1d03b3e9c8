//! Refusals.

use crate::catalogue::cast::{Cast, date, ida};
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{CommandWord, Msg, Refusal, Right, Text};

cases!(Refusal {
    Refusal::NoClusterHere => "no_cluster_here",
    Refusal::WhichCluster(_) => "which_cluster",
    Refusal::NotLiveYet(_) => "not_live_yet",
    Refusal::AlreadySetUp(_) => "already_set_up",
    Refusal::OnlyInChannel => "only_in_channel",
    Refusal::InviteMe => "invite_me",
    Refusal::NotYours(Right::Facilitator, _) => "facilitators",
    Refusal::NotYours(Right::Organiser, _) => "organisers",
    Refusal::NotYours(Right::Host, _) => "hosts",
    Refusal::NotYours(Right::Presenter, _) => "presenters",
    Refusal::NotYours(Right::PresenterAlone, _) => "presenters_alone",
    Refusal::NoMeeting => "no_meeting",
    Refusal::TooLate => "too_late",
    Refusal::NoCompany => "no_company",
    Refusal::NoSuchCompany(_, Some(_)) => "no_such_company_near",
    Refusal::NoSuchCompany(_, None) => "no_such_company",
    Refusal::NoSuchDate(typed) if typed.is_empty() => "no_date",
    Refusal::NoSuchDate(_) => "no_such_date",
    Refusal::NoSuchAway(_) => "no_such_away",
    Refusal::NoMeetingOn(_) => "no_meeting_on",
    Refusal::NeedsForm(_) => "needs_form",
    Refusal::NoBrief(None) => "no_brief",
    Refusal::NoBrief(Some(_)) => "no_such_brief",
    Refusal::NotAmongYou => "not_among_you",
    Refusal::Gone => "gone",
    Refusal::Sorry => "sorry",
});

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let typed = || cast.typed.clone();
    let examples = vec![
        Refusal::NoClusterHere,
        Refusal::WhichCluster(vec![cast.channel.clone(), cast.other.clone()]),
        Refusal::NotLiveYet(ida()),
        Refusal::AlreadySetUp(ida()),
        Refusal::OnlyInChannel,
        Refusal::InviteMe,
        Refusal::NotYours(Right::Facilitator, ida()),
        Refusal::NotYours(Right::Organiser, ida()),
        Refusal::NotYours(Right::Host, ida()),
        Refusal::NotYours(Right::Presenter, ida()),
        Refusal::NotYours(Right::PresenterAlone, ida()),
        Refusal::NoMeeting,
        Refusal::TooLate,
        Refusal::NoCompany,
        Refusal::NoSuchCompany(typed(), Some(cast.other.clone())),
        Refusal::NoSuchCompany(typed(), None),
        Refusal::NoSuchDate(Text::default()),
        Refusal::NoSuchAway(typed()),
        Refusal::NoMeetingOn(date(9, 17)),
        Refusal::NoSuchDate(typed()),
        Refusal::NeedsForm(CommandWord::Setup),
        Refusal::NoBrief(None),
        Refusal::NoBrief(Some(typed())),
        Refusal::NotAmongYou,
        Refusal::Gone,
        Refusal::Sorry,
    ];
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Refusal(msg))).collect();
    Feature { name: "refusal", cases: CASES, examples }
}
