//! What the corpus cannot say: that no value whatever makes the rules stumble. Each rule by example, with the exact words
//! of its refusal, is in `tests/blockkit_corpus.json`, which `tests/it/blockkit.rs` puts to the API.

use serde_json::{Value, json};

use super::{message, view};

fn odd_values() -> Vec<Value> {
    let deep = (0..60)
        .fold(json!({"type": "section"}), |inner, _| json!({"type": "container", "child_blocks": [inner]}));
    vec![
        json!(null),
        json!(true),
        json!(1),
        json!(-0.5),
        json!("x"),
        json!([]),
        json!([[[]]]),
        json!({}),
        json!({"type": {"type": []}}),
        json!({"type": "section", "text": [], "fields": {}, "accessory": []}),
        json!({"type": "data_table", "rows": {"a": 1}}),
        json!({"type": "data_table", "rows": [[], [null], 7]}),
        json!({"type": "data_visualization", "chart": {"type": "bar", "series": [null, {"data": 1}], "axis_config": []}}),
        json!({"type": "plan", "tasks": [null, {"task_id": {}}]}),
        deep,
    ]
}

#[test]
fn anything_that_is_json_gets_an_answer() {
    for odd in odd_values() {
        assert!(view(&odd).is_err(), "{odd}");
        assert!(message(&json!([odd])).is_err(), "[{odd}]");
        assert!(view(&json!({"type": "modal", "blocks": [odd]})).is_err(), "{odd} in a modal");
        let fields = ["text", "elements", "accessory", "element", "label", "child_blocks", "rows", "title"];
        for (kind, field) in ["section", "actions", "input", "container", "table", "rich_text", "card"]
            .iter()
            .flat_map(|kind| fields.map(|field| (kind, field)))
        {
            let block = json!({"type": kind, field: odd});
            assert!(message(&json!([block])).is_err(), "{block}");
        }
    }
}
