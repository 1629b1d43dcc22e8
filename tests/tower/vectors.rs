//! The vectors for which every runtime must return the same result, sent through the layer.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use axum::http::{HeaderName, HeaderValue, Method, Request, Response};
use hookward::tower::{Body, Delivery, WebhookOptions, webhook_layer};
use hookward::{Scheme, UnixTime, schemes};
use serde_json::Value;
use tower::{Layer, ServiceExt, service_fn};

/// Returns every file of vectors.
fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = fs::read_dir(root.join("schemes")).unwrap().map(|entry| entry.unwrap().path().join("vectors.json"));
    let mut all: Vec<PathBuf> = folders.filter(|path| path.exists()).collect();
    all.push(root.join("testdata/vectors/attacks.json"));
    all.sort();
    all
}

/// Returns the options for a vector. The error states why the vector cannot be sent over HTTP, or which feature the layer lacks.
fn options_of(file: &Value, vector: &Value) -> Result<WebhookOptions, &'static str> {
    let scheme = vector.get("scheme").unwrap_or(&file["scheme"]);
    let secrets: Vec<&str> = vector["secrets"].as_array().unwrap().iter().map(|secret| secret.as_str().unwrap()).collect();
    let mut options = match scheme {
        Value::String(id) => {
            let scheme = schemes::by_id(id).ok_or("an unknown scheme")?;
            if scheme.unsigned_body {
                return Err("a scheme that signs no body");
            }
            WebhookOptions::new(scheme, secrets)
        }
        object => {
            let scheme: Scheme = serde_json::from_value(object.clone()).map_err(|_| "a scheme that cannot be read")?;
            WebhookOptions::new(scheme, secrets)
        }
    };
    let set = &vector["options"];
    if let Some(seconds) = set["tolerance"].as_u64() {
        options = options.tolerance(u32::try_from(seconds).unwrap());
    }
    if let Some(bytes) = set["maxBodyBytes"].as_u64() {
        options = options.max_body_bytes(bytes);
    }
    if let Some(url) = vector["url"].as_str() {
        options = options.url(url);
    }
    let now = UnixTime::from_secs(file["now"].as_i64().unwrap());
    Ok(options.clock(move || now))
}

fn request_of(vector: &Value) -> Result<Request<Body>, &'static str> {
    let bytes = match &vector["body"] {
        Value::String(text) => text.clone().into_bytes(),
        other => hex::decode(other["hex"].as_str().unwrap()).unwrap(),
    };
    let method = Method::from_bytes(vector["method"].as_str().unwrap_or("POST").as_bytes()).map_err(|_| "no method of HTTP")?;
    let mut request = Request::new(Body::from(bytes));
    *request.method_mut() = method;
    for pair in vector["headers"].as_array().unwrap() {
        let name = HeaderName::from_bytes(pair[0].as_str().unwrap().as_bytes()).map_err(|_| "no name of a header")?;
        let value = HeaderValue::from_bytes(pair[1].as_str().unwrap().as_bytes()).map_err(|_| "no value of a header")?;
        request.headers_mut().append(name, value);
    }
    Ok(request)
}

#[tokio::test]
async fn every_vector_has_its_result() {
    let mut counts = BTreeMap::<&str, usize>::new();
    for path in files() {
        let file: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        for vector in file["vectors"].as_array().unwrap() {
            let name = format!("{}: {}", path.display(), vector["name"]);
            let kind = match run(&file, vector, &name).await {
                Ok(kind) => kind,
                Err(why) => why,
            };
            *counts.entry(kind).or_default() += 1;
        }
    }
    println!("{counts:?}");
    let of = |kind| counts.get(kind).copied().unwrap_or_default();
    assert!(of("accepted") > 500 && of("refused") > 500 && of("a fault") > 10, "{counts:?}");
    let all: usize = counts.values().sum();
    let sent = of("accepted") + of("refused") + of("a fault");
    assert!(all - sent < all / 20, "too few were sent: {counts:?}");
}

async fn run(file: &Value, vector: &Value, name: &str) -> Result<&'static str, &'static str> {
    let expect = &vector["expect"];
    let options = options_of(file, vector)?;
    let code = Arc::new(Mutex::new(None));
    let refused = code.clone();
    let layer = match webhook_layer(options.on_refused(move |refusal, _| *refused.lock().unwrap() = Some(refusal.code()))) {
        Ok(layer) => layer,
        // The layer knows before any request that it has no URL.
        Err(error) if expect["code"] == "invalid_url" => {
            return Ok(if error.code() == "invalid_option" { "a fault" } else { panic!("{name}: {error}") });
        }
        Err(error) => {
            assert_eq!(expect["config"], error.code(), "{name}: {error}");
            return Ok("a fault");
        }
    };
    assert!(expect.get("config").is_none(), "{name}: a layer was built");
    let request = request_of(vector)?;
    let handled = Arc::new(Mutex::new(None));
    let seen = handled.clone();
    let service = layer.layer(service_fn(move |request: Request<Body>| {
        *seen.lock().unwrap() = request.extensions().get::<Delivery>().cloned();
        async { Ok::<_, Infallible>(Response::new(Body::empty())) }
    }));
    let response = service.oneshot(request).await.unwrap();
    let delivery = handled.lock().unwrap().take();
    let code = code.lock().unwrap().take();
    if expect["ok"] == true && expect["reserialized"] != true {
        // A signed challenge gets its response, and does not reach the handler.
        let Some(delivery) = delivery else {
            assert_eq!(code, None, "{name}");
            return Ok("a challenge");
        };
        assert!(response.status().is_success(), "{name}");
        assert_eq!(expect["secretIndex"].as_u64(), Some(delivery.secret_index() as u64), "{name}");
        #[allow(clippy::cast_precision_loss, reason = "the vectors' times are far below 2^53 milliseconds")]
        let seconds = delivery.timestamp().map(|time| time.as_millis() as f64 / 1000.0);
        assert_eq!(expect["timestamp"].as_f64(), seconds, "{name}");
        for (label, actual) in [("event", delivery.event()), ("deliveryId", delivery.delivery_id())] {
            if let Some(expected) = expect.get(label) {
                assert_eq!(expected.as_str(), actual, "{name}: {label}");
            }
        }
        assert_eq!(expect["deliveryIdSigned"], delivery.delivery_id_signed(), "{name}");
        return Ok("accepted");
    }
    assert!(delivery.is_none(), "{name}: it reached the service");
    // The layer does not try the re-serialized body.
    let expected = if expect["reserialized"] == true { "signature_mismatch" } else { expect["code"].as_str().unwrap() };
    assert_eq!(code, Some(expected), "{name}");
    assert_eq!(response.status().as_u16(), if expected == "body_too_large" { 413 } else { 401 }, "{name}");
    Ok("refused")
}
