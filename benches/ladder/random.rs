//! Numbers drawn by lot, the same for the same seed on every machine (`SplitMix64`). What is drawn is left to others.

/// A row of numbers.
pub(crate) struct Random(u64);

impl Random {
    /// Begins the row that belongs to `seed`.
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns the next number.
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below `end`, each as likely as the others.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.next()) * end as u128;
        usize::try_from(wide >> 64).expect("it is below a usize")
    }

    /// Returns a number below `end`, small ones far likelier, as words are in texts.
    pub(crate) fn skewed(&mut self, end: usize) -> usize {
        let part = self.below(1 << 20);
        (((part * part * part) >> 40) * end) >> 20
    }

    /// Returns one of `all`.
    pub(crate) fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}
