//! Which round each word comes from. What happened to the statements was settled by `weave`.
//!
//! Words come by two ways. Kept words keep the origin they had in the round before; and a run of words, kept or inserted, is
//! of the first round that had them together, in the thread or with more words anywhere. The earlier of both holds; what
//! came neither way is of the round that inserts it. So words survive moves, splits and merges, and are known again after
//! an absence. A name that only changes its place, as in a list put in another order, is no new word either.

use rustc_hash::FxHashMap;

use super::marks::{Mark, Origin, cut, origin_at, replaced, runs};
use super::memory::Memory;
use super::model::Series;
use super::sayings::Said;
use super::words::{Word, Words, is_name};
use crate::change::Edit;
use crate::span::Span;

/// Where the words of one round come from: for each statement its runs of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The round, as a position in [`Series::rounds`].
    pub round: usize,
    /// The runs of each statement, by position. They part its text: white space and punctuation go with the words before.
    pub statements: Vec<Vec<Run>>,
}

/// Words that stand together and come from one round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where they stand in the text of the statement.
    pub span: Span,
    /// The round that introduced them; never a later one than that of the statement.
    pub origin: usize,
    /// The round in which they came back after they had been struck, or their statement dropped; the last, if often.
    pub returned: Option<usize>,
}

/// Tells where the words come from, for each round up to and including `last`.
pub(super) fn traced(series: &Series, last: usize) -> Vec<Provenance> {
    let mut tracer = Tracer {
        series,
        words: Words::default(),
        memory: Memory::new(series),
        traced: Vec::with_capacity(last + 1),
    };
    for round in 0..=last {
        tracer.trace(round);
    }
    tracer.traced
}

/// Words on their way from one round to the next.
struct Flow<'s> {
    /// The round and position of each statement they come from.
    sources: Vec<(usize, usize)>,
    /// The positions of the statements they go to.
    targets: Vec<usize>,
    /// The edits on the way, statements joined by a line feed.
    edits: &'s [Edit],
}

/// What is known while rounds are traced one by one.
struct Tracer<'s> {
    series: &'s Series,
    words: Words,
    memory: Memory,
    traced: Vec<Provenance>,
}

impl<'s> Tracer<'s> {
    fn trace(&mut self, round: usize) {
        let texts = self.series.rounds[round].statements();
        let homes = &self.series.homes[round];
        for &thread in homes {
            let stage = self.series.threads[thread].stage_in(round);
            self.memory.join(thread, stage.map_or(&[], |stage| &stage.merged_in));
        }
        let words: Vec<Vec<Word>> = texts.iter().map(|s| self.words.read(&s.text)).collect();
        let marks = self.marks(round);
        let statements = (0..texts.len()).map(|at| {
            let length = texts[at].text.len();
            let origins = self.origins(round, homes[at], &words[at], &marks[at]);
            if origins.is_empty() && length > 0 {
                let whole = origin_at(&marks[at], 0).unwrap_or(Origin { round, returned: None });
                return vec![Run::new(Span::new(0, length), whole)];
            }
            runs(&words[at], &origins, length)
        });
        let statements = statements.collect();
        homes.iter().zip(&words).for_each(|(&home, words)| self.memory.learn(home, round, words));
        self.traced.push(Provenance { round, statements });
    }

    /// Returns for each statement which stretches were kept, and where those come from.
    fn marks(&mut self, round: usize) -> Vec<Vec<Mark>> {
        let texts = self.series.rounds[round].statements();
        let mut marks = vec![Vec::new(); texts.len()];
        for flow in self.flows(round) {
            let carried = self.carried(&flow, round);
            let mut start = 0;
            for &target in &flow.targets {
                let end = start + texts[target].text.len();
                marks[target] = cut(&carried, start, end);
                start = end + 1;
            }
        }
        marks
    }

    /// Returns the ways on which words come into a round.
    fn flows(&self, round: usize) -> Vec<Flow<'s>> {
        let Some(before) = round.checked_sub(1) else { return Vec::new() };
        let changes = || self.series.logs[before].changes().iter();
        let kept =
            changes().filter(|c| !c.old.is_empty() && !c.new.is_empty()).map(|change| Flow {
                sources: change.old.iter().map(|old| (before, old.index)).collect(),
                targets: change.new.iter().map(|new| new.index).collect(),
                edits: &change.edits,
            });
        let added = changes().filter(|c| c.old.is_empty()).flat_map(|c| &c.new);
        let known = added.filter_map(|new| {
            let thread = &self.series.threads[self.series.homes[round][new.index]];
            let stage = thread.stage_in(round)?;
            let sources = vec![self.series.before(thread, stage)?];
            Some(Flow { sources, targets: vec![new.index], edits: &stage.edits })
        });
        kept.chain(known).collect()
    }

    /// Follows edits and returns where the newer text comes from.
    fn carried(&mut self, flow: &Flow<'_>, round: usize) -> Vec<Mark> {
        let old = self.sources(flow, round);
        let (mut old_at, mut new): (usize, Vec<Mark>) = (0, Vec::new());
        let names = self.struck_names(flow, &old);
        let mut struck = Vec::new();
        for edit in flow.edits {
            let new_at = new.last().map_or(0, |mark| mark.end);
            let beside = std::mem::take(&mut struck);
            let marks = match edit {
                Edit::Delete(text) => {
                    let words = self.words.read(text).into_iter();
                    let origin = |word: &Word| origin_at(&old, old_at + word.span.start());
                    struck = words.map(|word| (word.id, origin(&word))).collect();
                    Vec::new()
                }
                Edit::Insert(text) => {
                    let words = self.words.read(text);
                    let mut marks = replaced(&beside, &words, text.len());
                    let inserted = marks.iter_mut().zip(&words);
                    for (mark, word) in inserted.filter(|(_, word)| is_name(word.span.of(text))) {
                        mark.origin = mark.origin.or_else(|| names.get(&word.id).copied());
                    }
                    marks
                }
                Edit::Keep(text) => cut(&old, old_at, old_at + text.len()),
                Edit::Retype(text) => {
                    vec![Mark { end: text.new.len(), origin: origin_at(&old, old_at) }]
                }
            };
            new.extend(marks.iter().map(|mark| Mark { end: new_at + mark.end, ..*mark }));
            old_at += match edit {
                Edit::Insert(_) => 0,
                Edit::Keep(text) | Edit::Delete(text) => text.len(),
                Edit::Retype(text) => text.old.len(),
            };
        }
        new
    }

    /// Returns the names that a flow strikes somewhere, and where they come from.
    fn struck_names(&mut self, flow: &Flow<'_>, old: &[Mark]) -> FxHashMap<u32, Origin> {
        let (mut names, mut at) = (FxHashMap::default(), 0);
        for edit in flow.edits {
            if let Edit::Delete(text) = edit {
                let words = self.words.read(text).into_iter();
                for word in words.filter(|word| is_name(word.span.of(text))) {
                    let origin = origin_at(old, at + word.span.start());
                    origin.map(|origin| names.entry(word.id).or_insert(origin));
                }
            }
            at += match edit {
                Edit::Insert(_) => 0,
                Edit::Keep(text) | Edit::Delete(text) => text.len(),
                Edit::Retype(text) => text.old.len(),
            };
        }
        names
    }

    /// Returns where the older text of a flow comes from; what was absent for a round returns with this one.
    fn sources(&self, flow: &Flow<'_>, round: usize) -> Vec<Mark> {
        let (mut marks, mut start) = (Vec::new(), 0);
        for &(from, position) in &flow.sources {
            let back = (from + 1 < round).then_some(round);
            for run in &self.traced[from].statements[position] {
                let origin = Origin { round: run.origin, returned: back.or(run.returned) };
                marks.push(Mark { end: start + run.span.end(), origin: Some(origin) });
            }
            start += self.series.rounds[from].statements()[position].text.len() + 1;
        }
        marks
    }

    /// Returns where each word comes from: the earlier of where it was kept from and where it is known from, else this round.
    fn origins(&self, round: usize, thread: usize, words: &[Word], marks: &[Mark]) -> Vec<Origin> {
        let kept: Vec<Option<Origin>> =
            words.iter().map(|word| origin_at(marks, word.span.start())).collect();
        let known = self.memory.known(thread, words).into_iter();
        let mut origins: Vec<Origin> =
            kept.iter().zip(known).map(|(kept, said)| origin(*kept, said, round)).collect();
        let mut start = 0;
        for run in origins.chunk_by_mut(|a, b| a.returned == b.returned) {
            let place = start..start + run.len();
            start = place.end;
            if run[0].returned == Some(round)
                && !self.came_back(round, &words[place.clone()], &kept[place])
            {
                run.iter_mut().for_each(|origin| origin.returned = None);
            }
        }
        origins
    }

    /// Tells whether words came back: those of an absent statement all, others if one of them tells something.
    fn came_back(&self, round: usize, words: &[Word], kept: &[Option<Origin>]) -> bool {
        let absent = kept.iter().any(Option::is_some);
        let tells = absent || words.iter().any(|word| self.memory.tells(word));
        tells && !self.memory.stood_before(round, words)
    }
}

/// Returns where a word comes from that may have been kept on the way into a round, and may have been said before.
///
/// An older one that neither came by the edits nor was said in the round before has come back.
fn origin(kept: Option<Origin>, said: Option<Said>, now: usize) -> Origin {
    let kept = kept.unwrap_or(Origin { round: now, returned: Some(now) });
    let round = said.map_or(kept.round, |said| said.first.min(kept.round));
    let gone = said.is_none_or(|said| said.last + 1 < now);
    Origin { round, returned: kept.returned.filter(|&back| back < now || round < now && gone) }
}

impl Run {
    /// Makes a run of what stands in a span.
    pub(super) const fn new(span: Span, origin: Origin) -> Self {
        Self { span, origin: origin.round, returned: origin.returned }
    }
}

#[cfg(test)]
mod tests {
    use crate::round::Round;
    use crate::series::{CollateOptions, Order, Series, collate};

    #[test]
    fn a_name_that_changes_its_place_in_a_list_is_not_new() {
        let rounds: &[&[&str]] = &[
            &["The members Alba, Norland, Ostria and Zembla will meet in Lund to review the plan."],
            &[
                "The members Zembla, Alba, Carinth, Norland and Ostria will meet in Lund to review the plan.",
            ],
        ];
        let shown = shown(rounds).concat();
        assert!(shown.contains("1[Carinth"), "{shown}");
        assert!(!shown.contains("1[Zembla"), "{shown}");
    }

    fn series(rounds: &[&[&str]]) -> Series {
        let rounds: Vec<Round> = rounds.iter().map(|texts| Round::of(&[("", texts)])).collect();
        collate(&rounds, &CollateOptions::default().order(Order::Given)).unwrap()
    }

    /// Shows the last round, each run with its origin and, behind a slash, the round in which it came back.
    fn shown(rounds: &[&[&str]]) -> Vec<String> {
        let series = series(rounds);
        let last = series.provenance(rounds.len() - 1);
        let statements = series.rounds()[last.round].statements().iter();
        let show = |(statement, runs): (&crate::round::Statement, &Vec<super::Run>)| {
            let run = |run: &super::Run| {
                let back = run.returned.map(|back| format!("/{back}")).unwrap_or_default();
                format!("{}{back}[{}]", run.origin, run.span.of(&statement.text).trim())
            };
            runs.iter().map(run).collect::<Vec<_>>().join(" ")
        };
        statements.zip(&last.statements).map(show).collect()
    }

    const WELCOME: &str = "Both sides welcomed the talks on the shared fishing grounds.";

    #[test]
    fn an_inserted_word_is_of_the_round_that_inserted_it() {
        let rounds: [&[&str]; 3] = [
            &[WELCOME],
            &["Both sides welcomed the open talks on the shared fishing grounds."],
            &["Both sides welcomed the open talks on the shared northern fishing grounds."],
        ];
        assert_eq!(
            shown(&rounds),
            [
                "0[Both sides welcomed the] 1[open] 0[talks on the shared] 2[northern] 0[fishing grounds.]"
            ]
        );
    }

    #[test]
    fn a_struck_phrase_that_returns_keeps_its_origin_and_says_so() {
        let long = "Both sides welcomed the talks on the shared fishing grounds in the northern strait of Lund.";
        assert_eq!(
            shown(&[&[long], &[WELCOME], &[long]]),
            [
                "0[Both sides welcomed the talks on the shared fishing grounds] 0/2[in the northern strait of Lund.]"
            ]
        );
    }

    #[test]
    fn words_of_weight_keep_their_round_in_another_statement() {
        let first =
            "Both sides agreed to close the narrow eastern channel at Lund before every regatta.";
        let second = "Ferries wait at their quay, pilots sleep in their huts and mayors count their dues, since \
            ministers close the narrow eastern channel at Lund, whatever the tide, the wind or the price of fish may be.";
        let shown = shown(&[&[first], &[first, second]]);
        let want = "1[Ferries wait at their quay, pilots sleep in their huts and mayors count their dues, since \
            ministers] 0[close the narrow eastern channel at Lund,] 1[whatever the tide, the wind or the price of fish may be.]";
        assert_eq!(shown[1], want);
    }

    #[test]
    fn words_that_another_statement_had_together_are_of_its_round_though_they_come_in_pieces() {
        let first =
            "Both sides uphold freedom of passage and of safe harbor in the straits of Lund.";
        let pieces = "Mayors count their dues, since safe harbor in the narrows costs them more than they earn.";
        let whole = "Mayors count their dues, since freedom of passage and of safe harbor in the straits costs \
            them more than they earn.";
        let shown = |rounds: &[&[&str]]| shown(rounds).pop();
        assert_eq!(shown(&[&[first], &[first, pieces]]).unwrap(), format!("1[{pieces}]"));
        let want = "1[Mayors count their dues, since] 0[freedom of passage and of safe harbor in the straits] \
            1[costs them more than they earn.]";
        assert_eq!(shown(&[&[first], &[first, pieces], &[first, whole]]).unwrap(), want);
    }

    #[test]
    fn a_word_that_is_put_back_returns_but_not_if_it_stood_elsewhere() {
        let [with, without] = [
            "Both sides welcomed the open talks on the shared fishing grounds.",
            "Both sides welcomed the talks on the shared fishing grounds.",
        ];
        let elsewhere = "An open harbor is a joy.";
        let put_back = |others: &[&str]| {
            let round = |text| [others, &[text]].concat();
            shown(&[&round(with), &round(without), &round(with)]).pop().unwrap()
        };
        let back = "0[Both sides welcomed the] 0/2[open] 0[talks on the shared fishing grounds.]";
        assert_eq!(put_back(&[]), back);
        assert_eq!(put_back(&[elsewhere]), format!("0[{with}]"));
    }

    #[test]
    fn a_statement_that_returns_after_a_gap_says_so() {
        let other = "Ministers will meet in Bern in May.";
        let rounds: [&[&str]; 3] = [&[other, WELCOME], &[other], &[other, WELCOME]];
        assert_eq!(shown(&rounds), [format!("0[{other}]"), format!("0/2[{WELCOME}]")]);
    }

    #[test]
    fn words_follow_a_statement_that_is_merged_into_another() {
        let [first, second] = [
            "Both sides agreed to open the ports of Lund.",
            "They agreed to lower the harbour fees by half.",
        ];
        let merged = "Both sides agreed to open the ports of Lund, and they agreed to lower the harbour fees by half.";
        let shown = shown(&[&[first, second], &[merged]]);
        assert!(shown[0].starts_with("0[Both sides agreed to open the ports of Lund"), "{shown:?}");
        assert!(
            shown[0].ends_with("0[they agreed to lower the harbour fees by half.]")
                || shown[0].ends_with("agreed to lower the harbour fees by half.]"),
            "{shown:?}"
        );
    }

    #[test]
    fn a_word_that_only_changes_its_case_stays() {
        let rounds: [&[&str]; 2] = [
            &["Yesterday the talks on the shared fishing grounds began in Lund."],
            &["The talks on the shared fishing grounds began in Lund."],
        ];
        assert_eq!(shown(&rounds), ["0[The talks on the shared fishing grounds began in Lund.]"]);
    }
}
