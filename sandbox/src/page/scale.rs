//! The upright axis of a chart: from where to where it goes, and the round numbers that stand at it.

/// A range of numbers laid over a range of places, the largest number uppermost.
#[derive(Debug)]
pub(crate) struct Scale {
    low: f64,
    high: f64,
    step: f64,
    top: f64,
    bottom: f64,
}

/// About how many steps an axis has.
const STEPS: f64 = 4.0;

impl Scale {
    /// An axis on which all `values` and zero have a place, between `top` and `bottom`.
    pub(crate) fn over(values: impl Iterator<Item = f64>, top: f64, bottom: f64) -> Self {
        let (least, most) =
            values.fold((0.0_f64, 0.0_f64), |(least, most), value| (least.min(value), most.max(value)));
        let range = if most > least { most - least } else { 1.0 };
        let step = round_step(range / STEPS);
        let low = (least / step).floor() * step;
        let high = (most / step).ceil() * step;
        Self { low, high: if high > low { high } else { low + step }, step, top, bottom }
    }

    /// Where a number stands.
    pub(crate) fn place(&self, value: f64) -> f64 {
        self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)
    }

    /// The numbers at the axis, from below.
    pub(crate) fn ticks(&self) -> Vec<f64> {
        let mut ticks = Vec::new();
        let mut tick = self.low;
        // Half a step more, because the sum of many steps is not quite exact.
        while tick <= self.high + self.step / 2.0 && ticks.len() < 20 {
            ticks.push(if tick.abs() < self.step / 1e6 { 0.0 } else { tick });
            tick += self.step;
        }
        ticks
    }
}

/// The next larger of 1, 2, 5 and their tenfolds.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|round| *round >= step)
        .unwrap_or(power)
}

/// A number without needless digits.
pub(crate) fn number(value: f64) -> String {
    let words = format!("{value:.2}");
    words.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_has_round_numbers_and_room_for_all() {
        let scale = Scale::over([3.0, 17.0].into_iter(), 0.0, 100.0);
        assert_eq!(scale.ticks(), [0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!((scale.place(0.0), scale.place(20.0)), (100.0, 0.0));
        let both = Scale::over([-120.0, 250.0].into_iter(), 0.0, 100.0);
        assert_eq!(both.ticks(), [-200.0, -100.0, 0.0, 100.0, 200.0, 300.0]);
    }

    #[test]
    fn odd_numbers_make_an_axis_too() {
        for values in [vec![], vec![0.0], vec![1e300, -1e300], vec![1e-300], vec![f64::MAX]] {
            let scale = Scale::over(values.iter().copied(), 0.0, 100.0);
            assert!(scale.ticks().len() < 21, "{values:?}");
            assert!(!scale.place(0.0).is_nan(), "{values:?}");
        }
        assert_eq!([number(2.0), number(-1.5), number(0.125)], ["2", "-1.5", "0.12"]);
    }
}
