//! The middle of the page: a channel, a conversation, or the app with its two tabs.

use super::context::{Page, Place};
use super::html::{Element, el};
use super::{modal, timeline};

/// Draws it.
pub(crate) fn draw(page: &Page<'_>) -> Element {
    let main = el("main").class("main").attr("id", "main").attr("tabindex", "-1").attr("data-key", "main");
    match page.place {
        Place::Home => main.child(tabs(page, true)).child(modal::home(page)),
        Place::NewDm(other) if page.world.app().is_some_and(|app| app.id == other) => {
            main.child(tabs(page, false)).child(timeline::draw(page, None))
        }
        Place::NewDm(_) => main.child(plain_head(page)).child(timeline::draw(page, None)),
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

fn plain_head(page: &Page<'_>) -> Element {
    el("header").class("head").child(timeline::head(page, None))
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
    plain_head(page).child(
        el("nav").class("tabs").attr("aria-label", page.words.app).child(home_tab).child(tab(
            "messages-tab",
            dm.unwrap_or_default(),
            page.words.messages,
            !home,
        )),
    )
}

/// Where one stands, as the address names it.
pub(crate) fn place_name<'a>(page: &Page<'a>) -> &'a str {
    match page.place {
        Place::Home => "home",
        Place::NewDm(other) => other,
        Place::Channel(id) => id,
        Place::Nowhere => "",
    }
}

/// Whom a conversation is with.
pub(crate) fn with_whom<'a>(page: &Page<'a>) -> Option<&'a str> {
    match page.place {
        Place::NewDm(other) => Some(other),
        Place::Channel(id) => {
            let channel = page.world.channel(id).filter(|channel| channel.is_im)?;
            page.world.other_in(channel, page.me).map(|other| other.id)
        }
        Place::Home | Place::Nowhere => None,
    }
}

/// The document's title.
pub(crate) fn title(page: &Page<'_>) -> String {
    let channel = page.world.channel(place_name(page));
    format!("{} · {}", timeline::title(page, channel), page.words.sandbox)
}
