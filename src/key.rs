//! Secrets, the keys prepared from them, and the keyring that a rotation needs.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::encoding::{MAC_LEN, MacBytes, decode_secret};
use crate::error::{ConfigError, SecretReason};
use crate::scheme::SecretEncoding;

/// The most secrets that a verifier holds. A rotation needs two; each costs a MAC over the body when none matches.
pub const MAX_SECRETS: usize = 16;

/// A secret as the caller has it: text, written as the provider gave it, or the bytes of the key itself.
///
/// Text is decoded as the scheme's `secretEncoding` says; for most that is its UTF-8 bytes, exactly as given. Bytes are never
/// decoded.
#[derive(Clone, Copy)]
pub enum Secret<'s> {
    /// The secret as the provider shows it.
    Text(&'s str),
    /// The key itself.
    Bytes(&'s [u8]),
}

impl<'s> Secret<'s> {
    /// Returns the key that it stands for in an encoding.
    pub(crate) fn key(self, encoding: SecretEncoding) -> Result<Cow<'s, [u8]>, SecretReason> {
        match self {
            Self::Text(text) => decode_secret(encoding, text),
            Self::Bytes(bytes) => Ok(bytes.into()),
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

/// A key with HMAC's inner and outer state computed, so that a message costs two hash blocks less (RFC 2104, section 4).
#[derive(Clone)]
pub(crate) struct PreparedKey {
    mac: Hmac<Sha256>,
    /// The first block of the inner message, and the outer hash after its first block. For bodies that the runtime hashes.
    inner_block: [u8; BLOCK_LEN],
    outer: Sha256,
}

/// SHA-256's block, in bytes (FIPS 180-4).
const BLOCK_LEN: usize = 64;

impl PreparedKey {
    pub(crate) fn new(key: &[u8]) -> Option<Self> {
        let mut block = [0; BLOCK_LEN];
        if let Some(start) = block.get_mut(..key.len()) {
            start.copy_from_slice(key);
        } else if let Some(start) = block.get_mut(..MAC_LEN) {
            start.copy_from_slice(&Sha256::digest(key));
        }
        Some(Self {
            // HMAC takes a key of any length; the `Result` is that of the general trait.
            mac: Hmac::new_from_slice(key).ok()?,
            inner_block: block.map(|byte| byte ^ 0x36),
            outer: Sha256::new_with_prefix(block.map(|byte| byte ^ 0x5c)),
        })
    }

    /// Returns the MAC of a message given in parts, which are never put together.
    pub(crate) fn mac<'p>(&self, parts: impl Iterator<Item = &'p [u8]>) -> MacBytes {
        let mut mac = self.mac.clone();
        for part in parts {
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// Returns the first block of the inner message.
    pub(crate) fn inner_block(&self) -> &[u8] {
        &self.inner_block
    }

    /// Returns the MAC of a message whose inner hash the runtime has computed.
    pub(crate) fn mac_of_inner_hash(&self, inner: &[u8; MAC_LEN]) -> MacBytes {
        self.outer.clone().chain_update(inner).finalize().into()
    }
}

/// The secrets of one verifier, newest first.
#[derive(Clone)]
pub(crate) struct Keyring {
    keys: Vec<PreparedKey>,
    /// The first secret that begins or ends with white space, to be named when nothing matches.
    padded: Option<u32>,
}

impl Keyring {
    /// Prepares every secret, and refuses the lot if one of them cannot be used.
    pub(crate) fn new<'s>(secrets: impl IntoIterator<Item = Secret<'s>>, encoding: SecretEncoding) -> Result<Self, ConfigError> {
        let mut ring = Self { keys: Vec::new(), padded: None };
        for (index, secret) in (0_u32..).zip(secrets) {
            if ring.keys.len() == MAX_SECRETS {
                return Err(ConfigError::InvalidOption { scheme: None, option: "secrets", expected: "16 secrets at most" });
            }
            let key = prepare(secret, encoding).map_err(|reason| ConfigError::InvalidSecret {
                scheme: None,
                index,
                reason,
                odd: None,
            })?;
            ring.keys.push(key);
            if ring.padded.is_none() && is_padded(secret) {
                ring.padded = Some(index);
            }
        }
        if ring.keys.is_empty() {
            return Err(ConfigError::InvalidSecret { scheme: None, index: 0, reason: SecretReason::None, odd: None });
        }
        Ok(ring)
    }

    pub(crate) fn iter(&self) -> core::slice::Iter<'_, PreparedKey> {
        self.keys.iter()
    }

    /// The key to sign with.
    pub(crate) fn newest(&self) -> Option<&PreparedKey> {
        self.keys.first()
    }

    pub(crate) fn padded(&self) -> Option<u32> {
        self.padded
    }
}

/// Refuses a secret that is empty, blank or zeros alone, with which anyone could sign: most often a variable that is not set.
fn prepare(secret: Secret<'_>, encoding: SecretEncoding) -> Result<PreparedKey, SecretReason> {
    if matches!(secret, Secret::Text(text) if text.trim().is_empty()) {
        return Err(SecretReason::Empty);
    }
    let key = secret.key(encoding)?;
    // HMAC fills a key up to a block with zeros (RFC 2104, section 2), so one of zeros alone is the empty key.
    if key.iter().all(|byte| *byte == 0) {
        return Err(SecretReason::Empty);
    }
    PreparedKey::new(&key).ok_or(SecretReason::Encoding)
}

fn is_padded(secret: Secret<'_>) -> bool {
    match secret {
        Secret::Text(text) => text.trim() != text,
        Secret::Bytes(bytes) => bytes.trim_ascii() != bytes,
    }
}

/// How many keys, and nothing of them.
impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keyring({} secrets)", self.keys.len())
    }
}
