//! The fast lane, right after the commit: modals, whose trigger lives three seconds, and private
//! answers. Tried once; nothing important is only here.

use super::work::Token;
use crate::domain::model::{Lang, Msg, Refusal};
use crate::domain::policy::Method;
use crate::slack::api::Api;
use crate::slack::blocks;
use crate::slack::decode;
use serde_json::{Value, json};
use std::time::Duration;
use url::Url;

/// A modal that is not open by then never will be: its trigger has died.
const TRIGGER_LIFE: Duration = Duration::from_millis(2900);

/// The fast lane. Cheap to clone.
#[derive(Clone)]
pub struct Lane {
    api: Api,
}

impl Lane {
    /// A lane to this API.
    pub fn new(api: Api) -> Self {
        Self { api }
    }

    /// Opens a modal. If it is too late for that, the person is told to press again.
    pub fn open(&self, to: decode::Lane, lang: Lang, view: Value, token: Token) {
        let lane = self.clone();
        tokio::spawn(async move {
            let _token = token;
            let Some(trigger) = &to.trigger else { return };
            let body = json!({ "trigger_id": trigger, "view": view });
            let call = lane.api.call(Method::ViewsOpen.name(), &body);
            let opened = tokio::time::timeout(TRIGGER_LIFE, call).await;
            if let Ok(Err(error)) = &opened {
                tracing::warn!(%error, "a form could not be opened");
            }
            if !matches!(opened, Ok(Ok(_))) {
                let sorry = blocks::private(lang, &Msg::Refusal(Refusal::Sorry));
                lane.send(&to, &sorry).await;
            }
        });
    }

    /// Answers privately to a press or a command.
    pub fn respond(&self, to: decode::Lane, body: Value, token: Token) {
        let lane = self.clone();
        tokio::spawn(async move {
            let _token = token;
            lane.send(&to, &body).await;
        });
    }

    async fn send(&self, to: &decode::Lane, body: &Value) {
        let Some(url) = to.response_url.as_deref().and_then(|url| Url::parse(url).ok()) else { return };
        if let Err(error) = self.api.respond(&url, body).await {
            tracing::warn!(%error, "a private answer was lost");
        }
    }
}
