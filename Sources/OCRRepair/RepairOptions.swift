// SPDX-License-Identifier: GPL-3.0-or-later

/// A repair that a person judges; in a list of refusals one that is never to be made.
public struct RefusedRepair: Hashable, Sendable {
    /// The word as it comes.
    public var original: String
    /// The word not to be put in its place; nil for any word.
    public var repaired: String?

    /// The repair of `original` to `repaired`, or any repair of it.
    public init(original: String, repaired: String? = nil) {
        self.original = original
        self.repaired = repaired
    }
}

extension RefusedRepair {
    /// Refuses the repair in an index's lists; it is not confirmed any more.
    public func refuse(in refused: inout Set<RefusedRepair>, _ confirmed: inout [String: String]) {
        refused.insert(self)
        if let known = confirmed[original], repaired == nil || repaired == known { confirmed[original] = nil }
    }

    /// Confirms the repair, which must have a word to put in place, in an index's lists; it is not refused any more.
    public func confirm(in refused: inout Set<RefusedRepair>, _ confirmed: inout [String: String]) {
        guard let repaired else { return }
        confirmed[original] = repaired
        refused.remove(self)
        refused.remove(RefusedRepair(original: original))
    }

    /// Takes back what a person said of the repair.
    public func allow(in refused: inout Set<RefusedRepair>, _ confirmed: inout [String: String]) {
        refused.remove(self)
        if let known = confirmed[original], repaired == nil || repaired == known { confirmed[original] = nil }
    }
}

/// A person's settings of repair.
public struct RepairOptions: Sendable {
    /// The least confidence, 0…1, with which a repair is made.
    public var threshold: Double
    /// Words that are right as they stand, and that damaged words may stand for: names and terms.
    public var words: [String]
    /// Repairs that are not to be made.
    public var refused: Set<RefusedRepair>
    /// The words put in the place of words as they come, because a person confirmed it.
    public var confirmed: [String: String]
    /// The path of an error model to use in place of haku's own, made by `haku learn-errors`.
    public var errorModel: String?
    /// The number of bytes to remember of walks through Voikko's dictionary, about, and as many once more of its readings.
    public var memory: Int
    /// True if repairs are to hold their evidence, and texts what was weighed and not repaired. The repairs are the same.
    public var isExplained: Bool

    /// Options of these parts; by default every likely repair is made.
    public init(
        threshold: Double = 0, words: [String] = [], refused: Set<RefusedRepair> = [],
        confirmed: [String: String] = [:], errorModel: String? = nil,
        memory: Int = 16 << 20, isExplained: Bool = false
    ) {
        self.threshold = threshold
        self.words = words
        self.refused = refused
        self.confirmed = confirmed
        self.errorModel = errorModel
        self.memory = memory
        self.isExplained = isExplained
    }

    /// True if a repair may be made.
    func allows(original: String, repaired: String, confidence: Double) -> Bool {
        guard confidence >= threshold else { return false }
        if refused.isEmpty { return true }
        return !refused.contains(RefusedRepair(original: original))
            && !refused.contains(RefusedRepair(original: original, repaired: repaired))
    }

    /// The words of a dictionary file: one a line, `#` begins a remark; what stands behind white space says nothing.
    public static func words(ofDictionary text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            guard line.first != "#" else { return nil }
            return line.split(whereSeparator: \.isWhitespace).first.map(String.init)
        }
    }
}
