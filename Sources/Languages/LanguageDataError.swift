// SPDX-License-Identifier: GPL-3.0-or-later

/// The reason why a file of words cannot be used.
public struct LanguageDataError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence: the file, what is wrong with it, and what follows.
    public let message: String
    /// True if there is no such file, or it cannot be read.
    public let isUnreadable: Bool

    init(message: String, isUnreadable: Bool = false) {
        self.message = message
        self.isUnreadable = isUnreadable
    }

    /// The message.
    public var description: String { message }
}
