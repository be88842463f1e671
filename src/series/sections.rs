//! Groups threads by section for a matrix, in one order for all rounds. What a section is was settled by `parse`.

/// A section through the rounds and the threads that stand in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionThreads {
    /// Its last title; empty for what stands before the first heading.
    pub title: String,
    /// Its threads, as positions in [`Series::threads`](super::Series::threads), in the order in which they are read.
    pub threads: Vec<usize>,
}
