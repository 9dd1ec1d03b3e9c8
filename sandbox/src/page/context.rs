//! What every part of the page needs to know: the world, whose eyes look at it, in which language and zone.

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use serde_json::Value;

use super::look::{some_text, truth};
use super::words::{self, Words};
use super::world::{Message, World, compare_ts};
use super::{Query, time};

/// Where in the workspace one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place<'a> {
    /// The app's Home tab.
    Home,
    /// The conversation with somebody (a user's id; mostly the app) before it was ever opened.
    NewDm(&'a str),
    /// A channel or an opened conversation, by id.
    Channel(&'a str),
    /// The workspace has nothing to show to this person.
    Nowhere,
}

/// One look at the workspace through one person's eyes.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    pub(crate) world: World<'a>,
    pub(crate) words: &'static Words,
    pub(crate) zone: Tz,
    /// The id of the person one plays; empty in a workspace without people.
    pub(crate) me: &'a str,
    pub(crate) place: Place<'a>,
    pub(crate) thread: Option<&'a str>,
    /// The `ts` after which *What happened* lists messages.
    pub(crate) since: Option<&'a str>,
    /// The `ts` at which the page was opened, as far as that is said; empty if it is now.
    opened: Option<&'a str>,
    /// How many messages of a channel are drawn.
    pub(crate) shown: usize,
    pub(crate) panel: Panel,
    /// Whether the inspector of the wire is open.
    pub(crate) wire: bool,
    /// The step of the tour one is at, if one takes it.
    pub(crate) tour: Option<usize>,
}

/// What stands in the panel at the side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Panel {
    Happened,
    Timeline,
}

impl Panel {
    /// Its name in the query and in ids.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Timeline => "timeline",
        }
    }
}

impl<'a> Page<'a> {
    /// Reads state and query; what the query names and the state does not know falls back to the first there is.
    pub(crate) fn new(state: &'a Value, query: &'a Query) -> Self {
        let world = World::read(state);
        let wanted = query.persona.as_deref().and_then(|id| world.user(id));
        let me =
            wanted.filter(|user| !user.is_bot).or_else(|| world.personas().next()).map_or("", |user| user.id);
        let zone = some_text(state, "zone").and_then(|zone| zone.parse().ok());
        Self {
            words: words::for_code(query.lang.as_deref()),
            zone: zone.unwrap_or(Tz::UTC),
            place: place(&world, me, query),
            thread: query.thread.as_deref().filter(|ts| !ts.is_empty()),
            since: query.since.as_deref().filter(|ts| !ts.is_empty()),
            opened: query.opened.as_deref(),
            shown: query.shown(),
            panel: match query.panel.as_deref() {
                Some("timeline") => Panel::Timeline,
                _ => Panel::Happened,
            },
            wire: query.wire.as_deref() == Some("1"),
            tour: query.tour.as_deref().and_then(|step| step.parse().ok()),
            me,
            world,
        }
    }

    /// Whether the person sees this. An ephemeral message has one reader, who loses it by opening the page anew.
    pub(crate) fn sees(&self, message: &Message<'_>) -> bool {
        let Some(reader) = message.ephemeral_to else { return true };
        let gone = |opened: &str| opened.is_empty() || compare_ts(message.ts, opened).is_le();
        reader == self.me && !self.opened.is_some_and(gone)
    }

    /// The civil clock's instant, if the state tells it.
    pub(crate) fn now(&self) -> Option<DateTime<Tz>> {
        time::of_json(self.world.state().pointer("/clock/now")?, self.zone)
    }

    /// The next instant for which something is planned, if any.
    pub(crate) fn next_due(&self) -> Option<DateTime<Tz>> {
        time::of_json(self.world.state().pointer("/clock/next_due")?, self.zone)
    }

    /// Today in the workspace, as far as known.
    pub(crate) fn today(&self) -> NaiveDate {
        self.now().map(|now| now.date_naive()).unwrap_or_default()
    }

    /// The app's manifest as JSON, `null` when there is none.
    pub(crate) fn manifest(&self) -> &'a Value {
        self.world.state().get("manifest").unwrap_or(&Value::Null)
    }

    /// True unless the manifest says that the app has no Home tab.
    pub(crate) fn has_home(&self) -> bool {
        self.manifest().pointer("/features/app_home").is_none_or(|home| truth(home, "home_tab_enabled"))
    }
}

fn place<'a>(world: &World<'a>, me: &str, query: &'a Query) -> Place<'a> {
    if query.home.as_deref().is_some_and(|home| !matches!(home, "" | "0" | "false")) {
        return Place::Home;
    }
    let asked = query.channel.as_deref().unwrap_or_default();
    if let Some(other) = world.user(asked).filter(|other| other.id != me && !other.deleted) {
        return world.dm_between(me, other.id).map_or(Place::NewDm(other.id), |dm| Place::Channel(dm.id));
    }
    if let Some(channel) = world.channel(asked).filter(|c| !(c.is_im || c.is_private) || c.has(me)) {
        return Place::Channel(channel.id);
    }
    let mine = || world.channels.iter().filter(|c| !c.is_im && c.has(me));
    // One begins where the app is, since that is what one came for.
    let with_app = world.app().and_then(|app| mine().find(|channel| channel.has(app.id)));
    with_app
        .or_else(|| mine().next())
        .or_else(|| world.channels.iter().find(|c| !c.is_im && !c.is_private))
        .map_or(Place::Nowhere, |channel| Place::Channel(channel.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn state() -> Value {
        json!({
            "users": [{"id": "UB", "is_bot": true}, {"id": "U1"}, {"id": "U2"}],
            "channels": [
                {"id": "C1", "members": ["U2"]}, {"id": "C2", "members": ["U1", "UB"]},
                {"id": "C3", "is_private": true, "members": ["U2"]},
                {"id": "D1", "is_im": true, "user": "U1"},
            ],
        })
    }

    fn at(persona: &str, channel: &str) -> Query {
        Query { persona: Some(persona.into()), channel: Some(channel.into()), ..Query::default() }
    }

    #[test]
    fn one_starts_in_the_first_channel_one_is_in_and_rather_where_the_app_is() {
        let (mut state, query) = (state(), Query::default());
        state["channels"][0]["members"] = json!(["U1", "U2"]);
        assert_eq!(Page::new(&state, &query).place, Place::Channel("C2"));
        state["channels"][1]["members"] = json!(["U1"]);
        let page = Page::new(&state, &query);
        assert_eq!((page.me, page.place), ("U1", Place::Channel("C1")));
    }

    #[test]
    fn nobody_looks_into_others_conversations() {
        let state = state();
        for (persona, channel, expected) in [
            ("U1", "C1", Place::Channel("C1")),
            ("U1", "C3", Place::Channel("C2")),
            ("U1", "UB", Place::Channel("D1")),
            ("U2", "D1", Place::Channel("C1")),
            ("U2", "UB", Place::NewDm("UB")),
            ("U1", "U2", Place::NewDm("U2")),
            ("U2", "C3", Place::Channel("C3")),
            ("UB", "C9", Place::Channel("C2")),
        ] {
            let query = at(persona, channel);
            assert_eq!(Page::new(&state, &query).place, expected, "{persona} {channel}");
        }
    }
}
