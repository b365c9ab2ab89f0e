// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ProgramSupport
import Testing
import Wording

/// The sentences that stand in the sources, held against the table of sentences: a new one needs its translations.
@Suite(.timeLimit(.minutes(20))) struct SourceTests {
    private static let sources = URL(fileURLWithPath: Program.seeds).deletingLastPathComponent()
        .appendingPathComponent("Sources")

    @Test(arguments: [
        ("haku", ["Failure", "ValidationError"]), ("hakud", ["ValidationError"]),
        ("Searching", ["SearchError"]), ("SearchIndex", ["IndexError"]),
        ("Indexing", ["IndexError", "IndexingFailure"]),
        ("DocumentReading", ["ReadingError"]), ("Settings", ["SettingsError"]), ("HakuClient", ["ClientError"]),
        ("OCRRepair", ["RepairError"]), ("SearchDaemon", ["DaemonError", "ReplyError"]),
        ("LineProtocol", ["ReplyError"]),
        ("Answering", ["ReplyError"]),
    ])
    func everySentenceOfAnErrorIsInTheTable(target: String, errors: [String]) throws {
        var count = 0
        let folder = Self.sources.appendingPathComponent(target)
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        for case let file as URL in files where file.pathExtension == "swift" {
            var source = SwiftLiterals(try String(contentsOf: file, encoding: .utf8))
            for sentence in source.sentences(of: errors) where Self.isSentence(sentence) {
                count += 1
                let isKnown = SentenceTable.shipped.knows(sentence)
                #expect(isKnown, "\(file.lastPathComponent): \(sentence)")
            }
        }
        #expect(count > 0)
    }

    /// Leaves out names of options and actions, what is made of values alone, and the beginnings of what is chosen later.
    private static func isSentence(_ text: String) -> Bool {
        text.split(separator: " ").count { $0.first?.isLetter == true && $0 != "x" } > 3 && text.last != " "
    }
}

/// The text of a Swift file, of which the first literals of calls are taken.
private struct SwiftLiterals {
    private let text: [Character]
    private var place = 0

    init(_ text: String) { self.text = Array(text) }

    /// The literal, or the literals joined by +, that each call of one of `names` has first, with x for what is put in.
    /// Where a condition chooses between several, none is taken.
    mutating func sentences(of names: [String]) -> [String] {
        var found: [String] = []
        place = 0
        while place < text.count {
            if text[place].isUppercase, let name = names.first(where: { isCall($0) }) {
                place += name.count + 1
                if let sentence = argument() { found.append(sentence) }
            } else {
                place += 1
            }
        }
        return found
    }

    private func isCall(_ name: String) -> Bool {
        guard text[place...].starts(with: name + "(") else { return false }
        return place == 0 || !(text[place - 1].isLetter || text[place - 1] == ".")
    }

    private mutating func argument() -> String? {
        var depth = 1
        var sentence: String?
        var isChosen = false
        while place < text.count, depth > 0 {
            switch text[place] {
            case "\"":
                guard let literal = literal() else { return nil }
                if depth == 1 { sentence = (sentence ?? "") + literal }
                continue
            case "(", "[", "{": depth += 1
            case ")", "]", "}": depth -= 1
            case "?": isChosen = isChosen || depth == 1 && text[place - 1] == " "
            case "," where depth == 1 && sentence != nil: return isChosen ? nil : sentence
            default: break
            }
            place += 1
        }
        return isChosen ? nil : sentence
    }

    /// The literal that begins here; nil where it is of several lines.
    private mutating func literal() -> String? {
        if text[place...].starts(with: "\"\"\"") { return nil }
        place += 1
        var result = ""
        while place < text.count, text[place] != "\"" {
            guard text[place] == "\\" else {
                result.append(text[place])
                place += 1
                continue
            }
            if text[place + 1] == "(" {
                skipInterpolation()
                result += "x"
            } else {
                result.append(text[place + 1])
                place += 2
            }
        }
        place += 1
        return result
    }

    private mutating func skipInterpolation() {
        place += 2
        var depth = 1
        while place < text.count, depth > 0 {
            if text[place] == "\"" {
                _ = literal()
                continue
            }
            if text[place] == "(" { depth += 1 }
            if text[place] == ")" { depth -= 1 }
            place += 1
        }
    }
}
