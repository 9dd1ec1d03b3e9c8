//! Hands the desk what falls due, one thing at a time, and sleeps until the next or until the
//! workspace or the clock changes.

use super::clock::Clock;
use super::desk::{DeskSender, Noted};
use crate::domain::model::{Due, Event, Instant, Workspace};
use crate::domain::schedule::Timetable;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::sync::watch;

/// How long to wait after something due could not be written.
const AFTER_FAILURE: Duration = Duration::from_secs(1);
/// How long something that changed nothing is left out.
const LEFT_FOR: chrono::Duration = chrono::Duration::hours(1);

/// What is due next, without what was due in vain.
#[derive(Default)]
pub(crate) struct Agenda {
    /// What was due and changed nothing, which would be due for ever: left out until its hour is
    /// over, so that the next thing is served.
    stuck: BTreeMap<Due, Instant>,
    timetable: Timetable,
}

impl Agenda {
    /// The next thing, and when; it may lie in the past.
    pub(crate) fn next(&mut self, ws: &Workspace, now: Instant) -> Option<(Instant, Due)> {
        let before = self.stuck.len();
        self.stuck.retain(|_, until| *until > now && *until <= now + LEFT_FOR);
        if self.stuck.len() < before {
            self.timetable.forget();
        }
        self.timetable.next(ws, now, |due| self.stuck.contains_key(due))
    }

    /// It was done and changed nothing. Answers whether it is due still, and would be for ever: something that
    /// happened just before may have made it pointless.
    pub(crate) fn in_vain(&mut self, ws: &Workspace, due: Due, now: Instant) -> bool {
        let is_due_still = self.next(ws, now).is_some_and(|(_, next)| next == due);
        if is_due_still {
            tracing::error!(?due, "was due and changed nothing; left for an hour");
            self.stuck.insert(due, now + LEFT_FOR);
        }
        is_due_still
    }
}

/// Runs until told to stop.
pub async fn run(
    mut memory: watch::Receiver<Workspace>,
    mut clock: Clock,
    desk: DeskSender,
    mut stop: watch::Receiver<bool>,
) {
    let mut agenda = Agenda::default();
    while !*stop.borrow() {
        let now = clock.civil();
        let next = agenda.next(&memory.borrow_and_update(), now);
        let at = match next {
            Some((at, due)) if at <= now => {
                if perform(&desk, &due).await == Noted::Unchanged {
                    agenda.in_vain(&memory.borrow(), due, now);
                }
                continue;
            }
            other => other.map(|(at, _)| at),
        };
        tokio::select! {
            () = clock.reached(at) => {}
            _ = memory.changed() => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

/// Has the desk do it.
async fn perform(desk: &DeskSender, due: &Due) -> Noted {
    let noted = desk.note(Event::Due(due.clone())).await;
    if noted == Noted::Failed {
        tokio::time::sleep(AFTER_FAILURE).await;
    }
    noted
}
