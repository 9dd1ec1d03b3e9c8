//! Cover for an organiser's turn: the same question as for a meeting, and the same way to yes and no. The turn counts for
//! whoever it was due to, so that the next one in the order follows as it would have. One that has not begun is not a row
//! yet: who said yes to it gets it when it begins.

use super::asking::contact;
use super::{owing, reminding};
use crate::domain::meeting::company_name;
use crate::domain::model::{
    Card, CardId, Change, Cluster, ClusterId, CompanyId, CoverMsg, Decision, Face, Holder, Kind, Msg, Period,
    Place, Refusal, Right, Subject, Turn, TurnFacts, TurnMsg, TurnPlea, TurnPleaState, TurnState, UserId,
    Workspace,
};
use crate::domain::onboarding;
use crate::domain::plan::{Plan, Sending};
use crate::domain::rotation::turns;
use chrono::NaiveDate;

/// What stands for the turn where meetings are chosen by their number.
pub const CHOICE: &str = "turn";

/// The turn that a company can ask others to take: its present one, or the next if that is its own.
fn coverable(ws: &Workspace, cluster: &Cluster, company: CompanyId, today: NaiveDate) -> Option<Turn> {
    let is_theirs = |turn: &Turn| turn.holder == Holder::Company(company);
    let now = turns::turn_at(ws, cluster.id, today).cloned();
    now.into_iter().chain(turns::next(ws, cluster)).find(is_theirs)
}

/// The turn for which a person may ask: that of their company; for whoever facilitates the first one of any.
fn mine(plan: &Plan, by: &UserId, cluster: &Cluster) -> Option<(CompanyId, Turn)> {
    let today = plan.today(cluster);
    let of = |company| Some((company, coverable(plan, cluster, company, today)?));
    let own = plan.company_of(cluster.id, by).map(|company| company.id);
    let first = || {
        let now = turns::turn_at(plan, cluster.id, today).cloned();
        now.into_iter().chain(turns::next(plan, cluster)).find_map(|turn| of(turn.holder.company()?))
    };
    let is_free = |turn: &Turn| cluster.turn_plea.as_ref().is_none_or(|plea| !is_busy(plea, turn, today));
    let found = own.and_then(of).or_else(|| (cluster.facilitator == *by).then(first).flatten());
    found.filter(|(_, turn)| is_free(turn))
}

/// One thing at a time: what is asked of another turn stands, and so does what somebody said yes to, until it begins.
fn is_busy(plea: &TurnPlea, turn: &Turn, today: NaiveDate) -> bool {
    match plea.state {
        TurnPleaState::Open => plea.from != turn.from,
        TurnPleaState::Taken(..) => plea.from > today,
        TurnPleaState::Withdrawn | TurnPleaState::Settled => false,
    }
}

/// The same as a choice in the form for cover.
pub fn of(plan: &Plan, by: &UserId, cluster: &Cluster) -> Option<TurnFacts> {
    let (company, turn) = mine(plan, by, cluster)?;
    let company = company_name(plan, Some(company));
    Some(TurnFacts { cluster: cluster.id, company, period: turns::period(&turn) })
}

fn facts(ws: &Workspace, cluster: ClusterId, plea: &TurnPlea) -> TurnFacts {
    let period = Period { from: plea.from, to: plea.until.pred_opt().unwrap_or(plea.until) };
    TurnFacts { cluster, company: company_name(ws, Some(plea.company)), period }
}

/// A question as it stands.
pub fn card(ws: &Workspace, card: &Card, id: ClusterId) -> Option<Msg> {
    let plea = ws.clusters.get(&id)?.turn_plea.as_ref()?;
    let state = if card.id < plea.card { TurnState::Settled } else { state(ws, plea) };
    Some(says(TurnMsg::Card { turn: facts(ws, id, plea), state }))
}

fn state(ws: &Workspace, plea: &TurnPlea) -> TurnState {
    match &plea.state {
        TurnPleaState::Open => TurnState::Open,
        TurnPleaState::Withdrawn => TurnState::Withdrawn,
        TurnPleaState::Settled => TurnState::Settled,
        TurnPleaState::Taken(by, company) => TurnState::Taken(by.clone(), company_name(ws, Some(*company))),
    }
}

fn says(msg: TurnMsg) -> Msg {
    Msg::Cover(CoverMsg::Turn(msg))
}

/// Puts a state of the question, which its card shows.
fn put(plan: &mut Plan, cluster: ClusterId, plea: TurnPlea) {
    let Some(row) = plan.clusters.get(&cluster).cloned() else { return };
    plan.put(Change::Cluster(Cluster { turn_plea: Some(plea), ..row }));
    plan.touch([Subject::Cluster(cluster)], |face| *face == Face::TurnCover(cluster));
}

/// Whether the turn is with whom it was when somebody asked.
fn stands(ws: &Workspace, cluster: &Cluster, plea: &TurnPlea, today: NaiveDate) -> bool {
    let begun = ws.turns_in(cluster.id).find(|turn| turn.from == plea.from).cloned();
    let turn = begun.or_else(|| turns::next(ws, cluster)).filter(|turn| turn.from == plea.from);
    let is_here = ws.companies.get(&plea.company).is_some_and(|company| company.left.is_none());
    is_here && plea.until > today && turn.is_some_and(|turn| turn.holder == Holder::Company(plea.company))
}

/// What has been overtaken is settled: run after anything that changes who is there or whose turn it is.
pub fn settle(plan: &mut Plan, id: ClusterId) {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return };
    let Some(plea) = cluster.turn_plea.clone() else { return };
    let is_here = |id: &CompanyId| plan.companies.get(id).is_some_and(|company| company.left.is_none());
    let holds = match &plea.state {
        TurnPleaState::Open => stands(plan, &cluster, &plea, plan.today(&cluster)),
        TurnPleaState::Taken(_, company) => is_here(company),
        TurnPleaState::Withdrawn | TurnPleaState::Settled => true,
    };
    if !holds {
        put(plan, id, TurnPlea { state: TurnPleaState::Settled, ..plea });
    }
}

/// Somebody asks, for their company or, who facilitates, for another, whose contact hears of it.
pub fn ask(mut plan: Plan, by: &UserId, cluster: &Cluster) -> Decision {
    let id = cluster.id;
    let Some((company, turn)) = mine(&plan, by, cluster) else {
        return plan.finish_saying(by, Some(id), Msg::Cover(CoverMsg::Nothing));
    };
    let is_asked = |plea: &&TurnPlea| plea.state == TurnPleaState::Open && plea.from == turn.from;
    if let Some(asked) = cluster.turn_plea.as_ref().filter(is_asked) {
        let turn = facts(&plan, id, asked);
        return plan.finish_saying(by, Some(id), says(TurnMsg::YourOwn { turn }));
    }
    let plea = TurnPlea {
        by: by.clone(),
        company,
        from: turn.from,
        until: turn.until,
        // The number that the card is about to get.
        card: CardId(plan.counter),
        said: plan.today(cluster),
        state: TurnPleaState::Open,
    };
    // An earlier question is one no more.
    put(&mut plan, id, plea.clone());
    show(&mut plan, cluster);
    let is_theirs = plan.company_of(id, by).is_some_and(|mine| mine.id == company);
    let turn = facts(&plan, id, &plea);
    if let Some(contact) = contact(&plan, company).filter(|contact| contact != by && !is_theirs) {
        let msg = TurnMsg::AskedForYou { turn: turn.clone(), by: by.clone() };
        tell(&mut plan, &contact, cluster, msg);
    }
    plan.finish_saying(by, Some(id), says(TurnMsg::Asked { turn }))
}

fn show(plan: &mut Plan, cluster: &Cluster) -> CardId {
    let sending = Sending::to(Place::Channel(cluster.channel.clone()), Kind::Cover).by_itself(cluster.id);
    plan.show(sending, cluster.lang, Face::TurnCover(cluster.id))
}

fn tell(plan: &mut Plan, to: &UserId, cluster: &Cluster, msg: TurnMsg) {
    let lang = plan.lang_of(to, Some(cluster.id));
    let sending = Sending::to(Place::Dm(to.clone()), Kind::Cover).by_itself(cluster.id);
    plan.say(sending, lang, says(msg));
}

/// The question that a button is about; a card of an earlier one is an old one.
fn find(plan: &Plan, id: ClusterId, from: NaiveDate) -> Result<(Cluster, TurnPlea), Refusal> {
    let cluster = plan.clusters.get(&id).cloned().ok_or(Refusal::Gone)?;
    let plea = cluster.turn_plea.clone().filter(|plea| plea.from == from).ok_or(Refusal::Gone)?;
    Ok((cluster, plea))
}

/// How things stand, to whoever pressed in vain.
fn as_it_stands(plan: Plan, by: &UserId, id: ClusterId, plea: &TurnPlea) -> Decision {
    let msg = TurnMsg::Card { turn: facts(&plan, id, plea), state: state(&plan, plea) };
    plan.finish_saying(by, Some(id), says(msg))
}

/// Tells whoever asked, and the contact of the company, but not whoever did it.
fn tell_askers(plan: &mut Plan, by: &UserId, cluster: &Cluster, plea: &TurnPlea, msg: &TurnMsg) {
    let askers = [Some(plea.by.clone()), contact(plan, plea.company)].into_iter().flatten();
    let askers: std::collections::BTreeSet<UserId> =
        askers.filter(|user| plan.belongs(cluster, user)).collect();
    for asker in askers.into_iter().filter(|asker| asker != by) {
        tell(plan, &asker, cluster, msg.clone());
    }
}

/// "We take it": what has begun changes hands at once.
pub fn accept(mut plan: Plan, by: &UserId, id: ClusterId, from: NaiveDate) -> Decision {
    let (cluster, plea) = match find(&plan, id, from) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, Some(id), refusal),
    };
    let Some(mine) = plan.company_of(id, by).cloned() else {
        return plan.refuse(by, Some(id), Refusal::NoCompany);
    };
    let today = plan.today(&cluster);
    if plea.state != TurnPleaState::Open || !stands(&plan, &cluster, &plea, today) {
        return as_it_stands(plan, by, id, &plea);
    }
    if mine.id == plea.company {
        let turn = facts(&plan, id, &plea);
        return plan.finish_saying(by, Some(id), says(TurnMsg::YourOwn { turn }));
    }
    let begins = plea.from.max(today);
    if mine.is_away(begins) {
        let start = begins.and_time(cluster.times.hour);
        return plan.finish_saying(by, Some(id), Msg::Cover(CoverMsg::AwayThen { start }));
    }
    let taken = TurnPlea { state: TurnPleaState::Taken(by.clone(), mine.id), ..plea };
    put(&mut plan, id, taken.clone());
    let begun = plan.turns_in(id).find(|turn| turn.from == from).cloned();
    if let Some(turn) = begun {
        let on_behalf = turn.account().filter(|account| *account != mine.id);
        plan.put(Change::Turn(Turn { holder: Holder::Company(mine.id), on_behalf, ..turn }));
    }
    let turn = facts(&plan, id, &taken);
    // What has not begun is no row yet that could be counted.
    let to_come = u32::from(from > today);
    let owed = owing::owes_turns(&plan, &cluster, taken.company, mine.id) + to_come;
    let msg = TurnMsg::Accepted { turn: turn.clone(), by: by.clone(), company: mine.name, owed };
    tell_askers(&mut plan, by, &cluster, &taken, &msg);
    plan.finish_saying(by, Some(id), says(TurnMsg::Yours { turn }))
}

/// Nobody needs to take it any more: says whoever asked, their colleagues, and whoever runs the cluster.
pub fn withdraw(mut plan: Plan, by: &UserId, id: ClusterId, from: NaiveDate) -> Decision {
    let (cluster, plea) = match find(&plan, id, from) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, Some(id), refusal),
    };
    let is_theirs = plan.company_of(id, by).is_some_and(|mine| mine.id == plea.company);
    if !is_theirs && plea.by != *by && onboarding::may_run(&plan, by, &cluster).is_err() {
        return plan.refuse(by, Some(id), Refusal::NotYours(Right::Organiser, cluster.facilitator));
    }
    if plea.state != TurnPleaState::Open {
        return as_it_stands(plan, by, id, &plea);
    }
    let turn = facts(&plan, id, &plea);
    put(&mut plan, id, TurnPlea { state: TurnPleaState::Withdrawn, ..plea });
    plan.finish_saying(by, Some(id), says(TurnMsg::Withdrawn { turn }))
}

/// "Not after all": until it begins, and the question is open again.
pub fn give_back(mut plan: Plan, by: &UserId, id: ClusterId, from: NaiveDate) -> Decision {
    let (cluster, plea) = match find(&plan, id, from) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, Some(id), refusal),
    };
    let TurnPleaState::Taken(_, taker) = &plea.state else { return as_it_stands(plan, by, id, &plea) };
    if plan.company_of(id, by).is_none_or(|mine| mine.id != *taker) {
        return plan.refuse(by, Some(id), Refusal::NotYours(Right::Organiser, cluster.facilitator));
    }
    let turn = facts(&plan, id, &plea);
    if plea.from <= plan.today(&cluster) {
        return plan.finish_saying(by, Some(id), says(TurnMsg::Begun { turn }));
    }
    let open = TurnPlea { state: TurnPleaState::Open, ..plea };
    put(&mut plan, id, open.clone());
    settle(&mut plan, id);
    let msg = TurnMsg::GivenBack { turn: turn.clone(), by: by.clone() };
    tell_askers(&mut plan, by, &cluster, &open, &msg);
    plan.finish_saying(by, Some(id), says(TurnMsg::ThatsFine { turn }))
}

/// The local date on which it is asked again next: in the weeks before the turn begins, as for a meeting.
pub fn asks_again(cluster: &Cluster) -> Option<NaiveDate> {
    let plea = cluster.turn_plea.as_ref().filter(|plea| plea.state == TurnPleaState::Open)?;
    reminding::dates(plea.from).into_iter().filter(|date| *date > plea.said).min()
}

/// Asks again, below the question; one that is not there any more is put anew.
pub fn remind(mut plan: Plan, id: ClusterId) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else {
        return plan.finish(crate::domain::model::Answer::Nothing);
    };
    let open = cluster.turn_plea.clone().filter(|plea| plea.state == TurnPleaState::Open);
    if let Some(plea) = open {
        let plea = TurnPlea { said: plan.today(&cluster), ..plea };
        put(&mut plan, id, plea.clone());
        if plan.cards.contains_key(&plea.card) {
            let msg = says(TurnMsg::Again { turn: facts(&plan, id, &plea) });
            let sending = Sending::to(Place::ThreadOf(plea.card), Kind::Cover).by_itself(id);
            plan.say(sending, cluster.lang, msg);
        } else {
            let card = show(&mut plan, &cluster);
            put(&mut plan, id, TurnPlea { card, ..plea });
        }
    }
    plan.finish(crate::domain::model::Answer::Nothing)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
