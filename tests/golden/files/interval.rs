//! Half-open intervals of numbers, and sets of them.

use std::cmp::{max, min};
use std::fmt;

/// The numbers from `start` up to, but without, `end`.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Interval {
    start: i64,
    end: i64,
}

impl Interval {
    /// Returns `None` where the end lies before the start.
    pub fn new(start: i64, end: i64) -> Option<Self> {
        if end < start {
            return None;
        }
        Some(Interval { start, end })
    }

    pub fn len(&self) -> i64 {
        self.end - self.start
    }

    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// The numbers that are in both.
    pub fn intersection(&self, other: &Interval) -> Option<Interval> {
        Interval::new(max(self.start, other.start), min(self.end, other.end))
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}, {})", self.start, self.end)
    }
}

/// Joins the intervals that touch or overlap; what is left is sorted and apart.
pub fn merged(mut intervals: Vec<Interval>) -> Vec<Interval> {
    intervals.sort();
    let mut merged: Vec<Interval> = Vec::with_capacity(intervals.len());
    for interval in intervals {
        match merged.last_mut() {
            Some(last) if interval.start <= last.end => last.end = max(last.end, interval.end),
            _ => merged.push(interval),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(start: i64, end: i64) -> Interval {
        Interval::new(start, end).expect("the end lies behind the start")
    }

    #[test]
    fn what_touches_is_joined() {
        let joined = merged(vec![interval(4, 6), interval(0, 2), interval(2, 3)]);
        assert_eq!(joined, vec![interval(0, 3), interval(4, 6)]);
    }

    #[test]
    fn what_is_apart_has_no_intersection() {
        assert_eq!(interval(0, 1).intersection(&interval(2, 3)), None);
    }
}
