// SPDX-License-Identifier: GPL-3.0-or-later

/// The concepts of a thesaurus while they are read: their labels and which is broader than which, by their names (URIs).
public struct ConceptLabels: Sendable {
    private var numbers: [String: Int] = [:]
    private var labels: [[ThesaurusLabel]] = []
    private var narrower: [[Int]] = []

    /// No concepts.
    public init() {}

    /// True if no concept has a label.
    public var isEmpty: Bool { labels.allSatisfy(\.isEmpty) }

    /// Gives the concept `name` a label; one it has is passed over.
    public mutating func add(_ label: ThesaurusLabel, to name: String) {
        let number = number(of: name)
        if !labels[number].contains(label), !label.text.isEmpty { labels[number].append(label) }
    }

    /// Notes that `broader` is broader than `name`.
    public mutating func add(broader: String, of name: String) {
        let (outer, inner) = (number(of: broader), number(of: name))
        if !narrower[outer].contains(inner) { narrower[outer].append(inner) }
    }

    private mutating func number(of name: String) -> Int {
        if let known = numbers[name] { return known }
        numbers[name] = labels.count
        labels.append([])
        narrower.append([])
        return labels.count - 1
    }

    /// The labels of each concept that has any: its own, then those of the concepts right below it.
    public var concepts: [[ThesaurusLabel]] {
        labels.indices.filter { !labels[$0].isEmpty }.map { index in
            labels[index]
                + narrower[index].flatMap { labels[$0] }.map {
                    ThesaurusLabel(language: $0.language, text: $0.text, isNarrower: true)
                }
        }
    }
}
