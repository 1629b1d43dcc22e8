//! How a signature may have been computed: the one right way, and what senders do in its place.

use alloc::vec::Vec;

use hmac::{Hmac, KeyInit};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::code::Code;

/// A way to compute a signature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Algorithm {
    HmacSha256,
    HmacSha1,
    HmacSha384,
    HmacSha512,
    Digest(Hash),
    SecretFirst,
    SecretLast,
    Swapped,
    DigestSigned,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Hash {
    Sha1,
    Sha256,
    Sha512,
}

impl Algorithm {
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

    /// What is wrong with it; nothing for the right one.
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

    /// Whether the key has a part in it.
    pub(super) fn uses_key(self) -> bool {
        !matches!(self, Self::Digest(_))
    }

    /// The signature of a content, given in parts.
    pub(super) fn tag(self, key: &[u8], content: &[&[u8]; 3]) -> Vec<u8> {
        let [before, body, behind] = *content;
        match self {
            Self::HmacSha256 => mac::<Hmac<Sha256>>(key, content),
            Self::HmacSha1 => mac::<Hmac<Sha1>>(key, content),
            Self::HmacSha384 => mac::<Hmac<Sha384>>(key, content),
            Self::HmacSha512 => mac::<Hmac<Sha512>>(key, content),
            Self::Digest(Hash::Sha1) => digest::<Sha1>(content),
            Self::Digest(Hash::Sha256) => digest::<Sha256>(content),
            Self::Digest(Hash::Sha512) => digest::<Sha512>(content),
            Self::SecretFirst => digest::<Sha256>(&[key, before, body, behind]),
            Self::SecretLast => digest::<Sha256>(&[before, body, behind, key]),
            Self::Swapped => mac::<Hmac<Sha256>>(&content.concat(), &[key]),
            Self::DigestSigned => mac::<Hmac<Sha256>>(key, &[hex::encode(digest::<Sha256>(content)).as_bytes()]),
        }
    }
}

fn mac<M: hmac::Mac + KeyInit>(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
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
