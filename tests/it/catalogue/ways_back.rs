//! What is shown comes back: every button as the press it stands for, every modal as the form it was.

use super::cast::Cast;
use super::{forms, laid_out};
use klynge::domain::model::{Event, Lang};
use klynge::slack::inbound::Kind;
use klynge::slack::{blocks, decode};
use serde_json::{Value, json};

#[test]
fn every_button_comes_back_as_the_press_it_stands_for() {
    let mut pressed = 0;
    for (feature, case, _, layout) in laid_out(&Cast::ordinary()) {
        let rows = layout.get("blocks").and_then(Value::as_array).into_iter().flatten();
        let buttons = rows.filter_map(|row| row.get("elements")?.as_array()).flatten();
        for button in buttons.filter(|button| button.get("action_id").is_some()) {
            let payload = json!({
                "type": "block_actions", "trigger_id": "1.2.3", "user": {"id": "U0IDA"}, "actions": [button],
            });
            let decoded = decode::decode(Kind::Interaction, &payload, None).map(|decoded| decoded.event);
            let Ok(Some(Event::Pressed { press, .. })) = decoded else {
                panic!("{feature} {case}: {button} came back as {decoded:?}");
            };
            assert_eq!(button.get("action_id"), Some(&json!(press.action_id())));
            pressed += 1;
        }
    }
    assert!(pressed > 100, "only {pressed} buttons were found");
}

#[test]
fn every_form_comes_back_with_its_purpose() {
    for (case, form) in forms(&Cast::ordinary()).examples {
        let view = blocks::view(Lang::En, &form);
        let payload = json!({
            "type": "view_submission", "trigger_id": "1.2.3", "user": {"id": "U0IDA"}, "view": view,
        });
        let decoded = decode::decode(Kind::Interaction, &payload, None).map(|decoded| decoded.event);
        let Ok(Some(Event::Submitted { purpose, nonce, .. })) = decoded else {
            panic!("{case} came back as {decoded:?}");
        };
        assert_eq!((purpose, nonce), (form.purpose, form.nonce));
    }
}
