//! The format of the vector files, as `testdata/vectors/README.md` describes it.

use serde::Deserialize;
use serde_json::{Map, Value};

/// One vector file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// A built-in scheme's id, or a scheme, for vectors that have none of their own.
    pub scheme: Value,
    /// Where the vectors come from.
    pub source: String,
    /// The clock, in seconds since the Unix epoch.
    pub now: i64,
    /// The vectors.
    pub vectors: Vec<Vector>,
}

/// A delivery and the verdict about it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vector {
    /// Unique within its file.
    pub name: String,
    /// What it shows, in one sentence.
    pub why: String,
    /// A scheme of its own.
    #[serde(default)]
    pub scheme: Option<Value>,
    /// Newest first.
    pub secrets: Vec<String>,
    /// Options of the verifier.
    #[serde(default)]
    pub options: Options,
    /// Name and value of each header, in the order received.
    pub headers: Vec<(String, String)>,
    /// The url that the provider was given, for schemes that sign it.
    #[serde(default)]
    pub url: Option<String>,
    /// The method, for schemes that sign it.
    #[serde(default)]
    pub method: Option<String>,
    /// The body.
    pub body: Body,
    /// The verdict and its facts.
    pub expect: Map<String, Value>,
    /// Who else gives this verdict.
    #[serde(default)]
    pub confirmed: Vec<String>,
}

/// Options of the verifier that a vector sets.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Options {
    /// Seconds, either way.
    pub tolerance: Option<u32>,
    /// Bytes.
    pub max_body_bytes: Option<u64>,
    /// Whether the second form of the body is tried.
    pub reserialize: Option<bool>,
}

/// A body: text, or bytes in hex where it is not UTF-8.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Body {
    /// The body is the UTF-8 of this text.
    Text(String),
    /// The body is these bytes.
    Bytes {
        /// Two digits a byte.
        hex: String,
    },
}

impl Body {
    /// A body of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        Self::Bytes { hex: digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect() }
    }

    /// The bytes of the body.
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
