//! What one may leave empty in the form for a talk: who presents it too, what one wants from the others,
//! a link, and what is only ticked.

use crate::domain::meeting::change::{Faults, typed};
use crate::domain::model::{Cluster, Field, Problem, Text, UserId, Value, Values, Workspace};
use std::collections::BTreeSet;

/// The longest wish and link, in characters.
const MAX_WISH: usize = 200;
const MAX_LINK: usize = 500;
/// So many people can present something together with one.
pub const MAX_WITH: usize = 5;

/// The fields that may be empty.
pub(super) struct Extras {
    pub(super) with: BTreeSet<UserId>,
    pub(super) wish: Option<Text>,
    pub(super) link: Option<Text>,
    pub(super) backup: bool,
}

/// Reads them, and adds what is wrong with any.
pub(super) fn read(
    ws: &Workspace,
    cluster: &Cluster,
    presenter: &UserId,
    values: &Values,
    problems: &mut Faults,
) -> Extras {
    let wish = filled_in(values, Field::Wish);
    if wish.as_ref().is_some_and(|wish| wish.chars() > MAX_WISH) {
        problems.push((Field::Wish, Problem::TooLong(MAX_WISH)));
    }
    let with = match values.get(&Field::With) {
        Some(Value::People(people)) => people.iter().cloned().collect(),
        _ => BTreeSet::new(),
    };
    problems.extend(wrong_with(ws, cluster, presenter, &with).map(|problem| (Field::With, problem)));
    Extras { with, wish, link: read_link(values, problems), backup: is_ticked(values, Field::Backup) }
}

/// A web address, or nothing.
pub(super) fn read_link(values: &Values, problems: &mut Faults) -> Option<Text> {
    let link = filled_in(values, Field::Link)?;
    if link.chars() > MAX_LINK {
        problems.push((Field::Link, Problem::TooLong(MAX_LINK)));
    } else if !is_address(link.plain()) {
        problems.push((Field::Link, Problem::NotAnAddress));
    }
    Some(link)
}

fn is_address(link: &str) -> bool {
    let behind = ["https://", "http://"].into_iter().find_map(|scheme| link.strip_prefix(scheme));
    behind.is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        && !link.contains([' ', '|', '<', '>', '"', '`'])
}

/// Whether a field with one tick has it.
pub(super) fn is_ticked(values: &Values, field: Field) -> bool {
    matches!(values.get(&field), Some(Value::Ticked(ticks)) if !ticks.is_empty())
}

fn filled_in(values: &Values, field: Field) -> Option<Text> {
    Some(typed(values, field)).filter(|text| !text.is_empty())
}

/// Those who present it too are people of the channel, a handful, and others than the presenter.
fn wrong_with(
    ws: &Workspace,
    cluster: &Cluster,
    presenter: &UserId,
    with: &BTreeSet<UserId>,
) -> Option<Problem> {
    let is_here = |user: &UserId| {
        let is_in = ws.rooms.get(&cluster.channel).is_some_and(|room| room.users.contains(user));
        is_in && ws.people.get(user).is_some_and(|person| person.reachable())
    };
    if with.contains(presenter) {
        Some(Problem::PresentsAlready)
    } else if !with.iter().all(is_here) {
        Some(Problem::NotHere)
    } else {
        (with.len() > MAX_WITH).then_some(Problem::TooMany(MAX_WITH))
    }
}
