//! Shows that the number of built-in schemes does not affect the time of a verification.
//!
//! A scheme is looked up by its id once, when a verifier is built. After that, the verifier uses only its own scheme and never
//! the table. The first scheme of the table, the last one of the same shape, and a scheme that is not in the table must therefore
//! take the same time. Building a verifier is also measured, because a longer table would affect it.

// `criterion_group!` makes a public function. If a case cannot be built, the benchmark should stop.
#![allow(missing_docs, clippy::expect_used)]

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use hookward::{Scheme, Verifier, schemes};
use hookward_bench::{Case, SECRET, brief};

const SIZE: usize = 256;

fn verify(criterion: &mut Criterion) {
    let own = Scheme { id: "acme".into(), name: "Acme".into(), ..schemes::GILBERT.clone() };
    let cases = [
        ("first of the table", Case::new(&schemes::GILBERT, SIZE)),
        ("second of the table, the same shape", Case::new(&schemes::GABINETE360, SIZE)),
        ("not in the table, the same shape", Verifier::new(own, [SECRET]).map(|verifier| Case::with(verifier, SIZE))),
    ];
    let mut group = criterion.benchmark_group("schemes");
    for (name, case) in cases {
        let case = case.expect("the scheme takes the secret");
        case.verify().expect("genuine");
        group.bench_function(name, |bencher| bencher.iter(|| black_box(&case).verify().is_ok()));
    }
    group.finish();
}

fn build(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("build");
    for scheme in schemes::ALL {
        group.bench_function(&*scheme.id, |bencher| {
            let build = |id: &str| schemes::by_id(id).map(|scheme| Verifier::new(scheme, [SECRET]));
            bencher.iter_batched(|| &*scheme.id, |id| build(black_box(id)), BatchSize::SmallInput);
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = brief();
    targets = verify, build
}
criterion_main!(benches);
