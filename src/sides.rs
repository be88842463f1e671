//! The older and the newer of two things, kept together so that nothing is passed twice.

/// A pair of values, one of the older round and one of the newer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sides<T> {
    /// The older.
    pub old: T,
    /// The newer.
    pub new: T,
}

impl<T> Sides<T> {
    /// Returns the pair of `old` and `new`.
    #[must_use]
    pub const fn new(old: T, new: T) -> Self {
        Self { old, new }
    }

    /// Borrows both.
    #[must_use]
    pub const fn as_ref(&self) -> Sides<&T> {
        Sides { old: &self.old, new: &self.new }
    }

    /// Applies `f` to the older, then to the newer.
    #[must_use]
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Sides<U> {
        Sides { old: f(self.old), new: f(self.new) }
    }

    /// Pairs each side with the same side of `other`.
    #[must_use]
    pub fn zip<U>(self, other: Sides<U>) -> Sides<(T, U)> {
        Sides { old: (self.old, other.old), new: (self.new, other.new) }
    }

    /// Exchanges the older and the newer.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self { old: self.new, new: self.old }
    }
}

impl<T, E> Sides<Result<T, E>> {
    /// Returns both values, or the error of the older or else of the newer.
    ///
    /// # Errors
    /// Whatever error one of the sides holds.
    pub fn transpose(self) -> Result<Sides<T>, E> {
        Ok(Sides { old: self.old?, new: self.new? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mapping_visits_the_older_side_first() {
        let mut seen = Vec::new();
        let _ = Sides::new('o', 'n').map(|side| seen.push(side));
        assert_eq!(seen, ['o', 'n']);
    }

    #[test]
    fn one_failing_side_fails_both() {
        let sides: Sides<Result<u8, &str>> = Sides::new(Ok(1), Err("new"));
        assert_eq!(sides.transpose(), Err("new"));
    }
}
