//! Guests from outside.

use crate::catalogue::cast::{CLUSTER, Cast, GUEST, at, date, ida, kari, per};
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{
    GuestFacts, GuestId, GuestMsg, GuestStatus, Invitation, Lang, MeetingFacts, Msg, Text,
};

cases!(GuestMsg {
    GuestMsg::List { all: 0, .. } => "bank_empty",
    GuestMsg::List { before: 0, .. } => "bank",
    GuestMsg::List { .. } => "bank_rest",
    GuestMsg::Saved { owner_told: true, .. } => "saved_and_told",
    GuestMsg::Saved { guest: GuestFacts { status: GuestStatus::Idea, .. }, .. } => "saved_idea",
    GuestMsg::Saved { guest: GuestFacts { status: GuestStatus::Asked, .. }, .. } => "saved_asked",
    GuestMsg::Saved { guest: GuestFacts { status: GuestStatus::Yes, meeting: None, .. }, .. } => "saved_yes",
    GuestMsg::Saved { guest: GuestFacts { status: GuestStatus::Yes, .. }, .. } => "saved_yes_to",
    GuestMsg::Saved { guest: GuestFacts { status: GuestStatus::Visited, meeting: None, .. }, .. } => "saved_visited",
    GuestMsg::Saved { guest: GuestFacts { status: GuestStatus::Visited, .. }, .. } => "saved_visited_on",
    GuestMsg::Saved { guest: GuestFacts { status: GuestStatus::NotNow, .. }, .. } => "saved_not_now",
    GuestMsg::Invitation(of) if of.lang == Lang::Nb && of.facts.is_none() => "invitation_nb",
    GuestMsg::Invitation(of) if of.lang == Lang::Nb && of.company.is_empty() => "invitation_nb_facilitator",
    GuestMsg::Invitation(of) if of.lang == Lang::Nb => "invitation_nb_meeting",
    GuestMsg::Invitation(of) if of.facts.is_none() => "invitation_en",
    GuestMsg::Invitation(_) => "invitation_en_meeting",
    GuestMsg::Changed { .. } => "changed",
    GuestMsg::YoursNow { .. } => "yours_now",
    GuestMsg::NotYours { .. } => "not_yours",
    GuestMsg::DeletedBy { .. } => "deleted_by",
    GuestMsg::Deleted { .. } => "deleted",
    GuestMsg::NoMeeting { .. } => "no_meeting",
    GuestMsg::Inherited { count: 1, .. } => "inherited_one",
    GuestMsg::Inherited { .. } => "inherited",
});

fn guest(cast: &Cast, nth: u64, status: GuestStatus, on_a_day: bool) -> GuestFacts {
    GuestFacts {
        id: GuestId(GUEST.0 + nth),
        name: cast.guest.clone(),
        from: if on_a_day { cast.other.clone() } else { Text::default() },
        about: cast.theme.clone(),
        contact: if on_a_day { cast.typed.clone() } else { Text::default() },
        owner: ida(),
        status,
        meeting: on_a_day.then(|| at(9, 17, 11, 30)),
        last_contact: on_a_day.then(|| date(9, 3)),
    }
}

fn bank(cast: &Cast) -> [GuestMsg; 3] {
    let page = |guests, before, all| GuestMsg::List { cluster: CLUSTER, guests, before, all };
    let first = [GuestStatus::Yes, GuestStatus::Asked, GuestStatus::Idea, GuestStatus::NotNow];
    let first = (0..).zip(first).map(|(nth, status)| guest(cast, nth, status, nth == 0)).collect();
    let last = vec![guest(cast, 0, GuestStatus::Visited, true)];
    [page(Vec::new(), 0, 0), page(first, 0, 5), page(last, 4, 5)]
}

fn saved(cast: &Cast) -> Vec<GuestMsg> {
    let saved = |status, on_a_day, owner_told| GuestMsg::Saved {
        guest: guest(cast, 0, status, on_a_day),
        owner_told,
    };
    let mut all: Vec<GuestMsg> =
        GuestStatus::ALL.into_iter().map(|status| saved(status, false, false)).collect();
    all.extend([
        saved(GuestStatus::Yes, true, false),
        saved(GuestStatus::Visited, true, false),
        saved(GuestStatus::Asked, true, true),
    ]);
    all
}

fn invitations(cast: &Cast) -> Vec<GuestMsg> {
    let invitation = |lang, facts: Option<MeetingFacts>, company: &Text| {
        GuestMsg::Invitation(Box::new(Invitation {
            lang,
            name: cast.guest.clone(),
            about: cast.theme.clone(),
            facts,
            from: cast.fourth.clone(),
            company: company.clone(),
        }))
    };
    vec![
        invitation(Lang::Nb, None, &cast.company),
        invitation(Lang::Nb, Some(cast.bare()), &Text::default()),
        invitation(Lang::Nb, Some(cast.facts()), &cast.company),
        invitation(Lang::En, None, &cast.company),
        invitation(Lang::En, Some(cast.facts()), &cast.company),
    ]
}

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let name = || cast.guest.clone();
    let mut examples = vec![
        GuestMsg::Changed { name: name(), by: kari(), status: GuestStatus::Yes },
        GuestMsg::YoursNow { name: name(), by: kari() },
        GuestMsg::NotYours { name: name(), by: kari(), owner: per() },
        GuestMsg::DeletedBy { name: name(), by: kari() },
        GuestMsg::Deleted { name: name() },
        GuestMsg::NoMeeting { name: name(), facts: cast.facts() },
        GuestMsg::Inherited { count: 1, cluster: cast.channel.clone() },
        GuestMsg::Inherited { count: 3, cluster: cast.channel.clone() },
    ];
    examples.extend(bank(cast));
    examples.extend(saved(cast));
    examples.extend(invitations(cast));
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Guest(msg))).collect();
    Feature { name: "guest", cases: CASES, examples }
}
