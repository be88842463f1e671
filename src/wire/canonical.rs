//! The canonical form of JSON (RFC 8785) for what this library itself has written. What others wrote is left to the crate
//! `serde_json_canonicalizer`, which is slower: it takes nothing for granted.

use std::ops::Range;

/// Puts JSON without blanks, as `serde_json` writes it, into its canonical form.
///
/// Strings are canonical already. Keys must be field names of ASCII, so that their bytes sort as the RFC has it.
pub(super) fn sorted(compact: &str) -> Vec<u8> {
    let mut sorter = Sorter {
        json: compact.as_bytes(),
        at: 0,
        out: Vec::with_capacity(compact.len()),
        spare: Vec::new(),
    };
    sorter.value();
    sorter.out
}

/// Reads on in `json` and writes to `out`, each object with its fields in order.
struct Sorter<'j> {
    json: &'j [u8],
    at: usize,
    out: Vec<u8>,
    spare: Vec<u8>,
}

impl Sorter<'_> {
    fn value(&mut self) {
        match self.json[self.at] {
            b'{' => self.object(),
            b'[' => self.array(),
            b'"' => {
                let string = self.string();
                self.out.extend_from_slice(&self.json[string]);
            }
            _ => self.word(),
        }
    }

    /// Writes the fields as they come, then puts them in order.
    fn object(&mut self) {
        let start = self.open();
        let mut fields: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        while self.goes_on(b'}') {
            let key = self.string();
            self.at += 1;
            let from = self.out.len();
            self.out.extend_from_slice(&self.json[key.clone()]);
            self.out.push(b':');
            self.value();
            fields.push((key.start + 1..key.end - 1, from..self.out.len()));
        }
        fields.sort_unstable_by_key(|(key, _)| &self.json[key.clone()]);
        self.spare.clear();
        for (number, (_, field)) in fields.into_iter().enumerate() {
            if number > 0 {
                self.spare.push(b',');
            }
            self.spare.extend_from_slice(&self.out[field]);
        }
        self.out.truncate(start);
        self.out.extend_from_slice(&self.spare);
        self.out.push(b'}');
    }

    fn array(&mut self) {
        let start = self.open();
        while self.goes_on(b']') {
            if self.out.len() > start {
                self.out.push(b',');
            }
            self.value();
        }
        self.out.push(b']');
    }

    /// Takes an opening bracket; returns where what it holds will begin.
    fn open(&mut self) -> usize {
        self.out.push(self.json[self.at]);
        self.at += 1;
        self.out.len()
    }

    /// Takes a comma or the closing bracket, and tells whether there is more before it.
    fn goes_on(&mut self, close: u8) -> bool {
        let next = self.json[self.at];
        self.at += usize::from(next == b',' || next == close);
        next != close
    }

    /// Takes a string; returns where it stands, quotes and all.
    fn string(&mut self) -> Range<usize> {
        let start = self.at;
        self.at += 1;
        while self.json[self.at] != b'"' {
            self.at += if self.json[self.at] == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        start..self.at
    }

    /// Takes a number, `true`, `false` or `null`. Whole numbers stand as they are, others as JavaScript prints them.
    fn word(&mut self) {
        let rest = &self.json[self.at..];
        let end = rest.iter().position(|b| matches!(b, b',' | b']' | b'}')).unwrap_or(rest.len());
        let word = &rest[..end];
        self.at += end;
        let broken = word.contains(&b'.') || word.contains(&b'e');
        let number = std::str::from_utf8(word).ok().filter(|_| broken);
        match number.and_then(|number| number.parse::<f64>().ok()) {
            Some(number) => self.out.extend(
                serde_json_canonicalizer::to_vec(&number).expect("what was read is finite"),
            ),
            None => self.out.extend_from_slice(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_written_here_is_put_in_order_as_the_crate_would() {
        let values = [
            json!({}),
            json!([]),
            json!({"b": [1, 2.5, {"d": null, "c": [true, false]}], "a": {"z": "", "aa": -3, "A_1": 0}, "ab": []}),
            json!({"likeness": 1.0, "least": 1e-7, "most": 1e21, "some": [0.7051, -0.0, 100.0]}),
            json!({"text": "“Nie” \"wieder\" \\ {a, b]: \u{1}\n\t\u{7f} 我们 👩‍👩‍👧", "after": ["a\\", "\\\""]}),
            json!("alone"),
            json!(17),
            json!(false),
        ];
        for value in values {
            let compact = serde_json::to_string(&value).unwrap();
            let canonical = serde_json_canonicalizer::to_vec(&value).unwrap();
            let (ours, theirs) =
                [sorted(&compact), canonical].map(|b| String::from_utf8(b).unwrap()).into();
            assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn fields_are_sorted_at_every_depth() {
        let json = r#"{"new":[{"text":"t","id":"s"}],"kind":"x","kin":{}}"#;
        assert_eq!(sorted(json), br#"{"kin":{},"kind":"x","new":[{"id":"s","text":"t"}]}"#);
    }
}
