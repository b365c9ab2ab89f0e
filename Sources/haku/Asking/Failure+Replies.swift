// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import HakuClient
internal import LineProtocol
internal import ProgramOptions

extension Failure {
    /// The failure that an ERR reply means to whoever called haku.
    init(_ error: ReplyError) {
        let status: ExitStatus =
            switch error.code {
            case .syntax, .tooLarge, .lineTooLong, .noSuchVerb: .usage
            case .noSuchDocument, .noSuchIndex: .noInput
            case .outOfTime: .outOfTime
            case .tokenNeeded: .noPermission
            case .tooManyConnections, .draining: .unavailable
            default: .internalError
            }
        self.init(
            status,
            error.code == .outOfTime ? TimeLimitOption.sentence : error.cause ?? error.spoken ?? error.description)
    }

    /// The failure that a daemon's silence means.
    init(_ error: ClientError) {
        switch error.code {
        case .timedOut: self.init(.outOfTime, TimeLimitOption.sentence)
        default: self.init(.unavailable, error.description)
        }
    }
}

extension ReplyError {
    /// The message in the language of the environment, with its place, by its code; nil in English, or where it has none.
    fileprivate var spoken: String? {
        let text = said.spoken
        guard let column else { return text }
        return text.flatMap { Speech.sentence("column", [$0, "\(column)"]) }
    }
}

extension Reply {
    /// The notes, in the language of the environment where that is not English and their codes tell them.
    var note: String? { said.spoken ?? self["note"] }
}

extension [CodedSentence] {
    /// The sentences in the language of the environment; nil in English, or where one is not known.
    fileprivate var spoken: String? {
        let known = compactMap { Speech.sentence($0.code, $0.values) }
        return known.isEmpty || known.count < count ? nil : known.joined(separator: " ")
    }
}
