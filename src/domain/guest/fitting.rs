//! Who of the bank could come to a meeting that is to have somebody from outside.

use crate::domain::model::{Guest, GuestHint, GuestStatus, Meeting, MeetingFormat, Offer, Workspace};
use chrono::Months;
use std::cmp::Reverse;

/// So many are named: a choice, and no list.
const NAMED: usize = 3;
/// Who said "not now" may be asked again so long after that was noted.
const AGAIN: Months = Months::new(6);

/// Those who fit, where a guest is offered to the host and none comes yet: first those who were never asked. All of it
/// follows from the state and not from the time it is looked at, since a card stays as it is for days.
pub fn who_fits(ws: &Workspace, meeting: &Meeting, offer: Option<Offer>) -> Vec<GuestHint> {
    let is_wanted = offer.is_some_and(|offer| offer.format == MeetingFormat::Guest);
    if !is_wanted || super::visiting::comes_to(ws, meeting.id) {
        return Vec::new();
    }
    let day = meeting.start.date();
    let may_be_asked = |guest: &&Guest| match guest.status {
        GuestStatus::Idea => true,
        GuestStatus::NotNow => guest.touched.checked_add_months(AGAIN).is_some_and(|again| again <= day),
        GuestStatus::Asked | GuestStatus::Yes | GuestStatus::Visited => false,
    };
    let mut fitting: Vec<&Guest> = ws.guests_of(meeting.cluster).filter(may_be_asked).collect();
    fitting.sort_by_key(|guest| (guest.status, Reverse(guest.touched), guest.id));
    fitting.into_iter().take(NAMED).map(hint).collect()
}

fn hint(guest: &Guest) -> GuestHint {
    GuestHint {
        id: guest.id,
        name: guest.name.clone(),
        about: guest.about.clone(),
        owner: guest.owner.clone(),
    }
}
