// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
internal import Glibc

/// What went wrong with an index.
public struct IndexError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A kind of failure, by what a caller can do about it. More may come.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The code's name.
        public let description: String

        private init(_ name: String) { description = name }

        /// The reader was overtaken by the writer: refresh it and ask again (``IndexReader/retrying(_:)`` does).
        public static let modified = Code("modified")
        /// Another process writes to the index.
        public static let locked = Code("locked")
        /// There is no index, or no document, there.
        public static let notFound = Code("notFound")
        /// What is there was made by something else.
        public static let notAnIndex = Code("notAnIndex")
        /// The index is damaged.
        public static let corrupt = Code("corrupt")
        /// The index was made by a newer program than this one.
        public static let newerSchema = Code("newerSchema")
        /// The index was made by an older program, and this one does not read it any more.
        public static let olderSchema = Code("olderSchema")
        /// The index's path is no folder.
        public static let notAFolder = Code("notAFolder")
        /// The engine does not take what it was asked.
        public static let invalidInput = Code("invalidInput")
        /// No space is left.
        public static let diskFull = Code("diskFull")
        /// The system does not allow it.
        public static let permission = Code("permission")
        /// The system could not read or write.
        public static let io = Code("io")
        /// Anything else.
        public static let other = Code("other")
    }

    /// The kind of failure.
    public let code: Code
    /// A sentence for a person: what was wrong, where, what to do.
    public let message: String
    /// The engine's (or the system's) own words; nil where it said nothing.
    public let engine: String?
    /// The path it is about.
    public let path: String

    /// An error of these parts.
    public init(_ code: Code, _ message: String, engine: String? = nil, path: String) {
        self.code = code
        self.message = message
        self.engine = engine
        self.path = path
    }

    /// The message, and the engine's own words where it gave some.
    public var description: String {
        engine.map { "\(message) [\($0)]" } ?? message
    }
}

extension IndexError {
    /// What the engine reported about the index at `path`.
    init(_ error: cx_error, path: String) {
        let type = Self.string(error.type)
        let words = Self.string(error.message)
        let engine = type.isEmpty ? words : "\(type): \(words)"
        switch error.code {
        case CX_MODIFIED:
            self.init(
                .modified, "The index at \(path) changed while it was read; ask again.", engine: engine, path: path)
        case CX_LOCKED:
            self.init(
                .locked, "The index at \(path) is being written by another process; wait until it is done.",
                engine: engine, path: path)
        case CX_NOT_FOUND:
            self.init(.notFound, "There is no index at \(path).", engine: engine, path: path)
        case CX_NO_DOCUMENT:
            self.init(.notFound, "The index at \(path) has no such document.", engine: engine, path: path)
        case CX_CORRUPT:
            self.init(
                .corrupt, "The index at \(path) is damaged; make it anew with `haku index --rebuild`.", engine: engine,
                path: path)
        case CX_INVALID:
            self.init(.invalidInput, "The index at \(path) cannot do what was asked.", engine: engine, path: path)
        case CX_DISK_FULL:
            self.init(
                .diskFull, "No space is left for the index at \(path); free some and run again: nothing was lost.",
                engine: engine, path: path)
        case CX_PERMISSION:
            self.init(
                .permission, "The system does not let this user read or write the index at \(path).", engine: engine,
                path: path)
        case CX_IO:
            self.init(.io, "The index at \(path) could not be read or written.", engine: engine, path: path)
        case CX_MEMORY:
            self.init(.other, "Memory ran out while using the index at \(path).", engine: engine, path: path)
        default:
            self.init(.other, "The index at \(path) failed in an unexpected way.", engine: engine, path: path)
        }
    }

    /// What the system reported as `errno` when it was asked to `action` the file or folder at `path`.
    init(errno number: Int32, _ action: String, path: String) {
        let words = unsafe String(cString: strerror(number))
        let code: Code =
            switch number {
            case ENOSPC, EDQUOT: .diskFull
            case EACCES, EPERM, EROFS: .permission
            case ENOENT: .notFound
            case ENOTDIR: .notAFolder
            default: .io
            }
        self.init(code, "Cannot \(action) \(path): \(words).", path: path)
    }

    private static func string<T: BitwiseCopyable>(_ characters: T) -> String {
        unsafe withUnsafeBytes(of: characters) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
