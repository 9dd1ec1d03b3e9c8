//! What others do with a meeting that somebody chose something for.

use super::{Fact, Said};
use crate::domain::model::{ClusterId, Event, MeetingId, Press, Purpose, Workspace};
use std::collections::BTreeMap;

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

/// What is planned has followed its cluster to another place, or to another rhythm if nobody has moved it.
pub(super) fn move_along(facts: &mut BTreeMap<Fact, Said>, cluster: ClusterId, ws: &Workspace) {
    for (fact, said) in facts {
        if let (Fact::Meeting(id), Said::Meeting(Some((start, place, _)))) = (fact, said)
            && let Some(meeting) = ws.meetings.get(id).filter(|meeting| meeting.cluster == cluster)
        {
            *place = meeting.place.clone();
            if meeting.revision == 0 {
                *start = meeting.start;
            }
        }
    }
}
