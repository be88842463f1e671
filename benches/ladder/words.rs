//! Words and sentences that look like those of joint statements and mean nothing. How they make rounds is left to others.

use super::random::Random;

/// How many words a language has that is about as rich as that of real rounds.
pub(crate) const RICH: usize = 8_000;

const SUBJECTS: [&str; 6] =
    ["We", "Both sides", "The Parties", "The ministers", "The members", "The participants"];
const VERBS: [&str; 12] = [
    "welcome the",
    "will continue to support the",
    "reaffirm our commitment to the",
    "intend to expand the",
    "note the",
    "emphasize the",
    "recognize the",
    "call for a",
    "will establish a",
    "support the",
    "commit to the",
    "look forward to the",
];
const JOINTS: [&str; 14] = [
    "of the",
    "and the",
    "for",
    "in the",
    "on",
    "with the",
    "and",
    "to the",
    "as well as",
    "through",
    "including",
    "of",
    "by the",
    "from",
];
const ENDS: [&str; 5] = ["", "", "", " by 2031", ", as appropriate"];

/// The words of a made-up language.
pub(crate) struct Words(Vec<String>);

impl Words {
    /// Makes a language of `count` words.
    pub(crate) fn new(seed: u64, count: usize) -> Self {
        Self::of(seed, count, "aeiou")
    }

    /// Makes a language whose words have no vowels but `vowels`, and so none in common with others.
    pub(crate) fn strange(seed: u64, vowels: &str) -> Self {
        Self::of(seed, RICH, vowels)
    }

    fn of(seed: u64, count: usize, vowels: &str) -> Self {
        let mut random = Random::new(seed ^ 0x5eed);
        let vowels: Vec<char> = vowels.chars().collect();
        let consonants: Vec<char> = "bcdfghklmnprstvz".chars().collect();
        let word = |_| {
            let mut word = String::new();
            for _ in 0..2 + random.below(3) {
                word.push(consonants[random.below(consonants.len())]);
                word.push(vowels[random.below(vowels.len())]);
            }
            word.push(consonants[random.below(consonants.len())]);
            word
        };
        Self((0..count).map(word).collect())
    }

    fn word(&self, random: &mut Random) -> &str {
        &self.0[random.skewed(self.0.len())]
    }

    /// Returns a statement of about 185 bytes.
    pub(crate) fn statement(&self, random: &mut Random) -> String {
        let mut text = format!("{} {}", random.of(&SUBJECTS), random.of(&VERBS));
        for at in 0..6 + random.below(6) {
            if at > 0 {
                text.push(' ');
                text.push_str(random.of(&JOINTS));
            }
            for _ in 0..1 + random.below(2) {
                text.push(' ');
                text.push_str(self.word(random));
            }
        }
        text + random.of(&ENDS) + "."
    }

    /// Returns a statement of nothing but words of this language.
    pub(crate) fn strange_statement(&self, random: &mut Random) -> String {
        let words: Vec<&str> = (0..18 + random.below(12)).map(|_| self.word(random)).collect();
        words.join(" ") + "."
    }

    /// Returns a statement with one to four of its words put in, taken out or replaced.
    pub(crate) fn edited(&self, statement: &str, random: &mut Random) -> String {
        let mut words: Vec<&str> = statement.trim_end_matches('.').split(' ').collect();
        for _ in 0..1 + random.below(4) {
            let at = 2 + random.below(words.len() - 2);
            match random.below(3) {
                0 => words.insert(at, self.word(random)),
                1 => {
                    words.remove(at);
                }
                _ => words[at] = self.word(random),
            }
        }
        words.join(" ") + "."
    }
}
