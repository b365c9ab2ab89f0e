// SPDX-License-Identifier: GPL-3.0-or-later

/// A table of headings has a line that cannot be read.
public struct CardLayoutError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line, counted from 1, and how to write it, as a sentence for a person, without the place.
    public var message: String
    /// The name of the table, as the caller gave it.
    public var path: String

    /// An error of these parts.
    public init(_ message: String, path: String) {
        self.message = message
        self.path = path
    }

    /// Place and sentence.
    public var description: String { "\(path): \(message)" }
}
