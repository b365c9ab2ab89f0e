// SPDX-License-Identifier: GPL-3.0-or-later

/// An office document, or a part of it, could not be read.
public struct OfficeError: Error, Hashable, Sendable {
    /// The kind of failure.
    public enum Code: Int32, Hashable, Sendable {
        /// The document breaks the rules of its format.
        case damaged = 65
        /// The document opens with a password only.
        case encrypted = 77
        /// The document has no text.
        case noText = 66
    }

    /// The kind of failure.
    public var code: Code
    /// A sentence that goes on after the document's name.
    public var message: String

    /// An error of these parts.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
