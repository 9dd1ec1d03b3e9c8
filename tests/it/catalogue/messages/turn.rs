//! A company asks for somebody to take its turn as organiser.

use crate::catalogue::cast::{CLUSTER, Cast, ida, kari, period};
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{CoverMsg, Msg, TurnFacts, TurnMsg, TurnState};

cases!(TurnMsg {
    TurnMsg::Card { state: TurnState::Open, .. } => "turn_open",
    TurnMsg::Card { state: TurnState::Withdrawn, .. } => "turn_card_withdrawn",
    TurnMsg::Card { state: TurnState::Taken(..), .. } => "turn_taken",
    TurnMsg::Card { state: TurnState::Settled, .. } => "turn_settled",
    TurnMsg::Again { .. } => "turn_again",
    TurnMsg::Asked { .. } => "turn_asked",
    TurnMsg::AskedForYou { .. } => "turn_for_you",
    TurnMsg::Accepted { owed: 0, .. } => "turn_accepted_even",
    TurnMsg::Accepted { owed: 1, .. } => "turn_accepted",
    TurnMsg::Accepted { .. } => "turn_accepted_again",
    TurnMsg::Yours { .. } => "turn_yours",
    TurnMsg::GivenBack { .. } => "turn_given_back",
    TurnMsg::ThatsFine { .. } => "turn_thats_fine",
    TurnMsg::Withdrawn { .. } => "turn_withdrawn",
    TurnMsg::YourOwn { .. } => "turn_your_own",
    TurnMsg::Begun { .. } => "turn_begun",
});

fn facts(cast: &Cast) -> TurnFacts {
    TurnFacts { cluster: CLUSTER, company: cast.company.clone(), period: period(10, 11) }
}

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let turn = || facts(cast);
    let card = |state| TurnMsg::Card { turn: turn(), state };
    let accepted = |owed| TurnMsg::Accepted { turn: turn(), by: kari(), company: cast.third.clone(), owed };
    let all = vec![
        card(TurnState::Open),
        card(TurnState::Withdrawn),
        card(TurnState::Taken(kari(), cast.third.clone())),
        card(TurnState::Settled),
        TurnMsg::Again { turn: turn() },
        TurnMsg::Asked { turn: turn() },
        TurnMsg::AskedForYou { turn: turn(), by: ida() },
        accepted(0),
        accepted(1),
        accepted(2),
        TurnMsg::Yours { turn: turn() },
        TurnMsg::GivenBack { turn: turn(), by: kari() },
        TurnMsg::ThatsFine { turn: turn() },
        TurnMsg::Withdrawn { turn: turn() },
        TurnMsg::YourOwn { turn: turn() },
        TurnMsg::Begun { turn: turn() },
    ];
    let examples = all.into_iter().map(|msg| (case(&msg), Msg::Cover(CoverMsg::Turn(msg)))).collect();
    Feature { name: "turn", cases: CASES, examples }
}
