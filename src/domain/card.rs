//! What each card shows now: state in, message out. Called when a card is sent and whenever it
//! is edited, so that a card can never claim what is no longer so.

use super::model::{Card, CardId, Change, Face, Msg, TalkMsg, Workspace};
use super::outcome::Outcome;
use super::sabotage::{Rule, broken};
use super::{brief, meeting, onboarding, quiet, rotation, rsvp, talk};
use std::collections::BTreeSet;

/// What a card shows. `None` when what it is about is gone.
pub fn message(ws: &Workspace, card: &Card) -> Option<Msg> {
    match &card.face {
        Face::Preview(cluster) => onboarding::preview_card(ws, *cluster),
        Face::Welcome(cluster) => onboarding::welcome_card(ws, *cluster),
        Face::WhichCompany(cluster, user) => onboarding::which_company_card(ws, card, *cluster, user),
        Face::Cover(meeting) | Face::Swap(meeting, _) => rotation::cover::card(ws, card, *meeting),
        Face::TurnCover(cluster) => rotation::cover::turn::card(ws, card, *cluster),
        Face::Announcement(meeting) => meeting::announcement_card(ws, *meeting),
        Face::HostAsk(meeting, user) => rotation::host_ask_card(ws, *meeting, user),
        Face::Reminder(meeting, user) => rsvp::reminder_card(ws, card, *meeting, user),
        Face::Talk(id) => talk::mine_card(ws, *id),
        Face::With(id, user) => {
            talk::together::card(ws, *id, user, |talk, facts| TalkMsg::With { talk, facts })
        }
        Face::ReadyWith(id, user) => {
            talk::together::card(ws, *id, user, |talk, facts| TalkMsg::Ready { talk, facts })
        }
        Face::StepIn(meeting, id) => talk::backups::card(ws, *meeting, *id),
        Face::Week(id, user) => {
            talk::together::card(ws, *id, user, |talk, facts| TalkMsg::Week { talk, facts })
        }
        Face::Ready(id) => talk::ready_card(ws, *id),
        Face::Invitation(meeting, user) => talk::inviting::card(ws, *meeting, user),
        Face::Nudge(meeting, user) => quiet::nudging::card(ws, *meeting, user),
        Face::Attendance(meeting, _) => meeting::attendance::card(ws, *meeting),
        Face::Draft(meeting, _) => brief::drafting::draft_card(ws, *meeting),
        Face::Part(talk) => brief::sharing::part_card(ws, *talk),
        Face::Brief(meeting) => brief::publishing::card(ws, *meeting),
        Face::BriefFor(meeting, _) => brief::publishing::card_for(ws, *meeting),
    }
}

/// Takes the marks off cards that would show just what they show already. Features mark generously; an
/// edit that changes nothing would cost a call and a commit.
pub fn spare_edits(outcome: &mut Outcome<'_>) {
    let before = outcome.before;
    let marked: BTreeSet<CardId> =
        outcome.changes().iter().filter_map(|change| mark(before, change)).collect();
    if marked.is_empty() {
        return;
    }
    let after = outcome.after();
    let same = |id: &CardId| {
        let (card, now) = (before.cards.get(id), after.cards.get(id));
        if broken(Rule::Spare) {
            return true;
        }
        let is_marked_only = card.zip(now).is_some_and(|(card, now)| differs_in_version(card, now));
        is_marked_only && card.map(|card| message(before, card)) == now.map(|card| message(after, card))
    };
    let spared: BTreeSet<CardId> = marked.into_iter().filter(same).collect();
    outcome.leave(&spared);
}

/// The card that a change marks as showing less than we know.
fn mark(ws: &Workspace, change: &Change) -> Option<CardId> {
    let Change::Card(card) = change else { return None };
    ws.cards.get(&card.id).filter(|before| differs_in_version(before, card)).map(|card| card.id)
}

fn differs_in_version(before: &Card, now: &Card) -> bool {
    now.version > before.version && Card { version: before.version, ..now.clone() } == *before
}

#[cfg(test)]
mod tests {
    use crate::domain::decide;
    use crate::domain::model::{Change, Coming, Event, Nonce, Press};
    use crate::domain::testing::{World, user};

    #[test]
    fn a_card_is_marked_only_when_it_would_show_something_else() {
        let (mut world, cluster) = World::with_companies(4);
        world.pass_days(4);
        let meeting = world.planned(cluster)[0].id;
        let answer = |coming| Event::Pressed {
            by: user(0),
            channel: None,
            press: Press::Answer(meeting, coming),
            nonce: Nonce(7_000),
        };
        let marks = |world: &World, event: &Event| {
            let decision = decide(&world.ws, event, world.now);
            decision.changes.iter().filter(|change| matches!(change, Change::Card(_))).count()
        };
        assert_eq!(marks(&world, &answer(Coming::Yes)), 1, "the announcement");
        world.happen(&answer(Coming::Yes));
        let theme = Event::Pressed {
            by: user(0),
            channel: None,
            press: Press::Answer(meeting, Coming::Yes),
            nonce: Nonce(7_001),
        };
        assert_eq!(marks(&world, &theme), 0, "the same answer again");
    }
}
