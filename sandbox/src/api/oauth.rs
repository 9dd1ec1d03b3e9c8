//! `oauth.v2.*`, `auth.revoke`, `apps.uninstall` and `apps.manifest.validate`: installing and what undoes it.

use serde_json::{Value, json};

use super::{Answer, Call, Error};
use crate::manifest;

/// # Errors
/// `invalid_client_id`, `bad_client_secret`.
fn check_client(call: &Call<'_>) -> Result<(), Error> {
    let given = |name: &str| call.args.text(name).unwrap_or_default();
    let (id, secret) =
        call.sender.client.clone().unwrap_or_else(|| (given("client_id"), given("client_secret")));
    if id != call.world.app.client_id {
        return Err("invalid_client_id".into());
    }
    if secret != call.world.app.client_secret {
        return Err("bad_client_secret".into());
    }
    Ok(())
}

pub(super) fn access(call: &mut Call<'_>) -> Answer {
    check_client(call)?;
    match call.args.text("grant_type").as_deref() {
        None | Some("authorization_code") => {
            let code = call.args.need("code", "invalid_code")?;
            let redirect_uri = call.args.text("redirect_uri");
            Ok(call.world.redeem(&code, redirect_uri.as_deref())?)
        }
        Some("refresh_token") => {
            let refresh = call.args.need("refresh_token", "invalid_refresh_token")?;
            Ok(call.world.renew(&refresh)?)
        }
        Some(_) => Err("invalid_grant_type".into()),
    }
}

/// The token in question comes as an argument or, from some clients, as the one the call is made with.
pub(super) fn exchange(call: &mut Call<'_>) -> Answer {
    check_client(call)?;
    let token = call.sender.token.clone().ok_or("invalid_token")?;
    Ok(call.world.exchange_token(&token)?)
}

pub(super) fn revoke(call: &mut Call<'_>) -> Answer {
    if call.args.flag("test") {
        return Ok(json!({"revoked": false}));
    }
    if let Some(token) = &call.sender.token {
        call.world.revoke(token);
    }
    Ok(json!({"revoked": true}))
}

pub(super) fn uninstall(call: &mut Call<'_>) -> Answer {
    check_client(call)?;
    call.world.uninstall();
    Ok(json!({}))
}

pub(super) fn validate(call: &mut Call<'_>) -> Answer {
    if call.args.text("app_id").is_some_and(|id| id != call.world.app.id) {
        return Err("invalid_app_id".into());
    }
    let given = call.args.json("manifest", "invalid_manifest")?.ok_or("invalid_manifest")?;
    let faults = manifest::faults(&given);
    if faults.is_empty() {
        return Ok(json!({"errors": []}));
    }
    let errors: Vec<Value> = faults
        .into_iter()
        .map(|fault| json!({"code": fault.code, "message": fault.message, "pointer": fault.pointer}))
        .collect();
    Err(Error::code("invalid_manifest").with("errors", json!(errors)))
}
