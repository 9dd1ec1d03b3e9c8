//! What others do with a meeting that somebody chose a theme for.

use crate::domain::model::{ClusterId, Event, MeetingId, Press, Purpose, Workspace};

/// The clusters in which a company may be away from now on.
pub(super) fn goes_away(event: &Event, ws: &Workspace) -> Vec<ClusterId> {
    match event {
        Event::Submitted { purpose: Purpose::Away(cluster), .. } => vec![*cluster],
        Event::Commanded { by, words, .. } | Event::Addressed { by, words, .. }
            if words.contains("borte") =>
        {
            ws.clusters_of(by).map(|cluster| cluster.id).collect()
        }
        _ => Vec::new(),
    }
}

/// The meetings that change hands with a press.
pub(super) fn handed_over(press: &Press) -> Vec<MeetingId> {
    match press {
        Press::AcceptCover(one) | Press::GiveBackCover(one) => vec![*one],
        Press::AcceptSwap(one, other) | Press::GiveBackSwap(one, other) => vec![*one, *other],
        _ => Vec::new(),
    }
}
