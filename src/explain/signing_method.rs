//! The methods by which a signature may have been computed: the scheme's method, and methods that senders use instead.
//!
//! The other methods are only for findings and are never accepted. Anyone can compute a hash without a key.

use alloc::vec::Vec;

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::code::Code;
use crate::Algorithm;

/// A method to compute a signature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum SigningMethod {
    /// HMAC with a hash. HMAC with the scheme's hash is the correct method.
    Hmac(Hash),
    /// A hash of the content, without a key.
    Digest(Hash),
    /// SHA-256 of the key and the content.
    SecretFirst,
    /// SHA-256 of the content and the key.
    SecretLast,
    /// HMAC with the content as the key, and the scheme's hash.
    Swapped(Hash),
    /// HMAC of the content's hash in hex. Both use the scheme's hash.
    DigestSigned(Hash),
}

/// A hash function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl From<Algorithm> for Hash {
    fn from(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Sha1 => Self::Sha1,
            Algorithm::Sha256 => Self::Sha256,
            Algorithm::Sha512 => Self::Sha512,
        }
    }
}

/// The number of methods.
pub(super) const METHODS: usize = 11;

impl SigningMethod {
    /// Returns every method: first the correct one for a scheme with this algorithm, then the most common ones.
    pub(super) fn all(algorithm: Algorithm) -> [Self; METHODS] {
        let right = Hash::from(algorithm);
        // The other two hashes that schemes use.
        let [second, third] = match right {
            Hash::Sha1 => [Hash::Sha256, Hash::Sha512],
            Hash::Sha512 => [Hash::Sha256, Hash::Sha1],
            Hash::Sha256 | Hash::Sha384 => [Hash::Sha1, Hash::Sha512],
        };
        [
            Self::Hmac(right),
            Self::Hmac(second),
            Self::Hmac(third),
            Self::SecretFirst,
            Self::SecretLast,
            Self::Digest(Hash::Sha256),
            Self::Hmac(Hash::Sha384),
            Self::Swapped(right),
            Self::DigestSigned(right),
            Self::Digest(Hash::Sha1),
            Self::Digest(Hash::Sha512),
        ]
    }

    /// Returns the change of this method for a scheme with this algorithm. `None` for the correct method.
    pub(super) fn change(self, algorithm: Algorithm) -> Option<Code> {
        match self {
            Self::Hmac(hash) if hash == algorithm.into() => None,
            Self::Hmac(Hash::Sha1) => Some(Code::AlgorithmSha1),
            Self::Hmac(Hash::Sha256) => Some(Code::AlgorithmSha256),
            Self::Hmac(Hash::Sha384) => Some(Code::AlgorithmSha384),
            Self::Hmac(Hash::Sha512) => Some(Code::AlgorithmSha512),
            Self::Digest(Hash::Sha256) => Some(Code::AlgorithmDigest),
            Self::Digest(_) => Some(Code::AlgorithmDigestOther),
            Self::SecretFirst => Some(Code::AlgorithmSecretBody),
            Self::SecretLast => Some(Code::AlgorithmBodySecret),
            Self::Swapped(_) => Some(Code::AlgorithmSwapped),
            Self::DigestSigned(_) => Some(Code::AlgorithmDigestSigned),
        }
    }

    /// Returns whether the method uses the key. Without a key, the result is the same for every secret.
    pub(super) fn uses_key(self) -> bool {
        !matches!(self, Self::Digest(_))
    }

    /// Computes the MAC of a content in three parts: before the body, the body, and after it.
    pub(super) fn mac(self, key: &[u8], content: &[&[u8]; 3]) -> Vec<u8> {
        let [before, body, after] = *content;
        match self {
            Self::Hmac(hash) => hmac(hash, key, content),
            Self::Digest(hash) => digest(hash, content),
            Self::SecretFirst => digest(Hash::Sha256, &[key, before, body, after]),
            Self::SecretLast => digest(Hash::Sha256, &[before, body, after, key]),
            Self::Swapped(hash) => hmac(hash, &content.concat(), &[key]),
            Self::DigestSigned(hash) => hmac(hash, key, &[hex::encode(digest(hash, content)).as_bytes()]),
        }
    }
}

fn hmac(hash: Hash, key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    match hash {
        Hash::Sha1 => hmac_with::<Hmac<Sha1>>(key, parts),
        Hash::Sha256 => hmac_with::<Hmac<Sha256>>(key, parts),
        Hash::Sha384 => hmac_with::<Hmac<Sha384>>(key, parts),
        Hash::Sha512 => hmac_with::<Hmac<Sha512>>(key, parts),
    }
}

fn hmac_with<M: Mac + KeyInit>(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    // HMAC accepts a key of any length. The `Result` comes from the general trait.
    let Ok(mut mac) = <M as KeyInit>::new_from_slice(key) else { return Vec::new() };
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().to_vec()
}

fn digest(hash: Hash, parts: &[&[u8]]) -> Vec<u8> {
    match hash {
        Hash::Sha1 => digest_with::<Sha1>(parts),
        Hash::Sha256 => digest_with::<Sha256>(parts),
        Hash::Sha384 => digest_with::<Sha384>(parts),
        Hash::Sha512 => digest_with::<Sha512>(parts),
    }
}

fn digest_with<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
    let mut hash = D::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().to_vec()
}
