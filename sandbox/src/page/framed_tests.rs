//! Blocks with a frame, tables, charts and tasks as markup.

use super::super::Query;
use super::*;

fn drawn(block: Value) -> String {
    let state = json!({"team": {"id": "T1", "name": "House"}, "users": [{"id": "U1", "name": "ida"}]});
    let query = Query { lang: Some("en".into()), ..Query::default() };
    let page = Page::new(&state, &query);
    draw(&page, Surface::Message { channel: "C1", ts: "1.2", pane: "m" }, &[block]).into_string()
}

#[track_caller]
fn assert_has(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part}\nis not in\n{html}");
    }
}

fn plain(text: &str) -> Value {
    json!({"type": "plain_text", "text": text})
}

fn button(action: &str) -> Value {
    json!({"type": "button", "action_id": action, "text": plain("Go")})
}

fn rich(text: &str) -> Value {
    json!({"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}]})
}

#[test]
fn cards_have_picture_texts_and_buttons() {
    let html = drawn(json!({"type": "card", "block_id": "c",
        "hero_image": {"type": "image", "image_url": "https://a.no/h.png", "alt_text": "H"},
        "slack_icon": {"type": "icon", "name": "rocket"}, "title": {"type": "mrkdwn", "text": "*T*"},
        "subtitle": plain("S"), "body": plain("B"), "subtext": plain("X"), "actions": [button("one"), button("two")]}));
    assert_has(
        &html,
        &[
            "src=\"https://a.no/h.png\"",
            "🚀",
            "<strong>T</strong>",
            "card-subtitle\"><p>S",
            "card-body\"><p>B",
            "card-subtext\"><p>X",
            "id=\"e-m-1.2-c-1\"",
        ],
    );
    let carousel = drawn(json!({"type": "carousel", "elements": [
        {"type": "card", "block_id": "k1", "title": plain("A"), "actions": [button("a")]},
        {"type": "card", "block_id": "k2", "title": plain("B"), "actions": [button("a")]}]}));
    assert_has(&carousel, &["role=\"group\"", "data-block-id=\"k1\"", "data-block-id=\"k2\""]);
}

#[test]
fn containers_hold_blocks_and_may_be_folded() {
    let container = |more: Value| {
        let mut block = json!({"type": "container", "block_id": "k", "title": plain("T<"), "child_blocks": [
            {"type": "actions", "block_id": "inner", "elements": [button("go")]}]});
        for (name, value) in more.as_object().into_iter().flatten() {
            block[name] = value.clone();
        }
        drawn(block)
    };
    assert_has(&container(json!({})), &["<section class=\"container\">", "T&lt;", "data-block-id=\"inner\""]);
    assert_has(
        &container(json!({"width": "full", "has_header_divider": true})),
        &["container full", "divided"],
    );
    let open = container(json!({"is_collapsible": true}));
    assert_has(&open, &["<details class=\"container\" data-key=\"fold-k\" open><summary"]);
    assert!(!container(json!({"is_collapsible": true, "default_collapsed": true})).contains(" open>"));
    assert_has(&container(json!({"rich_text_title": rich("Rich")})), &["<p>Rich</p>"]);
}

#[test]
fn alerts_say_their_level_in_words() {
    let html = drawn(json!({"type": "alert", "level": "error", "text": plain("No")}));
    assert_has(&html, &["alert error", "role=\"note\"", "<span class=\"sr\">Error</span>", "<p>No</p>"]);
    assert!(!drawn(json!({"type": "alert", "text": plain("No")})).contains("\"sr\""));
}

#[test]
fn videos_and_files_are_ways_to_what_is_elsewhere() {
    let html = drawn(
        json!({"type": "video", "title": plain("T"), "title_url": "https://a.no/t", "alt_text": "A",
        "video_url": "https://a.no/v", "thumbnail_url": "https://a.no/p.png", "author_name": "Ida", "provider_name": "P",
        "description": plain("D")}),
    );
    assert_has(
        &html,
        &[
            "href=\"https://a.no/v\"",
            "aria-label=\"Watch the video: A\"",
            ">T</a>",
            "Ida · P",
            "card-body\">D",
        ],
    );
    assert!(!html.contains("<iframe") && !html.contains("<video"));
    assert_has(&drawn(json!({"type": "file", "external_id": "X<1"})), &["<code>X&lt;1</code>"]);
}

#[test]
fn a_service_is_connected_or_can_be() {
    let open = drawn(json!({"type": "auth_provider", "block_id": "b", "value": "cal", "name": plain("Cal"),
        "is_connected": false, "auth_url": "https://a.no/auth", "description": plain("D")}));
    assert_has(
        &open,
        &["data-action-id=\"auth_provider_connect_cal\"", "data-url=\"https://a.no/auth\"", ">D<"],
    );
    let made =
        drawn(json!({"type": "auth_provider", "value": "cal", "name": plain("Cal"), "is_connected": true,
        "connected_identity": plain("ida"), "disconnect_url": "https://a.no/off"}));
    assert_has(&made, &["Connected · ida", "href=\"https://a.no/off\""]);
    assert!(!made.contains("auth_provider_connect"));
}

#[test]
fn plans_and_tasks_say_how_they_stand() {
    let html = drawn(json!({"type": "plan", "title": "P<", "tasks": [
        {"task_id": "a", "title": "A", "status": "complete", "output": rich("Done"),
         "sources": [{"type": "url", "url": "https://a.no", "text": "Src"}]},
        {"task_id": "b", "title": "B", "status": "in_progress", "details": rich("More")},
        {"task_id": "c", "title": "C", "status": "error", "hide_title": true}, {"task_id": "d", "title": "D"}]}));
    assert_has(
        &html,
        &[
            "P&lt;",
            "<ol class=\"tasks\">",
            "Complete: ",
            "<small>Result</small><p>Done</p>",
            ">Src</a>",
            "In progress: ",
            "<small>Details</small><p>More</p>",
            "Failed: ",
            "<span class=\"sr\">C</span>",
            "Pending: ",
        ],
    );
}

#[test]
fn tables_stand_as_their_columns_say() {
    let html =
        drawn(json!({"type": "table", "column_settings": [null, {"align": "right", "is_wrapped": true}],
        "rows": [[{"type": "raw_text", "text": "H"}, {"type": "raw_text", "text": "N"}],
                 [rich("c"), {"type": "raw_number", "value": 2, "text": "2,0"}]]}));
    assert_has(
        &html,
        &[
            "<th scope=\"col\" class=\"right\">N</th>",
            "<td class=\"one-line\"><p>c</p></td>",
            "class=\"right\">2,0</td>",
        ],
    );
    let clipped = drawn(json!({"type": "table", "column_settings": [{"align": "center"}],
        "rows": [[{"type": "raw_text", "text": "H"}]]}));
    assert_has(&clipped, &["class=\"center one-line\""]);
}

#[test]
fn data_tables_can_be_sorted_filtered_and_paged() {
    let row = |name: &str, number: f64| {
        json!([{"type": "raw_text", "text": name}, {"type": "raw_number", "value": number, "text": format!("{number}!")},
               {"type": "action_cell", "element": button("ask")}])
    };
    let head = json!([{"type": "raw_text", "text": "N"}, {"type": "raw_text", "text": "#"}, {"type": "raw_text", "text": "?"}]);
    let html = drawn(json!({"type": "data_table", "block_id": "d", "caption": "Cap<", "page_size": 1,
        "rows": [head, row("a", 1.0), row("b", -2.5)]}));
    assert_has(
        &html,
        &[
            "data-table=\"1\"",
            "<caption>Cap&lt;</caption>",
            "data-sort=\"0\"",
            "<th scope=\"col\" data-numeric>",
            "<th scope=\"row\">a</th>",
            "data-value=\"-2.5\">-2.5!</td>",
            "id=\"e-m-1.2-d-2\"",
            "id=\"e-m-1.2-d-22\"",
            "data-table-filter",
            "data-pages=\"Page|of\"",
        ],
    );
    let short = drawn(json!({"type": "data_table", "caption": "C", "rows": [
        [{"type": "raw_text", "text": "N"}], [{"type": "raw_text", "text": "a"}]]}));
    assert!(
        short.contains("data-table=\"5\"")
            && !short.contains("data-page=")
            && !short.contains("data-table-filter")
    );
}

#[test]
fn charts_are_drawings_with_their_numbers_below() {
    let series = json!([{"name": "S<", "data": [{"label": "b", "value": -4}, {"label": "a", "value": 10}]}]);
    for (kind, name, mark) in [
        ("bar", "Bar chart", "<rect x="),
        ("area", "Area chart", "<polygon"),
        ("line", "Line chart", "<polyline"),
    ] {
        let html = drawn(json!({"type": "data_visualization", "title": "T\"", "chart": {"type": kind,
            "series": series, "axis_config": {"categories": ["a", "b"], "x_label": "X", "y_label": "Y"}}}));
        let label = format!("role=\"img\" aria-label=\"{name}: T&quot;\"");
        assert_has(&html, &[&label, mark, "<title>S&lt;, a: 10</title>", ">X</text>", ">Y</text>"]);
        // In the order of the axis, not of the data.
        assert_has(&html, &["<th scope=\"row\">a</th><td class=\"right\">10</td>"]);
    }
    let pie = drawn(json!({"type": "data_visualization", "title": "T", "chart": {"type": "pie",
        "segments": [{"label": "A", "value": 3}, {"label": "B", "value": 1}]}}));
    assert_has(
        &pie,
        &["<path d=\"M240.0 128.0L240.0 8.0A120.0 120.0 0 1 1 120.0 128.0Z\"", "A 75 %", "B 25 %"],
    );
    let whole = drawn(json!({"type": "data_visualization", "title": "T", "chart": {"type": "pie",
        "segments": [{"label": "A", "value": 3}]}}));
    assert_has(&whole, &["<circle cx=\"240.0\""]);
}

#[test]
fn what_is_malformed_is_drawn_as_far_as_it_goes() {
    for kind in [
        "card",
        "carousel",
        "container",
        "alert",
        "video",
        "auth_provider",
        "plan",
        "task_card",
        "table",
        "data_table",
        "data_visualization",
        "context_actions",
        "header",
        "rich_text",
        "markdown",
    ] {
        for odd in [json!(null), json!(7), json!("x"), json!([null, 7, []]), json!({"type": []})] {
            let fields = [
                "title",
                "elements",
                "child_blocks",
                "text",
                "rows",
                "chart",
                "tasks",
                "actions",
                "name",
                "accessory",
            ];
            let block: serde_json::Map<_, _> = fields
                .iter()
                .map(|field| ((*field).to_owned(), odd.clone()))
                .chain([("type".to_owned(), json!(kind))])
                .collect();
            assert!(drawn(Value::Object(block)).contains("class=\"block"), "{kind} of {odd}");
        }
    }
}
