//! Identifiers that look like Slack's and are the same in every run with the same seed.

use serde::{Deserialize, Serialize};

const LETTERS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Hands out identifiers; saved with the state so that a second start goes on where the first ended.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Ids {
    seed: u64,
    used: u64,
}

impl Ids {
    /// `name` decides all identifiers that follow.
    pub(crate) fn new(name: &str) -> Self {
        Self { seed: hash(name), used: 0 }
    }

    /// An identifier such as `V07QK2M9XYZ`: the prefix and ten letters, the last six a rising number, so that no two are alike.
    pub(crate) fn next(&mut self, prefix: &str) -> String {
        let number = self.count();
        let random = mix(self.seed ^ number);
        format!("{prefix}{}{}", letters(random, 4), letters(number, 6))
    }

    /// A version 4 shaped UUID, as in envelope ids.
    pub(crate) fn uuid(&mut self) -> String {
        let number = self.count();
        let high = mix(self.seed ^ number);
        format!(
            "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xfff,
            (high >> 4) & 0xfff,
            number & 0xffff_ffff_ffff
        )
    }

    /// A short lower-case word for block and action ids that an app left out.
    pub(crate) fn word(&mut self) -> String {
        let number = self.count();
        letters(mix(self.seed ^ number), 2).to_lowercase() + &letters(number, 4).to_lowercase()
    }

    /// A hexadecimal number of 32 digits, as in trigger ids.
    pub(crate) fn hex(&mut self) -> String {
        let number = self.count();
        format!("{:016x}{number:016x}", mix(self.seed ^ number))
    }

    /// A name for what was handed out so far, so that others can go on from there.
    pub(crate) fn place(&self) -> String {
        format!("{:x} {}", self.seed, self.used)
    }

    fn count(&mut self) -> u64 {
        self.used += 1;
        self.used
    }
}

/// A fixed identifier for something that is there once, such as the app.
pub(crate) fn fixed(prefix: &str, name: &str) -> String {
    format!("{prefix}0{}", letters(mix(hash(name)), 9))
}

/// A client id, such as `2141029472.691202649728`.
pub(crate) fn client(name: &str) -> String {
    let first = mix(hash(name));
    format!("{}.{}", 1_000_000_000 + first % 9_000_000_000, 100_000_000_000 + mix(first) % 900_000_000_000)
}

/// Hexadecimal digits that depend on `name` only: tokens and secrets.
pub(crate) fn secret(name: &str) -> String {
    let first = mix(hash(name));
    format!("{first:016x}{:016x}", mix(first))
}

fn letters(mut number: u64, count: usize) -> String {
    let mut text = vec![b'0'; count];
    for place in text.iter_mut().rev() {
        *place = LETTERS[(number % 36) as usize];
        number /= 36;
    }
    text.into_iter().map(char::from).collect()
}

/// FNV-1a.
pub(crate) fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The finishing step of splitmix64.
pub(crate) fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::{Ids, fixed};

    #[test]
    fn the_same_seed_gives_the_same_ids_and_never_one_twice() {
        let (mut one, mut two) = (Ids::new("T1"), Ids::new("T1"));
        let ids: Vec<_> = (0..1000).map(|_| one.next("V")).collect();
        assert_eq!(ids[0], two.next("V"));
        let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len());
    }

    #[test]
    fn a_fixed_id_depends_on_its_name() {
        assert_eq!(fixed("A", "bot"), fixed("A", "bot"));
        assert_ne!(fixed("A", "bot"), fixed("A", "other"));
        assert_eq!(fixed("A", "bot").len(), 11);
    }
}
