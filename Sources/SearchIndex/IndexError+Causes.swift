// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian
public import CodedErrors
internal import Glibc

extension IndexError {
    /// The error that a function of the shim reported about the index at `path`.
    init(_ error: cx_error, path: String) {
        let type = Self.string(error.type)
        let words = Self.string(error.message)
        let (code, message) = Self.meaning(of: error.code, path)
        self.init(code, message, engine: type.isEmpty ? words : "\(type): \(words)", path: path)
    }

    /// The code and the sentence for an error of the shim.
    private static func meaning(of code: cx_code, _ path: String) -> (Code, String) {
        switch code {
        case CX_MODIFIED: (.modified, "The index at \(path) changed while it was read; ask again.")
        case CX_LOCKED: (.locked, "The index at \(path) is being written by another process; wait until it is done.")
        case CX_NOT_FOUND: (.notFound, "There is no index at \(path).")
        case CX_NO_DOCUMENT: (.notFound, "The index at \(path) has no such document.")
        case CX_CORRUPT: (.corrupt, damaged(path).message)
        case CX_INVALID: (.invalidInput, "The index at \(path) cannot do what was asked.")
        case CX_DISK_FULL:
            (.diskFull, "No space is left for the index at \(path); free some and run again: nothing was lost.")
        case CX_PERMISSION: (.permission, "The system does not let this user read or write the index at \(path).")
        case CX_IO: (.io, "The index at \(path) could not be read or written.")
        case CX_MEMORY: (.other, outOfMemory(path).message)
        case CX_UNREACHABLE: (.unreachable, unreachable(path).message)
        case CX_OUT_OF_TIME: (.outOfTime, outOfTime(path).message)
        default: (.other, "The index at \(path) failed in an unexpected way.")
        }
    }

    /// The index at `path` is damaged, at `place` where that is known.
    public static func damaged(_ path: String, _ place: String? = nil, engine: String? = nil) -> IndexError {
        let place = place.map { " (\($0))" } ?? ""
        return IndexError(
            .corrupt,
            "The index at \(path) is damaged\(place); make it anew with `haku index --rebuild`, or put "
                + "a snapshot in its place with `haku restore`.",
            engine: engine, path: path)
    }

    /// Memory ran out.
    static func outOfMemory(_ path: String) -> IndexError {
        IndexError(.other, "Memory ran out while using the index at \(path).", path: path)
    }

    /// The time that was given for a look-up in the index at `path` is over.
    static func outOfTime(_ path: String) -> IndexError {
        IndexError(.outOfTime, "The index at \(path) was not read to the end: the time for it is over.", path: path)
    }

    /// The database at `path`, on another machine, does not answer.
    static func unreachable(_ path: String) -> IndexError {
        IndexError(
            .unreachable,
            "The shard at \(path) does not answer; see that xapian-tcpsrv runs there, and that its port is open.",
            path: path)
    }

    /// The reader of the index at `path` was overtaken by the writer.
    static func modified(_ path: String) -> IndexError {
        IndexError(.modified, meaning(of: CX_MODIFIED, path).1, path: path)
    }

    /// The system's error `number`, which it reported when it was asked to `action` the file or folder at `path`.
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
