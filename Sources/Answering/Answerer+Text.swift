// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol
internal import Sayings
internal import SearchIndex
internal import Searching

extension Answerer {
    func text(_ request: Request) throws -> Reply {
        let id = try request.identifier("the document's id")
        let original = try request.flag("original", default: false)
        let first = try request.integer("from", default: 1, minimum: 1)
        let most = request.option("lines") == nil ? nil : try request.integer("lines", default: 0)
        let marks = try TextMarks(request, original: original)
        let part = request.part
        var answer = try searcher.textPart(
            id, original: original, from: first, startingAt: part?.start ?? 0, lines: marks.isSieve ? nil : most,
            bytes: part?.bytes ?? .max)
        if let document = part?.document, document != answer.document {
            throw ReplyError(.internal, "the document was changed while its text was being sent; ask again")
        }
        try marks.add(to: &answer.lines, of: id, searcher)
        if marks.isSieve {
            answer.lines.removeAll { $0.matches.isEmpty }
            if let most, answer.lines.count >= most {
                answer.lines.removeLast(answer.lines.count - most)
                answer.next = nil
            }
        }
        let judged = try JudgedRepairs(in: marks.repairs ? folders : [])
        let count = (part?.rows ?? 0) + answer.lines.count
        var reply = Reply(
            rows: answer.lines.flatMap { Self.rows(of: $0, judged) }, [Reply.Pair("lines", .integer(count))])
        if let next = answer.next, var part {
            part.rows = count
            part.start = next.start
            part.document = answer.document
            var rest = request
            rest.part = part
            rest.options.removeAll { $0.key == "from" || $0.key == "lines" }
            rest.options.append(Request.Option(key: "from", value: String(next.line)))
            if let most { rest.options.append(Request.Option(key: "lines", value: String(most - answer.lines.count))) }
            reply.rest = rest
        }
        return reply
    }

    /// A line, and its repairs after it, of which some were `judged` since they were made.
    private static func rows(of line: TextLine, _ judged: JudgedRepairs) -> [Row] {
        let page = line.page.map { Value.integer($0) } ?? .none
        let text = line.isMarked ? Value.marked(line.text, line.matches) : .text(line.text)
        return [Row(.line, .integer(line.number), text, page)]
            + line.repairs.map { made in
                Row(
                    .repair, .text(made.original), .text(made.repaired), .number(made.confidence, decimals: 3),
                    judged.isRefused(made.original, made.repaired) ? .text("yes") : .none,
                    judged.isConfirmed(made.original, made.repaired) ? .text("yes") : .none)
            }
    }
}

/// The marks and repairs that TEXT gives beside the lines.
private struct TextMarks {
    /// The query whose words are marked; nil for none.
    private let query: String?
    /// True if the repairs of each line are given.
    let repairs: Bool
    /// True if only lines with matches are given.
    let isSieve: Bool

    /// - Throws: `ReplyError` where the options do not go together.
    init(_ request: Request, original: Bool) throws(ReplyError) {
        query = request.option("query")?.value
        repairs = try request.flag("repairs", default: false)
        isSieve = try request.flag("matching", default: false)
        if isSieve, query == nil {
            throw ReplyError(
                .syntax, "matching=yes gives the lines that match a query: add query=…",
                column: request.option("matching")?.column)
        }
        if repairs, original {
            throw ReplyError(
                .syntax, "the text as it came has no repairs: leave out original= or repairs=",
                column: request.option("repairs")?.column)
        }
    }

    func add(to lines: inout [TextLine], of id: String, _ searcher: Searcher) throws {
        // Repairs are placed by the text as it is stored; marking changes what the text itself has of the marks.
        if repairs { try searcher.addRepairs(of: id, to: &lines) }
        if let query { try searcher.mark(query, in: &lines) }
    }
}
