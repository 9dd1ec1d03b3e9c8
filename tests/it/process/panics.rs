//! Something in the program is wrong and panics: what it was about suffers, and nothing else; or if that cannot be, the
//! whole ends and says so, to be started again.

use serde_json::json;

use super::bad_days::{comes_true, readiness};
use super::house::{House, IDA, JONAS, KAIA, Transport};

#[tokio::test]
async fn a_message_that_cannot_be_sent_for_a_fault_of_ours_holds_up_no_other() {
    let house = House::open(Transport::Socket).await;
    let bot = house.bot_with(&[("KLYNGE_PANIC_AT", "attempted:welcome"), ("KLYNGE_HASTE", "8")]).await;
    house.set_up().await;
    house.press_in_haste(KAIA, "setup", "welcome.post.").await;
    let said = bot.says("a call could not be made or understood").await;
    assert!(said.contains("Send(OutboxId"), "{said}");
    for who in [IDA, JONAS] {
        let klynge = house.glance().await["app"]["user"].clone();
        let word = json!({ "as": who, "do": "say", "channel": klynge, "text": "Er du der?", "within": "0s" });
        house.act(word).await;
    }
    comes_true("the others are answered", async || house.messages("answer").await.len() == 2).await;
    assert!(readiness(&house, &bot).await.0);
    assert!(house.messages("welcome").await.is_empty());
    bot.kill().await;
    let bot = house.bot_with(&[("KLYNGE_HASTE", "8")]).await;
    house.quiet_after_retries().await;
    assert_eq!(house.messages("welcome").await.len(), 1);
    bot.kill().await;
}

#[tokio::test]
async fn when_a_part_ends_by_itself_the_whole_does_and_says_so() {
    let house = House::open(Transport::Socket).await;
    let bot = house.bot_with(&[("KLYNGE_PANIC_AT", "decided:addressed")]).await;
    let klynge = house.glance().await["app"]["user"].clone();
    let word = json!({ "as": IDA, "do": "say", "channel": klynge, "text": "Er du der?", "within": "0s" });
    house.act(word).await;
    let (status, lines) = bot.end().await;
    let said = lines.join("\n");
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(said.contains("klynge: the desk has ended by itself"), "{said}");
    assert!(said.contains("src/engine/steps.rs"), "it says where: {said}");
    let bot = house.bot().await;
    house.quiet_after_retries().await;
    assert_eq!(house.messages("answer").await.len(), 1);
    bot.kill().await;
}
