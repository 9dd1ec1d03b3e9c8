//! The `rich_text` block: sections, lists, quotes and code, made of styled pieces.

use serde_json::Value;

use super::context::Page;
use super::emoji;
use super::html::{Html, el};
use super::inline;
use super::look::{list, some_text, text, truth};
use super::mrkdwn::broken;

/// Draws a whole `rich_text` object, block or cell.
pub(crate) fn draw(page: &Page<'_>, block: &Value) -> Html {
    list(block, "elements").iter().map(|part| draw_part(page, part)).collect()
}

fn draw_part(page: &Page<'_>, part: &Value) -> Html {
    let pieces = || pieces(page, list(part, "elements"));
    match text(part, "type") {
        "rich_text_quote" => el("blockquote").child(pieces()).into(),
        "rich_text_preformatted" => el("pre").child(pieces()).into(),
        "rich_text_list" => bullets(page, part),
        _ => el("p").child(pieces()).into(),
    }
}

fn bullets(page: &Page<'_>, part: &Value) -> Html {
    let name = if text(part, "style") == "ordered" { "ol" } else { "ul" };
    let indent = part.get("indent").and_then(Value::as_u64).unwrap_or_default().min(8);
    let items = list(part, "elements").iter();
    el(name)
        .class(&format!("indent-{indent}"))
        .children(items.map(|item| el("li").child(pieces(page, list(item, "elements")))))
        .into()
}

fn pieces(page: &Page<'_>, elements: &[Value]) -> Html {
    elements.iter().map(|element| piece(page, element)).collect()
}

fn piece(page: &Page<'_>, element: &Value) -> Html {
    let inner = match text(element, "type") {
        "text" => broken(text(element, "text").split('\n').map(Html::from)),
        "link" => {
            let url = text(element, "url");
            inline::link_to(url, some_text(element, "text").unwrap_or(url))
        }
        "user" => inline::mention(page, text(element, "user_id")),
        "channel" => inline::channel(page, text(element, "channel_id"), None),
        "usergroup" => el("span").class("mention").child("@group").into(),
        "broadcast" => el("span").class("mention me").child(format!("@{}", text(element, "range"))).into(),
        "emoji" => emoji_of(element).into(),
        "date" => date(page, element).into(),
        "color" => el("code").child(text(element, "value")).into(),
        _ => Html::from(text(element, "text")),
    };
    styled(element, inner)
}

fn styled(element: &Value, inner: Html) -> Html {
    let Some(style) = element.get("style") else {
        return inner;
    };
    [("code", "code"), ("bold", "strong"), ("italic", "em"), ("strike", "s"), ("underline", "u")]
        .into_iter()
        .filter(|(style_name, _)| truth(style, style_name))
        .fold(inner, |inner, (_, name)| el(name).child(inner).into())
}

/// By name, else by the code points Slack sends along (`1f44b-1f3fd`).
fn emoji_of(element: &Value) -> String {
    let name = text(element, "name");
    let points = || {
        let points = some_text(element, "unicode")?.split('-');
        points
            .map(|point| u32::from_str_radix(point, 16).ok().and_then(char::from_u32))
            .collect::<Option<String>>()
    };
    emoji::named(name).map(str::to_owned).or_else(points).unwrap_or_else(|| format!(":{name}:"))
}

fn date(page: &Page<'_>, element: &Value) -> String {
    element
        .get("timestamp")
        .and_then(Value::as_i64)
        .and_then(|seconds| inline::date(page, seconds, text(element, "format")))
        .unwrap_or_else(|| text(element, "fallback").to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::Query;
    use super::*;
    use serde_json::json;

    fn drawn(elements: Value) -> String {
        let (state, query) = (json!({"users": [{"id": "U1", "name": "ida"}]}), Query::default());
        draw(&Page::new(&state, &query), &json!({"elements": elements})).into_string()
    }

    #[test]
    fn pieces_carry_their_styles() {
        let elements = json!([{"type": "rich_text_section", "elements": [
            {"type": "text", "text": "a<b\n", "style": {"bold": true, "italic": true}},
            {"type": "user", "user_id": "U1"},
            {"type": "emoji", "name": "odd_one", "unicode": "1f44b"},
            {"type": "link", "url": "javascript:x", "text": "no"},
        ]}]);
        assert_eq!(
            drawn(elements),
            "<p><em><strong>a&lt;b<br></strong></em><span class=\"mention me\" data-user=\"U1\">@ida</span>👋no</p>"
        );
    }

    #[test]
    fn lists_quotes_and_code_are_blocks() {
        let words = |words: &str| json!([{"type": "text", "text": words}]);
        let elements = json!([
            {"type": "rich_text_list", "style": "ordered", "indent": 1,
             "elements": [{"type": "rich_text_section", "elements": words("en")}]},
            {"type": "rich_text_quote", "elements": words("q")},
            {"type": "rich_text_preformatted", "elements": words("c")},
        ]);
        assert_eq!(
            drawn(elements),
            "<ol class=\"indent-1\"><li>en</li></ol><blockquote>q</blockquote><pre>c</pre>"
        );
    }
}
