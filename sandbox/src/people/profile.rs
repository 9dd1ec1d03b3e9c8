//! People themselves: their profile and presence, and how they come, leave and come back.

use serde_json::{Value, json};

use super::deed::{Deed, Errand};
use crate::control::Refusal;
use crate::model::{Profile, Status, User};
use crate::seed::address;
use crate::world::World;

type Done = Result<Errand, Refusal>;

/// Changes one's own profile; `deleted` is leaving the workspace.
pub(super) fn profile(world: &mut World, deed: &Deed) -> Done {
    let tz = match deed.text("tz").map(str::parse::<chrono_tz::Tz>) {
        Some(Err(error)) => return Err(Refusal::wrong("invalid_tz", error.to_string())),
        Some(Ok(tz)) => Some(tz),
        None => None,
    };
    if let Some(email) = deed.text("email")
        && world.model.users.iter().any(|user| user.has_email(email) && user.id != deed.user.id)
    {
        return Err(Refusal::wrong("email_taken", format!("{email} is somebody else's")));
    }
    let left = deed.flag("deleted");
    world.change_user(&deed.user.id, |user| {
        fill(user, &deed.order);
        user.tz = tz.unwrap_or(user.tz);
        user.deleted = left;
    });
    Ok(Errand::Done)
}

/// What an order says about somebody; the rest stays.
fn fill(user: &mut User, order: &Value) {
    let fields = [
        ("real_name", &mut user.real_name),
        ("title", &mut user.title),
        ("locale", &mut user.locale),
        ("email", &mut user.profile.email),
        ("display_name", &mut user.profile.display_name),
        ("pronouns", &mut user.profile.pronouns),
        ("phone", &mut user.profile.phone),
        ("status_text", &mut user.status.text),
        ("status_emoji", &mut user.status.emoji),
    ];
    for (name, field) in fields {
        if let Some(text) = order.get(name).and_then(Value::as_str) {
            text.clone_into(field);
        }
    }
    if let Some(at) = order.get("status_expiration").and_then(Value::as_i64) {
        user.status.expiration = at;
    }
}

/// Says that one is away, or there again. No event follows, as on Slack.
pub(super) fn presence(world: &mut World, deed: &Deed) -> Done {
    let away = match deed.need("presence")? {
        "away" => true,
        "auto" => false,
        other => return Err(Refusal::wrong("invalid_presence", format!("{other:?} is not away or auto"))),
    };
    if let Some(user) = world.model.user_mut(&deed.user.id) {
        user.away = away;
    }
    Ok(Errand::Done)
}

/// Lets those in who are not there yet: `arrive` makes somebody of the order, `return` brings back who had left.
/// Answers the order with their id in it.
pub(super) fn admit(world: &mut World, mut order: Value) -> Result<Value, Refusal> {
    match order.get("do").and_then(Value::as_str) {
        Some("arrive") => {
            let user = newcomer(world, &order)?;
            order["as"] = json!(user.id);
            world.welcome(user);
        }
        Some("return") => {
            let id = order.get("as").and_then(Value::as_str).unwrap_or_default();
            let gone = world.model.user(id).filter(|user| user.deleted && !user.is_bot);
            let gone =
                gone.ok_or_else(|| Refusal::wrong("not_gone", format!("{id:?} has not left")))?.id.clone();
            world.change_user(&gone, |user| user.deleted = false);
        }
        _ => {}
    }
    Ok(order)
}

fn newcomer(world: &mut World, order: &Value) -> Result<User, Refusal> {
    let text = |name: &str| order.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let name = text("name").ok_or_else(|| Refusal::wrong("missing_field", "name is missing"))?.to_owned();
    let id = text("as").map_or_else(|| world.model.ids.next("U"), str::to_owned);
    if world.model.users.iter().any(|user| user.id == id || user.name == name) {
        return Err(Refusal::wrong("already_here", format!("{id} or {name} is somebody already")));
    }
    let email = address(&name, &world.model.team.domain);
    let mut user = User {
        id,
        real_name: name.clone(),
        name,
        title: String::new(),
        locale: "en-GB".to_owned(),
        tz: world.model.zone,
        is_bot: false,
        deleted: false,
        updated: world.model.now.timestamp(),
        profile: Profile { email, ..Profile::default() },
        status: Status::default(),
        away: false,
    };
    fill(&mut user, order);
    Ok(user)
}
