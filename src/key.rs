//! Secrets, the keys prepared from them, and the keyring that a rotation requires.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;

#[cfg(any(feature = "sha1", feature = "sha512"))]
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::compiled_scheme::CompiledScheme;
use crate::encoding::{MacBytes, SHA256_LEN, decode_secret};
use crate::error::{ConfigError, SchemeReason, SecretReason};
use crate::lent_hash::LentHash;
#[cfg(feature = "wire")]
use crate::lent_hash::LentKey;
use crate::scheme::{Algorithm, SecretEncoding};

/// The maximum number of secrets of a verifier. A rotation requires two. Each secret requires a MAC over the body.
pub const MAX_SECRETS: usize = 16;

/// A secret: text in the format of the provider, or the bytes of the key.
///
/// Text is decoded with the scheme's `secretEncoding`. For most schemes, the key is the UTF-8 bytes of the text, exactly as
/// given. Bytes are never decoded.
#[derive(Clone, Copy)]
pub enum Secret<'s> {
    /// The secret as the provider shows it.
    Text(&'s str),
    /// The key itself.
    Bytes(&'s [u8]),
}

impl<'s> Secret<'s> {
    /// Returns the key of the secret in an encoding.
    pub(crate) fn key(self, encoding: SecretEncoding) -> Result<Cow<'s, [u8]>, SecretReason> {
        match self {
            Self::Text(text) => decode_secret(encoding, text),
            Self::Bytes(bytes) => Ok(bytes.into()),
        }
    }

    /// Returns the secret without a prefix, which only a text can have.
    fn without_prefix(self, prefix: &[u8]) -> Self {
        match self {
            Self::Text(text) => {
                Self::Text(core::str::from_utf8(prefix).ok().and_then(|it| text.strip_prefix(it)).unwrap_or(text))
            }
            bytes @ Self::Bytes(_) => bytes,
        }
    }
}

impl<'s> From<&'s str> for Secret<'s> {
    fn from(text: &'s str) -> Self {
        Self::Text(text)
    }
}

impl<'s> From<&'s alloc::string::String> for Secret<'s> {
    fn from(text: &'s alloc::string::String) -> Self {
        Self::Text(text)
    }
}

impl<'s> From<&'s [u8]> for Secret<'s> {
    fn from(bytes: &'s [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

impl fmt::Debug for Secret<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// A key that is ready for the MAC.
#[derive(Clone)]
#[allow(clippy::large_enum_variant)] // Nearly every key is the large one.
pub(crate) enum PreparedKey {
    Sha256(Sha256Key),
    #[cfg(feature = "sha1")]
    Sha1(Hmac<sha1::Sha1>),
    #[cfg(feature = "sha512")]
    Sha512(Hmac<sha2::Sha512>),
    #[cfg(feature = "wire")]
    Lent(LentKey),
}

/// A function that receives the message of a MAC, piece by piece.
pub(crate) type Sink<'s> = dyn FnMut(&[u8]) + 's;

impl PreparedKey {
    /// Prepares a key. Returns `None` for a hash that this build does not support.
    pub(crate) fn new(algorithm: Algorithm, key: &[u8], lent: Option<LentHash>) -> Option<Self> {
        match algorithm {
            Algorithm::Sha256 => Some(Self::Sha256(Sha256Key::new(key))),
            #[cfg(feature = "wire")]
            other if lent.is_some() => Some(Self::Lent(LentKey::new(other, key, lent?))),
            // HMAC accepts a key of any length. The `Result` comes from the general trait.
            #[cfg(feature = "sha1")]
            Algorithm::Sha1 => Hmac::new_from_slice(key).ok().map(Self::Sha1),
            #[cfg(feature = "sha512")]
            Algorithm::Sha512 => Hmac::new_from_slice(key).ok().map(Self::Sha512),
            #[allow(unreachable_patterns)] // In a build with every hash.
            _ => {
                let _ = lent;
                None
            }
        }
    }

    /// Returns the MAC of a message. `feed` passes on the message piece by piece, so it is never concatenated.
    pub(crate) fn mac(&self, feed: &dyn Fn(&mut Sink<'_>)) -> MacBytes {
        match self {
            Self::Sha256(key) => key.mac(feed),
            #[cfg(feature = "sha1")]
            Self::Sha1(mac) => padded(&mac_of(mac, feed)),
            #[cfg(feature = "sha512")]
            Self::Sha512(mac) => padded(&mac_of(mac, feed)),
            #[cfg(feature = "wire")]
            Self::Lent(key) => key.mac(feed),
        }
    }

    /// Returns the key for a hash that the runtime computes. Only SHA-256 is possible.
    #[allow(clippy::match_wildcard_for_single_variants)] // The variants depend on the features.
    pub(crate) fn for_runtime(&self) -> Option<&Sha256Key> {
        match self {
            Self::Sha256(key) => Some(key),
            #[allow(unreachable_patterns)] // In a build without other hashes.
            _ => None,
        }
    }
}

#[cfg(any(feature = "sha1", feature = "sha512"))]
fn mac_of<M: Mac + Clone>(prepared: &M, feed: &dyn Fn(&mut Sink<'_>)) -> hmac::digest::Output<M> {
    let mut mac = prepared.clone();
    feed(&mut |piece| mac.update(piece));
    mac.finalize().into_bytes()
}

/// Returns a MAC padded with zeros.
pub(crate) fn padded(mac: &[u8]) -> MacBytes {
    let mut bytes = [0; size_of::<MacBytes>()];
    if let Some(start) = bytes.get_mut(..mac.len()) {
        start.copy_from_slice(mac);
    }
    bytes
}

/// A key with the computed inner and outer state of HMAC, which saves two hash blocks per message (RFC 2104, section 4).
#[derive(Clone)]
pub(crate) struct Sha256Key {
    /// The first block of the inner message, for bodies that the runtime hashes.
    inner_block: [u8; BLOCK_LEN],
    /// The inner and the outer hash after their first blocks.
    inner: Sha256,
    outer: Sha256,
}

/// The length of a SHA-256 block, in bytes (FIPS 180-4).
const BLOCK_LEN: usize = 64;

impl Sha256Key {
    fn new(key: &[u8]) -> Self {
        let mut block = [0; BLOCK_LEN];
        if let Some(start) = block.get_mut(..key.len()) {
            start.copy_from_slice(key);
        } else if let Some(start) = block.get_mut(..SHA256_LEN) {
            start.copy_from_slice(&sha256(key));
        }
        let inner_block = block.map(|byte| byte ^ INNER);
        let (mut inner, mut outer) = (Sha256::new(), Sha256::new());
        absorb(&mut inner, &inner_block);
        absorb(&mut outer, &block.map(|byte| byte ^ OUTER));
        Self { inner_block, inner, outer }
    }

    /// Returns the first block of the inner message.
    pub(crate) fn inner_block(&self) -> &[u8] {
        &self.inner_block
    }

    fn mac(&self, feed: &dyn Fn(&mut Sink<'_>)) -> MacBytes {
        let mut inner = self.inner.clone();
        feed(&mut |piece| absorb(&mut inner, piece));
        self.mac_of_inner_hash(&finish(inner))
    }

    /// Returns the MAC of a message from its inner hash.
    pub(crate) fn mac_of_inner_hash(&self, inner: &[u8; SHA256_LEN]) -> MacBytes {
        let mut outer = self.outer.clone();
        absorb(&mut outer, inner);
        padded(&finish(outer))
    }
}

pub(crate) fn sha256(bytes: &[u8]) -> [u8; SHA256_LEN] {
    let mut hash = Sha256::new();
    absorb(&mut hash, bytes);
    finish(hash)
}

/// Hashes more bytes. It is a separate function, so that its code is not copied to every caller.
#[inline(never)]
pub(crate) fn absorb(hash: &mut Sha256, bytes: &[u8]) {
    hash.update(bytes);
}

#[inline(never)]
pub(crate) fn finish(hash: Sha256) -> [u8; SHA256_LEN] {
    hash.finalize().into()
}

/// The bytes that are combined with each byte of a key, for the inner and the outer message (RFC 2104, section 2).
pub(crate) const INNER: u8 = 0x36;
pub(crate) const OUTER: u8 = 0x5c;

/// The secrets of one verifier, newest first.
#[derive(Clone)]
pub(crate) struct Keyring {
    /// The keys, each with the position of its secret. A secret with several readings has several keys.
    keys: Vec<(usize, PreparedKey)>,
    /// The number of secrets.
    secrets: usize,
    /// The first secret that begins or ends with white space, for the error if nothing matches.
    padded: Option<u32>,
}

impl Keyring {
    /// Prepares every secret. Refuses all secrets if one of them cannot be used.
    pub(crate) fn new<'s>(
        secrets: impl IntoIterator<Item = Secret<'s>>,
        scheme: &CompiledScheme,
        lent: Option<LentHash>,
    ) -> Result<Self, ConfigError> {
        let mut ring = Self { keys: Vec::new(), secrets: 0, padded: None };
        for (index, secret) in (0_u32..).zip(secrets) {
            if ring.secrets == MAX_SECRETS {
                return Err(ConfigError::InvalidOption { scheme: None, option: "secrets", expected: "16 secrets at most" });
            }
            let invalid = |reason| ConfigError::InvalidSecret { scheme: None, index, reason, odd: None };
            each_key(secret, scheme, &mut |key| {
                ring.keys.extend(PreparedKey::new(scheme.algorithm, key, lent).map(|key| (ring.secrets, key)));
            })
            .map_err(invalid)?;
            ring.secrets = ring.secrets.saturating_add(1);
            if ring.padded.is_none() && is_padded(secret) {
                ring.padded = Some(index);
            }
        }
        match (ring.secrets, ring.keys.is_empty()) {
            (0, _) => Err(ConfigError::InvalidSecret { scheme: None, index: 0, reason: SecretReason::None, odd: None }),
            // Each secret has a key, unless this build does not support the hash.
            (_, true) => {
                Err(ConfigError::InvalidScheme { scheme: None, field: "algorithm".into(), reason: SchemeReason::NoHash })
            }
            _ => Ok(ring),
        }
    }

    /// Returns every key, with the position of its secret.
    pub(crate) fn iter(&self) -> core::slice::Iter<'_, (usize, PreparedKey)> {
        self.keys.iter()
    }

    /// Returns the number of secrets.
    pub(crate) fn secrets(&self) -> usize {
        self.secrets
    }

    /// Returns the key for signing.
    pub(crate) fn newest(&self) -> Option<&PreparedKey> {
        self.keys.first().map(|(_, key)| key)
    }

    pub(crate) fn padded(&self) -> Option<u32> {
        self.padded
    }
}

/// Passes the keys of a secret to `keep`: one for each successful reading, and no key twice in a row.
///
/// Refuses a secret that is empty, blank or only zeros, because anyone could sign with it. Usually, a variable is not set.
fn each_key(secret: Secret<'_>, scheme: &CompiledScheme, keep: &mut dyn FnMut(&[u8])) -> Result<(), SecretReason> {
    if matches!(secret, Secret::Text(text) if text.trim().is_empty()) {
        return Err(SecretReason::Empty);
    }
    let mut last: Option<Cow<'_, [u8]>> = None;
    let mut refused = None;
    for encoding in &scheme.secret_encodings {
        match secret.without_prefix(&scheme.secret_prefix).key(*encoding) {
            // HMAC pads a key with zeros to the length of a block (RFC 2104, section 2), so a key of only zeros is the empty key.
            Ok(key) if key.iter().all(|byte| *byte == 0) => return Err(SecretReason::Empty),
            Ok(key) if last.as_ref() == Some(&key) => {}
            Ok(key) => {
                keep(&key);
                last = Some(key);
            }
            Err(reason) => refused = refused.or(Some(reason)),
        }
    }
    match refused {
        Some(reason) if last.is_none() => Err(reason),
        _ => Ok(()),
    }
}

fn is_padded(secret: Secret<'_>) -> bool {
    match secret {
        Secret::Text(text) => text.trim().len() < text.len(),
        Secret::Bytes(bytes) => bytes.trim_ascii().len() < bytes.len(),
    }
}

/// Prints the number of secrets, and nothing about the secrets.
impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keyring({} secrets)", self.secrets)
    }
}
