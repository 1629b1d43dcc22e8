//! The allocator and the panic handler, which the standard library would bring.

use lol_alloc::{FreeListAllocator, LockedAllocator};

/// A free list: it reuses freed memory, joins free neighbours, and reports when there is no more. Nothing is allocated while
/// verifying, so its size matters and its speed does not.
#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> = LockedAllocator::new(FreeListAllocator::new());

/// Ends the call. The core does not panic, so it has no message, which would be the larger part of this module.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
