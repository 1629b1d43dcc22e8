//! A signed request with one flaw.
//!
//! The steps are those of signing. A flaw is put in at the one step that it is about, so that every step before and after it is
//! as for a genuine delivery.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

use super::body;
use super::flaw::Flaw;
use crate::candidates::MAX_CANDIDATES;
use crate::compiled_scheme::CompiledScheme;
use crate::encoding::{MacBytes, encode};
use crate::form::Form;
use crate::key::{PreparedKey, Sink, padded};
use crate::scheme::{Algorithm, Encoding, Scheme, Syntax, Timestamp};
use crate::sign::{Draft, Unsigned};
use crate::signed_content::SignedContent;
use crate::template::Part;
use crate::unix_time::UnixTime;
use crate::verifier::Verifier;

/// Headers and a body, ready to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedRequest {
    /// Pairs of a name in lower case and a value, in the order in which they are to be sent. A name may be there twice.
    pub headers: Vec<(String, String)>,
    /// The bytes of the body.
    pub body: Vec<u8>,
}

/// How many headers and bytes, and nothing of them.
impl fmt::Debug for SignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignedRequest({} headers, {} bytes)", self.headers.len(), self.body.len())
    }
}

/// How far outside its window a delivery is put, in seconds: more than it can spend on its way.
const BEYOND: i64 = 60;

impl Verifier {
    /// Signs a delivery with the newest secret, as [`sign`](Self::sign) does and with one flaw.
    ///
    /// `None` where there is no such delivery: the scheme's cannot have the flaw, an empty body has nothing to lose, or the
    /// scheme cannot write the time of signing.
    pub fn sign_flawed(&self, unsigned: &Unsigned<'_>, flaw: Flaw) -> Option<SignedRequest> {
        let scheme = self.scheme();
        let nothing_to_lose = unsigned.body.is_empty() && matches!(flaw, Flaw::TruncatedBody | Flaw::EmptiedBody);
        if !flaw.applies_to(scheme) || nothing_to_lose {
            return None;
        }
        let now = self.time_of_signing(unsigned.now, flaw)?;
        let mut draft = complete(self.draft(&Unsigned { now, ..*unsigned }), scheme);
        if flaw == Flaw::MalformedTimestamp {
            set_timestamp(&mut draft, scheme, "soon".to_string());
        }
        let mac = self.mac(&draft, unsigned, flaw)?;
        if let (Flaw::ChangedTimestamp, Some(timestamp)) = (flaw, &scheme.timestamp) {
            set_timestamp(&mut draft, scheme, unsigned.now.print(timestamp.unit()));
        }
        let value = signature(&draft, scheme, &mac, flaw);
        let mut headers = headers(draft.headers.clone(), scheme, value, flaw);
        if flaw == Flaw::DuplicatedSignature {
            headers.push((scheme.signature.header.to_string(), forged(&draft, scheme)));
        }
        Some(SignedRequest { headers, body: sent(unsigned.body, flaw) })
    }

    /// Signs a delivery with the newest secret, as [`sign`](Self::sign) does, and adds every signed header that it lacks, with a
    /// made-up value.
    pub fn sign_request(&self, unsigned: &Unsigned<'_>) -> SignedRequest {
        let scheme = self.scheme();
        let Draft { mut headers, timestamp } = complete(self.draft(unsigned), scheme);
        let value = self.engine.sign(&self.by_name(&headers, unsigned.request_line()), unsigned.body, &timestamp);
        headers.push((scheme.signature.header.to_string(), value));
        SignedRequest { headers, body: unsigned.body.to_vec() }
    }

    /// Returns the time of signing. `None` if the scheme cannot write such a time.
    fn time_of_signing(&self, now: UnixTime, flaw: Flaw) -> Option<UnixTime> {
        let beyond = i64::from(self.engine.tolerance).saturating_add(BEYOND);
        let seconds = match flaw {
            Flaw::Expired | Flaw::ChangedTimestamp => now.as_secs().saturating_sub(beyond),
            Flaw::FromTheFuture => now.as_secs().saturating_add(beyond),
            _ => return Some(now),
        };
        Some(UnixTime::from_secs(seconds)).filter(|time| self.can_write(*time))
    }

    /// Whether the scheme can write a time: one before the epoch has no digits.
    pub(crate) fn can_write(&self, time: UnixTime) -> bool {
        self.scheme()
            .timestamp
            .as_ref()
            .map(Timestamp::unit)
            .is_some_and(|unit| UnixTime::parse(time.print(unit).as_bytes(), unit) == Some(time))
    }

    fn mac(&self, draft: &Draft, unsigned: &Unsigned<'_>, flaw: Flaw) -> Option<MacBytes> {
        let key = self.engine.keys.newest()?;
        let headers = self.by_name(&draft.headers, unsigned.request_line());
        let content = SignedContent { scheme: &self.engine.scheme, headers: &headers, timestamp: draft.timestamp.as_bytes() };
        let other = body::with_member(unsigned.body, "other", "delivery");
        let body = if flaw == Flaw::OtherDelivery { other.as_slice() } else { unsigned.body };
        let form = if self.engine.scheme.signs_form() { Some(Form::parse(body).ok()?) } else { None };
        let feed = |sink: &mut Sink<'_>| content.feed(body, form.as_ref(), sink);
        Some(match flaw {
            // A key that is certain to be another one, and that nobody could tell this one from.
            Flaw::WrongSecret => {
                PreparedKey::new(self.scheme.algorithm, &key.mac(&|sink| sink(b"another secret")), None)?.mac(&feed)
            }
            Flaw::Unkeyed => match self.scheme.algorithm {
                Algorithm::Sha256 => unkeyed::<Sha256>(feed),
                Algorithm::Sha1 => unkeyed::<Sha1>(feed),
                Algorithm::Sha512 => unkeyed::<Sha512>(feed),
            },
            Flaw::ChangedSignature => {
                let mut mac = key.mac(&feed);
                if let Some(first) = mac.first_mut() {
                    *first ^= 1;
                }
                mac
            }
            _ => key.mac(&feed),
        })
    }
}

/// Returns a hash without a key, with zeros behind it where it is shorter.
fn unkeyed<D: Digest>(feed: impl Fn(&mut Sink<'_>)) -> MacBytes {
    let mut hash = D::new();
    feed(&mut |piece| hash.update(piece));
    padded(&hash.finalize())
}

/// Adds a value for every signed header that the draft lacks.
fn complete(mut draft: Draft, scheme: &Scheme) -> Draft {
    for name in scheme.signed_content.headers() {
        if !draft.headers.iter().any(|(header, _)| header == name) {
            draft.headers.push((name.to_string(), "hookward".to_string()));
        }
    }
    draft
}

/// Replaces the timestamp of a draft.
fn set_timestamp(draft: &mut Draft, scheme: &Scheme, text: String) {
    if let Some(Timestamp::Header { header: name, .. }) = &scheme.timestamp {
        draft.headers.iter_mut().filter(|(header, _)| header == name).for_each(|(_, value)| value.clone_from(&text));
    }
    draft.timestamp = text;
}

/// The value of the signature header.
fn signature(draft: &Draft, scheme: &Scheme, mac: &MacBytes, flaw: Flaw) -> String {
    let encoding = scheme.signature.encoding;
    let mac = mac.get(..scheme.algorithm.mac_length()).unwrap_or_default();
    let text = encode(encoding, mac);
    let written = |text: &str| written(draft, scheme, text);
    match flaw {
        Flaw::EmptySignature => String::new(),
        Flaw::MalformedSignature => written(&["~", text.get(1..).unwrap_or_default()].concat()),
        // A byte less, in whole groups of characters.
        Flaw::TruncatedSignature => {
            let lost = if encoding == Encoding::Hex { 2 } else { 4 };
            written(text.get(..text.len().saturating_sub(lost)).unwrap_or_default())
        }
        Flaw::ExtendedSignature => written(&[&text, "zz"].concat()),
        Flaw::WrongEncoding => written(&encode(other(encoding), mac)),
        Flaw::NoPrefix => self::written(draft, &with_syntax(scheme, Syntax::Plain), &text),
        Flaw::WrongPrefix => self::written(draft, &with_syntax(scheme, misnamed(scheme)), &text),
        // Without the field's own name there is no place for a timestamp.
        Flaw::NoTimestamp => self::written(draft, &Scheme { timestamp: None, ..scheme.clone() }, &text),
        Flaw::TooManySignatures => {
            let Syntax::List { separator, prefix, .. } = &scheme.signature.syntax else { return String::new() };
            let prefix = prefix.as_deref().unwrap_or_default();
            let forged = forged(draft, scheme);
            let mut entries = alloc::vec![forged.as_str(); MAX_CANDIDATES];
            let genuine = written(&text);
            entries.push(&genuine);
            // Each was written with the text that stands before the whole list.
            let entries: Vec<&str> = entries.into_iter().filter_map(|entry| entry.strip_prefix(prefix)).collect();
            [prefix, &entries.join(separator)].concat()
        }
        _ => written(&text),
    }
}

/// The value of the signature header of a scheme that need not be safe, for a signature that is written already.
fn written(draft: &Draft, scheme: &Scheme, text: &str) -> String {
    CompiledScheme::of(scheme).signature_header(&draft.timestamp, text)
}

/// The value of a signature header that is well formed and nobody's.
fn forged(draft: &Draft, scheme: &Scheme) -> String {
    written(draft, scheme, &encode(scheme.signature.encoding, &alloc::vec![0; scheme.algorithm.mac_length()]))
}

fn other(encoding: Encoding) -> Encoding {
    match encoding {
        Encoding::Hex => Encoding::Base64,
        Encoding::Base64 | Encoding::Base64Url | Encoding::Base64UrlPadded => Encoding::Hex,
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
        (Syntax::List { tag, prefix, .. }, _) => [tag, prefix].into_iter().any(|text| text.as_deref() == Some(name)),
        (Syntax::Fields { key, .. }, Some(Timestamp::Field { field, .. })) => key == name || field == name,
        (Syntax::Fields { key, .. }, _) => key == name,
        (Syntax::Plain, _) => false,
    };
    let free = |names: [&'static str; 3]| names.into_iter().find(|name| !taken(name)).unwrap_or_default().into();
    match &scheme.signature.syntax {
        Syntax::Plain => Syntax::Plain,
        Syntax::Prefixed(_) => Syntax::Prefixed(free(["sha1=", "md5=", "none="])),
        Syntax::Fields { separator, optional_space, groups, .. } => Syntax::Fields {
            separator: separator.clone(),
            key: free(["v0", "v9", "v8"]),
            optional_space: *optional_space,
            groups: groups.clone(),
        },
        Syntax::List { separator, tag: None, prefix, optional_space } => {
            let prefix = prefix.as_ref().map(|_| free(["v0=", "v9=", "v8="]));
            Syntax::List { separator: separator.clone(), tag: None, prefix, optional_space: *optional_space }
        }
        Syntax::List { separator, prefix, optional_space, .. } => {
            let tag = Some(free(["v0,", "v9,", "v8,"]));
            Syntax::List { separator: separator.clone(), tag, prefix: prefix.clone(), optional_space: *optional_space }
        }
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

/// Returns a letter that a signed header may contain: none from the literals beside it in the signed content.
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
