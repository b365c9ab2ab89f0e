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

    /// Writes a section: numbers, each in its own size, up to the next multiple of eight.
    func section<T: FixedWidthInteger>(_ values: some Sequence<T>) {
        // In a variable of its own, so that no access to it is checked between two of millions of numbers.
        var taken = buffer
        buffer = []
        for value in values {
            unsafe withUnsafeBytes(of: value.littleEndian) { unsafe taken.append(contentsOf: $0) }
            if taken.count >= Self.bufferSize { flush(&taken) }
        }
        buffer = taken
        endSection()
    }

    /// Writes a section of bytes, as ``section(_:)``.
    func section(bytes: [UInt8]) {
        buffer += bytes
        if buffer.count >= Self.bufferSize { flush(&buffer) }
        endSection()
    }

    private func endSection() {
        while (written + buffer.count) % 8 != 0 { buffer.append(0) }
    }

    /// Writes the sum of all before.
    ///
    /// - Returns: False where something could not be written.
    func end() -> Bool {
        flush(&buffer)
        section(CollectionOfOne(UInt64(sum)))
        flush(&buffer)
        return !hasFailed
    }

    private func flush(_ bytes: inout [UInt8]) {
        sum = unsafe bytes.withUnsafeBufferPointer { unsafe crc32_z(sum, $0.baseAddress, $0.count) }
        if !hasFailed { hasFailed = !sink(bytes[...]) }
        written += bytes.count
        bytes.removeAll(keepingCapacity: true)
    }
}
