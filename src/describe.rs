//! The sentences for the operator: what happened, and what to do about it.
//!
//! Written once, here, for Rust, JavaScript and the Worker's log. None of them holds a secret, a signature or a body, and
//! none of them is for the sender.

use core::fmt;

use crate::error::{ConfigError, HeaderRole, Malformed, SchemeFault, SecretFault, VerifyError};
use crate::scheme::{Scheme, Syntax, TimeUnit, Timestamp};
use crate::verifier::Verifier;

/// A sentence for the operator. Printed with `{}`; with the feature `serde`, a record of the code, the sentence and the facts.
#[derive(Clone, Copy, Debug)]
pub struct Description<'v> {
    pub(crate) scheme: &'v Scheme,
    pub(crate) error: VerifyError,
}

impl Verifier {
    /// Says why a delivery was refused and what to do about it, for the operator's log.
    ///
    /// ```
    /// use hookward::{UnixTime, Verifier, schemes};
    /// let verifier = Verifier::new(&schemes::GILBERT, ["s3cret"])?;
    /// let error = verifier.verify(&[("content-type", "application/json")], b"{}", UnixTime::from_secs(0)).unwrap_err();
    /// assert!(verifier.describe(error).to_string().starts_with("The header x-gilbert-signature is missing."));
    /// # Ok::<(), hookward::ConfigError>(())
    /// ```
    pub fn describe(&self, error: VerifyError) -> Description<'_> {
        self.scheme.describe(error)
    }
}

impl Scheme {
    /// As [`Verifier::describe`], where the scheme is at hand and the verifier is not.
    pub fn describe(&self, error: VerifyError) -> Description<'_> {
        Description { scheme: self, error }
    }
}

impl fmt::Display for Description<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Scheme { name, .. } = self.scheme;
        match self.error {
            VerifyError::BodyTooLarge { limit } => {
                write!(f, "The body is longer than {limit} bytes. Raise the limit if {name} sends bodies that long.")
            }
            VerifyError::MissingHeader { header } => write!(
                f,
                "The header {} is missing. Either this is not a delivery of {name}, or no secret is set there, or a proxy \
                 removed the header.",
                self.scheme.header_name(header)
            ),
            VerifyError::DuplicateHeader { header } => write!(
                f,
                "The header {} is there more than once, or repeats a field. {name} sends it once: look for a proxy that adds \
                 headers, or a forgery.",
                self.scheme.header_name(header)
            ),
            VerifyError::MalformedHeader { header, fault } => {
                write!(f, "The header {} ", self.scheme.header_name(header))?;
                self.malformed(header, fault, f)
            }
            VerifyError::TooManyCandidates { limit } => {
                write!(f, "The header {} lists more than {limit} signatures.", self.scheme.signature.header)
            }
            VerifyError::TimestampTooOld { age, tolerance } => write!(
                f,
                "The delivery was signed {age} s ago, and {tolerance} s are allowed. It is a replay or came late, or the clock \
                 of this machine is ahead."
            ),
            VerifyError::TimestampTooNew { ahead, tolerance } => write!(
                f,
                "The delivery was signed {ahead} s in the future, and {tolerance} s are allowed. The clock of this machine is \
                 behind, or the timestamp is forged."
            ),
            VerifyError::SignatureMismatch { secrets, padded_secret } => {
                write!(f, "The signature does not match the body under ")?;
                match secrets {
                    1 => write!(f, "the secret. ")?,
                    many => write!(f, "any of the {many} secrets. ")?,
                }
                if let Some(index) = padded_secret {
                    return write!(
                        f,
                        "Secret {index} begins or ends with white space: most often a newline from the file or variable that \
                         it was read from. Remove it there."
                    );
                }
                write!(
                    f,
                    "Check that the secret is the one set at {name} for this endpoint, and that the body is the bytes as they \
                     were received: not parsed, re-encoded or decompressed by something before."
                )
            }
        }
    }
}

impl Description<'_> {
    fn malformed(&self, header: HeaderRole, fault: Malformed, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (fault, &self.scheme.signature.syntax) {
            (Malformed::Empty, _) => write!(f, "is empty."),
            (Malformed::Prefix, Syntax::Prefixed(prefix)) => write!(f, "does not begin with {prefix}."),
            (Malformed::FieldMissing, Syntax::Fields { key, .. }) => {
                let name = match (&self.scheme.timestamp, header) {
                    (Some(Timestamp::Field { field, .. }), HeaderRole::Timestamp) => field,
                    _ => key,
                };
                write!(f, "has no field {name}=.")
            }
            (Malformed::Prefix | Malformed::FieldMissing, _) => write!(f, "has no signature of a kind that is known."),
            (Malformed::Field, _) => write!(f, "is not a list of key=value fields with nothing around them."),
            (Malformed::Length, _) => write!(f, "has a signature of the wrong length."),
            (Malformed::Encoding, _) => write!(f, "has a signature with a character that does not belong there."),
            (Malformed::Timestamp, _) => match self.scheme.timestamp.as_ref().map(Timestamp::unit) {
                Some(TimeUnit::Rfc3339) => write!(f, "does not hold an RFC 3339 date and time."),
                _ => write!(f, "does not hold a timestamp of digits only."),
            },
            (Malformed::Boundary, _) => {
                write!(
                    f,
                    "has a character that would make the signature ambiguous: only visible ASCII without the separator of \
                           the signed content is accepted."
                )
            }
        }
    }
}

/// Says what is wrong with the set-up and how to put it right.
impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidSecret { index, fault } => match fault {
                SecretFault::None => write!(f, "No secret is given. Anybody could send a delivery, so none is verified without."),
                SecretFault::Empty => write!(
                    f,
                    "Secret {index} is empty or blank: anybody could sign with it. Is the environment variable that it comes \
                     from set?"
                ),
                SecretFault::Encoding => write!(
                    f,
                    "Secret {index} is not in the encoding that this scheme's secrets have. Copy it whole, as the provider shows \
                     it, or give the key itself as bytes."
                ),
            },
            Self::UnknownScheme { id } => {
                write!(f, "There is no scheme {id:?}. The built-in ones are")?;
                for (index, scheme) in crate::schemes::ALL.iter().enumerate() {
                    write!(f, "{} {}", if index == 0 { "" } else { "," }, scheme.id)?;
                }
                write!(f, "; for another provider, give the scheme itself.")
            }
            Self::InvalidScheme { field, fault } => {
                write!(f, "The scheme's {field} cannot be used: ")?;
                match fault {
                    SchemeFault::Empty => write!(f, "it is empty, or the same as another."),
                    SchemeFault::HeaderName => write!(f, "it is not a header name in lower case."),
                    SchemeFault::Template => write!(f, "it has braces that are not {{body}}, {{timestamp}} or {{header-name}}."),
                    SchemeFault::Body => write!(f, "it must have {{body}} exactly once."),
                    SchemeFault::UnsignedTimestamp => write!(f, "it leaves out {{timestamp}}, so anybody could change the time."),
                    SchemeFault::NoTimestamp => write!(f, "it has {{timestamp}}, and the scheme does not say where that is."),
                    SchemeFault::Boundary => write!(
                        f,
                        "the border between two of its parts could be moved without changing the signature. Put a separator \
                         between them, or list \"adjacent_parts\" in waivers if the provider signs it so."
                    ),
                    SchemeFault::NoFields => write!(f, "the signature header has no fields to take it from."),
                    SchemeFault::Range => write!(f, "it is out of range."),
                    SchemeFault::Shape(text) => write!(f, "{text}."),
                }
            }
            Self::InvalidOption { option, expected } => write!(f, "The option {option} must be {expected}."),
        }
    }
}
