//! The dedupe key: what tells a retry or a replay from a new delivery, made only from what the signature covers.

use alloc::string::String;

use sha2::{Digest, Sha256};

use crate::encoding::encode;
use crate::form::Form;
use crate::key::{absorb, finish};
use crate::scheme::{Encoding, Scheme};
use crate::template::Part;

/// What a delivery is recognized by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity<'d> {
    /// Its id, which the signature covers.
    DeliveryId(&'d str),
    /// Its verified body, if the signature covers no id. Two deliveries with the same bytes are then one.
    Body(&'d [u8]),
    /// Its verified body, if the signature covers the fields of a form, `{form}`. Their spelling and order make no difference. Otherwise an
    /// attacker could create a new key by writing `%20` for `+`.
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
/// It is the SHA-256 of four texts: the tenant, the scheme's id, `id`, `body` or `form`, and the id, the body or what `{form}` stands for in
/// the signed content. Each is preceded by its length, in 8 bytes, little-endian, so that no text can be moved into its neighbour. The tenant
/// distinguishes endpoints that share a store, such as by a path. Pass an empty one for a single endpoint.
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
