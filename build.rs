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
#[path = "src/lexicon/known.rs"]
mod known;
#[path = "src/lexicon/layer.rs"]
mod layer;
#[path = "src/lexicon/phrases.rs"]
mod phrases;
#[path = "src/lexicon/reading.rs"]
mod reading;
#[path = "src/lexicon/text.rs"]
mod text;
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
}
