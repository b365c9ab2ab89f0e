// SPDX-License-Identifier: GPL-3.0-or-later
internal import Answering
internal import LineProtocol
internal import NIOCore
internal import Sayings

/// The state of one connection's conversation: no sockets, no clock, no index.
///
/// A value, so that it can travel to a search thread with the bytes it is to read and come back.
struct Session: Sendable {
    /// The next step about one line.
    enum Step {
        /// To be answered by a search thread, in this form, from these indexes.
        case answer(Request, ReplyFormat, IndexSelection)
        /// Answered already.
        case reply(Reply, ReplyFormat)
    }

    private var decoder = RequestDecoder()
    /// The form of replies that do not choose their own.
    private var format = ReplyFormat.tsv
    /// The indexes for requests that do not choose their own.
    private var index = IndexSelection.one(0)
    /// The version of the protocol that the client speaks.
    private var version = Request.versions.lowerBound
    /// The names of the indexes there are.
    private let indexes: [String]
    /// The token that HELLO is held against; nil where none is asked for.
    private let token: AccessToken?
    /// True if a token has still to be given.
    private(set) var needsToken: Bool
    /// The form and the version of replies to what does not choose its own.
    var manner: (format: ReplyFormat, version: Int) { (format, version) }
    /// True if the conversation is over; what follows is not read.
    private(set) var hasEnded = false
    /// The request for the rest of a reply of which a part was made, its form and its indexes.
    private var rest: (request: Request, format: ReplyFormat, index: IndexSelection)?
    /// The bytes of a part of a long reply: what is kept for a client that reads slowly.
    private static let partSize = 2 << 20

    /// A conversation that has not begun.
    ///
    /// - Parameters:
    ///   - token: The server's token, if it has one.
    ///   - needsToken: Whether this connection has to give it; one over a Unix socket has not.
    ///   - indexes: The names of the indexes that can be asked; the first is for who names none.
    init(token: AccessToken? = nil, needsToken: Bool = false, indexes: [String] = []) {
        self.indexes = indexes
        self.token = token
        self.needsToken = needsToken && token != nil
    }

    /// True if a reply was made in part, and the rest comes next.
    var isInReply: Bool { rest != nil }

    /// Has `request`, for the rest of a reply, come next.
    mutating func goOn(with request: Request, _ format: ReplyFormat, _ index: IndexSelection) {
        rest = (request, format, index)
    }

    /// The next line of `input`; nil if there is none yet.
    mutating func next(_ input: inout ByteBuffer, inputEnded: Bool) -> Step? {
        if let (request, format, index) = rest {
            rest = nil
            return .answer(request, format, index)
        }
        if hasEnded {
            input.clear()
            return nil
        }
        let line =
            inputEnded
            ? decoder.decodeLast(buffer: &input, seenEOF: true) : decoder.decode(buffer: &input)
        switch line {
        case nil: return nil
        case .refused(let error, let format):
            hasEnded = error.closes
            let isSecret = needsToken && !error.closes
            return refused(isSecret ? Self.tokenNeeded : error, format ?? self.format)
        case .request(let request): return admit(request)
        }
    }

    private mutating func admit(_ request: Request) -> Step {
        let form = request.format ?? format
        if needsToken, request.verb != .hello, request.verb != .quit {
            return refused(Self.tokenNeeded, form)
        }
        var place = index
        switch request.verb {
        case .hello:
            if let token, needsToken || request.option("token") != nil {
                guard let given = request.option("token") else { return refused(Self.tokenNeeded, form) }
                guard token.matches(given.value) else {
                    hasEnded = true
                    return refused(ReplyError(.tokenNeeded, "the token is wrong", closes: true), form)
                }
                needsToken = false
            }
            do throws(ReplyError) {
                version = try chosenVersion(request)
                place = try chosenIndex(request)
            } catch {
                return refused(error, form)
            }
            index = place
            format = form
        case .quit:
            hasEnded = true
        default:
            do throws(ReplyError) {
                place = try chosenIndex(request)
            } catch {
                return refused(error, form)
            }
        }
        var request = request
        request.version = version
        if [.text, .list, .lines].contains(request.verb) { request.part = ReplyPart(bytes: Self.partSize) }
        // Whoever logs the request shall see which index it went to, also where HELLO chose it.
        if request.index == nil, indexes.count > 1 {
            request.index = Request.Option(key: "index", value: place.places.map { indexes[$0] }.joined(separator: ","))
        }
        return .answer(request, form, place)
    }

    private func refused(_ error: ReplyError, _ format: ReplyFormat) -> Step {
        .reply(Reply(error).coded(for: version), format)
    }

    /// The indexes that `request` is for: one, several between commas, or `*` for all.
    private func chosenIndex(_ request: Request) throws(ReplyError) -> IndexSelection {
        guard let option = request.index else { return index }
        if option.value == "*", !indexes.isEmpty { return IndexSelection(Array(indexes.indices)) }
        var places: [Int] = []
        for name in option.value.split(separator: ",", omittingEmptySubsequences: false) {
            guard let place = indexes.firstIndex(where: { $0 == name }) else {
                throw ReplyError(
                    version > 1 ? .noSuchIndex : .syntax,
                    "there is no index “\(name.prefix(40))” here (there is \(indexes.joined(separator: ", ")))",
                    column: option.column)
            }
            places.append(place)
        }
        return IndexSelection(places)
    }

    /// The version of the protocol that HELLO asks for.
    private func chosenVersion(_ request: Request) throws(ReplyError) -> Int {
        guard let option = request.option("protocol") else { return version }
        if let number = Int(option.value), Request.versions.contains(number) { return number }
        throw ReplyError(
            .syntax, "this server speaks protocol 1 and 2, not “\(option.value.prefix(40))”", column: option.column)
    }

    private static let tokenNeeded = ReplyError(
        .tokenNeeded, "this connection has to begin with HELLO token=TOKEN")
}
