//! Maths as readable text, by rows.

use proptest::prelude::*;

use super::readable;

#[track_caller]
fn check(source: &str, expected: &str) {
    assert_eq!(readable(source), expected, "{source:?}");
}

#[test]
fn common_signs_are_written_in_unicode() {
    check("x^2 + y_1", "x² + y₁");
    check("a^{10}_{ij}", "a¹⁰ᵢⱼ");
    check(r"\alpha \le \beta", "α ≤ β");
    check(r"\frac{1}{2}", "1/2");
    check(r"\frac{a+b}{2c}", "(a+b)/2c");
    check(r"\sqrt{2}", "√2");
    check(r"\sqrt[3]{x+1}", "∛(x+1)");
    check(r"2 \times 3 \ne 5", "2 × 3 ≠ 5");
    check(r"\ce{H2O}", r"\ce{H2O}");
    check(r"e^{i\pi}", "e^(iπ)");
    check(r"\mathbb{R}^n", "ℝⁿ");
    check(r"\sin(x)", "sin(x)");
    check(r"\{1, 2\}", "{1, 2}");
    check(r"30^\circ", "30°");
    check(r"x^", "x");
    check("", "");
}

proptest! {
    #[test]
    fn any_source_is_read(source in r"([a-z0-9 {}\[\]\\^_&~]|\\frac|\\sqrt|\PC){0,60}") {
        drop(readable(&source));
    }
}

#[test]
fn deep_nesting_is_read() {
    for part in ["{", r"\frac", r"\sqrt", r"\sqrt[", "^{", "^", r"^\hat"] {
        drop(readable(&part.repeat(20_000)));
    }
}
