//! The organiser's turns: by period, in the stored order, handed over by themselves.

use super::cover;
use crate::domain::calendar;
use crate::domain::meeting::{company_name, facts, next_meeting};
use crate::domain::model::{
    Answer, Change, Cluster, ClusterId, Company, CompanyId, Decision, Holder, Kind, Msg, Named, Period,
    Place, RotationMsg, Turn, TurnId, TurnLine, TurnPleaState, UserId, Workspace,
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::rsvp::spokespeople;
use chrono::NaiveDate;

/// How many turns `/klynge organiser` shows beyond the present one.
const SHOWN: usize = 3;

/// The first turn is the facilitator's, until the day after the last meeting of the start phase.
pub fn begin(plan: &mut Plan, id: ClusterId) {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return };
    let from = plan.today(&cluster);
    let last_of_start = plan
        .meetings_of(id)
        .into_iter()
        .take(cluster.start_meetings as usize)
        .next_back()
        .map(|meeting| meeting.start.date());
    let until = last_of_start.and_then(|date| date.succ_opt()).unwrap_or(from).max(from);
    let turn = TurnId(plan.fresh());
    let holder = Holder::Facilitator;
    plan.put(Change::Turn(Turn { id: turn, cluster: id, holder, on_behalf: None, from, until }));
}

/// The turn a date lies in.
pub fn turn_at(ws: &Workspace, cluster: ClusterId, date: NaiveDate) -> Option<&Turn> {
    ws.turns_in(cluster).find(|turn| turn.from <= date && date < turn.until)
}

/// Whether a person organises on a date: is from the company whose turn it is.
pub fn is_organiser(ws: &Workspace, by: &UserId, cluster: &Cluster, date: NaiveDate) -> bool {
    match turn_at(ws, cluster.id, date).map(|turn| turn.holder) {
        Some(Holder::Facilitator) => cluster.facilitator == *by,
        Some(Holder::Company(company)) => {
            ws.company_of(cluster.id, by).is_some_and(|mine| mine.id == company)
        }
        None => false,
    }
}

/// The person who organises on a date: the contact of the company whose turn it is, unless it is away.
pub fn organiser(ws: &Workspace, cluster: &Cluster, date: NaiveDate) -> UserId {
    turn_at(ws, cluster.id, date)
        .and_then(|turn| ws.companies.get(&turn.holder.company()?))
        .filter(|company| !company.is_away(date))
        .and_then(|company| spokespeople(ws, company).into_iter().next())
        .unwrap_or_else(|| cluster.facilitator.clone())
}

/// The turn that follows another.
fn following(ws: &Workspace, cluster: &Cluster, last: &Turn, last_company: Option<CompanyId>) -> Turn {
    let is_here = |company: &&Company| !company.is_away(last.until);
    let here: Vec<CompanyId> = ws.companies_in(cluster).filter(is_here).map(|company| company.id).collect();
    // The place in the stored order, of companies that have left too: the next one behind it.
    let place = |id: CompanyId| cluster.order.iter().position(|other| *other == id);
    let behind = last_company.and_then(place);
    let next = here
        .iter()
        .copied()
        .find(|id| behind.is_none_or(|behind| place(*id).is_some_and(|at| at > behind)))
        .or_else(|| here.first().copied());
    // Somebody has said that they take it.
    let stand_in = cluster.turn_plea.as_ref().and_then(|plea| match &plea.state {
        TurnPleaState::Taken(_, taker) if plea.from == last.until && Some(plea.company) == next => {
            here.contains(taker).then_some(*taker)
        }
        _ => None,
    });
    Turn {
        id: last.id,
        cluster: cluster.id,
        holder: stand_in.or(next).map_or(Holder::Facilitator, Holder::Company),
        on_behalf: next.filter(|_| stand_in.is_some()),
        from: last.until,
        until: calendar::add_months(last.until, cluster.turn_months.max(1)),
    }
}

/// The turn behind the last one that has begun.
pub fn next(ws: &Workspace, cluster: &Cluster) -> Option<Turn> {
    let last = (*ws.turns_of(cluster.id).last()?).clone();
    Some(following(ws, cluster, &last, last_company(ws, cluster.id)))
}

/// The turn that a company has, or the next one it will have if nothing changes.
pub fn turn_of(ws: &Workspace, cluster: &Cluster, company: CompanyId) -> Option<Period> {
    let mut turn = (*ws.turns_of(cluster.id).last()?).clone();
    let mut last = last_company(ws, cluster.id);
    for _ in 0..=cluster.order.len() {
        if turn.holder.company() == Some(company) {
            return Some(period(&turn));
        }
        turn = following(ws, cluster, &turn, last);
        last = turn.account().or(last);
    }
    None
}

/// The company that had the last turn a company had.
fn last_company(ws: &Workspace, cluster: ClusterId) -> Option<CompanyId> {
    ws.turns_of(cluster).iter().rev().find_map(|turn| turn.account())
}

/// The turn is over: the next one begins. After a long downtime the turns in between are written
/// down, and only the present organiser is told.
pub fn hand_over(mut plan: Plan, id: ClusterId) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.finish(Answer::Nothing) };
    let today = plan.today(&cluster);
    let mut before = None;
    while let Some(last) = plan.turns_of(id).last().map(|turn| (*turn).clone()) {
        if last.until > today {
            break;
        }
        let mut turn = following(&plan, &cluster, &last, last_company(&plan, id));
        turn.id = TurnId(plan.fresh());
        plan.put(Change::Turn(turn));
        before = Some(last);
    }
    cover::turn::settle(&mut plan, id);
    if let Some(before) = before {
        tell(&mut plan, &cluster, &before, today);
    }
    plan.finish(Answer::Nothing)
}

fn tell(plan: &mut Plan, cluster: &Cluster, before: &Turn, today: NaiveDate) {
    let Some(turn) = turn_at(plan, cluster.id, today).cloned() else { return };
    let Some(company) = turn.holder.company() else { return };
    if before.holder == turn.holder {
        return;
    }
    let user = organiser(plan, cluster, today);
    let lang = plan.lang_of(&user, Some(cluster.id));
    let msg = RotationMsg::Handover {
        cluster: cluster.id,
        name: cluster.name.clone(),
        company: company_name(plan, Some(company)),
        period: period(&turn),
        before: Some(named(plan, cluster, before.holder)),
        next: next_meeting(plan, cluster, plan.now).map(|meeting| facts(plan, meeting)),
    };
    let sending = Sending::to(Place::Dm(user), Kind::Handover).by_itself(cluster.id);
    plan.say(sending, lang, Msg::Rotation(msg));
}

pub(super) fn period(turn: &Turn) -> Period {
    Period { from: turn.from, to: turn.until.pred_opt().unwrap_or(turn.until) }
}

pub(super) fn named(ws: &Workspace, cluster: &Cluster, holder: Holder) -> Named {
    Named::of(holder, &cluster.facilitator, || Some(ws.companies.get(&holder.company()?)?.name.clone()))
}

/// Who organises now, and who does next.
pub fn show(plan: Plan, by: &UserId, cluster: &Cluster) -> Decision {
    let today = plan.today(cluster);
    let mut lines: Vec<TurnLine> = Vec::new();
    let mut last = plan.turns_of(cluster.id).last().map(|turn| (*turn).clone());
    if let Some(turn) = turn_at(&plan, cluster.id, today) {
        lines.push(TurnLine { period: period(turn), holder: named(&plan, cluster, turn.holder) });
    }
    let mut company = last_company(&plan, cluster.id);
    while let Some(turn) = last.filter(|_| lines.len() <= SHOWN) {
        let next = following(&plan, cluster, &turn, company);
        company = next.account().or(company);
        lines.push(TurnLine { period: period(&next), holder: named(&plan, cluster, next.holder) });
        last = Some(next);
    }
    plan.finish_saying(by, Some(cluster.id), Msg::Rotation(RotationMsg::Turns(lines)))
}
