//! The calls to the JavaScript runtime, which runtime.js makes: each function here is one call out of WebAssembly.
//!
//! JSON is parsed and printed by the runtime's own functions: the providers that sign a re-serialized body use the same ones.
//! Another parser would not do. How a number such as `1E3` is printed, which of two equal keys wins and how deep a document
//! may be are V8's decisions here, and at the provider those of Node, which is V8 too.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Request, Response};
use worker::wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/runtime.js")]
extern "C" {
    /// Returns the method and the URL, a line each.
    pub(crate) fn head(request: &Request) -> String;
    /// Returns a line for each name: `=` and the value, or nothing if there is no such header.
    pub(crate) fn headers(request: &Request, names: &Array) -> String;
    /// Returns each header that begins with a text: its name and its value, a line each.
    #[wasm_bindgen(js_name = withPrefix)]
    pub(crate) fn with_prefix(request: &Request, prefix: &str) -> String;

    /// Returns the value of a parameter of the query that is there once.
    pub(crate) fn parameter(request: &Request, name: &str) -> Option<String>;

    fn receive(request: &Request, limit: f64, declared: bool) -> Promise;

    #[wasm_bindgen(catch)]
    fn parse(bytes: &Uint8Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = scalarMember)]
    fn scalar_member(json: &JsValue, path: &str) -> Option<String>;
    #[wasm_bindgen(js_name = textMember)]
    fn text_member(json: &JsValue, path: &str) -> Option<String>;
    #[wasm_bindgen(catch)]
    fn stringify(json: &JsValue) -> Result<Uint8Array, JsValue>;

    /// From this length on, in bytes, the runtime hashes a body.
    #[wasm_bindgen(thread_local_v2, js_name = runtimeHashFrom)]
    static RUNTIME_HASH_FROM: u32;
    fn digest(before: &[u8], body: &Uint8Array, after: &[u8]) -> Promise;

    fn exchange(origin: &str, headers: &str, body: &Uint8Array, timeout: f64, limit: f64) -> Promise;

    /// The response of an origin with its body, or the reason why there is none.
    pub(crate) type OriginResponse;
    /// Returns the status; 0 if there is no response.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn status(this: &OriginResponse) -> u16;
    /// Returns the value of the header `connection`; empty without one.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn connection(this: &OriginResponse) -> String;
    /// Returns the value of the header `content-encoding`; empty without one.
    #[wasm_bindgen(method, getter, js_name = contentEncoding)]
    pub(crate) fn content_encoding(this: &OriginResponse) -> String;

    /// Whether there is no response because the time was over.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn slow(this: &OriginResponse) -> bool;
    /// Returns why there is no response.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn reason(this: &OriginResponse) -> String;

    /// Makes the response for the sender from the origin's. Leaves out the headers of a list, and those of a text, a line each.
    #[wasm_bindgen(catch, js_name = passOn)]
    pub(crate) fn pass_on(response: &OriginResponse, dropped: &Array, more: Option<&str>) -> Result<Response, JsValue>;
    /// Returns the lines of a text as a list of the runtime's.
    pub(crate) fn lines(text: &str) -> Array;

    /// Makes a response of plain text. `allow`: the methods that are accepted, if that is what is wrong.
    #[wasm_bindgen(js_name = respondPlain)]
    pub(crate) fn respond_plain(status: u16, text: &str, allow: Option<&str>) -> Response;
    /// Makes a response of the Worker's own, with one more header if there is one. Throws if a response may not have one of
    /// the arguments, which the configuration gives.
    #[wasm_bindgen(catch)]
    pub(crate) fn respond(
        status: u16,
        content_type: &str,
        text: &str,
        name: Option<&str>,
        value: Option<&str>,
    ) -> Result<Response, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    pub(crate) fn log(line: &str);
}

/// Waits for a promise of runtime.js. Returns `undefined` if it rejects, which most cannot.
async fn settled(promise: Promise) -> JsValue {
    JsFuture::from(promise).await.unwrap_or_default()
}

/// Why a body could not be read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyReadError {
    /// The body is longer than it may be.
    TooLong,
    /// The body broke off: the connection closed, or the request is over.
    BrokenOff,
}

/// Reads the body of a request, of at most `limit` bytes.
///
/// `declared`: the sender declared a length within the limit. The runtime enforces that length, so such a body is read in one
/// piece. Any other is counted as it comes, and reading stops after the limit.
pub(crate) async fn read_body(request: &Request, limit: u64, declared: bool) -> Result<Uint8Array, BodyReadError> {
    let body = settled(receive(request, number(limit), declared)).await;
    if body.is_null() { Err(BodyReadError::TooLong) } else { body.dyn_into().map_err(|_| BodyReadError::BrokenOff) }
}

/// Whether the runtime is to hash a body.
pub(crate) fn hashes(body: &Uint8Array) -> bool {
    RUNTIME_HASH_FROM.with(|least| body.length() >= *least)
}

/// Returns the SHA-256 of three parts, one after another. `None` if the runtime lacks the memory.
pub(crate) async fn sha256(before: &[u8], body: &Uint8Array, after: &[u8]) -> Option<[u8; 32]> {
    let digest: Uint8Array = settled(digest(before, body, after)).await.dyn_into().ok()?;
    digest.to_vec().try_into().ok()
}

/// Sends a request to an origin with these headers, a name and a value a line, and reads at most `limit` bytes of the response.
/// Waits `timeout` milliseconds for all of it.
pub(crate) async fn send(origin: &str, headers: &str, body: &Uint8Array, timeout: u32, limit: u64) -> OriginResponse {
    settled(exchange(origin, headers, body, f64::from(timeout), number(limit))).await.unchecked_into()
}

/// A body, parsed as JSON. Only bytes within their limit are parsed.
pub(crate) struct JsonBody(JsValue);

impl JsonBody {
    /// Parses strict UTF-8. `None` for anything else, for what is not JSON, and for JSON deeper than the runtime parses.
    pub(crate) fn parse(body: &Uint8Array) -> Option<Self> {
        parse(body).ok().map(Self)
    }

    /// Returns the bytes of `JSON.stringify`, or `None` if the runtime cannot print it.
    pub(crate) fn stringify(&self) -> Option<Uint8Array> {
        stringify(&self.0).ok()
    }

    /// Returns the text of a member that is a text or a number.
    pub(crate) fn scalar(&self, path: &str) -> Option<String> {
        scalar_member(&self.0, path)
    }

    /// Returns the text of a member, if the body is an object and the member a text.
    pub(crate) fn text(&self, path: &str) -> Option<String> {
        text_member(&self.0, path)
    }
}

/// Converts a length to a JavaScript number.
#[expect(clippy::cast_precision_loss, reason = "no limit is near 2^53 bytes")]
fn number(bytes: u64) -> f64 {
    bytes as f64
}
