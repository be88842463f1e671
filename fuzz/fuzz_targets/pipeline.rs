//! Any two documents, parted by a NUL byte: nothing is lost, and the log leads from either round to the other.

#![no_main]

mod laws;

use libfuzzer_sys::fuzz_target;
use travaux::{Change, Placed, Sides, compare};

fuzz_target!(|data: &[u8]| {
    let Some(at) = data.iter().position(|byte| *byte == 0) else { return };
    let Some(old) = laws::round(&data[..at]) else { return };
    let Some(new) = laws::round(&data[at + 1..]) else { return };
    let log = compare(Sides::new(&old, &new));
    let places = |side: fn(&Change) -> &Vec<Placed>| {
        let placed = log.changes().iter().flat_map(side);
        let mut all: Vec<usize> = placed.map(|placed| placed.index).collect();
        all.sort_unstable();
        all
    };
    assert!(places(|c| &c.old).into_iter().eq(0..old.statements().len()), "nothing lost of the old");
    assert!(places(|c| &c.new).into_iter().eq(0..new.statements().len()), "nothing lost of the new");
    assert_eq!(log.apply(&old).as_ref(), Ok(&new), "replay");
    assert_eq!(log.invert().apply(&new).as_ref(), Ok(&old), "reverse");
});
