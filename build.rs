//! Makes the built-in lexicon ready for use, so that no program that starts need read and inflect it.
//!
//! What is wrong with `lexicon/en.toml` is said here, when the crate is built. The code that reads and compiles it is the
//! library's own, which needs it for the files of its users.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "of the modules that are shared only a part is used here"
)]

#[path = "src/lexicon/force.rs"]
mod force;
#[path = "src/lexicon/forms.rs"]
mod forms;
#[path = "src/lexicon/layer.rs"]
mod layer;
#[path = "src/lexicon/phrases.rs"]
mod phrases;
#[path = "src/lexicon/reading.rs"]
mod reading;
#[path = "src/lexicon/words.rs"]
mod words;

use std::path::Path;
use std::{env, fs};

use layer::Layer;

const SOURCE: &str = "lexicon/en.toml";

fn main() {
    println!("cargo::rerun-if-changed={SOURCE}");
    println!("cargo::rerun-if-changed=src/lexicon");
    let file = fs::read_to_string(SOURCE).expect("the lexicon is beside the build script");
    let layer: Layer = toml::from_str(&file).unwrap_or_else(|e| panic!("{SOURCE} is invalid: {e}"));
    let ready = postcard::to_allocvec(&layer.ready()).expect("words and numbers can be written");
    let folder = env::var_os("OUT_DIR").expect("cargo says where to write");
    fs::write(Path::new(&folder).join("en.bin"), ready).expect("the folder is cargo's");
    if stands_still() {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// Tells whether the program can be linked to stand at one address.
///
/// Its tables need not be relocated then whenever it starts, which took a twentieth of a small comparison. What is
/// random about addresses guards against writing where one must not, which safe code cannot do.
fn stands_still() -> bool {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    let features = env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
    is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
        && !features.split(',').any(|feature| feature == "crt-static")
}
