//! Signing, the inverse of verifying, from the same scheme: a delivery as the provider would send it.
//!
//! For tests, for tools, and for forwarding a verified delivery under a signature of your own.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::compiled_scheme::{CompiledScheme, CompiledTimestamp, SyntaxKind};
use crate::encoding::encode;
use crate::engine::Engine;
use crate::headers::Slots;
use crate::parsed_headers::ContentParts;
use crate::scheme::{Source, Timestamp};
use crate::unix_time::UnixTime;
use crate::verifier::Verifier;

/// A delivery to be signed.
#[derive(Clone, Copy)]
pub struct Unsigned<'m> {
    /// The body, byte for byte as it will be sent.
    pub body: &'m [u8],
    /// The time of signing.
    pub now: UnixTime,
    /// The delivery id, for schemes that carry it in a header. Elsewhere it is in the body already.
    pub delivery_id: Option<&'m str>,
    /// The event's name, for schemes that carry it in a header. Elsewhere it is in the body already.
    pub event: Option<&'m str>,
}

impl Verifier {
    /// Signs a delivery with the newest secret. Returns the headers to send with it, names in lower case.
    ///
    /// ```
    /// use hookward::{UnixTime, Unsigned, Verifier, schemes};
    /// let verifier = Verifier::new(&schemes::STANDARD_WEBHOOKS, ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])?;
    /// let now = UnixTime::from_secs(1_614_265_330);
    /// let body = br#"{"test": 2432232314}"#;
    /// let headers = verifier.sign(&Unsigned { body, now, delivery_id: Some("msg_p5jXN8AQM9LWM0D4loKWxJek"), event: None });
    /// assert!(verifier.verify(&headers, body, now).is_ok());
    /// # Ok::<(), hookward::ConfigError>(())
    /// ```
    pub fn sign(&self, unsigned: &Unsigned<'_>) -> Vec<(String, String)> {
        let Draft { mut headers, timestamp } = self.draft(unsigned);
        let value = self.engine.sign(&self.by_name(&headers), unsigned.body, &timestamp);
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
    /// All but the signature.
    pub(crate) headers: Vec<(String, String)>,
    /// The timestamp as its provider writes it; empty for schemes without.
    pub(crate) timestamp: String,
}

impl Engine {
    /// Returns a time as the provider writes it; empty for a scheme without a timestamp.
    pub fn timestamp_text(&self, now: UnixTime) -> String {
        self.scheme.timestamp.as_ref().map_or_else(String::new, |timestamp| now.print(timestamp.unit))
    }

    /// Returns the value of the signature header under the newest secret.
    ///
    /// Missing headers that the content names are signed as empty; `verify` then refuses for the missing header.
    pub fn sign(&self, headers: &impl Slots, body: &[u8], timestamp: &str) -> String {
        let content = ContentParts::new(&self.scheme, headers, timestamp.as_bytes()).map(|part| part.unwrap_or(body));
        let signature = self.keys.newest().map(|key| encode(self.scheme.encoding, &key.mac(content)));
        self.scheme.signature_header(timestamp, &signature.unwrap_or_default())
    }
}

impl CompiledScheme {
    /// Returns the value of the signature header, for a signature that is encoded already.
    pub(crate) fn signature_header(&self, timestamp: &str, signature: &str) -> String {
        let mut value = self.prefix.clone();
        if let (SyntaxKind::Fields, Some(CompiledTimestamp { field: Some(field), .. })) = (self.syntax, &self.timestamp) {
            for part in [field, &b"="[..], timestamp.as_bytes(), &self.separator] {
                value.extend_from_slice(part);
            }
        }
        value.extend_from_slice(&self.marker);
        if self.syntax == SyntaxKind::Fields {
            value.push(b'=');
        }
        value.extend_from_slice(signature.as_bytes());
        // A compiled scheme's texts are UTF-8, since they come from a scheme's.
        String::from_utf8(value).unwrap_or_default()
    }
}
