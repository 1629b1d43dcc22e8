//! The inverse of a verification, from the same row: a delivery as the provider would send it.
//!
//! For tests, for tools, and for passing a verified delivery on under a signature of one's own.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::encoding::encode;
use crate::scheme::{Part, Scheme, Source, Syntax, TimeUnit, Timestamp};
use crate::time::UnixTime;
use crate::verify::Verifier;

/// A delivery to be signed.
#[derive(Clone, Copy)]
pub struct Message<'m> {
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
    /// Signs a message with the newest secret. Gives the headers to send with it, names in lower case.
    ///
    /// ```
    /// use hookward::{Message, UnixTime, Verifier, schemes};
    /// let verifier = Verifier::new(&schemes::STANDARD_WEBHOOKS, ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])?;
    /// let now = UnixTime::from_secs(1_614_265_330);
    /// let body = br#"{"test": 2432232314}"#;
    /// let headers = verifier.sign(&Message { body, now, delivery_id: Some("msg_p5jXN8AQM9LWM0D4loKWxJek"), event: None });
    /// assert!(verifier.verify(&headers, body, now).is_ok());
    /// # Ok::<(), hookward::ConfigError>(())
    /// ```
    pub fn sign(&self, message: &Message<'_>) -> Vec<(String, String)> {
        let scheme = &self.scheme;
        let draft = Draft::of(scheme, message);
        let tag = self.keys.newest().map(|key| key.tag(draft.signed_content(scheme, message.body)));
        let text = tag.map(|tag| encode(scheme.signature.encoding, &tag)).unwrap_or_default();
        let value = draft.signature(scheme, &text);
        let mut headers = draft.headers;
        headers.push((scheme.signature.header.to_string(), value));
        headers
    }
}

/// What a delivery says in its headers before it is signed.
pub(crate) struct Draft {
    /// All but the signature.
    pub(crate) headers: Vec<(String, String)>,
    /// The timestamp as its provider writes it; empty for schemes without.
    pub(crate) stamp: String,
}

impl Draft {
    pub(crate) fn of(scheme: &Scheme, message: &Message<'_>) -> Self {
        let mut headers = Vec::new();
        for (source, value) in [(&scheme.event, message.event), (&scheme.delivery_id, message.delivery_id)] {
            if let (Some(Source::Header(name)), Some(value)) = (source, value) {
                headers.push((name.to_string(), value.to_string()));
            }
        }
        let stamp = scheme.timestamp.as_ref().map(|timestamp| print(message.now, timestamp.unit()));
        let stamp = stamp.unwrap_or_default();
        if let Some(Timestamp::Header { header, .. }) = &scheme.timestamp {
            headers.push((header.to_string(), stamp.clone()));
        }
        Self { headers, stamp }
    }

    /// What the signature covers. Parts that the message does not have are empty; `verify` then refuses for the missing header.
    pub(crate) fn signed_content<'d>(&'d self, scheme: &'d Scheme, body: &'d [u8]) -> impl Iterator<Item = &'d [u8]> {
        scheme.signed_content.parts().map(move |part| match part {
            Part::Literal(text) => text.as_bytes(),
            Part::Body => body,
            Part::Timestamp => self.stamp.as_bytes(),
            Part::Header(name) => {
                self.headers.iter().find(|(header, _)| header == name).map_or(&b""[..], |(_, value)| value.as_bytes())
            }
        })
    }

    /// The value of the signature header, for a signature that is written already.
    pub(crate) fn signature(&self, scheme: &Scheme, text: &str) -> String {
        match &scheme.signature.syntax {
            Syntax::Plain => text.to_string(),
            Syntax::Prefixed(before) | Syntax::List { tag: before, .. } => [before, text].concat(),
            Syntax::Fields { separator, key } => match &scheme.timestamp {
                Some(Timestamp::Field { field, .. }) => [field, "=", &self.stamp, separator, key, "=", text].concat(),
                _ => [key, "=", text].concat(),
            },
        }
    }
}

/// Writes a moment as the provider does.
pub(crate) fn print(time: UnixTime, unit: TimeUnit) -> String {
    match unit {
        TimeUnit::Seconds => time.as_secs().to_string(),
        TimeUnit::Millis => time.as_millis().to_string(),
        TimeUnit::Rfc3339 => time.to_rfc3339(),
    }
}
