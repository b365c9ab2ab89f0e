// SPDX-License-Identifier: GPL-3.0-or-later
internal import CZlib

/// Expands what was compressed with deflate, piece by piece.
@safe final class Inflater: ByteStream {
    /// The container of the compressed bytes.
    enum Wrapping {
        /// Nothing, as in ZIP.
        case none
        /// gzip's header; one file may follow the other.
        case gzip
    }

    private let source: SourceStream
    private let wrapping: Wrapping
    private let name: String
    private let budget: ExpansionBudget
    private let stream: UnsafeMutablePointer<z_stream>
    private var input: [UInt8] = []
    private var used = 0
    /// True if the last output filled its buffer, so that more may wait within zlib.
    private var isFull = false
    private var isDone = false
    private var produced: Int64 = 0

    private static let chunk = 1 << 18

    /// Expands `source`; what comes out is taken from `budget`.
    init(_ source: SourceStream, _ wrapping: Wrapping, name: String, budget: ExpansionBudget) throws(ReadingError) {
        self.source = source
        self.wrapping = wrapping
        self.name = name
        self.budget = budget
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // 15 bits of window; 16 more is gzip, negative is raw.
        guard unsafe haku_inflate_init(stream, wrapping == .gzip ? 31 : -15) == Z_OK else {
            throw ReadingError(.io, "cannot be expanded: there is no memory for it", path: name)
        }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    func next() throws(ReadingError) -> [UInt8] {
        while !isDone {
            if used == input.count, !isFull {
                input = try source.next()
                used = 0
                if input.isEmpty { throw damaged("it ends too early") }
            }
            var result: Int32 = Z_OK
            var left = 0
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
                unsafe input.withUnsafeMutableBufferPointer { bytes in
                    guard let base = bytes.baseAddress else { return }
                    unsafe stream.pointee.next_in = base + used
                    unsafe stream.pointee.avail_in = UInt32(bytes.count - used)
                    unsafe stream.pointee.next_out = buffer.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(Self.chunk)
                    result = unsafe inflate(stream, Z_NO_FLUSH)
                    left = Int(unsafe stream.pointee.avail_in)
                    count = Self.chunk - Int(unsafe stream.pointee.avail_out)
                }
            }
            used = input.count - left
            isFull = bytes.count == Self.chunk
            switch result {
            case Z_OK, Z_BUF_ERROR: break
            case Z_STREAM_END: try endOfPart()
            default: throw damaged("its compressed bytes break the rules")
            }
            if !bytes.isEmpty {
                produced += Int64(bytes.count)
                try check(bytes.count)
                return bytes
            }
        }
        return []
    }

    private func endOfPart() throws(ReadingError) {
        if used == input.count {
            input = try source.next()
            used = 0
        }
        // Another gzip file may follow; anything else behind the end is padding.
        if wrapping == .gzip, input.count - used >= 2, input[used] == 0x1F, input[used + 1] == 0x8B {
            unsafe inflateReset(stream)
        } else {
            isDone = true
        }
    }

    private func check(_ count: Int) throws(ReadingError) {
        let ratio = produced / max(1, source.consumed - Int64(input.count - used))
        if produced > ExpansionBudget.harmless, ratio > ExpansionBudget.greatestRatio {
            throw ReadingError(
                .converterLimit,
                "was given up: it grows more than \(ExpansionBudget.greatestRatio) times when expanded",
                path: name)
        }
        try budget.take(count, name: name)
    }

    private func damaged(_ why: String) -> ReadingError {
        ReadingError(.damaged, "is damaged: \(why)", path: name)
    }
}

extension ByteStream {
    /// All bytes; nil where there are more than `most`.
    func all(most: Int) throws(ReadingError) -> [UInt8]? {
        var bytes: [UInt8] = []
        while true {
            let part = try next()
            if part.isEmpty { return bytes }
            bytes += part
            if bytes.count > most { return nil }
        }
    }
}
