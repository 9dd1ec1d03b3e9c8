//! From a plan to an order as `POST /sandbox/act` takes it, by what the person sees at that moment.

use chrono::TimeDelta;
use serde_json::{Map, Value, json};

use super::crowd::{Crowd, Plan, What};
use super::dice::Dice;
use super::notice::habits_of;
use super::phrases::{self, REACTIONS};
use super::values::{self, Writer};
use crate::model::{Kind, User, View};
use crate::people::elements;
use crate::people::place::blocks_of;
use crate::world::World;

/// After so many attempts a modal is closed.
const PATIENCE: u8 = 3;
/// So long (of civil time) somebody waits for a modal to open.
const ATTENTION: TimeDelta = TimeDelta::minutes(2);

/// The order for a plan; `None` when there is nothing left to do, because what it was about has gone.
pub(super) fn order(world: &World, seed: u64, plan: &Plan) -> Option<Value> {
    let user = world.model.user(&plan.user).filter(|user| !user.deleted)?;
    let mut dice = Dice::new(seed, &["deed", &plan.user, &plan.name()]);
    let mut order = match &plan.what {
        What::Talk => talk(world, user, &mut dice)?,
        What::Visit => json!({"do": "open_home"}),
        What::Home => {
            let view = world.model.homes.get(&user.id)?;
            let mut order = press(world, user, view.blocks(), &mut dice)?;
            order["home"] = json!(true);
            order
        }
        What::Answer { channel, ts } => {
            let message = world.model.message(channel, *ts)?;
            let mut order = press(world, user, &blocks_of(message), &mut dice)?;
            (order["channel"], order["ts"]) = (json!(channel), json!(ts));
            order
        }
        What::React { channel, ts } => {
            json!({"do": "react", "channel": channel, "ts": ts, "name": dice.pick(REACTIONS)?})
        }
        What::Reply { channel, ts } => {
            let text = dice.pick(phrases::for_locale(&user.locale).reply)?;
            json!({"do": "say", "channel": channel, "thread_ts": ts, "text": text})
        }
        What::Fill { view, tries } => fill(world, user, view, *tries, &mut dice)?,
    };
    order["as"] = json!(user.id);
    Some(order)
}

fn talk(world: &World, user: &User, dice: &mut Dice) -> Option<Value> {
    let open = |kind| matches!(kind, Kind::Public | Kind::Private);
    let channels = world.model.channels.iter().filter(|c| open(c.kind) && !c.is_archived && c.has(&user.id));
    let channels: Vec<&str> = channels.map(|channel| channel.id.as_str()).collect();
    let channel = dice.pick(&channels)?;
    let text = dice.pick(phrases::for_locale(&user.locale).talk)?;
    Some(json!({"do": "say", "channel": channel, "text": text}))
}

/// Something to click or to choose from: what is meant to be pressed is likelier, and what stands first; what is
/// dangerous hardly ever.
fn press(world: &World, user: &User, blocks: &[Value], dice: &mut Dice) -> Option<Value> {
    let offered: Vec<_> = elements::interactive(blocks)
        .into_iter()
        .enumerate()
        .map(|(place, (block, element))| ((block, element), weight(element, place)))
        .collect();
    let (block, element) = dice.weighed(&offered)?;
    let mut order = json!({"do": "click", "block_id": block["block_id"], "action_id": element["action_id"]});
    if elements::is_stateful(element) {
        order["selected"] = values::plausible(&Writer { world, user }, element, dice)?;
    }
    Some(order)
}

fn weight(element: &Value, place: usize) -> f64 {
    let kind = match element["type"].as_str().unwrap_or_default() {
        "button" if element.get("url").is_some() => 0.2,
        "button" => match element["style"].as_str() {
            Some("primary") => 4.0,
            Some("danger") => 0.1,
            _ => 2.0,
        },
        "overflow" => 0.2,
        // Whose options only the app knows.
        "external_select" | "multi_external_select" | "file_input" => 0.0,
        _ => 1.0,
    };
    if place == 0 { kind * 2.0 } else { kind }
}

/// Submits a modal, or closes it where there is nothing to submit or it was refused too often.
fn fill(world: &World, user: &User, view: &str, tries: u8, dice: &mut Dice) -> Option<Value> {
    let top = world.model.top_view(&user.id).filter(|top| top.id == view)?;
    let submits = top.body.get("submit").is_some_and(|submit| !submit.is_null());
    if !submits || tries >= PATIENCE {
        return Some(json!({"do": "close", "view_id": view}));
    }
    let mut given = Map::new();
    for block in top.blocks().iter().filter(|block| block["type"] == "input") {
        let id = block["block_id"].as_str().unwrap_or_default();
        if wants_value(top, block, dice)
            && let Some(value) = values::plausible(&Writer { world, user }, &block["element"], dice)
        {
            given.insert(id.to_owned(), value);
        }
    }
    Some(json!({"do": "submit", "view_id": view, "values": given}))
}

/// What is empty and needed, or was complained about; sometimes what is optional.
fn wants_value(view: &View, block: &Value, dice: &mut Dice) -> bool {
    let (id, action) =
        (block["block_id"].as_str().unwrap_or_default(), block["element"]["action_id"].as_str());
    let state = action.and_then(|action| view.values.get(id)?.get(action));
    let empty = state.is_none_or(elements::is_empty);
    let whim = dice.chance(0.4);
    view.errors.contains_key(id) || (empty && (block["optional"] != true || whim))
}

/// Who looked at the Home may use it.
pub(super) fn go_on(world: &World, crowd: &mut Crowd, plan: &Plan) {
    let mut dice = Dice::new(crowd.seed, &["then", &plan.user, &plan.name()]);
    let eager = habits_of(world, &plan.user).map_or(0.0, |habits| habits.answers / 2.0);
    if matches!(plan.what, What::Visit) && dice.chance(eager) {
        let soon = world.model.now + TimeDelta::seconds(20 + dice.wait(60));
        crowd.plan(soon, &plan.user, What::Home);
    }
}

/// A modal that has opened after a deed is filled in. Apps acknowledge first and open then, so it is looked for until
/// some time has passed.
pub(super) fn follow_up(world: &World, crowd: &mut Crowd) {
    let now = world.model.now;
    for plan in std::mem::take(&mut crowd.watched) {
        let Some(top) = world.model.top_view(&plan.user) else {
            if now - plan.at < ATTENTION {
                crowd.watched.push(plan);
            }
            continue;
        };
        let tries = match &plan.what {
            What::Fill { tries, .. } => tries.saturating_add(1),
            _ => 0,
        };
        // One that will not close is left to itself.
        if tries <= PATIENCE {
            let mut dice = Dice::new(crowd.seed, &["modal", &plan.user, &plan.name()]);
            let soon = now + TimeDelta::seconds(30 + dice.wait(60));
            crowd.plan(soon, &plan.user, What::Fill { view: top.id.clone(), tries });
        }
    }
}
