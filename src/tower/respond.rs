//! The responses of the layer itself.

use alloc::string::{String, ToString};

use axum_core::body::Body;
use axum_core::response::Response;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderValue, StatusCode};
use http_body::Body as _;

use super::refusal::Refusal;
use crate::{Ack, Challenge, Scheme};

const PLAIN_TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

/// Returns the response to the sender of a refused delivery. Its text is the same for every reason.
pub(super) fn refuse(refusal: &Refusal, scheme: &Scheme) -> Response {
    let body = scheme.sender_message();
    // If a provider accepts only responses without a body, it does not accept an endpoint whose refusals have a body.
    let content_type = if body.is_empty() { None } else { Some(PLAIN_TEXT) };
    response(refusal.status(), content_type, body.to_string())
}

/// Returns the response to a request whose body is incomplete.
pub(super) fn broken_off() -> Response {
    response(StatusCode::BAD_REQUEST, Some(PLAIN_TEXT), "bad request".to_string())
}

/// Returns the acknowledgement of a delivery.
pub(super) fn ack(ack: &Ack) -> Response {
    let status = StatusCode::from_u16(ack.status).unwrap_or(StatusCode::OK);
    let content_type = if ack.body.is_empty() { None } else { HeaderValue::from_str(&ack.content_type).ok() };
    response(status, content_type, ack.body.to_string())
}

/// Returns the response to a challenge.
pub(super) fn challenge(challenge: &Challenge, body: String) -> Response {
    let mut response = response(StatusCode::OK, Some(HeaderValue::from_static(challenge.content_type())), body);
    response.headers_mut().insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// Returns the response of the service. Replaces a response of 200 without a body and a content type with the acknowledgement.
pub(super) fn acknowledged(from_service: Response, acknowledgement: &Ack) -> Response {
    let is_none = from_service.status() == StatusCode::OK
        && !from_service.headers().contains_key(CONTENT_TYPE)
        && from_service.body().size_hint().exact() == Some(0);
    if !is_none {
        return from_service;
    }
    let (mut parts, _) = from_service.into_parts();
    let (own, body) = ack(acknowledgement).into_parts();
    parts.status = own.status;
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.extend(own.headers);
    Response::from_parts(parts, body)
}

fn response(status: StatusCode, content_type: Option<HeaderValue>, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    if let Some(content_type) = content_type {
        response.headers_mut().insert(CONTENT_TYPE, content_type);
    }
    response
}
