//! Counts words: the shortest program that has a bit of everything.
#![allow(dead_code)]

use std::collections::HashMap;
use std::io::{self, BufRead};

mod table;

/// How often each word occurs, é and all.
#[derive(Debug, Default)]
pub struct Tally<'a> {
    total: usize,
    #[doc = "of what is counted"]
    name: &'a str,
}

pub trait Count {
    const STEP: u64;

    fn count(&self, word: &str) -> usize;
    fn is_empty(&self) -> bool {
        self.count("") == 0
    }
}

macro_rules! add {
    ($($value:expr),*) => { 0 $(+ $value)* };
}

static TABLE: [u64; 3] = [1, 2, 3];
const LIMIT: i64 = -1;

extern "C" {
    fn strlen(text: *const u8) -> usize;
}

impl<'a> Tally<'a> {
    pub fn total(&self) -> usize {
        self.total
    }

    fn set_total(&mut self, total: usize) {
        self.total = total;
    }

    fn add(&mut self, times: usize, (first, rest): (&str, &[u64])) -> Result<usize, io::Error> {
        let mut sum = 0;
        for (index, value) in rest.iter().enumerate() {
            sum += value * TABLE[index % 3];
        }
        let Some(last) = rest.last() else {
            return Ok(0);
        };
        'again: while let Some(step) = rest.get(times) {
            match step {
                0 => break 'again,
                1 | 2 if first.is_empty() => continue,
                other @ 3..=9 => sum -= other,
                _ => dbg!(),
            }
        }
        self.total = if sum > 10 && !first.is_empty() { 10 } else { *last as usize };
        Ok(self.total)
    }
}

fn one() -> u32 {
    return 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds() {
        assert_eq!(add!(1, 2), 3, "{}", r#"one "raw" word"#);
    }
}

fn main() -> Result<(), io::Error> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for line in io::stdin().lock().lines() {
        for word in line?.split(|c: char| c == ' ' || c == '\t') {
            *counts.entry(word.to_owned()).or_insert(0) += 1;
        }
    }
    let tally = Tally { total: 0x1F, name: "tally" };
    println!("{} {:?} {}", tally.total(), vec![1.5, 2.0], counts.len());
    Ok(())
}
