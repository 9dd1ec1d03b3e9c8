//! The page in the browser on which one person plays everybody in the workspace.
//!
//! All markup is made here from the state's JSON; a small script (`assets/`) sends what is clicked and typed to
//! `POST /sandbox/act` and its siblings, and on every `changed` of `GET /sandbox/events` fetches the
//! fragment again and morphs it in, so that focus, caret, scroll position and half-typed text stay.
//!
//! The address carries the place: `#U..;C..;ts` (person; channel, conversation, somebody to write to, or `home`;
//! thread).
//!
//! # Hooks for browser tests
//! `data-test` is stable: `persona-list`, `persona-search`, `persona-U..`, `persona-name`, `channel-C..`, `dm-D..`
//! (the app's entry is `dm-U..` until its conversation is opened), `new-dm`, `home-tab`, `messages-tab`, `home`,
//! `message` (with `data-ts`, `data-channel`), `reply`, `replies`, `earlier`, `thread-pane`, `thread-close`,
//! `composer`, `send`, `composer-thread`, `send-thread`, `completions`, `completion` (with `aria-selected`),
//! `completions-thread`, `join`, `modal` (with `data-callback-id`), `modal-submit`, `modal-close`, `modal-cross`,
//! `field-<block_id>` (the control itself; for radio buttons and checkboxes the group, for menus of several the
//! `<details>`), `field-error-<block_id>`, `confirm` (its buttons carry `data-answer` `yes` and `no`),
//! `shortcut-<callback_id>`, `global-shortcuts`, `to-end`, `toast` (with `data-kind` `error` or `whisper`; in it `toast-go`,
//! `toast-close`). Interactive elements carry `data-action-id` and `data-block-id`.
//!
//! The time machine: `clock-now` (with `datetime`), `clock-hour`, `clock-morning`, `clock-next`, `clock-day`,
//! `clock-week`, `clock-play`, `clock-stop`, `play-progress` (with `data-to`), `play-span`, `play-speed`, `play-go`,
//! `people-loose` (with `aria-pressed`). The panel: `tab-happened`, `tab-timeline`, `happened`, `happening`,
//! `timeline`, `planned`, `plan`.
//!
//! The bar: `connection`, `language`, `theme`, `wire-toggle`, `keys-toggle`, `tour-toggle`; `keys` (the list of
//! shortcuts), `keys-on`. The inspector: `wire`, `wire-filter`, `wire-kind`, `wire-errors`, `wire-pause`,
//! `wire-clear`, `wire-close`, `wire-rows`, `wire-row` (with `data-n`, `data-kind`, `data-name`, `data-ok`),
//! `wire-detail`, `under-way`, `faults`, `fault-hang` and other ready ones
//! (`fault-status-429`, `fault-disconnect-cut`), `fault-form`, `fault-kind`, `fault-order`,
//! `armed`, `fault-clear`. The tour: `tour` (with `data-step`, and `data-step-done` once done), `tour-next`,
//! `tour-back`, `tour-skip`, `tour-there`, `tour-finish`, `tour-ring` (around what is to be clicked).
//!
//! While an act or a turn is under way `<body>` has `data-busy`; while the clock is played `.app` has `data-playing`.

mod avatar;
mod bar;
mod blocks;
mod cards;
mod charts;
mod choices;
mod chronicle;
mod clockbar;
mod composer;
mod context;
mod elements;
pub(crate) mod emoji;
mod external;
mod faults;
mod fields;
#[cfg(test)]
mod gallery_tests;
mod happened;
mod html;
mod icons;
mod inline;
pub(crate) mod install;
mod install_words;
mod keys;
mod look;
mod markdown;
mod marks;
mod message;
mod middle;
mod modal;
mod mrkdwn;
mod rail;
mod rich;
mod scale;
mod scope_words;
mod sidebar;
pub(crate) mod spans;
mod tables;
mod tasks;
mod time;
mod timeline;
mod tour;
mod whisper;
mod wire;
mod words;
mod world;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use context::Page;
use html::{Element, Html, el};

/// What somebody wrote with marks in a field for rich text, as a `rich_text` object.
pub(crate) use marks::read as rich_text;
pub(crate) use wire::{detail as wire_detail, rows as wire_rows};

/// What the page asks for: whose eyes, which place, which language.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Query {
    /// A user's id; the first person when missing.
    pub(crate) persona: Option<String>,
    /// A channel's or conversation's id, or the app's user id for the conversation with it.
    pub(crate) channel: Option<String>,
    /// The `ts` of a thread's first message.
    pub(crate) thread: Option<String>,
    /// `nb` or `en`.
    pub(crate) lang: Option<String>,
    /// Anything but `0`: the app's Home tab.
    pub(crate) home: Option<String>,
    /// The `ts` after which *What happened* lists messages.
    pub(crate) since: Option<String>,
    /// The `ts` at which the page was opened, empty if that is now: what was for one person's eyes until then is gone.
    pub(crate) opened: Option<String>,
    /// How many messages of a channel are wanted.
    pub(crate) shown: Option<String>,
    /// `happened` or `timeline`.
    pub(crate) panel: Option<String>,
    /// `1`: the inspector of the wire is open.
    pub(crate) wire: Option<String>,
    /// The step of the tour, from 0.
    pub(crate) tour: Option<String>,
}

impl Query {
    /// How many messages of a channel are drawn: a long year would make the page slow.
    pub(crate) fn shown(&self) -> usize {
        let wanted = self.shown.as_deref().and_then(|shown| shown.parse().ok());
        wanted.unwrap_or(SHOWN).clamp(SHOWN, MOST_SHOWN)
    }
}

/// The newest messages of a channel that are drawn at first, and at most.
const SHOWN: usize = 100;
const MOST_SHOWN: usize = 5_000;

/// Whom one plays and where one stands, for who gathers what the page needs (`state` may lack its messages).
pub(crate) fn standing(state: &Value, query: &Query) -> (String, String) {
    let page = Page::new(state, query);
    (page.me.to_owned(), middle::place_name(&page).to_owned())
}

/// The shell that `GET /` answers with; the script fills it.
pub(crate) fn document() -> String {
    const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
        img-src 'self' https: data:; base-uri 'none'; form-action 'none'";
    let link = |rel: &str, href: &str| el("link").attr("rel", rel).attr("href", href);
    let head = el("head")
        .child(el("meta").attr("charset", "utf-8"))
        .child(el("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1"))
        .child(el("meta").attr("name", "color-scheme").attr("content", "light dark"))
        .child(el("meta").attr("http-equiv", "Content-Security-Policy").attr("content", POLICY))
        .child(el("title").child(words::EN.sandbox))
        .child(link("icon", "/assets/favicon.svg"))
        .child(link("stylesheet", "/assets/page.css"))
        .child(link("stylesheet", "/assets/panels.css"))
        .child(link("stylesheet", "/assets/blocks.css"))
        .child(el("script").attr("type", "module").attr("src", "/assets/page.js"));
    let no_script = format!("{} {}", words::NB.page_needs_script, words::EN.page_needs_script);
    let body = el("body")
        .child(el("div").attr("id", "app"))
        .child(
            el("div")
                .attr("id", "toasts")
                .attr("popover", "manual")
                .attr("role", "status")
                .attr("aria-live", "polite"),
        )
        .child(
            el("div")
                .attr("id", "ring")
                .attr("popover", "manual")
                .attr("data-test", "tour-ring")
                .attr("aria-hidden", "true"),
        )
        .child(el("noscript").child(no_script));
    let page = Html::from(el("html").attr("lang", "en").child(head).child(body));
    format!("<!doctype html>\n{}", page.into_string())
}

/// A static file by its name below `/assets/`, with its content type.
pub(crate) fn asset(path: &str) -> Option<(&'static str, &'static [u8])> {
    const SCRIPT: &str = "text/javascript; charset=utf-8";
    const STYLE: &str = "text/css; charset=utf-8";
    let name = path.strip_prefix("/assets/").unwrap_or(path);
    Some(match name {
        "page.css" => (STYLE, include_bytes!("assets/page.css")),
        "install.css" => (STYLE, include_bytes!("assets/install.css")),
        "blocks.css" => (STYLE, include_bytes!("assets/blocks.css")),
        "panels.css" => (STYLE, include_bytes!("assets/panels.css")),
        "page.js" => (SCRIPT, include_bytes!("assets/page.js")),
        "morph.js" => (SCRIPT, include_bytes!("assets/morph.js")),
        "fields.js" => (SCRIPT, include_bytes!("assets/fields.js")),
        "menus.js" => (SCRIPT, include_bytes!("assets/menus.js")),
        "suggest.js" => (SCRIPT, include_bytes!("assets/suggest.js")),
        "tables.js" => (SCRIPT, include_bytes!("assets/tables.js")),
        "composer.js" => (SCRIPT, include_bytes!("assets/composer.js")),
        "inspector.js" => (SCRIPT, include_bytes!("assets/inspector.js")),
        "keys.js" => (SCRIPT, include_bytes!("assets/keys.js")),
        "seen.js" => (SCRIPT, include_bytes!("assets/seen.js")),
        "toasts.js" => (SCRIPT, include_bytes!("assets/toasts.js")),
        "tour.js" => (SCRIPT, include_bytes!("assets/tour.js")),
        "favicon.svg" => ("image/svg+xml", include_bytes!("assets/favicon.svg")),
        _ => return None,
    })
}

/// Everything inside the page for one look at `state` (`GET /sandbox/state`, and what `control::glance` adds to it).
pub(crate) fn fragment(state: &Value, query: &Query) -> String {
    let page = Page::new(state, query);
    let root = el("div").class("app").attr("data-key", "app");
    let root = for_script(root, &page)
        .child(el("a").class("skip").attr("href", "#main").attr("data-skip", "").child(page.words.help.skip))
        .child(bar::draw(&page))
        .child(sidebar::draw(&page))
        .child(middle::draw(&page))
        .child(clockbar::draw(&page))
        .child(tour::draw(&page))
        .child(rail::draw(&page))
        .child(wire::draw(&page))
        .child(modal::draw(&page))
        .child(composer::edit_dialog(&page))
        .child(keys::draw(&page));
    Html::from(root).into_string()
}

/// What the script needs to know.
fn for_script(root: Element, page: &Page<'_>) -> Element {
    let state = page.world.state();
    let number = |name: &str| state.get(name).and_then(Value::as_u64).unwrap_or_default().to_string();
    let first = || page.world.messages.first().map_or("", |first| first.ts);
    root.attr("lang", page.words.code)
        .attr("data-me", page.me)
        .attr("data-place", middle::place_name(page))
        .maybe("data-with", middle::with_whom(page))
        .attr("data-latest", page.world.latest())
        .attr("data-epoch", look::some_text(state, "epoch").unwrap_or_else(first))
        .attr("data-now", page.now().map(|now| now.format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default())
        .attr("data-posts", number("posts"))
        .attr("data-exchanges", number("exchanges"))
        .attr("data-tour-length", tour::length(page).to_string())
        .attr("data-tour-id", tour::name(page))
        .attr("data-note", whisper::newest(page).to_string())
        .attr("data-complete", composer::completions(page).to_string())
        .attr("data-words", script_words(page).to_string())
        .attr("data-title", middle::title(page))
        .flag("data-playing", clockbar::is_playing(page))
        .flag("data-thread", page.thread.is_some())
}

/// The few words the script says by itself.
fn script_words(page: &Page<'_>) -> Value {
    let words = page.words;
    json!({
        "failed": words.failed, "codes": words.codes.iter().copied().collect::<BTreeMap<_, _>>(), "offline": words.offline, "no_command": words.no_command_in_thread,
        "dismiss": words.help.dismiss, "theme": words.help.theme, "themes": words.help.themes,
    })
}

#[cfg(test)]
mod tests;
