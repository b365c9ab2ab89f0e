// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import LineProtocol
internal import OCRRepair
internal import Searching

extension Answerer {
    func show(_ request: Request) throws -> Reply {
        let id = try request.identifier("the document's id")
        let rows = try searcher.show(id).map { Row(.field, .text($0.name), .text($0.value)) }
        return Reply(rows: rows, [Reply.Pair("id", .text(id))])
    }

    func text(_ request: Request) throws -> Reply {
        let id = try request.identifier("the document's id")
        let original = try request.flag("original", default: false)
        let first = try request.integer("from", default: 1, minimum: 1)
        let most = request.option("lines") == nil ? nil : try request.integer("lines", default: 0)
        let rows = try searcher.text(id, original: original, from: first, lines: most).map { line in
            Row(.line, .integer(line.number), .text(line.text), line.page.map { .integer($0) } ?? .none)
        }
        return Reply(rows: rows, [Reply.Pair("lines", .integer(rows.count))])
    }

    func suggest(_ request: Request) throws -> Reply {
        let (_, limit) = try request.window()
        let rows = try searcher.suggest(request.rest.trimmingSpaces(), limit: limit)
            .map { Row(.word, .text($0.text), .integer($0.documents)) }
        return Reply(rows: rows, [Reply.Pair("shown", .integer(rows.count))])
    }

    func analyse(_ text: String) -> Reply {
        let rows = searcher.analyse(text).map { token in
            var terms: [String] = []
            for term in token.terms where !terms.contains(term.text) { terms.append(term.text) }
            return Row(
                .token, .integer(token.range.lowerBound), .integer(token.range.upperBound), .text(token.surface),
                .list(token.lemmas), .list(token.parts), .list(terms))
        }
        return Reply(rows: rows, [Reply.Pair("tokens", .integer(rows.count))])
    }

    func normalise(_ text: String) -> Reply {
        // Without the repairer's data the text is still put in order.
        let repaired = (try? searcher.normalise(text)) ?? RepairedText(text: text)
        // A request is one line; the line end that a document's text closes with is not part of it.
        let line = repaired.text.hasSuffix("\n") ? String(repaired.text.dropLast()) : repaired.text
        var rows = [Row(.text, .text(line))]
        for repair in repaired.repairs {
            rows.append(
                Row(.repair, .text(repair.original), .text(repair.repaired), .number(repair.confidence, decimals: 3)))
        }
        return Reply(rows: rows, [Reply.Pair("repairs", .integer(repaired.repairs.count))])
    }
}
