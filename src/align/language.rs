//! The language of a text, and what brings the forms of its words together. Words are cut by `terms`.

use frostem::{Algorithm, Stemmer};
use whatlang::Lang;

use crate::lexicon::Spelling;

/// How many bytes of a text tell its language.
const SAMPLE: usize = 600;

/// What brings the forms of a word together: one spelling for all its variants, then its stem.
///
/// By default words are left as they are.
#[derive(Clone, Copy, Default)]
pub(super) struct Forms<'l> {
    stemmer: Option<Stemmer>,
    spelling: Option<&'l Spelling>,
}

impl<'l> Forms<'l> {
    /// Returns the forms that a stemmer knows; spelling is that of English.
    pub(super) fn of(stemmer: Option<Stemmer>, spelling: &'l Spelling) -> Self {
        let english = stemmer.is_some_and(|s| s.algorithm() == Algorithm::English);
        Self { stemmer, spelling: english.then_some(spelling) }
    }

    /// Returns what all forms of a word in small letters have in common.
    pub(super) fn stem(self, word: &str) -> String {
        let word = self.spelling.map_or(word.into(), |spelling| spelling.one(word));
        match self.stemmer {
            Some(stemmer) => stemmer.stem(&word).into_owned(),
            None => word.into_owned(),
        }
    }
}

/// Tells whether a language goes by this ISO 639 code or English name.
///
/// # Examples
/// ```
/// assert!(travaux::is_language("fr"));
/// assert!(travaux::is_language("Portuguese"));
/// assert!(!travaux::is_language("Klingon"));
/// ```
#[must_use]
pub fn is_language(name: &str) -> bool {
    language(name).is_some() || Stemmer::try_from_name(&name.to_lowercase()).is_ok()
}

/// Returns the stemmer of a language given by its English name or ISO 639 code.
pub(super) fn named(name: &str) -> Option<Stemmer> {
    match language(name) {
        Some(language) => stemmer(language),
        None => Stemmer::try_from_name(&name.to_lowercase()).ok(),
    }
}

/// Returns the language of an English name or an ISO 639 code, which a country may follow: `pt-BR`.
fn language(name: &str) -> Option<Lang> {
    let name = name.to_lowercase();
    let code = match name.split(['-', '_']).next().unwrap_or_default() {
        "ar" => "ara",
        "be" => "bel",
        "bg" => "bul",
        "bn" => "ben",
        "ca" => "cat",
        "cs" => "ces",
        "da" => "dan",
        "de" => "deu",
        "el" => "ell",
        "en" => "eng",
        "es" => "spa",
        "et" => "est",
        "fa" => "pes",
        "fi" => "fin",
        "fr" => "fra",
        "he" => "heb",
        "hi" => "hin",
        "hr" => "hrv",
        "hu" => "hun",
        "hy" => "hye",
        "id" => "ind",
        "it" => "ita",
        "ja" => "jpn",
        "ka" => "kat",
        "km" => "khm",
        "ko" => "kor",
        "lt" => "lit",
        "lv" => "lav",
        "mk" => "mkd",
        "nb" | "nn" | "no" => "nob",
        "ne" => "nep",
        "nl" => "nld",
        "pl" => "pol",
        "pt" => "por",
        "ro" => "ron",
        "ru" => "rus",
        "sk" => "slk",
        "sl" => "slv",
        "sr" => "srp",
        "sv" => "swe",
        "ta" => "tam",
        "th" => "tha",
        "tr" => "tur",
        "uk" => "ukr",
        "ur" => "urd",
        "uz" => "uzb",
        "vi" => "vie",
        "zh" | "chinese" => "cmn",
        other => other,
    };
    let named = || Lang::all().iter().find(|l| l.eng_name().to_lowercase() == name).copied();
    Lang::from_code(code).or_else(named)
}

/// Returns the stemmer for the language in which both texts are written, if they share one that has one.
///
/// Texts in two languages are left unstemmed: what they share are names and numbers.
pub(super) fn detected(old: &str, new: &str) -> Option<Stemmer> {
    let detect = |text| {
        let sample = head(text);
        if is_english(sample) { Some(Lang::Eng) } else { whatlang::detect_lang(sample) }
    };
    let (old, new) = (detect(old), detect(new));
    if old == new || new.is_none() {
        old.and_then(stemmer)
    } else if old.is_none() {
        new.and_then(stemmer)
    } else {
        None
    }
}

/// Words that hardly an English text does without, and of which no other language has many.
const ENGLISH: [&str; 4] = ["the", "of", "and", "to"];
/// English is told by at least so many different ones of them, one word in [`SPREAD`] at least.
const DIFFERENT: usize = 3;
/// See [`DIFFERENT`].
const SPREAD: usize = 10;

/// Tells English, in which most rounds are written, at a glance: what cannot be told so may yet be English.
fn is_english(sample: &str) -> bool {
    let mut counts = [0; ENGLISH.len()];
    let mut all = 0;
    for word in sample.split_ascii_whitespace() {
        all += 1;
        if let Some(at) = ENGLISH.iter().position(|common| *common == word) {
            counts[at] += 1;
        }
    }
    let different = counts.iter().filter(|&&count| count > 0).count();
    different >= DIFFERENT && counts.iter().sum::<usize>() * SPREAD >= all
}

/// Returns a sample from the middle of a text, where titles and addresses are left behind.
fn head(text: &str) -> &str {
    let start = text.ceil_char_boundary((text.len() / 2).saturating_sub(SAMPLE / 2));
    let end = text.ceil_char_boundary((start + SAMPLE).min(text.len()));
    &text[start..end]
}

fn stemmer(language: Lang) -> Option<Stemmer> {
    let algorithm = match language {
        Lang::Ara => Algorithm::Arabic,
        Lang::Cat => Algorithm::Catalan,
        Lang::Ces => Algorithm::Czech,
        Lang::Dan => Algorithm::Danish,
        Lang::Deu => Algorithm::German,
        Lang::Ell => Algorithm::Greek,
        Lang::Eng => Algorithm::English,
        Lang::Est => Algorithm::Estonian,
        Lang::Fin => Algorithm::Finnish,
        Lang::Fra => Algorithm::French,
        Lang::Hin => Algorithm::Hindi,
        Lang::Hun => Algorithm::Hungarian,
        Lang::Ind => Algorithm::Indonesian,
        Lang::Ita => Algorithm::Italian,
        Lang::Lit => Algorithm::Lithuanian,
        Lang::Nep => Algorithm::Nepali,
        Lang::Nld => Algorithm::Dutch,
        Lang::Nob => Algorithm::Norwegian,
        Lang::Pes => Algorithm::Persian,
        Lang::Pol => Algorithm::Polish,
        Lang::Por => Algorithm::Portuguese,
        Lang::Ron => Algorithm::Romanian,
        Lang::Rus => Algorithm::Russian,
        Lang::Spa => Algorithm::Spanish,
        Lang::Srp => Algorithm::Serbian,
        Lang::Swe => Algorithm::Swedish,
        Lang::Tam => Algorithm::Tamil,
        Lang::Tur => Algorithm::Turkish,
        Lang::Ukr => Algorithm::Ukrainian,
        _ => return None,
    };
    Some(Stemmer::new(algorithm))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn codes_and_names_choose_the_stemmer() {
        for name in ["en", "EN-gb", "eng", "english"] {
            assert_eq!(named(name).expect(name).algorithm(), Algorithm::English);
        }
        assert!(named("klingon").is_none());
        assert!(named("zh").is_none());
        assert!(["zh", "Chinese", "pt-BR", "Welsh"].into_iter().all(is_language));
        assert!(!is_language("klingon") && !is_language(""));
    }

    #[test]
    fn variants_of_spelling_are_one_in_english_only() {
        let lexicon = Lexicon::english();
        let stem = |language, word| Forms::of(named(language), &lexicon.spelling).stem(word);
        assert_eq!(stem("en", "denuclearisation"), stem("en", "denuclearization"));
        assert_eq!(stem("en", "programmes"), stem("en", "program"));
        assert_ne!(stem("fr", "centre"), stem("fr", "center"));
        assert_eq!(Forms::default().stem("programmes"), "programmes");
    }

    #[test]
    fn english_is_told_by_its_commonest_words_and_no_other_language_by_them() {
        assert!(is_english(
            "The ministers of both sides met to review the work on grain and steel."
        ));
        for text in [
            "The boats are small: the piers lie far out, the ships that lost the wind moor by night.",
            "Of de raad dit wil of niet, de leden van de raad komen samen en gaan daarna naar huis.",
            "Les deux parties ont salué les progrès et sont convenues de poursuivre leurs travaux.",
        ] {
            assert!(!is_english(text), "{text}");
        }
    }

    #[test]
    fn both_texts_have_a_say_and_no_text_has_none() {
        let english =
            "The two parties welcomed the progress that was made on the exchange of information.";
        let german =
            "Die beiden Seiten begrüßten die Fortschritte beim Austausch von Informationen.";
        let of = |old, new| detected(old, new).map(Stemmer::algorithm);
        assert_eq!(of(english, english), Some(Algorithm::English));
        assert_eq!(of("", german), Some(Algorithm::German));
        assert_eq!(of(english, german), None);
        assert_eq!(of("", ""), None);
    }
}
