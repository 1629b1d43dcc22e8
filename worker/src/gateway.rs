//! The order of one request.
//!
//! ```text
//!   route           404   a route has this path, byte for byte
//!   method          405   POST, and the method of an unsigned challenge if the route responds to those
//!   configuration   500   the route can be used: its scheme is safe, and every secret is there
//!   length          413   Content-Length, before a byte of the body is read
//!   headers         401   present, once, well formed, inside the window: before a byte of the body is read
//!   body            413   read to one byte past the limit and no further                    (400 if it breaks off)
//!   signature       401   over the bytes received; then, for the schemes that need it, over the re-serialized body
//!   tenant          401   the tenant of the path has a secret: known from the start, and said no sooner than of a wrong signature
//!   challenge             the response that the provider asks for, and nothing is forwarded       (401 if there is none)
//!   origin                the verified body, and the edge's own headers                     (502, 504)
//!   response              the origin's, or the one that the provider counts as success
//! ```
//!
//! The first check that fails determines the response. The sender of a refused delivery gets the same text whatever the
//! reason, and nothing of it reaches the origin. The reason is in the log line.

use hookward::{UnixTime, VerificationError};
use web_sys::{Request, Response};

use crate::challenge;
use crate::forward::forward;
use crate::head::Head;
use crate::http_error::HttpError;
use crate::labels::Labels;
use crate::log_line::LogLine;
use crate::respond;
use crate::routes::{Found, HEALTH_PATH, Routes};
use crate::runtime::{self, BodyReadError};
use crate::verify::{SentTo, verify};

/// Returns the response to a request, and records in `log_line` how it went. `now` is the time of arrival.
pub(crate) async fn respond_to<'r>(
    routes: &'r Routes,
    request: &Request,
    head: &Head<'_>,
    now: UnixTime,
    log_line: &mut LogLine<'r>,
) -> Response {
    let outcome = if head.path == HEALTH_PATH {
        report_health(routes, head, log_line)
    } else {
        handle_delivery(routes, request, head, now, log_line).await
    };
    outcome.unwrap_or_else(|error| {
        log_line.set_error(&error);
        respond::http_error(&error)
    })
}

/// Verifies what a provider sent, forwards it, and returns the response.
async fn handle_delivery<'r>(
    routes: &'r Routes,
    request: &Request,
    head: &Head<'_>,
    now: UnixTime,
    log_line: &mut LogLine<'r>,
) -> Result<Response, HttpError<'r>> {
    let Head { method, path, target } = head;
    let Found { scheme, ready, is_unknown_tenant } = routes.find(path)?;
    log_line.scheme = scheme.map(str::to_owned);
    if *method != "POST" {
        let ready = ready.map_err(|_| HttpError::Method { allow: "POST" })?;
        let response = challenge::respond_unsigned(ready, request, method)?;
        if is_unknown_tenant {
            return Err(HttpError::unknown_tenant(&ready.verifier));
        }
        log_line.challenge = true;
        return Ok(response);
    }
    let route = ready?;
    let verifier = &route.verifier;
    let refuse = |error| match error {
        VerificationError::SignatureMismatch { .. } if is_unknown_tenant => HttpError::unknown_tenant(verifier),
        error => HttpError::refused(verifier, error),
    };
    let limit = verifier.max_body_bytes();
    let too_large = || refuse(VerificationError::BodyTooLarge { limit });

    let values = route.to_verify.values_in(request);
    let headers = &mut route.to_verify.parse(&values);
    let declared = headers.content_length();
    if declared.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let url = route.url.as_ref().map(|url| url.of(target));
    let sent_to = SentTo { url: url.as_deref(), method };
    verifier.check_received_headers(&sent_to.received(&headers.0, b""), now).map_err(refuse)?;
    let declared = declared.is_some() && !headers.chunked();
    let received = runtime::read_body(request, limit, declared).await.map_err(|error| match error {
        BodyReadError::TooLong => too_large(),
        BodyReadError::BrokenOff => HttpError::BodyBrokenOff,
    })?;
    let delivery = verify(verifier, headers, sent_to, received, now).await.map_err(refuse)?;
    if is_unknown_tenant {
        return Err(HttpError::unknown_tenant(verifier));
    }

    // What only a genuine delivery needs is read now, and of any other request never.
    let values = route.to_forward.values_in(request);
    headers.0.extend(route.to_forward.parse(&values).0);
    if let Some(response) = challenge::respond_signed(verifier, headers, &delivery)? {
        log_line.challenge = true;
        return Ok(response);
    }
    let labels = Labels::read(verifier.scheme(), headers, &delivery);
    log_line.set_delivery(&delivery, &labels);
    let response = forward(route, request, headers, &delivery, &labels, now).await?;
    let status = response.status();
    log_line.set_origin_status(status);
    let ack = &verifier.scheme().ack;
    if ack.exact && (200..=299).contains(&status) {
        return Ok(respond::ack(ack)?);
    }
    Ok(respond::from_origin(&response)?)
}

/// Returns whether the configuration is whole, for a monitor: no secret, no origin, no name of a binding.
fn report_health(routes: &Routes, head: &Head<'_>, log_line: &mut LogLine<'_>) -> Result<Response, HttpError<'static>> {
    if !matches!(head.method, "GET" | "HEAD") {
        return Err(HttpError::Method { allow: "GET, HEAD" });
    }
    if let Some(error) = routes.errors().next() {
        log_line.set_route_error(error);
    }
    Ok(respond::health(routes)?)
}
