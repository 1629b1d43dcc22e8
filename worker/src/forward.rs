//! The request to the origin: the bytes that were verified, and the edge's own signature on them.

use hookward::{Message, UnixTime, Verified, Verifier};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use worker::{AbortSignal, Fetch, Headers, Method, Request, RequestInit, RequestRedirect, ResponseBody};

use crate::body::{self, Broken};
use crate::delivery::{Delivery, as_label};
use crate::headers::{Fields, returning};
use crate::refusal::Refusal;
use crate::routes::Target;

/// The longest answer that is passed back, in bytes. Providers read a line of it, if that.
const MAX_ANSWER_BYTES: u64 = 1 << 20;

/// What the origin answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) body: Vec<u8>,
}

/// Sends a delivery to the route's origin and reads the answer to its end, all within the route's timeout.
///
/// To its end, because a status that has been passed on cannot be taken back: an origin that says 200 and then hangs has
/// not taken the delivery, and its provider must hear so and try again.
pub(crate) async fn forward(
    target: &Target,
    fields: &Fields,
    verified: &Verified<'_>,
    delivery: &Delivery,
    now: UnixTime,
) -> Result<Answer, Refusal> {
    let headers = fields.crossing(target.verifier.scheme(), !verified.reserialized());
    vouch(&headers, target, verified, delivery, now)?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        // Where a delivery goes is for the configuration to say, and not for whoever answers there.
        .with_redirect(RequestRedirect::Manual)
        .with_body(Some(Uint8Array::from(verified.body()).into()));
    let request = Request::new_with_init(&target.origin, &init)?;

    let signal = AbortSignal::from(web_sys::AbortSignal::timeout_with_f64(target.timeout * 1000.0));
    let failed = |reason: String| {
        if signal.aborted() { Refusal::OriginSlow { timeout: target.timeout } } else { Refusal::OriginUnreachable { reason } }
    };
    let response = Fetch::Request(request).send_with_signal(&signal).await.map_err(|error| failed(error.to_string()))?;
    let status = response.status_code();
    // Outside this range there is no response that this runtime could be asked to give.
    if !(200..=599).contains(&status) {
        return Err(failed(format!("it answered with the status {status}")));
    }
    let headers = returning(response.headers());
    let stream = match response.body() {
        ResponseBody::Stream(stream) => Some(stream.clone()),
        _ => None,
    };
    let body = body::read(stream, MAX_ANSWER_BYTES, None).await.map_err(|broken| match broken {
        Broken::TooLong => failed(format!("its answer is longer than {MAX_ANSWER_BYTES} bytes")),
        Broken::Off => failed("its answer broke off".to_owned()),
    })?;
    Ok(Answer { status, headers, body })
}

/// Adds what the edge vouches for. The names were cleared of whatever the sender had put there.
fn vouch(headers: &Headers, target: &Target, verified: &Verified<'_>, delivery: &Delivery, now: UnixTime) -> Result<(), JsValue> {
    let named = [("x-hookward-event", &delivery.event), ("x-hookward-delivery", &delivery.id)];
    let labels = named.into_iter().filter_map(|(name, text)| Some((name, as_label(text.as_deref()?)?)));
    for (name, value) in labels.chain([("x-hookward-scheme", target.verifier.scheme().id.as_ref())]) {
        headers.0.set(name, value)?;
    }
    if let Some(signer) = &target.signer {
        for (name, value) in sign(signer, verified, delivery, now) {
            headers.0.set(&name, &value)?;
        }
    }
    Ok(())
}

/// Signs a delivery as the edge. Takes a [`Verified`], which only a verification makes: what was not verified cannot be
/// signed, whatever the code around this does.
fn sign(signer: &Verifier, verified: &Verified<'_>, delivery: &Delivery, now: UnixTime) -> Vec<(String, String)> {
    let key = delivery.key(verified);
    signer.sign(&Message { body: verified.body(), now, delivery_id: Some(&key), event: None })
}
