//! The inverse of a verification, from the same row: a delivery as the provider would send it.
//!
//! For tests, for tools, and for passing a verified delivery on under a signature of one's own.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::claim::Parts;
use crate::encoding::encode;
use crate::header::Slots;
use crate::plan::{Form, Plan, StampPlace};
use crate::scheme::{Source, Timestamp};
use crate::time::UnixTime;
use crate::verifier::Verifier;
use crate::verify::Judge;

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
        let Draft { mut headers, stamp } = self.draft(message);
        let value = self.judge.sign(&self.by_name(&headers), message.body, &stamp);
        headers.push((self.scheme.signature.header.to_string(), value));
        headers
    }

    /// A message's headers before it is signed.
    pub(crate) fn draft(&self, message: &Message<'_>) -> Draft {
        let scheme = self.scheme();
        let mut headers = Vec::new();
        for (source, value) in [(&scheme.event, message.event), (&scheme.delivery_id, message.delivery_id)] {
            if let (Some(Source::Header(name)), Some(value)) = (source, value) {
                headers.push((name.to_string(), value.to_string()));
            }
        }
        let stamp = self.judge.stamp(message.now);
        if let Some(Timestamp::Header { header, .. }) = &scheme.timestamp {
            headers.push((header.to_string(), stamp.clone()));
        }
        Draft { headers, stamp }
    }
}

/// What a delivery says in its headers before it is signed.
pub(crate) struct Draft {
    /// All but the signature.
    pub(crate) headers: Vec<(String, String)>,
    /// The timestamp as its provider writes it; empty for schemes without.
    pub(crate) stamp: String,
}

impl Judge {
    /// A moment as the provider writes it; empty for a scheme without a timestamp.
    pub fn stamp(&self, now: UnixTime) -> String {
        self.plan.stamp.as_ref().map_or_else(String::new, |stamp| now.print(stamp.unit))
    }

    /// The value of the signature's header under the newest secret.
    ///
    /// Headers that the content names and that are not there are signed as empty; `verify` then refuses for the missing header.
    pub fn sign(&self, headers: &impl Slots, body: &[u8], stamp: &str) -> String {
        let parts = Parts::new(&self.plan, headers, stamp.as_bytes()).map(|part| part.unwrap_or(body));
        let signature = self.keys.newest().map(|key| encode(self.plan.encoding, &key.tag(parts)));
        self.plan.signature_header(stamp, &signature.unwrap_or_default())
    }
}

impl Plan {
    /// The value of the signature's header, for a signature that is written already.
    pub(crate) fn signature_header(&self, stamp: &str, signature: &str) -> String {
        let mut value = Vec::new();
        if let (Form::Fields, Some(StampPlace { field: Some(field), .. })) = (self.form, &self.stamp) {
            for part in [field, &b"="[..], stamp.as_bytes(), &self.separator] {
                value.extend_from_slice(part);
            }
        }
        value.extend_from_slice(&self.mark);
        if self.form == Form::Fields {
            value.push(b'=');
        }
        value.extend_from_slice(signature.as_bytes());
        // A row's texts are UTF-8, since they come of a scheme's.
        String::from_utf8(value).unwrap_or_default()
    }
}
