//! Avatars: initials on a colour and a simple shape, all of which follow from the id. Bots have a square one.

use super::html::{Html, el};

/// How many colours and shapes the stylesheet knows.
const TINTS: u32 = 12;
const SHAPES: u32 = 6;

/// Draws somebody's avatar; a name stands beside it, so it is not read aloud.
pub(crate) fn avatar(id: &str, name: &str, bot: bool) -> Html {
    let sum = id.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    let (tint, shape) = (sum % TINTS, (sum / TINTS) % SHAPES);
    let class = match bot {
        true => "avatar bot".to_owned(),
        false => format!("avatar tint-{tint} shape-{shape}"),
    };
    el("span").class(&class).attr("aria-hidden", "true").child(initials(name)).into()
}

fn initials(name: &str) -> String {
    let mut parts = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = parts.next();
    first.into_iter().chain(parts.next_back()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_avatar_follows_from_the_id_and_bears_the_initials() {
        let html = |id: &str| avatar(id, "åse marie Øye", false).into_string();
        assert_eq!(html("U1"), html("U1"));
        assert_ne!(html("U1"), html("U2"));
        assert!(html("U1").contains(">ÅØ<"));
        assert!(avatar("U1", "Bot", true).into_string().contains("avatar bot"));
    }
}
