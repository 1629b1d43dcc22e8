//! The allocator. The allocator of the standard library is three times as large.

use rlsf::SmallGlobalTlsf;

/// An allocator that finds a free block in constant time, for any number of blocks. The instance of an isolate lives for many
/// requests.
#[global_allocator]
static ALLOCATOR: SmallGlobalTlsf = SmallGlobalTlsf::new();
