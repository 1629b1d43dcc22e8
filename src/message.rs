//! The messages for the operator: what happened, and what to do about it.
//!
//! They are written once, here, for Rust, JavaScript and the log of the Worker. No message contains a secret, a signature or a
//! body. A message is never sent to the sender.

use core::fmt::{self, Write as _};

use crate::error::{ConfigError, HeaderReason, HeaderRole, OddCharacter, SchemeReason, SecretReason, VerificationError};
use crate::scheme::{Scheme, Syntax, TimeUnit, Timestamp};
use crate::verifier::Verifier;

/// The message of a refusal. `{}` prints it. With the feature `serde`, it is a record of the code, the message and the details.
#[derive(Clone, Copy, Debug)]
pub struct ErrorMessage<'v> {
    pub(crate) scheme: &'v Scheme,
    pub(crate) error: VerificationError,
}

impl Verifier {
    /// Returns the message of a refusal for the operator's log: the cause, and what to do about it.
    ///
    /// # Examples
    /// ```
    /// use hookward::{UnixTime, Verifier, schemes};
    /// let verifier = Verifier::new(&schemes::GILBERT, ["s3cret"])?;
    /// let error = verifier.verify(&[("content-type", "application/json")], b"{}", UnixTime::from_secs(0)).unwrap_err();
    /// assert!(verifier.message(error).to_string().starts_with("The header x-gilbert-signature is missing."));
    /// # Ok::<(), hookward::ConfigError>(())
    /// ```
    pub fn message(&self, error: VerificationError) -> ErrorMessage<'_> {
        self.scheme.message(error)
    }
}

impl Scheme {
    /// Returns the message of a refusal, as [`Verifier::message`] does.
    pub fn message(&self, error: VerificationError) -> ErrorMessage<'_> {
        ErrorMessage { scheme: self, error }
    }
}

impl ErrorMessage<'_> {
    /// Returns the text for the sender instead, as [`Scheme::sender_message`] does.
    pub fn sender_message(&self) -> &'static str {
        self.scheme.sender_message()
    }
}

impl fmt::Display for ErrorMessage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Scheme { name, .. } = self.scheme;
        match self.error {
            VerificationError::BodyTooLarge { limit } => {
                write!(f, "The body is longer than {limit} bytes. Raise the limit if {name} sends bodies that long.")
            }
            VerificationError::MissingHeader { header } => write!(
                f,
                "The header {} is missing. Either the request is not from {name}, or no signing secret is configured \
                 there, or a proxy removed the header.",
                self.scheme.header_name(header)
            ),
            VerificationError::DuplicateHeader { header } => {
                write!(f, "The header {} ", self.scheme.header_name(header))?;
                match self.scheme.timestamp_field(header) {
                    Some(field) => write!(
                        f,
                        "has the field {field}= more than once. {name} sends it once. If no proxy changes headers, the request may \
                         be forged."
                    ),
                    None => write!(
                        f,
                        "appears more than once, or has two values that were joined by a comma and a space. {name} sends one \
                         value. If no proxy adds headers, the request may be forged."
                    ),
                }
            }
            VerificationError::MalformedHeader { header, reason } => {
                write!(f, "The header {} ", self.scheme.header_name(header))?;
                self.malformed(header, reason, f)
            }
            VerificationError::TooManyCandidates { limit } => {
                write!(f, "The header {} lists more than {limit} signatures.", self.scheme.signature.header)
            }
            VerificationError::TooManyFields { limit } => {
                write!(f, "The form in the body has more than {limit} fields. {name} sends fewer.")
            }
            VerificationError::InvalidUrl => write!(
                f,
                "{name} signs the URL or the method of the request, which is missing or contains an invalid character. Pass the URL that \
                 is configured at {name} for this endpoint."
            ),
            VerificationError::MalformedBody => {
                write!(f, "The signature matches, but the body has no valid timestamp")?;
                match &self.scheme.timestamp {
                    Some(Timestamp::Body { body, .. }) => write!(f, " in its member {body}.")?,
                    _ => write!(f, ".")?,
                }
                write!(f, " Without a timestamp, a replay looks like a new delivery.")
            }
            VerificationError::TimestampTooOld { age, .. } if self.unit() == Some(TimeUnit::Millis) && age > ANOTHER_UNIT => {
                self.another_unit("seconds", "milliseconds", "s", f)
            }
            VerificationError::TimestampTooNew { ahead, .. }
                if self.unit() == Some(TimeUnit::Seconds) && ahead > ANOTHER_UNIT =>
            {
                self.another_unit("milliseconds", "seconds", "ms", f)
            }
            VerificationError::TimestampTooOld { age, tolerance } => write!(
                f,
                "The delivery was signed {age} s ago, but at most {tolerance} s are allowed. It is a replay, it arrived late, \
                 or this machine's clock is fast."
            ),
            VerificationError::TimestampTooNew { ahead, tolerance } => write!(
                f,
                "The delivery was signed {ahead} s in the future, but at most {tolerance} s are allowed. This machine's clock \
                 is slow, or the timestamp is forged."
            ),
            VerificationError::SignatureMismatch { secrets, padded_secret } => {
                write!(f, "The signature does not match the body under ")?;
                match secrets {
                    1 => write!(f, "the secret. ")?,
                    many => write!(f, "any of the {many} secrets. ")?,
                }
                if let Some(index) = padded_secret {
                    match secrets {
                        1 => write!(f, "The secret")?,
                        _ => write!(f, "secrets[{index}]")?,
                    }
                    return write!(
                        f,
                        " begins or ends with white space, most often a newline from its file or variable. Remove the white \
                         space there."
                    );
                }
                write!(
                    f,
                    "Check that the secret is the one configured at {name} for this endpoint, and that the body is passed \
                     exactly as it was received, before anything parses, re-encodes or decompresses it."
                )
            }
        }
    }
}

/// The difference, in seconds, from which a timestamp is in a different unit. The seconds of today, read as milliseconds, are in
/// January 1970. The milliseconds of today, read as seconds, are in the year 50,000.
const ANOTHER_UNIT: u64 = 1_000_000_000;

impl ErrorMessage<'_> {
    fn unit(&self) -> Option<TimeUnit> {
        self.scheme.timestamp.as_ref().map(Timestamp::unit)
    }

    fn another_unit(&self, sent: &str, expected: &str, unit: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.scheme.name;
        write!(
            f,
            "The timestamp looks like {sent}, and the scheme of {name} expects {expected}. If {name} sends {sent}, set its \
             timestamp unit to \"{unit}\"."
        )
    }

    fn malformed(&self, header: HeaderRole, reason: HeaderReason, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (reason, &self.scheme.signature.syntax) {
            (HeaderReason::Empty, _) => write!(f, "is empty."),
            (HeaderReason::Prefix, Syntax::Prefixed(prefix) | Syntax::List { prefix: Some(prefix), .. }) => {
                write!(f, "does not begin with {prefix}.")
            }
            (HeaderReason::FieldMissing, Syntax::Fields { key, .. }) => {
                write!(f, "has no field {}=.", self.scheme.timestamp_field(header).unwrap_or(key))
            }
            (HeaderReason::Prefix | HeaderReason::FieldMissing, _) => write!(f, "has no signature in a known format."),
            (HeaderReason::Field, _) => write!(f, "must contain key=value fields and nothing else."),
            (HeaderReason::Length, _) => write!(f, "has a signature of the wrong length."),
            (HeaderReason::Encoding, _) => write!(f, "has a signature with an invalid character."),
            (HeaderReason::Timestamp, _) => match self.unit() {
                Some(TimeUnit::Rfc3339) => write!(f, "does not contain an RFC 3339 date and time."),
                Some(TimeUnit::Iso8601) => write!(f, "does not contain an ISO 8601 date and time."),
                Some(TimeUnit::HttpDate) => write!(f, "does not contain an HTTP date, such as Mon, 21 Sep 2026 14:13:20 GMT."),
                _ => write!(f, "does not contain a timestamp of digits only."),
            },
            (HeaderReason::Boundary, _) => {
                write!(
                    f,
                    "has a character that makes the signature ambiguous. Only visible ASCII without the separator of the \
                     signed content is accepted."
                )
            }
        }
    }
}

/// A text from outside this crate, printed with the escapes of [`char::escape_default`] for characters that are not printable
/// ASCII. The standard library's own implementation is several hundred bytes of compressed WebAssembly.
struct Escaped<'t>(&'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|character| match character {
            '\t' => f.write_str("\\t"),
            '\n' => f.write_str("\\n"),
            '\r' => f.write_str("\\r"),
            '\'' | '"' | '\\' => write!(f, "\\{character}"),
            ' '..='~' => f.write_char(character),
            _ => write!(f, "\\u{{{:x}}}", u32::from(character)),
        })
    }
}

/// Prints what is wrong with the configuration and how to correct it. `{:#}` omits the scheme, for a caller that has already
/// named it.
impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(scheme) = self.scheme().filter(|_| !f.alternate()) {
            write!(f, "Scheme {}: ", Escaped(scheme))?;
        }
        match self {
            Self::InvalidSecret { index, reason, odd, .. } => write_secret(f, *index, *reason, odd.as_ref()),
            Self::UnknownScheme { id } => {
                write!(f, "There is no scheme \"{}\"", Escaped(id))?;
                match crate::schemes::nearest(id) {
                    Some(near) => write!(f, ": did you mean \"{near}\"?")?,
                    None => write!(f, ".")?,
                }
                write!(f, " `npx hookward schemes` lists the built-in schemes. For a different provider, pass a custom scheme.")
            }
            Self::InvalidScheme { field, reason, .. } => {
                write!(f, "{field} cannot be used: ")?;
                match reason {
                    SchemeReason::Empty => write!(f, "it is empty or a duplicate. Write a different text."),
                    SchemeReason::ContentType => {
                        write!(f, "it must be media types in lowercase, such as application/json, and not multipart.")
                    }
                    SchemeReason::HeaderPrefix => {
                        write!(
                            f,
                            "it must be two or more lowercase words of the provider, each with - after it, as in \"x-acme-\"."
                        )
                    }
                    SchemeReason::HeaderName => write!(f, "it is not the name of a header, such as x-acme-signature."),
                    SchemeReason::ReservedHeader => {
                        write!(f, "only a proxy, the connection or the receiver sets this header. Name a header of the provider.")
                    }
                    SchemeReason::Template => write!(
                        f,
                        "it may have only these in braces: {{body}}, {{form}}, {{timestamp}}, {{url}}, {{method}}, {{path}}, \
                         {{query}}, \
                        {{query:name}}, {{url_without_query}} and the name of a header, such as {{webhook-id}}."
                    ),
                    SchemeReason::Dollar => write!(f, "it contains ${{, as in a JavaScript template. Remove the $."),
                    SchemeReason::Body => {
                        write!(
                            f,
                            "it must contain {{body}} once, or {{form}} if the provider signs form fields. If the body is not \
                             signed, set `unsignedBody`."
                        )
                    }
                    SchemeReason::BodyHash => {
                        write!(f, "it requires {{url}} or {{query}} in signedContent, and neither {{body}} nor {{form}}.")
                    }
                    SchemeReason::UnsignedBody => write!(
                        f,
                        "the signature does not cover the body, so no body can be forwarded. Authenticate the requests in \
                         the app that receives them."
                    ),
                    SchemeReason::NoHash => write!(f, "this build of hookward does not support this hash."),
                    SchemeReason::SeveralTimestamps => {
                        write!(
                            f,
                            "the scheme has one timestamp, but each signature header or group of fields would require its own."
                        )
                    }
                    SchemeReason::UnsignedTimestamp => write!(
                        f,
                        "it omits {{timestamp}}, so anyone could change the time. Put {{timestamp}} where the provider signs it."
                    ),
                    SchemeReason::NoTimestamp => {
                        write!(f, "the scheme requires a `timestamp` with `header`, `field` or `position`.")
                    }
                    SchemeReason::Boundary => write!(
                        f,
                        "two of its parts have no clear separator, so the boundary could move without changing the signature. \
                         Put a separator between them. If the provider signs none, list \"adjacent_parts\" in waivers."
                    ),
                    SchemeReason::NoFields => {
                        write!(
                            f,
                            "a field requires the syntax `fields`, and a position a `list` without `tag`. Change `signature.syntax`."
                        )
                    }
                    SchemeReason::Range => write!(f, "it is out of range. See docs/SCHEMES.md."),
                    SchemeReason::Shape(text) => write!(f, "{text}."),
                }
            }
            Self::InvalidOption { option, expected, .. } => write!(f, "The option {option} must be {expected}."),
        }
    }
}

/// Writes what is wrong with a secret.
fn write_secret(f: &mut fmt::Formatter<'_>, index: u32, reason: SecretReason, odd: Option<&OddCharacter>) -> fmt::Result {
    match reason {
        SecretReason::None => {
            write!(f, "No secret is configured. Without one, anyone could send a delivery. Add one to secrets.")
        }
        SecretReason::Empty => write!(
            f,
            "secrets[{index}] is empty, blank or only zeros, so anyone could sign with it. Check that its environment variable \
             is set."
        ),
        SecretReason::Encoding => {
            write!(f, "secrets[{index}] is not in the encoding that this scheme uses for secrets: ")?;
            match odd {
                Some(OddCharacter { position, character }) => {
                    let mut buffer = [0; 4];
                    let character = Escaped(character.encode_utf8(&mut buffer));
                    write!(f, "character {position}, '{character}', is invalid")?;
                }
                None => write!(f, "it is truncated")?,
            }
            write!(f, ". Copy the whole secret, as the provider shows it, or pass the key as bytes.")
        }
    }
}
