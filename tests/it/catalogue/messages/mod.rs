//! An example of every message, a file a feature.

mod agenda;
mod brief;
mod cover;
mod digest;
mod guest;
mod help;
mod hosting;
mod ics;
mod meeting;
mod onboarding;
mod people;
mod quiet;
mod refusal;
mod rotation;
mod rsvp;
mod settings;
mod talk;
mod wish;

pub(super) use agenda::entries;
mod turn;

use super::Feature;
use super::cast::Cast;
use klynge::domain::model::Msg;

pub(super) fn all(cast: &Cast) -> Vec<Feature<Msg>> {
    // Exhaustive, so that a new feature is missed here at once.
    let names = |msg: &Msg| match msg {
        Msg::Help(_) => "help",
        Msg::Refusal(_) => "refusal",
        Msg::Onboarding(_) => "onboarding",
        Msg::Meeting(_) => "meeting",
        Msg::Rsvp(_) => "rsvp",
        Msg::Rotation(_) => "rotation",
        Msg::Cover(_) => "cover",
        Msg::Hosting(_) => "hosting",
        Msg::Talk(_) => "talk",
        Msg::Wish(_) => "wish",
        Msg::Agenda(_) => "agenda",
        Msg::Guest(_) => "guest",
        Msg::Brief(_) => "brief",
        Msg::Quiet(_) => "quiet",
        Msg::Digest(_) => "digest",
        Msg::People(_) => "people",
        Msg::Ics(_) => "ics",
        Msg::Settings(_) => "settings",
    };
    let features = [
        help::feature(cast),
        refusal::feature(cast),
        onboarding::feature(cast),
        meeting::feature(cast),
        rsvp::feature(cast),
        rotation::feature(cast),
        cover::feature(cast),
        hosting::feature(cast),
        talk::feature(cast),
        wish::feature(cast),
        agenda::feature(cast),
        guest::feature(cast),
        brief::feature(cast),
        quiet::feature(cast),
        digest::feature(cast),
        people::feature(cast),
        ics::feature(cast),
        settings::feature(cast),
    ];
    for feature in &features {
        assert!(feature.examples.iter().all(|(_, msg)| names(msg) == feature.name));
    }
    let features: Vec<_> = features.into_iter().chain([turn::feature(cast)]).collect();
    features
}
