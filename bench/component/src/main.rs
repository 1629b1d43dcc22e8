//! Measures how fast the component verifies in wasmtime, compared with the crate. It prints JSON, from which `bench/component.js`
//! calculates ratios.
//!
//! The first lines run the Rust code of docs/COMPONENT.md, which must accept a genuine delivery and refuse a forged one.

mod verify;

use std::hint::black_box;
use std::time::{Duration, Instant};

use hookward::{UnixTime, Unsigned, Verifier, schemes};
use verify::Webhooks;
use verify::exports::hookward::webhooks::types::{Options, RequestHead, SchemeSource, Secret};
use wasmtime::component::{Component, Linker};
use wasmtime::{Engine, Store};

const SECRET: &str = "a secret of the benchmark";
const SIZES: [usize; 3] = [256, 1024, 16_384];
const ROUNDS: usize = 25;
/// The duration of one case in one round.
const ROUND: Duration = Duration::from_millis(20);

fn main() -> wasmtime::Result<()> {
    let path = std::env::args().nth(1).expect("the path of the component");
    let rounds = if std::env::args().any(|argument| argument == "--quick") { 1 } else { ROUNDS };
    let native = Verifier::new(&schemes::GILBERT, [SECRET]).expect("a secret");
    let now = UnixTime::from_millis(0);
    let signed = |body: &[u8]| {
        let headers = native.sign(&Unsigned::new(body, now));
        headers.into_iter().map(|(name, value)| (name, value.into_bytes())).collect::<Vec<_>>()
    };
    let example = br#"{"event":"dossier.created","event_id":"evt_1"}"#;
    assert!(verify::verify(&path, SECRET, signed(example), example, 0)?, "the page's code refuses a genuine delivery");
    assert!(!verify::verify(&path, SECRET, signed(example), b"{}", 0)?, "the page's code accepts a forged delivery");

    let engine = Engine::default();
    let (component, compile) = timed(|| Component::from_file(&engine, &path));
    let component = component?;
    let linker: Linker<()> = Linker::new(&engine);
    // The work that all instances share is done once.
    let prepared = linker.instantiate_pre(&component)?;
    let instantiate = median((0..rounds * 20).map(|_| {
        let mut store = Store::new(&engine, ());
        timed(|| prepared.instantiate(&mut store).map(drop)).1
    }));
    let mut store = Store::new(&engine, ());
    let webhooks = Webhooks::instantiate(&mut store, &component, &linker)?;
    let verifiers = webhooks.hookward_webhooks_verifier().verifier();
    let options = Options { tolerance: None, max_body_bytes: None, reserialize: None };
    let source = SchemeSource::Id("gilbert".into());
    let secrets = [Secret::Text(SECRET.into())];
    let (verifier, create) = timed(|| verifiers.call_create(&mut store, &source, &secrets, options));
    let verifier = verifier?.unwrap_or_else(|error| panic!("{}", error.message));

    let mut sizes = serde_json::Map::new();
    for size in SIZES {
        let body = format!(r#"{{"event":"a.b","event_id":"c","pad":"{}"}}"#, "x".repeat(size)).into_bytes();
        let body = &body[body.len() - size..];
        let headers = signed(body);
        let head = RequestHead { headers: headers.clone(), url: None, method: None };
        let (mut alone, mut inside) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            alone.push(per_call(|| assert!(native.verify(black_box(&headers), black_box(body), now).is_ok())));
            inside.push(per_call(|| {
                let verified = verifiers.call_verify(&mut store, verifier, black_box(&head), black_box(body), 0);
                assert!(verified.is_ok_and(|result| result.is_ok()));
            }));
        }
        sizes.insert(size.to_string(), serde_json::json!({ "crate": alone, "wasmtime": inside }));
    }
    let nanoseconds = |time: Duration| time.as_nanos() as f64;
    let [compile, instantiate, create] = [compile, instantiate, create].map(nanoseconds);
    println!("{}", serde_json::json!({ "compile": compile, "instantiate": instantiate, "create": create, "sizes": sizes }));
    Ok(())
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    let result = work();
    (result, started.elapsed())
}

/// Returns how many nanoseconds a call takes.
fn per_call(mut call: impl FnMut()) -> f64 {
    let started = Instant::now();
    let mut calls = 0_u32;
    while started.elapsed() < ROUND {
        for _ in 0..16 {
            call();
        }
        calls += 16;
    }
    started.elapsed().as_nanos() as f64 / f64::from(calls)
}

fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<_> = times.collect();
    times.sort();
    times[times.len() / 2]
}
