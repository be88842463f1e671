//! Times each stage by itself, and counts what it allocates: `cargo bench`, or `cargo bench -- align` for one group.

mod ladder;

use std::collections::HashSet;

use divan::counter::{BytesCount, ItemsCount};
use divan::{AllocProfiler, Bencher, black_box};
use ladder::{Ladder, Markup, written};
use travaux::report::json::Json;
use travaux::report::terminal::Terminal;
use travaux::report::{Report, ReportOptions};
use travaux::{
    AlignOptions, Alignment, ChangeLog, ClassifyOptions, Document, ParseOptions, ReadOptions,
    Round, Sides, align, classify, compare, parse, read,
};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

/// How many statements the rounds of one stage have.
const SIZES: [usize; 3] = [100, 1_000, 10_000];
/// How many they have where the whole way is timed.
const LADDER: [usize; 7] = [100, 300, 1_000, 3_000, 10_000, 30_000, 100_000];
/// The seed of all rounds, so that every run measures the same.
const SEED: u64 = 20_141_205;

fn main() {
    divan::main();
}

fn texts(size: usize, markup: Markup) -> Sides<String> {
    let rounds = Ladder::new(size, SEED);
    Sides::new(rounds.old, rounds.new).map(|statements| written(&statements, markup).0)
}

fn document(text: &str, label: &str) -> Document {
    read(text.as_bytes(), label, &ReadOptions::default()).expect("the ladder writes text")
}

fn round(text: &str) -> Round {
    parse(&document(text, "round.txt"), &ParseOptions::default())
}

fn rounds(size: usize) -> Sides<Round> {
    texts(size, Markup::Text).map(|text| round(&text))
}

fn alignment(rounds: &Sides<Round>) -> Alignment {
    align(rounds.as_ref(), &AlignOptions::default())
}

fn log(size: usize) -> ChangeLog {
    compare(rounds(size).as_ref())
}

/// From bytes to a document.
mod reading {
    use super::{Bencher, BytesCount, Markup, SIZES, black_box, document, texts};

    fn reads(bencher: Bencher<'_, '_>, size: usize, markup: Markup, label: &str) {
        let text = texts(size, markup).old;
        bencher.counter(BytesCount::of_str(&text)).bench(|| document(black_box(&text), label));
    }

    #[divan::bench(args = SIZES)]
    fn text(bencher: Bencher<'_, '_>, size: usize) {
        reads(bencher, size, Markup::Text, "round.txt");
    }

    #[divan::bench(args = SIZES)]
    fn markdown(bencher: Bencher<'_, '_>, size: usize) {
        reads(bencher, size, Markup::Markdown, "round.md");
    }

    #[divan::bench(args = SIZES)]
    fn html(bencher: Bencher<'_, '_>, size: usize) {
        reads(bencher, size, Markup::Html, "round.html");
    }
}

/// From a document to a round.
#[divan::bench(args = SIZES)]
fn parsing(bencher: Bencher<'_, '_>, size: usize) {
    let document = document(&texts(size, Markup::Text).old, "round.txt");
    let options = ParseOptions::default();
    bencher.counter(ItemsCount::new(size)).bench(|| parse(black_box(&document), &options));
}

/// From two rounds to links.
mod aligning {
    use super::{Bencher, HashSet, ItemsCount, Ladder, Markup, SEED, SIZES, Sides};
    use super::{alignment, black_box, round, written};

    fn aligns(bencher: Bencher<'_, '_>, made: Ladder) {
        let size = made.old.len();
        let links: HashSet<(usize, usize)> = made.links.into_iter().collect();
        let rounds = Sides::new(made.old, made.new).map(|s| round(&written(&s, Markup::Text).0));
        let found = alignment(&rounds);
        let found = found.groups().iter().flat_map(|group| &group.links);
        let right = found.filter(|link| links.contains(&(link.old, link.new))).count();
        assert!(right * 10 >= links.len() * 9, "what is timed finds {right} of {}", links.len());
        bencher.counter(ItemsCount::new(size)).bench(|| alignment(black_box(&rounds)));
    }

    #[divan::bench(args = SIZES)]
    fn edited(bencher: Bencher<'_, '_>, size: usize) {
        aligns(bencher, Ladder::new(size, SEED));
    }

    #[divan::bench(args = SIZES)]
    fn repeated(bencher: Bencher<'_, '_>, size: usize) {
        aligns(bencher, Ladder::repeated(size));
    }

    #[divan::bench(args = SIZES)]
    fn strangers(bencher: Bencher<'_, '_>, size: usize) {
        aligns(bencher, Ladder::strangers(size, SEED));
    }
}

/// From links to what happened: wording, and whether it grew stronger or weaker.
#[divan::bench(args = SIZES)]
fn classifying(bencher: Bencher<'_, '_>, size: usize) {
    let rounds = rounds(size);
    let alignment = alignment(&rounds);
    let options = ClassifyOptions::default();
    bencher
        .counter(ItemsCount::new(size))
        .bench(|| classify(black_box(rounds.as_ref()), &alignment, &options));
}

/// From a change log to a report.
mod reporting {
    use super::{
        Bencher, ItemsCount, Json, Report, ReportOptions, SIZES, Terminal, black_box, log,
    };

    #[divan::bench(args = SIZES)]
    fn json(bencher: Bencher<'_, '_>, size: usize) {
        let log = log(size);
        bencher.counter(ItemsCount::new(size)).bench(|| Json.change_log(black_box(&log)));
    }

    #[divan::bench(args = SIZES)]
    fn terminal(bencher: Bencher<'_, '_>, size: usize) {
        let log = log(size);
        let terminal = Terminal::new(ReportOptions::default());
        bencher.counter(ItemsCount::new(size)).bench(|| terminal.change_log(black_box(&log)));
    }
}

/// The whole way, from bytes to a change log in JSON.
#[divan::bench(args = LADDER, sample_count = 10, max_time = 10)]
fn whole(bencher: Bencher<'_, '_>, size: usize) {
    let texts = texts(size, Markup::Text);
    bencher.counter(ItemsCount::new(size)).bench(|| {
        let rounds = black_box(&texts).as_ref().map(|text| round(text));
        Json.change_log(&compare(rounds.as_ref()))
    });
}
