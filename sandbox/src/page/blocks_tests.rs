//! Each block and element as markup: what ties it to the script, and that hostile values stay text.

use super::super::Query;
use super::*;

fn drawn_on(surface: Surface<'_>, block: Value) -> String {
    let state = json!({
        "zone": "Europe/Oslo",
        "users": [{"id": "U1", "name": "ida"}, {"id": "U2", "name": "per"}, {"id": "UB", "name": "bot", "is_bot": true}],
        "channels": [{"id": "C1", "name": "design", "members": ["U1"]}, {"id": "C2", "name": "secret", "is_private": true}],
        "files": [{"id": "F1", "url_private": "/files/F1"}],
    });
    let query = Query { lang: Some("en".into()), ..Query::default() };
    let page = Page::new(&state, &query);
    draw(&page, surface, &[block]).into_string()
}

fn drawn(block: Value) -> String {
    drawn_on(Surface::Message { channel: "C1", ts: "1.2", pane: "m" }, block)
}

fn in_modal(block: Value) -> String {
    let errors = json!({"b": "Too <short>"});
    drawn_on(Surface::Modal { view: "V1", errors: Some(&errors), values: None }, block)
}

fn element(element: Value) -> String {
    drawn(json!({"type": "actions", "block_id": "b", "elements": [element]}))
}

fn field(element: Value) -> String {
    in_modal(
        json!({"type": "input", "block_id": "b", "label": {"type": "plain_text", "text": "L"}, "element": element}),
    )
}

#[track_caller]
fn assert_has(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part}\nis not in\n{html}");
    }
}

fn options() -> Value {
    json!([
        {"text": {"type": "plain_text", "text": "One :eyes:"}, "value": "1"},
        {"text": {"type": "plain_text", "text": "Two"}, "value": "2\"><script>"},
    ])
}

#[test]
fn a_surface_says_what_an_act_must_carry() {
    let divider = json!({"type": "divider"});
    assert_has(
        &drawn(divider.clone()),
        &["data-scope=\"{&quot;channel&quot;:&quot;C1&quot;,&quot;ts&quot;:&quot;1.2&quot;}\"", "<hr>"],
    );
    assert_has(&drawn_on(Surface::Home, divider.clone()), &["{&quot;home&quot;:true}"]);
    assert_has(&in_modal(divider), &["{&quot;view_id&quot;:&quot;V1&quot;}"]);
}

#[test]
fn sections_have_text_fields_and_an_accessory() {
    let html = drawn(json!({
        "type": "section", "block_id": "b", "text": {"type": "mrkdwn", "text": "*Hei*"},
        "fields": [{"type": "plain_text", "text": "*a*"}],
        "accessory": {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}},
    }));
    assert_has(
        &html,
        &["<strong>Hei</strong>", "<p>*a*</p>", "data-action-id=\"go\"", "data-block-id=\"b\""],
    );
}

#[test]
fn headers_context_and_images_are_drawn() {
    let header = json!({"type": "header", "text": {"type": "plain_text", "text": "<Hei> :wave:"}});
    assert_has(&drawn(header), &["<h3>&lt;Hei&gt; 👋</h3>"]);
    let image = json!({"type": "image", "image_url": "https://a.no/x.png", "alt_text": "A"});
    let context = json!({"type": "context", "elements": [image, {"type": "mrkdwn", "text": "_x_"}]});
    assert_has(&drawn(context), &["<img src=\"https://a.no/x.png\" alt=\"A\"", "<em>x</em>"]);
    let file = json!({"type": "image", "slack_file": {"id": "F1"}, "alt_text": "A", "title": {"type": "plain_text", "text": "T"}});
    assert_has(&drawn(file), &["src=\"/files/F1\"", "<figcaption>T</figcaption>"]);
    let hostile = json!({"type": "image", "image_url": "javascript:alert(1)", "alt_text": "A"});
    assert!(!drawn(hostile).contains("javascript"));
}

#[test]
fn tables_markdown_and_unknown_blocks_are_drawn() {
    let table = json!({"type": "table", "rows": [[{"type": "raw_text", "text": "H"}], [{"type": "raw_text", "text": "<c>"}]]});
    assert_has(&drawn(table), &["<th>H</th>", "<td>&lt;c&gt;</td>"]);
    assert_has(&drawn(json!({"type": "markdown", "text": "**b**"})), &["<strong>b</strong>"]);
    let unknown = drawn(json!({"type": "vid<eo", "title": {"type": "plain_text", "text": "Film"}}));
    assert_has(&unknown, &["b-other", "<code>vid&lt;eo</code>", "<span>Film</span>"]);
}

#[test]
fn buttons_carry_style_url_and_a_confirm_dialog() {
    let html = element(json!({
        "type": "button", "action_id": "x", "style": "danger", "url": "https://a.no", "value": "v",
        "text": {"type": "plain_text", "text": "Go"},
        "confirm": {"title": {"type": "plain_text", "text": "Sure?"}, "text": {"type": "mrkdwn", "text": "*Really*"},
                    "confirm": {"type": "plain_text", "text": "Do"}, "deny": {"type": "plain_text", "text": "No"}},
    }));
    assert_has(
        &html,
        &[
            "class=\"button danger\"",
            "data-url=\"https://a.no\"",
            "data-confirm=\"e-m-1.2-b-0-confirm\"",
            "id=\"e-m-1.2-b-0-confirm\"",
            "<strong>Really</strong>",
            "data-answer=\"yes\">Do<",
        ],
    );
    let hostile = element(json!({"type": "button", "action_id": "x", "url": "javascript:alert(1)"}));
    assert!(!hostile.contains("data-url"));
}

#[test]
fn menus_offer_options_people_and_channels() {
    let html = element(json!({"type": "static_select", "action_id": "x", "options": options(),
        "initial_option": {"value": "1", "text": {"type": "plain_text", "text": "One"}}}));
    assert_has(
        &html,
        &["<option value=\"1\" selected>One 👀</option>", "value=\"2&quot;&gt;&lt;script&gt;\"", "data-live"],
    );
    let grouped = element(json!({"type": "static_select", "action_id": "x",
        "option_groups": [{"label": {"type": "plain_text", "text": "G"}, "options": options()}]}));
    assert_has(&grouped, &["<optgroup label=\"G\">"]);
    let people = element(json!({"type": "users_select", "action_id": "x", "initial_user": "U2"}));
    assert_has(&people, &["<option value=\"U2\" selected>per</option>"]);
    assert!(!people.contains("UB"));
    let rooms = element(json!({"type": "conversations_select", "action_id": "x"}));
    assert_has(&rooms, &["#design", ">ida<"]);
    assert!(!rooms.contains("secret"));
}

#[test]
fn menus_of_several_and_groups_keep_what_is_chosen() {
    let html = element(json!({"type": "multi_static_select", "action_id": "x", "options": options(),
        "initial_options": [options()[0]], "max_selected_items": 1}));
    assert_has(
        &html,
        &["data-kind=\"multi\"", "data-most=\"1\"", "value=\"1\" checked", ">One 👀</span></summary>"],
    );
    let radio = element(json!({"type": "radio_buttons", "action_id": "x", "options": options()}));
    assert_has(&radio, &["role=\"radiogroup\"", "type=\"radio\" name=\"e-m-1.2-b-0\""]);
    let boxes = element(
        json!({"type": "checkboxes", "action_id": "x", "options": options(), "initial_options": [options()[0]]}),
    );
    assert_has(&boxes, &["data-kind=\"checks\"", "value=\"1\" checked"]);
    let overflow = element(json!({"type": "overflow", "action_id": "x", "options": options()}));
    assert_has(&overflow, &["data-option=\"1\"", "data-kind=\"overflow\""]);
}

#[test]
fn fields_carry_label_error_hint_and_first_value() {
    let html = in_modal(json!({
        "type": "input", "block_id": "b", "optional": true, "hint": {"type": "plain_text", "text": "H"},
        "label": {"type": "plain_text", "text": "Name"},
        "element": {"type": "plain_text_input", "action_id": "v", "initial_value": "a\"b", "max_length": 5,
                    "placeholder": {"type": "plain_text", "text": "P"}},
    }));
    assert_has(
        &html,
        &[
            "for=\"e-V1-b-0\"",
            ">optional<",
            "value=\"a&quot;b\"",
            "maxlength=\"5\"",
            "placeholder=\"P\"",
            "data-test=\"field-b\"",
            "data-field=\"b\"",
            "aria-invalid=\"true\"",
            "data-test=\"field-error-b\"",
            ">Too &lt;short&gt;</p>",
            "aria-describedby=\"e-V1-b-0-error e-V1-b-0-hint\"",
        ],
    );
    assert!(!html.contains("data-live"), "a plain input waits for submit");
}

#[test]
fn every_kind_of_field_has_its_control() {
    let area = field(
        json!({"type": "plain_text_input", "multiline": true, "initial_value": "</textarea><b>", "action_id": "v"}),
    );
    assert_has(&area, &["&lt;/textarea&gt;&lt;b&gt;</textarea>"]);
    assert_has(
        &field(json!({"type": "number_input", "is_decimal_allowed": true, "min_value": "1"})),
        &["type=\"number\"", "step=\"any\"", "min=\"1\""],
    );
    assert_has(&field(json!({"type": "email_text_input"})), &["type=\"email\"", "data-kind=\"text\""]);
    assert_has(&field(json!({"type": "url_text_input"})), &["type=\"url\""]);
    assert_has(
        &field(json!({"type": "datepicker", "initial_date": "2026-09-17"})),
        &["type=\"date\"", "value=\"2026-09-17\""],
    );
    assert_has(
        &field(json!({"type": "timepicker", "initial_time": "11:30"})),
        &["type=\"time\"", "value=\"11:30\""],
    );
    assert_has(
        &field(json!({"type": "datetimepicker", "initial_date_time": 1_789_637_400})),
        &["value=\"2026-09-17T11:30\"", "data-zone=\"Europe/Oslo\""],
    );
    let rich =
        json!({"type": "rich_text_input", "initial_value": {"elements": [{"elements": [{"text": "en"}]}]}});
    assert_has(&field(rich), &["data-kind=\"rich\"", ">en</textarea>"]);
    assert_has(&field(json!({"type": "file_input"})), &["unknown"]);
}
