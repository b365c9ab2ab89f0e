// SPDX-License-Identifier: GPL-3.0-or-later
internal import CZstd

/// Compresses and decompresses with zstd, against a prefix where both sides have one. One thread at a time.
@safe final class Zstandard {
    private let compressor: OpaquePointer?
    private let decompressor: OpaquePointer?
    private let path: String

    /// On Finnish text within a twentieth of level 5, which takes twice the time.
    private static let level: Int32 = 3

    /// - Parameter path: The index's folder, for errors.
    init(path: String) {
        unsafe compressor = ZSTD_createCCtx()
        unsafe decompressor = ZSTD_createDCtx()
        self.path = path
    }

    deinit {
        unsafe ZSTD_freeCCtx(compressor)
        unsafe ZSTD_freeDCtx(decompressor)
    }

    /// `bytes` as one frame. With a `prefix`, what `bytes` share with it costs nearly nothing, and
    /// ``decompress(_:size:prefix:)`` needs the same prefix.
    func compress(_ bytes: [UInt8], prefix: [UInt8] = []) throws(IndexError) -> [UInt8] {
        guard let compressor = unsafe compressor else { throw .outOfMemory(path) }
        unsafe ZSTD_CCtx_reset(compressor, ZSTD_reset_session_and_parameters)
        unsafe ZSTD_CCtx_setParameter(compressor, ZSTD_c_compressionLevel, Self.level)
        // The window must reach over both, and finding matches further back than the tables of this level do takes
        // zstd's long-distance matcher.
        let reach = bytes.count + prefix.count
        if reach > 1 << 17 {
            let log = Int32(Int.bitWidth - (reach - 1).leadingZeroBitCount)
            unsafe ZSTD_CCtx_setParameter(compressor, ZSTD_c_windowLog, min(log, 27))
            unsafe ZSTD_CCtx_setParameter(compressor, ZSTD_c_enableLongDistanceMatching, 1)
        }
        let frame = fill(ZSTD_compressBound(bytes.count), from: bytes, prefix: prefix) { target, source, prefix in
            if unsafe !prefix.isEmpty { unsafe ZSTD_CCtx_refPrefix(compressor, prefix.baseAddress, prefix.count) }
            return unsafe ZSTD_compress2(
                compressor, target.baseAddress, target.count, source.baseAddress, source.count)
        }
        if let failure = frame.failure {
            throw IndexError(
                .other, "A text could not be compressed for the index at \(path).", engine: failure, path: path)
        }
        return frame.bytes
    }

    /// The `size` bytes that the frame holds, which was made with the same prefix.
    ///
    /// - Throws: ``IndexError/Code/corrupt`` where it does not hold them.
    func decompress(_ frame: [UInt8], size: Int, prefix: [UInt8] = []) throws(IndexError) -> [UInt8] {
        guard let decompressor = unsafe decompressor else { throw .outOfMemory(path) }
        unsafe ZSTD_DCtx_reset(decompressor, ZSTD_reset_session_only)
        let text = fill(size, from: frame, prefix: prefix) { target, source, prefix in
            if unsafe !prefix.isEmpty { unsafe ZSTD_DCtx_refPrefix(decompressor, prefix.baseAddress, prefix.count) }
            return unsafe ZSTD_decompressDCtx(
                decompressor, target.baseAddress, target.count, source.baseAddress, source.count)
        }
        guard text.failure == nil, text.bytes.count == size else {
            throw .damaged(path, "a text cannot be decompressed", engine: text.failure)
        }
        return text.bytes
    }

    /// Has `body` fill at most `room` bytes. It returns their number, or an error code of zstd's, which becomes `failure`.
    @safe private func fill(
        _ room: Int, from source: [UInt8], prefix: [UInt8],
        _ body: (UnsafeMutableBufferPointer<UInt8>, UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Int
    ) -> (bytes: [UInt8], failure: String?) {
        var failure: String?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: room) { target, count in
            // The array may have room for more.
            let target = unsafe UnsafeMutableBufferPointer(rebasing: target[..<room])
            let result = unsafe source.withUnsafeBytes { source in
                unsafe prefix.withUnsafeBytes { unsafe body(target, source, $0) }
            }
            if ZSTD_isError(result) != 0 {
                failure = unsafe String(cString: ZSTD_getErrorName(result))
            } else {
                count = result
            }
        }
        return (bytes, failure)
    }
}
