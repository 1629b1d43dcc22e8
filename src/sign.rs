//! Signing, the inverse of verifying: creates a delivery as the provider would send it, from the same scheme.
//!
//! It is for tests, for tools, and for forwarding a verified delivery with your own signature.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::compiled_scheme::{CompiledScheme, SyntaxKind, TimePlace};
use crate::encoding::{MacBytes, encode};
use crate::engine::Engine;
use crate::form::Form;
use crate::headers::Slots;
use crate::key::{PreparedKey, Sink};
use crate::scheme::{Source, Timestamp};
use crate::signed_content::SignedContent;
use crate::unix_time::UnixTime;
use crate::verifier::{DEFAULT_METHOD, Verifier};

/// A delivery to be signed.
#[derive(Clone, Copy)]
pub struct Unsigned<'m> {
    /// The body, byte for byte as it will be sent. If the scheme has a timestamp in the body, the body must include it. With the
    /// feature `testing`, `sign_request` adds it.
    pub body: &'m [u8],
    /// The time of signing.
    pub now: UnixTime,
    /// The delivery id, for schemes that have it in a header. Other schemes have it in the body.
    pub delivery_id: Option<&'m str>,
    /// The event's name, for schemes that have it in a header. Other schemes have it in the body.
    pub event: Option<&'m str>,
    /// The URL of the delivery, for schemes that sign it.
    pub url: Option<&'m str>,
    /// The method of the delivery, in upper case, for schemes that sign it. Default: `POST`.
    pub method: Option<&'m str>,
}

impl<'m> Unsigned<'m> {
    /// Creates an unsigned delivery from its body and the time of signing.
    ///
    /// # Examples
    /// ```
    /// use hookward::{UnixTime, Unsigned};
    ///
    /// let unsigned = Unsigned { event: Some("sensor.online"), ..Unsigned::new(b"{}", UnixTime::from_secs(1_709_064_000)) };
    /// assert_eq!(unsigned.url, None);
    /// ```
    pub const fn new(body: &'m [u8], now: UnixTime) -> Self {
        Self { body, now, delivery_id: None, event: None, url: None, method: None }
    }

    /// Returns the URL and the method.
    pub(crate) fn request_line(&self) -> [Option<&'m str>; 2] {
        [self.url, Some(self.method.unwrap_or(DEFAULT_METHOD))]
    }
}

impl Verifier {
    /// Signs a delivery with the newest secret. Returns the headers to send with it, with names in lower case.
    ///
    /// # Examples
    /// ```
    /// use hookward::{UnixTime, Unsigned, Verifier, schemes};
    /// let verifier = Verifier::new(&schemes::STANDARD_WEBHOOKS, ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])?;
    /// let now = UnixTime::from_secs(1_614_265_330);
    /// let body = br#"{"test": 2432232314}"#;
    /// let headers = verifier.sign(&Unsigned { delivery_id: Some("msg_p5jXN8AQM9LWM0D4loKWxJek"), ..Unsigned::new(body, now) });
    /// assert!(verifier.verify(&headers, body, now).is_ok());
    /// # Ok::<(), hookward::ConfigError>(())
    /// ```
    pub fn sign(&self, unsigned: &Unsigned<'_>) -> Vec<(String, String)> {
        let Draft { mut headers, timestamp } = self.draft(unsigned);
        let request = self.by_name(&headers, unsigned.request_line());
        let value = self.engine.sign(&request, unsigned.body, &timestamp);
        headers.push((self.scheme.signature.header.to_string(), value));
        headers
    }

    /// Returns the headers of a delivery before it is signed.
    pub(crate) fn draft(&self, unsigned: &Unsigned<'_>) -> Draft {
        let scheme = self.scheme();
        let mut headers = Vec::new();
        for (source, value) in [(&scheme.event, unsigned.event), (&scheme.delivery_id, unsigned.delivery_id)] {
            if let (Some(Source::Header(name)), Some(value)) = (source, value) {
                headers.push((name.to_string(), value.to_string()));
            }
        }
        let timestamp = self.engine.timestamp_text(unsigned.now);
        if let Some(Timestamp::Header { header, .. }) = &scheme.timestamp {
            headers.push((header.to_string(), timestamp.clone()));
        }
        Draft { headers, timestamp }
    }
}

/// The headers of a delivery before it is signed.
pub(crate) struct Draft {
    /// All headers except the signature header.
    pub(crate) headers: Vec<(String, String)>,
    /// The timestamp in the format of the provider. Empty for schemes without a timestamp.
    pub(crate) timestamp: String,
}

impl Engine {
    /// Returns a time in the format of the provider. Returns an empty text for a scheme without a timestamp.
    pub fn timestamp_text(&self, now: UnixTime) -> String {
        self.scheme.timestamp.as_ref().map_or_else(String::new, |timestamp| now.print(timestamp.unit))
    }

    /// Returns the value of the signature header under the newest secret.
    ///
    /// A missing header of the signed content is signed as empty. `verify` then refuses the delivery, because the header is
    /// missing.
    pub fn sign(&self, headers: &impl Slots, body: &[u8], timestamp: &str) -> String {
        let content = SignedContent { scheme: &self.scheme, headers, timestamp: timestamp.as_bytes() };
        let form = if self.scheme.signs_form() { Form::parse(body).ok() } else { None };
        let signature = self.signature(self.keys.newest(), &|sink| content.feed(body, form.as_ref(), sink));
        self.scheme.signature_header(timestamp, &signature)
    }

    /// Returns the signature of a message under a key, encoded.
    pub(crate) fn signature(&self, key: Option<&PreparedKey>, feed: &dyn Fn(&mut Sink<'_>)) -> String {
        let mac = key.map_or([0; size_of::<MacBytes>()], |key| key.mac(feed));
        encode(self.scheme.encoding, mac.get(..self.scheme.algorithm.mac_length()).unwrap_or_default())
    }
}

impl CompiledScheme {
    /// Returns the value of the signature header, for an encoded signature.
    pub(crate) fn signature_header(&self, timestamp: &str, signature: &str) -> String {
        let mut value = self.prefix.clone();
        let name: Option<&[u8]> = match self.timestamp.as_ref().map(|timestamp| &timestamp.place) {
            Some(TimePlace::Field(field)) => Some(field),
            Some(TimePlace::FirstEntry) => Some(&[]),
            _ => None,
        };
        if let Some(name) = name {
            let equals: &[u8] = if name.is_empty() { b"" } else { b"=" };
            // If white space may follow a separator, providers write a space.
            let space: &[u8] = if self.optional_space { b" " } else { b"" };
            for part in [name, equals, timestamp.as_bytes(), &self.separator, space] {
                value.extend_from_slice(part);
            }
        }
        value.extend_from_slice(&self.marker);
        if self.syntax == SyntaxKind::Fields {
            value.push(b'=');
        }
        value.extend_from_slice(signature.as_bytes());
        // The texts of a compiled scheme are UTF-8, because they come from a scheme.
        String::from_utf8(value).unwrap_or_default()
    }
}
