// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a file of settings is of no use.
public struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of an error, by what a caller can do about it.
    public struct Code: Hashable, Sendable {
        private enum Wrapped: Hashable, Sendable { case syntax, notFound, permission, unreadable }
        private let wrapped: Wrapped

        /// A line of the file is wrong.
        public static let syntax = Code(wrapped: .syntax)
        /// There is no such file.
        public static let notFound = Code(wrapped: .notFound)
        /// The file may not be read.
        public static let permission = Code(wrapped: .permission)
        /// The file cannot be read.
        public static let unreadable = Code(wrapped: .unreadable)
    }

    /// The kind of error.
    public let code: Code
    /// A sentence for a person, with the file and the line.
    public let message: String

    /// The message.
    public var description: String { message }
}
