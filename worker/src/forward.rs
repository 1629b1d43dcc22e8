//! The request to the origin: the bytes that were verified, and the edge's own signature on them.

use hookward::{Message, UnixTime, Verifier};
use web_sys::Request;

use crate::delivery::{Delivery, as_label};
use crate::headers::Fields;
use crate::host::{self, Answer, Sent};
use crate::refusal::Refusal;
use crate::routes::Target;
use crate::verdict::Proven;

/// The longest answer that is passed back, in bytes. Providers read a line of it, if that.
const MAX_ANSWER_BYTES: u64 = 1 << 20;

/// Sends a delivery to the route's origin and reads the answer to its end, all within the route's timeout.
///
/// To its end, because a status that has been passed on cannot be taken back: an origin that says 200 and then hangs has
/// not taken the delivery, and its provider must hear so and try again.
pub(crate) async fn forward(
    target: &Target,
    request: &Request,
    fields: &Fields<'_>,
    proven: &Proven,
    delivery: &Delivery,
    now: UnixTime,
) -> Result<Answer, Refusal<'static>> {
    let dropped = fields.left_behind(target.verifier.scheme(), !proven.reserialized());
    let added = vouch(target, proven, delivery, now);
    let sent = Sent { dropped: &dropped, added: &added, body: proven.body() };
    let answer = host::send(&target.origin, request, sent, target.timeout, MAX_ANSWER_BYTES).await;
    match answer.status() {
        200..=599 => Ok(answer),
        0 if answer.slow() => Err(Refusal::OriginSlow { timeout: target.timeout }),
        0 => Err(Refusal::OriginUnreachable { reason: answer.reason() }),
        // There is no response with such a status that this runtime could be asked to give.
        status => Err(Refusal::OriginUnreachable { reason: format!("it answered with the status {status}") }),
    }
}

/// What the edge vouches for, a name and a value a line. Whatever the sender had put under these names is left behind.
fn vouch(target: &Target, proven: &Proven, delivery: &Delivery, now: UnixTime) -> String {
    let scheme = ["x-hookward-scheme\n", &target.verifier.scheme().id].concat();
    let named = [("x-hookward-event", &delivery.event), ("x-hookward-delivery", &delivery.id)];
    let labels = named.into_iter().filter_map(|(name, text)| Some([name, "\n", as_label(text.as_deref()?)?].concat()));
    let signature = target.signer.iter().flat_map(|signer| sign(signer, proven, delivery, now));
    let signature = signature.map(|(name, value)| [name.as_str(), "\n", &value].concat());
    core::iter::once(scheme).chain(labels).chain(signature).collect::<Vec<_>>().join("\n")
}

/// Signs a delivery as the edge. Takes a [`Proven`], which only a verification makes: what was not verified cannot be
/// signed, whatever the code around this does.
fn sign(signer: &Verifier, proven: &Proven, delivery: &Delivery, now: UnixTime) -> Vec<(String, String)> {
    let body = proven.body().to_vec();
    let key = delivery.key(&body);
    signer.sign(&Message { body: &body, now, delivery_id: Some(&key), event: None })
}
