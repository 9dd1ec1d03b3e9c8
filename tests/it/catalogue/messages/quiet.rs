//! Companies that were not heard of for long.

use crate::catalogue::cast::{Cast, ida};
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{Coming, Msg, NudgeState, QuietMsg};

cases!(QuietMsg {
    QuietMsg::Nudge { state: NudgeState::Open, soon: true, .. } => "nudge",
    QuietMsg::Nudge { state: NudgeState::Open, soon: false, .. } => "nudge_moved",
    QuietMsg::Nudge { state: NudgeState::Answered(Coming::Yes), .. } => "nudge_joined",
    QuietMsg::Nudge { state: NudgeState::Answered(Coming::No), .. } => "nudge_declined",
    QuietMsg::Nudge { state: NudgeState::Answered(Coming::Maybe), .. } => "nudge_maybe",
    QuietMsg::Nudge { state: NudgeState::Later, .. } => "nudge_later",
    QuietMsg::Nudge { state: NudgeState::LeftAlone, .. } => "nudge_left_alone",
    QuietMsg::Nudge { state: NudgeState::Over, .. } => "nudge_over",
    QuietMsg::LeftAlone { .. } => "left_alone",
});

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let nudge = |soon, state| QuietMsg::Nudge {
        facts: if soon { cast.facts() } else { cast.bare() },
        company: cast.company.clone(),
        reader: ida(),
        soon,
        state,
    };
    let mut examples = vec![
        nudge(true, NudgeState::Open),
        nudge(false, NudgeState::Open),
        QuietMsg::LeftAlone { companies: vec![cast.company.clone(), cast.third.clone()] },
    ];
    examples.extend(Coming::ALL.map(|answer| nudge(true, NudgeState::Answered(answer))));
    examples.extend([NudgeState::Later, NudgeState::LeftAlone, NudgeState::Over].map(|it| nudge(true, it)));
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Quiet(msg))).collect();
    Feature { name: "quiet", cases: CASES, examples }
}
