//! The hash of another module, for schemes that require a hash other than SHA-256.

use hookward::{Algorithm, LentHash};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "../modules/lent-hash.js")]
extern "C" {
    /// Begins a hash, either SHA-512 or SHA-1.
    fn lent_begin(sha512: bool);
    /// Adds the `length` bytes at `address`.
    fn lent_update(address: usize, length: usize);
    /// Writes the hash to `address`.
    fn lent_finish(address: usize);
}

/// The hash that JavaScript lends. A verifier for such a scheme is built only if JavaScript lends a hash.
pub(crate) const LENT: LentHash = LentHash {
    begin: |algorithm| lent_begin(algorithm == Algorithm::Sha512),
    update: |bytes| lent_update(bytes.as_ptr() as usize, bytes.len()),
    finish: |hash| lent_finish(hash.as_mut_ptr() as usize),
};
