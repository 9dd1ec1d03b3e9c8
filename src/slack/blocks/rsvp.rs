//! Answers and reminders.

use super::kit::Page;
use crate::domain::model::{Coming, Lang, MeetingId, OptOut, Press, RsvpMsg};
use crate::i18n::Said;

pub(super) fn page(lang: Lang, msg: &RsvpMsg, said: &Said) -> Page {
    let presses = match msg {
        RsvpMsg::Noted { facts, company: _, answer, file, address, colleague: _ } => match answer {
            Coming::Maybe => answers(facts.id, Some(Coming::Maybe)),
            Coming::Yes if *file => {
                let stop = Press::StopAsking(OptOut::CalendarFiles);
                address.map(Press::MakeAddress).into_iter().chain([stop]).collect()
            }
            Coming::Yes | Coming::No => Vec::new(),
        },
        RsvpMsg::ColleaguesStillCome { .. } => Vec::new(),
        RsvpMsg::Waiting { facts, .. } | RsvpMsg::Seated { facts } => {
            vec![Press::Answer(facts.id, Coming::No)]
        }
        RsvpMsg::Reminder { facts, company: _, answered, over, tomorrow: _ } => match (over, answered) {
            (true, _) => Vec::new(),
            (false, Some((answer, _))) => answers(facts.id, Some(*answer)),
            (false, None) => {
                let mut presses = answers(facts.id, None);
                presses.push(Press::StopAsking(OptOut::Reminders));
                presses
            }
        },
    };
    Page::new(lang).said(said).presses(presses).small(said)
}

/// The answers, without the one that was given.
pub(super) fn answers(meeting: MeetingId, given: Option<Coming>) -> Vec<Press> {
    Coming::ALL
        .into_iter()
        .filter(|answer| Some(*answer) != given)
        .map(|answer| Press::Answer(meeting, answer))
        .collect()
}
