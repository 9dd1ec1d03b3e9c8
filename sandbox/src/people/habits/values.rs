//! Plausible values for whatever a field asks for: something another person might have chosen or written.

use chrono::{NaiveDate, TimeZone as _};
use serde_json::{Value, json};

use super::dice::Dice;
use super::hours::workday_after;
use super::phrases;
use crate::model::{Kind, User};
use crate::people::select::options_of;
use crate::world::World;

/// Who fills it in, and where.
pub(super) struct Writer<'a> {
    pub(super) world: &'a World,
    pub(super) user: &'a User,
}

/// A value in the form an act takes it; `None` where nothing can be chosen.
pub(super) fn plausible(writer: &Writer<'_>, element: &Value, dice: &mut Dice) -> Option<Value> {
    let kind = element["type"].as_str()?;
    Some(match kind {
        "plain_text_input" => json!(text(writer, element, dice)),
        "email_text_input" => json!(format!("{}@example.com", writer.user.name)),
        "url_text_input" => {
            json!(format!("https://example.com/{}/{}", writer.user.name, dice.below(90) + 10))
        }
        "number_input" => json!(number(element, dice)),
        "rich_text_input" => rich(&text(writer, element, dice)),
        "datepicker" => json!(some_day(writer, dice)),
        "timepicker" => json!(some_time(dice)),
        "datetimepicker" => json!(instant(writer, dice)?),
        "static_select" | "radio_buttons" | "overflow" => option(&options_of(element), dice)?,
        "multi_static_select" | "checkboxes" => several(element, &options_of(element), dice, option)?,
        "users_select" => json!(dice.pick(&others(writer))?),
        "multi_users_select" => {
            several(element, &others(writer), dice, |people, dice| Some(json!(dice.pick(people)?)))?
        }
        "channels_select" | "conversations_select" => json!(dice.pick(&channels(writer))?),
        "multi_channels_select" | "multi_conversations_select" => {
            several(element, &channels(writer), dice, |rooms, dice| Some(json!(dice.pick(rooms)?)))?
        }
        _ => return None,
    })
}

fn text(writer: &Writer<'_>, element: &Value, dice: &mut Dice) -> String {
    let phrases = phrases::for_locale(&writer.user.locale);
    let long = element["multiline"] == true || element["type"] == "rich_text_input";
    let pool = if long { phrases.note } else { phrases.title };
    let mut text = dice.pick(pool).copied().unwrap_or_default().to_owned();
    let bound = |name: &str| element[name].as_u64().and_then(|bound| usize::try_from(bound).ok());
    while bound("min_length").is_some_and(|least| text.chars().count() < least) {
        text = format!("{text} {}", dice.pick(phrases.note).copied().unwrap_or("…"));
    }
    match bound("max_length") {
        Some(most) => text.chars().take(most).collect(),
        None => text,
    }
}

fn number(element: &Value, dice: &mut Dice) -> String {
    let bound = |name: &str| match &element[name] {
        Value::String(text) => text.parse::<f64>().ok(),
        other => other.as_f64(),
    };
    let least = bound("min_value").unwrap_or(1.0);
    let most = bound("max_value").unwrap_or(least + 9.0).max(least);
    let span = ((most.floor() - least.ceil()).clamp(0.0, 1_000.0) as usize) + 1;
    format!("{}", least.ceil() + dice.below(span) as f64)
}

fn rich(text: &str) -> Value {
    let section = json!({"type": "rich_text_section", "elements": [{"type": "text", "text": text}]});
    json!({"type": "rich_text", "elements": [section]})
}

/// One to three weeks ahead, on a working day.
fn some_day(writer: &Writer<'_>, dice: &mut Dice) -> NaiveDate {
    let today = writer.world.model.now.with_timezone(&writer.user.tz).date_naive();
    workday_after(today, 7 + dice.below(15) as u64)
}

/// On a half hour between nine and half past three.
fn some_time(dice: &mut Dice) -> String {
    let half_hours = 18 + dice.below(14);
    format!("{:02}:{:02}", half_hours / 2, half_hours % 2 * 30)
}

fn instant(writer: &Writer<'_>, dice: &mut Dice) -> Option<i64> {
    let day = some_day(writer, dice);
    let time = day.and_hms_opt(9 + dice.below(7) as u32, 0, 0)?;
    Some(writer.user.tz.from_local_datetime(&time).earliest()?.timestamp())
}

fn option(options: &[&Value], dice: &mut Dice) -> Option<Value> {
    Some(dice.pick(options)?["value"].clone())
}

/// One or two different ones, as far as the element allows.
fn several<T>(
    element: &Value,
    all: &[T],
    dice: &mut Dice,
    one: impl Fn(&[T], &mut Dice) -> Option<Value>,
) -> Option<Value> {
    let first = one(all, dice)?;
    let second = one(all, dice)?;
    let both = element["max_selected_items"].as_u64().is_none_or(|most| most > 1) && first != second;
    Some(if both && dice.chance(0.5) { json!([first, second]) } else { json!([first]) })
}

fn others(writer: &Writer<'_>) -> Vec<String> {
    let users = writer.world.model.users.iter();
    let others = users.filter(|user| !user.is_bot && !user.deleted && user.id != writer.user.id);
    others.map(|user| user.id.clone()).collect()
}

fn channels(writer: &Writer<'_>) -> Vec<String> {
    let all = writer.world.model.channels.iter();
    let there = all.filter(|c| c.kind == Kind::Public && !c.is_archived && c.has(&writer.user.id));
    there.map(|channel| channel.id.clone()).collect()
}
