//! The language of a text and its stemmer. Words are cut by `terms`.

use frostem::Algorithm;
pub(super) use frostem::Stemmer;
use whatlang::Lang;

/// How many bytes of a text tell its language.
const SAMPLE: usize = 600;

/// Returns the stemmer of a language given by its English name or ISO 639 code.
pub(super) fn named(name: &str) -> Option<Stemmer> {
    let name = name.to_lowercase();
    let code = match name.split(['-', '_']).next().unwrap_or_default() {
        "ar" => "ara",
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
        "hi" => "hin",
        "hu" => "hun",
        "id" => "ind",
        "it" => "ita",
        "lt" => "lit",
        "nb" | "nn" | "no" => "nob",
        "ne" => "nep",
        "nl" => "nld",
        "pl" => "pol",
        "pt" => "por",
        "ro" => "ron",
        "ru" => "rus",
        "sr" => "srp",
        "sv" => "swe",
        "ta" => "tam",
        "tr" => "tur",
        "uk" => "ukr",
        other => other,
    };
    match Lang::from_code(code) {
        Some(language) => stemmer(language),
        None => Stemmer::try_from_name(&name).ok(),
    }
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

/// Words that hardly an English text does without, and of which no other language has all.
const ENGLISH: [&str; 4] = ["the", "of", "and", "to"];

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
    counts.iter().all(|&count| count > 0) && counts.iter().sum::<usize>() * 8 >= all
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

    #[test]
    fn codes_and_names_choose_the_stemmer() {
        for name in ["en", "EN-gb", "eng", "english"] {
            assert_eq!(named(name).expect(name).algorithm(), Algorithm::English);
        }
        assert!(named("klingon").is_none());
        assert!(named("zh").is_none());
    }

    #[test]
    fn english_is_told_by_its_commonest_words_and_no_other_language_by_them() {
        assert!(is_english("The ministers of both sides met to review the work on grain and steel."));
        for text in [
            "to of the",
            "The boats are small and the piers of stone stand a long way out, where no ship that has lost its sails can moor by night.",
            "Zij wil of the and to zien: de minister en de leden van de raad komen samen in de stad, en na de zitting gaan zij naar huis.",
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
