//! The side of the page: whom one plays, the channels and conversations that person has, and everybody else.

use std::collections::HashMap;

use super::avatar::avatar;
use super::context::{Page, Place};
use super::html::{Element, Html, el};
use super::icons;
use super::world::{Channel, User, compare_ts};

/// Draws the whole side.
pub(crate) fn draw(page: &Page<'_>) -> Html {
    let marks = Marks::of(page);
    el("nav")
        .class("sidebar")
        .attr("aria-label", page.words.menu)
        .attr("data-key", "sidebar")
        .child(me(page))
        .child(el("div").class("rooms").child(rooms(page, &marks)))
        .child(people(page, &marks))
        .into()
}

/// The newest messages in each channel: what decides about the dots.
#[derive(Default)]
struct Marks<'a> {
    /// By anybody but the person one plays.
    foreign: HashMap<&'a str, &'a str>,
    /// By the app: what others find in their conversations with it.
    app: HashMap<&'a str, &'a str>,
}

impl<'a> Marks<'a> {
    fn of(page: &Page<'a>) -> Self {
        let mut marks = Self::default();
        for message in &page.world.messages {
            if !page.sees(message) || message.subtype.starts_with("channel_") {
                continue;
            }
            if message.user != page.me {
                newer(&mut marks.foreign, message.channel, message.ts);
            }
            if page.world.by_bot(message) {
                newer(&mut marks.app, message.channel, message.ts);
            }
        }
        marks
    }

    /// Lets the script put a dot on `target` when the person one plays hasn't seen the newest in `channel`.
    fn mark(&self, target: Element, viewer: &str, channel: Option<&Channel<'_>>) -> Element {
        dotted(&self.foreign, target, viewer, channel)
    }

    /// The same for somebody else, of whose channels only the conversation with the app is looked at.
    fn mark_other(&self, target: Element, viewer: &str, channel: Option<&Channel<'_>>) -> Element {
        dotted(&self.app, target, viewer, channel)
    }
}

fn newer<'a>(newest: &mut HashMap<&'a str, &'a str>, channel: &'a str, ts: &'a str) {
    let known = newest.entry(channel).or_insert(ts);
    if compare_ts(ts, known).is_gt() {
        *known = ts;
    }
}

fn dotted(
    newest: &HashMap<&str, &str>,
    target: Element,
    viewer: &str,
    channel: Option<&Channel<'_>>,
) -> Element {
    match channel.and_then(|channel| Some((channel.id, newest.get(channel.id)?))) {
        Some((channel, ts)) => {
            target.attr("data-seen", format!("{viewer};{channel}")).attr("data-latest", ts)
        }
        None => target,
    }
}

/// The sign before a channel's name.
pub(crate) fn icon_of(channel: &Channel<'_>) -> Html {
    if channel.is_private { icons::lock() } else { icons::hash() }
}

fn me(page: &Page<'_>) -> Option<Element> {
    let user = page.world.user(page.me)?;
    Some(
        el("div").class("self").child(avatar(user.id, user.display(), false)).child(
            el("p")
                .child(el("small").child(page.words.you_are))
                .child(el("strong").test("persona-name").child(user.display()))
                .child(el("small").child(user.title)),
        ),
    )
}

fn rooms(page: &Page<'_>, marks: &Marks<'_>) -> Html {
    let channels = || page.world.channels.iter().filter(|channel| !channel.is_im);
    let inside = channels().filter(|channel| channel.has(page.me));
    let others: Vec<_> = channels().filter(|c| !c.has(page.me) && !c.is_private).collect();
    let mut out = Html::new();
    out.push(heading(page.words.channels));
    out.push(el("ul").children(inside.map(|channel| room(page, marks, channel))));
    if !others.is_empty() {
        out.push(heading(page.words.other_channels));
        out.push(el("ul").class("others").children(others.into_iter().map(|c| room(page, marks, c))));
    }
    out.push(heading(page.words.app));
    out.push(el("ul").child(app(page, marks)));
    let app_dm = page.world.app_dm(page.me).map(|dm| dm.id);
    let direct: Vec<_> =
        page.world.channels.iter().filter(|c| c.is_im && c.has(page.me) && Some(c.id) != app_dm).collect();
    out.push(heading(page.words.conversations));
    out.push(new_conversation(page));
    out.push(el("ul").children(direct.into_iter().map(|dm| conversation(page, marks, dm))));
    out
}

/// A list of everybody one could write to.
fn new_conversation(page: &Page<'_>) -> Element {
    let words = page.words.help;
    let others = page.world.personas().filter(|user| user.id != page.me);
    let rows = others.map(|user| {
        let entry = el("a")
            .class("menu-item person")
            .attr("href", format!("#{};{}", page.me, user.id))
            .child(avatar(user.id, user.display(), false))
            .child(el("span").class("name").child(user.display()));
        el("li").attr("data-key", user.id).child(entry)
    });
    let search = el("input")
        .attr("type", "search")
        .attr("placeholder", page.words.find_person)
        .attr("aria-label", page.words.find_person)
        .attr("autocomplete", "off")
        .flag("data-filter", true);
    el("details")
        .class("popup new-dm")
        .test("new-dm")
        .child(
            el("summary")
                .class("button quiet")
                .attr("aria-label", words.new_conversation)
                .attr("title", words.new_conversation)
                .child(icons::plus()),
        )
        .child(el("div").class("menu").child(search).child(el("ul").class("menu-rows").children(rows)))
}

fn heading(words: &str) -> Element {
    el("h2").child(words)
}

fn entry(page: &Page<'_>, target: &str, here: bool) -> Element {
    el("a")
        .class("entry")
        .attr("href", format!("#{};{target}", page.me))
        .maybe("aria-current", here.then_some("page"))
}

fn dot(page: &Page<'_>) -> Element {
    el("span").class("dot").child(el("span").class("sr").child(page.words.unread))
}

fn room(page: &Page<'_>, marks: &Marks<'_>, channel: &Channel<'_>) -> Element {
    let here = page.place == Place::Channel(channel.id);
    let entry = entry(page, channel.id, here).test(format!("channel-{}", channel.id));
    let inside = channel.has(page.me).then_some(channel);
    let entry = marks
        .mark(entry, page.me, inside)
        .child(icon_of(channel))
        .child(el("span").class("name").child(channel.name))
        .child(dot(page));
    el("li").attr("data-key", channel.id).child(entry)
}

fn app(page: &Page<'_>, marks: &Marks<'_>) -> Option<Element> {
    let app = page.world.app()?;
    let dm = page.world.app_dm(page.me);
    let id = dm.map_or(app.id, |dm| dm.id);
    let here =
        page.place == Place::Home || page.place == Place::NewDm(app.id) || page.place == Place::Channel(id);
    let entry = entry(page, id, here).test(format!("dm-{id}"));
    let entry = marks
        .mark(entry, page.me, dm)
        .child(avatar(app.id, app.display(), true))
        .child(el("span").class("name").child(app.display()))
        .child(dot(page));
    Some(el("li").attr("data-key", "app").child(entry))
}

fn conversation(page: &Page<'_>, marks: &Marks<'_>, dm: &Channel<'_>) -> Element {
    let other = page.world.other_in(dm, page.me);
    let (id, name) = other.map_or((dm.id, dm.id), |other| (other.id, other.display()));
    let here = page.place == Place::Channel(dm.id);
    let entry = entry(page, dm.id, here).test(format!("dm-{}", dm.id));
    let entry = marks
        .mark(entry, page.me, Some(dm))
        .child(avatar(id, name, other.is_some_and(|other| other.is_bot)))
        .child(el("span").class("name").child(name))
        .child(dot(page));
    el("li").attr("data-key", dm.id).child(entry)
}

/// Everybody one can play, with a search field.
fn people(page: &Page<'_>, marks: &Marks<'_>) -> Element {
    let search = el("input")
        .attr("type", "search")
        .attr("placeholder", page.words.find_person)
        .attr("aria-label", page.words.find_person)
        .attr("autocomplete", "off")
        .test("persona-search")
        .flag("data-filter", true);
    let rows = page.world.personas().map(|user| persona(page, marks, user));
    el("section")
        .class("people")
        .test("persona-list")
        .attr("aria-label", page.words.people)
        .child(heading(page.words.people))
        .child(search)
        .child(el("ul").class("menu-rows").attr("data-key", "people").children(rows))
        .child(el("p").class("nobody").flag("hidden", true).flag("data-keep", true).child(page.words.nobody))
}

fn persona(page: &Page<'_>, marks: &Marks<'_>, user: &User<'_>) -> Element {
    let entry = el("a")
        .class("entry person")
        .attr("href", format!("#{};{}", user.id, place_for(page)))
        .test(format!("persona-{}", user.id))
        .maybe("aria-current", (user.id == page.me).then_some("true"));
    let entry = marks
        .mark_other(entry, user.id, page.world.app_dm(user.id))
        .child(avatar(user.id, user.display(), false))
        .child(el("span").class("name").child(user.display()).child(el("small").child(user.title)))
        .child(dot(page));
    el("li").attr("data-key", user.id).child(entry)
}

/// Where one lands when one becomes somebody else: the same place, if that person has it.
fn place_for(page: &Page<'_>) -> String {
    let app = || page.world.app().map_or("", |app| app.id).to_owned();
    match page.place {
        Place::Home => "home".to_owned(),
        Place::NewDm(_) => app(),
        Place::Channel(id) => match page.world.channel(id) {
            Some(channel) if channel.is_im => app(),
            _ => id.to_owned(),
        },
        Place::Nowhere => String::new(),
    }
}
