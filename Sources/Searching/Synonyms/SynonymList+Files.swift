// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

extension SynonymList {
    /// The largest file of synonyms, in bytes.
    public static let largestFile = 4 << 20

    /// The list that ships, and those of `files` with it.
    ///
    /// - Parameter files: Paths of files of synonyms, each as ``init(parsing:)`` takes it, in UTF-8.
    /// - Throws: ``SearchError/Code/syntax`` that names the file and what is wrong with it.
    public init(files: [String]) throws(SearchError) {
        self = .shipped
        for file in files {
            do {
                merge(try SynonymList(parsing: try Self.text(of: file)))
            } catch {
                throw SearchError(error.code, "\(file): \(error.message)")
            }
        }
    }

    private static func text(of file: String) throws(SearchError) -> String {
        let descriptor = unsafe open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw unreadable(errno)
            }
            bytes.append(contentsOf: chunk[..<count])
            guard bytes.count <= largestFile else {
                throw SearchError(.syntax, "The synonyms are over \(largestFile >> 20) MB; name a list of words.")
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SearchError(.syntax, "The synonyms are not UTF-8; save the file in UTF-8.")
        }
        return text
    }

    private static func unreadable(_ code: Int32) -> SearchError {
        SearchError(.syntax, "The synonyms cannot be read: \(unsafe String(cString: strerror(code))).")
    }
}
