//! Hands the desk what falls due, one thing at a time, and sleeps until the next or until the
//! workspace or the clock changes.

use super::clock::Clock;
use super::desk::{DeskSender, Noted};
use crate::domain::model::{Due, Event, Instant, Workspace};
use crate::domain::schedule;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::sync::watch;

/// How long to wait after something due could not be written.
const AFTER_FAILURE: Duration = Duration::from_secs(1);
/// How long something that changed nothing is left out.
const LEFT_FOR: chrono::Duration = chrono::Duration::hours(1);

/// Runs until told to stop.
pub async fn run(
    mut memory: watch::Receiver<Workspace>,
    mut clock: Clock,
    desk: DeskSender,
    mut stop: watch::Receiver<bool>,
) {
    // What was due and changed nothing, which would be due for ever: left out until its hour is
    // over, so that the next thing is served.
    let mut stuck: BTreeMap<Due, Instant> = BTreeMap::new();
    while !*stop.borrow() {
        let now = clock.civil();
        stuck.retain(|_, until| *until > now);
        let next = {
            let ws = memory.borrow_and_update();
            schedule::upcoming(&ws, now).filter(|(_, due)| !stuck.contains_key(due)).min()
        };
        let at = match next {
            Some((at, due)) if at <= now => {
                if perform(&desk, &due).await == Noted::Unchanged {
                    tracing::error!(?due, "was due and changed nothing; left for an hour");
                    stuck.insert(due, now + LEFT_FOR);
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
