//! Which cards fail more often than chance explains: the model's own predictions say how often a card
//! should have been missed.

/// Where so many misses had a smaller chance than this, the card itself is to blame.
pub const LEECH: f64 = 0.01;

/// The chance, 0 to 1, of at least `lapses` misses, given the recall foretold before each review (the tail
/// of the Poisson binomial distribution).
pub fn chance_of_lapses(recalls: &[f64], lapses: usize) -> f64 {
    if lapses == 0 {
        return 1.0;
    }
    if lapses > recalls.len() {
        return 0.0;
    }
    // The chances of 0, 1, ... misses so far, those of `lapses` and more together in the last place.
    let mut chances = vec![0.0; lapses + 1];
    chances[0] = 1.0;
    for recall in recalls.iter().map(|recall| recall.clamp(0.0, 1.0)) {
        let reached = chances[lapses] + chances[lapses - 1] * (1.0 - recall);
        for n in (1..lapses).rev() {
            chances[n] = chances[n] * recall + chances[n - 1] * (1.0 - recall);
        }
        chances[0] *= recall;
        chances[lapses] = reached;
    }
    chances[lapses].clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(recalls: &[f64], lapses: usize, expected: f64) {
        let chance = chance_of_lapses(recalls, lapses);
        assert!((chance - expected).abs() < 1e-12, "{chance}, expected {expected}");
    }

    #[test]
    fn the_chance_is_that_of_counting_all_cases() {
        check(&[], 0, 1.0);
        check(&[], 1, 0.0);
        check(&[0.9], 1, 0.1);
        check(&[0.9, 0.8], 1, 1.0 - 0.72);
        check(&[0.9, 0.8], 2, 0.02);
        check(&[0.5; 4], 2, 11.0 / 16.0);
        check(&[0.0, 1.0], 1, 1.0);
    }

    #[test]
    fn eight_misses_of_a_card_thought_hard_are_no_leech() {
        assert!(chance_of_lapses(&[0.6; 20], 8) > 0.5);
        assert!(chance_of_lapses(&[0.9; 20], 8) < LEECH);
        assert!(chance_of_lapses(&[0.95; 5], 3) < LEECH, "nor are eight needed");
    }
}
