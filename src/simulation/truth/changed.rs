//! What need not be read again, since nothing it is read from has changed.

use super::Fact;
use crate::domain::model::Workspace;

/// Which tables have changed between two states.
pub(super) struct Changed {
    people: bool,
    /// Of who is from where.
    belonging: bool,
    pub(super) meetings: bool,
    rsvps: bool,
    pub(super) talks: bool,
}

impl Changed {
    pub(super) fn between(before: Option<&Workspace>, after: &Workspace) -> Self {
        let differs = |same: fn(&Workspace, &Workspace) -> bool| before.is_none_or(|it| !same(it, after));
        Self {
            people: differs(|one, other| one.people.is_same(&other.people)),
            belonging: differs(|one, other| {
                one.members.is_same(&other.members) && one.companies.is_same(&other.companies)
            }),
            meetings: differs(|one, other| one.meetings.is_same(&other.meetings)),
            rsvps: differs(|one, other| one.rsvps.is_same(&other.rsvps)),
            talks: differs(|one, other| one.talks.is_same(&other.talks)),
        }
    }

    /// Whether any of them has.
    pub(super) const fn anything(&self) -> bool {
        self.people || self.belonging || self.meetings || self.rsvps || self.talks
    }

    /// Whether what the state says of a fact may have changed with them.
    pub(super) const fn concerns(&self, fact: &Fact) -> bool {
        match fact {
            Fact::Answer(..) => self.meetings || self.rsvps,
            Fact::Comes(..) => self.meetings || self.rsvps || self.belonging,
            Fact::Language(_) | Fact::OptedOut(..) | Fact::Snoozed(_) => self.people,
            Fact::Company(..) => self.belonging,
            Fact::Theme(_) | Fact::Meeting(_) => self.meetings,
            Fact::Talk(_) | Fact::Shared(_) | Fact::Confidential(_) => self.talks,
        }
    }
}
