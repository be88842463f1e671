//! Rendering of results, and nothing but rendering: a reporter that computes is a fault.

pub mod json;
