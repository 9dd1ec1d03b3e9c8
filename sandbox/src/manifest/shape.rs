//! What a value in a manifest may be, as data, and the one interpreter that compares a value with it.

use std::collections::HashSet;

use serde_json::{Map, Value};

/// What is wrong, where, and (in the message) what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Slack's word for its kind.
    pub(crate) code: &'static str,
    pub(crate) message: String,
    /// A JSON pointer.
    pub(crate) pointer: String,
}

/// What a value may be. Lengths are in characters, all bounds inclusive.
pub(super) enum Rule {
    /// Not looked at: parts of a manifest for what is not here.
    Any,
    Bool,
    Integer,
    Text(usize, usize),
    /// A text of at most so many characters that the function accepts, else what it should be.
    Format(usize, fn(&str) -> bool, &'static str),
    OneOf(&'static [&'static str]),
    List(&'static Rule, usize, usize),
    /// A list in which nothing stands twice.
    Set(&'static Rule, usize, usize),
    Object(&'static [Field]),
}

/// One field of an object.
pub(super) struct Field {
    name: &'static str,
    required: bool,
    rule: Rule,
}

pub(super) const fn must(name: &'static str, rule: Rule) -> Field {
    Field { name, required: true, rule }
}

pub(super) const fn may(name: &'static str, rule: Rule) -> Field {
    Field { name, required: false, rule }
}

/// Adds a fault of the shape.
fn add(faults: &mut Vec<Fault>, at: &str, message: impl Into<String>) {
    let pointer = if at.is_empty() { "/" } else { at };
    faults.push(Fault { code: "failed_constraint", message: message.into(), pointer: pointer.to_owned() });
}

/// Compares `value`, which stands at the pointer `at`, with `rule`.
pub(super) fn check(rule: &Rule, value: &Value, at: &str, faults: &mut Vec<Fault>) {
    match rule {
        Rule::Any => {}
        Rule::Bool if !value.is_boolean() => add(faults, at, "Must be true or false"),
        Rule::Integer if !value.is_i64() => add(faults, at, "Must be an integer"),
        Rule::Bool | Rule::Integer => {}
        Rule::Text(least, most) => text(value, *least, *most, at, faults),
        Rule::Format(most, accepts, words) => {
            text(value, 1, *most, at, faults);
            if value.as_str().is_some_and(|text| !text.is_empty() && !accepts(text)) {
                add(faults, at, format!("Must be {words}"));
            }
        }
        Rule::OneOf(allowed) => {
            if !value.as_str().is_some_and(|text| allowed.contains(&text)) {
                add(faults, at, format!("Must be one of: {}", allowed.join(", ")));
            }
        }
        Rule::List(each, least, most) => list(value, each, *least, *most, at, faults),
        Rule::Set(each, least, most) => {
            list(value, each, *least, *most, at, faults);
            once(value, at, faults);
        }
        Rule::Object(fields) => match value.as_object() {
            Some(object) => object_of(object, fields, at, faults),
            None => add(faults, at, "Must be an object"),
        },
    }
}

fn text(value: &Value, least: usize, most: usize, at: &str, faults: &mut Vec<Fault>) {
    let Some(text) = value.as_str() else { return add(faults, at, "Must be a text") };
    let length = text.chars().count();
    if length < least {
        add(faults, at, format!("Must have at least {least} characters; these are {length}"));
    }
    if length > most {
        add(faults, at, format!("Must have at most {most} characters; these are {length}"));
    }
}

fn list(value: &Value, each: &Rule, least: usize, most: usize, at: &str, faults: &mut Vec<Fault>) {
    let Some(items) = value.as_array() else { return add(faults, at, "Must be a list") };
    if items.len() < least {
        add(faults, at, format!("Must have at least {least} items; leave it out where there are none"));
    }
    if items.len() > most {
        add(faults, at, format!("Must have at most {most} items; these are {}", items.len()));
    }
    for (place, item) in items.iter().enumerate() {
        check(each, item, &format!("{at}/{place}"), faults);
    }
}

fn once(value: &Value, at: &str, faults: &mut Vec<Fault>) {
    let mut seen = HashSet::new();
    for (place, item) in value.as_array().into_iter().flatten().enumerate() {
        if !seen.insert(item.to_string()) {
            add(faults, &format!("{at}/{place}"), format!("Must not be there twice: {item}"));
        }
    }
}

fn object_of(object: &Map<String, Value>, fields: &[Field], at: &str, faults: &mut Vec<Fault>) {
    for field in fields {
        match object.get(field.name) {
            Some(value) => check(&field.rule, value, &format!("{at}/{}", field.name), faults),
            None if field.required => add(faults, &format!("{at}/{}", field.name), "Must be there"),
            None => {}
        }
    }
    for name in object.keys().filter(|name| !fields.iter().any(|field| field.name == name.as_str())) {
        let known: Vec<&str> = fields.iter().map(|field| field.name).collect();
        let pointer = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
        add(faults, &pointer, format!("Is not known here; known are: {}", known.join(", ")));
    }
}
