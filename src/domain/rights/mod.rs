//! Who has any business here at all, asked before a feature is: whoever acts is a person whose account is open, and what
//! a button or a modal is about is of a cluster they belong to. What one may do there is for each feature to say; the
//! table in the tests has all of it.

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;

use super::model::{
    About, Action, Answer, ClusterId, Decision, Event, Msg, Person, Refusal, UserId, Workspace,
};

/// A refusal for one who has no business with this; `None`: the feature decides. Either refusal asks Slack again, since
/// somebody may have come back, or into the channel, without our having heard of it.
pub(super) fn refused(ws: &Workspace, event: &Event) -> Option<Decision> {
    let (by, about) = match event {
        Event::Commanded { by, .. } | Event::MessageChosen { by, .. } | Event::HomeOpened { by } => {
            (by, None)
        }
        Event::Pressed { by, press, .. } => (by, cluster_of(ws, &press.about())),
        Event::AddressAsked { by, cluster, .. } => (by, Some(*cluster)),
        Event::Submitted { by, purpose, .. } => (by, cluster_of(ws, &purpose.about())),
        // Whatever writes to Klynge and is nobody is met with silence, where it is dealt with.
        Event::Addressed { .. }
        | Event::Spoke { .. }
        | Event::Arrived { .. }
        | Event::Departed { .. }
        | Event::PeopleSeen(_)
        | Event::RoomSeen { .. }
        | Event::NotesSeen { .. }
        | Event::Due(_)
        | Event::Fate(_) => return None,
    };
    if ws.people.get(by).is_some_and(|person| !Person::reachable(person)) {
        return Some(no(ws, by, None, Refusal::Sorry, Action::LookUpPerson(by.clone())));
    }
    let cluster = ws.clusters.get(&about?).filter(|cluster| !ws.belongs(cluster, by))?;
    let look = Action::LookIntoRoom(cluster.channel.clone());
    Some(no(ws, by, Some(cluster.id), Refusal::NotAmongYou, look))
}

fn no(ws: &Workspace, by: &UserId, of: Option<ClusterId>, refusal: Refusal, look: Action) -> Decision {
    let answer = Answer::Say(ws.lang_of(by, of), Box::new(Msg::Refusal(refusal)));
    Decision { actions: vec![look], answer, ..Decision::default() }
}

/// The cluster something is of. `None` for what is gone, which the feature says, and for what is one's own.
fn cluster_of(ws: &Workspace, about: &About) -> Option<ClusterId> {
    match about {
        About::Cluster(id) => Some(*id),
        About::Meeting(id) => Some(ws.meetings.get(id)?.cluster),
        About::Talk(id) => Some(ws.talks.get(id)?.cluster),
        About::Wish(id) => Some(ws.wishes.get(id)?.cluster),
        About::Item(id) => Some(ws.items.get(id)?.cluster),
        About::Guest(id) => Some(ws.guests.get(id)?.cluster),
        // A channel without a cluster is a matter of setting one up.
        About::Room(_) | About::Oneself => None,
    }
}
