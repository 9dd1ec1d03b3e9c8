//! Block Kit's interactive elements: which is drawn how, and what ties it to the script (`data-kind`,
//! `data-action-id`, `data-block-id`, `data-live`, `data-field`). Fields are in `fields`, menus and groups in `choices`.

use serde_json::Value;

use super::blocks::{self, Surface};
use super::context::Page;
use super::html::{Element, Html, el, safe_url};
use super::look::{label, some_text, strings, text};
use super::{choices, emoji, external, fields, icons};

/// The place an element has: which surface and block, and whether it is a field of a form.
#[derive(Clone, Debug)]
pub(crate) struct Spot<'a> {
    surface: Surface<'a>,
    block: &'a str,
    id: String,
    field: bool,
    live: bool,
    hint: bool,
}

impl<'a> Spot<'a> {
    /// The `index`th element of `block` on a surface known as `key`.
    pub(crate) fn new(surface: Surface<'a>, key: &str, block: &'a str, index: usize) -> Self {
        Self { surface, block, id: format!("e-{key}-{block}-{index}"), field: false, live: true, hint: false }
    }

    /// The same place inside an `input` block.
    pub(crate) fn into_field(self, dispatch: bool, hint: bool) -> Self {
        Self { field: true, live: dispatch, hint, ..self }
    }

    /// What was entered into this element so far, as far as the sandbox knows.
    pub(crate) fn entered(&self, element: &Value) -> Option<&'a Value> {
        match self.surface {
            Surface::Modal { values, .. } => values?.get(self.block)?.get(text(element, "action_id")),
            _ => None,
        }
    }

    /// The channel of the message it stands in.
    pub(crate) fn channel(&self) -> Option<&'a str> {
        match self.surface {
            Surface::Message { channel, .. } => Some(channel),
            _ => None,
        }
    }

    /// True when a change is told to the app at once.
    pub(crate) fn is_live(&self) -> bool {
        self.live
    }

    /// The element's id in the document.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn label_id(&self) -> String {
        format!("{}-label", self.id)
    }

    pub(crate) fn hint_id(&self) -> String {
        format!("{}-hint", self.id)
    }

    fn error_id(&self) -> String {
        format!("{}-error", self.id)
    }

    fn complaint(&self) -> Option<&str> {
        match self.surface {
            Surface::Modal { errors, .. } => errors.and_then(|errors| some_text(errors, self.block)),
            _ => None,
        }
    }

    /// Where a complaint about the field stands; always there in a modal, so that the script may fill it.
    pub(crate) fn error(&self) -> Option<Element> {
        let complaint = self.complaint();
        self.surface.is_modal().then(|| {
            el("p")
                .class("field-error")
                .test(format!("field-error-{}", self.block))
                .attr("id", self.error_id())
                .attr("data-error-for", self.block)
                .attr("role", "alert")
                .flag("hidden", complaint.is_none())
                .child(complaint)
        })
    }

    /// Ties a button without an element of its own to the script.
    pub(crate) fn wire_as(&self, target: Element, kind: &str, action_id: &str) -> Element {
        target
            .attr("id", &self.id)
            .attr("data-kind", kind)
            .attr("data-action-id", action_id)
            .attr("data-block-id", self.block)
            .flag("data-live", self.live)
    }

    /// Ties an element of `kind` to the script.
    pub(crate) fn wire(&self, target: Element, kind: &str, element: &Value) -> Element {
        let described = [self.field.then(|| self.error_id()), self.hint.then(|| self.hint_id())];
        let described: Vec<_> = described.into_iter().flatten().collect();
        let target = self
            .wire_as(target, kind, text(element, "action_id"))
            .maybe("data-confirm", element.get("confirm").map(|_| self.confirm_id()))
            .maybe("data-field", self.field.then_some(self.block));
        if !self.field {
            return target;
        }
        target
            .test(format!("field-{}", self.block))
            .attr("aria-labelledby", self.label_id())
            .attr("aria-describedby", described.join(" "))
            .maybe("aria-invalid", self.complaint().map(|_| "true"))
    }

    fn confirm_id(&self) -> String {
        format!("{}-confirm", self.id)
    }

    /// The name read aloud for an element without a label of its own.
    pub(crate) fn spoken<'e>(&self, element: &'e Value) -> Option<&'e str> {
        let fallback = || label(element, "placeholder").or_else(|| some_text(element, "action_id"));
        (!self.field).then(fallback).flatten()
    }
}

/// True for elements that are several controls, which a `<label for>` cannot name.
pub(crate) fn is_group(element: &Value) -> bool {
    let kind = text(element, "type");
    matches!(kind, "radio_buttons" | "checkboxes" | "external_select") || kind.starts_with("multi_")
}

/// Draws the elements of a block, each in its place.
pub(crate) fn draw_all<'a>(page: &Page<'_>, elements: &[Value], spot: impl Fn(usize) -> Spot<'a>) -> Html {
    elements.iter().enumerate().map(|(index, element)| draw(page, element, &spot(index))).collect()
}

/// Draws one element, with its confirm dialog if it has one; nothing where it is for others' eyes.
pub(crate) fn draw(page: &Page<'_>, element: &Value, spot: &Spot<'_>) -> Html {
    let for_some = element.get("visible_to_user_ids").is_some();
    if for_some && !strings(element, "visible_to_user_ids").contains(&page.me) {
        return Html::new();
    }
    let drawn = match text(element, "type") {
        "button" => button(page, element, spot),
        "workflow_button" => workflow_button(page, element, spot),
        "icon_button" => icon_button(element, spot),
        "feedback_buttons" => feedback(element, spot),
        "image" => blocks::image(page, element),
        "overflow" => choices::overflow(page, element, spot),
        "radio_buttons" | "checkboxes" => choices::group(page, element, spot),
        "external_select" | "multi_external_select" => external::draw(page, element, spot),
        kind if kind.ends_with("_select") && kind.starts_with("multi_") => {
            choices::multi(page, element, spot)
        }
        kind if kind.ends_with("_select") => choices::single(page, element, spot),
        kind => fields::draw(page, element, spot).unwrap_or_else(|| blocks::unknown(page, kind, None)),
    };
    let confirm = element.get("confirm").map(|confirm| confirm_dialog(page, confirm, &spot.confirm_id()));
    Html::from_iter([drawn, confirm.into()])
}

fn button(page: &Page<'_>, element: &Value, spot: &Spot<'_>) -> Html {
    let url = some_text(element, "url").and_then(safe_url);
    let hint = url.map(|_| el("span").class("sr").child(page.words.opens_page));
    let arrow = url.map(|_| el("span").attr("aria-hidden", "true").child(" ↗"));
    let target = el("button")
        .attr("type", "button")
        .class(style("button", element))
        .maybe("data-url", url)
        .maybe("data-value", some_text(element, "value"))
        .maybe("aria-label", some_text(element, "accessibility_label"));
    spot.wire(target, "button", element)
        .child(emoji::replace(label(element, "text").unwrap_or_default()))
        .child(arrow)
        .child(hint)
        .into()
}

/// It looks like a button, and says that it leads nowhere here.
fn workflow_button(page: &Page<'_>, element: &Value, spot: &Spot<'_>) -> Html {
    let target = el("button")
        .attr("type", "button")
        .class(style("button", element))
        .attr("title", page.words.kit.no_workflow)
        .maybe("aria-label", some_text(element, "accessibility_label"));
    spot.wire(target, "button", element)
        .child(emoji::replace(label(element, "text").unwrap_or_default()))
        .child(el("span").attr("aria-hidden", "true").child(" ⚡"))
        .into()
}

fn icon_button(element: &Value, spot: &Spot<'_>) -> Html {
    let words = label(element, "text").unwrap_or_default();
    let target = el("button")
        .attr("type", "button")
        .class("button quiet small")
        .attr("title", emoji::replace(words))
        .attr("aria-label", some_text(element, "accessibility_label").unwrap_or(words));
    spot.wire(target, "button", element).child(icons::trash()).into()
}

/// The two sides of a judgement: each is told to the app under the one action.
fn feedback(element: &Value, spot: &Spot<'_>) -> Html {
    let side = |name: &str, selected: &str| {
        let side = element.get(name)?;
        let button = el("button")
            .attr("type", "button")
            .class("button quiet small")
            .attr("data-option", selected)
            .maybe("aria-label", some_text(side, "accessibility_label"));
        Some(button.child(emoji::replace(label(side, "text").unwrap_or_default())))
    };
    let target = el("span").class("feedback").attr("role", "group").maybe("aria-label", spot.spoken(element));
    spot.wire(target, "feedback", element)
        .children(
            [side("positive_button", "positive"), side("negative_button", "negative")].into_iter().flatten(),
        )
        .into()
}

fn style(plain: &'static str, element: &Value) -> &'static str {
    match text(element, "style") {
        "primary" => "button primary",
        "danger" => "button danger",
        _ => plain,
    }
}

fn confirm_dialog(page: &Page<'_>, confirm: &Value, id: &str) -> Html {
    let title = label(confirm, "title").map(|title| el("h2").child(emoji::replace(title)));
    // No form of its own: it may stand inside a modal's, and forms do not nest.
    let answer = |value: &str, class: &str, words: &str| {
        el("button").attr("type", "button").class(class).attr("data-answer", value).child(words)
    };
    let deny = label(confirm, "deny").unwrap_or(page.words.cancel);
    let agree = label(confirm, "confirm").unwrap_or(page.words.yes);
    let footer = el("footer").child(answer("no", "button", deny)).child(answer(
        "yes",
        style("button primary", confirm),
        agree,
    ));
    let words = confirm.get("text").map(|text| blocks::words(page, text));
    el("dialog")
        .class("confirm")
        .attr("id", id)
        .test("confirm")
        .child(title)
        .child(words)
        .child(footer)
        .into()
}
