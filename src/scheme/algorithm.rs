//! The hash function of the HMAC.

/// The hash function of the HMAC (RFC 2104).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Algorithm {
    /// SHA-256 (FIPS 180-4).
    #[default]
    Sha256,
    /// SHA-1 (FIPS 180-4). It is old, but not broken in an HMAC.
    Sha1,
    /// SHA-512 (FIPS 180-4).
    Sha512,
}

impl Algorithm {
    /// Returns the common name of the hash function.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
            Self::Sha512 => "SHA512",
        }
    }

    /// Returns the length of a MAC, in bytes.
    pub const fn mac_length(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha512 => 64,
        }
    }
}
