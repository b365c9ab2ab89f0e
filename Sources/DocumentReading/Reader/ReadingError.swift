// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors

/// A file or folder could not be read. The sentence says what is wrong and what can be done, without the place.
public typealias ReadingError = CodedError<ReadingErrorDetails>

/// The file, and the system's reason.
public struct ReadingErrorDetails: ErrorDetails {
    /// The file or folder; bytes that are not UTF-8 are shown as �.
    let path: String
    /// The system's error number, 0 where it has none.
    let errno: Int32

    public func description(of message: String) -> String { "\(path): \(message)" }

    /// The kinds of errors.
    public enum Code: String, Sendable {
        /// There is no such file.
        case notFound
        /// The file may not be read.
        case permission
        /// A folder stands where a file was expected.
        case isFolder
        /// A pipe, socket or device.
        case notAFile
        /// The file has no bytes.
        case empty
        /// The file is no text.
        case binary
        /// The text's encoding cannot be told, or the text breaks it.
        case encoding
        /// The file is larger than the limit.
        case tooLarge
        /// The file changed while it was read.
        case changedWhileReading
        /// The program that reads the format is not installed.
        case missingConverter
        /// A converter, or what it made, went past a limit.
        case converterLimit
        /// The file breaks the rules of its format.
        case damaged
        /// The file opens with a password only.
        case encrypted
        /// The file holds nothing that could be searched.
        case noText
        /// The file holds several documents where one was asked for.
        case manyDocuments
        /// A file's path in an archive leads out of it.
        case unsafePath
        /// The system failed otherwise.
        case io
    }
}

extension CodedError<ReadingErrorDetails> {
    /// An error of these parts.
    public init(_ code: Code, _ message: String, path: String, errno: Int32 = 0) {
        self.init(code, message, ReadingErrorDetails(path: path, errno: errno))
    }

    /// The file or folder; bytes that are not UTF-8 are shown as �.
    public var path: String { details.path }
    /// The system's error number, 0 where it has none.
    public var errno: Int32 { details.errno }
}
