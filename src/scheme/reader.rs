//! Reads the objects of a scheme: their members, and the default of each member.

use alloc::borrow::Cow;

use serde::Deserialize;

use super::signature::{FieldsProperty, ListProperty};
use super::source::SourceProperty;
use super::timestamp::TimestampProperty;
use super::{Ack, BodyHash, DEFAULT, Encoding, Scheme, Signature, Syntax, Text};
use crate::challenge::{Challenge, ChallengeValue};
use crate::members;

const EMPTY: Text = Cow::Borrowed("");

members! {
    // Editors use `$schema` to read a file. It is not a property of the scheme.
    Scheme = DEFAULT, "struct Scheme", required: 5, skipped: "$schema";
    id = "id",
    name = "name",
    docs = "docs",
    signature = "signature",
    signed_content = "signedContent",
    algorithm = "algorithm",
    secret_encoding = "secretEncoding",
    secret_prefix = "secretPrefix",
    timestamp = "timestamp",
    tolerance = "tolerance",
    body_hash = "bodyHash",
    unsigned_body = "unsignedBody",
    event = "event",
    delivery_id = "deliveryId",
    reserialized = "reserialized",
    content_types = "contentTypes",
    header_prefix = "headerPrefix" as AnyHeaderName,
    challenge = "challenge",
    ack = "ack",
    waivers = "waivers",
}

members! {
    Signature = Self { header: EMPTY, more_headers: Cow::Borrowed(&[]), syntax: Syntax::Plain, encoding: Encoding::Hex },
    "struct Signature", required: 3;
    header = "header" as HeaderName,
    syntax = "syntax",
    encoding = "encoding",
    more_headers = "moreHeaders" as HeaderNames,
}

members! {
    FieldsProperty = Self { separator: EMPTY, key: EMPTY, optional_space: false, groups: None }, "struct Fields", required: 2;
    separator = "separator",
    key = "key",
    optional_space = "optionalSpace",
    groups = "groups",
}

members! {
    ListProperty = Self { separator: EMPTY, tag: None, prefix: None, optional_space: false }, "struct List", required: 1;
    separator = "separator",
    tag = "tag",
    prefix = "prefix",
    optional_space = "optionalSpace",
}

members! {
    TimestampProperty = Self::default(), "an object with `unit` and one of `header`, `field`, `position` or `body`", required: 1;
    unit = "unit",
    header = "header" as AnyHeaderName,
    field = "field",
    position = "position",
    body = "body",
}

members! {
    SourceProperty = Self { header: None, body: None, names: None }, "an object with either `header` or `body`", required: 0;
    header = "header" as AnyHeaderName,
    body = "body",
    names = "names",
}

members! {
    BodyHash = Self { query: EMPTY }, "struct BodyHash", required: 1;
    query = "query",
}

members! {
    Challenge = Self::default(), "struct Challenge", required: 0;
    method = "method",
    when = "when",
    token = "token",
    verify_token = "verifyToken",
    response = "response",
}

members! {
    ChallengeValue = Self::default(), "struct ChallengeValue", required: 0;
    header = "header" as AnyHeaderName,
    body = "body",
    query = "query",
    is = "is",
}

members! {
    Ack = Self { status: 200, content_type: EMPTY, body: EMPTY, exact: false }, "struct Ack", required: 3;
    status = "status",
    content_type = "contentType",
    body = "body",
    exact = "exact",
}

/// The name of a header.
#[derive(Deserialize)]
#[serde(transparent)]
struct HeaderName(#[serde(deserialize_with = "crate::header_name::read")] Text);

impl From<HeaderName> for Text {
    fn from(HeaderName(name): HeaderName) -> Self {
        name
    }
}

/// The optional name of a header.
#[derive(Deserialize)]
#[serde(transparent)]
struct AnyHeaderName(#[serde(deserialize_with = "crate::header_name::read_optional")] Option<Text>);

impl From<AnyHeaderName> for Option<Text> {
    fn from(AnyHeaderName(name): AnyHeaderName) -> Self {
        name
    }
}

/// The names of headers.
#[derive(Deserialize)]
#[serde(transparent)]
struct HeaderNames(#[serde(deserialize_with = "crate::header_name::read_list")] Cow<'static, [Text]>);

impl From<HeaderNames> for Cow<'static, [Text]> {
    fn from(HeaderNames(names): HeaderNames) -> Self {
        names
    }
}
