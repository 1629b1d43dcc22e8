//! The order of one request.
//!
//! ```text
//!   route           404   a route has exactly this path
//!   method          405   the method is POST, or that of an unsigned challenge if the route responds to challenges
//!   configuration   500   the route is valid: its scheme is safe, and every secret is set
//!   length          413   Content-Length is within the limit: checked before the body is read
//!   headers         401   each header is present once and well formed, and the timestamp is within the tolerance
//!   body            413   the body is within the limit: read to at most one byte more     (400 if it breaks off)
//!   signature       401   the signature matches the received bytes, or for some schemes the re-serialized body
//!   tenant          401   the tenant has a secret: refused only here, like a wrong signature
//!   challenge             the provider gets the response to its challenge, and nothing is forwarded     (401)
//!   ledger          503   on a route with a mode: the key is reserved, or the delivery is stored        (413)
//!   origin                the verified body is sent, with the Worker's own headers                      (502, 504)
//!   queue           503   instead of an origin, a queue or a workflow gets the delivery                 (413)
//!   response              the response of the origin, or the one that the provider counts as success
//! ```
//!
//! The host does slow work between the calls: [`Gateway::head`] before the body is read, [`Gateway::body`] with the body,
//! [`Gateway::ledger`] with the reply of a ledger, and [`Gateway::response`] or [`Gateway::queued`] with the result of sending
//! the delivery. The gateway keeps no state between calls.
//!
//! The first check that fails determines the response. The sender of a refused delivery gets the same text for every reason, and
//! no part of the request reaches the origin. The reason is in the log line.

use hookward::{UnixTime, VerificationError};
use hookward_ledger::Policy;

use crate::bindings::Bindings;
use crate::challenge;
use crate::headers::{HeaderNames, not_returned_of};
use crate::http_error::HttpError;
use crate::labels::Labels;
use crate::ledger::{Entry, LedgerReply};
use crate::ledger_option::Mode;
use crate::log_line::{Elapsed, LogLine, OriginError, UnfinishedLine};
use crate::origin_request::{self, Attempt, MAX_RESPONSE_BYTES, OriginRequest};
use crate::queued_delivery::{QueueReply, QueuedDelivery};
use crate::ready_route::ReadyRoute;
use crate::refused::Refused;
use crate::request::{Body, BodyReadError, Incoming, Request};
use crate::response::Response;
use crate::route_error::RouteError;
use crate::route_path::RESERVED;
use crate::routes::{Found, HEALTH_PATH, Routes};
use crate::shards::path_of;
use crate::verify::{Hashes, SentTo, ToHash, Unverified, Verification};

/// The routes of a configuration, and the decisions about each request to them.
pub struct Gateway {
    pub(crate) routes: Routes,
}

/// The next action of a host after the head of a request.
#[derive(Debug)]
pub enum AfterHead<'r> {
    /// A response to send, and a line to log.
    Respond(Response<'r>, String),
    /// A response to send, a line to log, and a request to keep after the response is sent.
    Refuse(Response<'r>, String, Refused<'r>),
    /// The maximum length of the body to read, in bytes, whatever length the sender declared. The host stops reading when the
    /// body exceeds this length.
    ReadBody(u64),
    /// The ledgers to send an operator's operation to, by path. The host then calls [`Gateway::operate`].
    AskLedgers(Vec<&'r str>),
}

/// The next action of a host after the body of a request.
#[derive(Debug)]
pub enum AfterBody<'r> {
    /// A response to send, and a line to log.
    Respond(Response<'r>, String),
    /// A response to send, a line to log, and a request to keep after the response is sent.
    Refuse(Response<'r>, String, Refused<'r>),
    /// Messages to hash, in this order. The host then calls [`Gateway::body`] again, with the new hashes after the previous ones.
    Hash {
        /// The bytes before and after the body in each message.
        messages: Vec<ToHash>,
        /// Whether the messages contain the re-serialized body instead of the bytes received.
        reserialized: bool,
    },
    /// A delivery to send.
    Forward(Outgoing<'r>),
    /// A key that the ledger reserves, and a delivery to send if [`Gateway::ledger`] returns [`AfterLedger::Forward`].
    Reserve(Entry<'r>, Outgoing<'r>),
    /// A delivery that the ledger accepts. The host then calls [`Gateway::ledger`].
    Accept(Entry<'r>, UnfinishedLine),
}

/// A delivery to send to the origins or to the recipient of its route.
#[derive(Debug)]
pub enum Outgoing<'r> {
    /// A request to the origins. The host calls [`Gateway::response`] when the first origin has responded.
    Request(OriginRequest<'r>),
    /// A delivery for a queue or a workflow. The host calls [`Gateway::queued`] with the result.
    Queued(QueuedDelivery<'r>),
}

/// The next action of a host after the reply of a ledger.
#[derive(Debug)]
pub enum AfterLedger<'r> {
    /// A response to send, and a line to log.
    Respond(Response<'r>, String),
    /// The request to the origin is sent.
    Forward,
}

/// The next action of a host after the response of an origin.
#[derive(Debug)]
pub enum AfterOrigin<'r> {
    /// A response to send, and a line to log.
    Respond(Response<'r>, String),
    /// The origin's response to send to the sender, and a line to log.
    PassOn {
        /// The names of further headers that are not returned, in addition to [`not_returned`](crate::not_returned), one per
        /// line.
        not_returned: Option<String>,
        /// The line of the log.
        line: String,
    },
}

/// The response of an origin: its status, and the values of two of its headers. A value is empty if the header is missing.
#[derive(Clone, Copy, Debug)]
pub struct OriginResponse<'t> {
    /// The status.
    pub status: u16,
    /// The value of `connection`.
    pub connection: &'t str,
    /// The value of `content-encoding`.
    pub content_encoding: &'t str,
}

impl Gateway {
    /// Reads and checks a whole configuration. Never fails: an error only stops the requests that it concerns.
    pub fn read(bindings: &impl Bindings) -> Self {
        Self { routes: Routes::read(bindings) }
    }

    /// Returns the first error of each route.
    pub fn errors(&self) -> impl Iterator<Item = &RouteError> {
        self.routes.errors()
    }

    /// Returns the names of headers that the routes read.
    pub fn header_names(&self) -> impl Iterator<Item = &HeaderNames> {
        self.routes.header_names()
    }

    /// Decides from the head of a request whether its body is read.
    pub fn head(&self, incoming: &Incoming<'_, impl Request>) -> AfterHead<'_> {
        let mut line = LogLine::new(incoming.head.path);
        let outcome = match incoming.head.path {
            HEALTH_PATH => self.health(incoming, &mut line),
            path if path.starts_with(RESERVED) => self.check_operator(incoming),
            _ => self.check_head(incoming, &mut line),
        };
        outcome.unwrap_or_else(|error| {
            let (response, line) = refuse(incoming, line, &error);
            match self.refused(incoming, &error) {
                Some(refused) => AfterHead::Refuse(response, line, refused),
                None => AfterHead::Respond(response, line),
            }
        })
    }

    /// Decides from the body of a request what is sent to the origin. `hashes` are the hashes that the host has made so far.
    pub fn body<B: Body>(
        &self,
        incoming: &Incoming<'_, impl Request>,
        received: Result<B, BodyReadError>,
        hashes: Hashes<'_>,
    ) -> AfterBody<'_> {
        let mut line = LogLine::new(incoming.head.path);
        self.check_body(incoming, received, hashes, &mut line).unwrap_or_else(|error| {
            let (response, line) = refuse(incoming, line, &error);
            match self.refused(incoming, &error) {
                Some(refused) => AfterBody::Refuse(response, line, refused),
                None => AfterBody::Respond(response, line),
            }
        })
    }

    /// Decides from a ledger's reply whether the sender gets a response or the delivery is sent. `line` is the line from the
    /// previous step.
    pub fn ledger(&self, incoming: &Incoming<'_, impl Request>, line: &UnfinishedLine, reply: LedgerReply) -> AfterLedger<'_> {
        let time = elapsed(incoming);
        self.check_reply(incoming, line, reply, time).unwrap_or_else(|error| {
            let (response, line) = fail(line, &error, time);
            AfterLedger::Respond(response, line)
        })
    }

    /// Returns the names of all ledgers.
    pub fn ledgers(&self) -> impl Iterator<Item = &str> {
        let routes = self.routes.ready().filter(|route| route.ledger.mode.is_some());
        routes.flat_map(|route| route.ledger.shards.names.iter().map(String::as_str))
    }

    /// Returns the names of the objects that keep refused requests.
    pub fn refused_objects(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for route in self.routes.ready() {
            // The tenants of a route share one object and are next to each other in the list.
            if let Some(name) = route.keep_refused.as_deref()
                && names.last() != Some(&name)
            {
                names.push(name);
            }
        }
        names
    }

    /// Returns the data to keep of a request that was refused with an error, if its route keeps refused requests.
    fn refused(&self, incoming: &Incoming<'_, impl Request>, error: &HttpError<'_>) -> Option<Refused<'_>> {
        if incoming.head.method != "POST" || incoming.head.path.starts_with(RESERVED) {
            return None;
        }
        let found = self.routes.find(incoming.head.path).ok()?;
        let route = found.ready.ok()?.of_request(incoming.request);
        Refused::new(route, found.is_unknown_tenant, incoming, error)
    }

    /// Returns the policy of a ledger, if its route can be used. A route whose mode was removed still has a ledger.
    pub fn policy(&self, ledger: &str) -> Option<&Policy> {
        Some(&self.usable(ledger)?.ledger.policy)
    }

    /// Creates an attempt to send an accepted delivery to an origin. `origin` is the position of the origin, and `id` is the
    /// `webhook-id` that all attempts have.
    pub fn attempt(&self, ledger: &str, origin: usize, body: &[u8], id: &str, now: UnixTime) -> Option<Attempt<'_>> {
        origin_request::attempt(self.usable(ledger)?, origin, body, id, now)
    }

    /// Creates the request that sends an alert of a ledger to an operator, if its route has an `alertUrl`.
    pub fn alert(&self, ledger: &str, body: &[u8], now: UnixTime) -> Option<Attempt<'_>> {
        origin_request::alert(self.usable(ledger)?, body, now)
    }

    pub(crate) fn usable(&self, ledger: &str) -> Option<&ReadyRoute> {
        let found = self.routes.find(path_of(ledger)).ok().filter(|found| !found.is_unknown_tenant)?;
        found.ready.ok()
    }

    /// Decides from the response of an origin which response the sender gets. `line` is the line of the [`OriginRequest`].
    pub fn response(
        &self,
        incoming: &Incoming<'_, impl Request>,
        line: &UnfinishedLine,
        origin: Result<OriginResponse<'_>, OriginError<'_>>,
    ) -> AfterOrigin<'_> {
        let time = elapsed(incoming);
        self.check_response(incoming, line, origin, time).unwrap_or_else(|error| {
            let (response, line) = fail(line, &error, time);
            AfterOrigin::Respond(response, line)
        })
    }

    /// Decides from the result of a queued delivery which response the sender gets. `line` is the line of the [`QueuedDelivery`].
    pub fn queued(
        &self,
        incoming: &Incoming<'_, impl Request>,
        line: &UnfinishedLine,
        reply: QueueReply<'_>,
    ) -> (Response<'_>, String) {
        let time = elapsed(incoming);
        self.check_queued(incoming, line, reply, time).unwrap_or_else(|error| fail(line, &error, time))
    }

    /// Returns the response for a monitor, which states whether the configuration is valid. The response contains no secret, no
    /// origin and no name of a binding.
    fn health(&self, incoming: &Incoming<'_, impl Request>, line: &mut LogLine<'_>) -> Result<AfterHead<'_>, HttpError<'_>> {
        if !matches!(incoming.head.method, "GET" | "HEAD") {
            return Err(HttpError::Method { allow: "GET, HEAD" });
        }
        if let Some(error) = self.routes.errors().next() {
            line.set_error(&HttpError::Misconfigured(error.clone()));
        }
        let response = Response::health(&self.routes);
        let line = line.finish(response.status, elapsed(incoming));
        Ok(AfterHead::Respond(response, line))
    }

    fn check_head<'r>(
        &'r self,
        incoming: &Incoming<'_, impl Request>,
        line: &mut LogLine<'r>,
    ) -> Result<AfterHead<'r>, HttpError<'r>> {
        let Incoming { head, request, .. } = incoming;
        let Found { scheme, written, ready, is_unknown_tenant } = self.routes.find(head.path)?;
        line.set_route(scheme, written);
        if head.method != "POST" {
            let route = ready.map_err(|_| HttpError::Method { allow: "POST" })?;
            let route = route.each().find(|route| route.challenge.is_some()).unwrap_or(route);
            // Without a verify token, unknown and known tenants both get a response, so no one can find out which tenants exist.
            let stranger = is_unknown_tenant.then_some(head.path);
            let response = challenge::respond_unsigned(route, *request, head.method, stranger)?;
            if is_unknown_tenant && route.challenge.as_ref().is_some_and(|challenge| challenge.verify_token.is_some()) {
                return Err(HttpError::unknown_tenant(&route.verifier));
            }
            line.challenge = true;
            let line = line.finish(response.status, elapsed(incoming));
            return Ok(AfterHead::Respond(response, line));
        }
        let route = ready?.of_request(*request);
        line.set_route(Some(&route.verifier.scheme().id), written);
        let limit = route.verifier.max_body_bytes();
        let values = request.values(&route.to_verify);
        let headers = route.to_verify.parse(&values);
        if headers.content_length().is_some_and(|length| length > limit) {
            return Err(too_large(route));
        }
        let url = route.url.as_ref().map(|url| url.of(head.target));
        let sent_to = SentTo { url: url.as_deref(), method: head.method };
        let checked = route.verifier.check_received_headers(&sent_to.received(&headers.0, b""), incoming.arrival);
        checked.map_err(|error| refusal(route, is_unknown_tenant, error))?;
        Ok(AfterHead::ReadBody(limit))
    }

    fn check_body<'r, B: Body>(
        &'r self,
        incoming: &Incoming<'_, impl Request>,
        received: Result<B, BodyReadError>,
        hashes: Hashes<'_>,
        line: &mut LogLine<'r>,
    ) -> Result<AfterBody<'r>, HttpError<'r>> {
        let Incoming { head, request, arrival, .. } = incoming;
        let Found { scheme, written, ready, is_unknown_tenant } = self.routes.find(head.path)?;
        line.set_route(scheme, written);
        let route = ready?.of_request(*request);
        line.set_route(Some(&route.verifier.scheme().id), written);
        let verifier = &route.verifier;
        let received = received.map_err(|error| match error {
            BodyReadError::TooLong => too_large(route),
            BodyReadError::BrokenOff => HttpError::BodyBrokenOff,
        })?;
        let values = request.values(&route.to_verify);
        let mut headers = route.to_verify.parse(&values);
        let url = route.url.as_ref().map(|url| url.of(head.target));
        let sent_to = SentTo { url: url.as_deref(), method: head.method };
        let verification = Verification { verifier, headers: &headers, sent_to, hashes, now: *arrival };
        let delivery = match verification.verify(received) {
            Ok(delivery) => delivery,
            Err(Unverified::Refused(error)) => return Err(refusal(route, is_unknown_tenant, error)),
            Err(Unverified::NeedsHashes { messages, reserialized }) => return Ok(AfterBody::Hash { messages, reserialized }),
        };
        if is_unknown_tenant {
            return Err(HttpError::unknown_tenant(verifier));
        }

        // Headers that only a verified delivery requires are read here, and never for any other request.
        let values = request.values(&route.to_forward);
        headers.0.extend(route.to_forward.parse(&values).0);
        if let Some(response) = challenge::respond_signed(verifier, &headers, &delivery)? {
            line.challenge = true;
            let line = line.finish(response.status, elapsed(incoming));
            return Ok(AfterBody::Respond(response, line));
        }
        let labels = Labels::read(verifier.scheme(), &headers, &delivery);
        line.set_delivery(&delivery, &labels);
        let entry = route.ledger.mode.map(|mode| Entry::new(route, mode, *request, &headers, &delivery, &labels));
        let entry = match (route.ledger.mode, entry) {
            (Some(Mode::Accept), Some(entry)) => return Ok(AfterBody::Accept(entry, line.unfinished())),
            (_, entry) => entry,
        };
        let line = line.unfinished();
        let webhook_id = entry.as_ref().map(|entry| &*entry.webhook_id);
        let outgoing = match &route.recipient {
            Some(recipient) => Outgoing::Queued(QueuedDelivery::new(
                route,
                recipient,
                incoming,
                &headers,
                &delivery,
                (&labels, entry.as_ref()),
                line,
            )),
            None => Outgoing::Request(OriginRequest {
                origins: &route.origins,
                headers: origin_request::headers(route, *request, &headers, &delivery, &labels, webhook_id, *arrival),
                reserialized: delivery.reserialized(),
                timeout: route.timeout,
                limit: MAX_RESPONSE_BYTES,
                line,
            }),
        };
        Ok(match entry {
            Some(entry) => AfterBody::Reserve(entry, outgoing),
            None => AfterBody::Forward(outgoing),
        })
    }

    fn check_reply<'r>(
        &'r self,
        incoming: &Incoming<'_, impl Request>,
        line: &UnfinishedLine,
        reply: LedgerReply,
        time: Elapsed,
    ) -> Result<AfterLedger<'r>, HttpError<'r>> {
        let route = self.routes.find(incoming.head.path)?.ready?.of_request(incoming.request);
        let ack = &route.verifier.scheme().ack;
        let acknowledge = |word| Ok(AfterLedger::Respond(Response::ack(ack), line.keep("ledger", word, ack.status, time)));
        match reply {
            LedgerReply::First => Ok(AfterLedger::Forward),
            LedgerReply::Accepted => acknowledge("accepted"),
            LedgerReply::Duplicate => acknowledge("duplicate"),
            LedgerReply::InFlight { retry_after } => Err(HttpError::InFlight { retry_after }),
            LedgerReply::Full => Err(HttpError::LedgerFull),
            LedgerReply::TooLarge => Err(too_large(route)),
            LedgerReply::Unavailable => Err(HttpError::LedgerUnavailable),
        }
    }

    fn check_queued<'r>(
        &'r self,
        incoming: &Incoming<'_, impl Request>,
        line: &UnfinishedLine,
        reply: QueueReply<'_>,
        time: Elapsed,
    ) -> Result<(Response<'r>, String), HttpError<'r>> {
        let route = self.routes.find(incoming.head.path)?.ready?.of_request(incoming.request);
        let recipient = route.recipient.as_ref().ok_or(HttpError::NotFound)?;
        let product = recipient.product;
        let word = match reply {
            QueueReply::Taken => "taken",
            QueueReply::Duplicate => "duplicate",
            QueueReply::TooLong => return Err(HttpError::TooLongForQueue { product, limit: recipient.limit() }),
            QueueReply::Failed(reason) => return Err(HttpError::QueueUnavailable { product, reason: reason.to_owned() }),
        };
        let ack = &route.verifier.scheme().ack;
        Ok((Response::ack(ack), line.keep(product.traits().0, word, ack.status, time)))
    }

    fn check_response<'r>(
        &'r self,
        incoming: &Incoming<'_, impl Request>,
        line: &UnfinishedLine,
        origin: Result<OriginResponse<'_>, OriginError<'_>>,
        time: Elapsed,
    ) -> Result<AfterOrigin<'r>, HttpError<'r>> {
        let route = self.routes.find(incoming.head.path)?.ready?.of_request(incoming.request);
        let origin = origin.map_err(|error| match error {
            OriginError::Slow => HttpError::OriginSlow { timeout: route.timeout },
            OriginError::Unreachable(reason) => HttpError::OriginUnreachable { reason: reason.to_owned() },
        })?;
        let status = origin.status;
        if !(200..=599).contains(&status) {
            // A response cannot have such a status.
            return Err(HttpError::OriginUnreachable { reason: format!("its response has the status {status}") });
        }
        let ack = &route.verifier.scheme().ack;
        if ack.exact && (200..=299).contains(&status) {
            return Ok(AfterOrigin::Respond(Response::ack(ack), line.finish(status, ack.status, time)));
        }
        let not_returned = not_returned_of(origin.connection, origin.content_encoding);
        Ok(AfterOrigin::PassOn { not_returned, line: line.finish(status, status, time) })
    }
}

/// Returns how long a request has taken until now.
pub(crate) fn elapsed<R>(incoming: &Incoming<'_, R>) -> Elapsed {
    Elapsed::between(incoming.arrival, incoming.now)
}

/// Returns the response and the line for a verified delivery that is not served.
fn fail<'r>(line: &UnfinishedLine, error: &HttpError<'_>, time: Elapsed) -> (Response<'r>, String) {
    let response = Response::http_error(error);
    let line = line.fail(error, response.status, time);
    (response, line)
}

/// Returns the response and the line for a request that is not served.
pub(crate) fn refuse<'r, R>(incoming: &Incoming<'_, R>, mut line: LogLine<'_>, error: &HttpError<'_>) -> (Response<'r>, String) {
    line.set_error(error);
    let response = Response::http_error(error);
    let line = line.finish(response.status, elapsed(incoming));
    (response, line)
}

/// Converts a refusal. A tenant without a secret gets the response of a wrong signature.
fn refusal(route: &ReadyRoute, is_unknown_tenant: bool, error: VerificationError) -> HttpError<'_> {
    match error {
        VerificationError::SignatureMismatch { .. } if is_unknown_tenant => HttpError::unknown_tenant(&route.verifier),
        error => HttpError::refused(&route.verifier, error),
    }
}

fn too_large(route: &ReadyRoute) -> HttpError<'_> {
    HttpError::refused(&route.verifier, VerificationError::BodyTooLarge { limit: route.verifier.max_body_bytes() })
}
