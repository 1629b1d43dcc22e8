//! A request as JavaScript has it (`exchange.js`), and what JavaScript is to do about it.

use std::cell::OnceCell;

use hookward::UnixTime;
use hookward_gateway::{
    AfterBody, AfterHead, AfterOrigin, Body, BodyReadError, Gateway, Head, HeaderNames, Incoming, OriginError,
};
use hookward_gateway::{OriginResponse, Request, Response, UnfinishedLine, not_returned};
use wasm_bindgen::prelude::wasm_bindgen;
use worker::Env;

use crate::env;

#[wasm_bindgen]
extern "C" {
    /// A request, its body, and what becomes of it.
    pub type Exchange;

    /// Gives names of headers a number. It is called before any request is served.
    #[wasm_bindgen(method, js_name = nameHeaders)]
    fn name_headers(this: &Exchange, number: u32, names: &str);
    /// Gives the names of the headers of an origin that never come back.
    #[wasm_bindgen(method, js_name = nameNotReturned)]
    fn name_not_returned(this: &Exchange, names: &str);

    /// Returns the method and the URL, a line each.
    #[wasm_bindgen(method, getter)]
    fn head(this: &Exchange) -> String;
    #[wasm_bindgen(method)]
    fn values(this: &Exchange, number: u32) -> String;
    #[wasm_bindgen(method, js_name = withPrefix)]
    fn with_prefix(this: &Exchange, prefix: &str) -> String;
    #[wasm_bindgen(method)]
    fn parameter(this: &Exchange, name: &str) -> Option<String>;

    #[wasm_bindgen(method)]
    fn bytes(this: &Exchange, reserialized: bool) -> Vec<u8>;
    /// Returns the length of the re-serialized body; a negative one if there is none.
    #[wasm_bindgen(method)]
    fn reserialize(this: &Exchange) -> f64;
    /// Whether the runtime is to hash a body of a length.
    #[wasm_bindgen(method, js_name = isLong)]
    fn is_long(this: &Exchange, length: f64) -> bool;
    #[wasm_bindgen(method)]
    fn member(this: &Exchange, path: &str) -> Option<String>;
    #[wasm_bindgen(method)]
    fn scalar(this: &Exchange, path: &str) -> Option<String>;
    /// Returns the hashes so far, one behind the other.
    #[wasm_bindgen(method)]
    fn hashed(this: &Exchange) -> Vec<u8>;

    /// Returns the line of the log that `to_forward` was given.
    #[wasm_bindgen(method, getter)]
    fn line(this: &Exchange) -> String;
    /// Returns the value of a header of the origin's response.
    #[wasm_bindgen(method, js_name = originHeader)]
    fn origin_header(this: &Exchange, name: &str) -> Option<String>;
    /// Returns why there is no response of the origin; nothing if the time was over.
    #[wasm_bindgen(method, getter)]
    fn reason(this: &Exchange) -> Option<String>;

    #[wasm_bindgen(method, js_name = toRead)]
    fn to_read(this: &Exchange, limit: f64, declared: bool);
    #[wasm_bindgen(method, js_name = toHash)]
    fn to_hash(this: &Exchange, before: Vec<u8>, after: Vec<u8>, reserialized: bool);
    #[wasm_bindgen(method, js_name = toForward)]
    fn to_forward(this: &Exchange, origin: &str, headers: &str, reserialized: bool, timeout: f64, limit: f64, line: &str);
    #[wasm_bindgen(method)]
    fn respond(this: &Exchange, status: u16, content_type: &str, body: &str, name: Option<&str>, value: Option<&str>, line: &str);
    #[wasm_bindgen(method, js_name = passOn)]
    fn pass_on(this: &Exchange, not_returned: Option<&str>, line: &str);
}

thread_local! {
    /// Bindings cannot change while an isolate lives: a new secret or variable is a new deployment, and a new isolate.
    static GATEWAY: OnceCell<Gateway> = const { OnceCell::new() };
}

/// Calls a function with the gateway, whose configuration is read for the first request of an instance.
fn with_gateway(env: &Env, exchange: &Exchange, then: impl FnOnce(&Gateway)) {
    GATEWAY.with(|cell| then(cell.get_or_init(|| read(env, exchange))));
}

#[cold]
fn read(bindings: &Env, exchange: &Exchange) -> Gateway {
    let gateway = env::gateway(bindings);
    for HeaderNames { number, text } in gateway.header_names() {
        exchange.name_headers(*number, text);
    }
    exchange.name_not_returned(&not_returned().collect::<Vec<_>>().join("\n"));
    gateway
}

// Each function takes numbers, and the exchange, from which it reads texts. After a trap the next call has a new instance, and a text that
// was written into the memory before the call would be in the old one.

/// Decides by the head of a request what is done next.
#[wasm_bindgen]
pub fn head(env: &Env, exchange: &Exchange, arrival: f64) {
    let head = exchange.head();
    let incoming = incoming(exchange, &head, arrival, arrival);
    with_gateway(env, exchange, |gateway| match gateway.head(&incoming) {
        AfterHead::Respond(response, line) => exchange.send(&response, &line),
        AfterHead::ReadBody { limit, declared } => exchange.to_read(number(limit), declared),
    });
}

/// Decides by the body of a request what is done next. `length` is negative for a body that could not be read; `after_hashing`: hashes of the
/// body were made.
#[wasm_bindgen]
pub fn body(env: &Env, exchange: &Exchange, arrival: f64, now: f64, length: f64, can_hash: bool, after_hashing: bool) {
    let received = match length {
        TOO_LONG => Err(BodyReadError::TooLong),
        length if length < 0.0 => Err(BodyReadError::BrokenOff),
        length => Ok(ExchangeBody { exchange, length, reserialized: false, bytes: OnceCell::new() }),
    };
    let hashes = if after_hashing { exchange.hashed() } else { Vec::new() };
    let (hashes, _) = hashes.as_chunks();
    let head = exchange.head();
    let incoming = incoming(exchange, &head, arrival, now);
    with_gateway(env, exchange, |gateway| match gateway.body(&incoming, received, can_hash.then_some(hashes)) {
        AfterBody::Respond(response, line) => exchange.send(&response, &line),
        AfterBody::Hash { messages, reserialized } => {
            for message in messages {
                exchange.to_hash(message.before, message.after, reserialized);
            }
        }
        AfterBody::Forward(request) => exchange.to_forward(
            request.origin,
            &request.headers,
            request.reserialized,
            f64::from(request.timeout),
            number(request.limit),
            &request.line.0,
        ),
    });
}

/// Decides by the response of an origin what the sender gets. `status` is 0 where there is no response.
#[wasm_bindgen]
pub fn response(env: &Env, exchange: &Exchange, arrival: f64, now: f64, status: u16) {
    let header = |name: &str| if status == 0 { None } else { exchange.origin_header(name) };
    let (connection, content_encoding) = (header("connection"), header("content-encoding"));
    let reason = if status == 0 { exchange.reason() } else { None };
    let origin = match (status, reason.as_deref()) {
        (0, None) => Err(OriginError::Slow),
        (0, Some(reason)) => Err(OriginError::Unreachable(reason)),
        _ => Ok(OriginResponse {
            status,
            connection: connection.as_deref().unwrap_or_default(),
            content_encoding: content_encoding.as_deref().unwrap_or_default(),
        }),
    };
    let head = exchange.head();
    let incoming = incoming(exchange, &head, arrival, now);
    let line = UnfinishedLine(exchange.line());
    with_gateway(env, exchange, |gateway| match gateway.response(&incoming, &line, origin) {
        AfterOrigin::Respond(response, line) => exchange.send(&response, &line),
        AfterOrigin::PassOn { not_returned, line } => exchange.pass_on(not_returned.as_deref(), &line),
    });
}

fn incoming<'t>(exchange: &'t Exchange, head: &'t str, arrival: f64, now: f64) -> Incoming<'t, Exchange> {
    let (method, url) = head.split_once('\n').unwrap_or_default();
    Incoming { head: Head::new(method, url), request: exchange, arrival: time(arrival), now: time(now) }
}

impl Exchange {
    fn send(&self, response: &Response<'_>, line: &str) {
        let (name, value) = response.header.unzip();
        self.respond(response.status, &response.content_type, &response.body, name, value, line);
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
}

/// The bytes received, or the re-serialized body.
struct ExchangeBody<'e> {
    exchange: &'e Exchange,
    length: f64,
    reserialized: bool,
    bytes: OnceCell<Vec<u8>>,
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

/// The length of a body that is longer than its limit.
const TOO_LONG: f64 = -1.0;

/// Converts a length to a JavaScript number.
#[expect(clippy::cast_precision_loss, reason = "no limit is near 2^53 bytes")]
fn number(bytes: u64) -> f64 {
    bytes as f64
}

/// Converts a time of JavaScript. Nothing here reads the clock.
#[expect(clippy::cast_possible_truncation, reason = "whole milliseconds, exact in an f64 for the next 280 000 years")]
fn time(milliseconds: f64) -> UnixTime {
    UnixTime::from_millis(milliseconds as i64)
}
