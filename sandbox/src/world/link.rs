//! Links to the domains that the app has registered: `link_shared`, and what the app makes of them.

use serde_json::{Value, json};

use super::World;
use crate::model::Message;
use crate::ts::Ts;

impl World {
    /// Tells the app of links to its domains in what a person wrote, also where the bot is not.
    pub(super) fn tell_links(&mut self, message: &Message) {
        if message.bot_id.is_some() || message.is_line() {
            return;
        }
        let links: Vec<Value> = links_in(&message.text)
            .into_iter()
            .filter_map(|url| {
                let domain = self.unfurl_domain(&url)?;
                Some(json!({"url": url, "domain": domain}))
            })
            .collect();
        if links.is_empty() {
            return;
        }
        let mut event = json!({
            "type": "link_shared", "channel": message.channel, "user": message.user, "message_ts": message.ts,
            "is_bot_user_member": self.bot_in(&message.channel), "links": links,
            "source": "conversations_history", "unfurl_id": unfurl_id(&message.channel, message.ts),
        });
        if let Some(thread) = message.thread_ts {
            event["thread_ts"] = json!(thread);
        }
        self.emit_now("link_shared", event);
    }

    /// The registered domain that an address belongs to, itself or below it.
    pub(crate) fn unfurl_domain(&self, url: &str) -> Option<String> {
        let url = reqwest::Url::parse(url).ok()?;
        let host = url.host_str()?.to_lowercase();
        let domains = self.manifest.raw.pointer("/features/unfurl_domains")?.as_array()?;
        let mut names = domains.iter().filter_map(Value::as_str);
        let owns = |name: &&str| {
            host.strip_suffix(&name.to_lowercase()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        names.find(owns).map(str::to_owned)
    }
}

/// All addresses in a message's text, each once: bare ones and those in angle brackets.
pub(crate) fn links_in(text: &str) -> Vec<String> {
    let mut links: Vec<String> = Vec::new();
    for piece in text.split(['<', '>', ' ', '\n']) {
        let address = piece.split('|').next().unwrap_or_default().replace("&amp;", "&");
        let is_address = address.starts_with("https://") || address.starts_with("http://");
        if is_address && !links.contains(&address) {
            links.push(address);
        }
    }
    links
}

fn unfurl_id(channel: &str, ts: Ts) -> String {
    format!("{channel}.{ts}")
}

/// Which message an `unfurl_id` stands for.
pub(crate) fn unfurled(id: &str) -> Option<(String, Ts)> {
    let (channel, ts) = id.split_once('.')?;
    Some((channel.to_owned(), Ts::parse(ts)?))
}

#[cfg(test)]
mod tests {
    use super::{links_in, unfurl_id, unfurled};
    use crate::ts::Ts;

    #[test]
    fn links_are_found_bare_and_in_brackets() {
        let text = "see <https://a.no/x?a=1&amp;b=2|here> and http://b.no, or <https://a.no/x?a=1&amp;b=2>";
        assert_eq!(links_in(text), ["https://a.no/x?a=1&b=2", "http://b.no,"]);
    }

    #[test]
    fn an_unfurl_id_stands_for_a_message() {
        let ts = Ts::from_micros(1_531_420_618_000_200);
        assert_eq!(unfurled(&unfurl_id("C1", ts)), Some(("C1".to_owned(), ts)));
        assert_eq!(unfurled("nonsense"), None);
    }
}
