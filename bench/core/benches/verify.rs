//! Measures a genuine delivery for every scheme and size, compared with code written by hand with the crates that the core uses.
//!
//! From 4 KiB on, the throughput must be the same at every size, because the cost grows only with the body. Below that, the cost
//! of a call is visible.

// `criterion_group!` makes a public function. If a case cannot be built, the benchmark should stop.
#![allow(missing_docs, clippy::expect_used)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use hmac::{Hmac, KeyInit, Mac};
use hookward::schemes;
use hookward_bench::{Case, SECRET, SIZES, brief};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// Verifies a delivery of `gilbert` as a careful programmer would write it, with a prepared key.
fn by_hand(key: &Hmac<Sha256>, headers: &[(String, String)], body: &[u8]) -> bool {
    let Some((_, signature)) = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("x-gilbert-signature")) else {
        return false;
    };
    let mut given = [0; 32];
    if hex::decode_to_slice(signature, &mut given).is_err() {
        return false;
    }
    let mut mac = key.clone();
    mac.update(body);
    mac.finalize().into_bytes().ct_eq(&given).into()
}

fn verify(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("verify");
    for size in SIZES {
        group.throughput(Throughput::Bytes(size as u64));
        for scheme in schemes::ALL {
            let case = Case::new(scheme, size).expect("a built-in scheme takes the secret");
            case.verify().expect("genuine");
            group.bench_function(BenchmarkId::new(&*scheme.id, size), |bencher| {
                bencher.iter(|| black_box(&case).verify().is_ok());
            });
        }
        let case = Case::new(&schemes::GILBERT, size).expect("a built-in scheme takes the secret");
        let key = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("any length will do");
        assert!(by_hand(&key, &case.headers, &case.body), "genuine");
        group.bench_function(BenchmarkId::new("by hand", size), |bencher| {
            bencher.iter(|| by_hand(black_box(&key), black_box(&case.headers), black_box(&case.body)));
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = brief();
    targets = verify
}
criterion_main!(benches);
