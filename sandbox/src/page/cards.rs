//! Blocks that frame something: cards, carousels, containers, alerts, videos, files elsewhere, and connections to other
//! services.

use serde_json::Value;

use super::blocks::{self, Surface};
use super::context::Page;
use super::html::{Element, Html, el, safe_url};
use super::look::{label, list, some_text, text, truth};
use super::{elements, emoji, icons, inline, rich};

/// A card: picture, icon, up to four texts and three buttons.
pub(crate) fn card(page: &Page<'_>, surface: Surface<'_>, block: &Value, id: &str) -> Html {
    let hero = block.get("hero_image").map(|image| el("div").class("hero").child(blocks::image(page, image)));
    let part = |name: &str, class: &'static str| {
        block.get(name).map(|words| el("div").class(class).child(blocks::words(page, words)))
    };
    let icon = block.get("icon").map(|image| blocks::image(page, image));
    let icon = icon.or_else(|| block.get("slack_icon").map(|icon| sign(text(icon, "name"))));
    let head = el("div")
        .class("card-head")
        .child(icon.map(|icon| el("span").class("card-icon").child(icon)))
        .child(el("div").child(part("title", "card-title")).child(part("subtitle", "card-subtitle")));
    let buttons = list(block, "actions");
    let actions = (!buttons.is_empty()).then(|| {
        let drawn = elements::draw_all(page, buttons, |index| surface.spot(id, index));
        el("div").class("card-actions").child(drawn)
    });
    el("article")
        .class("card")
        .child(hero)
        .child(head)
        .child(part("body", "card-body"))
        .child(part("subtext", "card-subtext"))
        .child(actions)
        .into()
}

/// Cards side by side, to be scrolled.
pub(crate) fn carousel(page: &Page<'_>, surface: Surface<'_>, block: &Value) -> Html {
    el("div")
        .class("cards")
        .attr("role", "group")
        .attr("aria-label", page.words.kit.scroll_sideways)
        .attr("tabindex", "0")
        .child(blocks::draw_all(page, surface, list(block, "elements")))
        .into()
}

/// Blocks with a common head, which may be folded away.
pub(crate) fn container(page: &Page<'_>, surface: Surface<'_>, block: &Value, id: &str) -> Html {
    let width = match text(block, "width") {
        "narrow" => "container narrow",
        "wide" => "container wide",
        "full" => "container full",
        _ => "container",
    };
    let divided =
        if truth(block, "has_header_divider") { "container-head divided" } else { "container-head" };
    let title = match block.get("rich_text_title") {
        Some(title) => rich::draw(page, title),
        None => emoji::replace(label(block, "title").unwrap_or_default()).into(),
    };
    let head = [
        block.get("icon").map(|image| el("span").class("card-icon").child(blocks::image(page, image))),
        Some(
            el("div").child(el("div").class("container-title").child(title)).child(
                block
                    .get("subtitle")
                    .map(|words| el("div").class("card-subtitle").child(blocks::words(page, words))),
            ),
        ),
    ];
    let body =
        el("div").class("container-body").child(blocks::draw_all(page, surface, list(block, "child_blocks")));
    if !truth(block, "is_collapsible") {
        let head = el("div").class(divided).children(head.into_iter().flatten());
        return el("section").class(width).child(head).child(body).into();
    }
    el("details")
        .class(width)
        .attr("data-key", format!("fold-{id}"))
        .flag("open", !truth(block, "default_collapsed"))
        .child(el("summary").class(divided).children(head.into_iter().flatten()))
        .child(body)
        .into()
}

/// A notice, with its level in words for those who do not see colours.
pub(crate) fn alert(page: &Page<'_>, block: &Value) -> Html {
    let [info, warning, error, success] = page.words.kit.levels;
    let (class, icon, spoken) = match text(block, "level") {
        "info" => ("alert info", "ℹ", Some(info)),
        "warning" => ("alert warning", "⚠", Some(warning)),
        "error" => ("alert error", "✕", Some(error)),
        "success" => ("alert success", "✓", Some(success)),
        _ => ("alert", "•", None),
    };
    let words = block.get("text").map(|words| blocks::words(page, words));
    el("div")
        .class(class)
        .attr("role", "note")
        .child(el("span").class("alert-sign").attr("aria-hidden", "true").child(icon))
        .child(spoken.map(|level| el("span").class("sr").child(level)))
        .child(el("div").child(words))
        .into()
}

/// A video as a card that leads to it: nothing is embedded.
pub(crate) fn video(page: &Page<'_>, block: &Value) -> Html {
    let title = emoji::replace(label(block, "title").unwrap_or_default());
    let url = some_text(block, "title_url").or(some_text(block, "video_url"));
    let heading = match url {
        Some(url) => inline::link_to(url, &title),
        None => title.into(),
    };
    let source: Vec<_> =
        ["author_name", "provider_name"].into_iter().filter_map(|name| some_text(block, name)).collect();
    let icon = some_text(block, "provider_icon_url").filter(|url| safe_url(url).is_some());
    let source = (!source.is_empty()).then(|| {
        let icon = icon.map(|url| el("img").attr("src", url).attr("alt", ""));
        el("p").class("card-subtitle").child(icon).child(source.join(" · "))
    });
    let description =
        label(block, "description").map(|words| el("p").class("card-body").child(emoji::replace(words)));
    el("article")
        .class("card video")
        .child(still(page, block))
        .child(
            el("div")
                .class("card-head")
                .child(el("div").child(el("p").class("card-title").child(heading)).child(source)),
        )
        .child(description)
        .into()
}

/// The picture one clicks to see the video.
fn still(page: &Page<'_>, block: &Value) -> Element {
    let picture = some_text(block, "thumbnail_url").filter(|url| safe_url(url).is_some());
    let picture = picture.map(|url| el("img").attr("src", url).attr("alt", "").attr("loading", "lazy"));
    let play = el("span").class("play").attr("aria-hidden", "true").child("▶");
    let spoken = format!("{}: {}", page.words.kit.watch_video, text(block, "alt_text"));
    let frame = match some_text(block, "video_url").and_then(safe_url) {
        Some(url) => el("a").attr("href", url).attr("target", "_blank").attr("rel", "noopener noreferrer"),
        None => el("span").attr("role", "img"),
    };
    frame.class("hero still").attr("aria-label", spoken).child(picture).child(play)
}

/// A remote file, of which only the app's own name is known.
pub(crate) fn file(page: &Page<'_>, block: &Value) -> Html {
    el("div")
        .class("attachment")
        .child(el("small").child(page.words.kit.remote_file))
        .child(el("code").child(text(block, "external_id")))
        .into()
}

/// A service, and how one stands with it.
pub(crate) fn auth_provider(page: &Page<'_>, surface: Surface<'_>, block: &Value, id: &str) -> Html {
    let icon = some_text(block, "icon_url").filter(|url| safe_url(url).is_some());
    let icon = icon.map_or_else(icons::link, |url| el("img").attr("src", url).attr("alt", "").into());
    let line = |key: &str| label(block, key).map(emoji::replace);
    let state: Vec<_> = ["connected_identity", "connected_context"].into_iter().filter_map(line).collect();
    let connected = truth(block, "is_connected");
    let below = if connected {
        let words = [page.words.kit.connected.to_owned()].into_iter().chain(state);
        Some(words.collect::<Vec<_>>().join(" · "))
    } else {
        line("description")
    };
    let names = el("div")
        .child(el("div").class("card-title").child(line("name")))
        .child(below.map(|words| el("div").class("card-subtitle").child(words)));
    let menu = block.get("accessory").filter(|_| connected);
    el("div")
        .class("card provider")
        .child(el("div").class("card-head").child(el("span").class("card-icon").child(icon)).child(names))
        .child(
            el("div")
                .class("card-actions")
                .child(connection(page, surface, block, id, connected))
                .child(menu.map(|menu| elements::draw(page, menu, &surface.spot(id, 1)))),
        )
        .into()
}

/// The button to connect, which the app hears of, or the way to the page that disconnects.
fn connection(
    page: &Page<'_>,
    surface: Surface<'_>,
    block: &Value,
    id: &str,
    connected: bool,
) -> Option<Html> {
    let url = some_text(block, if connected { "disconnect_url" } else { "auth_url" }).and_then(safe_url)?;
    if connected {
        return Some(inline::link_to(url, page.words.kit.disconnect));
    }
    let target = el("button").attr("type", "button").class("button primary").attr("data-url", url);
    let action = format!("auth_provider_connect_{}", text(block, "value"));
    let spot = surface.spot(id, 0);
    Some(spot.wire_as(target, "button", &action).child(page.words.kit.connect).into())
}

/// Slack's built-in icons by the nearest sign.
pub(crate) fn sign(name: &str) -> Html {
    const SIGNS: &str = "archive 🗄 book 📖 bookmark 🔖 bot 🤖 bug 🐛 calendar 📅 call 📞 caret-left ◂ caret-right ▸ check ✔ \
        clipboard 📋 code ⌨ comment 💬 compass 🧭 copy ⧉ cube 🧊 download ⬇ edit ✎ email ✉ eye-closed 🙈 eye-open 👁 \
        file 📄 flag ⚑ folder 📁 gear ⚙ globe 🌐 heart ♥ help ❓ image 🖼 info ℹ key 🔑 lightbulb 💡 link 🔗 map 🗺 \
        mobile 📱 new-window ⧉ pin 📌 plus ＋ refine ☰ refresh ↻ rocket 🚀 save 💾 screen 🖥 share ↗ sparkle ✨ star ☆ \
        star-filled ★ tag 🏷 thumbs-down 👎 thumbs-up 👍 trash 🗑 upload ⬆ user 👤 warning ⚠";
    let words: Vec<_> = SIGNS.split_whitespace().collect();
    let known = words.chunks(2).find(|pair| pair.first() == Some(&name)).and_then(|pair| pair.last());
    el("span").class("sign").attr("aria-hidden", "true").child(*known.unwrap_or(&"◻")).into()
}
