//! Any bytes, in every format: nothing panics, spans are sound, and no word is lost.

#![no_main]

mod laws;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _round = laws::round(data);
});
