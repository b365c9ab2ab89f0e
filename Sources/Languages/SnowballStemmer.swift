// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian

/// Snowball's stemmer of a language (Porter, `snowballstem.org`), as Xapian has it. For one thread at a time.
@safe public final class SnowballStemmer {
    private let handle: OpaquePointer

    /// The stemmer of the language of this English name; nil where Xapian has none.
    public init?(_ language: String) {
        var error = cx_error()
        guard let handle = unsafe cx_stemmer_new(language, &error) else { return nil }
        unsafe self.handle = handle
    }

    deinit { unsafe cx_stemmer_free(handle) }

    /// The stem of `word`, which is in lower case; the word itself where it cannot be told. About 1 µs.
    public func stem(_ word: String) -> String {
        var word = word
        return word.withUTF8 { bytes in
            var error = cx_error()
            guard let buffer = unsafe cx_stemmer_stem(handle, bytes.baseAddress, bytes.count, &error) else {
                return unsafe String(decoding: bytes, as: UTF8.self)
            }
            defer { unsafe cx_buffer_free(buffer) }
            return unsafe String(
                decoding: UnsafeRawBufferPointer(start: cx_buffer_data(buffer), count: cx_buffer_size(buffer)),
                as: UTF8.self)
        }
    }
}
