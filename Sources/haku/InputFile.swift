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
