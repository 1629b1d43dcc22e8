//! The allocator, in place of the standard library's, which is three times as large.

use rlsf::SmallGlobalTlsf;

/// Finds a free block in constant time, however many there are: the instance of an isolate lives for many requests.
#[global_allocator]
static ALLOCATOR: SmallGlobalTlsf = SmallGlobalTlsf::new();
