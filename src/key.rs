//! Secrets made ready to verify with, and the ring of them that a rotation needs.

use alloc::vec::Vec;
use core::fmt;

use crate::encoding::{TAG_LEN, Tag, decode_secret};
use crate::error::{ConfigError, SecretFault};
use crate::hash::{BLOCK_LEN, Hash, State, after, sha256};
use crate::scheme::SecretEncoding;

/// The most secrets that a verifier holds. A rotation needs two; each costs a MAC over the body when none matches.
pub const MAX_SECRETS: usize = 16;

/// A secret as the caller has it: text, written as the provider gave it, or the bytes of the key itself.
///
/// Text is read as the scheme says; for most that is its UTF-8 bytes, exactly as given. Bytes are never decoded.
#[derive(Clone, Copy)]
pub enum Secret<'s> {
    /// The secret as the provider shows it.
    Text(&'s str),
    /// The key itself.
    Bytes(&'s [u8]),
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

/// SHA-256 as the host has it, for bodies that stay with the host.
///
/// Where its SHA-256 has instructions that this code cannot use, as Node's has and WebAssembly's has not, that pays for long
/// bodies. What it is given is as secret as the key, from which it is made.
pub trait HostHash {
    /// The SHA-256 of `before`, the body and `behind`, one after another. Called once for each secret.
    fn sha256<'p>(&mut self, before: impl Iterator<Item = &'p [u8]>, behind: impl Iterator<Item = &'p [u8]>) -> [u8; TAG_LEN];
}

/// A key with the first block of HMAC's inner and outer hash computed, so that a message costs two blocks less (RFC 2104).
#[derive(Clone)]
pub(crate) struct Key {
    inner: State,
    outer: State,
    /// The block that the inner state comes of, for what the host hashes.
    inner_block: [u8; BLOCK_LEN],
}

impl Key {
    pub(crate) fn new(key: &[u8]) -> Self {
        let hashed = sha256(key);
        // RFC 2104, section 2: a key that is longer than a block is hashed first; zeros fill the block.
        let key = if key.len() > BLOCK_LEN { &hashed[..] } else { key };
        let mut block = [0; BLOCK_LEN];
        block.iter_mut().zip(key).for_each(|(place, byte)| *place = *byte);
        let inner_block = block.map(|byte| byte ^ 0x36);
        Self { inner: after(&inner_block), outer: after(&block.map(|byte| byte ^ 0x5c)), inner_block }
    }

    /// The tag of a message given in parts, which are never put together.
    pub(crate) fn tag<'p>(&self, parts: impl Iterator<Item = &'p [u8]>) -> Tag {
        let mut hash = Hash::resume(self.inner);
        parts.for_each(|part| hash.update(part));
        self.tag_of_inner(&hash.finish())
    }

    /// What the inner message begins with.
    pub(crate) fn inner_block(&self) -> &[u8] {
        &self.inner_block
    }

    /// The tag of a message of which the host has computed the inner hash.
    pub(crate) fn tag_of_inner(&self, inner: &[u8; TAG_LEN]) -> Tag {
        let mut hash = Hash::resume(self.outer);
        hash.update(inner);
        hash.finish()
    }
}

/// The secrets of one verifier, newest first.
#[derive(Clone)]
pub(crate) struct Keyring {
    keys: Vec<Key>,
    /// The first secret that begins or ends with white space, to be named when nothing matches.
    padded: Option<u32>,
}

impl Keyring {
    /// Prepares every secret, and refuses the lot if one of them cannot be used.
    pub(crate) fn new<'s>(secrets: impl IntoIterator<Item = Secret<'s>>, encoding: SecretEncoding) -> Result<Self, ConfigError> {
        let mut ring = Self { keys: Vec::new(), padded: None };
        for (index, secret) in (0_u32..).zip(secrets) {
            if ring.keys.len() == MAX_SECRETS {
                return Err(ConfigError::InvalidOption { option: "secrets", expected: "16 secrets at most" });
            }
            let key = prepare(secret, encoding).map_err(|fault| ConfigError::InvalidSecret { index, fault })?;
            ring.keys.push(key);
            if ring.padded.is_none() && is_padded(secret) {
                ring.padded = Some(index);
            }
        }
        if ring.keys.is_empty() {
            return Err(ConfigError::InvalidSecret { index: 0, fault: SecretFault::None });
        }
        Ok(ring)
    }

    pub(crate) fn iter(&self) -> core::slice::Iter<'_, Key> {
        self.keys.iter()
    }

    /// The key to sign with.
    pub(crate) fn newest(&self) -> Option<&Key> {
        self.keys.first()
    }

    pub(crate) fn padded(&self) -> Option<u32> {
        self.padded
    }
}

/// An empty or blank secret is one that anybody can sign with: most often an environment variable that is not set.
fn prepare(secret: Secret<'_>, encoding: SecretEncoding) -> Result<Key, SecretFault> {
    let key = match secret {
        Secret::Text(text) if text.trim().is_empty() => return Err(SecretFault::Empty),
        Secret::Text(text) => decode_secret(encoding, text.as_bytes())?,
        Secret::Bytes(bytes) => bytes.into(),
    };
    if key.is_empty() {
        return Err(SecretFault::Empty);
    }
    Ok(Key::new(&key))
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
