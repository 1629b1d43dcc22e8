//! A request in JavaScript (`exchange.js`), and the actions that JavaScript performs for it.

use std::cell::OnceCell;

use hookward_gateway::{Body, Entry, Head, HeaderNames, Outgoing, Refused, Request, Response, UnfinishedLine};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::names::Names;
use crate::number::limit_in_bytes;

#[wasm_bindgen]
extern "C" {
    /// A request, its body, and the actions for it.
    #[wasm_bindgen(extends = Names)]
    pub type Exchange;

    /// Returns the method and the URL, one in each line.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn head(this: &Exchange) -> String;
    #[wasm_bindgen(method)]
    fn values(this: &Exchange, number: u32) -> String;
    #[wasm_bindgen(method, js_name = withPrefix)]
    fn with_prefix(this: &Exchange, prefix: &str) -> String;
    #[wasm_bindgen(method)]
    fn parameter(this: &Exchange, name: &str) -> Option<String>;
    #[wasm_bindgen(method)]
    fn random(this: &Exchange) -> String;

    #[wasm_bindgen(method)]
    fn bytes(this: &Exchange, reserialized: bool) -> Vec<u8>;
    /// Returns the length of the re-serialized body, or a negative number if no such body exists.
    #[wasm_bindgen(method)]
    fn reserialize(this: &Exchange) -> f64;
    /// Returns whether the runtime hashes a body of this length.
    #[wasm_bindgen(method, js_name = isLong)]
    fn is_long(this: &Exchange, length: f64) -> bool;
    #[wasm_bindgen(method)]
    fn member(this: &Exchange, path: &str) -> Option<String>;
    #[wasm_bindgen(method)]
    fn scalar(this: &Exchange, path: &str) -> Option<String>;
    /// Returns the hashes so far, one after another.
    #[wasm_bindgen(method)]
    pub(crate) fn hashed(this: &Exchange) -> Vec<u8>;

    /// Returns the log line that was last passed to `to_forward`, `to_queue` or `to_keep`.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn line(this: &Exchange) -> String;
    /// Returns the value of a header of the origin's response.
    #[wasm_bindgen(method, js_name = originHeader)]
    pub(crate) fn origin_header(this: &Exchange, name: &str) -> Option<String>;
    /// Returns the reason why no response of the origin exists. Returns `None` after a timeout.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn reason(this: &Exchange) -> Option<String>;

    /// Returns the reply of the ledger, the queue or the workflow. A ledger's reply may also have a number, `reply_number`.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn reply(this: &Exchange) -> String;
    #[wasm_bindgen(method, getter, js_name = replyNumber)]
    pub(crate) fn reply_number(this: &Exchange) -> f64;

    /// Returns the replies of ledgers to an operator, separated by U+0000. A reply has a line for the word, a line for the
    /// number, and the text.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn replies(this: &Exchange) -> String;
    /// Returns the position at which the previous page ended.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn cursor(this: &Exchange) -> Option<String>;

    #[wasm_bindgen(method, js_name = askLedgers)]
    pub(crate) fn ask_ledgers(this: &Exchange, paths: &str);
    #[wasm_bindgen(method, js_name = toSend)]
    pub(crate) fn to_send(this: &Exchange, records: &str, cursor: Option<&str>, line: &str);
    #[wasm_bindgen(method, js_name = toRead)]
    pub(crate) fn to_read(this: &Exchange, limit: f64);
    #[wasm_bindgen(method, js_name = toHash)]
    pub(crate) fn to_hash(this: &Exchange, before: Vec<u8>, after: Vec<u8>, reserialized: bool);
    #[wasm_bindgen(method, js_name = toForward)]
    fn to_forward(this: &Exchange, origins: &str, headers: &str, reserialized: bool, timeout: f64, limit: f64, line: &str);
    #[wasm_bindgen(method, js_name = toQueue)]
    fn to_queue(
        this: &Exchange,
        binding: &str,
        instance: Option<&str>,
        about: &str,
        reserialized: bool,
        timeout: f64,
        limit: f64,
        line: &str,
    );
    #[wasm_bindgen(method, js_name = toKeep)]
    fn to_keep(
        this: &Exchange,
        kind: &str,
        ledger: &str,
        previous: Option<&str>,
        key: &str,
        order_key: Option<&str>,
        webhook_id: &str,
        delivery_id: Option<&str>,
        event: Option<&str>,
        scheme: &str,
        tenant: Option<&str>,
        headers: Option<&str>,
        lease: f64,
        reserialized: bool,
        line: &str,
    );
    #[wasm_bindgen(method)]
    fn respond(this: &Exchange, status: u16, content_type: &str, body: &str, name: Option<&str>, value: Option<&str>, line: &str);
    #[wasm_bindgen(method, js_name = toKeepRefused)]
    fn to_keep_refused(this: &Exchange, object: &str, about: &str, headers: &str);
    #[wasm_bindgen(method, js_name = passOn)]
    pub(crate) fn pass_on(this: &Exchange, not_returned: Option<&str>, line: &str);
}

impl Exchange {
    pub(crate) fn send(&self, response: &Response<'_>, line: &str) {
        let (name, value) = response.header.as_ref().map(|(name, value)| (*name, &**value)).unzip();
        self.respond(response.status, &response.content_type, &response.body, name, value, line);
    }

    pub(crate) fn refuse(&self, response: &Response<'_>, line: &str, refused: &Refused<'_>) {
        self.send(response, line);
        self.to_keep_refused(refused.object, &refused.about, &refused.headers);
    }

    /// Passes the request or the queued delivery to JavaScript, and returns the line of the log.
    pub(crate) fn forward<'o>(&self, outgoing: &'o Outgoing<'_>) -> &'o UnfinishedLine {
        match outgoing {
            Outgoing::Request(request) => {
                let (timeout, limit) = (f64::from(request.timeout), limit_in_bytes(request.limit));
                let origins = request.origins.join("\n");
                self.to_forward(&origins, &request.headers, request.reserialized, timeout, limit, &request.line.0);
                &request.line
            }
            Outgoing::Queued(queued) => {
                let (timeout, limit) = (f64::from(queued.timeout), f64::from(queued.limit));
                let (instance, line) = (queued.instance.as_deref(), &queued.line.0);
                self.to_queue(queued.binding, instance, &queued.about, queued.reserialized, timeout, limit, line);
                &queued.line
            }
        }
    }

    pub(crate) fn keep(&self, kind: &str, entry: &Entry<'_>, line: &UnfinishedLine) {
        self.to_keep(
            kind,
            entry.ledger,
            entry.previous,
            &entry.key,
            entry.order_key.as_deref(),
            &entry.webhook_id,
            entry.delivery_id.as_deref(),
            entry.event.as_deref(),
            entry.scheme,
            entry.tenant,
            entry.headers.as_deref(),
            f64::from(entry.lease),
            entry.reserialized,
            &line.0,
        );
    }
}

impl Request for Exchange {
    fn values(&self, names: &HeaderNames) -> String {
        self.values(names.number)
    }

    fn with_prefix(&self, prefix: &str) -> String {
        self.with_prefix(prefix)
    }

    fn parameter(&self, name: &str) -> Option<String> {
        self.parameter(name)
    }

    fn random(&self) -> String {
        self.random()
    }
}

/// Parses the method and the URL of a request, one in each line.
pub(crate) fn head_of(text: &str) -> Head<'_> {
    let (method, url) = text.split_once('\n').unwrap_or_default();
    Head::new(method, url)
}

/// The bytes received, or the re-serialized body.
pub(crate) struct ExchangeBody<'e> {
    exchange: &'e Exchange,
    length: f64,
    reserialized: bool,
    bytes: OnceCell<Vec<u8>>,
}

impl<'e> ExchangeBody<'e> {
    /// Returns the received body, with its length.
    pub(crate) const fn received(exchange: &'e Exchange, length: f64) -> Self {
        Self { exchange, length, reserialized: false, bytes: OnceCell::new() }
    }
}

impl Body for ExchangeBody<'_> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the length of an array of JavaScript")]
    fn length(&self) -> u64 {
        self.length as u64
    }

    fn bytes(&self) -> &[u8] {
        self.bytes.get_or_init(|| self.exchange.bytes(self.reserialized))
    }

    fn has_host_hash(&self) -> bool {
        self.exchange.is_long(self.length)
    }

    fn reserialized(&self) -> Option<Self> {
        let length = self.exchange.reserialize();
        (length >= 0.0).then(|| Self { exchange: self.exchange, length, reserialized: true, bytes: OnceCell::new() })
    }

    fn text(&self, path: &str) -> Option<String> {
        self.exchange.member(path)
    }

    fn scalar(&self, path: &str) -> Option<String> {
        self.exchange.scalar(path)
    }
}
