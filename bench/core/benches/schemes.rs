//! That the number of built-in schemes costs nothing while verifying.
//!
//! A scheme is looked up by its id once, when a verifier is built; from then on its row is all there is, and the table is never
//! looked at. So the first row of the table, the last one of the same shape, and a row that is not in the table at all must
//! verify alike. Building is shown beside it: it is there that a longer table would be met.

// `criterion_group!` makes a public function; a case that cannot be built should stop everything.
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
