//! The allocator. Schemes and messages are short and few, so a small size is more important than speed.

use lol_alloc::{FreeListAllocator, LockedAllocator};

/// A free list, which reuses freed memory and joins free neighbours.
#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> = LockedAllocator::new(FreeListAllocator::new());
