//! How texts begin, as numbers: that tells the order of most texts without looking at them. Who puts what in order is left
//! to others.

/// Returns the first bytes of a text as a number: of two texts with other heads, the lesser head is that of the lesser text.
pub(crate) fn head(text: &str) -> u64 {
    let bytes = text.as_bytes();
    if let Some(first) = bytes.first_chunk() {
        return u64::from_be_bytes(*first);
    }
    let mut first = [0; 8];
    first[..bytes.len()].copy_from_slice(bytes);
    u64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_have_the_order_of_their_texts() {
        let mut texts =
            ["", "a", "ab", "abcdefgh", "abcdefghi", "abcdefgi", "b", "é", "éa", "我们 "];
        texts.sort_unstable();
        assert!(texts.is_sorted_by_key(|text| head(text)));
        assert!(head("abcdefgh") == head("abcdefghi") && head("a") < head("ab"));
    }
}
