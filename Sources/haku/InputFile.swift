// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
internal import SmallFiles

/// Files that are read whole.
enum InputFile {
    /// The bytes of the file at `path`.
    ///
    /// - Throws: A ``Failure`` that names the file and what the system said.
    static func contents(_ path: String) throws -> [UInt8] {
        do throws(SmallFile.Failure) {
            return try SmallFile.contents(of: path)
        } catch {
            throw failure(path, error.number)
        }
    }

    /// Returns the failure that an error of the system about the file at `path` means.
    static func failure(_ path: String, _ code: Int32) -> Failure {
        switch code {
        case EISDIR: Failure(.noInput, "\(path) is a folder; name a file.")
        case ENOENT, ENOTDIR: Failure(.noInput, "There is no file \(path).")
        case EACCES, EPERM: Failure(.noPermission, "\(path) may not be read: \(systemMessage(code)).")
        default: Failure(.inputOutput, "\(path) could not be read: \(systemMessage(code)).")
        }
    }
}

/// The lines of a file or of standard input, one at a time.
final class InputLines {
    /// The number of the line that was read last, from 1.
    private(set) var number = 0
    private let name: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    /// The lines of the file at `path`; of standard input where there is none.
    init(_ path: String?) throws {
        name = path ?? "standard input"
        descriptor = path.map { unsafe open($0, O_RDONLY | O_CLOEXEC) } ?? STDIN_FILENO
        if descriptor < 0 { throw InputFile.failure(name, errno) }
    }

    deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

    /// The next line without its line end; nil after the last.
    func next() throws -> [UInt8]? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                number += 1
                return Array(buffer[start..<end])
            }
            if isAtEnd {
                guard start < buffer.count else { return nil }
                defer { start = buffer.count }
                number += 1
                return Array(buffer[start...])
            }
            buffer.removeFirst(start)
            start = 0
            searched = buffer.count
            try readMore()
        }
    }

    private func readMore() throws {
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = unsafe read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw InputFile.failure(name, errno) }
            isAtEnd = count == 0
            buffer += piece[..<count]
            return
        }
    }
}
