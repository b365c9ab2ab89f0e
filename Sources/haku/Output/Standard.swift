// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses
internal import Glibc
internal import ProgramOptions

/// The reader of standard output has gone away. Not an error: haku ends quietly.
struct ClosedPipe: Error {}

/// Standard output and standard error.
enum Standard {
    /// Standard output, collected so that many short lines cost few calls of the system.
    ///
    /// What is written is not sent before ``flush()``, or before 64 KiB have come together.
    struct Output: ~Copyable {
        private var buffer: [UInt8] = []
        private let descriptor: Int32
        private let name: String

        /// An empty output, of standard output or of the file `file`.
        init(to file: NewFile? = nil) {
            descriptor = file?.descriptor ?? STDOUT_FILENO
            name = file?.path ?? "standard output"
            buffer.reserveCapacity(1 << 16)
        }

        /// Writes `text`.
        /// - Throws: ``ClosedPipe``, or a ``Failure`` where the system refuses.
        mutating func write(_ text: String) throws {
            buffer.append(contentsOf: text.utf8)
            if buffer.count >= 1 << 16 { try flush() }
        }

        /// Writes `bytes`.
        mutating func write(bytes: some Sequence<UInt8>) throws {
            buffer.append(contentsOf: bytes)
            if buffer.count >= 1 << 16 { try flush() }
        }

        /// Writes `text` and a line end.
        mutating func writeLine(_ text: String) throws {
            try write(text)
            try write("\n")
        }

        /// Writes the English `text` in the language of the environment, and a line end: what a person is told.
        mutating func say(_ text: String) throws { try writeLine(Speech.translated(text)) }

        /// Sends what was written.
        mutating func flush() throws {
            defer { buffer.removeAll(keepingCapacity: true) }
            try Standard.send(buffer, to: descriptor, named: name)
        }
    }

    /// Standard error: each line goes out at once, and a failure to write it is nobody's business.
    struct ErrorOutput {
        /// Writes `text` and a line end, in one piece. Of control characters only tabs and line ends stay: a path, or a
        /// word that was given, can hold others, which are shown as %XX.
        /// It is said in the language of the environment, as far as the table of sentences knows it.
        func writeLine(_ text: String) {
            let lead = text.hasPrefix("haku: ") ? "haku: " : ""
            let said = lead + Speech.translated(String(text.dropFirst(lead.count)))
            write(said.escapingControls(keeping: ["\n", "\t"]) + "\n")
        }

        /// Writes `text`, in one piece.
        func write(_ text: String) {
            try? Standard.send(Array(text.utf8), to: STDERR_FILENO, named: "standard error")
        }
    }

    /// Standard error.
    static let error = ErrorOutput()

    /// Sends all of `bytes` to `descriptor`.
    static func send(_ bytes: [UInt8], to descriptor: Int32, named name: String) throws {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { all in
                unsafe Glibc.write(descriptor, all.baseAddress.map { unsafe $0 + sent }, all.count - sent)
            }
            if count >= 0 {
                sent += count
                continue
            }
            switch errno {
            case EINTR: continue
            case EPIPE: throw ClosedPipe()
            case let code:
                throw Failure(.inputOutput, "\(name) could not be written: \(systemMessage(code)).")
            }
        }
    }

    /// All of standard input.
    static func readAll() throws -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes {
                unsafe Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count)
            }
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw Failure(.inputOutput, "standard input could not be read: \(systemMessage(errno)).")
            }
            bytes.append(contentsOf: chunk[..<count])
        }
    }
}

/// Returns the system's words for an error number.
func systemMessage(_ code: Int32) -> String {
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
}
