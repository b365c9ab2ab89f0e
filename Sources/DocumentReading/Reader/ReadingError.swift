// SPDX-License-Identifier: GPL-3.0-or-later

/// A file or folder could not be read.
public struct ReadingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The code's name.
        public let description: String

        private init(_ name: String) { description = name }

        /// There is no such file.
        public static let notFound = Code("notFound")
        /// The file may not be read.
        public static let permission = Code("permission")
        /// A folder stands where a file was expected.
        public static let isFolder = Code("isFolder")
        /// A pipe, socket or device.
        public static let notAFile = Code("notAFile")
        /// The file has no bytes.
        public static let empty = Code("empty")
        /// The file is no text.
        public static let binary = Code("binary")
        /// The text's encoding cannot be told, or the text breaks it.
        public static let encoding = Code("encoding")
        /// The file is larger than the limit.
        public static let tooLarge = Code("tooLarge")
        /// The file changed while it was read.
        public static let changedWhileReading = Code("changedWhileReading")
        /// The program that reads the format is not installed.
        public static let missingConverter = Code("missingConverter")
        /// A converter, or what it made, went past a limit.
        public static let converterLimit = Code("converterLimit")
        /// The file breaks the rules of its format.
        public static let damaged = Code("damaged")
        /// The file opens with a password only.
        public static let encrypted = Code("encrypted")
        /// The file holds nothing that could be searched.
        public static let noText = Code("noText")
        /// The file holds several documents where one was asked for.
        public static let manyDocuments = Code("manyDocuments")
        /// A file's path in an archive leads out of it.
        public static let unsafePath = Code("unsafePath")
        /// The system failed otherwise.
        public static let io = Code("io")
    }

    /// The kind of failure.
    public var code: Code
    /// A sentence for a person on what is wrong and what can be done, without the place.
    public var message: String
    /// The file or folder; bytes that are not UTF-8 are shown as �.
    public var path: String
    /// The system's error number, 0 where it has none.
    public var errno: Int32

    /// An error of these parts.
    public init(_ code: Code, _ message: String, path: String, errno: Int32 = 0) {
        self.code = code
        self.message = message
        self.path = path
        self.errno = errno
    }

    /// Place and sentence.
    public var description: String { "\(path): \(message)" }
}
