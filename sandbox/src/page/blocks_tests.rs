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
    assert_has(&drawn(header), &["<h3 class=\"level-2\">&lt;Hei&gt; 👋</h3>"]);
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
    assert_has(&drawn(table), &["<th scope=\"col\">H</th>", "<td>&lt;c&gt;</td>"]);
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
    let zoned = field(json!({"type": "timepicker", "timezone": "Europe/London"}));
    assert_has(&zoned, &["type=\"time\"", "Time zone: Europe/London"]);
    let words = json!({"elements": [{"elements": [{"text": "en", "style": {"bold": true}}]}]});
    let rich = field(json!({"type": "rich_text_input", "initial_value": words, "min_lines": 7}));
    assert_has(&rich, &["data-kind=\"rich\"", "rows=\"7\"", ">*en*</textarea>", "data-mark=\"*\""]);
    let files = field(json!({"type": "file_input", "filetypes": ["png", "jpg"], "max_files": 3}));
    assert_has(&files, &["type=\"file\" multiple accept=\".png,.jpg\"", "At most 3 files · .png, .jpg"]);
    assert!(!field(json!({"type": "file_input", "max_files": 1})).contains("multiple"));
}

#[test]
fn a_field_says_when_it_tells_the_app() {
    let dispatching = |config: Value| {
        let mut element = json!({"type": "plain_text_input", "action_id": "a"});
        if !config.is_null() {
            element["dispatch_action_config"] = json!({"trigger_actions_on": config});
        }
        in_modal(
            json!({"type": "input", "block_id": "b", "dispatch_action": true, "label": {"text": "L"}, "element": element}),
        )
    };
    let on = |html: &str| (html.contains(" data-enter"), html.contains(" data-typing"));
    assert_eq!(on(&dispatching(Value::Null)), (true, false));
    assert_eq!(on(&dispatching(json!(["on_character_entered"]))), (false, true));
    assert_eq!(on(&dispatching(json!(["on_enter_pressed", "on_character_entered"]))), (true, true));
    assert_eq!(on(&field(json!({"type": "plain_text_input"}))), (false, false));
}

#[test]
fn menus_offer_what_their_filter_lets_through() {
    let menu =
        |filter: Value| element(json!({"type": "conversations_select", "action_id": "x", "filter": filter}));
    let only_people = menu(json!({"include": ["im"], "exclude_bot_users": true}));
    assert!(
        only_people.contains(">ida<") && !only_people.contains("#design") && !only_people.contains(">bot<")
    );
    let only_rooms = menu(json!({"include": ["public"]}));
    assert!(only_rooms.contains("#design") && !only_rooms.contains(">ida<"));
    assert_has(&menu(json!({"include": ["im"]})), &["<option value=\"UB\">bot</option>"]);
    let here =
        json!({"type": "conversations_select", "action_id": "x", "default_to_current_conversation": true});
    assert_has(&element(here), &["<option value=\"C1\" selected>#design</option>"]);
}

#[test]
fn a_menu_the_app_fills_starts_with_what_is_chosen() {
    let html = element(json!({"type": "multi_external_select", "action_id": "x", "min_query_length": 2,
        "max_selected_items": 3, "initial_options": [options()[1]]}));
    assert_has(
        &html,
        &[
            "data-kind=\"external\"",
            "data-min=\"2\"",
            "data-most=\"3\"",
            "data-many",
            "Type at least 2 characters",
            "data-whole=\"{&quot;text&quot;:{&quot;text&quot;:&quot;Two&quot;,",
            "2&quot;&gt;&lt;script&gt;",
        ],
    );
    let one = element(json!({"type": "external_select", "action_id": "x"}));
    assert_has(&one, &["data-min=\"3\"", "data-suggest"]);
    assert!(!one.contains("data-many") && !one.contains("data-done"));
}

#[test]
fn small_buttons_say_what_they_are_for() {
    let html = drawn(json!({"type": "context_actions", "block_id": "b", "elements": [
        {"type": "feedback_buttons", "action_id": "f",
         "positive_button": {"text": {"type": "plain_text", "text": ":+1:"}, "value": "p", "accessibility_label": "Good"},
         "negative_button": {"text": {"type": "plain_text", "text": "Bad"}, "value": "n"}},
        {"type": "icon_button", "icon": "trash", "action_id": "d", "text": {"type": "plain_text", "text": "Delete"}},
    ]}));
    assert_has(
        &html,
        &[
            "data-kind=\"feedback\" data-action-id=\"f\"",
            "data-option=\"positive\" aria-label=\"Good\">👍<",
            "data-option=\"negative\">Bad<",
            "aria-label=\"Delete\"",
        ],
    );
    let for_some = |who: &str| {
        element(
            json!({"type": "button", "action_id": "x", "text": {"text": "Go"}, "visible_to_user_ids": [who]}),
        )
    };
    assert!(for_some("U1").contains("Go") && !for_some("U2").contains("Go"));
    let workflow = element(json!({"type": "workflow_button", "action_id": "w", "text": {"text": "Run"}}));
    assert_has(&workflow, &["Run", "there are none here"]);
}
