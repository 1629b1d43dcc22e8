//! The dedupe key: what tells a retry or a replay from a new delivery, made only from what the signature covers.

use alloc::string::String;

use sha2::{Digest, Sha256};

use crate::encoding::encode;
use crate::form::Form;
use crate::key::{absorb, finish};
use crate::scheme::{Encoding, Scheme};
use crate::template::Part;

/// What a delivery is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity<'d> {
    /// Its id, which the signature covers.
    DeliveryId(&'d str),
    /// Its verified body, where the signature covers no id. Two deliveries with the same bytes are then one.
    Body(&'d [u8]),
    /// Its verified body, where the signature covers the fields of a form, `{form}`. However they are written and in whichever order, they
    /// are one delivery: else whoever replays it could make a new key by writing `%20` for `+`.
    Form(&'d [u8]),
}

impl<'d> Identity<'d> {
    /// Returns what a delivery without a signed id is known by.
    ///
    /// It is the form if its fields are signed, and the body if not.
    pub fn of_body(scheme: &Scheme, body: &'d [u8]) -> Self {
        if scheme.signed_content.parts().any(|part| part == Part::Form) { Self::Form(body) } else { Self::Body(body) }
    }
}

/// Returns the dedupe key of a verified delivery: 64 hex digits.
///
/// It is the SHA-256 of four texts: the tenant, the scheme's id, `id`, `body` or `form`, and the id, the body or what `{form}` stands for in
/// the signed content. Each has its length before it, in 8 bytes, little-endian, so that no text can be moved into its neighbour. The tenant
/// is what keeps endpoints apart that share a store, such as a path; empty for one endpoint.
///
/// ```
/// use hookward::{Identity, dedupe_key};
/// let key = dedupe_key("", "gilbert", Identity::DeliveryId("evt_1"));
/// assert_eq!(key.len(), 64);
/// assert_ne!(key, dedupe_key("", "grillo", Identity::DeliveryId("evt_1")));
/// ```
pub fn dedupe_key(tenant: &str, scheme: &str, identity: Identity<'_>) -> String {
    let (kind, value, form) = match identity {
        Identity::DeliveryId(id) => ("id", id.as_bytes(), None),
        Identity::Body(body) => ("body", body, None),
        // One that cannot be read was not verified, and its bytes are as good as any.
        Identity::Form(body) => ("form", body, Form::parse(body).ok()),
    };
    let mut hash = Sha256::new();
    for text in [tenant.as_bytes(), scheme.as_bytes(), kind.as_bytes()] {
        absorb(&mut hash, &(text.len() as u64).to_le_bytes());
        absorb(&mut hash, text);
    }
    let feed = |sink: &mut dyn FnMut(&[u8])| match &form {
        Some(form) => form.feed(sink),
        None => sink(value),
    };
    let mut length = 0_u64;
    feed(&mut |part| length = u64::saturating_add(length, part.len() as u64));
    absorb(&mut hash, &length.to_le_bytes());
    feed(&mut |part| absorb(&mut hash, part));
    encode(Encoding::Hex, &finish(hash))
}
