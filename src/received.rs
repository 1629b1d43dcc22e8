//! A request as it was received.

use alloc::string::String;
use core::fmt;

/// A function that reads a member of a body as text, from the body and the path of the member.
pub type MemberOf<'r> = &'r dyn Fn(&[u8], &str) -> Option<String>;

/// A request as it was received, with its URL and method for the schemes that sign them.
///
/// # Examples
/// ```
/// use hookward::{Received, UnixTime, Verifier, schemes};
/// let verifier = Verifier::new(&schemes::GILBERT, ["key"])?;
/// let headers = [("x-gilbert-signature", "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8")];
/// let received = Received::new(&headers, b"The quick brown fox jumps over the lazy dog");
/// assert!(verifier.verify_received(&received, UnixTime::from_secs(1_709_064_000)).is_ok());
/// # Ok::<(), hookward::ConfigError>(())
/// ```
pub struct Received<'r, H: ?Sized> {
    /// The headers.
    pub headers: &'r H,
    /// The body, byte for byte.
    pub body: &'r [u8],
    /// The URL that is configured at the provider, for schemes that sign it. Never build it from the request's `Host`.
    pub url: Option<&'r str>,
    /// The method, in upper case, for schemes that sign it. Default: `POST`.
    pub method: Option<&'r str>,
    /// The function that reads a member of the verified body as text, for schemes with a timestamp in the body. Dots separate the
    /// names in its path.
    pub member: Option<MemberOf<'r>>,
}

impl<'r, H: ?Sized> Received<'r, H> {
    /// Creates a request from its headers and body.
    pub const fn new(headers: &'r H, body: &'r [u8]) -> Self {
        Self { headers, body, url: None, method: None, member: None }
    }
}

impl<H: ?Sized> Clone for Received<'_, H> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<H: ?Sized> Copy for Received<'_, H> {}

/// Prints only the length of the body.
impl<H: ?Sized> fmt::Debug for Received<'_, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Received({} bytes)", self.body.len())
    }
}
