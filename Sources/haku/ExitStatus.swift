// SPDX-License-Identifier: GPL-3.0-or-later

/// The exit status of haku; the numbers are those of BSD's `sysexits.h`. Thrown, it ends the program without a message.
struct ExitStatus: Error, Hashable {
    /// The status of the process.
    let code: Int32

    /// Done, also where nothing matched.
    static let done = ExitStatus(code: 0)
    /// Nothing matched and `--fail-if-none` was given, or the daemon replied ERR.
    static let none = ExitStatus(code: 1)
    /// The arguments or the query are not well-formed.
    static let usage = ExitStatus(code: 64)
    /// A file or an index is not what it should be.
    static let badData = ExitStatus(code: 65)
    /// There is no such input, id or index.
    static let noInput = ExitStatus(code: 66)
    /// The daemon cannot be reached.
    static let unavailable = ExitStatus(code: 69)
    /// A defect of haku.
    static let internalError = ExitStatus(code: 70)
    /// A file or folder that was to be made cannot be made.
    static let cannotCreate = ExitStatus(code: 73)
    /// Reading or writing failed.
    static let inputOutput = ExitStatus(code: 74)
    /// Another writer holds the index.
    static let locked = ExitStatus(code: 75)
    /// The system does not allow it.
    static let noPermission = ExitStatus(code: 77)

    /// The time for it is over; the number is that of `timeout(1)`.
    static let outOfTime = ExitStatus(code: 124)
}
