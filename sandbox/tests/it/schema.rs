//! As much of JSON schema as Slack's published description of its Web API uses, in the odd way it uses it: a list under `items`
//! means "one of these", of the value itself, or where the type is said to be an array, of each of its elements.

use serde_json::Value;

/// A description of the Web API, and where its definitions are.
pub(crate) struct Schema(Value);

impl Schema {
    pub(crate) fn new(whole: Value) -> Self {
        Self(whole)
    }

    /// The schema of a method's answer when all is well.
    pub(crate) fn of(&self, method: &str) -> Option<&Value> {
        let operations = self.0["paths"].get(format!("/{method}"))?;
        operations.as_object()?.values().next()?.pointer("/responses/200/schema")
    }

    /// The arguments that a method cannot do without.
    pub(crate) fn required(&self, method: &str) -> Vec<String> {
        let operations = self.0["paths"].get(format!("/{method}")).and_then(Value::as_object);
        let operations = operations.into_iter().flat_map(serde_json::Map::values);
        let parameters = operations.filter_map(|operation| operation["parameters"].as_array()).flatten();
        let needed = parameters.filter(|parameter| parameter["required"] == true);
        needed.filter_map(|parameter| parameter["name"].as_str()).map(str::to_owned).collect()
    }

    /// Everything that is wrong with `value`, each as a path and what is the matter there.
    pub(crate) fn faults(&self, schema: &Value, value: &Value) -> Vec<(String, String)> {
        let mut faults = Vec::new();
        self.look(schema, value, "", &mut faults);
        faults
    }

    fn look(&self, schema: &Value, value: &Value, path: &str, faults: &mut Vec<(String, String)>) {
        if let Some(reference) = schema["$ref"].as_str() {
            let target = self.0.pointer(reference.trim_start_matches('#')).unwrap();
            return self.look(target, value, path, faults);
        }
        let mut fault = |what: String| faults.push((path.to_owned(), what));
        if !schema["type"].is_null() && !has_type(&schema["type"], value) {
            return fault(format!("is no {}", schema["type"]));
        }
        if let Some(allowed) = schema["enum"].as_array()
            && !allowed.contains(value)
        {
            fault(format!("is none of {}", schema["enum"]));
        }
        if let (Some(pattern), Some(text)) = (schema["pattern"].as_str(), value.as_str())
            && !matches(pattern, text)
        {
            fault(format!("is not {pattern}"));
        }
        if let (Some(format), Some(text)) = (schema["format"].as_str(), value.as_str())
            && !has_format(format, text)
        {
            fault(format!("is no {format}"));
        }
        match value {
            Value::Object(fields) => self.look_at_fields(schema, fields, path, faults),
            Value::Array(items) => self.look_at_items(schema, items, path, faults),
            _ => {}
        }
        if schema["items"].is_array() && schema["type"] != "array" {
            self.look_for_one(&schema["items"], value, path, faults);
        }
    }

    fn look_at_fields(
        &self,
        schema: &Value,
        fields: &serde_json::Map<String, Value>,
        path: &str,
        faults: &mut Vec<(String, String)>,
    ) {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                faults.push((format!("{path}/{name}"), "is missing".to_owned()));
            }
        }
        for (name, field) in fields {
            let below = format!("{path}/{name}");
            match schema["properties"].get(name) {
                Some(known) => self.look(known, field, &below, faults),
                None if schema["additionalProperties"] == false => {
                    faults.push((below, "is unknown".to_owned()));
                }
                None => {}
            }
        }
    }

    fn look_at_items(&self, schema: &Value, items: &[Value], path: &str, faults: &mut Vec<(String, String)>) {
        let below = format!("{path}/[]");
        for (place, item) in items.iter().enumerate() {
            match &schema["items"] {
                Value::Array(_) if schema["type"] == "array" => {
                    self.look_for_one(&schema["items"], item, &below, faults);
                }
                Value::Object(_) => self.look(&schema["items"], item, &below, faults),
                _ => {}
            }
            if schema["uniqueItems"] == true && items[..place].contains(item) {
                faults.push((below.clone(), "is there twice".to_owned()));
            }
        }
        let least = schema["minItems"].as_u64().unwrap_or(0);
        if u64::try_from(items.len()).unwrap() < least {
            faults.push((path.to_owned(), format!("has fewer than {least}")));
        }
    }

    /// The faults by the schema that fits best.
    fn look_for_one(&self, all: &Value, value: &Value, path: &str, faults: &mut Vec<(String, String)>) {
        let tries = all.as_array().unwrap().iter().map(|schema| {
            let mut faults = Vec::new();
            self.look(schema, value, path, &mut faults);
            faults
        });
        // Another type is farther off than any fault inside.
        let distance = |faults: &Vec<(String, String)>| {
            (faults.iter().any(|(place, what)| place == path && what.starts_with("is no ")), faults.len())
        };
        faults.extend(tries.min_by_key(distance).unwrap());
    }
}

fn has_type(wanted: &Value, value: &Value) -> bool {
    let is = |name: &str| match name {
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        "null" => value.is_null(),
        other => panic!("no type {other}"),
    };
    match wanted {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().any(|name| is(name.as_str().unwrap())),
        _ => panic!("no type {wanted}"),
    }
}

fn has_format(format: &str, text: &str) -> bool {
    match format {
        "uri" | "url" => reqwest::Url::parse(text).is_ok(),
        "email" => text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')),
        other => panic!("no format {other}"),
    }
}

/// Patterns are rows of letters and classes with counts, between `^` and `$`; one may be optional as a whole, and `|` parts two.
fn matches(pattern: &str, text: &str) -> bool {
    pattern.split('|').any(|pattern| {
        let row = pattern.trim_start_matches('^').trim_end_matches('$');
        match row.strip_prefix('(').and_then(|row| row.strip_suffix(")?")) {
            Some(row) => text.is_empty() || row_matches(row, text),
            None => row_matches(row, text),
        }
    })
}

fn row_matches(mut row: &str, text: &str) -> bool {
    let mut letters = text.chars().peekable();
    while !row.is_empty() {
        let (class, rest) = next_class(row);
        let (least, most, rest) = next_count(rest);
        let mut count = 0;
        while count < most && letters.next_if(|letter| in_class(class, *letter)).is_some() {
            count += 1;
        }
        if count < least {
            return false;
        }
        row = rest;
    }
    letters.next().is_none()
}

/// `[A-Z]`, `\d`, `\.` or a letter that stands for itself.
fn next_class(row: &str) -> (&str, &str) {
    let end = match row.as_bytes()[0] {
        b'[' => row.find(']').unwrap() + 1,
        b'\\' => 2,
        _ => 1,
    };
    row.split_at(end)
}

fn in_class(class: &str, letter: char) -> bool {
    match class {
        r"\d" => letter.is_ascii_digit(),
        r"\." => letter == '.',
        _ if class.starts_with('[') => {
            let inside: Vec<char> = class.trim_matches(['[', ']']).chars().collect();
            let ranges = inside.windows(3).filter(|range| range[1] == '-');
            inside.contains(&letter)
                || ranges.into_iter().any(|range| (range[0]..=range[2]).contains(&letter))
        }
        _ => class.starts_with(letter),
    }
}

/// `{8}` or `{8,}`; nothing is once.
fn next_count(rest: &str) -> (usize, usize, &str) {
    let Some((count, rest)) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) else {
        return (1, 1, rest);
    };
    match count.strip_suffix(',') {
        Some(least) => (least.parse().unwrap(), usize::MAX, rest),
        None => (count.parse().unwrap(), count.parse().unwrap(), rest),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Schema, matches};

    #[test]
    fn patterns_are_kept() {
        assert!(matches(r"^\d{10}\.\d{6}$", "1531420618.000200"));
        assert!(!matches(r"^\d{10}\.\d{6}$", "1531420618.00020"));
        assert!(matches("^[UW][A-Z0-9]{8,}$|^$", "") && matches("^[UW][A-Z0-9]{8,}$|^$", "U01234567"));
        assert!(!matches("^[UW][A-Z0-9]{8,}$|^$", "U0123456x"));
        assert!(matches("^(A[A-Z0-9]{1,})?$", "") && !matches("^(A[A-Z0-9]{1,})?$", "B1"));
    }

    #[test]
    fn what_does_not_fit_is_told_with_its_place() {
        let schema =
            Schema::new(json!({"definitions": {"id": {"type": "string", "pattern": "^U[0-9]{1,}$"}}}));
        let one_of = json!({"items": [{"type": "null"}, {"$ref": "#/definitions/id"}]});
        let object = json!({
            "type": "object", "additionalProperties": false, "required": ["id"],
            "properties": {"id": one_of, "list": {"type": "array", "minItems": 1, "items": [{"type": "integer"}]}},
        });
        let faults = |value| schema.faults(&object, &value);
        assert!(
            faults(json!({"id": null, "list": [1]})).is_empty() && faults(json!({"id": "U1"})).is_empty()
        );
        let told: Vec<String> = faults(json!({"id": "X", "list": ["a"], "more": 1}))
            .into_iter()
            .map(|(path, what)| format!("{path} {what}"))
            .collect();
        assert_eq!(told, ["/id is not ^U[0-9]{1,}$", "/list/[] is no \"integer\"", "/more is unknown"]);
        assert_eq!(faults(json!({"list": []}))[0].1, "is missing");
    }
}
