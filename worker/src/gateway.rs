//! The order of one request.
//!
//! ```text
//!   route       404   the path is one of the configuration's, byte for byte
//!   method      405   POST, and nothing else
//!   fault       500   the route can be used: a scheme that is safe, and every secret there
//!   length      413   Content-Length, before a byte is read
//!   headers     401   present, once, well formed, inside the window: before a byte is read
//!   body        413   read to one byte past the limit and no further                     (400 if it breaks off)
//!   signature   401   over the bytes received; then, for the schemes that need it, over their re-serialized form
//!   origin            the bytes that were verified, and what the edge vouches for        (502, 504)
//!   answer            the origin's, or the words that the provider counts as success
//! ```
//!
//! The first that fails is the answer. Whoever sent a refused delivery is told the same words whatever the reason, and
//! nothing of it has reached the origin; the log line has the reason.

use hookward::{UnixTime, VerifyError};
use web_sys::{Request, Response};

use crate::delivery::Delivery;
use crate::forward::forward;
use crate::head::Head;
use crate::host::{self, Broken};
use crate::log::Entry;
use crate::refusal::Refusal;
use crate::respond;
use crate::routes::{HEALTH_PATH, Routes};
use crate::verdict::verify;

/// Answers a request, and writes down in `entry` how it went. `now` is the time of its arrival.
pub(crate) async fn answer<'r>(
    routes: &'r Routes,
    request: &Request,
    head: &Head<'_>,
    now: UnixTime,
    entry: &mut Entry<'r>,
) -> Response {
    let outcome =
        if head.path == HEALTH_PATH { health(routes, head, entry) } else { deliver(routes, request, head, now, entry).await };
    outcome.unwrap_or_else(|refusal| {
        entry.refused(&refusal);
        respond::refused(&refusal)
    })
}

async fn deliver<'r>(
    routes: &'r Routes,
    request: &Request,
    head: &Head<'_>,
    now: UnixTime,
    entry: &mut Entry<'r>,
) -> Result<Response, Refusal<'r>> {
    let Head { method, path, fields } = head;
    let route = routes.find(path)?;
    entry.scheme.clone_from(&route.scheme);
    if *method != "POST" {
        return Err(Refusal::Method { allow: "POST" });
    }
    let target = route.target.as_ref().map_err(|fault| Refusal::Misconfigured(fault.clone()))?;
    let verifier = &target.verifier;
    let refuse = |error| Refusal::unverified(verifier, error);
    let limit = verifier.max_body_bytes();
    let too_large = || refuse(VerifyError::BodyTooLarge { limit });

    let declared = fields.content_length();
    if declared.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    verifier.check_headers(&fields.0, now).map_err(refuse)?;
    let declared = declared.is_some() && !fields.chunked();
    let received = host::body(request, limit, declared).await.map_err(|broken| match broken {
        Broken::TooLong => too_large(),
        Broken::Off => Refusal::BodyBrokenOff,
    })?;
    let proven = verify(verifier, fields, received, now).await.map_err(refuse)?;

    let delivery = Delivery::read(verifier.scheme(), fields, &proven);
    entry.verified(&proven, &delivery);
    let answer = forward(target, request, fields, &proven, &delivery, now).await?;
    let status = answer.status();
    entry.answered(status);
    let ack = &verifier.scheme().ack;
    if ack.exact && (200..=299).contains(&status) {
        return Ok(respond::ack(ack)?);
    }
    Ok(respond::from_origin(&answer)?)
}

/// Whether the configuration is whole, for a monitor: no secret, no origin, no name of a binding.
fn health(routes: &Routes, head: &Head<'_>, entry: &mut Entry<'_>) -> Result<Response, Refusal<'static>> {
    if !matches!(head.method, "GET" | "HEAD") {
        return Err(Refusal::Method { allow: "GET, HEAD" });
    }
    if let Some(fault) = routes.faults().next() {
        entry.misconfigured(fault);
    }
    Ok(respond::health(routes)?)
}
