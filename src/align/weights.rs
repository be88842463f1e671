//! How much each kind of evidence counts: the fitted table. How the evidence is gathered is left to `score`.

/// How much evidence counts when statements are linked.
///
/// Each table is a logistic model: the sum of a constant and of every value times its weight is the logarithm of the odds
/// that an analyst would link the two statements. The default was fitted; see docs/accuracy.md.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// The constant and the weights of what two statements show by themselves: see [`crate::Candidate::alone`].
    pub alone: [f64; 8],
    /// The same and the weights of what their surroundings show: see [`crate::Candidate::around`].
    pub around: [f64; 14],
    /// What it costs at most to leave the order, where the rounds otherwise keep it.
    pub order: f64,
    /// The odds that a link needs, as a logarithm.
    pub link: Threshold,
    /// The constant and the weights of what two statements show of which one is linked already: see
    /// [`crate::Candidate::join`].
    pub join: [f64; 8],
}

/// Odds that are needed, as a logarithm, by how far the rounds keep their order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// What is needed where they have no order.
    pub loose: f64,
    /// What is needed where they keep it throughout.
    pub steady: f64,
}

impl Threshold {
    /// Returns what is needed where rounds keep their order so far, from 0 to 1.
    pub(super) fn at(self, steady: f64) -> f64 {
        self.loose + (self.steady - self.loose) * steady
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            alone: [-9.699, 5.729, 3.473, 3.833, 0.718, 4.802, -12.170, 0.394],
            around: [
                -8.919, 5.709, 2.197, 3.353, 0.601, 1.858, -7.999, 0.164, 0.575, 0.370, 1.226,
                0.639, -9.768, 1.484,
            ],
            join: [-2.581, 4.726, 1.432, 0.391, 0.136, 2.476, 4.569, -0.573],
            order: 6.0,
            link: Threshold { loose: -0.6, steady: -0.25 },
        }
    }
}

/// Returns the logarithm of the odds: a constant, then a weight for each value.
pub(super) fn odds(weights: &[f64], values: impl IntoIterator<Item = f32>) -> f64 {
    weights[0]
        + weights[1..]
            .iter()
            .zip(values)
            .map(|(weight, value)| weight * f64::from(value))
            .sum::<f64>()
}

/// Returns the probability that odds stand for, [`rounded`] so that sums of it do not depend on their order.
pub(super) fn probability(odds: f64) -> f64 {
    rounded(1.0 / (1.0 + (-odds).exp()))
}

/// Returns a value rounded to binary places, so that sums of such values are exact.
pub(super) fn rounded(value: f64) -> f64 {
    const STEPS: f64 = (1u32 << 20) as f64;
    (value * STEPS).round() / STEPS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_odds_are_one_half() {
        assert_eq!(probability(odds(&[-1.0, 2.0], [0.5])), 0.5);
    }

    #[test]
    fn probabilities_add_up_the_same_in_any_order() {
        let [a, b, c] = [0.3, -2.7, 4.1].map(probability);
        assert_eq!(a + b + c, c + b + a);
        assert_eq!((a + b) + c, a + (b + c));
    }
}
