// SPDX-License-Identifier: GPL-3.0-or-later
internal import CZstd

/// Compresses and decompresses with zstd, against a prefix where both sides have one. One thread at a time.
@safe final class Zstandard {
    private let compressor: OpaquePointer?
    private let decompressor: OpaquePointer?
    private let path: String

    /// On Finnish text within a few per cent of what higher levels reach at a multiple of the time.
    private static let level: Int32 = 5

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
        guard let compressor = unsafe compressor else { throw outOfMemory() }
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
        let room = ZSTD_compressBound(bytes.count)
        var failure = 0
        let frame = unsafe [UInt8](unsafeUninitializedCapacity: room) { target, count in
            unsafe bytes.withUnsafeBytes { source in
                unsafe prefix.withUnsafeBytes { prefix in
                    if unsafe !prefix.isEmpty {
                        unsafe ZSTD_CCtx_refPrefix(compressor, prefix.baseAddress, prefix.count)
                    }
                    let written = unsafe ZSTD_compress2(
                        compressor, target.baseAddress, room, source.baseAddress, source.count)
                    if ZSTD_isError(written) != 0 { failure = written } else { count = written }
                }
            }
        }
        guard failure == 0 else {
            throw IndexError(
                .other, "A text could not be compressed for the index at \(path).",
                engine: unsafe String(cString: ZSTD_getErrorName(failure)), path: path)
        }
        return frame
    }

    /// The `size` bytes that the frame holds, which was made with the same prefix.
    ///
    /// - Throws: ``IndexError/Code/corrupt`` where it does not hold them.
    func decompress(_ frame: some Collection<UInt8>, size: Int, prefix: [UInt8] = []) throws(IndexError) -> [UInt8] {
        guard let decompressor = unsafe decompressor else { throw outOfMemory() }
        unsafe ZSTD_DCtx_reset(decompressor, ZSTD_reset_session_only)
        let source = [UInt8](frame)
        var failure = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { target, count in
            unsafe source.withUnsafeBytes { source in
                unsafe prefix.withUnsafeBytes { prefix in
                    if unsafe !prefix.isEmpty {
                        unsafe ZSTD_DCtx_refPrefix(decompressor, prefix.baseAddress, prefix.count)
                    }
                    let written = unsafe ZSTD_decompressDCtx(
                        decompressor, target.baseAddress, size, source.baseAddress, source.count)
                    if ZSTD_isError(written) != 0 { failure = written } else { count = written }
                }
            }
        }
        guard failure == 0, bytes.count == size else {
            throw IndexError(
                .corrupt,
                "The index at \(path) is damaged (a text cannot be decompressed); make it anew with "
                    + "`haku index --rebuild`.",
                engine: failure == 0 ? nil : unsafe String(cString: ZSTD_getErrorName(failure)), path: path)
        }
        return bytes
    }

    private func outOfMemory() -> IndexError {
        IndexError(.other, "Memory ran out while using the index at \(path).", path: path)
    }
}
