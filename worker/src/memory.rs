//! The allocator. What is allocated for a request is short and goes with it, so the allocator's size matters more than its speed.

use lol_alloc::{FreeListAllocator, LockedAllocator};

/// A free list: it reuses freed memory, joins free neighbours, and reports when there is no more.
#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> = LockedAllocator::new(FreeListAllocator::new());
