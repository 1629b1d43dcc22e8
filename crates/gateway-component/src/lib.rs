//! The gateway as a component: `wasi:http/incoming-handler`, with the decisions of `hookward-gateway`.
//!
//! This file contains the order of the waits of a request: for its body, then for the origin. `hookward-gateway` makes all
//! decisions.
//!
//! | file | contents |
//! |---|---|
//! | `environment.rs` | the environment from which the gateway is built |
//! | `file.rs` | reading a file from the folders that the host opens |
//! | `request.rs` | a request of the host |
//! | `body.rs` | a body in memory, and reading a body up to a limit |
//! | `deadline.rs` | a wait with a deadline |
//! | `origin.rs` | sending a request to an origin within a time limit |
//! | `response.rs` | the responses to the sender |
//! | `log.rs` | the log, on the standard output |

mod body;
mod deadline;
mod environment;
mod file;
mod log;
mod origin;
mod request;
mod response;

use hookward::UnixTime;
use hookward_gateway::{
    AfterBody, AfterHead, AfterLedger, AfterOperation, AfterOrigin, Gateway, Incoming, LedgerReply, OriginRequest,
    OriginResponse, Outgoing, QueuedDelivery, Response, UnfinishedLine,
};
use wasip2::clocks::wall_clock;
use wasip2::exports::http::incoming_handler::Guest;
use wasip2::http::types::{IncomingRequest, ResponseOutparam};

use crate::body::Bytes;
use crate::environment::Environment;
use crate::origin::Failure;
use crate::request::Request;

/// The content type of an operator's records.
const RECORDS: &str = "application/x-ndjson";

/// The component.
struct Component;

#[allow(unsafe_code, missing_docs, clippy::all, clippy::pedantic)]
mod exported {
    use crate::Component;
    wasip2::http::proxy::export!(Component);
}

thread_local! {
    /// The gateway, for as long as the host keeps the instance. The environment of an instance does not change.
    static GATEWAY: Gateway = Gateway::read(&Environment::read());
}

impl Guest for Component {
    fn handle(request: IncomingRequest, out: ResponseOutparam) {
        GATEWAY.with(|gateway| serve(gateway, &request, out));
    }
}

fn serve(gateway: &Gateway, incoming: &IncomingRequest, out: ResponseOutparam) {
    let arrival = now();
    let request = Request::of(incoming);
    let at = |now| Incoming { head: request.head(), request: &request, arrival, now };
    let limit = match gateway.head(&at(arrival)) {
        // A route with `keepRefused` cannot be used in a component, so no request is kept.
        AfterHead::Respond(response, line) | AfterHead::Refuse(response, line, _) => {
            return response::send(out, &response, &line);
        }
        AfterHead::AskLedgers(_) => return operate(gateway, &at(arrival), out),
        AfterHead::ReadBody(limit) => limit,
    };
    let received = body::receive(incoming, limit);
    let bytes = received.as_deref().map(Bytes::received).map_err(|error| *error);
    // A host cannot hash for a component, so the gateway hashes the body.
    let sent = match gateway.body(&at(now()), bytes, None) {
        AfterBody::Respond(response, line) | AfterBody::Refuse(response, line, _) => {
            return response::send(out, &response, &line);
        }
        AfterBody::Forward(Outgoing::Request(sent)) => sent,
        // A route with a mode, a queue or a workflow cannot be used in a component, so these cases never occur.
        AfterBody::Hash { .. } => return,
        AfterBody::Forward(Outgoing::Queued(QueuedDelivery { line, .. }))
        | AfterBody::Reserve(_, Outgoing::Request(OriginRequest { line, .. }) | Outgoing::Queued(QueuedDelivery { line, .. }))
        | AfterBody::Accept(_, line) => {
            return without_ledger(gateway, &at(now()), &line, out);
        }
    };
    let received = received.as_deref().unwrap_or_default();
    let printed = if sent.reserialized { hookward_json::stringify(received) } else { None };
    let body = printed.as_deref().map_or(received, str::as_bytes);
    let Some((first, others)) = sent.origins.split_first() else { return };
    let reply = origin::ask(first, &sent, body);
    let outcome = match &reply {
        // The header `content-encoding` is returned to the sender, because no one has decoded the body.
        Ok(reply) => Ok(OriginResponse { status: reply.status, connection: &reply.connection(), content_encoding: "" }),
        Err(failure) => Err(failure.as_error()),
    };
    match (gateway.response(&at(now()), &sent.line, outcome), &reply) {
        (AfterOrigin::PassOn { not_returned, line }, Ok(reply)) => response::pass_on(out, reply, not_returned.as_deref(), &line),
        (AfterOrigin::Respond(response, line), _) => response::send(out, &response, &line),
        (AfterOrigin::PassOn { .. }, Err(_)) => {}
    }
    // The sender already has its response. The component cannot wait for several origins at the same time and also respond as
    // soon as the first origin does.
    for (number, origin) in (1..).zip(others) {
        let start = now();
        let reply = origin::ask(origin, &sent, body);
        let outcome = reply.as_ref().map(|reply| reply.status).map_err(Failure::as_error);
        if let Some(line) = sent.line.of_other(number, outcome, now().as_millis().saturating_sub(start.as_millis())) {
            log::write(&line);
        }
    }
}

/// Responds to an operator. A component has no ledgers and therefore no records.
fn operate(gateway: &Gateway, incoming: &Incoming<'_, Request>, out: ResponseOutparam) {
    match gateway.operate(incoming, None, core::iter::empty()) {
        AfterOperation::Respond(response, line) => response::send(out, &response, &line),
        AfterOperation::Send { records, line, .. } => {
            let header = Some(("cache-control", "no-store".into()));
            let response = Response { status: 200, content_type: RECORDS.into(), body: records.into(), header };
            response::send(out, &response, &line);
        }
    }
}

fn without_ledger(gateway: &Gateway, incoming: &Incoming<'_, Request>, line: &UnfinishedLine, out: ResponseOutparam) {
    if let AfterLedger::Respond(response, line) = gateway.ledger(incoming, line, LedgerReply::Unavailable) {
        response::send(out, &response, &line);
    }
}

/// Returns the time of the host's clock.
fn now() -> UnixTime {
    let time = wall_clock::now();
    let millis = time.seconds.saturating_mul(1000).saturating_add(u64::from(time.nanoseconds / 1_000_000));
    UnixTime::from_millis(i64::try_from(millis).unwrap_or(i64::MAX))
}
