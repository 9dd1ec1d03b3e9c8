//! The words one can type after `/klynge`, in both languages.

use super::Lang;
use serde::{Deserialize, Serialize};

/// A subcommand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommandWord {
    /// What can I do here?
    Help,
    /// Set a cluster up in this channel.
    Setup,
    /// The next meeting.
    Next,
    /// We're coming.
    Coming,
    /// Can't: send the brief.
    Cant,
    /// Maybe.
    Maybe,
    /// Who organises, now and next.
    Organiser,
    /// Who hosts the next meetings.
    Host,
    /// Move, cancel or change a meeting.
    Meeting,
    /// Who is in the cluster.
    Members,
    /// Which company am I from?
    Company,
    /// Somebody should take our meeting.
    Cover,
    /// We would rather have another company's meeting.
    Swap,
    /// My company is away for a while.
    Away,
    /// My company is back.
    Back,
    /// What the cluster has otherwise.
    Settings,
    /// Nothing unasked until a date.
    Snooze,
    /// Show something at a meeting.
    Present,
    /// What people would like to hear of.
    Wish,
    /// What is on the next meeting's agenda.
    Agenda,
    /// What earlier meetings contained.
    Brief,
    /// How a meeting can be held.
    Formats,
    /// Who could come from outside.
    Guest,
    /// Bokmål or English.
    Language,
}

impl CommandWord {
    /// All subcommands, in the order help lists them.
    pub const ALL: [Self; 24] = [
        Self::Next,
        Self::Coming,
        Self::Cant,
        Self::Maybe,
        Self::Present,
        Self::Wish,
        Self::Agenda,
        Self::Brief,
        Self::Host,
        Self::Organiser,
        Self::Cover,
        Self::Swap,
        Self::Company,
        Self::Away,
        Self::Back,
        Self::Members,
        Self::Meeting,
        Self::Formats,
        Self::Guest,
        Self::Setup,
        Self::Settings,
        Self::Snooze,
        Self::Language,
        Self::Help,
    ];

    /// The word in a language.
    pub const fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Help, Lang::En) => "help",
            (Self::Help, Lang::Nb) => "hjelp",
            (Self::Setup, Lang::En) => "setup",
            (Self::Setup, Lang::Nb) => "oppsett",
            (Self::Next, Lang::En) => "next",
            (Self::Next, Lang::Nb) => "neste",
            (Self::Coming, Lang::En) => "coming",
            (Self::Coming, Lang::Nb) => "kommer",
            (Self::Cant, Lang::En) => "cant",
            (Self::Cant, Lang::Nb) => "kan-ikke",
            (Self::Maybe, Lang::En) => "maybe",
            (Self::Maybe, Lang::Nb) => "kanskje",
            (Self::Organiser, Lang::En) => "organiser",
            (Self::Organiser, Lang::Nb) => "arrangør",
            (Self::Host, Lang::En) => "host",
            (Self::Host, Lang::Nb) => "vertskap",
            (Self::Meeting, Lang::En) => "meeting",
            (Self::Meeting, Lang::Nb) => "møte",
            (Self::Members, Lang::En) => "members",
            (Self::Members, Lang::Nb) => "medlemmer",
            (Self::Company, Lang::En) => "company",
            (Self::Company, Lang::Nb) => "bedrift",
            (Self::Cover, Lang::En) => "cover",
            (Self::Cover, Lang::Nb) => "vikar",
            (Self::Swap, Lang::En) => "swap",
            (Self::Swap, Lang::Nb) => "bytt",
            (Self::Away, Lang::En) => "away",
            (Self::Away, Lang::Nb) => "borte",
            (Self::Back, Lang::En) => "back",
            (Self::Back, Lang::Nb) => "tilbake",
            (Self::Settings, Lang::En) => "settings",
            (Self::Settings, Lang::Nb) => "innstillinger",
            (Self::Snooze, Lang::En) => "snooze",
            (Self::Snooze, Lang::Nb) => "utsett",
            (Self::Present, Lang::En) => "present",
            (Self::Present, Lang::Nb) => "presenter",
            (Self::Wish, Lang::En) => "wish",
            (Self::Wish, Lang::Nb) => "ønske",
            (Self::Agenda, Lang::En | Lang::Nb) => "agenda",
            (Self::Brief, Lang::En | Lang::Nb) => "brief",
            (Self::Formats, Lang::En) => "formats",
            (Self::Formats, Lang::Nb) => "møteformer",
            (Self::Guest, Lang::En) => "guest",
            (Self::Guest, Lang::Nb) => "gjest",
            (Self::Language, Lang::En) => "language",
            (Self::Language, Lang::Nb) => "språk",
        }
    }
}
