//! Announcements, changes and attendance.

use super::kit::Page;
use super::rsvp::answers;
use crate::domain::model::{Agreed, Lang, Managed, MeetingId, MeetingMsg, Press};
use crate::i18n::Said;

/// Meetings that get a row of buttons; two blocks each keep the message short.
const WITH_BUTTONS: usize = 5;

pub(super) fn page(lang: Lang, msg: &MeetingMsg, said: &Said) -> Page {
    let presses = match msg {
        MeetingMsg::Announcement { facts, agenda: _, answers: _, state } => match state {
            Agreed::Planned => answers_and_more(facts.id),
            Agreed::Held | Agreed::Cancelled => Vec::new(),
        },
        MeetingMsg::Next { facts, agenda: _, answers: _ } => answers_and_more(facts.id),
        MeetingMsg::Manage { cluster, meetings, passed: _, runs } => {
            let running = [Press::ExtraMeeting(*cluster), Press::ChangeRhythm(*cluster)];
            let below = running.into_iter().filter(|_| *runs).chain([Press::ShowYear(*cluster)]);
            return manage(lang, meetings, said).presses(below).small(said);
        }
        MeetingMsg::Attendance { off: true, .. } => Vec::new(),
        MeetingMsg::Attendance { facts, there, guests: _, queued, confirmed, off: false } => {
            let confirm = Press::ConfirmAttendance(facts.id);
            let confirm = (!*confirmed && !there.is_empty()).then_some(confirm);
            let carry = queued.then_some(Press::CarryOver(facts.id));
            confirm.into_iter().chain([Press::CorrectAttendance(facts.id)]).chain(carry).collect()
        }
        MeetingMsg::Changed { .. }
        | MeetingMsg::Done { .. }
        | MeetingMsg::Year(_)
        | MeetingMsg::NewRhythm { .. }
        | MeetingMsg::RhythmChanged { .. }
        | MeetingMsg::Extra { .. } => Vec::new(),
    };
    Page::new(lang).said(said).presses(presses).small(said)
}

/// The answers, and a way onto the agenda.
fn answers_and_more(meeting: MeetingId) -> Vec<Press> {
    answers(meeting, None).into_iter().chain([Press::ShowSomething(meeting)]).collect()
}

/// A meeting and, below it, what the reader may do with it.
fn manage(lang: Lang, meetings: &[Managed], said: &Said) -> Page {
    let page = meetings.iter().zip(&said.lines).take(WITH_BUTTONS).fold(
        Page::new(lang).head(said),
        |page, (managed, line)| {
            let id = managed.facts.id;
            let presses = [Press::MoveMeeting(id), Press::ChangePlace(id), Press::CancelMeeting(id)];
            page.section(line).presses(presses.into_iter().filter(|_| managed.mine))
        },
    );
    let rest = said.lines.get(WITH_BUTTONS..).unwrap_or_default();
    page.list(rest)
}
