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

use std::cell::OnceCell;

use hookward::{UnixTime, Verified, Verifier, VerifyError};
use worker::{Request, Response, Result};

use crate::body::{self, Broken};
use crate::delivery::Delivery;
use crate::forward::forward;
use crate::headers::Fields;
use crate::host::Document;
use crate::log::Entry;
use crate::refusal::Refusal;
use crate::respond;
use crate::routes::{HEALTH_PATH, Routes};

/// Answers a request, and writes down in `entry` how it went. `now` is the time of its arrival.
pub(crate) async fn answer(routes: &Routes, request: &Request, now: UnixTime, entry: &mut Entry) -> Result<Response> {
    let outcome =
        if request.path() == HEALTH_PATH { health(routes, request, entry) } else { deliver(routes, request, now, entry).await };
    outcome.or_else(|refusal| {
        entry.refused(&refusal);
        respond::refused(&refusal)
    })
}

async fn deliver(routes: &Routes, request: &Request, now: UnixTime, entry: &mut Entry) -> Result<Response, Refusal> {
    let route = routes.find(&request.path())?;
    entry.scheme.clone_from(&route.scheme);
    // The string itself: `Request::method` gives GET for every method that it does not know.
    if request.inner().method() != "POST" {
        return Err(Refusal::Method { allow: "POST" });
    }
    let target = route.target.as_ref().map_err(|fault| Refusal::Misconfigured(fault.clone()))?;
    let verifier = &target.verifier;
    let refuse = |error| Refusal::unverified(error, &verifier.describe(error));
    let limit = verifier.max_body_bytes();

    let fields = Fields::of(request.headers());
    let declared = fields.content_length();
    if declared.is_some_and(|length| length > limit) {
        return Err(refuse(VerifyError::BodyTooLarge { limit }));
    }
    verifier.check_headers(&fields.0, now).map_err(refuse)?;
    let received = body::read(request.inner().body(), limit, declared).await.map_err(|broken| match broken {
        Broken::TooLong => refuse(VerifyError::BodyTooLarge { limit }),
        Broken::Off => Refusal::BodyBrokenOff,
    })?;
    let second_form = OnceCell::new();
    let proven = verify(verifier, &fields, &received, &second_form, now).map_err(refuse)?;

    let delivery = Delivery::read(verifier.scheme(), &fields, &proven);
    entry.verified(&proven, &delivery);
    let answer = forward(target, &fields, &proven, &delivery, now).await?;
    entry.answered(answer.status);
    let ack = &verifier.scheme().ack;
    if ack.exact && (200..=299).contains(&answer.status) {
        return Ok(respond::ack(ack)?);
    }
    Ok(respond::from_origin(answer))
}

/// Verifies the bytes received and, for schemes whose providers sign `JSON.stringify` of what they send, that form of them.
///
/// The second form is made only if all that is wrong with the first is that it does not match, and is put in `second_form`,
/// which the result borrows: whatever was verified is what goes on.
fn verify<'b>(
    verifier: &Verifier,
    fields: &Fields,
    received: &'b [u8],
    second_form: &'b OnceCell<String>,
    now: UnixTime,
) -> Result<Verified<'b>, VerifyError> {
    let error = match verifier.verify(&fields.0, received, now) {
        Err(error @ VerifyError::SignatureMismatch { .. }) if verifier.reserializes() => error,
        verdict => return verdict,
    };
    let printed = Document::parse(received).and_then(|document| document.stringify()).ok_or(error)?;
    let form = second_form.get_or_init(|| printed);
    // Whatever is wrong with the second form, the bytes received did not match, and that is what to report.
    verifier.verify_reserialized(&fields.0, form.as_bytes(), now).map_err(|_| error)
}

/// Whether the configuration is whole, for a monitor: no secret, no origin, no name of a binding.
fn health(routes: &Routes, request: &Request, entry: &mut Entry) -> Result<Response, Refusal> {
    if !matches!(request.inner().method().as_str(), "GET" | "HEAD") {
        return Err(Refusal::Method { allow: "GET, HEAD" });
    }
    if let Some(fault) = routes.faults().next() {
        entry.misconfigured(fault);
    }
    Ok(respond::health(routes)?)
}
