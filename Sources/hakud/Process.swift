// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses
internal import CodedErrors
internal import Glibc
internal import SearchDaemon
internal import SearchIndex
internal import Searching
internal import Settings

/// The value of an environment variable; nil where it is missing or empty.
func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
}

/// Writes a line to standard error, with control characters but tabs and line ends as %XX.
func say(_ line: String) {
    let bytes = Array((line.escapingControls(keeping: ["\n", "\t"]) + "\n").utf8)
    _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
}

/// Lets this process open as many files as it may: each connection is one.
func raiseFileLimit() {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}

/// Returns the number of files that this process may have open.
func openFileLimit() -> Int {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    return Int(clamping: limit.rlim_cur)
}

/// The exit status for `error`: the numbers of sysexits.h.
func exitStatus(of error: any Error) -> Int32 {
    switch error {
    case let error as DaemonError:
        if error.errorNumber == EACCES || error.errorNumber == EPERM { return 77 }
        switch error.code {
        case .alreadyServed: return 75
        case .insecure: return 64
        case .address: return error.errorNumber == 0 ? 64 : 73
        case .tokenFile: return 66
        case .tls: return 65
        default: return 73
        }
    case let error as SettingsError:
        switch error.code {
        case .missing: return 66
        case .permission: return 77
        case .unreadable: return 74
        default: return 64
        }
    case let error as IndexError:
        switch error.code {
        case .notFound, .notAnIndex, .notAFolder: return 66
        case .permission: return 77
        case .corrupt, .newerSchema, .olderSchema: return 65
        case .io, .diskFull: return 74
        default: return 70
        }
    case let error as SearchError:
        return error.code == .noSuchFile ? 66 : 65
    default: return 70
    }
}
