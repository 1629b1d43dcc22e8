//! SHA-1 and SHA-512, for the few schemes that do not use SHA-256.
//!
//! It is a separate module, so that programs without such a scheme do not load it. Bytes are passed through one buffer, and
//! nothing is allocated.
#![cfg_attr(target_arch = "wasm32", no_std)]

#[cfg(target_arch = "wasm32")]
mod memory;

use sha1::Sha1;
use sha2::{Digest, Sha512};
use spin::Mutex;
use wasm_bindgen::prelude::*;

/// The length of the buffer, in bytes. JavaScript passes a long body in pieces of this length.
const BUFFER_LEN: usize = 4096;

/// The hash in progress. Calls are synchronous and the module has one thread, so no call ever waits for this lock or for the lock
/// of the buffer.
static STATE: Mutex<Option<Hash>> = Mutex::new(None);
static BUFFER: Mutex<[u8; BUFFER_LEN]> = Mutex::new([0; BUFFER_LEN]);

/// A hash that is being computed.
enum Hash {
    Sha1(Sha1),
    Sha512(Sha512),
}

/// Begins a hash, either SHA-512 or SHA-1.
#[wasm_bindgen]
pub fn begin(sha512: bool) {
    *STATE.lock() = Some(if sha512 { Hash::Sha512(Sha512::new()) } else { Hash::Sha1(Sha1::new()) });
}

/// Returns the address of the buffer, which never changes.
#[wasm_bindgen]
pub fn buffer() -> usize {
    BUFFER.lock().as_ptr() as usize
}

/// Adds the first `length` bytes of the buffer, and wipes them.
#[wasm_bindgen]
pub fn update(length: usize) {
    let mut buffer = BUFFER.lock();
    let bytes = buffer.get_mut(..length).unwrap_or_default();
    match &mut *STATE.lock() {
        Some(Hash::Sha1(hash)) => hash.update(&*bytes),
        Some(Hash::Sha512(hash)) => hash.update(&*bytes),
        None => {}
    }
    bytes.fill(0);
}

/// Ends the hash, writes it to the beginning of the buffer, and returns its length.
#[wasm_bindgen]
pub fn finish() -> usize {
    let mut buffer = BUFFER.lock();
    let mut write = |hash: &[u8]| {
        if let Some(start) = buffer.get_mut(..hash.len()) {
            start.copy_from_slice(hash);
        }
        hash.len()
    };
    match STATE.lock().take() {
        Some(Hash::Sha1(hash)) => write(&hash.finalize()),
        Some(Hash::Sha512(hash)) => write(&hash.finalize()),
        None => 0,
    }
}
