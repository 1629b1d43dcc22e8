//! The vectors, natively and in Node. `wasm-bindgen-test` runs tests in Node, unless they request a browser.

mod cases;
