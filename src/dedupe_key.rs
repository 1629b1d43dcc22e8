//! The dedupe key, which distinguishes a retry or a replay from a new delivery. It is made only from signed values.

use alloc::string::String;

use sha2::{Digest, Sha256};

use crate::encoding::encode;
use crate::form::Form;
use crate::key::{absorb, finish};
use crate::scheme::{Encoding, Scheme};
use crate::template::Part;

/// The value that identifies a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity<'d> {
    /// The delivery id, which the signature covers.
    DeliveryId(&'d str),
    /// The verified body, if the signature covers no id. Two deliveries with the same bytes then have the same identity.
    Body(&'d [u8]),
    /// The verified body, if the signature covers the fields of a form, `{form}`. The spelling and the order of the fields make
    /// no difference. Otherwise an attacker could create a new key by writing `%20` for `+`.
    Form(&'d [u8]),
}

impl<'d> Identity<'d> {
    /// Returns the identity of a delivery without a signed id: its form if the fields are signed, else its body.
    pub fn of_body(scheme: &Scheme, body: &'d [u8]) -> Self {
        if scheme.signed_content.parts().any(|part| part == Part::Form) { Self::Form(body) } else { Self::Body(body) }
    }
}

/// Returns the dedupe key of a verified delivery: 64 hex digits.
///
/// The key is the SHA-256 of four texts: the tenant, the id of the scheme, the kind, and the value. The kind is `id`, `body` or
/// `form`. The value is the delivery id, the body, or the text of `{form}` in the signed content. Before each text is its length,
/// in 8 bytes, little-endian, so that no byte can move from one text to the next.
///
/// The tenant distinguishes endpoints that share a store, for example by path. Pass an empty tenant for a single endpoint.
///
/// # Examples
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
        // A form that cannot be parsed was not verified. Its bytes are then used as they are.
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
