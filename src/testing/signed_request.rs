//! A signed request with one flaw.
//!
//! The steps are the steps of signing. A flaw changes only one step. Every other step is the same as for a genuine delivery.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

use super::flaw::Flaw;
use super::signature_header::SignatureHeader;
use super::{body, json_member, signed_url};
use crate::candidates::MAX_CANDIDATES;
use crate::encoding::{MacBytes, encode};
use crate::form::Form;
use crate::key::{PreparedKey, Sink, padded};
use crate::scheme::{Algorithm, Encoding, Scheme, Syntax, TimeUnit, Timestamp};
use crate::sign::{Draft, Unsigned};
use crate::signed_content::SignedContent;
use crate::template::Part;
use crate::unix_time::UnixTime;
use crate::verifier::{DEFAULT_METHOD, Verifier};

/// A request, ready to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedRequest {
    /// The URL to send the request to, if one was given. It includes the hash of the body if the scheme has one in the URL.
    pub url: Option<String>,
    /// The method to send the request with.
    pub method: String,
    /// The headers, as pairs of a name in lower case and a value, in the order in which to send them. A name may occur twice.
    pub headers: Vec<(String, String)>,
    /// The bytes of the body. They include the time of signing if the scheme has a timestamp in the body.
    pub body: Vec<u8>,
}

/// Prints the number of headers and of bytes, but not the headers and the body.
impl fmt::Debug for SignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignedRequest({} headers, {} bytes)", self.headers.len(), self.body.len())
    }
}

/// The distance of a flawed timestamp from the window, in seconds. It is longer than the delivery takes to arrive.
const BEYOND: i64 = 60;

/// The value of a malformed timestamp.
const NO_TIME: &str = "soon";

/// A request before it has a signature, and its timestamp in the format of the provider.
#[derive(Clone)]
struct Unfinished {
    request: SignedRequest,
    timestamp: String,
}

impl Verifier {
    /// Signs a delivery with one flaw, as [`sign_request`](Self::sign_request) does.
    ///
    /// Returns `None` if the delivery cannot have the flaw: the scheme excludes it, the body has nothing to remove or no place
    /// for the timestamp, or the scheme cannot represent the time of signing.
    ///
    /// # Examples
    /// ```
    /// use hookward::testing::Flaw;
    /// use hookward::{UnixTime, Unsigned, Verifier, schemes};
    ///
    /// let verifier = Verifier::new(&schemes::SMARTERBOT, ["a secret"])?;
    /// let now = UnixTime::from_secs(1_709_064_000);
    /// let unsigned = Unsigned::new(br#"{"id":"evt_1"}"#, now);
    /// let expired = verifier.sign_flawed(&unsigned, Flaw::Expired).expect("The scheme signs a timestamp");
    /// let refused = verifier.verify(&expired.headers, &expired.body, now).unwrap_err();
    /// assert_eq!(refused.code(), "timestamp_too_old");
    /// # Ok::<(), hookward::ConfigError>(())
    /// ```
    pub fn sign_flawed(&self, unsigned: &Unsigned<'_>, flaw: Flaw) -> Option<SignedRequest> {
        let scheme = self.scheme();
        if !flaw.applies_to(scheme) {
            return None;
        }
        let time = self.time_of_signing(unsigned.now, flaw)?;
        let written = (flaw != Flaw::MalformedTimestamp).then_some(time);
        let mut signed = self.unfinished(unsigned, written)?;
        match (flaw, &scheme.timestamp) {
            (Flaw::NoTimestamp, Some(Timestamp::Body { body: path, .. })) => {
                signed.request.body = json_member::remove(&signed.request.body, path)?;
            }
            (Flaw::NoBodyHash, _) => {
                let url = signed.request.url.as_deref()?;
                signed.request.url = Some(signed_url::without_hash(url, scheme.body_hash.as_ref()?));
            }
            _ => {}
        }
        let mut sent =
            if flaw == Flaw::ChangedTimestamp { self.unfinished(unsigned, Some(unsigned.now))? } else { signed.clone() };
        change(&mut sent.request, scheme, flaw)?;
        if flaw == Flaw::OtherDelivery {
            let other = body::with_text(scheme, unsigned.body, "other", "delivery");
            signed = self.unfinished(&Unsigned { body: &other, ..*unsigned }, Some(time))?;
        }
        // A delivery with the same signed content as the genuine delivery has no flaw.
        if flaw.changes_what_is_signed() && self.signs_same(&signed, &sent)? {
            return None;
        }
        let value = match flaw {
            Flaw::NoSignature => return Some(sent.request),
            Flaw::ExpiredGroup => {
                let current = SignatureHeader::of(scheme, &self.engine.timestamp_text(unsigned.now));
                let genuine = encoded(scheme, &self.mac(&signed, Some(flaw))?);
                SignatureHeader::of(scheme, &signed.timestamp).write_behind(&current, &forged(scheme), &genuine)
            }
            _ => signature(scheme, &sent.timestamp, &self.mac(&signed, Some(flaw))?, flaw),
        };
        sent.request.headers.push((scheme.signature.header.to_string(), value));
        if flaw == Flaw::DuplicatedSignature {
            let value = SignatureHeader::of(scheme, &sent.timestamp).write(&[&forged(scheme)]);
            sent.request.headers.push((scheme.signature.header.to_string(), value));
        }
        Some(sent.request)
    }

    /// Signs a delivery with the newest secret, as [`sign`](Self::sign) does, and completes it.
    ///
    /// Adds the value `hookward` for every missing signed header or URL parameter. Adds a timestamp to the body if the scheme has
    /// it there and the body is a JSON object. Adds a hash of the body to the URL if the scheme has it there. Changes nothing
    /// else.
    ///
    /// # Examples
    /// ```
    /// use hookward::{UnixTime, Unsigned, Verifier, schemes};
    ///
    /// let verifier = Verifier::new(&schemes::LINEAR, ["lin_wh_1"])?;
    /// let request = verifier.sign_request(&Unsigned::new(b"{}", UnixTime::from_secs(1_709_064_000)));
    /// assert_eq!(request.body, br#"{"webhookTimestamp":1709064000000}"#);
    /// # Ok::<(), hookward::ConfigError>(())
    /// ```
    pub fn sign_request(&self, unsigned: &Unsigned<'_>) -> SignedRequest {
        // A body without a place for the timestamp can be signed, but is not a delivery of the provider.
        let unfinished = self.unfinished(unsigned, Some(unsigned.now)).unwrap_or_else(|| self.bare(unsigned, unsigned.now));
        let Unfinished { mut request, timestamp } = unfinished;
        let line = [request.url.as_deref(), Some(request.method.as_str())];
        let value = self.engine.sign(&self.by_name(&request.headers, line), &request.body, &timestamp);
        request.headers.push((self.scheme.signature.header.to_string(), value));
        request
    }

    /// Signs a delivery like [`sign_request`](Self::sign_request), with a signature of a different secret before its own. Returns
    /// `None` for schemes whose deliveries have only one signature.
    pub(crate) fn sign_twice(&self, unsigned: &Unsigned<'_>) -> Option<SignedRequest> {
        let scheme = self.scheme();
        let Unfinished { mut request, timestamp } = self.unfinished(unsigned, Some(unsigned.now))?;
        let signed = Unfinished { request: request.clone(), timestamp: timestamp.clone() };
        let [genuine, other] =
            [self.mac(&signed, None)?, self.mac(&signed, Some(Flaw::WrongSecret))?].map(|mac| encoded(scheme, &mac));
        let header = SignatureHeader::of(scheme, &timestamp);
        let name = scheme.signature.header.to_string();
        if let Some(second) = scheme.signature.more_headers.first() {
            request.headers.push((name, header.write(&[&other])));
            request.headers.push((second.to_string(), header.write(&[&genuine])));
        } else if matches!(scheme.signature.syntax, Syntax::List { .. } | Syntax::Fields { groups: Some(_), .. }) {
            request.headers.push((name, header.write_behind(&header, &other, &genuine)));
        } else {
            return None;
        }
        Some(request)
    }

    /// Returns a complete, right delivery before it is signed. If `time` is `None`, its timestamp is malformed.
    ///
    /// Returns `None` if its body has no place for the timestamp.
    fn unfinished(&self, unsigned: &Unsigned<'_>, time: Option<UnixTime>) -> Option<Unfinished> {
        let scheme = self.scheme();
        let mut unfinished = self.bare(unsigned, time.unwrap_or(unsigned.now));
        if time.is_none() {
            set_timestamp(&mut unfinished, scheme, NO_TIME.to_string());
        }
        if let Some(Timestamp::Body { body: path, unit }) = &scheme.timestamp {
            let is_number = time.is_some() && matches!(unit, TimeUnit::Seconds | TimeUnit::Millis);
            let text = &unfinished.timestamp;
            let value = if is_number { text.clone() } else { json_member::quoted(text) };
            unfinished.request.body = json_member::set(unsigned.body, path, &value)?;
        }
        if let (Some(hash), Some(url)) = (&scheme.body_hash, &unfinished.request.url) {
            let text = encode(Encoding::Hex, &Sha256::digest(&unfinished.request.body));
            unfinished.request.url = Some(signed_url::with_hash(url, hash, &text));
        }
        Some(unfinished)
    }

    /// Returns a delivery before it is signed, with every header, and with the given URL and body. Adds only missing parameters
    /// to the URL.
    fn bare(&self, unsigned: &Unsigned<'_>, time: UnixTime) -> Unfinished {
        let Draft { mut headers, timestamp } = self.draft(&Unsigned { now: time, ..*unsigned });
        for name in self.scheme().signed_content.headers() {
            if !headers.iter().any(|(header, _)| header == name) {
                headers.push((name.to_string(), "hookward".to_string()));
            }
        }
        let method = unsigned.method.unwrap_or(DEFAULT_METHOD).to_string();
        let request = SignedRequest {
            url: unsigned.url.map(|url| signed_url::with_parameters(url, self.scheme())),
            method,
            headers,
            body: unsigned.body.to_vec(),
        };
        Unfinished { request, timestamp }
    }

    /// Returns the time of signing. Returns `None` if the scheme cannot represent this time.
    fn time_of_signing(&self, now: UnixTime, flaw: Flaw) -> Option<UnixTime> {
        let beyond = i64::from(self.engine.tolerance).saturating_add(BEYOND);
        let seconds = match flaw {
            Flaw::Expired | Flaw::ChangedTimestamp | Flaw::ExpiredGroup => now.as_secs().saturating_sub(beyond),
            Flaw::FromTheFuture => now.as_secs().saturating_add(beyond),
            _ => return Some(now).filter(|time| self.scheme().timestamp.is_none() || self.can_write(*time)),
        };
        Some(UnixTime::from_secs(seconds)).filter(|time| self.can_write(*time))
    }

    /// Returns whether the scheme can represent a time, to the second. A time before the epoch has no representation in digits.
    pub(crate) fn can_write(&self, time: UnixTime) -> bool {
        let unit = self.scheme().timestamp.as_ref().map(Timestamp::unit);
        let read = unit.and_then(|unit| UnixTime::parse(time.print(unit).as_bytes(), unit));
        read.is_some_and(|read| read.as_secs() == time.as_secs())
    }

    /// Passes on the signed content of a delivery. Returns `None` for a form that cannot be parsed.
    fn feed(&self, Unfinished { request, timestamp }: &Unfinished, sink: &mut Sink<'_>) -> Option<()> {
        let line = [request.url.as_deref(), Some(request.method.as_str())];
        let headers = self.by_name(&request.headers, line);
        let content = SignedContent { scheme: &self.engine.scheme, headers: &headers, timestamp: timestamp.as_bytes() };
        let form = if self.engine.scheme.signs_form() { Some(Form::parse(&request.body).ok()?) } else { None };
        content.feed(&request.body, form.as_ref(), sink);
        Some(())
    }

    /// Returns whether two deliveries have the same signed content. Returns `None` for a form that cannot be parsed.
    fn signs_same(&self, one: &Unfinished, other: &Unfinished) -> Option<bool> {
        let content = |delivery| {
            let mut bytes = Vec::new();
            self.feed(delivery, &mut |piece| bytes.extend_from_slice(piece)).map(|()| bytes)
        };
        // If only the hash of the body is signed, the bodies are compared.
        let same_body = self.scheme().body_hash.is_none() || one.request.body == other.request.body;
        Some(same_body && content(one)? == content(other)?)
    }

    fn mac(&self, signed: &Unfinished, flaw: Option<Flaw>) -> Option<MacBytes> {
        let key = self.engine.keys.newest()?;
        self.feed(signed, &mut |_| {})?;
        let feed = |sink: &mut Sink<'_>| self.feed(signed, sink).unwrap_or_default();
        Some(match flaw {
            // A key that is always different, and that does not reveal the original key.
            Some(Flaw::WrongSecret) => {
                PreparedKey::new(self.scheme.algorithm, &key.mac(&|sink| sink(b"another secret")), None)?.mac(&feed)
            }
            Some(Flaw::Unkeyed) => match self.scheme.algorithm {
                Algorithm::Sha256 => unkeyed::<Sha256>(feed),
                Algorithm::Sha1 => unkeyed::<Sha1>(feed),
                Algorithm::Sha512 => unkeyed::<Sha512>(feed),
            },
            Some(Flaw::ChangedSignature) => {
                let mut mac = key.mac(&feed);
                let last = self.scheme.algorithm.mac_length().checked_sub(1);
                if let Some(byte) = last.and_then(|at| mac.get_mut(at)) {
                    *byte ^= 1;
                }
                mac
            }
            _ => key.mac(&feed),
        })
    }
}

/// Returns a hash without a key, padded with zeros.
fn unkeyed<D: Digest>(feed: impl Fn(&mut Sink<'_>)) -> MacBytes {
    let mut hash = D::new();
    feed(&mut |piece| hash.update(piece));
    padded(&hash.finalize())
}

/// Replaces the timestamp of a delivery, except a timestamp in the body.
fn set_timestamp(delivery: &mut Unfinished, scheme: &Scheme, text: String) {
    if let Some(Timestamp::Header { header: name, .. }) = &scheme.timestamp {
        let headers = &mut delivery.request.headers;
        headers.iter_mut().filter(|(header, _)| header == name).for_each(|(_, value)| value.clone_from(&text));
    }
    delivery.timestamp = text;
}

/// Returns the value of the signature header, for a genuine MAC.
fn signature(scheme: &Scheme, timestamp: &str, mac: &MacBytes, flaw: Flaw) -> String {
    let text = encoded(scheme, mac);
    let header = SignatureHeader::of(scheme, timestamp);
    match flaw {
        Flaw::EmptySignature => String::new(),
        Flaw::MalformedSignature => header.write(&[&["~", text.get(1..).unwrap_or_default()].concat()]),
        // One byte less, in whole groups of characters.
        Flaw::TruncatedSignature => {
            let lost = if scheme.signature.encoding == Encoding::Hex { 2 } else { 4 };
            header.write(&[text.get(..text.len().saturating_sub(lost)).unwrap_or_default()])
        }
        Flaw::ExtendedSignature => header.write(&[&[&text, "zz"].concat()]),
        Flaw::WrongEncoding => header.write(&[&encode(other(scheme.signature.encoding), of_length(scheme, mac))]),
        Flaw::NoPrefix => header.without_names().write(&[&text]),
        Flaw::WrongPrefix => header.misnamed().write(&[&text]),
        Flaw::NoTimestamp => header.without_timestamp().write(&[&text]),
        Flaw::TooManySignatures => {
            let forged = forged(scheme);
            let mut signatures = alloc::vec![forged.as_str(); MAX_CANDIDATES];
            signatures.push(&text);
            header.write(&signatures)
        }
        _ => header.write(&[&text]),
    }
}

/// Returns the bytes of a MAC, without the padding.
fn of_length<'m>(scheme: &Scheme, mac: &'m MacBytes) -> &'m [u8] {
    mac.get(..scheme.algorithm.mac_length()).unwrap_or_default()
}

/// Returns a MAC in the encoding of the provider.
fn encoded(scheme: &Scheme, mac: &MacBytes) -> String {
    encode(scheme.signature.encoding, of_length(scheme, mac))
}

/// Returns a well-formed signature that was made without a secret.
fn forged(scheme: &Scheme) -> String {
    encoded(scheme, &[0; size_of::<MacBytes>()])
}

fn other(encoding: Encoding) -> Encoding {
    match encoding {
        Encoding::Hex => Encoding::Base64,
        Encoding::Base64 | Encoding::Base64Url | Encoding::Base64UrlPadded => Encoding::Hex,
    }
}

/// Changes a delivery after it was signed. Returns `None` if the delivery has nothing to change.
fn change(request: &mut SignedRequest, scheme: &Scheme, flaw: Flaw) -> Option<()> {
    let SignedRequest { url, method, headers, body } = request;
    let signed = scheme.signed_content.headers().next();
    match flaw {
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
        Flaw::ChangedUrl => *url = Some(signed_url::changed(url.as_deref()?, scheme)),
        Flaw::ChangedMethod => *method = if method == "PUT" { DEFAULT_METHOD } else { "PUT" }.to_string(),
        Flaw::ChangedBody => *body = body::changed(body),
        Flaw::TruncatedBody => drop(body.pop()),
        Flaw::EmptiedBody => body.clear(),
        Flaw::ExtraWhitespace => body.push(b'\n'),
        Flaw::RepeatedFormField => *body = body::with_repeated_field(body)?,
        _ => {}
    }
    Some(())
}

/// Returns a letter that a signed header may contain: one that no literal of the signed content contains.
fn letter_of_no_literal(scheme: &Scheme) -> char {
    let in_literal =
        |letter: char| scheme.signed_content.parts().any(|part| matches!(part, Part::Literal(text) if text.contains(letter)));
    ('a'..='z').find(|letter| !in_literal(*letter)).unwrap_or('x')
}
