//! The flaws: the things that can be wrong with a delivery.

use crate::scheme::{Scheme, Syntax, Timestamp};
use crate::template::Part;

/// One thing that is wrong with a delivery that was made for tests. Everything else about the delivery is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Flaw {
    /// The signature header is missing.
    NoSignature,
    /// The signature header is empty.
    EmptySignature,
    /// The signature has a character that its encoding does not allow.
    MalformedSignature,
    /// The last byte of the signature is missing. Finds a receiver that compares only the bytes that it received.
    TruncatedSignature,
    /// Additional characters follow the signature. Finds a decoder that stops at the first invalid character.
    ExtendedSignature,
    /// The signature is right, but in base64 instead of hex, or in hex instead of base64.
    WrongEncoding,
    /// The signature is right, but without its prefix or the name of its field.
    NoPrefix,
    /// The signature is right, but with the prefix or the name of a different algorithm or version.
    WrongPrefix,
    /// The request has two signature headers, the right one first.
    DuplicatedSignature,
    /// The right signature follows the maximum number of other signatures. Finds a receiver that can be made to compute hashes
    /// without limit.
    TooManySignatures,
    /// The last bit of the signature is different. Finds a comparison that ends early.
    ChangedSignature,
    /// The timestamp is missing.
    NoTimestamp,
    /// The timestamp is the word `soon`, and signed. Finds a window that accepts a time that is not a number.
    MalformedTimestamp,
    /// The delivery was signed one minute longer ago than the tolerance allows.
    Expired,
    /// The delivery was signed one minute further in the future than the tolerance allows.
    FromTheFuture,
    /// The delivery was signed too long ago, and its timestamp was then replaced with the current time. Finds a receiver that
    /// checks an unsigned timestamp.
    ChangedTimestamp,
    /// The signature is in a group that is too old. It follows a current group with a forged signature. Finds a receiver that
    /// checks the time of one group and the signature of a different group.
    ExpiredGroup,
    /// A header that the signature covers, such as the delivery id, is missing.
    NoSignedHeader,
    /// A header that the signature covers was changed after signing.
    ChangedSignedHeader,
    /// The URL was changed after signing, but still leads to the same place. Finds a receiver that ignores the URL of the
    /// request.
    ChangedUrl,
    /// The method was changed after signing.
    ChangedMethod,
    /// The signed URL has no hash of the body. Finds a receiver that checks the hash only if it exists. Such a receiver would
    /// accept any body.
    NoBodyHash,
    /// The delivery was signed with a different secret.
    WrongSecret,
    /// The signature is a hash of the content without a secret. Anyone can create it.
    Unkeyed,
    /// The signature is genuine, but belongs to a different delivery.
    OtherDelivery,
    /// One letter of the body was changed after signing. JSON stays valid.
    ChangedBody,
    /// The last byte of the body was removed after signing.
    TruncatedBody,
    /// The body was removed after signing.
    EmptiedBody,
    /// A line break was added to the body after signing. Finds a receiver that verifies something other than the bytes received.
    ExtraWhitespace,
    /// A field of the form was repeated with a different value after signing. Finds a receiver that verifies one value and reads
    /// the other.
    RepeatedFormField,
}

/// Returns the flaws that a delivery of a scheme can have, in the order of [`Flaw::ALL`]. A delivery without a timestamp cannot
/// expire.
///
/// # Examples
/// ```
/// use hookward::schemes;
/// use hookward::testing::{Flaw, flaws_of};
/// assert!(flaws_of(&schemes::INBOUNDFLOW).any(|flaw| flaw == Flaw::Expired));
/// assert!(!flaws_of(&schemes::GILBERT).any(|flaw| flaw == Flaw::Expired));
/// ```
pub fn flaws_of(scheme: &Scheme) -> impl Iterator<Item = Flaw> {
    Flaw::ALL.into_iter().filter(|flaw| flaw.applies_to(scheme))
}

impl Flaw {
    /// All flaws: first of the signature, then of the timestamp, of other signed values, of the secret, and of the body.
    pub const ALL: [Self; 30] = [
        Self::NoSignature,
        Self::EmptySignature,
        Self::MalformedSignature,
        Self::TruncatedSignature,
        Self::ExtendedSignature,
        Self::WrongEncoding,
        Self::NoPrefix,
        Self::WrongPrefix,
        Self::DuplicatedSignature,
        Self::TooManySignatures,
        Self::ChangedSignature,
        Self::NoTimestamp,
        Self::MalformedTimestamp,
        Self::Expired,
        Self::FromTheFuture,
        Self::ChangedTimestamp,
        Self::ExpiredGroup,
        Self::NoSignedHeader,
        Self::ChangedSignedHeader,
        Self::ChangedUrl,
        Self::ChangedMethod,
        Self::NoBodyHash,
        Self::WrongSecret,
        Self::Unkeyed,
        Self::OtherDelivery,
        Self::ChangedBody,
        Self::TruncatedBody,
        Self::EmptiedBody,
        Self::ExtraWhitespace,
        Self::RepeatedFormField,
    ];

    /// Returns the stable name of the flaw.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoSignature => "no_signature",
            Self::EmptySignature => "empty_signature",
            Self::MalformedSignature => "malformed_signature",
            Self::TruncatedSignature => "truncated_signature",
            Self::ExtendedSignature => "extended_signature",
            Self::WrongEncoding => "wrong_encoding",
            Self::NoPrefix => "no_prefix",
            Self::WrongPrefix => "wrong_prefix",
            Self::DuplicatedSignature => "duplicated_signature",
            Self::TooManySignatures => "too_many_signatures",
            Self::ChangedSignature => "changed_signature",
            Self::NoTimestamp => "no_timestamp",
            Self::MalformedTimestamp => "malformed_timestamp",
            Self::Expired => "expired",
            Self::FromTheFuture => "from_the_future",
            Self::ChangedTimestamp => "changed_timestamp",
            Self::ExpiredGroup => "expired_group",
            Self::NoSignedHeader => "no_signed_header",
            Self::ChangedSignedHeader => "changed_signed_header",
            Self::ChangedUrl => "changed_url",
            Self::ChangedMethod => "changed_method",
            Self::NoBodyHash => "no_body_hash",
            Self::WrongSecret => "wrong_secret",
            Self::Unkeyed => "unkeyed",
            Self::OtherDelivery => "other_delivery",
            Self::ChangedBody => "changed_body",
            Self::TruncatedBody => "truncated_body",
            Self::EmptiedBody => "emptied_body",
            Self::ExtraWhitespace => "extra_whitespace",
            Self::RepeatedFormField => "repeated_form_field",
        }
    }

    /// Returns a phrase for people about the flaw.
    pub const fn about(self) -> &'static str {
        match self {
            Self::NoSignature => "there is no signature",
            Self::EmptySignature => "the signature header is empty",
            Self::MalformedSignature => "the signature has an invalid character",
            Self::TruncatedSignature => "the last byte of the signature is missing",
            Self::ExtendedSignature => "something follows the signature",
            Self::WrongEncoding => "the signature is in a different encoding",
            Self::NoPrefix => "the signature has no prefix",
            Self::WrongPrefix => "the signature has the prefix of a different algorithm or version",
            Self::DuplicatedSignature => "there are two signature headers, the right one first",
            Self::TooManySignatures => "the right signature follows sixteen others",
            Self::ChangedSignature => "the last bit of the signature is different",
            Self::NoTimestamp => "there is no timestamp",
            Self::MalformedTimestamp => "the timestamp is not a time, although the signature is right",
            Self::Expired => "it was signed too long ago",
            Self::FromTheFuture => "it was signed too far in the future",
            Self::ChangedTimestamp => "it was signed too long ago, and given a new timestamp",
            Self::ExpiredGroup => "the right signature is too old, and follows a forged signature with the current time",
            Self::NoSignedHeader => "a header that the signature covers is missing",
            Self::ChangedSignedHeader => "a header that the signature covers was changed",
            Self::ChangedUrl => "the URL was changed",
            Self::ChangedMethod => "the method was changed",
            Self::NoBodyHash => "the signed URL has no hash of the body",
            Self::WrongSecret => "it was signed with a different secret",
            Self::Unkeyed => "the signature is a hash without the secret",
            Self::OtherDelivery => "the signature is that of a different delivery",
            Self::ChangedBody => "one letter of the body was changed",
            Self::TruncatedBody => "the last byte of the body is missing",
            Self::EmptiedBody => "the body is missing",
            Self::ExtraWhitespace => "a line break was added to the body",
            Self::RepeatedFormField => "a field of the form appears twice, with different values",
        }
    }

    /// Returns the flaw with a name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flaw| flaw.name() == name)
    }

    /// Returns the code of the [`VerificationError`](crate::VerificationError) with which a verifier must refuse a delivery with
    /// this flaw.
    pub const fn code(self, scheme: &Scheme) -> &'static str {
        match self {
            Self::NoSignature | Self::NoSignedHeader => "missing_header",
            // A missing field is an error of the header that should contain it.
            Self::NoTimestamp if matches!(scheme.timestamp, Some(Timestamp::Header { .. })) => "missing_header",
            Self::NoTimestamp | Self::MalformedTimestamp if matches!(scheme.timestamp, Some(Timestamp::Body { .. })) => {
                "malformed_body"
            }
            Self::EmptySignature
            | Self::MalformedSignature
            | Self::TruncatedSignature
            | Self::ExtendedSignature
            | Self::WrongEncoding
            | Self::NoPrefix
            | Self::WrongPrefix
            | Self::NoTimestamp
            | Self::MalformedTimestamp => "malformed_header",
            Self::DuplicatedSignature => "duplicate_header",
            Self::TooManySignatures => "too_many_candidates",
            Self::Expired | Self::ExpiredGroup => "timestamp_too_old",
            Self::FromTheFuture => "timestamp_too_new",
            Self::ChangedSignature
            | Self::ChangedTimestamp
            | Self::ChangedSignedHeader
            | Self::ChangedUrl
            | Self::ChangedMethod
            | Self::NoBodyHash
            | Self::WrongSecret
            | Self::Unkeyed
            | Self::OtherDelivery
            | Self::ChangedBody
            | Self::TruncatedBody
            | Self::EmptiedBody
            | Self::ExtraWhitespace
            | Self::RepeatedFormField => "signature_mismatch",
        }
    }

    /// Returns whether a delivery of this scheme can have the flaw.
    pub fn applies_to(self, scheme: &Scheme) -> bool {
        let syntax = &scheme.signature.syntax;
        match self {
            Self::NoPrefix | Self::WrongPrefix => !matches!(syntax, Syntax::Plain | Syntax::List { tag: None, prefix: None, .. }),
            Self::DuplicatedSignature => !joins_headers(scheme),
            Self::TooManySignatures => matches!(syntax, Syntax::Fields { .. } | Syntax::List { .. }),
            Self::NoTimestamp | Self::MalformedTimestamp | Self::Expired | Self::FromTheFuture | Self::ChangedTimestamp => {
                scheme.timestamp.is_some()
            }
            Self::ExpiredGroup => matches!(syntax, Syntax::Fields { groups: Some(_), .. }),
            Self::NoSignedHeader | Self::ChangedSignedHeader => scheme.signed_content.headers().next().is_some(),
            Self::ChangedUrl => scheme.signs_url(),
            Self::ChangedMethod => scheme.signs_method(),
            Self::NoBodyHash => scheme.body_hash.is_some(),
            Self::RepeatedFormField => scheme.signed_content.parts().any(|part| part == Part::Form),
            Self::OtherDelivery | Self::ChangedBody | Self::TruncatedBody | Self::EmptiedBody => !scheme.unsigned_body,
            // If the re-serialized body is verified too, white space around the body changes nothing.
            Self::ExtraWhitespace => !scheme.reserialized && !scheme.unsigned_body,
            _ => true,
        }
    }

    /// Returns whether the flaw changes the signed content. The changed content must differ from the original.
    pub(super) fn changes_what_is_signed(self) -> bool {
        matches!(
            self,
            Self::ChangedTimestamp
                | Self::ChangedSignedHeader
                | Self::ChangedUrl
                | Self::ChangedMethod
                | Self::OtherDelivery
                | Self::ChangedBody
                | Self::TruncatedBody
                | Self::EmptiedBody
                | Self::ExtraWhitespace
                | Self::RepeatedFormField
        )
    }
}

/// Returns whether two signature headers, joined by a server, are one header with two signatures. Servers join headers by a comma
/// and a space.
fn joins_headers(scheme: &Scheme) -> bool {
    match &scheme.signature.syntax {
        Syntax::Fields { separator, optional_space: true, groups: None, .. } => {
            separator == "," && !matches!(scheme.timestamp, Some(Timestamp::Field { .. }))
        }
        Syntax::List { separator, prefix: None, optional_space: true, .. } => {
            separator == "," && !matches!(scheme.timestamp, Some(Timestamp::Position { .. }))
        }
        _ => false,
    }
}
