//! The functions that JavaScript calls while it serves a request. Each function decides the next action.

use hookward::UnixTime;
use hookward_gateway::{
    AfterBody, AfterHead, AfterLedger, AfterOperation, AfterOrigin, BodyReadError, Incoming, LedgerReply, OperatorReply,
    OriginError, OriginResponse, QueueReply, UnfinishedLine,
};
use wasm_bindgen::prelude::wasm_bindgen;
use worker::Env;

use crate::exchange::{Exchange, ExchangeBody, head_of};
use crate::names::{Names, with_gateway};
use crate::number::{limit_in_bytes, whole};

// Each function takes numbers and the exchange, and reads texts from the exchange. After a trap, the next call has a new
// instance. A text that was written into memory before that call would be in the old instance.

/// Decides the next action from the head of a request.
#[wasm_bindgen]
pub fn head(env: &Env, exchange: &Exchange, arrival: f64) {
    let head = exchange.head();
    let incoming = incoming(exchange, &head, arrival, arrival);
    with_gateway(env, exchange.as_ref(), |gateway| match gateway.head(&incoming) {
        AfterHead::Respond(response, line) => exchange.send(&response, &line),
        AfterHead::Refuse(response, line, refused) => exchange.refuse(&response, &line, &refused),
        AfterHead::ReadBody(limit) => exchange.to_read(limit_in_bytes(limit)),
        AfterHead::AskLedgers(paths) => exchange.ask_ledgers(&paths.join("\n")),
    });
}

/// Decides the next action from the body of a request.
///
/// `length` is negative if the body could not be read. `after_hashing` states whether hashes of the body were made.
#[wasm_bindgen]
pub fn body(env: &Env, exchange: &Exchange, arrival: f64, now: f64, length: f64, can_hash: bool, after_hashing: bool) {
    let received = match length {
        TOO_LONG => Err(BodyReadError::TooLong),
        length if length < 0.0 => Err(BodyReadError::BrokenOff),
        length => Ok(ExchangeBody::received(exchange, length)),
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

/// Decides the next action from the reply of a ledger.
#[wasm_bindgen]
pub fn ledger(env: &Env, exchange: &Exchange, arrival: f64, now: f64) {
    let reply = match &*exchange.reply() {
        "first" => LedgerReply::First,
        "accepted" => LedgerReply::Accepted,
        "duplicate" => LedgerReply::Duplicate,
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

/// Decides the response to an operator from the replies of ledgers.
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

/// Returns the names of all objects that have an alarm, one in each line. They are ledgers, and objects with refused requests.
#[wasm_bindgen]
pub fn ledgers(env: &Env, names: &Names) -> String {
    with_gateway(env, names, |gateway| {
        let mut names = gateway.refused_objects();
        names.extend(gateway.ledgers());
        names.join("\n")
    })
}

/// Decides the response to the sender from the response of an origin.
///
/// `status` is 0 if no response exists. Returns whether the origin accepted the delivery.
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

/// Returns the status of an origin's response, or the reason why no response exists.
const fn responded(status: u16, reason: Option<&str>) -> Result<u16, OriginError<'_>> {
    match (status, reason) {
        (0, None) => Err(OriginError::Slow),
        (0, Some(reason)) => Err(OriginError::Unreachable(reason)),
        _ => Ok(status),
    }
}

/// Returns the log line about another origin. Returns `None` if that origin accepted the delivery.
///
/// `asked` has the line and the reason, like an exchange.
#[wasm_bindgen(js_name = otherOrigin)]
pub fn other_origin(asked: &Exchange, origin: u32, status: u16, milliseconds: f64) -> Option<String> {
    let reason = asked.reason();
    UnfinishedLine(asked.line()).of_other(origin as usize, responded(status, reason.as_deref()), whole(milliseconds))
}

/// Decides the response to the sender from the result of a queued delivery.
///
/// Returns whether the delivery was accepted or is a duplicate.
#[wasm_bindgen]
pub fn queued(env: &Env, exchange: &Exchange, arrival: f64, now: f64) -> bool {
    let reason = exchange.reason();
    let reply = match &*exchange.reply() {
        "taken" => QueueReply::Taken,
        "duplicate" => QueueReply::Duplicate,
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
    matches!(reply, QueueReply::Taken | QueueReply::Duplicate)
}

/// The value of `length` for a body that is longer than its limit.
const TOO_LONG: f64 = -1.0;

/// Converts a time from JavaScript. This module does not read the clock.
fn time(milliseconds: f64) -> UnixTime {
    UnixTime::from_millis(whole(milliseconds))
}
