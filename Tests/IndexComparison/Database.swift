// SPDX-License-Identifier: GPL-3.0-or-later
import CXapian

/// A database open for reading through the shim.
@safe final class Database {
    /// An entry of one of the shim's lists.
    struct Entry {
        var first: UInt32
        var second: UInt32
        var text: [UInt8]
    }

    private let handle: OpaquePointer?

    /// Opens the database in the folder `path`.
    init(_ path: String) throws {
        var error = cx_error()
        unsafe handle = unsafe cx_reader_open(path, &error)
        if error.code != CX_OK { throw DatabaseContents.Failure(error) }
    }

    deinit {
        if let handle = unsafe handle { unsafe cx_reader_close(handle) }
    }

    /// Calls a function of the shim.
    @safe func call<R>(_ body: (OpaquePointer?, UnsafeMutablePointer<cx_error>) -> R) throws -> R {
        var error = cx_error()
        let result = unsafe body(handle, &error)
        if error.code != CX_OK { throw DatabaseContents.Failure(error) }
        return result
    }

    /// Calls a function of the shim that returns bytes.
    @safe func bytes(
        _ body: (OpaquePointer?, UnsafeMutablePointer<cx_error>) -> OpaquePointer?
    ) throws -> [UInt8] {
        unsafe Self.taken(try call(body))
    }

    /// The contents of a buffer, which is freed.
    @safe static func taken(_ buffer: OpaquePointer?) -> [UInt8] {
        defer { unsafe cx_buffer_free(buffer) }
        return unsafe [UInt8](UnsafeRawBufferPointer(start: cx_buffer_data(buffer), count: cx_buffer_size(buffer)))
    }

    func figures() throws -> cx_figures {
        var figures = cx_figures()
        _ = try call { unsafe cx_reader_figures($0, &figures, $1) }
        return figures
    }

    func frequencies(of term: [UInt8]) throws -> (documents: UInt32, occurrences: UInt32) {
        var (documents, occurrences): (UInt32, UInt32) = (0, 0)
        _ = try call { reader, error in
            unsafe term.withUnsafeBytes {
                unsafe cx_reader_frequencies(reader, $0.baseAddress, $0.count, &documents, &occurrences, error)
            }
        }
        return (documents, occurrences)
    }

    func positions(of term: [UInt8], in document: UInt32) throws -> [UInt32] {
        let bytes = try bytes { reader, error in
            unsafe term.withUnsafeBytes {
                unsafe cx_reader_positions(reader, $0.baseAddress, $0.count, document, error)
            }
        }
        return stride(from: 0, to: bytes.count, by: 4).map { Self.number(in: bytes, at: $0) }
    }

    /// All entries of a list.
    @safe func list(
        _ body: (OpaquePointer?, UnsafeMutablePointer<cx_error>) -> OpaquePointer?
    ) throws -> [Entry] {
        let list = unsafe try call(body)
        defer { unsafe cx_list_free(list) }
        var entries: [Entry] = []
        while true {
            let bytes = try bytes { unsafe cx_list_next(list, 4096, $1) }
            if bytes.isEmpty { return entries }
            var place = 0
            while place < bytes.count {
                let size = Int(Self.number(in: bytes, at: place + 8))
                entries.append(
                    Entry(
                        first: Self.number(in: bytes, at: place), second: Self.number(in: bytes, at: place + 4),
                        text: Array(bytes[place + 12..<place + 12 + size])))
                place += 12 + size
            }
        }
    }

    /// Four bytes in the machine's order.
    private static func number(in bytes: [UInt8], at place: Int) -> UInt32 {
        unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: place, as: UInt32.self) }
    }
}

extension DatabaseContents.Failure {
    init(_ error: cx_error) {
        description = unsafe withUnsafeBytes(of: error.message) {
            unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
