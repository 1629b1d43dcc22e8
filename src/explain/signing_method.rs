//! How a signature may have been computed: the one right way, and what senders do in its place.
//!
//! The other ways are here to be named, never to be accepted: a bare hash anyone can make, and SHA-1 is no longer to be relied on.

use alloc::vec::Vec;

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::code::Code;

/// A way to compute a signature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum SigningMethod {
    /// The right one.
    HmacSha256,
    HmacSha1,
    HmacSha384,
    HmacSha512,
    /// A hash of the content, without a key.
    Digest(Hash),
    /// SHA-256 of the key and the content.
    SecretFirst,
    /// SHA-256 of the content and the key.
    SecretLast,
    /// HMAC with the content for its key.
    Swapped,
    /// HMAC of the content's SHA-256 in hex.
    DigestSigned,
}

/// A hash function that senders use without a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Hash {
    Sha1,
    Sha256,
    Sha512,
}

impl SigningMethod {
    /// Every way: first the right one, then the most usual.
    pub(super) const ALL: [Self; 11] = [
        Self::HmacSha256,
        Self::HmacSha1,
        Self::HmacSha512,
        Self::SecretFirst,
        Self::SecretLast,
        Self::Digest(Hash::Sha256),
        Self::HmacSha384,
        Self::Swapped,
        Self::DigestSigned,
        Self::Digest(Hash::Sha1),
        Self::Digest(Hash::Sha512),
    ];

    /// Returns what is wrong with it; `None` for the right one.
    pub(super) fn change(self) -> Option<Code> {
        match self {
            Self::HmacSha256 => None,
            Self::HmacSha1 => Some(Code::AlgorithmSha1),
            Self::HmacSha384 => Some(Code::AlgorithmSha384),
            Self::HmacSha512 => Some(Code::AlgorithmSha512),
            Self::Digest(Hash::Sha256) => Some(Code::AlgorithmDigest),
            Self::Digest(_) => Some(Code::AlgorithmDigestOther),
            Self::SecretFirst => Some(Code::AlgorithmSecretBody),
            Self::SecretLast => Some(Code::AlgorithmBodySecret),
            Self::Swapped => Some(Code::AlgorithmSwapped),
            Self::DigestSigned => Some(Code::AlgorithmDigestSigned),
        }
    }

    /// Whether the key has a part in it. Where it has none, one secret is as good as all.
    pub(super) fn uses_key(self) -> bool {
        !matches!(self, Self::Digest(_))
    }

    /// Computes the MAC of a content in three parts: before the body, the body, and after it.
    pub(super) fn mac(self, key: &[u8], content: &[&[u8]; 3]) -> Vec<u8> {
        let [before, body, after] = *content;
        match self {
            Self::HmacSha256 => hmac::<Hmac<Sha256>>(key, content),
            Self::HmacSha1 => hmac::<Hmac<Sha1>>(key, content),
            Self::HmacSha384 => hmac::<Hmac<Sha384>>(key, content),
            Self::HmacSha512 => hmac::<Hmac<Sha512>>(key, content),
            Self::Digest(Hash::Sha1) => digest::<Sha1>(content),
            Self::Digest(Hash::Sha256) => digest::<Sha256>(content),
            Self::Digest(Hash::Sha512) => digest::<Sha512>(content),
            Self::SecretFirst => digest::<Sha256>(&[key, before, body, after]),
            Self::SecretLast => digest::<Sha256>(&[before, body, after, key]),
            Self::Swapped => hmac::<Hmac<Sha256>>(&content.concat(), &[key]),
            Self::DigestSigned => hmac::<Hmac<Sha256>>(key, &[hex::encode(digest::<Sha256>(content)).as_bytes()]),
        }
    }
}

fn hmac<M: Mac + KeyInit>(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    // HMAC takes a key of any length; the `Result` is that of the general trait.
    let Ok(mut mac) = <M as KeyInit>::new_from_slice(key) else { return Vec::new() };
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().to_vec()
}

fn digest<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
    let mut hash = D::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().to_vec()
}
