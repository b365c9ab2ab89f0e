// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
public import Deadlines
public import LineProtocol
internal import Sayings
internal import SearchIndex
internal import Searching

extension Answerer {
    /// The answer to `request`, its data lines handed over as they are found where there may be many of them (LIST, LINES):
    /// they outlive commits, and those found before the time is over are handed over.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - deadline: The moment by which it has to be answered.
    ///   - body: Called for each data line.
    /// - Returns: The reply; its rows are those handed over for other verbs than these two, else none.
    /// - Throws: What `body` throws; where the index can no longer be read.
    public func answer(_ request: Request, by deadline: Deadline, each body: (Row) throws -> Void) throws -> Reply {
        let count: Int
        do {
            switch request.verb {
            case .list:
                count = try searcher.answering(by: deadline) { try list(request, each: body) }
            case .lines:
                count = try searcher.answering(by: deadline) { try lines(request, each: body) }
            default:
                let reply = try answer(request, by: deadline)
                for row in reply.rows { try body(row) }
                return reply
            }
        } catch let error as ReplyError {
            return Reply(error)
        } catch let error as SearchError {
            return Reply(ReplyError(error, queryColumn: request.restColumn))
        }
        return Reply([Reply.Pair("shown", .integer(count)), generationPair])
    }

    /// The commit that the index is read at.
    var generationPair: Reply.Pair { Reply.Pair("generation", .integer(Int(clamping: searcher.generation))) }

    /// The lines in which the words of a query stand: a part of them, where the request asks for a part.
    func lines(_ request: Request) throws -> Reply {
        let wanted = try LinesQuestion(request)
        var rows: [Row] = []
        guard var part = request.part else {
            let count = try lines(request) { rows.append($0) }
            return Reply(rows: rows, [Reply.Pair("shown", .integer(count)), generationPair])
        }
        let place = part.document.map { LinesPart.Place(documents: part.start, state: $0) }
        let found: LinesPart
        do {
            found = try searcher.linesPart(wanted.request, after: place, bytes: part.bytes)
        } catch let error as IndexError where error.code == .modified {
            throw ReplyError(.internal, "the index was changed while the lines were being sent; ask again")
        }
        let left = wanted.limit - part.rows
        var count = 0
        for document in found.documents where count < left {
            count += try wanted.hand(document, atMost: left - count) { rows.append($0) }
        }
        part.rows += count
        var reply = Reply(rows: rows, [Reply.Pair("shown", .integer(part.rows)), generationPair])
        if let next = found.next, part.rows < wanted.limit {
            part.start = next.documents
            part.document = next.state
            var rest = request
            rest.part = part
            reply.rest = rest
        }
        return reply
    }

    /// Hands over the lines of `request`, and tells how many there were.
    private func lines(_ request: Request, each body: (Row) throws -> Void) throws -> Int {
        let wanted = try LinesQuestion(request)
        var count = 0
        guard wanted.limit > 0 else { return 0 }
        try searcher.lines(wanted.request) { document in
            count += try wanted.hand(document, atMost: wanted.limit - count, body)
            return count < wanted.limit
        }
        return count
    }
}

/// A request of LINES as a value.
private struct LinesQuestion {
    let request: LinesRequest
    /// The most lines that match; of documents, where they are counted.
    let limit: Int
    /// True if the lines of each document are counted instead.
    let isCount: Bool

    init(_ request: Request) throws {
        self.request = LinesRequest(
            request.rest, related: try request.relatedOption(), document: request.option("in")?.value,
            page: request.option("page") == nil ? nil : try request.integer("page", default: 1, minimum: 1),
            context: try request.integer("context", default: 0))
        limit = request.option("limit") == nil ? .max : try request.integer("limit", default: 0)
        isCount = try request.flag("counts", default: false)
    }

    /// Hands over the lines of a document, or their number, and tells how many of them count for the limit.
    func hand(_ lines: [MatchingLine], atMost most: Int, _ body: (Row) throws -> Void) throws -> Int {
        let matching = lines.count { $0.column != nil }
        guard let first = lines.first, matching > 0, most > 0 else { return 0 }
        if isCount {
            var row = Row(.lineCount, .id(first.id), .integer(matching))
            row.fields = Answerer.pairs([], [], of: first.index)
            try body(row)
            return 1
        }
        var left = most
        var context = 0
        for line in lines {
            if line.column != nil {
                if left == 0 { break }
                left -= 1
                context = request.context
            } else if left == 0 {
                // What stands after the last line still belongs to it.
                if context == 0 { break }
                context -= 1
            }
            var row = Row(
                .match, .id(line.id), .integer(line.line), line.column.map { .integer($0) } ?? .none,
                .marked(line.text, line.matches), line.page.map { .integer($0) } ?? .none)
            row.fields = Answerer.pairs([], [], of: line.index, in: line.cell)
            try body(row)
        }
        return most - left
    }
}
