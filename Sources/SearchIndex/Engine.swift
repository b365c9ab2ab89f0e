// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
internal import CodedErrors

/// Calls a function of the shim and throws what it reports; `path` is the index's folder, for the error.
@safe func engine<R>(_ path: String, _ body: (UnsafeMutablePointer<cx_error>) -> R) throws(IndexError) -> R {
    var error = cx_error()
    let result = unsafe body(&error)
    guard error.code == CX_OK else { throw IndexError(error, path: path) }
    return result
}

/// Calls a function of the shim that hands over bytes, and copies them.
@safe func engineBytes(
    _ path: String, _ body: (UnsafeMutablePointer<cx_error>) -> OpaquePointer?
) throws(IndexError) -> [UInt8] {
    let buffer = unsafe try engine(path, body)
    guard let buffer = unsafe buffer else { return [] }
    defer { unsafe cx_buffer_free(buffer) }
    return unsafe [UInt8](UnsafeRawBufferPointer(start: cx_buffer_data(buffer), count: cx_buffer_size(buffer)))
}

extension String {
    /// Lends the string's UTF-8 to a C function.
    @safe func withBytes<R>(_ body: (UnsafePointer<UInt8>?, Int) -> R) -> R {
        var copy = self
        return copy.withUTF8 { bytes in unsafe body(bytes.baseAddress, bytes.count) }
    }
}

extension Array where Element: BitwiseCopyable {
    /// Lends the elements to a C function.
    @safe func withElements<R>(_ body: (UnsafePointer<Element>?, Int) -> R) -> R {
        unsafe withUnsafeBufferPointer { elements in unsafe body(elements.baseAddress, elements.count) }
    }
}

/// An entry of one of the shim's lists.
struct ListEntry {
    var first: UInt32
    var second: UInt32
    var text: [UInt8]

    /// Hands over the entries of a list of the shim until `body` answers false, and frees the list. `batch` entries are
    /// fetched at once.
    @safe static func forEach(
        of list: OpaquePointer?, batch: Int = 256, path: String, _ body: (ListEntry) -> Bool
    ) throws(IndexError) {
        guard let list = unsafe list else { return }
        defer { unsafe cx_list_free(list) }
        while true {
            let bytes = try engineBytes(path) { unsafe cx_list_next(list, batch, $0) }
            if bytes.isEmpty { return }
            var reader = ByteReader(bytes, path: path)
            while !reader.isAtEnd {
                let first = try reader.nativeUInt32()
                let second = try reader.nativeUInt32()
                let size = try reader.nativeUInt32()
                let entry = ListEntry(first: first, second: second, text: try reader.bytes(Int(size)))
                if !body(entry) { return }
            }
        }
    }
}
