//! Quiet companies (the unit is the company: it is quiet while nobody of it takes part). What counts
//! as taking part is in [`taking_part`], what Klynge does about silence in [`nudging`].

pub mod nudging;
pub mod taking_part;
#[cfg(test)]
mod tests;

use super::model::{Company, CompanyId, Meeting, Presence, Status, Workspace};
use chrono::NaiveDate;

/// What is known of a company.
pub fn presence(ws: &Workspace, company: CompanyId) -> Presence {
    ws.presence.get(&company).cloned().unwrap_or(Presence::new(company))
}

/// The last local date on which anybody of a company took part: did something, or was at one of its
/// cluster's meetings, be it in silence.
pub fn last_active(ws: &Workspace, company: &Company) -> Option<NaiveDate> {
    let was_there =
        |meeting: &&Meeting| meeting.status == Status::Held && meeting.attended.contains(&company.id);
    let theirs = ws.meetings_in(company.cluster).filter(was_there);
    let last = theirs.map(|meeting| meeting.start.date()).max();
    last.max(ws.presence.get(&company.id).and_then(|row| row.active_on))
}
