//! A request as JavaScript has it (`exchange.js`), and what JavaScript is to do about it.

use std::cell::OnceCell;

use hookward::UnixTime;
use hookward_gateway::{
    AfterBody, AfterHead, AfterLedger, AfterOperation, AfterOrigin, Body, BodyReadError, Entry, Head, HeaderNames, Incoming,
    LedgerReply,
};
use hookward_gateway::{
    OperatorReply, OriginError, OriginResponse, Outgoing, QueueReply, Refused, Request, Response, UnfinishedLine,
};
use wasm_bindgen::prelude::wasm_bindgen;
use worker::Env;

use crate::names::{Names, with_gateway};
use crate::number::{limit_in_bytes, whole};

#[wasm_bindgen]
extern "C" {
    /// A request, its body, and what becomes of it.
    #[wasm_bindgen(extends = Names)]
    pub type Exchange;

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
    fn random(this: &Exchange) -> String;

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

    /// Returns the reply of the ledger, and the number in it; or that of the queue or the workflow.
    #[wasm_bindgen(method, getter)]
    fn reply(this: &Exchange) -> String;
    #[wasm_bindgen(method, getter, js_name = replyNumber)]
    fn reply_number(this: &Exchange) -> f64;

    /// Returns the replies of ledgers to an operator, with U+0000 between them: a line for the word, a line for the number, and the text.
    #[wasm_bindgen(method, getter)]
    fn replies(this: &Exchange) -> String;
    /// Returns where the page before ended.
    #[wasm_bindgen(method, getter)]
    fn cursor(this: &Exchange) -> Option<String>;

    #[wasm_bindgen(method, js_name = askLedgers)]
    fn ask_ledgers(this: &Exchange, paths: &str);
    #[wasm_bindgen(method, js_name = toSend)]
    fn to_send(this: &Exchange, records: &str, cursor: Option<&str>, line: &str);
    #[wasm_bindgen(method, js_name = toRead)]
    fn to_read(this: &Exchange, limit: f64, declared: bool);
    #[wasm_bindgen(method, js_name = toHash)]
    fn to_hash(this: &Exchange, before: Vec<u8>, after: Vec<u8>, reserialized: bool);
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
    fn pass_on(this: &Exchange, not_returned: Option<&str>, line: &str);
}

// Each function takes numbers, and the exchange, from which it reads texts. After a trap the next call has a new instance, and a text that
// was written into the memory before the call would be in the old one.

/// Decides by the head of a request what is done next.
#[wasm_bindgen]
pub fn head(env: &Env, exchange: &Exchange, arrival: f64) {
    let head = exchange.head();
    let incoming = incoming(exchange, &head, arrival, arrival);
    with_gateway(env, exchange.as_ref(), |gateway| match gateway.head(&incoming) {
        AfterHead::Respond(response, line) => exchange.send(&response, &line),
        AfterHead::Refuse(response, line, refused) => exchange.refuse(&response, &line, &refused),
        AfterHead::ReadBody { limit, declared } => exchange.to_read(limit_in_bytes(limit), declared),
        AfterHead::AskLedgers(paths) => exchange.ask_ledgers(&paths.join("\n")),
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
    with_gateway(env, exchange.as_ref(), |gateway| match gateway.body(&incoming, received, can_hash.then_some(hashes)) {
        AfterBody::Respond(response, line) => exchange.send(&response, &line),
        AfterBody::Refuse(response, line, refused) => exchange.refuse(&response, &line, &refused),
        AfterBody::Hash { messages, reserialized } => {
            for message in messages {
                exchange.to_hash(message.before, message.after, reserialized);
            }
        }
        AfterBody::Forward(outgoing) => {
            exchange.forward(&outgoing);
        }
        AfterBody::Reserve(entry, outgoing) => {
            let line = exchange.forward(&outgoing);
            exchange.keep("reserve", &entry, line);
        }
        AfterBody::Accept(entry, line) => exchange.keep("accept", &entry, &line),
    });
}

/// Decides by the reply of a ledger what is done next.
#[wasm_bindgen]
pub fn ledger(env: &Env, exchange: &Exchange, arrival: f64, now: f64) {
    let reply = match &*exchange.reply() {
        "first" => LedgerReply::First,
        "accepted" => LedgerReply::Accepted,
        "repeat" => LedgerReply::Repeat,
        "in_flight" => LedgerReply::InFlight { retry_after: whole(exchange.reply_number()) },
        "full" => LedgerReply::Full,
        "too_large" => LedgerReply::TooLarge,
        _ => LedgerReply::Unavailable,
    };
    let head = exchange.head();
    let incoming = incoming(exchange, &head, arrival, now);
    let line = UnfinishedLine(exchange.line());
    with_gateway(env, exchange.as_ref(), |gateway| match gateway.ledger(&incoming, &line, reply) {
        AfterLedger::Respond(response, line) => exchange.send(&response, &line),
        AfterLedger::Forward => {}
    });
}

/// Decides by the replies of ledgers what an operator gets.
#[wasm_bindgen]
pub fn operate(env: &Env, exchange: &Exchange, arrival: f64, now: f64) {
    let head = exchange.head();
    let incoming = incoming(exchange, &head, arrival, now);
    let (replies, cursor) = (exchange.replies(), exchange.cursor());
    let replies = replies.split('\0').map(operator_reply);
    with_gateway(env, exchange.as_ref(), |gateway| match gateway.operate(&incoming, cursor.as_deref(), replies) {
        AfterOperation::Respond(response, line) => exchange.send(&response, &line),
        AfterOperation::Send { records, cursor, line } => exchange.to_send(&records, cursor.as_deref(), &line),
    });
}

fn operator_reply(text: &str) -> OperatorReply<'_> {
    let mut parts = text.splitn(3, '\n');
    let mut next = || parts.next().unwrap_or_default();
    let (word, number, text) = (next(), next(), next());
    match word {
        "status" => OperatorReply::Status { ok: number == "1", json: text },
        "json" => OperatorReply::Done(text),
        "page" => OperatorReply::Page { records: text, until: number.parse().ok().filter(|until| *until >= 0) },
        "not_found" => OperatorReply::NotFound,
        "not_possible" => OperatorReply::NotPossible,
        _ => OperatorReply::Unavailable,
    }
}

/// Returns the names of all objects that have an alarm, a line each: those of ledgers, and those of refused requests.
#[wasm_bindgen]
pub fn ledgers(env: &Env, names: &Names) -> String {
    with_gateway(env, names, |gateway| {
        let mut names = gateway.refused_objects();
        names.extend(gateway.ledgers());
        names.join("\n")
    })
}

/// Decides by the response of an origin what the sender gets. `status` is 0 where there is no response. Returns whether the origin took the
/// delivery.
#[wasm_bindgen]
pub fn response(env: &Env, exchange: &Exchange, arrival: f64, now: f64, status: u16) -> bool {
    let header = |name: &str| if status == 0 { None } else { exchange.origin_header(name) };
    let (connection, content_encoding) = (header("connection"), header("content-encoding"));
    let reason = if status == 0 { exchange.reason() } else { None };
    let origin = responded(status, reason.as_deref()).map(|status| OriginResponse {
        status,
        connection: connection.as_deref().unwrap_or_default(),
        content_encoding: content_encoding.as_deref().unwrap_or_default(),
    });
    let head = exchange.head();
    let incoming = incoming(exchange, &head, arrival, now);
    let line = UnfinishedLine(exchange.line());
    with_gateway(env, exchange.as_ref(), |gateway| match gateway.response(&incoming, &line, origin) {
        AfterOrigin::Respond(response, line) => exchange.send(&response, &line),
        AfterOrigin::PassOn { not_returned, line } => exchange.pass_on(not_returned.as_deref(), &line),
    });
    (200..=299).contains(&status)
}

fn incoming<'t>(exchange: &'t Exchange, text: &'t str, arrival: f64, now: f64) -> Incoming<'t, Exchange> {
    Incoming { head: head_of(text), request: exchange, arrival: time(arrival), now: time(now) }
}

/// Reads the method and the URL of a request, a line each.
pub(crate) fn head_of(text: &str) -> Head<'_> {
    let (method, url) = text.split_once('\n').unwrap_or_default();
    Head::new(method, url)
}

/// Returns the status of an origin, or why there is none.
const fn responded(status: u16, reason: Option<&str>) -> Result<u16, OriginError<'_>> {
    match (status, reason) {
        (0, None) => Err(OriginError::Slow),
        (0, Some(reason)) => Err(OriginError::Unreachable(reason)),
        _ => Ok(status),
    }
}

/// Returns the line about another origin, unless that took the delivery. `asked` has the line and the reason, as an exchange has them.
#[wasm_bindgen(js_name = otherOrigin)]
pub fn other_origin(asked: &Exchange, origin: u32, status: u16, milliseconds: f64) -> Option<String> {
    let reason = asked.reason();
    UnfinishedLine(asked.line()).of_other(origin as usize, responded(status, reason.as_deref()), whole(milliseconds))
}

/// Decides by what became of a queued delivery what the sender gets. Returns whether it was taken.
#[wasm_bindgen]
pub fn queued(env: &Env, exchange: &Exchange, arrival: f64, now: f64) -> bool {
    let reason = exchange.reason();
    let reply = match &*exchange.reply() {
        "taken" => QueueReply::Taken,
        "repeat" => QueueReply::Repeat,
        "too_long" => QueueReply::TooLong,
        _ => QueueReply::Failed(reason.as_deref().unwrap_or_default()),
    };
    let head = exchange.head();
    let incoming = incoming(exchange, &head, arrival, now);
    let line = UnfinishedLine(exchange.line());
    with_gateway(env, exchange.as_ref(), |gateway| {
        let (response, line) = gateway.queued(&incoming, &line, reply);
        exchange.send(&response, &line);
    });
    matches!(reply, QueueReply::Taken | QueueReply::Repeat)
}

impl Exchange {
    fn send(&self, response: &Response<'_>, line: &str) {
        let (name, value) = response.header.as_ref().map(|(name, value)| (*name, &**value)).unzip();
        self.respond(response.status, &response.content_type, &response.body, name, value, line);
    }

    fn refuse(&self, response: &Response<'_>, line: &str, refused: &Refused<'_>) {
        self.send(response, line);
        self.to_keep_refused(refused.object, &refused.about, &refused.headers);
    }

    /// Passes on what is to be sent, and returns the line of the log.
    fn forward<'o>(&self, outgoing: &'o Outgoing<'_>) -> &'o UnfinishedLine {
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

    fn keep(&self, kind: &str, entry: &Entry<'_>, line: &UnfinishedLine) {
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

/// Converts a time of JavaScript. Nothing here reads the clock.
fn time(milliseconds: f64) -> UnixTime {
    UnixTime::from_millis(whole(milliseconds))
}
