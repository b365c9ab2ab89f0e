// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc

/// Files that are read whole, and put in the place of others whole: settings, tokens, lists of words.
public enum SmallFile {
    /// Why a file was not read.
    public enum Failure: Error, Hashable, Sendable {
        /// The system's error number (`errno`). A folder is `EISDIR`.
        case system(Int32)
        /// The file has more bytes than may be.
        case tooLarge

        /// The system's number; 0 where the file is too large.
        public var number: Int32 {
            if case .system(let number) = self { number } else { 0 }
        }

        /// The system's words for it.
        public var words: String {
            switch self {
            case .system(let number): unsafe String(cString: strerror(number))
            case .tooLarge: "it is too large"
            }
        }
    }

    /// Reads the file at `path` to its end, a pipe until it is closed.
    ///
    /// - Parameters:
    ///   - path: The file's path.
    ///   - limit: The most bytes that it may have.
    /// - Returns: The file's bytes.
    /// - Throws: ``Failure``.
    public static func contents(of path: String, limit: Int = .max) throws(Failure) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw .system(errno)
            }
            bytes += chunk[..<count]
            guard bytes.count <= limit else { throw .tooLarge }
        }
    }
}
