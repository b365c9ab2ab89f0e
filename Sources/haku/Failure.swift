// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentReading
internal import FinnishText
internal import OCRRepair
internal import SearchIndex
internal import Searching
internal import Settings

/// The end of a command before it is done: a sentence for a person, and the status to end with.
struct Failure: Error {
    /// The status.
    let status: ExitStatus
    /// The trouble, its place and its remedy.
    let message: String

    /// A failure of this status.
    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    /// The failure that `error` of a library means to whoever called haku.
    init(_ error: any Error) {
        switch error {
        case let error as Failure: self = error
        case let error as SearchError: self.init(error)
        case let error as IndexError: self.init(error)
        case let error as ReadingError: self.init(error)
        case let error as RepairError: self.init(.unavailable, error.message)
        case let error as SettingsError: self.init(error)
        case let error as VoikkoError: self.init(.unavailable, "\(error)")
        default: self.init(.internalError, "\(error)")
        }
    }

    private init(_ error: SearchError) {
        switch error.code {
        case .syntax, .tooLarge:
            self.init(.usage, error.column.map { "\(error.message) (column \($0))" } ?? error.message)
        case .noSuchDocument, .noSuchFile: self.init(.noInput, error.message)
        case .index: self.init(.inputOutput, error.message)
        case .timedOut: self.init(.outOfTime, TimeLimitOption.sentence)
        default: self.init(.internalError, error.message)
        }
    }

    private init(_ error: IndexError) {
        let status: ExitStatus =
            switch error.code {
            case .locked: .locked
            case .notFound, .notAFolder: .noInput
            case .notAnIndex, .corrupt, .newerSchema, .olderSchema, .invalidInput: .badData
            case .diskFull, .io, .modified: .inputOutput
            case .permission: .noPermission
            default: .internalError
            }
        self.init(status, error.description)
    }

    private init(_ error: SettingsError) {
        let status: ExitStatus =
            switch error.code {
            case .notFound: .noInput
            case .permission: .noPermission
            case .unreadable: .inputOutput
            default: .usage
            }
        self.init(status, error.description)
    }

    private init(_ error: ReadingError) {
        let status: ExitStatus =
            switch error.code {
            case .notFound, .isFolder, .notAFile: .noInput
            case .permission: .noPermission
            case .empty, .binary, .encoding, .tooLarge, .damaged, .encrypted, .noText, .converterLimit,
                .missingConverter:
                .badData
            default: .inputOutput
            }
        self.init(status, error.description)
    }
}
