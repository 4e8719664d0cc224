//! The model against figures worked out elsewhere, and fits of learners whose truth is known.
