//! The vectors in a browser: `wasm-pack test --headless --chrome wasm-tests`.
//!
//! A test program runs either in Node or in a browser. For this reason, the same cases are built into two programs.

#![cfg(target_arch = "wasm32")]

mod cases;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
