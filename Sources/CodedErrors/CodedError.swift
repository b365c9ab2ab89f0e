// SPDX-License-Identifier: GPL-3.0-or-later

/// An error with a code for programs and a sentence for people.
///
/// Each part of haku has its own, by the codes and details that it adds: `typealias SearchError =
/// CodedError<SearchErrorDetails>`.
public struct CodedError<Details: ErrorDetails>: Error, Hashable, Sendable, CustomStringConvertible {
    /// A kind of error, by what a caller can do about it.
    public typealias Code = Details.Code

    /// The kind of error.
    public let code: Code
    /// A sentence for a person: what was wrong, and what to do.
    public let message: String
    /// The place, the cause, and the like: all that this part's errors tell beside the sentence.
    public let details: Details

    /// An error of these parts.
    public init(_ code: Code, _ message: String, _ details: Details) {
        self.code = code
        self.message = message
        self.details = details
    }

    /// The sentence with its details.
    public var description: String { details.description(of: message) }
}

/// All that the errors of one part tell beside the sentence.
public protocol ErrorDetails: Hashable, Sendable {
    /// The kinds of errors. More may come: whoever tells them apart has an answer for others.
    associatedtype Code: Hashable, Sendable

    /// The sentence of an error with what of the details belongs to it.
    func description(of message: String) -> String
}

extension ErrorDetails {
    /// The sentence alone.
    public func description(of message: String) -> String { message }
}

/// The details of errors that tell nothing but a code and a sentence.
public protocol NoDetails: ErrorDetails {
    /// The one value.
    init()
}

extension CodedError where Details: NoDetails {
    /// An error of this code.
    public init(_ code: Code, _ message: String) { self.init(code, message, Details()) }
}
