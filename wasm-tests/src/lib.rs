//! The vectors of `schemes/` and `testdata/vectors/`, run by the core natively and in WebAssembly.
//!
//! Other programs made the vectors, and other implementations confirm them (`testdata/vectors/confirm.test.js`). Here, the
//! result, code and facts of the core are compared with them.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    clippy::missing_errors_doc,
    reason = "a harness: a vector file that cannot be read ends the test with the reason"
)]

mod outcome;
mod reserialize;
mod vector;

pub use outcome::{Outcome, build, run, verify};
pub use vector::{Body, File, Vector};

/// The names and texts of all vector files.
pub const FILES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// Reads one of the [`FILES`].
pub fn file(name: &str) -> File {
    let (_, text) = FILES.iter().find(|(known, _)| *known == name).expect("a vector file of that name");
    serde_json::from_str(text).unwrap_or_else(|error| panic!("the vectors of {name}: {error}"))
}

/// Runs every vector of a file. Returns one line for each that differs from what it expects.
pub fn differences(name: &str) -> Vec<String> {
    let file = file(name);
    let differing = |vector: &Vector| {
        let outcome = run(&file, vector);
        let difference = outcome.difference(&vector.expect)?;
        Some(format!("{name}/{}: {difference}", vector.name))
    };
    file.vectors.iter().filter_map(differing).collect()
}
