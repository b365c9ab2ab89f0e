// SPDX-License-Identifier: GPL-3.0-or-later

/// A file, folder or root that a run could not take, and why. The run went on.
public struct IndexingFailure: Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure, by what a caller makes of them.
    public enum Kind: Hashable, Sendable {
        /// There is nothing at the path.
        case notFound
        /// It may not be read.
        case permission
        /// It is no text, empty, too large, damaged, or of an unknown encoding.
        case badData
        /// The program that reads its format is not installed.
        case missingConverter
        /// Another root has a document of the same id.
        case idTaken
        /// A remembered root, or a share below one, is missing or has become empty; its documents were kept.
        case rootGone
        /// The run would have taken out more than half of the documents; they were kept.
        case massRemoval
        /// A pipe, socket or device in a folder, or a link that is not followed.
        case noFile
        /// The system failed.
        case io
    }

    /// The kind of failure.
    public var kind: Kind
    /// The file or folder.
    public var path: String
    /// A sentence that says what was wrong and what to do.
    public var message: String

    /// A failure of these parts.
    public init(_ kind: Kind, path: String, message: String) {
        self.kind = kind
        self.path = path
        self.message = message
    }

    /// Path and reason.
    public var description: String { "\(path): \(message)" }
}

extension IndexingFailure {
    /// The failure of the file of `job` for an error that is no reading error.
    init(_ error: any Error, of job: IndexingJob) {
        self.init(.io, path: String(decoding: job.path, as: UTF8.self), message: "\(error)")
    }
}
