// SPDX-License-Identifier: GPL-3.0-or-later
internal import LineProtocol
internal import Searching

/// The words that a request being typed at the prompt may go on with: verbs, the keys and values of their options, names of
/// fields, and ids.
struct PromptWords {
    /// Some ids of the index that begin so.
    let ids: (_ prefix: String) -> [String]

    /// The words that the one which begins at the byte `start` of `line` may become.
    func candidates(_ line: String, from start: Int) -> [String] {
        let bytes = Array(line.utf8)
        let begun = String(decoding: bytes[min(start, bytes.count)...], as: UTF8.self)
        let before = String(decoding: bytes[..<min(start, bytes.count)], as: UTF8.self)
        let words = before.split(separator: " ")
        guard let first = words.first, let verb = Verb(rawValue: first.uppercased()) else {
            guard words.isEmpty else { return [] }
            return Self.those(Verb.allCases.map(\.rawValue), that: begun.uppercased())
        }
        if before.last == "=" || before.last == ",", let option = words.last {
            return Self.those(Self.values(of: String(option.prefix { $0 != "=" })), that: begun)
        }
        let isOption = words.dropFirst().allSatisfy { $0.contains("=") }
        let keys = isOption ? (verb.keys + Verb.keysOfAll).sorted().map { $0 + "=" } : []
        return Self.those(keys, that: begun) + rest(of: verb, isFirst: isOption, begun)
    }

    /// The words that may stand after the options of `verb`.
    private func rest(of verb: Verb, isFirst: Bool, _ begun: String) -> [String] {
        switch verb {
        case .show, .text, .similar, .compare: ids(begun)
        case .explain where isFirst: ids(begun)
        case .facets where isFirst: Self.those(Self.fields, that: begun)
        case .search, .count, .list, .lines, .facets, .explain: Self.those(Self.fields.map { $0 + ":" }, that: begun)
        default: []
        }
    }

    private static func those(_ words: [String], that begun: String) -> [String] {
        words.filter { $0.hasPrefix(begun) }
    }

    /// The values of an option that there are few of.
    private static func values(of key: String) -> [String] {
        switch key {
        case "sort": ValueCompletions.sortKeys
        case "fields", "by": fields
        case "related": ["yes", "no", "auto"]
        case "format": ["tsv", "json"]
        case "collapse": ["project"]
        case "snippet", "copies", "same-project", "elsewhere", "passages", "repairs", "original", "matching", "counts":
            ["yes", "no"]
        case "protocol": ["1", "2"]
        default: []
        }
    }

    private static var fields: [String] { ValueCompletions.fields }
}
