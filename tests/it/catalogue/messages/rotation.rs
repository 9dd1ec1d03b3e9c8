//! Hosts and organisers.

use crate::catalogue::cast::{CLUSTER, Cast, MEETING, at, date, ida, kari, period};
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{
    AskRole, AskState, Away, Because, GuestHint, GuestId, HostLine, Idea, MeetingFacts, MeetingFormat, Msg,
    Named, Offer, RotationMsg, Text, TurnLine, WishId, Wished,
};

cases!(RotationMsg {
    RotationMsg::HostAsk { offer: Some(Offer { format: MeetingFormat::Presentation, .. }), .. } => "offer_presentation",
    RotationMsg::HostAsk { offer: Some(Offer { format: MeetingFormat::Story, .. }), .. } => "offer_story",
    RotationMsg::HostAsk { offer: Some(Offer { format: MeetingFormat::Critique, .. }), .. } => "offer_critique",
    RotationMsg::HostAsk { offer: Some(Offer { format: MeetingFormat::Discussion, .. }), .. } => "offer_discussion",
    RotationMsg::HostAsk { offer: Some(_), state: AskState::Yours(_), .. } => "offer_yours",
    RotationMsg::HostAsk { offer: Some(_), facts: MeetingFacts { format: Some(_), .. }, .. } => "offer_taken",
    RotationMsg::HostAsk { offer: Some(Offer { format: MeetingFormat::Clinic, .. }), .. } => "offer_clinic",
    RotationMsg::HostAsk { offer: Some(Offer { format: MeetingFormat::Workshop, .. }), .. } => "offer_workshop",
    RotationMsg::HostAsk { offer: Some(Offer { format: MeetingFormat::Visit, .. }), .. } => "offer_visit",
    RotationMsg::HostAsk { offer: Some(Offer { format: MeetingFormat::Guest, .. }), .. } => "offer_guest",
    RotationMsg::HostAsk { offer: Some(Offer { format: MeetingFormat::ShowAndTell, .. }), .. } => "offer_show_and_tell",
    RotationMsg::HostAsk { offer: Some(Offer { format: MeetingFormat::Social, .. }), .. } => "offer_social",
    RotationMsg::HostAsk { state: AskState::Open, role: AskRole::Host(_), .. } => "ask_host",
    RotationMsg::HostAsk { state: AskState::Open, role: AskRole::StartPhase, .. } => "ask_start_phase",
    RotationMsg::HostAsk { state: AskState::Open, role: AskRole::Colleague(_), .. } => "ask_colleague",
    RotationMsg::HostAsk { state: AskState::Open, role: AskRole::Organiser(_), .. } => "ask_organiser",
    RotationMsg::HostAsk { state: AskState::Open, role: AskRole::LastResort(_), .. } => "ask_last_resort",
    RotationMsg::HostAsk { state: AskState::Yours(_), facts: MeetingFacts { theme: Some(_), .. }, .. } => "ask_yours_theme",
    RotationMsg::HostAsk { state: AskState::Yours(_), facts: MeetingFacts { theme: None, .. }, .. } => "ask_yours",
    RotationMsg::HostAsk { state: AskState::Cancelled, .. } => "ask_cancelled",
    RotationMsg::HostAsk { state: AskState::Passed(_), .. } => "ask_passed",
    RotationMsg::HostAsk { state: AskState::Taken(_), facts: MeetingFacts { theme: Some(_), .. }, .. } => "ask_theme",
    RotationMsg::HostAsk { state: AskState::Taken(_), facts: MeetingFacts { theme: None, .. }, .. } => "ask_taken",
    RotationMsg::HostAsk { state: AskState::Over, .. } => "ask_over",
    RotationMsg::Ideas { wishes, .. } if wishes.is_empty() => "ideas",
    RotationMsg::Ideas { .. } => "ideas_wished",
    RotationMsg::Taken { facts: MeetingFacts { theme: Some(_), .. } } => "theme_chosen",
    RotationMsg::Taken { facts: MeetingFacts { theme: None, .. } } => "taken",
    RotationMsg::AnotherIsAsked { .. } => "another_is_asked",
    RotationMsg::Turns(turns) if turns.is_empty() => "no_turns",
    RotationMsg::Turns(_) => "turns",
    RotationMsg::Away { handed_on, .. } if handed_on.is_empty() => "away",
    RotationMsg::Away { .. } => "away_handed_on",
    RotationMsg::AwayForYou { .. } => "away_for_you",
    RotationMsg::Back { hosting: None, .. } => "back",
    RotationMsg::Back { hosting: Some(_), .. } => "back_hosting",
    RotationMsg::NotAway { .. } => "not_away",
    RotationMsg::Handover { before: None, .. } => "handover_first",
    RotationMsg::Handover { before: Some(_), .. } => "handover",
});

fn asked(cast: &Cast) -> Vec<RotationMsg> {
    let host = || Named::Company(cast.third.clone());
    let ask =
        |facts, role, state| RotationMsg::HostAsk { facts, role, state, offer: None, guests: Vec::new() };
    let open = |role| ask(cast.bare(), role, AskState::Open);
    let role = || AskRole::Host(cast.company.clone());
    vec![
        open(role()),
        open(AskRole::StartPhase),
        open(AskRole::Colleague(cast.company.clone())),
        open(AskRole::Organiser(host())),
        open(AskRole::LastResort(host())),
        ask(cast.facts(), role(), AskState::Yours(kari())),
        ask(cast.bare(), role(), AskState::Yours(kari())),
        ask(cast.facts(), role(), AskState::Cancelled),
        ask(cast.bare(), role(), AskState::Passed(kari())),
        ask(cast.facts(), role(), AskState::Taken(kari())),
        ask(cast.bare(), role(), AskState::Taken(kari())),
        ask(cast.facts(), role(), AskState::Over),
    ]
}

/// Who could come.
fn fitting(cast: &Cast) -> Vec<GuestHint> {
    let hint = |nth, about: &Text| GuestHint {
        id: GuestId(nth),
        name: cast.guest.clone(),
        about: about.clone(),
        owner: ida(),
    };
    vec![hint(6, &cast.theme), hint(7, &cast.other), hint(8, &cast.third)]
}

/// Every format once as what is offered, and once as what had become a habit; every other reason too.
fn offers(cast: &Cast) -> Vec<RotationMsg> {
    let ask = |facts, role, state, format, because| RotationMsg::HostAsk {
        facts,
        role,
        state,
        offer: Some(Offer { format, because, declined: false }),
        guests: if format == MeetingFormat::Guest { fitting(cast) } else { Vec::new() },
    };
    let role = || AskRole::Host(cast.company.clone());
    let others = [Because::Themes, Because::Presenters, Because::Attendance, Because::NothingFromOutside];
    let habits = MeetingFormat::ALL.into_iter().skip(1).map(Because::Format);
    let reasons = habits.take(6).chain(others);
    let mut offers: Vec<RotationMsg> = MeetingFormat::ALL
        .into_iter()
        .zip(reasons)
        .map(|(format, because)| ask(cast.bare(), role(), AskState::Open, format, because))
        .collect();
    let habit = Because::Format(MeetingFormat::Presentation);
    let taken = MeetingFacts { format: Some(MeetingFormat::Clinic), ..cast.bare() };
    offers.extend([
        ask(cast.facts(), role(), AskState::Yours(kari()), MeetingFormat::Clinic, habit),
        ask(taken, AskRole::StartPhase, AskState::Open, MeetingFormat::Clinic, habit),
    ]);
    offers
}

fn lists(cast: &Cast) -> Vec<RotationMsg> {
    let company = || Named::Company(cast.company.clone());
    let turns = vec![
        TurnLine { period: period(9, 10), holder: Named::Facilitator(ida()) },
        TurnLine { period: period(11, 11), holder: company() },
    ];
    vec![RotationMsg::Turns(Vec::new()), RotationMsg::Turns(turns)]
}

fn away(cast: &Cast) -> Vec<RotationMsg> {
    let company = || cast.company.clone();
    let away = Away { from: date(9, 14), until: date(9, 28) };
    let handed_on =
        vec![HostLine { start: at(9, 17, 11, 30), host: Named::Company(cast.third.clone()), theme: None }];
    vec![
        RotationMsg::Away { company: company(), away, handed_on: Vec::new() },
        RotationMsg::Away { company: company(), away, handed_on },
        RotationMsg::AwayForYou { company: company(), away, by: ida() },
        RotationMsg::Back { company: company(), hosting: None },
        RotationMsg::Back { company: company(), hosting: Some(at(10, 1, 11, 30)) },
        RotationMsg::NotAway { company: company() },
    ]
}

fn ideas(wishes: Vec<Wished>) -> RotationMsg {
    let ideas = Idea::ALL.into_iter().take(3 - wishes.len()).collect();
    RotationMsg::Ideas { meeting: MEETING, ideas, wishes }
}

fn wished(cast: &Cast, id: u64, count: usize) -> Wished {
    Wished { id: WishId(id), theme: cast.theme.clone(), count }
}

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let handover = |before, next| RotationMsg::Handover {
        cluster: CLUSTER,
        name: cast.channel.clone(),
        company: cast.company.clone(),
        period: period(9, 10),
        before,
        next,
    };
    let mut examples = asked(cast);
    examples.extend(offers(cast));
    examples.extend(lists(cast));
    examples.extend(away(cast));
    examples.extend([
        ideas(Vec::new()),
        ideas(vec![wished(cast, 1, 3), wished(cast, 2, 1)]),
        RotationMsg::Taken { facts: cast.facts() },
        RotationMsg::Taken { facts: cast.bare() },
        RotationMsg::AnotherIsAsked { facts: cast.bare() },
        handover(None, None),
        handover(Some(Named::Company(cast.third.clone())), Some(cast.facts())),
    ]);
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Rotation(msg))).collect();
    Feature { name: "rotation", cases: CASES, examples }
}
