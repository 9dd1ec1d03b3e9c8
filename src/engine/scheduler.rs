//! Hands the desk what falls due, one thing at a time, and sleeps until the next or until the
//! workspace or the clock changes.

use super::clock::Clock;
use super::desk::{DeskSender, Noted};
use crate::domain::model::{Due, Event, Workspace};
use crate::domain::schedule;
use std::time::Duration;
use tokio::sync::watch;

/// How long to wait after something due could not be written.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// Runs until told to stop.
pub async fn run(
    mut memory: watch::Receiver<Workspace>,
    mut clock: Clock,
    desk: DeskSender,
    mut stop: watch::Receiver<bool>,
) {
    let mut stuck: Option<Due> = None;
    while !*stop.borrow() {
        let next = {
            let ws = memory.borrow_and_update();
            schedule::next(&ws, clock.civil())
        };
        let at = match next {
            Some((at, due)) if at <= clock.civil() && stuck.as_ref() != Some(&due) => {
                stuck = perform(&desk, due).await;
                continue;
            }
            other => other.map(|(at, _)| at).filter(|_| stuck.is_none()),
        };
        tokio::select! {
            () = clock.reached(at) => stuck = None,
            _ = memory.changed() => stuck = None,
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

/// Has the desk do it. Returns it when it changed nothing, which would be due for ever.
async fn perform(desk: &DeskSender, due: Due) -> Option<Due> {
    match desk.note(Event::Due(due.clone())).await {
        Noted::Changed => None,
        Noted::Unchanged => {
            tracing::error!(?due, "was due and changed nothing; left until something else happens");
            Some(due)
        }
        Noted::Failed => {
            tokio::time::sleep(AFTER_FAILURE).await;
            None
        }
    }
}
