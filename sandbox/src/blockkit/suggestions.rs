//! What an app may answer when it is asked for the options of an external menu.
//! Source: <https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload>.

use serde_json::Value;

use super::objects::{MENU_OPTION, OPTION_GROUP, exactly_one};
use super::rules::{Faults, Rule, Shape, check, may};

// Nothing may fit what was typed, so a list may be empty.
static ANSWER: Shape = Shape {
    fields: &[&[
        may("options", Rule::List(&MENU_OPTION, 0, 100)),
        may("option_groups", Rule::List(&OPTION_GROUP, 0, 100)),
    ]],
    also: &[|answer, at, faults| exactly_one(["options", "option_groups"], answer, at, faults)],
};

/// What is wrong with the answer, in the words of Slack's `response_metadata.messages`; nothing when it can be shown.
pub(crate) fn suggestions(answer: &Value) -> Vec<String> {
    let mut faults = Faults::default();
    check(&Rule::Object(&ANSWER), answer, "", &mut faults);
    faults.into_messages()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::suggestions;

    #[test]
    fn an_answer_has_a_hundred_options_at_most_in_one_of_two_ways() {
        let option = json!({"text": {"type": "plain_text", "text": "A"}, "value": "a"});
        let group = json!({"label": {"type": "plain_text", "text": "G"}, "options": [option]});
        for good in [json!({"options": []}), json!({"options": [option]}), json!({"option_groups": [group]})]
        {
            assert!(suggestions(&good).is_empty(), "{good}");
        }
        let many = vec![option.clone(); 101];
        for bad in [
            json!(null),
            json!({}),
            json!({"options": many}),
            json!({"options": [option], "option_groups": [group]}),
            json!({"options": [{"text": "A", "value": "a"}]}),
        ] {
            assert!(!suggestions(&bad).is_empty(), "{bad}");
        }
    }
}
