//! Talks.

use crate::catalogue::cast::{Cast, TALK, ida, kari, per};
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{Msg, Stepping, TalkFacts, TalkFormat, TalkMsg, TalkState};

cases!(TalkMsg {
    TalkMsg::SignedUp { facts: Some(_), talk: TalkFacts { confidential: false, .. } } => "signed_up",
    TalkMsg::SignedUp { facts: Some(_), .. } => "signed_up_confidential",
    TalkMsg::SignedUp { facts: None, talk: TalkFacts { backup: true, .. } } => "signed_up_backup",
    TalkMsg::SignedUp { facts: None, .. } => "signed_up_waits",
    TalkMsg::Placed { facts: Some(_), .. } => "placed",
    TalkMsg::Placed { facts: None, .. } => "placed_nowhere",
    TalkMsg::Mine { talk: TalkFacts { state: TalkState::Withdrawn, .. }, .. } => "mine_withdrawn",
    TalkMsg::Mine { talk: TalkFacts { state: TalkState::Given, .. }, .. } => "mine_given",
    TalkMsg::Mine { facts: None, talk: TalkFacts { backup: true, .. } } => "mine_backup",
    TalkMsg::Mine { facts: None, .. } => "mine_waits",
    TalkMsg::Mine { talk: TalkFacts { state: TalkState::Confirmed, .. }, .. } => "mine_confirmed",
    TalkMsg::Mine { talk: TalkFacts { confidential: true, .. }, .. } => "mine_confidential",
    TalkMsg::Mine { talk: TalkFacts { wish: Some(_), .. }, .. } => "mine_with_all",
    TalkMsg::Mine { .. } => "mine",
    TalkMsg::With { talk: TalkFacts { state: TalkState::Given, .. }, .. } => "with_given",
    TalkMsg::With { .. } => "with",
    TalkMsg::NotWith => "not_with",
    TalkMsg::LeftOut { .. } => "left_out",
    TalkMsg::ChangedBy { .. } => "changed_by_another",
    TalkMsg::Week { talk: TalkFacts { state: TalkState::Confirmed, .. }, .. } => "week_confirmed",
    TalkMsg::Week { talk: TalkFacts { link: Some(_), .. }, .. } => "week_with_link",
    TalkMsg::Week { .. } => "week",
    TalkMsg::Changed { facts: None, talk: TalkFacts { backup: true, .. } } => "changed_backup",
    TalkMsg::Changed { facts: None, .. } => "changed_waits",
    TalkMsg::StepIn { state: Stepping::Open, .. } => "step_in",
    TalkMsg::StepIn { state: Stepping::Yes, .. } => "step_in_yes",
    TalkMsg::StepIn { state: Stepping::No, .. } => "step_in_no",
    TalkMsg::StepIn { state: Stepping::Passed, .. } => "step_in_passed",
    TalkMsg::Changed { .. } => "changed",
    TalkMsg::Ready { talk: TalkFacts { state: TalkState::Withdrawn, .. }, .. } => "ready_withdrawn",
    TalkMsg::Ready { talk: TalkFacts { state: TalkState::Given, .. }, .. } => "ready_given",
    TalkMsg::Ready { facts: None, .. } => "ready_nowhere",
    TalkMsg::Ready { talk: TalkFacts { state: TalkState::Confirmed, .. }, .. } => "ready_confirmed",
    TalkMsg::Ready { .. } => "ready",
    TalkMsg::Invitation { over: true, .. } => "invitation_over",
    TalkMsg::Invitation { taken: true, .. } => "invitation_taken",
    TalkMsg::Invitation { .. } => "invitation",
    TalkMsg::Declined => "declined",
    TalkMsg::Withdrawn { .. } => "withdrawn",
});

fn talk(cast: &Cast, state: TalkState) -> TalkFacts {
    TalkFacts {
        id: TALK,
        title: cast.theme.clone(),
        format: TalkFormat::Presentation,
        minutes: 10,
        confidential: false,
        state,
        together: Vec::new(),
        wish: None,
        link: None,
        backup: false,
    }
}

/// With everything one can say of it.
fn full(cast: &Cast, state: TalkState) -> TalkFacts {
    TalkFacts {
        together: vec![kari(), per()],
        wish: Some(cast.elsewhere.clone()),
        link: Some(cast.link.clone()),
        ..talk(cast, state)
    }
}

/// What the presenter sees, in every state, on a meeting and on none.
fn states(cast: &Cast) -> Vec<TalkMsg> {
    let facts = || Some(cast.facts());
    let mine = |talk, facts| TalkMsg::Mine { talk, facts };
    let ready = |talk, facts| TalkMsg::Ready { talk, facts };
    let secret = TalkFacts { confidential: true, ..talk(cast, TalkState::Planned) };
    let mut states = vec![
        mine(talk(cast, TalkState::Planned), None),
        mine(secret, facts()),
        ready(talk(cast, TalkState::Planned), None),
    ];
    for state in TalkState::ALL {
        states.push(mine(talk(cast, state), facts()));
        states.push(ready(talk(cast, state), facts()));
    }
    states
}

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let planned = || talk(cast, TalkState::Planned);
    let invitation =
        |taken, over| TalkMsg::Invitation { facts: cast.facts(), company: cast.company.clone(), taken, over };
    let mine_of = |talk| TalkMsg::Mine { talk, facts: Some(cast.facts()) };
    let changed = |facts| TalkMsg::Changed { talk: planned(), facts };
    let backup = || TalkFacts { backup: true, ..planned() };
    let week = |talk| TalkMsg::Week { talk, facts: Some(cast.facts()) };
    let secret = TalkFacts { confidential: true, format: TalkFormat::Clinic, ..planned() };
    let mut examples = vec![
        TalkMsg::SignedUp { talk: planned(), facts: Some(cast.facts()) },
        TalkMsg::SignedUp { talk: secret, facts: Some(cast.facts()) },
        TalkMsg::SignedUp { talk: planned(), facts: None },
        TalkMsg::Placed { talk: planned(), facts: Some(cast.facts()) },
        TalkMsg::Placed { talk: planned(), facts: None },
        invitation(false, false),
        invitation(true, false),
        invitation(false, true),
        mine_of(full(cast, TalkState::Planned)),
        TalkMsg::With { talk: full(cast, TalkState::Planned), facts: Some(cast.facts()) },
        TalkMsg::With { talk: full(cast, TalkState::Given), facts: Some(cast.facts()) },
        TalkMsg::NotWith,
        TalkMsg::LeftOut { by: ida() },
        TalkMsg::ChangedBy { by: ida(), facts: Some(cast.facts()) },
        changed(Some(cast.facts())),
        changed(None),
        TalkMsg::SignedUp { talk: backup(), facts: None },
        TalkMsg::Mine { talk: backup(), facts: None },
        TalkMsg::Changed { talk: backup(), facts: None },
        week(planned()),
        week(full(cast, TalkState::Planned)),
        week(full(cast, TalkState::Confirmed)),
        TalkMsg::Declined,
        TalkMsg::Withdrawn { talk: talk(cast, TalkState::Withdrawn) },
    ];
    let step_in = |state| TalkMsg::StepIn { talk: backup(), facts: cast.facts(), state };
    examples.extend(Stepping::ALL.map(step_in));
    examples.extend(states(cast));
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Talk(msg))).collect();
    Feature { name: "talk", cases: CASES, examples }
}
