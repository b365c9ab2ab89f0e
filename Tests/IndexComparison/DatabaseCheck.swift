// SPDX-License-Identifier: GPL-3.0-or-later
import CXapian

/// Xapian's own check of databases.
public enum DatabaseCheck {
    /// The problems that Xapian finds in the database in the folder `path`, a line each; none in a sound one.
    public static func problems(in path: String) throws -> [String] {
        var error = cx_error()
        let check = unsafe cx_check_begin(path, 60, &error)
        if error.code != CX_OK { throw DatabaseContents.Failure(error) }
        let report = unsafe cx_check_end(check, &error)
        if error.code != CX_OK { throw DatabaseContents.Failure(error) }
        let text = String(decoding: Database.taken(report), as: UTF8.self)
        return text.split(separator: "\n").map(String.init)
    }
}
