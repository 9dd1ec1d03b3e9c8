//! What a JSON value may be, as data, and the one interpreter that compares a value with it.

use std::fmt::Display;

use chrono::{NaiveDate, NaiveTime};
use serde_json::{Map, Value};

/// A JSON object.
pub(super) type Object = Map<String, Value>;

/// A rule between the fields of one object, given the object and its JSON pointer.
pub(super) type Check = fn(&Object, &str, &mut Faults);

/// The faults found so far, in Slack's words.
#[derive(Default)]
pub(super) struct Faults(Vec<String>);

impl Faults {
    /// Adds what is wrong (`words`) at the JSON pointer `at`.
    pub(super) fn add(&mut self, at: &str, words: impl Display) {
        self.0.push(format!("[ERROR] {words} [json-pointer:{at}]"));
    }

    /// Adds what was found meanwhile.
    fn append(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The messages, in the order in which they were found.
    pub(super) fn into_messages(self) -> Vec<String> {
        self.0
    }
}

/// What a value may be. Lengths are in characters, all bounds inclusive.
pub(super) enum Rule {
    Bool,
    Number,
    /// A number above zero.
    Positive,
    Integer(i64, i64),
    Str(usize, usize),
    OneOf(&'static [&'static str]),
    /// A string that the function accepts, else Slack's words for it.
    Format(fn(&str) -> bool, &'static str),
    /// A text object of one of the kinds, with the bounds of its text.
    Text(&'static [&'static str], usize, usize),
    List(&'static Rule, usize, usize),
    OrNull(&'static Rule),
    Object(&'static Shape),
    /// An object whose shape follows from its field `type`.
    ByType(&'static [(&'static str, &'static Shape)]),
}

/// The fields of an object (in groups, so that common ones are written once) and the rules between them.
pub(super) struct Shape {
    pub(super) fields: &'static [&'static [Field]],
    pub(super) also: &'static [Check],
}

/// One field of an object.
pub(super) struct Field {
    name: &'static str,
    required: bool,
    rule: Rule,
}

/// A field that has to be there.
pub(super) const fn must(name: &'static str, rule: Rule) -> Field {
    Field { name, required: true, rule }
}

/// A field that may be left out (but not be null: Slack refuses nulls).
pub(super) const fn may(name: &'static str, rule: Rule) -> Field {
    Field { name, required: false, rule }
}

/// `plain_text` only.
pub(super) const PLAIN: &[&str] = &["plain_text"];
/// `plain_text` or `mrkdwn`.
pub(super) const ANY_TEXT: &[&str] = &["plain_text", "mrkdwn"];
/// A date as `YYYY-MM-DD` that exists in the calendar.
pub(super) const DATE: Rule = Rule::Format(is_date, "input must be a valid: date");
/// A time of day as `HH:mm`.
pub(super) const TIME: Rule = Rule::Format(is_time, "input must be a valid: time");
/// A zone of the IANA database.
pub(super) const ZONE: Rule = Rule::Format(is_zone, "must be a valid timezone");
/// An absolute URL of at most 3000 characters.
pub(super) const URL: Rule = Rule::Format(is_url, "must be a valid url of less than 3001 characters");
/// A URL that starts with `https://`.
pub(super) const HTTPS: Rule = Rule::Format(is_https, "must be a valid https url");
/// An id or other text without a limit of its own, but not empty.
pub(super) const FILLED: Rule = Rule::Str(1, usize::MAX);

/// Compares `value`, which stands at the JSON pointer `at`, with `rule`.
pub(super) fn check(rule: &Rule, value: &Value, at: &str, faults: &mut Faults) {
    match rule {
        Rule::Bool if !value.is_boolean() => faults.add(at, "must be a boolean"),
        Rule::Number | Rule::Positive if !value.is_number() => faults.add(at, "must provide a number"),
        Rule::Positive if value.as_f64().is_none_or(|number| number <= 0.0) => {
            faults.add(at, "must be greater than 0");
        }
        Rule::Bool | Rule::Number | Rule::Positive => {}
        Rule::Integer(min, max) => integer(value, *min, *max, at, faults),
        Rule::Str(min, max) => string(value, *min, *max, at, faults),
        Rule::OneOf(allowed) => one_of(value, allowed, at, faults),
        Rule::Format(accepts, words) => match value.as_str() {
            None => faults.add(at, "must provide a string"),
            Some(text) if !accepts(text) => faults.add(at, words),
            Some(_) => {}
        },
        Rule::Text(kinds, min, max) => union_of(kinds.len() > 1, at, faults, |faults| {
            text(value, kinds, *min, *max, at, faults);
        }),
        Rule::List(each, min, max) => list(value, each, *min, *max, at, faults),
        Rule::OrNull(inner) if !value.is_null() => check(inner, value, at, faults),
        Rule::OrNull(_) => {}
        Rule::Object(shape) => match value.as_object() {
            None => faults.add(at, "must provide an object"),
            Some(object) => fields(object, shape, &[], at, faults),
        },
        Rule::ByType(shapes) => by_type(value, shapes, at, faults),
    }
}

/// Where Slack compares a value with several schemas it says first that none of them fits, and then why.
pub(super) fn union_of(several: bool, at: &str, faults: &mut Faults, compare: impl FnOnce(&mut Faults)) {
    let mut inner = Faults::default();
    compare(&mut inner);
    if several && !inner.is_empty() {
        faults.add(at, "failed to match all allowed schemas");
    }
    faults.append(inner);
}

fn integer(value: &Value, min: i64, max: i64, at: &str, faults: &mut Faults) {
    match value.as_i64() {
        None => faults.add(at, "must provide an integer"),
        Some(number) if number < min => faults.add(at, format!("must be greater than or equal to {min}")),
        Some(number) if number > max => faults.add(at, format!("must be less than or equal to {max}")),
        Some(_) => {}
    }
}

fn string(value: &Value, min: usize, max: usize, at: &str, faults: &mut Faults) {
    let Some(text) = value.as_str() else {
        return faults.add(at, "must provide a string");
    };
    let length = text.chars().count();
    if length < min {
        faults.add(at, format!("must be more than {} characters", min - 1));
    } else if length > max {
        faults.add(at, format!("must be less than {} characters", max + 1));
    }
}

fn one_of(value: &Value, allowed: &[&str], at: &str, faults: &mut Faults) {
    match value.as_str() {
        None => faults.add(at, "must provide a string"),
        Some(text) if !allowed.contains(&text) => faults.add(at, "must be a valid enum value"),
        Some(_) => {}
    }
}

fn text(value: &Value, kinds: &[&str], min: usize, max: usize, at: &str, faults: &mut Faults) {
    let Some(object) = value.as_object() else {
        return faults.add(at, "must provide an object");
    };
    let Some(kind) = kind_of(object, at, faults) else {
        return;
    };
    if !kinds.contains(&kind) {
        return faults.add(&format!("{at}/type"), "must be a valid enum value");
    }
    let flag = if kind == "plain_text" { "emoji" } else { "verbatim" };
    unknown(object, |name| ["type", "text", flag].contains(&name), at, faults);
    match object.get("text") {
        None => faults.add(at, "missing required field: text"),
        Some(inner) => string(inner, min, max, &format!("{at}/text"), faults),
    }
    if let Some(inner) = object.get(flag) {
        check(&Rule::Bool, inner, &format!("{at}/{flag}"), faults);
    }
}

fn list(value: &Value, each: &Rule, min: usize, max: usize, at: &str, faults: &mut Faults) {
    let Some(items) = value.as_array() else {
        return faults.add(at, "must provide an array");
    };
    if items.len() < min {
        faults.add(at, format!("must provide at least {min} items"));
    } else if items.len() > max {
        faults.add(at, format!("no more than {max} items allowed"));
    }
    for (index, item) in items.iter().enumerate() {
        check(each, item, &format!("{at}/{index}"), faults);
    }
}

fn by_type(value: &Value, shapes: &[(&str, &'static Shape)], at: &str, faults: &mut Faults) {
    let Some(object) = value.as_object() else {
        return faults.add(at, "must provide an object");
    };
    let Some(kind) = kind_of(object, at, faults) else {
        return;
    };
    match shapes.iter().find(|(name, _)| *name == kind) {
        None => faults.add(&format!("{at}/type"), format!("unsupported type: {kind}")),
        Some((_, shape)) => fields(object, shape, &["type"], at, faults),
    }
}

/// The object's `type`, or `None` after telling that there is none.
fn kind_of<'a>(object: &'a Object, at: &str, faults: &mut Faults) -> Option<&'a str> {
    let kind = object.get("type").map(Value::as_str);
    match kind {
        None => faults.add(at, "missing required field: type"),
        Some(None) => faults.add(&format!("{at}/type"), "must provide a string"),
        Some(Some(_)) => {}
    }
    kind.flatten()
}

fn fields(object: &Object, shape: &Shape, besides: &[&str], at: &str, faults: &mut Faults) {
    let known = || shape.fields.iter().copied().flatten();
    unknown(object, |name| besides.contains(&name) || known().any(|field| field.name == name), at, faults);
    for field in known() {
        match object.get(field.name) {
            Some(value) => check(&field.rule, value, &format!("{at}/{}", field.name), faults),
            None if field.required => faults.add(at, format!("missing required field: {}", field.name)),
            None => {}
        }
    }
    for also in shape.also {
        also(object, at, faults);
    }
}

fn unknown(object: &Object, known: impl Fn(&str) -> bool, at: &str, faults: &mut Faults) {
    for name in object.keys().filter(|name| !known(name)) {
        faults.add(at, format!("invalid additional property: {name}"));
    }
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}

fn is_time(text: &str) -> bool {
    text.len() == 5 && NaiveTime::parse_from_str(text, "%H:%M").is_ok()
}

fn is_zone(text: &str) -> bool {
    text.parse::<chrono_tz::Tz>().is_ok()
}

fn is_url(text: &str) -> bool {
    let scheme_and_rest = text.split_once(':');
    let starts = |scheme: &str| scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    text.chars().count() <= 3000
        && !text.contains(char::is_whitespace)
        && scheme_and_rest
            .is_some_and(|(scheme, rest)| starts(scheme) && !rest.trim_start_matches('/').is_empty())
}

fn is_https(text: &str) -> bool {
    is_url(text) && text.starts_with("https://")
}

/// The names of all types that `rule` knows, however deep.
#[cfg(test)]
pub(super) fn names(rule: &'static Rule, found: &mut std::collections::BTreeSet<&'static str>) {
    match rule {
        Rule::List(inner, ..) | Rule::OrNull(inner) => names(inner, found),
        Rule::Object(shape) => names_in(shape, found),
        Rule::ByType(shapes) => {
            for (name, shape) in *shapes {
                // Blocks may hold blocks, and a type that was met is not entered again.
                if found.insert(name) {
                    names_in(shape, found);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
fn names_in(shape: &'static Shape, found: &mut std::collections::BTreeSet<&'static str>) {
    for field in shape.fields.iter().copied().flatten() {
        names(&field.rule, found);
    }
}
