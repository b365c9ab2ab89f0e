// SPDX-License-Identifier: GPL-3.0-or-later
internal import CZlib
internal import NIOConcurrencyHelpers

/// Packs bytes as gzip (RFC 1952).
enum Gzip {
    /// zlib's state of one packing, with its 268 kB of tables, used again and again: to have them made for each page took
    /// two fifths of the time of packing it.
    ///
    /// `@unchecked Sendable`, the lock being that of ``spare``: a packer is taken out of there with it held, belongs to whoever
    /// took it alone, and is put back with it held. `stream` itself never changes.
    @safe private final class Packer: @unchecked Sendable {
        /// zlib's number for a window of 32 KiB, and for gzip's frame around it.
        private static let windowBits: Int32 = 15 + 16
        /// Of 1 to 9. A page of a search of 18 kB gets 4.4 kB; at 5 it takes half as long again and gets 4.1 kB.
        private static let level: Int32 = 3

        // zlib remembers where the stream lies.
        private let stream: UnsafeMutablePointer<z_stream>

        /// Nil where there is no memory for it.
        init?() {
            let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
            unsafe stream.initialize(to: z_stream())
            guard unsafe haku_deflate_init(stream, Self.level, Self.windowBits) == Z_OK else {
                unsafe stream.deallocate()
                return nil
            }
            unsafe self.stream = stream
        }

        deinit {
            unsafe deflateEnd(stream)
            unsafe stream.deallocate()
        }

        /// `bytes`, packed; nil where zlib fails.
        func packed(_ bytes: [UInt8]) -> [UInt8]? {
            guard unsafe deflateReset(stream) == Z_OK else { return nil }
            let bound = unsafe Int(deflateBound(stream, UInt(bytes.count)))
            var input = bytes
            var isWhole = false
            let packed = unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
                unsafe input.withUnsafeMutableBufferPointer { input in
                    unsafe stream.pointee.next_in = input.baseAddress
                    unsafe stream.pointee.avail_in = UInt32(input.count)
                    unsafe stream.pointee.next_out = output.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(output.count)
                    unsafe isWhole = deflate(stream, Z_FINISH) == Z_STREAM_END
                    unsafe count = output.count - Int(stream.pointee.avail_out)
                }
            }
            return isWhole ? packed : nil
        }
    }

    /// The most packers that are kept while nothing is packed.
    private static let mostSpare = 4

    private static let spare = NIOLockedValueBox<[Packer]>([])

    /// `bytes`, packed; nil where zlib has no memory for it. Some 60 µs for a page of 18 kB.
    static func packed(_ bytes: [UInt8]) -> [UInt8]? {
        guard let packer = spare.withLockedValue({ $0.popLast() }) ?? Packer() else { return nil }
        defer { spare.withLockedValue { if $0.count < mostSpare { $0.append(packer) } } }
        return packer.packed(bytes)
    }

    /// The CRC-32 of `bytes` (RFC 1952, 8).
    static func checksum(of bytes: [UInt8]) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe UInt32(truncatingIfNeeded: crc32_z(0, buffer.baseAddress, buffer.count))
        }
    }
}
