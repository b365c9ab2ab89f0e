// SPDX-License-Identifier: GPL-3.0-or-later

/// The kinds of reasons why a file is of no use.
public enum FileErrorCode: String, Sendable {
    /// There is no such file, or it is not found.
    case missing
    /// The file may not be read.
    case permission
    /// The file cannot be read.
    case unreadable
    /// The file is empty, or shorter than it says.
    case truncated
    /// The file is of another kind or version, or a line of it is not as it has to be.
    case unexpected
    /// The file cannot be written.
    case unwritable
}
