//! The vectors, natively and in Node, which is where `wasm-bindgen-test` runs what does not ask for a browser.

mod cases;
