//! Measures refusals. A refusal without a MAC takes almost no time, whatever the length of the body. A wrong signature takes as
//! long as a correct one.

// `criterion_group!` makes a public function. If a case cannot be built, the benchmark should stop.
#![allow(missing_docs, clippy::expect_used)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use hookward::schemes;
use hookward_bench::{Case, brief};

const SIZES: [usize; 2] = [1024, 65_536];
const SIGNATURE: &str = "x-inboundflow-signature";
const TIMESTAMP: &str = "x-inboundflow-timestamp";

/// Returns a genuine delivery to compare with, and one delivery for each kind of refusal. The scheme is the one with most kinds.
fn cases(size: usize) -> Vec<Case> {
    let genuine = || Case::new(&schemes::INBOUNDFLOW, size).expect("a built-in scheme takes the secret");
    let forged = |value: &str| {
        let hex: String = value.chars().skip("sha256=".len()).map(|digit| if digit == '0' { '1' } else { '0' }).collect();
        format!("sha256={hex}")
    };
    let small = genuine().verifier.with_max_body_bytes(512);
    vec![
        genuine(),
        genuine().without_header(SIGNATURE),
        genuine().with_header(SIGNATURE, |value| value.replace("sha256=", "sha512=")),
        genuine().with_header(TIMESTAMP, |_| "1709060000".to_owned()),
        Case { verifier: small, ..genuine() },
        genuine().with_header(SIGNATURE, forged),
    ]
}

fn refuse(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("refuse");
    for size in SIZES {
        for case in cases(size) {
            let name = case.verify().err().map_or("genuine", |error| error.code());
            group.bench_function(BenchmarkId::new(name, size), |bencher| bencher.iter(|| black_box(&case).verify().is_ok()));
        }
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = brief();
    targets = refuse
}
criterion_main!(benches);
