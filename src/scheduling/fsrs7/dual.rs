//! Numbers that know how they depend on the parameters (forward-mode automatic differentiation), so
//! that the model is written once and gives values and exact gradients. Knows nothing of memory.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// How many parameters a number may depend on.
pub(super) const N: usize = 35;

/// What the model's formulas need of a number.
pub(super) trait Real:
    Copy
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + Add<f64, Output = Self>
    + Sub<f64, Output = Self>
    + Mul<f64, Output = Self>
{
    /// A number that depends on nothing.
    fn constant(value: f64) -> Self;
    /// Its value.
    fn value(self) -> f64;
    /// e to its power.
    fn exp(self) -> Self;
    /// Its natural logarithm.
    fn ln(self) -> Self;

    /// The lesser of two.
    fn min(self, other: Self) -> Self {
        if self.value() <= other.value() { self } else { other }
    }

    /// The greater of two.
    fn max(self, other: Self) -> Self {
        if self.value() >= other.value() { self } else { other }
    }

    /// Within bounds.
    fn within(self, (low, high): (f64, f64)) -> Self {
        self.max(Self::constant(low)).min(Self::constant(high))
    }
}

impl Real for f64 {
    fn constant(value: f64) -> f64 {
        value
    }
    fn value(self) -> f64 {
        self
    }
    fn exp(self) -> f64 {
        self.exp()
    }
    fn ln(self) -> f64 {
        self.ln()
    }
}

/// A value with its derivative by each parameter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dual {
    pub value: f64,
    pub by: [f64; N],
}

impl Dual {
    /// The parameter of a place; `scale` is its derivative by what is searched for it.
    pub(super) fn parameter(place: usize, value: f64, scale: f64) -> Dual {
        let mut by = [0.0; N];
        by[place] = scale;
        Dual { value, by }
    }

    /// The chain rule: a new value, whose derivative by the old one is `slope`.
    #[inline]
    fn chain(mut self, value: f64, slope: f64) -> Dual {
        for by in &mut self.by {
            *by *= slope;
        }
        Dual { value, by: self.by }
    }

    #[inline]
    fn join(mut self, other: &Dual, value: f64, mine: f64, theirs: f64) -> Dual {
        for (by, other) in self.by.iter_mut().zip(&other.by) {
            *by = *by * mine + other * theirs;
        }
        Dual { value, by: self.by }
    }
}

impl Real for Dual {
    fn constant(value: f64) -> Dual {
        Dual { value, by: [0.0; N] }
    }
    fn value(self) -> f64 {
        self.value
    }
    #[inline]
    fn exp(self) -> Dual {
        let value = self.value.exp();
        self.chain(value, value)
    }
    #[inline]
    fn ln(self) -> Dual {
        self.chain(self.value.ln(), self.value.recip())
    }
}

impl Add for Dual {
    type Output = Dual;
    #[inline]
    fn add(self, other: Dual) -> Dual {
        self.join(&other, self.value + other.value, 1.0, 1.0)
    }
}

impl Sub for Dual {
    type Output = Dual;
    #[inline]
    fn sub(self, other: Dual) -> Dual {
        self.join(&other, self.value - other.value, 1.0, -1.0)
    }
}

impl Mul for Dual {
    type Output = Dual;
    #[inline]
    fn mul(self, other: Dual) -> Dual {
        self.join(&other, self.value * other.value, other.value, self.value)
    }
}

impl Div for Dual {
    type Output = Dual;
    #[inline]
    fn div(self, other: Dual) -> Dual {
        let value = self.value / other.value;
        self.join(&other, value, other.value.recip(), -value / other.value)
    }
}

impl Neg for Dual {
    type Output = Dual;
    #[inline]
    fn neg(self) -> Dual {
        self.chain(-self.value, -1.0)
    }
}

impl Add<f64> for Dual {
    type Output = Dual;
    #[inline]
    fn add(mut self, other: f64) -> Dual {
        self.value += other;
        self
    }
}

impl Sub<f64> for Dual {
    type Output = Dual;
    #[inline]
    fn sub(mut self, other: f64) -> Dual {
        self.value -= other;
        self
    }
}

impl Mul<f64> for Dual {
    type Output = Dual;
    #[inline]
    fn mul(self, other: f64) -> Dual {
        self.chain(self.value * other, other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derivatives_are_those_of_the_calculus() {
        let (x, y): (f64, f64) = (1.7, 0.6);
        let [one, two] = [Dual::parameter(0, x, 1.0), Dual::parameter(1, y, 1.0)];
        let all = ((one * two).exp() / (one + 1.0) - two.ln() * 2.0).max(Dual::constant(-9.0));
        let product = (x * y).exp();
        let by_x = y * product / (x + 1.0) - product / (x + 1.0) / (x + 1.0);
        let by_y = x * product / (x + 1.0) - 2.0 / y;
        assert!((all.value - (product / (x + 1.0) - 2.0 * y.ln())).abs() < 1e-12);
        assert!((all.by[0] - by_x).abs() < 1e-12 && (all.by[1] - by_y).abs() < 1e-12);
        assert!(all.by[2..].iter().all(|by| *by == 0.0));
    }

    #[test]
    fn a_bound_stops_the_dependence() {
        let a = Dual::parameter(0, 5.0, 1.0).within((1.0, 2.0));
        assert!((a.value - 2.0).abs() < 1e-12 && a.by[0] == 0.0);
    }
}
