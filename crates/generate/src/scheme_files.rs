//! Reads the providers' folders. A file `schemes/<id>/scheme.json` contains a scheme, and additional information for people.

use std::error::Error;
use std::fs;
use std::path::Path;

use hookward::Scheme;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::output;

/// The name of the file that contains the scheme in a provider's folder.
const FILE: &str = "scheme.json";

/// The content of a provider's file.
pub(crate) struct SchemeFile {
    /// The scheme, which passed the lint.
    pub(crate) scheme: Scheme,
    pub(crate) about: About,
}

/// The properties of a file in addition to the public scheme object.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct About {
    /// The JSON Schema for editors.
    #[serde(rename = "$schema")]
    _schema: String,
    /// The programs and documents that the scheme was checked against.
    confirmed: Vec<Confirmation>,
    /// The place where a person finds the secret.
    pub(crate) secret_help: String,
    /// The rules by which the provider sends a delivery again, if the provider documents them.
    #[serde(rename = "retries")]
    _retries: Option<Retries>,
}

/// A program or a document that agrees with the scheme.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirmation {
    by: String,
    #[serde(rename = "how")]
    _how: How,
    date: String,
}

/// The author of a program or document.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum How {
    Vendor,
    ThirdParty,
    Document,
}

/// The rules by which a provider sends a delivery again.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Retries {
    #[serde(rename = "policy")]
    _policy: String,
    #[serde(rename = "timeout")]
    _timeout: Option<f64>,
    #[serde(rename = "after")]
    _after: Option<RetriedAfter>,
    #[serde(rename = "source")]
    _source: String,
}

/// The failures after which a provider sends a delivery again. A failure that the provider's page does not mention is omitted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RetriedAfter {
    #[serde(rename = "4xx")]
    _client_error: Option<bool>,
    #[serde(rename = "5xx")]
    _server_error: Option<bool>,
    #[serde(rename = "timeout")]
    _timeout: Option<bool>,
}

/// The properties that are not part of the public scheme object.
const ABOUT: [&str; 4] = ["$schema", "confirmed", "secretHelp", "retries"];

/// Reads every provider's folder, sorted by id.
pub(crate) fn read(folder: &Path) -> Result<Vec<SchemeFile>, Box<dyn Error>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.retain(|path| path.is_dir());
    // The folders are sorted by id, not in the order of the file system. `x` comes before `x-ray`, and both before `xero`.
    paths.sort_by_key(|path| path.file_name().map(ToOwned::to_owned));
    paths.iter().map(|path| read_one(path)).collect()
}

fn read_one(folder: &Path) -> Result<SchemeFile, Box<dyn Error>> {
    let path = folder.join(FILE);
    let refuse = |problem: String| format!("{}: {problem}", path.display());
    let text = output::read(&path)?;
    let value: Map<String, Value> = serde_json::from_str(&text).map_err(|error| refuse(error.to_string()))?;
    let (about, scheme): (Map<_, _>, Map<_, _>) = value.into_iter().partition(|(name, _)| ABOUT.contains(&name.as_str()));
    let about: About = property(Value::Object(about)).map_err(refuse)?;
    let scheme: Scheme = property(Value::Object(scheme)).map_err(refuse)?;
    scheme.lint().map_err(|error| refuse(error.to_string()))?;
    if folder.file_name().is_none_or(|name| *name != *scheme.id) {
        return Err(refuse(format!("its id is {:?}, and its folder has another name", scheme.id)).into());
    }
    if !is_id(&scheme.id) {
        return Err(refuse("an id begins with a letter, and has small letters, digits and - alone".to_owned()).into());
    }
    about.check().map_err(refuse)?;
    Ok(SchemeFile { scheme, about })
}

/// Reads a value. The error begins with the path of the property that cannot be read.
fn property<T: for<'de> Deserialize<'de>>(value: Value) -> Result<T, String> {
    serde_path_to_error::deserialize(value).map_err(|error| error.to_string())
}

/// Returns whether a text can be an id. The names in Rust and in JavaScript are made from the id.
fn is_id(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    id.starts_with(|first: char| first.is_ascii_lowercase()) && id.bytes().all(plain) && !id.ends_with('-') && !id.contains("--")
}

impl About {
    /// Checks the rules that the types do not express.
    fn check(&self) -> Result<(), String> {
        let is_day = |text: &str| text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        if self.confirmed.is_empty() {
            return Err("confirmed: it is empty, so nothing but this project says that the scheme is right".to_owned());
        }
        if let Some(wrong) = self.confirmed.iter().find(|one| one.by.is_empty() || !is_day(&one.date)) {
            return Err(format!("confirmed: {:?} needs a name, and a date such as 2026-11-27", wrong.by));
        }
        if self.secret_help.is_empty() || self.secret_help.ends_with('.') {
            return Err("secretHelp: it must be a phrase, without a full stop at the end".to_owned());
        }
        Ok(())
    }
}
