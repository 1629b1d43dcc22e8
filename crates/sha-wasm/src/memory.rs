//! The allocator and the panic handler, which the standard library would bring.

use lol_alloc::FailAllocator;

/// Nothing is allocated here, and what wasm-bindgen would allocate for is not used.
#[global_allocator]
static ALLOCATOR: FailAllocator = FailAllocator;

/// Ends the call. Nothing here panics, so it has no message, which would be the larger part of this module.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
