// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import Searching
internal import TestSupport
internal import Testing

@Suite struct QueryPropertyTests {
    private static let pieces = [
        "a", "kylä", "Oulu", "S20059", "ELY:n", " ", " ", " ", " ", "\t", "\u{A0}", "\0", "(", ")", "\"", "”", "»", "«",
        "+", "-",
        "=", "*", ":", "::", "/", "~5", ",", ".", "..", "AND", " AND ", " OR ", " EI ", "NOT ", " NEAR/3 ", "NEAR",
        "LÄHELLÄ/2",
        "kunta:", "vuosi:", "rahoitus:", "2016", "100 000", "1.5.2016", "foo:", "http://", "–", "€", "😀", "\u{301}",
        "ja ", ";",
    ]

    private func check(_ query: String) throws {
        let count = query.unicodeScalars.count
        let parsed: ParsedQuery
        do {
            parsed = try QueryParser.parse(query)
        } catch {
            #expect((1...count).contains(error.column ?? 1))
            #expect(
                error.code == .tooLarge || query.unicodeScalars.contains("\"") || query.unicodeScalars.contains("("))
            return
        }
        for node in allNodes(parsed.root) {
            #expect(node.columns.lowerBound >= 1 && node.columns.upperBound <= count + 1, "\(query.debugDescription)")
            switch node.kind {
            case .words(let text), .exact(let text), .prefix(let text), .suffix(let text), .phrase(let text, _):
                #expect(text.text.unicodeScalars.count == text.columns.count, "\(query.debugDescription)")
                #expect(!text.words.isEmpty, "\(query.debugDescription)")
            case .group(let clauses): #expect(!clauses.isEmpty)
            case .and(let nodes), .near(let nodes, _): #expect(nodes.count >= 2)
            case .not, .field, .range, .since: break
            }
        }
        let scalars = Array(query.unicodeScalars)
        for word in parsed.words {
            let piece = scalars[(word.columns.lowerBound - 1)..<(word.columns.upperBound - 1)]
            let shown = String(String.UnicodeScalarView(piece))
            #expect(shown.unicodeScalars.count == word.text.unicodeScalars.count)
            #expect(zip(shown.unicodeScalars, word.text.unicodeScalars).allSatisfy { $0 == $1 || $1 == ";" })
        }
        // A query with no lower case may mean other things by AND once it is printed.
        guard query.unicodeScalars.contains(where: { $0.properties.isLowercase }) else { return }
        let printed = parsed.description
        let again = try QueryParser.parse(printed)
        #expect(again.description == printed, "\(query.debugDescription)")
        #expect(again.words.map(\.text) == parsed.words.map(\.text), "\(query.debugDescription)")
    }

    @Test(arguments: 0..<8)
    func noQueryOutOfTheLanguagesOwnPiecesCrashesAndReadingIsStable(seed: UInt64) throws {
        var random = SeededRandom(seed)
        for _ in 0..<2500 {
            let count = Int.random(in: 1...24, using: &random)
            try check((0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined())
        }
    }

    @Test(arguments: 0..<4)
    func noQueryOutOfAllOfUnicodeCrashesAndReadingIsStable(seed: UInt64) throws {
        var random = SeededRandom(seed &+ 1000)
        for _ in 0..<1000 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...30, using: &random) {
                let limit: UInt32 = [0x7F, 0x2FF, 0x2FFF, 0x10FFFF].randomElement(using: &random) ?? 0x7F
                if let scalar = Unicode.Scalar(UInt32.random(in: 0...limit, using: &random)) { view.append(scalar) }
            }
            try check(String(view))
        }
    }
}

extension QueryText {
    /// The characters of the text that can be searched for.
    fileprivate var words: [Unicode.Scalar] {
        text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }
}
