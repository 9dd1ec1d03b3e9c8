//! A wish is taken: by a talk about it, or as the theme of a meeting.

use super::{open_in, taken};
use crate::domain::meeting::open_form;
use crate::domain::model::{
    Answer, Change, ClusterId, Decision, Form, MeetingId, Msg, Nonce, Purpose, Refusal, Start, UserId,
    Values, Wish, WishId, WishMsg, Wished, Workspace,
};
use crate::domain::plan::Plan;
use crate::domain::rotation::may_look_after;
use crate::domain::talk;

/// How many wishes a host is offered, so that there is an idea of another kind too.
const OFFERED: usize = 2;

/// *I can show this*: the form for a talk with the wish as its title.
pub fn open(plan: Plan, by: &UserId, id: WishId, nonce: Nonce) -> Decision {
    let found = plan.wishes.get(&id).cloned();
    let found = found.and_then(|wish| Some((plan.clusters.get(&wish.cluster).cloned()?, wish)));
    let Some((cluster, wish)) = found else { return plan.refuse(by, None, Refusal::Gone) };
    if let Some(taken) = taken(&plan, &wish) {
        return plan.finish_saying(by, Some(cluster.id), Msg::Wish(WishMsg::Taken { taken }));
    }
    let mut decision = talk::open(plan, by, &cluster, None, wish.theme.plain(), nonce);
    if let Answer::Open(_, form) = &mut decision.answer {
        form.purpose = Purpose::TakeWish(cluster.id, id);
    }
    decision
}

/// The form was submitted: a talk like any other, and the wish is taken. Whatever has become of the wish, the talk is
/// signed up.
pub fn sign_up(plan: Plan, by: &UserId, cluster: ClusterId, id: WishId, values: &Values) -> Decision {
    let wish = plan.wishes.get(&id).filter(|wish| taken(&plan, wish).is_none()).cloned();
    let known = plan.talks.clone();
    let mut decision = talk::sign_up(plan, by, cluster, values);
    let new = decision.changes.iter().find_map(|change| match change {
        Change::Talk(talk) if talk.presenter == *by && !known.contains_key(&talk.id) => Some(talk),
        _ => None,
    });
    // Of a confidential one nobody is to know what it is about.
    if let (Some(wish), Some(talk)) = (wish, new.filter(|talk| !talk.confidential)) {
        let taken = Wish { talk: Some(talk.id), told: false, ..wish };
        decision.changes.push(Change::Wish(taken));
    }
    decision
}

/// The wishes that a host is offered as a theme, those that most wish for first.
pub fn offered(ws: &Workspace, cluster: ClusterId) -> Vec<Wished> {
    let wishes = open_in(ws, cluster).into_iter().take(OFFERED);
    wishes.map(|wish| Wished { id: wish.id, theme: wish.theme.clone(), count: wish.count() }).collect()
}

/// Opens the form for a theme with a wish in it.
pub fn open_theme(plan: Plan, by: &UserId, id: MeetingId, wish: WishId, nonce: Nonce) -> Decision {
    match may_look_after(&plan, by, id) {
        Ok((meeting, cluster)) => {
            let of_here = plan.wishes.get(&wish).filter(|wish| wish.cluster == cluster.id);
            let Some(theme) = of_here.map(|wish| wish.theme.clone()) else {
                return plan.refuse(by, Some(cluster.id), Refusal::Gone);
            };
            let mut facts = crate::domain::meeting::facts(&plan, &meeting);
            facts.theme = Some(theme);
            let start = Start::Theme { facts, idea: None, format: meeting.format };
            open_form(plan, by, &cluster, Form { purpose: Purpose::Theme(id), nonce, start })
        }
        Err(refusal) => plan.refuse(by, None, refusal),
    }
}
