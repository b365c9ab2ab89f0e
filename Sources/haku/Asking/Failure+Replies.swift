// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import HakuClient
internal import LineProtocol

extension Failure {
    /// The failure that an ERR reply means to whoever called haku.
    init(_ error: ReplyError) {
        let status: ExitStatus =
            switch error.code {
            case .syntax, .tooLarge, .lineTooLong, .noSuchVerb: .usage
            case .noSuchDocument: .noInput
            case .outOfTime: .outOfTime
            case .tokenNeeded: .noPermission
            case .tooManyConnections, .draining: .unavailable
            default: .internalError
            }
        self.init(status, error.code == .outOfTime ? TimeLimitOption.sentence : error.cause ?? error.description)
    }

    /// The failure that a daemon's silence means.
    init(_ error: ClientError) {
        switch error.code {
        case .timedOut: self.init(.outOfTime, TimeLimitOption.sentence)
        default: self.init(.unavailable, error.description)
        }
    }
}
