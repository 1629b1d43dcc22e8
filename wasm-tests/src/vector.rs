//! The format of the vector files, as described in `testdata/vectors/README.md`.

use serde::Deserialize;
use serde_json::{Map, Value};

/// One vector file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// The id of a built-in scheme, or a scheme, for vectors without their own.
    pub scheme: Value,
    /// The source of the vectors.
    pub source: String,
    /// The clock, in seconds since the Unix epoch.
    pub now: i64,
    /// The vectors.
    pub vectors: Vec<Vector>,
}

/// A delivery and its expected result.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vector {
    /// The name, which is unique within the file.
    pub name: String,
    /// The purpose of the vector, in one sentence.
    pub why: String,
    /// The vector's own scheme. Default: the scheme of the file.
    #[serde(default)]
    pub scheme: Option<Value>,
    /// The secrets, newest first.
    pub secrets: Vec<String>,
    /// Options of the verifier.
    #[serde(default)]
    pub options: Options,
    /// The name and value of each header, in the order received.
    pub headers: Vec<(String, String)>,
    /// The URL that is configured at the provider, for schemes that sign it.
    #[serde(default)]
    pub url: Option<String>,
    /// The method, for schemes that sign it.
    #[serde(default)]
    pub method: Option<String>,
    /// The body.
    pub body: Body,
    /// The expected result and its facts.
    pub expect: Map<String, Value>,
    /// The other programs that return this result.
    #[serde(default)]
    pub confirmed: Vec<String>,
}

/// Options of the verifier that a vector sets.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Options {
    /// The tolerance, in seconds, into the past and into the future.
    pub tolerance: Option<u32>,
    /// The maximum length of the body, in bytes.
    pub max_body_bytes: Option<u64>,
    /// Whether the re-serialized body is verified.
    pub reserialize: Option<bool>,
}

/// A body: text, or bytes in hex if it is not UTF-8.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Body {
    /// A body that is the UTF-8 of this text.
    Text(String),
    /// A body that is these bytes.
    Bytes {
        /// The bytes, with two hex digits each.
        hex: String,
    },
}

impl Body {
    /// Creates a body of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        Self::Bytes { hex: digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect() }
    }

    /// Returns the bytes of the body.
    pub fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.clone().into_bytes(),
            Self::Bytes { hex } => hex
                .as_bytes()
                .chunks(2)
                .map(|pair| {
                    let text = core::str::from_utf8(pair).expect("hex is ASCII");
                    u8::from_str_radix(text, 16).expect("two hex digits a byte")
                })
                .collect(),
        }
    }
}
