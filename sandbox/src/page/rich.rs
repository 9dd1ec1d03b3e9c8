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
    let bordered = part.get("border").and_then(Value::as_u64).is_some_and(|border| border > 0);
    let framed = |name| {
        let part = el(name);
        if bordered { part.class("bordered") } else { part }
    };
    match text(part, "type") {
        "rich_text_quote" => framed("blockquote").child(pieces()).into(),
        "rich_text_preformatted" => {
            framed("pre").maybe("data-language", some_text(part, "language")).child(pieces()).into()
        }
        "rich_text_list" => bullets(page, part, bordered),
        _ => el("p").child(pieces()).into(),
    }
}

fn bullets(page: &Page<'_>, part: &Value, bordered: bool) -> Html {
    let number = |key| part.get(key).and_then(Value::as_u64).unwrap_or_default();
    let ordered = text(part, "style") == "ordered";
    let border = if bordered { " bordered" } else { "" };
    let start = (ordered && number("offset") > 0).then(|| (number("offset") + 1).to_string());
    let items = list(part, "elements").iter();
    el(if ordered { "ol" } else { "ul" })
        .class(&format!("indent-{}{border}", number("indent").min(8)))
        .maybe("start", start)
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
        "usergroup" => inline::group(page, text(element, "usergroup_id"), None),
        "team" => el("span").class("mention").child(team(page, text(element, "team_id"))).into(),
        "broadcast" => el("span").class("mention me").child(format!("@{}", text(element, "range"))).into(),
        "emoji" => emoji_of(page, element),
        "date" => date(page, element),
        "color" => colour(text(element, "value")),
        _ => Html::from(text(element, "text")),
    };
    styled(element, inner)
}

fn styled(element: &Value, inner: Html) -> Html {
    let Some(style) = element.get("style") else {
        return inner;
    };
    const STYLES: [(&str, &str); 7] = [
        ("code", "code"),
        ("bold", "strong"),
        ("italic", "em"),
        ("strike", "s"),
        ("underline", "u"),
        ("highlight", "mark"),
        ("client_highlight", "mark"),
    ];
    STYLES
        .into_iter()
        .filter(|(style_name, _)| truth(style, style_name))
        .fold(inner, |inner, (_, name)| el(name).child(inner).into())
}

fn team(page: &Page<'_>, id: &str) -> String {
    let team = page.world.state().get("team").filter(|team| text(team, "id") == id);
    format!("@{}", team.and_then(|team| some_text(team, "name")).unwrap_or(id))
}

/// By name, else by the code points Slack sends along (`1f44b-1f3fd`), else a picture of the workspace's own.
fn emoji_of(page: &Page<'_>, element: &Value) -> Html {
    let name = text(element, "name");
    let tone = element.get("skin_tone").and_then(Value::as_u64).filter(|tone| *tone > 1);
    let toned = tone.map_or_else(|| name.to_owned(), |tone| format!("{name}::skin-tone-{tone}"));
    let points = || {
        let points = some_text(element, "unicode")?.split('-');
        points
            .map(|point| u32::from_str_radix(point, 16).ok().and_then(char::from_u32))
            .collect::<Option<String>>()
    };
    emoji::glyph(&toned).or_else(points).map_or_else(|| emoji::draw(page, name), Html::from)
}

fn date(page: &Page<'_>, element: &Value) -> Html {
    let words = element
        .get("timestamp")
        .and_then(Value::as_i64)
        .and_then(|seconds| inline::date(page, seconds, text(element, "format")))
        .unwrap_or_else(|| text(element, "fallback").to_owned());
    match some_text(element, "url") {
        Some(url) => inline::link_to(url, &words),
        None => el("time").child(words).into(),
    }
}

/// A colour by its number, with a spot of it where it is one.
fn colour(value: &str) -> Html {
    let digits = value.strip_prefix('#').unwrap_or_default();
    let known = matches!(digits.len(), 3 | 6) && digits.chars().all(|digit| digit.is_ascii_hexdigit());
    let spot = known.then(|| {
        let spot = el("rect").attr("width", "10").attr("height", "10").attr("rx", "2").attr("fill", value);
        el("svg").class("swatch").attr("viewBox", "0 0 10 10").attr("aria-hidden", "true").child(spot)
    });
    Html::from_iter([Html::from(spot), el("code").child(value).into()])
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
    fn every_kind_of_piece_is_drawn() {
        let line = |piece: Value| drawn(json!([{"type": "rich_text_section", "elements": [piece]}]));
        for (piece, expected) in [
            (json!({"type": "emoji", "name": "wave", "skin_tone": 3}), "👋🏼"),
            (json!({"type": "emoji", "name": "strange"}), ":strange:"),
            (json!({"type": "usergroup", "usergroup_id": "S1"}), "<span class=\"mention\">@S1</span>"),
            (json!({"type": "team", "team_id": "T<"}), "<span class=\"mention\">@T&lt;</span>"),
            (json!({"type": "broadcast", "range": "here"}), "<span class=\"mention me\">@here</span>"),
            (json!({"type": "date", "timestamp": 0, "format": "{date_num}"}), "<time>1970-01-01</time>"),
            (
                json!({"type": "date", "timestamp": "x", "format": "{date}", "fallback": "then"}),
                "<time>then</time>",
            ),
            (
                json!({"type": "text", "text": "x", "style": {"code": true, "underline": true}}),
                "<u><code>x</code></u>",
            ),
            (
                json!({"type": "user", "user_id": "U9", "style": {"highlight": true}}),
                "<mark><span class=\"mention\" data-user=\"U9\">@U9</span></mark>",
            ),
            (json!({"type": "color", "value": "\"><b>"}), "<code>&quot;&gt;&lt;b&gt;</code>"),
        ] {
            assert_eq!(line(piece.clone()), format!("<p>{expected}</p>"), "{piece}");
        }
        assert!(line(json!({"type": "color", "value": "#F0c"})).contains("fill=\"#F0c\""));
    }

    #[test]
    fn lists_quotes_and_code_are_blocks() {
        let words = |words: &str| json!([{"type": "text", "text": words}]);
        let elements = json!([
            {"type": "rich_text_list", "style": "ordered", "indent": 1,
             "elements": [{"type": "rich_text_section", "elements": words("en")}]},
            {"type": "rich_text_list", "style": "ordered", "offset": 2, "border": 1, "elements": []},
            {"type": "rich_text_quote", "elements": words("q")},
            {"type": "rich_text_preformatted", "elements": words("c"), "language": "rust"},
        ]);
        assert_eq!(
            drawn(elements),
            "<ol class=\"indent-1\"><li>en</li></ol><ol class=\"indent-0 bordered\" start=\"3\"></ol>\
            <blockquote>q</blockquote><pre data-language=\"rust\">c</pre>"
        );
    }
}
