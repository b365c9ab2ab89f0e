// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// Memory that was freed and that the C library keeps for later.
enum FreedMemory {
    private typealias Trim = @convention(c) (Int) -> Int32

    /// Gives it back to the system, which takes some milliseconds.
    static func giveBack() {
        // Glibc's module leaves out malloc.h; other C libraries have no such function.
        guard let symbol = unsafe dlsym(nil, "malloc_trim") else { return }
        _ = unsafe unsafeBitCast(symbol, to: Trim.self)(0)
    }
}
