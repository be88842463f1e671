//! From bytes to text: which encoding, and what is no text at all. Which format it is in is left to `detect`.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::Error;

/// How far into a document its own word on its encoding is looked for, as browsers do.
const PRESCAN: usize = 1024;

/// How far into a document the pattern of its bytes is looked at.
const SAMPLE: usize = 4096;

/// The most control characters that a text may hold: one in this many characters.
const CONTROL_SHARE: usize = 20;

/// What files that are no text begin with, and what they are.
const KINDS: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"%!PS", "a PostScript file"),
    (b"{\\rtf", "an RTF file"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a Word document of the old kind (.doc) or another OLE file",
    ),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"\xff\xfe\0\0", "UTF-32 text"),
    (b"\0\0\xfe\xff", "UTF-32 text"),
];

/// Returns the text that `bytes` stand for, its lines ended by `\n` alone.
///
/// A byte order mark decides; then bytes that are valid UTF-8 are; then what a web page says of itself; then a detector,
/// since windows-1252 and its kin bear no mark. Text that is UTF-8 but for a few bytes is refused: guessed at, it would come
/// out as mojibake that an analyst might quote. Control characters that stand in fine text are kept: who shows it escapes them.
///
/// # Errors
/// If the bytes are a file of another kind, or no text in any encoding.
pub(super) fn decode(bytes: &[u8], label: &str) -> Result<String, Error> {
    if let Some(found) = kind(bytes) {
        return Err(Error::Unsupported { label: label.to_owned(), found: found.to_owned() });
    }
    let text = unicode(bytes).or_else(|broken| broken.map_or_else(|| legacy(bytes), Err));
    text.map(unix_lines).map_err(|Broken { reason, at }| Error::Encoding {
        label: label.to_owned(),
        reason,
        at,
    })
}

/// Why bytes are no text, and where.
#[derive(Debug)]
struct Broken {
    reason: &'static str,
    at: usize,
}

/// Names the kind of file that is no text, told by what it begins with.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") {
        let head = &bytes[..bytes.len().min(SAMPLE)];
        return Some(match () {
            () if contains(head, b"opendocument.text") => "an OpenDocument text (.odt)",
            () if contains(head, b"word/") => "a Word document (.docx)",
            () => "a ZIP archive or a document packed as one (.docx, .odt)",
        });
    }
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| *name)
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Reads `bytes` in a form of Unicode; the error is `None` if they are in none.
fn unicode(bytes: &[u8]) -> Result<String, Option<Broken>> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return marked(&bytes[length..], encoding)
            .map_err(|Broken { reason, at }| Some(Broken { reason, at: at + length }));
    }
    if let Some(encoding) = unmarked_utf_16(bytes) {
        return marked(bytes, encoding).map_err(Some);
    }
    no_controls(bytes).map_err(Some)?;
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) if is_nearly_utf_8(bytes) && declared(bytes).is_none_or(|e| e == UTF_8) => {
            Err(Some(Broken { reason: "broken UTF-8", at: error.valid_up_to() }))
        }
        Err(_) => Err(None),
    }
}

/// Reads what stands behind a byte order mark, or would.
fn marked(bytes: &[u8], encoding: &'static Encoding) -> Result<String, Broken> {
    if encoding == UTF_8 {
        no_controls(bytes)?;
        return std::str::from_utf8(bytes)
            .map(str::to_owned)
            .map_err(|error| Broken { reason: "broken UTF-8", at: error.valid_up_to() });
    }
    let unit = |pair: &[u8; 2]| match encoding {
        e if e == UTF_16LE => u16::from_le_bytes(*pair),
        _ => u16::from_be_bytes(*pair),
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len() / 2);
    for decoded in char::decode_utf16(pairs.iter().map(unit)) {
        match decoded {
            Ok(c) => text.push(c),
            Err(_) => {
                let at = text.chars().map(char::len_utf16).sum::<usize>() * 2;
                return Err(Broken { reason: "broken UTF-16", at });
            }
        }
    }
    if !rest.is_empty() {
        return Err(Broken { reason: "half a character of UTF-16", at: bytes.len() - 1 });
    }
    if let Some(at) = text.find('\0') {
        let at = text[..at].chars().map(char::len_utf16).sum::<usize>() * 2;
        return Err(Broken { reason: "a NUL character", at });
    }
    Ok(text)
}

/// Tells UTF-16 without a mark: every other byte of its spaces, line ends and Latin letters is NUL.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = bytes[..bytes.len().min(SAMPLE)].as_chunks::<2>();
    let nul = |half: usize| pairs.iter().filter(|pair| pair[half] == 0).count();
    let (first, second) = (nul(0), nul(1));
    let many = 1 + pairs.len() / 10;
    match (first, second) {
        (0, second) if second > many => Some(UTF_16LE),
        (first, 0) if first > many => Some(UTF_16BE),
        _ => None,
    }
}

/// Refuses NUL bytes, and bytes of which many are control characters.
fn no_controls(bytes: &[u8]) -> Result<(), Broken> {
    if bytes.contains(&0) {
        let at = bytes.iter().take_while(|byte| **byte != 0).count();
        return Err(Broken { reason: "a NUL byte", at });
    }
    let is_control = |byte: &u8| matches!(byte, 1..=8 | 14..=26 | 28..=31 | 127);
    // Few pieces have any, and whole pieces are looked at many bytes at a time.
    let some = |piece: &&[u8]| piece.iter().fold(false, |any, byte| any | is_control(byte));
    let count = |piece: &[u8]| piece.iter().filter(|byte| is_control(byte)).count();
    let controls: usize = bytes.chunks(64).filter(some).map(count).sum();
    let many = controls > 2 + bytes.len() / CONTROL_SHARE;
    match many.then(|| bytes.iter().position(is_control)).flatten() {
        Some(at) => Err(Broken { reason: "one of many control characters", at }),
        None => Ok(()),
    }
}

/// Tells text that was UTF-8 once: it has at least as many whole characters beyond ASCII as broken ones.
///
/// In legacy encodings of one byte, what looks like such a character is a rare accident, and in those of two bytes about
/// one pair in eight does.
fn is_nearly_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 0 && whole >= broken
}

/// Returns the encoding that a web page or XML file names at its head.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(PRESCAN)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let after = |key: &str| head.find(key).map(|at| &head[at + key.len()..]);
    let value = match head.trim_start().starts_with("<?xml") {
        true => after("encoding"),
        false => None,
    };
    let value = value.or_else(|| head.contains("<meta").then(|| after("charset"))?)?;
    let value = value.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label = value.split(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c)).next()?;
    Encoding::for_label(label.as_bytes())
}

/// Reads `bytes` in the legacy encoding they declare, or else the one they look like.
fn legacy(bytes: &[u8]) -> Result<String, Broken> {
    let declared = declared(bytes).filter(|e| e.is_ascii_compatible() && *e != UTF_8);
    if let Some(text) = declared.and_then(|encoding| strictly(bytes, encoding)) {
        return Ok(text);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    strictly(bytes, detector.guess(None, Utf8Detection::Deny)).ok_or_else(|| Broken {
        reason: "a character of no known encoding",
        at: std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len),
    })
}

fn strictly(bytes: &[u8], encoding: &'static Encoding) -> Option<String> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

/// Ends every line with `\n`, whether it ended with `\r\n`, `\r` or `\n`.
fn unix_lines(text: String) -> String {
    match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n"),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "Both sides “welcome” the naïve café’s résumé – at last.\n";

    fn text(bytes: &[u8]) -> String {
        decode(bytes, "x.txt").unwrap()
    }

    fn refusal(bytes: &[u8]) -> String {
        decode(bytes, "x.txt").unwrap_err().to_string()
    }

    fn utf_16(words: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        words.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(text(format!("\u{feff}{WORDS}").as_bytes()), WORDS);
        assert_eq!(text(&utf_16(&format!("\u{feff}{WORDS}"), u16::to_le_bytes)), WORDS);
        assert_eq!(text(&utf_16(&format!("\u{feff}{WORDS}"), u16::to_be_bytes)), WORDS);
    }

    #[test]
    fn utf_16_is_told_without_its_mark() {
        assert_eq!(text(&utf_16(WORDS, u16::to_le_bytes)), WORDS);
        assert_eq!(text(&utf_16(WORDS, u16::to_be_bytes)), WORDS);
    }

    #[test]
    fn legacy_encodings_are_told_by_their_looks() {
        let cases = [
            (
                "windows-1252",
                "Les deux parties saluent “l’accord” signé à Genève, où l’été dernier…",
            ),
            (
                "iso-8859-2",
                "Obě strany uvítaly dosažení dohody a zdůraznily význam společného úsilí",
            ),
            ("koi8-r", "Стороны приветствовали подписание соглашения и подтвердили обязательства"),
            (
                "windows-1251",
                "Стороны приветствовали подписание соглашения и подтвердили обязательства",
            ),
            ("shift_jis", "両首脳は、サイバー空間における協力を強化することを確認した。"),
            ("gbk", "双方欢迎签署协议，并重申加强网络安全合作的承诺。"),
            ("windows-1253", "Οι δύο πλευρές χαιρέτισαν την υπογραφή της συμφωνίας"),
        ];
        for (name, words) in cases {
            let (bytes, _, lossy) = Encoding::for_label(name.as_bytes()).unwrap().encode(words);
            assert!(!lossy, "{name} can write it");
            assert_eq!(text(&bytes), words, "{name}");
        }
    }

    #[test]
    fn a_page_names_its_own_encoding() {
        let page = |head: &str| [head.as_bytes(), b"\xe1\xe9"].concat();
        assert!(text(&page("<meta charset=koi8-r>")).ends_with("АИ"));
        let old = "<META http-equiv=Content-Type content='text/html; charset=windows-1251'>";
        assert!(text(&page(old)).ends_with("бй"));
        assert!(text(&page("<?xml version='1.0' encoding='iso-8859-7'?>")).ends_with("αι"));
        let mixed = [b"<meta charset=windows-1252>".as_slice(), "é".as_bytes(), b"\xe9"].concat();
        assert!(text(&mixed).ends_with("Ã©é"));
        assert!(text(&page("the charset=koi8-r of a plain text")).ends_with("áé"));
    }

    #[test]
    fn one_broken_character_is_not_guessed_at() {
        let mut bytes = WORDS.as_bytes().to_vec();
        bytes.splice(12..13, []);
        assert_eq!(refusal(&bytes), "x.txt is not text: broken UTF-8 at byte 11");
        let cut = &"with the café’".as_bytes()[..15];
        assert_eq!(refusal(cut), "x.txt is not text: broken UTF-8 at byte 14");
        assert_eq!(refusal(b"\xef\xbb\xbfab\xff"), "x.txt is not text: broken UTF-8 at byte 5");
    }

    #[test]
    fn broken_utf_16_is_told_with_its_place() {
        let halves = [b"\xff\xfe".as_slice(), b"a\0\x00\xd8b\0"].concat();
        assert_eq!(refusal(&halves), "x.txt is not text: broken UTF-16 at byte 4");
        assert_eq!(
            refusal(b"\xff\xfea\0b"),
            "x.txt is not text: half a character of UTF-16 at byte 4"
        );
        assert_eq!(refusal(b"\xff\xfea\0\0\0"), "x.txt is not text: a NUL character at byte 4");
    }

    #[test]
    fn files_of_other_kinds_are_named() {
        for (magic, name) in KINDS {
            let bytes = [magic, b"\0\x01 and more".as_slice()].concat();
            assert!(refusal(&bytes).starts_with(&format!("x.txt is {name}, which")), "{name}");
        }
        assert!(refusal(b"PK\x03\x04\x14\0 word/document.xml").contains("a Word document (.docx)"));
        let odt = b"PK\x03\x04\x14\0 mimetypeapplication/vnd.oasis.opendocument.text";
        assert!(refusal(odt).contains("an OpenDocument text (.odt)"));
        assert!(refusal(b"PK\x03\x04\x14\0 a.txt").contains("a ZIP archive"));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_with_their_place() {
        assert_eq!(refusal(b"two\0words"), "x.txt is not text: a NUL byte at byte 3");
        let noise: Vec<u8> = b"ab".iter().copied().chain(1..8).cycle().take(90).collect();
        assert_eq!(refusal(&noise), "x.txt is not text: one of many control characters at byte 2");
    }

    #[test]
    fn an_escape_in_fine_text_is_kept_for_the_report_to_show() {
        assert_eq!(text(b"both \x1b[31msides\x07"), "both \x1b[31msides\x07");
    }

    #[test]
    fn lines_end_alike() {
        assert_eq!(text(b"a\r\nb\rc\n\r\nd"), "a\nb\nc\n\nd");
        assert_eq!(text(b""), "");
    }
}
