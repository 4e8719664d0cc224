//! Figures that are known beforehand, learners whose truth is known, and the crate's own evaluation.
