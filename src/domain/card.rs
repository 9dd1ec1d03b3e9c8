//! What each card shows now: state in, message out. Called when a card is sent and whenever it
//! is edited, so that a card can never claim what is no longer so.

use super::model::{Card, Face, Msg, Workspace};
use super::{brief, meeting, onboarding, quiet, rotation, rsvp, talk};

/// What a card shows. `None` when what it is about is gone.
pub fn message(ws: &Workspace, card: &Card) -> Option<Msg> {
    match &card.face {
        Face::Preview(cluster) => onboarding::preview_card(ws, *cluster),
        Face::Welcome(cluster) => onboarding::welcome_card(ws, *cluster),
        Face::WhichCompany(cluster, user) => onboarding::which_company_card(ws, card, *cluster, user),
        Face::Announcement(meeting) => meeting::announcement_card(ws, *meeting),
        Face::HostAsk(meeting, user) => rotation::host_ask_card(ws, *meeting, user),
        Face::Reminder(meeting, user) => rsvp::reminder_card(ws, card, *meeting, user),
        Face::Talk(id) => talk::mine_card(ws, *id),
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
