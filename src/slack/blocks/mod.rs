//! How things look in Slack: [`Msg`] and forms become Block Kit. Pure; a file a feature, on the helpers of `kit`
//! and `input`, which hold Slack's limits.

mod agenda;
mod brief;
mod cover;
mod digest;
mod form;
mod guest;
mod help;
mod home;
mod hosting;
mod ics;
mod input;
mod kit;
mod meeting;
mod onboarding;
mod people;
mod quiet;
mod refusal;
mod rotation;
mod rsvp;
mod talk;
mod wish;

pub(crate) use form::Metadata;
pub use form::{faults, view};
pub use home::home;

use crate::domain::model::{Lang, Msg};
use crate::i18n::{self, Said};
use kit::Page;
use serde_json::{Value, json};

/// The longest fallback text; Slack advises to stay below 4,000 characters.
const FALLBACK: usize = 3_900;

/// A message as Slack takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendered {
    /// For notifications and screen readers; mrkdwn, escaped.
    pub text: String,
    /// A Block Kit array of at most twelve blocks.
    pub blocks: Value,
}

/// A message, for a channel, a direct conversation or one person's eyes.
pub fn message(lang: Lang, msg: &Msg) -> Rendered {
    let said = i18n::render(lang, msg);
    Rendered {
        text: kit::shorten_mrkdwn(&said.whole(), FALLBACK),
        blocks: page(lang, msg, &said).into_json(),
    }
}

/// A modal that shows a message, e.g. in the place of one that was submitted. Without the message's buttons:
/// what they would answer with belongs into a conversation.
pub fn notice(lang: Lang, msg: &Msg) -> Value {
    let said = i18n::render(lang, msg);
    json!({
        "type": "modal",
        "title": {"type": "plain_text", "text": "Klynge"},
        "close": {"type": "plain_text", "text": i18n::close(lang)},
        "blocks": page(lang, msg, &said).without_buttons().into_json(),
    })
}

/// A message for one person's eyes, as a command or a `response_url` takes it. A response to a press would take the
/// place of the message with the button if it did not say otherwise.
pub fn private(lang: Lang, msg: &Msg) -> Value {
    let Rendered { text, blocks } = message(lang, msg);
    json!({"response_type": "ephemeral", "replace_original": false, "text": text, "blocks": blocks})
}

fn page(lang: Lang, msg: &Msg, said: &Said) -> Page {
    match msg {
        Msg::Help(msg) => help::page(lang, msg, said),
        Msg::Refusal(refusal) => refusal::page(lang, refusal, said),
        Msg::Onboarding(msg) => onboarding::page(lang, msg, said),
        Msg::Meeting(msg) => meeting::page(lang, msg, said),
        Msg::Rsvp(msg) => rsvp::page(lang, msg, said),
        Msg::Cover(msg) => cover::page(lang, msg, said),
        Msg::Hosting(msg) => hosting::page(lang, msg, said),
        Msg::Rotation(msg) => rotation::page(lang, msg, said),
        Msg::Talk(msg) => talk::page(lang, msg, said),
        Msg::Wish(msg) => wish::page(lang, msg, said),
        Msg::Agenda(msg) => agenda::page(lang, msg, said),
        Msg::Guest(msg) => guest::page(lang, msg, said),
        Msg::Brief(msg) => brief::page(lang, msg, said),
        Msg::Quiet(msg) => quiet::page(lang, msg, said),
        Msg::Digest(msg) => digest::page(lang, msg, said),
        Msg::People(msg) => people::page(lang, msg, said),
        Msg::Ics(_) => ics::page(lang, said),
        Msg::Settings(_) => Page::new(lang).said(said).small(said),
    }
}
