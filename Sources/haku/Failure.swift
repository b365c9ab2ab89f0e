// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
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
        case let error as IndexError: self.init(Self.statuses[error.code] ?? .internalError, error.description)
        case let error as ReadingError:
            self.init(Self.statusesOfReading[error.code] ?? .inputOutput, error.description)
        case let error as RepairError: self.init(.unavailable, error.message)
        case let error as SettingsError: self.init(Self.statusesOfSettings[error.code] ?? .usage, error.description)
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
        }
    }

    private static let statuses: [IndexError.Code: ExitStatus] = [
        .locked: .locked, .notFound: .noInput, .notAFolder: .noInput, .notAnIndex: .badData, .corrupt: .badData,
        .newerSchema: .badData, .olderSchema: .badData, .invalidInput: .badData, .diskFull: .inputOutput,
        .io: .inputOutput, .modified: .inputOutput, .permission: .noPermission,
        .unreachable: .unavailable,
    ]
    private static let statusesOfSettings: [SettingsError.Code: ExitStatus] = [
        .missing: .noInput, .permission: .noPermission, .unreadable: .inputOutput,
    ]
    private static let statusesOfReading: [ReadingError.Code: ExitStatus] = [
        .notFound: .noInput, .isFolder: .noInput, .notAFile: .noInput, .permission: .noPermission, .empty: .badData,
        .binary: .badData, .encoding: .badData, .tooLarge: .badData, .damaged: .badData, .encrypted: .badData,
        .noText: .badData, .converterLimit: .badData, .missingConverter: .badData,
    ]
}
