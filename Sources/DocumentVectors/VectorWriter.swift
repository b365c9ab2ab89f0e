// SPDX-License-Identifier: GPL-3.0-or-later
internal import CZlib

/// Writes the bytes of a file of vectors from the first to the last, and sums them.
///
/// Belongs to one thread. A failure is remembered and told by ``end()``.
@safe final class VectorWriter {
    /// Takes bytes; false where it cannot.
    private let sink: (ArraySlice<UInt8>) -> Bool
    private var buffer: [UInt8] = []
    private var written = 0
    private var sum: UInt = 0
    private var hasFailed = false

    private static let bufferSize = 1 << 18

    /// Hands the bytes to `sink` in their order.
    init(_ sink: @escaping (ArraySlice<UInt8>) -> Bool) {
        self.sink = sink
        buffer.reserveCapacity(Self.bufferSize + 8)
    }

    /// Writes a number in its own size.
    @inline(__always)
    func put<T: FixedWidthInteger>(_ value: T) {
        unsafe withUnsafeBytes(of: value.littleEndian) { unsafe buffer.append(contentsOf: $0) }
        if buffer.count >= Self.bufferSize { flush() }
    }

    /// Writes bytes.
    func put(bytes: [UInt8]) {
        buffer += bytes
        if buffer.count >= Self.bufferSize { flush() }
    }

    /// Ends a section: goes on at the next multiple of eight.
    func endSection() {
        while (written + buffer.count) % 8 != 0 { buffer.append(0) }
    }

    /// Writes the sum of all before.
    ///
    /// - Returns: False where something could not be written.
    func end() -> Bool {
        flush()
        put(UInt64(sum))
        flush()
        return !hasFailed
    }

    private func flush() {
        sum = unsafe buffer.withUnsafeBufferPointer { unsafe crc32_z(sum, $0.baseAddress, $0.count) }
        if !hasFailed { hasFailed = !sink(buffer[...]) }
        written += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }
}
