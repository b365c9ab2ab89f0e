// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import LineProtocol
internal import OCRRepair
internal import SearchIndex
internal import Searching

extension Answerer {
    func show(_ request: Request) throws -> Reply {
        let id = try searcher.identifier(of: request.identifier("the document's id"))
        var rows = try searcher.show(id).map { Row(.field, .text($0.name), .text($0.value)) }
        if try request.flag("repairs", default: false) {
            rows += try searcher.repairs(of: id).map { repair in
                Row(
                    .madeRepair, .integer(repair.line), .integer(repair.column), .text(repair.original),
                    .text(repair.repaired), .number(repair.confidence, decimals: 3), .text(repair.reason))
            }
        }
        return Reply(rows: rows, [Reply.Pair("id", .text(id))])
    }

    func suggest(_ request: Request) throws -> Reply {
        let (_, limit) = try request.window()
        let rows = try searcher.suggest(request.rest.trimmingSpaces(), limit: limit)
            .map { Row(.word, .text($0.text), .integer($0.documents)) }
        return Reply(rows: rows, [Reply.Pair("shown", .integer(rows.count))])
    }

    func analyse(_ text: String) throws -> Reply {
        let rows = try searcher.analyse(text).map { token in
            var terms: [String] = []
            for term in token.terms where !terms.contains(term.text) { terms.append(term.text) }
            return Row(
                .token, .integer(token.range.lowerBound), .integer(token.range.upperBound), .text(token.surface),
                .list(token.lemmas), .list(token.parts), .list(terms))
        }
        return Reply(rows: rows, [Reply.Pair("tokens", .integer(rows.count))])
    }

    func normalise(_ text: String) throws -> Reply {
        let repaired: RepairedText
        do {
            repaired = try searcher.normalise(text)
        } catch let error as IndexError {
            throw error
        } catch {
            // Without the repairer's data the text is given as it is.
            repaired = RepairedText(NormalisedText(text: text))
        }
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
