// SPDX-License-Identifier: GPL-3.0-or-later

extension DocumentReader {
    /// The document that `bytes` are, which came from no file: standard input, a member of an archive.
    ///
    /// - Parameters:
    ///   - bytes: What a file would hold.
    ///   - name: What to call it in errors.
    /// - Returns: The document, its modification time 0.
    /// - Throws: ``ReadingError`` where the bytes are no text, or more than ``largest``.
    public func decode(_ bytes: [UInt8], name: String) throws(ReadingError) -> SourceDocument {
        guard !bytes.isEmpty else { throw ReadingError(.empty, "is empty; there is nothing to read", path: name) }
        guard Int64(bytes.count) <= largest else {
            throw ReadingError(
                .tooLarge, "has \(bytes.count) bytes, more than the limit of \(largest); split it", path: name)
        }
        do {
            let decoded = try TextDecoding.decode(bytes)
            return SourceDocument(
                text: decoded.text, encoding: decoded.encoding, pages: Self.pages(of: decoded.text),
                size: Int64(bytes.count), modified: 0, contentHash: ContentHash.hexadecimal(of: bytes))
        } catch {
            throw ReadingError(error.code, error.message, path: name)
        }
    }
}
