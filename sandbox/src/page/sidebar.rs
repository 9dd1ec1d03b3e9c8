//! The side of the page: whom one plays, the channels and conversations that person has, and everybody else.

use std::collections::HashMap;

use super::context::{Page, Place};
use super::html::{Element, Html, el};
use super::icons;
use super::world::{Channel, User, compare_ts};

/// How many colours avatars come in; the stylesheet knows as many.
const TINTS: u32 = 12;

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

/// The newest message in each channel that somebody else wrote: what decides about the dots.
struct Marks<'a>(HashMap<&'a str, &'a str>);

impl<'a> Marks<'a> {
    fn of(page: &Page<'a>) -> Self {
        let direct: HashMap<_, _> = page.world.channels.iter().map(|c| (c.id, c.is_im)).collect();
        let mut newest: HashMap<&str, &str> = HashMap::new();
        for message in &page.world.messages {
            let direct = direct.get(message.channel).copied().unwrap_or_default();
            let foreign = if direct { page.world.by_bot(message) } else { message.user != page.me };
            if !foreign || message.hidden_from(page.me) || message.subtype.starts_with("channel_") {
                continue;
            }
            let known = newest.entry(message.channel).or_insert(message.ts);
            if compare_ts(message.ts, known).is_gt() {
                *known = message.ts;
            }
        }
        Self(newest)
    }

    /// Lets the script put a dot on `target` when `viewer` hasn't seen the newest in `channel`.
    fn mark(&self, target: Element, viewer: &str, channel: Option<&Channel<'_>>) -> Element {
        let latest = channel.and_then(|channel| Some((channel.id, self.0.get(channel.id)?)));
        match latest {
            Some((channel, ts)) => {
                target.attr("data-seen", format!("{viewer};{channel}")).attr("data-latest", ts)
            }
            None => target,
        }
    }
}

/// Initials on a colour that follows from the id; bots have a square one.
pub(crate) fn avatar(id: &str, name: &str, bot: bool) -> Html {
    let tint = id.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % TINTS;
    let mut parts = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = parts.next();
    let initials: String = first.into_iter().chain(parts.next_back()).flat_map(char::to_uppercase).collect();
    let shape = if bot { " bot" } else { "" };
    el("span").class(&format!("avatar tint-{tint}{shape}")).attr("aria-hidden", "true").child(initials).into()
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
    if !direct.is_empty() {
        out.push(heading(page.words.conversations));
        out.push(el("ul").children(direct.into_iter().map(|dm| conversation(page, marks, dm))));
    }
    out
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
    let here = matches!(page.place, Place::Home | Place::NewDm) || page.place == Place::Channel(id);
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
        .mark(entry, user.id, page.world.app_dm(user.id))
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
        Place::NewDm => app(),
        Place::Channel(id) => match page.world.channel(id) {
            Some(channel) if channel.is_im => app(),
            _ => id.to_owned(),
        },
        Place::Nowhere => String::new(),
    }
}
