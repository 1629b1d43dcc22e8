//! A delivery as it would be sent, with one flaw in it.
//!
//! The steps are those of signing. A flaw is put in at the one step that it is about, so that all before and behind it is done
//! as for a genuine delivery.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use sha2::{Digest, Sha256};

use super::body;
use super::flaw::Flaw;
use crate::claim::Parts;
use crate::encoding::{TAG_LEN, Tag, encode};
use crate::header::MAX_CANDIDATES;
use crate::key::Key;
use crate::plan::Plan;
use crate::scheme::{Encoding, Part, Scheme, Syntax, Timestamp};
use crate::sign::{Draft, Message};
use crate::time::UnixTime;
use crate::verifier::Verifier;

/// Headers and a body, ready to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Pairs of a name in lower case and a value, in the order in which they are to be sent. A name may be there twice.
    pub headers: Vec<(String, String)>,
    /// The bytes of the body.
    pub body: Vec<u8>,
}

/// How many headers and bytes, and nothing of them.
impl fmt::Debug for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Delivery({} headers, {} bytes)", self.headers.len(), self.body.len())
    }
}

/// How far outside its window a delivery is put, in seconds: more than it can spend on its way.
const BEYOND: i64 = 60;

impl Verifier {
    /// Signs a message with the newest secret, as [`sign`](Self::sign) does and with one flaw.
    ///
    /// `None` where there is no such delivery: the scheme's cannot have the flaw, an empty body has nothing to lose, or the
    /// scheme cannot write the moment down.
    pub fn sign_flawed(&self, message: &Message<'_>, flaw: Flaw) -> Option<Delivery> {
        let scheme = self.scheme();
        let nothing_to_lose = message.body.is_empty() && matches!(flaw, Flaw::TruncatedBody | Flaw::EmptiedBody);
        if !flaw.applies_to(scheme) || nothing_to_lose {
            return None;
        }
        let now = self.moment(message.now, flaw)?;
        let mut draft = complete(self.draft(&Message { now, ..*message }), scheme);
        if flaw == Flaw::MalformedTimestamp {
            stamp(&mut draft, scheme, "soon".to_string());
        }
        let tag = self.tag(&draft, message.body, flaw)?;
        if let (Flaw::Restamped, Some(timestamp)) = (flaw, &scheme.timestamp) {
            stamp(&mut draft, scheme, message.now.print(timestamp.unit()));
        }
        let value = signature(&draft, scheme, &tag, flaw);
        let mut headers = headers(draft.headers.clone(), scheme, value, flaw);
        if flaw == Flaw::DuplicatedSignature {
            headers.push((scheme.signature.header.to_string(), forged(&draft, scheme)));
        }
        Some(Delivery { headers, body: sent(message.body, flaw) })
    }

    /// Signs a message with the newest secret, as [`sign`](Self::sign) does, and gives a header of a made-up value for each that the
    /// signature covers and no message has.
    pub fn sign_delivery(&self, message: &Message<'_>) -> Delivery {
        let scheme = self.scheme();
        let Draft { mut headers, stamp } = complete(self.draft(message), scheme);
        let value = self.judge.sign(&self.by_name(&headers), message.body, &stamp);
        headers.push((scheme.signature.header.to_string(), value));
        Delivery { headers, body: message.body.to_vec() }
    }

    /// When it is signed. `None` if the scheme cannot write such a moment down.
    fn moment(&self, now: UnixTime, flaw: Flaw) -> Option<UnixTime> {
        let beyond = i64::from(self.judge.tolerance).saturating_add(BEYOND);
        let seconds = match flaw {
            Flaw::Expired | Flaw::Restamped => now.as_secs().saturating_sub(beyond),
            Flaw::FromTheFuture => now.as_secs().saturating_add(beyond),
            _ => return Some(now),
        };
        Some(UnixTime::from_secs(seconds)).filter(|time| self.can_write(*time))
    }

    /// Whether the scheme can write a moment down: one before the epoch has no digits.
    pub(crate) fn can_write(&self, time: UnixTime) -> bool {
        self.scheme()
            .timestamp
            .as_ref()
            .map(Timestamp::unit)
            .is_some_and(|unit| UnixTime::parse(time.print(unit).as_bytes(), unit) == Some(time))
    }

    fn tag(&self, draft: &Draft, body: &[u8], flaw: Flaw) -> Option<Tag> {
        let key = self.judge.keys.newest()?;
        let headers = self.by_name(&draft.headers);
        let content_of = |body| {
            let parts = Parts::new(&self.judge.plan, &headers, draft.stamp.as_bytes());
            parts.map(move |part| part.unwrap_or(body))
        };
        let content = content_of(body);
        Some(match flaw {
            // A key that is certain to be another one, and that nobody could tell this one from.
            Flaw::WrongSecret => Key::new(&key.tag(core::iter::once(&b"another secret"[..])))?.tag(content),
            Flaw::Unkeyed => content.fold(Sha256::new(), Sha256::chain_update).finalize().into(),
            Flaw::OtherDelivery => key.tag(content_of(&body::with_member(body, "other", "delivery"))),
            Flaw::ChangedSignature => {
                let mut tag = key.tag(content);
                if let Some(last) = tag.last_mut() {
                    *last ^= 1;
                }
                tag
            }
            _ => key.tag(content),
        })
    }
}

/// With a value for every header that the signature covers and that no message has.
fn complete(mut draft: Draft, scheme: &Scheme) -> Draft {
    for name in scheme.signed_content.headers() {
        if !draft.headers.iter().any(|(header, _)| header == name) {
            draft.headers.push((name.to_string(), "hookward".to_string()));
        }
    }
    draft
}

/// Gives a draft another timestamp.
fn stamp(draft: &mut Draft, scheme: &Scheme, text: String) {
    if let Some(Timestamp::Header { header: name, .. }) = &scheme.timestamp {
        draft.headers.iter_mut().filter(|(header, _)| header == name).for_each(|(_, value)| value.clone_from(&text));
    }
    draft.stamp = text;
}

/// The value of the signature header.
fn signature(draft: &Draft, scheme: &Scheme, tag: &Tag, flaw: Flaw) -> String {
    let encoding = scheme.signature.encoding;
    let text = encode(encoding, tag);
    let written = |text: &str| written(draft, scheme, text);
    match flaw {
        Flaw::EmptySignature => String::new(),
        Flaw::MalformedSignature => written(&["~", text.get(1..).unwrap_or_default()].concat()),
        Flaw::TruncatedSignature => written(&encode(encoding, tag.split_last().map_or(&[], |(_, rest)| rest))),
        Flaw::ExtendedSignature => written(&[&text, "zz"].concat()),
        Flaw::WrongEncoding => written(&encode(other(encoding), tag)),
        Flaw::NoPrefix => self::written(draft, &with_syntax(scheme, Syntax::Plain), &text),
        Flaw::WrongPrefix => self::written(draft, &with_syntax(scheme, misnamed(scheme)), &text),
        // Without the field's own name there is no place for a timestamp.
        Flaw::NoTimestamp => self::written(draft, &Scheme { timestamp: None, ..scheme.clone() }, &text),
        Flaw::TooManySignatures => {
            let Syntax::List { separator, .. } = &scheme.signature.syntax else { return String::new() };
            let forged = forged(draft, scheme);
            let mut value: String = (0..MAX_CANDIDATES).flat_map(|_| [forged.as_str(), separator]).collect();
            value.push_str(&written(&text));
            value
        }
        _ => written(&text),
    }
}

/// The value of the signature header of a scheme that need not be safe, for a signature that is written already.
fn written(draft: &Draft, scheme: &Scheme, text: &str) -> String {
    Plan::of(scheme).signature_header(&draft.stamp, text)
}

/// The value of a signature header that is well formed and nobody's.
fn forged(draft: &Draft, scheme: &Scheme) -> String {
    written(draft, scheme, &encode(scheme.signature.encoding, &[0; TAG_LEN]))
}

fn other(encoding: Encoding) -> Encoding {
    match encoding {
        Encoding::Hex => Encoding::Base64,
        Encoding::Base64 => Encoding::Hex,
    }
}

fn with_syntax(scheme: &Scheme, syntax: Syntax) -> Scheme {
    let mut scheme = scheme.clone();
    scheme.signature.syntax = syntax;
    scheme
}

/// The scheme's syntax, with the name of something else in it.
fn misnamed(scheme: &Scheme) -> Syntax {
    let taken = |name: &str| match (&scheme.signature.syntax, &scheme.timestamp) {
        (Syntax::Prefixed(prefix), _) => prefix == name,
        (Syntax::List { tag, .. }, _) => tag == name,
        (Syntax::Fields { key, .. }, Some(Timestamp::Field { field, .. })) => key == name || field == name,
        (Syntax::Fields { key, .. }, _) => key == name,
        (Syntax::Plain, _) => false,
    };
    let free = |names: [&'static str; 3]| names.into_iter().find(|name| !taken(name)).unwrap_or_default().into();
    match &scheme.signature.syntax {
        Syntax::Plain => Syntax::Plain,
        Syntax::Prefixed(_) => Syntax::Prefixed(free(["sha1=", "md5=", "none="])),
        Syntax::Fields { separator, .. } => Syntax::Fields { separator: separator.clone(), key: free(["v0", "v9", "v8"]) },
        Syntax::List { separator, .. } => Syntax::List { separator: separator.clone(), tag: free(["v0,", "v9,", "v8,"]) },
    }
}

/// All headers, in the order in which they are sent.
fn headers(mut headers: Vec<(String, String)>, scheme: &Scheme, value: String, flaw: Flaw) -> Vec<(String, String)> {
    let signature = scheme.signature.header.to_string();
    let signed = scheme.signed_content.headers().next();
    match flaw {
        Flaw::NoSignature => return headers,
        Flaw::NoTimestamp => {
            if let Some(Timestamp::Header { header: timestamp, .. }) = &scheme.timestamp {
                headers.retain(|(name, _)| name != timestamp);
            }
        }
        Flaw::NoSignedHeader => headers.retain(|(name, _)| Some(name.as_str()) != signed),
        Flaw::ChangedSignedHeader => {
            let letter = letter_of_no_literal(scheme);
            headers.iter_mut().filter(|(name, _)| Some(name.as_str()) == signed).for_each(|(_, value)| value.push(letter));
        }
        _ => {}
    }
    headers.push((signature, value));
    headers
}

/// A letter that may stand in a signed header: what stands beside it in the content may not.
fn letter_of_no_literal(scheme: &Scheme) -> char {
    let in_literal =
        |letter: char| scheme.signed_content.parts().any(|part| matches!(part, Part::Literal(text) if text.contains(letter)));
    ('a'..='z').find(|letter| !in_literal(*letter)).unwrap_or('x')
}

/// The body as it arrives.
fn sent(signed: &[u8], flaw: Flaw) -> Vec<u8> {
    match flaw {
        Flaw::ChangedBody => body::changed(signed),
        Flaw::TruncatedBody => signed.split_last().map_or(&[][..], |(_, rest)| rest).to_vec(),
        Flaw::EmptiedBody => Vec::new(),
        Flaw::ExtraWhitespace => [signed, b"\n"].concat(),
        _ => signed.to_vec(),
    }
}
