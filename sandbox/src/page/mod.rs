//! The page in the browser on which one person plays everybody in the workspace.
//!
//! All markup is made here from the state's JSON; a small script (`assets/`) sends what is clicked and typed to
//! `POST /sandbox/act` and `POST /sandbox/clock`, and on every `changed` of `GET /sandbox/events` fetches the
//! fragment again and morphs it in, so that focus, caret, scroll position and half-typed text stay.
//!
//! The address carries the place: `#U..;C..;ts` (person; channel, conversation or `home`; thread).
//!
//! # Hooks for browser tests
//! `data-test` is stable: `persona-list`, `persona-search`, `persona-U..`, `persona-name`, `channel-C..`, `dm-D..` (the app's
//! entry is `dm-U..` until its conversation is opened), `home-tab`, `messages-tab`, `home`, `message` (with
//! `data-ts`, `data-channel`), `reply`, `replies`, `thread-pane`, `thread-close`, `composer`, `send`, `composer-thread`, `send-thread`,
//! `join`, `modal` (with `data-callback-id`), `modal-submit`, `modal-close`, `modal-cross`, `field-<block_id>` (the control itself; for radio
//! buttons and checkboxes the group, for menus of several the `<details>`), `field-error-<block_id>`, `confirm` (its buttons carry
//! `data-answer` `yes` and `no`), `clock-now` (with `datetime`), `clock-hour`, `clock-morning`, `clock-next`,
//! `clock-day`, `clock-week`, `happened`, `happening`, `language`, `toast`. Interactive elements carry `data-action-id` and `data-block-id`. While
//! an act or a turn is under way `<body>` has `data-busy`.

mod blocks;
mod cards;
mod charts;
mod choices;
mod clockbar;
mod composer;
mod context;
mod elements;
mod emoji;
mod external;
mod fields;
#[cfg(test)]
mod gallery_tests;
mod happened;
mod html;
mod icons;
mod inline;
mod look;
mod markdown;
mod marks;
mod message;
mod modal;
mod mrkdwn;
mod rich;
mod scale;
mod sidebar;
mod spans;
mod tables;
mod tasks;
mod time;
mod timeline;
mod words;
mod world;

use serde_json::{Value, json};

use context::{Page, Place};
use html::{Element, Html, el};

/// What somebody wrote with marks in a field for rich text, as a `rich_text` object.
pub(crate) use marks::read as rich_text;

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
        "blocks.css" => (STYLE, include_bytes!("assets/blocks.css")),
        "page.js" => (SCRIPT, include_bytes!("assets/page.js")),
        "morph.js" => (SCRIPT, include_bytes!("assets/morph.js")),
        "fields.js" => (SCRIPT, include_bytes!("assets/fields.js")),
        "menus.js" => (SCRIPT, include_bytes!("assets/menus.js")),
        "suggest.js" => (SCRIPT, include_bytes!("assets/suggest.js")),
        "tables.js" => (SCRIPT, include_bytes!("assets/tables.js")),
        "composer.js" => (SCRIPT, include_bytes!("assets/composer.js")),
        "favicon.svg" => ("image/svg+xml", include_bytes!("assets/favicon.svg")),
        _ => return None,
    })
}

/// Everything inside the page for one look at `state` (`GET /sandbox/state` with `team`, `manifest` and `zone`).
pub(crate) fn fragment(state: &Value, query: &Query) -> String {
    let page = Page::new(state, query);
    let thread = timeline::thread(&page);
    let rail =
        el("aside").class("rail").attr("data-key", "rail").child(thread.clone()).child(happened::draw(&page));
    let root = el("div")
        .class("app")
        .attr("data-key", "app")
        .attr("lang", page.words.code)
        .attr("data-me", page.me)
        .attr("data-place", place_name(&page))
        .attr("data-latest", page.world.latest())
        .attr("data-epoch", page.world.messages.first().map_or("", |first| first.ts))
        .attr("data-complete", composer::completions(&page).to_string())
        .attr("data-words", script_words(&page).to_string())
        .attr("data-title", title(&page))
        .flag("data-thread", thread.is_some())
        .child(clockbar::draw(&page))
        .child(
            el("div")
                .class("progress")
                .attr("data-key", "progress")
                .attr("role", "progressbar")
                .attr("aria-label", page.words.working),
        )
        .child(sidebar::draw(&page))
        .child(middle(&page))
        .child(rail)
        .child(modal::draw(&page))
        .child(composer::edit_dialog(&page));
    Html::from(root).into_string()
}

fn middle(page: &Page<'_>) -> Element {
    let main = el("main").class("main").attr("data-key", "main");
    match page.place {
        Place::Home => main.child(tabs(page, true)).child(modal::home(page)),
        Place::NewDm => main.child(tabs(page, false)).child(timeline::draw(page, None)),
        Place::Channel(id) => {
            let channel = page.world.channel(id);
            let with_app = page.world.app_dm(page.me).is_some_and(|dm| dm.id == id);
            let head = if with_app {
                tabs(page, false)
            } else {
                el("header").class("head").child(timeline::head(page, channel))
            };
            main.child(head).child(timeline::draw(page, channel))
        }
        Place::Nowhere => main.child(el("p").class("empty").child(page.words.empty_channel)),
    }
}

/// The head of the app's place: its name, Home and Messages.
fn tabs(page: &Page<'_>, home: bool) -> Element {
    let app = page.world.app();
    let dm = page.world.app_dm(page.me).map(|dm| dm.id).or(app.map(|app| app.id));
    let tab = |hook: &str, to: &str, words: &str, here: bool| {
        el("a")
            .test(hook)
            .attr("href", format!("#{};{to}", page.me))
            .maybe("aria-current", here.then_some("page"))
            .child(words)
    };
    let home_tab = page.has_home().then(|| tab("home-tab", "home", page.words.home, home));
    el("header").class("head").child(timeline::head(page, None)).child(
        el("nav").class("tabs").attr("aria-label", page.words.app).child(home_tab).child(tab(
            "messages-tab",
            dm.unwrap_or_default(),
            page.words.messages,
            !home,
        )),
    )
}

fn place_name<'a>(page: &Page<'a>) -> &'a str {
    match page.place {
        Place::Home => "home",
        Place::NewDm => page.world.app().map_or("", |app| app.id),
        Place::Channel(id) => id,
        Place::Nowhere => "",
    }
}

fn title(page: &Page<'_>) -> String {
    let channel = page.world.channel(place_name(page));
    format!("{} · {}", timeline::title(page, channel), page.words.sandbox)
}

/// The few words the script says by itself.
fn script_words(page: &Page<'_>) -> Value {
    let words = page.words;
    json!({ "failed": words.failed, "offline": words.offline, "no_command": words.no_command_in_thread })
}

#[cfg(test)]
mod tests;
