// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import CodedErrors
internal import Deadlines
internal import LineProtocol

extension Answerer {
    /// The reply to `verb` with `options` about `rest`, as a daemon would give it.
    ///
    /// - Throws: A ``Failure`` where the reply is an error.
    func ask(
        _ verb: Verb, _ options: [String: String] = [:], _ rest: String = "", by deadline: Deadline = .never
    ) throws -> Reply {
        let list = options.sorted { $0.key < $1.key }.map { Request.Option(key: $0.key, value: $0.value) }
        let reply: Reply
        do {
            reply = try answer(Request(verb, options: list, rest: rest), by: deadline)
        } catch {
            throw Failure(.internalError, "\(error)")
        }
        if let error = reply.error { throw Failure(error) }
        return reply
    }
}

extension Failure {
    /// The failure that an ERR reply means to whoever called haku.
    init(_ error: ReplyError) {
        let status: ExitStatus =
            switch error.code {
            case .syntax, .tooLarge, .lineTooLong, .noSuchVerb: .usage
            case .noSuchDocument: .noInput
            case .outOfTime: .outOfTime
            default: .internalError
            }
        self.init(status, error.code == .outOfTime ? TimeLimitOption.sentence : error.cause ?? error.description)
    }
}
