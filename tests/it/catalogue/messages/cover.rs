//! A host asks for somebody to take a meeting, or to exchange it.

use crate::catalogue::cast::{CLUSTER, Cast, at, ida, kari, period};
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{
    CoverMsg, CoverState, MeetingFacts, MeetingId, Msg, PleaFacts, TurnFacts, TurnMsg,
};

cases!(CoverMsg {
    CoverMsg::Card { state: CoverState::Open, plea: PleaFacts { instead: None, .. } } => "cover_open",
    CoverMsg::Card { state: CoverState::Open, plea: PleaFacts { instead: Some(_), .. } } => "swap_open",
    CoverMsg::Card { state: CoverState::Taken(_), plea: PleaFacts { instead: None, .. } } => "cover_taken",
    CoverMsg::Card { state: CoverState::Taken(_), plea: PleaFacts { instead: Some(_), .. } } => "swap_taken",
    CoverMsg::Card { state: CoverState::Withdrawn, .. } => "card_withdrawn",
    CoverMsg::Card { state: CoverState::Declined(_), .. } => "card_declined",
    CoverMsg::Card { state: CoverState::Settled, .. } => "card_settled",
    CoverMsg::Card { state: CoverState::Cancelled, .. } => "card_cancelled",
    CoverMsg::Card { state: CoverState::Over, .. } => "card_over",
    CoverMsg::Again { .. } => "again",
    CoverMsg::Asked { whom: None, .. } => "asked",
    CoverMsg::Asked { whom: Some(_), .. } => "asked_somebody",
    CoverMsg::AskedForYou { plea: PleaFacts { instead: None, .. }, .. } => "cover_for_you",
    CoverMsg::AskedForYou { plea: PleaFacts { instead: Some(_), .. }, .. } => "swap_for_you",
    CoverMsg::Accepted { plea: PleaFacts { instead: None, .. }, owed: 0, .. } => "cover_accepted_even",
    CoverMsg::Accepted { plea: PleaFacts { instead: None, .. }, owed: 1, .. } => "cover_accepted",
    CoverMsg::Accepted { plea: PleaFacts { instead: None, .. }, .. } => "cover_accepted_again",
    CoverMsg::Accepted { plea: PleaFacts { instead: Some(_), .. }, .. } => "swap_accepted",
    CoverMsg::Declined { .. } => "declined",
    CoverMsg::GivenBack { plea: PleaFacts { instead: None, .. }, .. } => "cover_given_back",
    CoverMsg::GivenBack { plea: PleaFacts { instead: Some(_), .. }, .. } => "swap_given_back",
    CoverMsg::ThatsFine { .. } => "thats_fine",
    CoverMsg::Withdrawn { .. } => "withdrawn",
    CoverMsg::YourOwn { .. } => "your_own",
    CoverMsg::AwayThen { .. } => "away_then",
    CoverMsg::TooNear { .. } => "too_near",
    CoverMsg::Nothing => "nothing",
    CoverMsg::Turn(_) => "of_a_turn",
});

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let cover = || PleaFacts { facts: cast.bare(), company: cast.company.clone(), instead: None };
    let other = || MeetingFacts { id: MeetingId(8), start: at(10, 1, 11, 30), ..cast.bare() };
    let swap = || PleaFacts { instead: Some(other()), ..cover() };
    let card = |plea, state| CoverMsg::Card { plea, state };
    let accepted = |plea, owed| {
        let company = cast.third.clone();
        CoverMsg::Accepted { plea, by: kari(), company, owed }
    };
    let examples = vec![
        card(cover(), CoverState::Open),
        card(swap(), CoverState::Open),
        card(cover(), CoverState::Taken(kari())),
        card(swap(), CoverState::Taken(kari())),
        card(cover(), CoverState::Withdrawn),
        card(swap(), CoverState::Declined(kari())),
        card(cover(), CoverState::Settled),
        card(cover(), CoverState::Cancelled),
        card(cover(), CoverState::Over),
        CoverMsg::Again { plea: cover() },
        CoverMsg::Asked { plea: cover(), whom: None },
        CoverMsg::Asked { plea: swap(), whom: Some(kari()) },
        CoverMsg::AskedForYou { plea: cover(), by: ida() },
        CoverMsg::AskedForYou { plea: swap(), by: ida() },
        accepted(cover(), 0),
        accepted(cover(), 1),
        accepted(cover(), 2),
        accepted(swap(), 0),
        CoverMsg::Declined { plea: swap(), by: kari() },
        CoverMsg::GivenBack { plea: cover(), by: kari() },
        CoverMsg::GivenBack { plea: swap(), by: kari() },
        CoverMsg::ThatsFine { plea: swap() },
        CoverMsg::Withdrawn { plea: cover() },
        CoverMsg::YourOwn { plea: cover() },
        CoverMsg::AwayThen { start: at(9, 17, 11, 30) },
        CoverMsg::TooNear { start: at(9, 17, 11, 30) },
        CoverMsg::Nothing,
        CoverMsg::Turn(TurnMsg::Yours {
            turn: TurnFacts { cluster: CLUSTER, company: cast.company.clone(), period: period(10, 11) },
        }),
    ];
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Cover(msg))).collect();
    Feature { name: "cover", cases: CASES, examples }
}
