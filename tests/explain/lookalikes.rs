//! The look-alikes: only their real causes are proven.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hookward::explain::{Code, Confidence, Input, explain};
use hookward::{Scheme, Secret, UnixTime, schemes};
use serde_json::Value;

/// The codes that are only ever likely, because nothing can be undone.
const NEVER_PROVEN: [Code; 19] = [
    Code::BodyNumberPrecision,
    Code::BodyReserialized,
    Code::BodyLossyUtf8,
    Code::BodyEmpty,
    Code::BodyNotJson,
    Code::BodyObjectObject,
    Code::BodyDecompressed,
    Code::BodyContentLength,
    Code::SecretVariableName,
    Code::SecretUnexpandedVariable,
    Code::SecretPlaceholder,
    Code::SecretDifferent,
    Code::SignaturePlaceholder,
    Code::SignatureMalformed,
    Code::AlgorithmOther,
    Code::HeaderEmpty,
    Code::HeaderMissing,
    Code::UrlMissing,
    Code::UrlBodyHash,
];

fn records() -> Vec<Value> {
    serde_json::from_str(include_str!("../../testdata/lookalikes/lookalikes.json")).unwrap()
}

/// Returns the bytes of a text, or the decoded bytes of base64.
fn bytes(value: &Value) -> Vec<u8> {
    match value.as_str() {
        Some(text) => text.into(),
        None => STANDARD.decode(value["base64"].as_str().unwrap()).unwrap(),
    }
}

fn scheme(value: &Value) -> Scheme {
    match value.as_str() {
        Some(id) => (*schemes::ALL.iter().find(|scheme| scheme.id == id).unwrap()).clone(),
        None => serde_json::from_value(value.clone()).unwrap(),
    }
}

fn strings(value: &Value) -> BTreeSet<&str> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

/// Returns the codes of a record's findings that are proven.
fn proven_of(record: &Value) -> BTreeSet<&'static str> {
    let (scheme, body) = (scheme(&record["scheme"]), bytes(&record["body"]));
    let held: Vec<(bool, Vec<u8>)> =
        record["secrets"].as_array().unwrap().iter().map(|secret| (secret.is_string(), bytes(secret))).collect();
    let text = |bytes: &'_ [u8]| std::str::from_utf8(bytes).unwrap().to_owned();
    let texts: Vec<String> = held.iter().map(|(is_text, bytes)| if *is_text { text(bytes) } else { String::new() }).collect();
    let secrets: Vec<Secret<'_>> = (held.iter().zip(&texts))
        .map(|((is_text, bytes), text)| if *is_text { Secret::Text(text) } else { Secret::Bytes(bytes) })
        .collect();
    let headers: Vec<(&str, &[u8])> = (record["headers"].as_array().unwrap().iter())
        .map(|pair| (pair[0].as_str().unwrap(), pair[1].as_str().unwrap().as_bytes()))
        .collect();
    let now = UnixTime::from_secs(record["now"].as_i64().unwrap());
    let input = Input { url: record["url"].as_str(), ..Input::new(&scheme, &secrets, &headers, &body, now) };
    let explanation = explain(&input).unwrap();
    assert!(!explanation.findings.is_empty(), "{}: nothing was found", record["id"]);
    assert!(!explanation.exhausted && explanation.tried <= 6000, "{}: {} tries", record["id"], explanation.tried);
    let proven = explanation.findings.iter().filter(|finding| finding.confidence == Confidence::Proven);
    proven.map(|finding| finding.code.as_str()).collect()
}

#[test]
fn what_is_proven_is_what_is_the_matter() {
    let wrong: Vec<String> = (records().iter())
        .filter(|record| proven_of(record) != strings(&record["proven"]))
        .map(|record| {
            let (id, why, expected) = (&record["id"], &record["why"], &record["proven"]);
            format!("{id}: {why}: {:?}, and not {expected}", proven_of(record))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), records().len(), wrong.join("\n"));
}

#[test]
fn every_code_that_can_be_proven_has_a_right_cause_and_a_near_miss() {
    let records = records();
    for code in Code::ALL.iter().filter(|code| !NEVER_PROVEN.contains(code)) {
        let name = code.as_str();
        // These two are proven together with a match, and have their own tests. One is proven by a length, the other by a secret.
        let alone = [Code::BodyTooLarge, Code::SecretMalformed].contains(code);
        let right = records.iter().any(|record| strings(&record["proven"]).contains(name));
        assert!(right || alone, "{name} has no right cause");
        let near = records.iter().any(|record| record["near"] == name && !strings(&record["proven"]).contains(name));
        assert!(near, "{name} has no near miss");
    }
    let ids: BTreeSet<&str> = records.iter().map(|record| record["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), records.len(), "no id is there twice");
}
