//! Where one writes: a field that grows, sends on Enter, and completes commands, people and channels from
//! what `completions` tells the script.

use serde_json::{Value, json};

use super::context::Page;
use super::html::{Html, el};
use super::look::text;
use super::{icons, message};

/// Where what is written goes.
#[derive(Clone, Debug)]
pub(crate) struct Aim<'a> {
    /// A channel's or a conversation's id; a user's for the conversation with them, which the first message opens.
    pub(crate) channel: &'a str,
    pub(crate) thread: Option<&'a str>,
    /// As a person reads it.
    pub(crate) to: String,
}

/// Draws the composer of a pane.
pub(crate) fn draw(page: &Page<'_>, aim: &Aim<'_>) -> Html {
    let words = page.words;
    let in_thread = aim.thread.is_some();
    let hook = |name: &str| {
        if in_thread { format!("{name}-thread") } else { name.to_owned() }
    };
    let channel = aim.channel;
    let list = format!("completions-{}", hook("composer"));
    let prompt =
        if in_thread { words.write_reply.to_owned() } else { format!("{} {}", words.write_to, aim.to) };
    let field = el("textarea")
        .test(hook("composer"))
        .attr("rows", "1")
        .attr("placeholder", &prompt)
        .attr("aria-label", prompt)
        .attr("role", "combobox")
        .attr("aria-autocomplete", "list")
        .attr("aria-haspopup", "listbox")
        .attr("aria-expanded", "false")
        .attr("aria-controls", &list)
        .attr("autocomplete", "off")
        .attr("data-draft", format!("{};{channel};{}", page.me, aim.thread.unwrap_or_default()));
    let send = el("button")
        .attr("type", "submit")
        .class("button primary send")
        .test(hook("send"))
        .attr("aria-label", words.send)
        .attr("title", words.send)
        .child(icons::send());
    el("form")
        .class("composer")
        .attr("data-key", "composer")
        .attr("data-channel", channel)
        .maybe("data-thread", aim.thread)
        .child(
            el("ul")
                .class("completions")
                .test(hook("completions"))
                .attr("id", list)
                .attr("role", "listbox")
                .attr("aria-label", words.help.completions)
                .flag("hidden", true)
                .flag("data-keep", true),
        )
        .child(
            el("div")
                .class("composer-box")
                .child((!in_thread).then(|| global_shortcuts(page)))
                .child(field)
                .child(send),
        )
        .child((!in_thread).then(|| el("p").class("composer-hint").child(words.composer_hint)))
        .into()
}

fn global_shortcuts(page: &Page<'_>) -> Option<Html> {
    let mut entries = message::shortcuts(page, "global").peekable();
    entries.peek()?;
    let summary = el("summary")
        .class("button quiet")
        .attr("aria-label", page.words.shortcuts)
        .attr("title", page.words.shortcuts)
        .child(icons::bolt());
    let menu = el("div").class("menu").children(entries);
    Some(el("details").class("popup up shortcuts").test("global-shortcuts").child(summary).child(menu).into())
}

/// What the script completes: commands with their hints, people, channels.
pub(crate) fn completions(page: &Page<'_>) -> Value {
    let commands = page.manifest().pointer("/features/slash_commands").and_then(Value::as_array);
    let commands: Vec<_> = commands.into_iter().flatten().map(command).collect();
    let bots = page.world.users.iter().filter(|u| u.is_bot && !u.deleted);
    let people = page.world.personas().chain(bots);
    let people: Vec<_> = people
        .map(|u| json!({"id": u.id, "handle": u.name, "name": u.display(), "about": u.title}))
        .collect();
    let channels = page.world.channels.iter().filter(|c| !c.is_im && (!c.is_private || c.has(page.me)));
    let channels: Vec<_> = channels.map(|c| json!({"id": c.id, "name": c.name})).collect();
    json!({ "commands": commands, "people": people, "channels": channels })
}

fn command(command: &Value) -> Value {
    json!({
        "name": text(command, "command"),
        "about": text(command, "description"),
        "hint": text(command, "usage_hint"),
    })
}

/// The dialog in which one's own message is edited, filled by the script.
pub(crate) fn edit_dialog(page: &Page<'_>) -> Html {
    let words = page.words;
    let answer = |value: &str, class: &str, words: &str| {
        el("button").attr("type", "button").class(class).attr("data-answer", value).child(words)
    };
    let footer = el("footer").child(answer("no", "button", words.cancel)).child(answer(
        "yes",
        "button primary",
        words.save,
    ));
    el("dialog")
        .class("confirm")
        .attr("id", "edit-dialog")
        .child(el("h2").child(words.edit))
        .child(el("textarea").attr("rows", "5").attr("aria-label", words.edit))
        .child(footer)
        .into()
}

/// True when the manifest says that nobody may write to the app.
pub(crate) fn is_read_only(page: &Page<'_>) -> bool {
    let switch = "/features/app_home/messages_tab_read_only_enabled";
    page.manifest().pointer(switch).and_then(Value::as_bool).unwrap_or_default()
}
