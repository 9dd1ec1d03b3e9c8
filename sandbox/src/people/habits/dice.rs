//! Dice whose throws depend on nothing but the seed and on what they are thrown for.

use crate::ids::{hash, mix};

/// The step of splitmix64.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// A source of throws.
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    /// The same seed and the same words give the same throws.
    pub(super) fn new(seed: u64, about: &[&str]) -> Self {
        Self(mix(seed ^ hash(&about.join("\u{1f}"))))
    }

    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mix(self.0)
    }

    /// From 0 up to, but not including, 1.
    pub(super) fn unit(&mut self) -> f64 {
        (self.throw() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(super) fn chance(&mut self, likely: f64) -> bool {
        self.unit() < likely
    }

    /// A whole number less than `bound`; 0 when there is none.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        ((self.unit() * bound as f64) as usize).min(bound.saturating_sub(1))
    }

    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    /// One of several, the heavier the likelier; `None` when nothing weighs anything.
    pub(super) fn weighed<'a, T>(&mut self, items: &'a [(T, f64)]) -> Option<&'a T> {
        let mut left = self.unit() * items.iter().map(|(_, weight)| weight).sum::<f64>();
        items.iter().filter(|(_, weight)| *weight > 0.0).find_map(|(item, weight)| {
            left -= weight;
            (left < 0.0).then_some(item)
        })
    }

    /// A waiting time with this mean, in whole seconds: mostly shorter, now and then much longer.
    pub(super) fn wait(&mut self, mean: i64) -> i64 {
        let times = -(1.0 - self.unit()).ln();
        (mean as f64 * times.min(6.0)) as i64
    }

    /// How many, where `mean` is the average.
    pub(super) fn count(&mut self, mean: f64) -> usize {
        mean as usize + usize::from(self.chance(mean.fract()))
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn throws_follow_from_seed_and_words() {
        let throws = |seed, about: &[&str]| {
            let mut dice = Dice::new(seed, about);
            (0..5).map(|_| dice.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(throws(1, &["a", "b"]), throws(1, &["a", "b"]));
        assert_ne!(throws(1, &["a", "b"]), throws(2, &["a", "b"]));
        assert_ne!(throws(1, &["a", "b"]), throws(1, &["ab"]));
    }

    #[test]
    fn they_are_fair_enough() {
        let mut dice = Dice::new(7, &[]);
        let heads = (0..10_000).filter(|_| dice.chance(0.3)).count();
        assert!((2_800..3_200).contains(&heads), "{heads}");
        let mean = (0..10_000).map(|_| dice.wait(60)).sum::<i64>() / 10_000;
        assert!((55..65).contains(&mean), "{mean}");
        let items = [("never", 0.0), ("often", 3.0), ("seldom", 1.0)];
        let often = (0..1_000).filter(|_| dice.weighed(&items) == Some(&"often")).count();
        assert!((700..800).contains(&often), "{often}");
        assert_eq!(dice.weighed(&[("never", 0.0)]), None);
    }
}
