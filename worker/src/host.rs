//! The host's side of the Worker, as host.js has it: each of these is one call out of WebAssembly.
//!
//! Its JSON is the host's own: the very functions whose output the providers with a re-serialized body sign. Another parser
//! would not do. How a number such as `1E3` is printed, which of two equal keys wins and how deep a document may be are
//! V8's answers here, and Node's, which is V8 too, at the provider.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Request, Response};
use worker::wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/host.js")]
extern "C" {
    /// Method, URL, and each header's name and value, a line each.
    pub(crate) fn head(request: &Request) -> String;

    fn receive(request: &Request, limit: f64, declared: bool) -> Promise;

    #[wasm_bindgen(catch)]
    fn parse(bytes: &Uint8Array) -> Result<JsValue, JsValue>;
    fn member(document: &JsValue, name: &str) -> Option<String>;
    #[wasm_bindgen(catch)]
    fn print(document: &JsValue) -> Result<Uint8Array, JsValue>;

    /// From how many bytes on the host hashes a body.
    #[wasm_bindgen(thread_local_v2, js_name = hostedFrom)]
    static HOSTED_FROM: u32;
    fn digest(before: &[u8], body: &Uint8Array, behind: &[u8]) -> Promise;

    fn exchange(
        origin: &str,
        request: &Request,
        dropped: &str,
        added: &str,
        body: &Uint8Array,
        timeout: f64,
        limit: f64,
    ) -> Promise;

    /// What the origin answered, body and all.
    pub(crate) type Answer;
    /// 0 if there is no answer.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn status(this: &Answer) -> u16;
    /// The value of its `connection`, if it has one.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn connection(this: &Answer) -> String;

    /// Whether there is none because the time was over.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn slow(this: &Answer) -> bool;
    /// Why there is none.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn reason(this: &Answer) -> String;

    /// The origin's answer, without the headers that are named, a line each.
    #[wasm_bindgen(catch, js_name = passOn)]
    pub(crate) fn pass_on(answer: &Answer, dropped: &str) -> Result<Response, JsValue>;

    /// An answer of the edge's own, with one header more if `name` is not empty. Throws if one of these is not allowed in an
    /// answer; what the Worker says of itself is.
    #[wasm_bindgen(js_name = answer)]
    pub(crate) fn plain_answer(status: u16, content_type: &str, words: &str, name: &str, value: &str) -> Response;
    #[wasm_bindgen(catch)]
    pub(crate) fn answer(status: u16, content_type: &str, words: &str, name: &str, value: &str) -> Result<Response, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    pub(crate) fn log(line: &str);
}

/// What a promise of host.js comes to; nothing if it rejects, which most cannot.
async fn settled(promise: Promise) -> JsValue {
    JsFuture::from(promise).await.unwrap_or_default()
}

/// Why a body could not be read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// It is longer than it may be.
    TooLong,
    /// It ended before its end: the connection closed, or the request is over.
    Off,
}

/// The body of a request, of at most `limit` bytes.
///
/// `declared`: the sender announced a length within the limit. The runtime holds it to that, so such a body is read in one
/// piece; any other is counted as it comes, and what is past the limit is never taken off the wire.
pub(crate) async fn body(request: &Request, limit: u64, declared: bool) -> Result<Uint8Array, Broken> {
    let body = settled(receive(request, number(limit), declared)).await;
    if body.is_null() { Err(Broken::TooLong) } else { body.dyn_into().map_err(|_| Broken::Off) }
}

/// Whether the host is to hash a body.
pub(crate) fn hashes(body: &Uint8Array) -> bool {
    HOSTED_FROM.with(|least| body.length() >= *least)
}

/// The SHA-256 of three parts, one after another. `None` if the host cannot, for want of memory.
pub(crate) async fn sha256(before: &[u8], body: &Uint8Array, behind: &[u8]) -> Option<[u8; 32]> {
    let digest: Uint8Array = settled(digest(before, body, behind)).await.dyn_into().ok()?;
    digest.to_vec().try_into().ok()
}

/// What is sent to an origin.
pub(crate) struct Sent<'s> {
    /// The names of those headers of the request that do not cross, a line each.
    pub(crate) dropped: &'s str,
    /// The names and values of those that the edge adds, a line each.
    pub(crate) added: &'s str,
    pub(crate) body: &'s Uint8Array,
}

/// Sends a delivery on, as a request with the headers of `request`, and reads at most `limit` bytes of the answer. All of it
/// within `timeout` milliseconds.
pub(crate) async fn send(origin: &str, request: &Request, sent: Sent<'_>, timeout: u32, limit: u64) -> Answer {
    let Sent { dropped, added, body } = sent;
    settled(exchange(origin, request, dropped, added, body, f64::from(timeout), number(limit))).await.unchecked_into()
}

/// A body, parsed. Only ever made from bytes that are within their limit.
pub(crate) struct Document(JsValue);

impl Document {
    /// Parses strict UTF-8. `None` if it is not that, or not JSON, or deeper than the host goes.
    pub(crate) fn parse(body: &Uint8Array) -> Option<Self> {
        parse(body).ok().map(Self)
    }

    /// The bytes of `JSON.stringify`, or `None` if the host cannot.
    pub(crate) fn stringify(&self) -> Option<Uint8Array> {
        print(&self.0).ok()
    }

    /// The member of that name, if the document is an object and the member a text.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        member(&self.0, name)
    }
}

/// A length, as JavaScript has it.
#[expect(clippy::cast_precision_loss, reason = "no limit is near 2^53 bytes")]
fn number(bytes: u64) -> f64 {
    bytes as f64
}
