// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import Glibc
internal import VoikkoTransducer

/// An error model: what a reader makes of what is on the page, as rules with costs.
///
/// The file's format is told in `Sources/HakuData/Data/README.md`.
struct ErrorModel: Sendable {
    /// One rule: `read` stands in the text where `meant` was on the page.
    struct Rule: Hashable, Sendable {
        /// The characters read, 0…3.
        var read: [Unicode.Scalar]
        /// The characters meant, 0…3.
        var meant: [Unicode.Scalar]
        /// −ln P(read | meant), in nats.
        var cost: Float
        /// True if it holds at the beginning of a word only, where a capital is likely.
        var isInitial = false
        /// True if nothing is changed.
        var isIdentity: Bool { read == meant }

        /// An order of all rules, the cheapest first: what is made of a dictionary is then the same each time.
        static func precedes(_ left: Rule, _ right: Rule) -> Bool {
            if left.cost != right.cost { return left.cost < right.cost }
            if left.meant != right.meant { return left.meant.lexicographicallyPrecedes(right.meant) }
            if left.read != right.read { return left.read.lexicographicallyPrecedes(right.read) }
            return !left.isInitial && right.isInitial
        }
    }

    /// The rules that change something or say what leaving a character costs, by first character read.
    let rules: [Rule]
    /// The rules for what was meant and not read.
    let insertions: [Range<Int>]
    private let below256: [Range<Int>]
    private let above: [UInt32: Range<Int>]
    /// The cost of leaving a character that no rule speaks of, in nats.
    static let plainCost: Float = 0.1

    /// Reads the model at `path`.
    ///
    /// - Throws: ``RepairError`` where the file is missing or a line is no rule.
    init(path: String) throws(RepairError) {
        let file = try MappedFile.mapping(path)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(file.count)
        for offset in 0..<file.count { bytes.append(file.byte(offset)) }
        var rules: [Rule] = []
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let wrong = RepairError(
                .unexpected, "\(path), line \(number): not a rule (read, tab, meant, tab, cost).",
                path: path)
            if number == 1 {
                guard line.elementsEqual("# haku error model 1".utf8) else {
                    throw RepairError(
                        .unexpected,
                        "\(path) is not an error model: its first line is not “# haku error model 1”.",
                        path: path)
                }
                continue
            }
            if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
            let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            guard fields.count == 3, let cost = Float(String(decoding: fields[2], as: UTF8.self)),
                cost.isFinite, cost > 0
            else { throw wrong }
            var read = Array(String(decoding: fields[0], as: UTF8.self).unicodeScalars)
            let isInitial = read.count > 1 && read[0] == "^"
            if isInitial { read.removeFirst() }
            let meant = Array(String(decoding: fields[1], as: UTF8.self).unicodeScalars)
            guard read.count <= 3, meant.count <= 3, read.count + meant.count > 0 else { throw wrong }
            rules.append(Rule(read: read, meant: meant, cost: cost, isInitial: isInitial))
        }
        self.init(rules: rules)
    }

    /// A model of `rules`.
    init(rules: [Rule]) {
        let sorted = rules.sorted {
            let left = $0.read.first?.value ?? 0
            let right = $1.read.first?.value ?? 0
            return left != right ? left < right : $0.cost < $1.cost
        }
        var below = [Range<Int>](repeating: 0..<0, count: 256)
        var above: [UInt32: Range<Int>] = [:]
        var insertions: [Range<Int>] = []
        var begin = 0
        while begin < sorted.count {
            var end = begin + 1
            while end < sorted.count, sorted[end].read.first == sorted[begin].read.first { end += 1 }
            if let first = sorted[begin].read.first {
                if first.value < 256 { below[Int(first.value)] = begin..<end } else { above[first.value] = begin..<end }
            } else {
                insertions = [begin..<end]
            }
            begin = end
        }
        self.rules = sorted
        self.insertions = insertions
        self.below256 = below
        self.above = above
    }

    /// The rules whose first character read is `scalar`, the cheapest first.
    @inline(__always)
    func rules(from scalar: Unicode.Scalar) -> Range<Int> {
        scalar.value < 256 ? below256[Int(scalar.value)] : above[scalar.value] ?? 0..<0
    }

    /// The cost, in nats, of what happens with `probability`: at least 0.001, as a file has it.
    static func cost(ofProbability probability: Double) -> Float { max(0.001, Float(-log(max(probability, 1e-9)))) }

    /// The probability of what costs `cost` nats.
    static func probability(ofCost cost: Float) -> Float { exp(-cost) }

    /// The model as the text of a file, which says `title` of itself.
    func file(title: String) -> String {
        var lines = [
            "# haku error model 1", "# " + title.split(whereSeparator: \.isNewline).joined(separator: " "),
            "# A rule a line: what was read, what was meant, -ln P(read | meant) in nats; tabs between them.",
            "# Either side may be empty: nothing was read, nothing was meant. See README.md in this folder.",
        ]
        lines += rules.sorted(by: Rule.precedes).map { rule in
            let thousandths = Int((rule.cost * 1000).rounded())
            let rest = String(thousandths % 1000)
            let cost = "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
            return "\(rule.isInitial ? "^" : "")\(rule.read.string)\t\(rule.meant.string)\t\(cost)"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The cost of leaving `word` as it is, in nats.
    func identityCost(_ word: some Sequence<Unicode.Scalar>) -> Float {
        var cost: Float = 0
        for scalar in word {
            let range = rules(from: scalar)
            let identity = range.first { rules[$0].isIdentity }
            cost += identity.map { rules[$0].cost } ?? (range.isEmpty ? Self.plainCost : 3)
        }
        return cost
    }
}
