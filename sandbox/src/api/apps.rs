//! The app itself: who it is, and its socket connections.

use serde_json::{Value, json};

use super::{Answer, Call};

pub(super) fn api_test(call: &mut Call<'_>) -> Answer {
    if let Some(error) = call.args.text("error") {
        return Err(super::Error::code(error));
    }
    Ok(json!({"args": call.args.echo()}))
}

pub(super) fn auth_test(call: &mut Call<'_>) -> Answer {
    let (app, team) = (&call.world.app, &call.world.model.team);
    Ok(json!({
        "url": format!("{}/", call.world.base), "team": team.name, "user": app.user_name, "team_id": team.id,
        "user_id": app.user_id, "bot_id": app.bot_id, "is_enterprise_install": false,
    }))
}

pub(super) fn connections_open(call: &mut Call<'_>) -> Answer {
    if matches!(call.server.transport, crate::server::Transport::Http(_)) {
        return Err("socket_mode_not_enabled".into());
    }
    let ticket = call.world.model.ids.hex();
    let address = call.world.base.replacen("http", "ws", 1);
    let url = format!("{address}/link/?ticket={ticket}&app_id={}", call.world.app.id);
    call.server.lines.add_ticket(ticket);
    Ok(json!({"url": url}))
}

pub(super) fn bots_info(call: &mut Call<'_>) -> Answer {
    let app = &call.world.app;
    let icon = format!("{}/assets/bot.png", call.world.base);
    let bot: Value = json!({
        "id": app.bot_id, "app_id": app.id, "user_id": app.user_id, "name": app.user_name, "deleted": false,
        "updated": 0, "icons": {"image_36": icon, "image_48": icon, "image_72": icon},
    });
    match call.args.text("bot") {
        Some(id) if id != app.bot_id => Err("bot_not_found".into()),
        _ => Ok(json!({"bot": bot})),
    }
}

pub(super) fn team_info(call: &mut Call<'_>) -> Answer {
    let team = &call.world.model.team;
    let other = |name: &str, own: &str| call.args.text(name).is_some_and(|given| given != own);
    if other("team", &team.id) || other("domain", &team.domain) {
        return Err("team_not_found".into());
    }
    let icon = format!("{}/assets/team.png", call.world.base);
    Ok(json!({"team": {
        "id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "url": format!("{}/", call.world.base),
        "icon": {"image_default": true, "image_34": icon, "image_68": icon},
    }}))
}

/// The workspace's own emoji.
pub(super) fn emoji_list(call: &mut Call<'_>) -> Answer {
    let now = call.world.model.now.timestamp();
    Ok(json!({"emoji": call.world.model.emoji, "cache_ts": format!("{now}.000000")}))
}
