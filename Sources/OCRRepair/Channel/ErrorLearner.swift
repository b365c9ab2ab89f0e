// SPDX-License-Identifier: GPL-3.0-or-later

/// Learns an error model from pages that exist twice: as they were meant, and as an OCR program read them.
///
/// Words are aligned, then the letters of each pair; what was read where something else was meant is counted, and an
/// error model that is known already fills in where counts are few.
public struct ErrorLearner: Sendable {
    /// A reading of some characters as others, which is counted.
    private struct Confusion: Hashable {
        var read: [Unicode.Scalar]
        var meant: [Unicode.Scalar]
        /// True if it was at the beginning of a word with a capital.
        var isInitial = false
    }

    /// The probability of a word's beginning with a capital, where nothing else is known.
    private static let capital = 0.3
    /// The most characters on a side of a rule.
    private static let longest = 3
    /// The fewest times a rule must have been seen.
    private static let least = 3.0
    /// The same where no diaeresis is lost: writers' own slips are among those.
    private static let leastPlain = 8.0
    /// The number of readings that a rule of the known model is worth.
    private static let priorStrength = 40.0

    private var confusions: [Confusion: Double] = [:]
    /// The count of each run of up to three characters on the pages.
    private var meant: [[Unicode.Scalar]: Double] = [:]
    /// The same at the beginning of words with a capital.
    private var meantInitially: [[Unicode.Scalar]: Double] = [:]
    /// The number of pairs of words learnt from.
    public private(set) var words = 0
    /// The number of them that were read wrong.
    public private(set) var wrong = 0

    /// A learner that has seen nothing.
    public init() {}

    /// Learns from a page: `clean` as it was meant, `read` as it was read. Words that cannot be told which is which are
    /// left out.
    ///
    /// - Complexity: Words of `clean` × 801 steps, and bytes while it lasts.
    public mutating func learn(clean: String, read: String) {
        let meantWords = Self.words(of: clean)
        let readWords = Self.words(of: read)
        for (left, right) in WordAlignment.pairs(meantWords, readWords) {
            learn(word: meantWords[left], readAs: readWords[right])
        }
    }

    private static func words(of text: String) -> [[Unicode.Scalar]] {
        let bytes = Array(text.utf8)
        return WordSplitter.words(of: bytes, in: 0..<bytes.count).map(\.scalars)
    }

    /// Learns that `written` was read as `readAs`, where the two are near enough. A capital read for something else than a
    /// capital is learnt as one. It counts `weight` times.
    mutating func learn(word written: [Unicode.Scalar], readAs: [Unicode.Scalar], weight: Double = 1) {
        let word = written.map(\.lowercased)
        let read = readAs.map(\.lowercased)
        guard word.count <= 60, read.count <= 60, word.contains(where: \.isLetter), !WordShape.isAddress(word) else {
            return
        }
        var steps = word == read ? word.map { (read: [$0], meant: [$0]) } : Self.aligned(word, read)
        Self.restoreCapitals(&steps, written, readAs)
        let changes = steps.count { $0.0 != $0.1 }
        guard changes * 2 <= max(word.count, 2) else { return }
        words += 1
        if changes > 0 { wrong += 1 }
        for begin in word.indices {
            for end in begin + 1...min(begin + Self.longest, word.count) {
                meant[Array(word[begin..<end]), default: 0] += weight
            }
        }
        if let first = written.first, first.isUpper { learnBeginning(word, steps, weight) }
        for (index, step) in steps.enumerated() where step.0 == step.1 || !step.0.isEmpty && !step.1.isEmpty {
            confusions[Confusion(read: step.0, meant: step.1), default: 0] += weight
            // What is read of two letters together may differ from what is read of each.
            if step.0 != step.1, index + 1 < steps.count, steps[index + 1].0 != steps[index + 1].1 {
                let next = steps[index + 1]
                confusions[Confusion(read: step.0 + next.0, meant: step.1 + next.1), default: 0] += weight
            }
        }
        for (index, step) in steps.enumerated() where step.0.isEmpty || step.1.isEmpty {
            // What was lost, or came from nowhere, is told with the letter before it, or behind where there is none.
            if index > 0, !steps[index - 1].0.isEmpty, !steps[index - 1].1.isEmpty {
                let near = steps[index - 1]
                confusions[Confusion(read: near.0 + step.0, meant: near.1 + step.1), default: 0] += weight
            } else if index == 0, steps.count > 1, steps[1].0 == steps[1].1 {
                confusions[Confusion(read: step.0 + steps[1].0, meant: step.1 + steps[1].1), default: 0] += weight
            }
        }
    }

    /// Learns how the beginning of `word`, a capital, was read.
    private mutating func learnBeginning(
        _ word: [Unicode.Scalar], _ steps: [(read: [Unicode.Scalar], meant: [Unicode.Scalar])], _ weight: Double
    ) {
        for end in 1...min(2, word.count) { meantInitially[Array(word[..<end]), default: 0] += weight }
        // One letter for another, or with the next one's loss or gain.
        var confusion = Confusion(read: [], meant: [], isInitial: true)
        for step in steps.prefix(2) {
            confusion.read += step.read
            confusion.meant += step.meant
            guard !confusion.read.isEmpty, !confusion.meant.isEmpty else { continue }
            if confusion.read.lazy.map(\.lowercased).elementsEqual(confusion.meant) { continue }
            confusions[confusion, default: 0] += weight
            return
        }
    }

    /// Gives back to what was read the capitals that stand where no capital was meant, nor the same letter.
    private static func restoreCapitals(
        _ steps: inout [(read: [Unicode.Scalar], meant: [Unicode.Scalar])], _ written: [Unicode.Scalar],
        _ readAs: [Unicode.Scalar]
    ) {
        var place = 0
        var position = 0
        for index in steps.indices {
            let step = steps[index]
            if let read = step.read.first {
                let isCapitalMeant = step.meant.isEmpty ? false : written[place].isUpper
                if readAs[position].isUpper, !isCapitalMeant, step.meant.first != read {
                    steps[index].read = [readAs[position]]
                }
            }
            place += step.meant.count
            position += step.read.count
        }
    }

    /// The cheapest alignment of two words: what was read with what was meant, step by step.
    private static func aligned(
        _ word: [Unicode.Scalar], _ read: [Unicode.Scalar]
    ) -> [(read: [Unicode.Scalar], meant: [Unicode.Scalar])] {
        let width = read.count + 1
        var cost = [Float](repeating: 0, count: (word.count + 1) * width)
        for column in 1..<max(width, 2) where column < width { cost[column] = Float(column) }
        for row in 1..<word.count + 1 {
            cost[row * width] = Float(row)
            for column in 1..<max(width, 2) where column < width {
                let swap = cost[(row - 1) * width + column - 1] + difference(word[row - 1], read[column - 1])
                let gap = min(cost[(row - 1) * width + column], cost[row * width + column - 1]) + 1
                cost[row * width + column] = min(swap, gap)
            }
        }
        var backwards: [(read: [Unicode.Scalar], meant: [Unicode.Scalar])] = []
        var row = word.count
        var column = read.count
        while row > 0 || column > 0 {
            let here = cost[row * width + column]
            // Gaps first: of two equal letters the later one counts as lost.
            if row > 0, here == cost[(row - 1) * width + column] + 1 {
                row -= 1
                backwards.append(([], [word[row]]))
            } else if column > 0, here == cost[row * width + column - 1] + 1 {
                column -= 1
                backwards.append(([read[column]], []))
            } else {
                row -= 1
                column -= 1
                backwards.append(([read[column]], [word[row]]))
            }
        }
        return backwards.reversed()
    }

    /// The unlikeness of two letters, 0…1.2: vowels are taken for vowels.
    private static func difference(_ meant: Unicode.Scalar, _ read: Unicode.Scalar) -> Float {
        if meant == read { return 0 }
        if meant.withoutDiaeresis == read { return 0.3 }
        let vowels = "aeiouyäöåéèáó6d8&@©®".unicodeScalars
        return vowels.contains(meant) && vowels.contains(read) ? 0.6 : 1.2
    }

    /// The model learnt, with `base` where little was seen.
    ///
    /// P(read | meant) = (count + 40 × P of `base`) / (times meant + 40).
    func model(base: ErrorModel) -> ErrorModel {
        model(base: base, Prior(strength: Self.priorStrength, least: Self.least, leastPlain: Self.leastPlain))
    }

    /// The model of one document's reader: a few hundred words say more of it than a model of any reader does.
    func documentModel(prior: ErrorModel) -> ErrorModel {
        model(base: prior, Prior(strength: 10, least: 1.5, leastPlain: 1.5))
    }

    /// The worth of the known model against what was counted.
    private struct Prior {
        /// The number of readings that a rule of the known model is worth.
        var strength: Double
        /// The fewest times a rule that it does not have must have been seen; the same where no diaeresis is lost.
        var least: Double
        var leastPlain: Double
    }

    private func model(base: ErrorModel, _ worth: Prior) -> ErrorModel {
        var prior: [Confusion: Double] = [:]
        for rule in base.rules {
            prior[Confusion(read: rule.read, meant: rule.meant, isInitial: rule.isInitial)] = Double(
                ErrorModel.probability(ofCost: rule.cost))
        }
        var rules: [ErrorModel.Rule] = []
        for (confusion, count) in confusions
        where confusion.read.count <= Self.longest && confusion.meant.count <= Self.longest
            && !(confusion.isInitial && isLikelierAnyhow(confusion, count))
        {
            let known = prior.removeValue(forKey: confusion)
            // A lost dot or a capital is no slip of a writer's.
            let isPlain =
                !confusion.meant.contains { $0 == "ä" || $0 == "ö" || $0 == "å" }
                && !confusion.read.contains(where: \.isUpper)
            guard known != nil || count >= (isPlain ? worth.leastPlain : worth.least) else { continue }
            let times = max((confusion.isInitial ? meantInitially : meant)[confusion.meant] ?? 0, count)
            var probability = (count + worth.strength * (known ?? 0)) / (times + worth.strength)
            if confusion.isInitial { probability *= Self.capital }
            rules.append(
                ErrorModel.Rule(
                    read: confusion.read, meant: confusion.meant, cost: ErrorModel.cost(ofProbability: probability),
                    isInitial: confusion.isInitial))
        }
        for (confusion, known) in prior {
            // What was never read so though it often could have been is less likely than it was taken for.
            let times = confusion.meant.isEmpty ? 0 : meant[confusion.meant] ?? 0
            let probability = max(worth.strength * known / (times + worth.strength), known / 8)
            rules.append(
                ErrorModel.Rule(
                    read: confusion.read, meant: confusion.meant, cost: ErrorModel.cost(ofProbability: probability),
                    isInitial: confusion.isInitial))
        }
        // Rules of one cost are tried in their order, which a dictionary's would change from run to run.
        return ErrorModel(rules: rules.sorted(by: ErrorModel.Rule.precedes))
    }

    /// `base` with what was learnt of lost diaeresis in its place; of other letters a few repairs say nothing.
    func modelOfLostDiaeresis(base: ErrorModel) -> ErrorModel {
        func isDotted(_ rule: ErrorModel.Rule) -> Bool { rule.meant.contains { $0 == "ä" || $0 == "ö" } }
        return ErrorModel(rules: base.rules.filter { !isDotted($0) } + model(base: base).rules.filter(isDotted))
    }

    /// True if a confusion at the beginning of words is as likely anywhere else, and needs no rule of its own.
    private func isLikelierAnyhow(_ confusion: Confusion, _ count: Double) -> Bool {
        if confusion.meant.contains(where: { $0.withoutDiaeresis != $0 || $0 == "å" || $0 == "š" }) { return true }
        let anywhere = Confusion(read: confusion.read, meant: confusion.meant)
        guard let times = meant[confusion.meant], let here = meantInitially[confusion.meant], here > 0 else {
            return true
        }
        return (confusions[anywhere] ?? 0) / times >= Self.capital * count / here
    }

    /// The model learnt, as the text of a file.
    ///
    /// - Parameters:
    ///   - title: What the file says of itself, one line.
    ///   - base: The path of an error model that fills in where little was seen; by default haku's own for Finnish read
    ///     by an English model.
    /// - Returns: The file's text, in the format that `Sources/HakuData/Data/README.md` tells.
    /// - Throws: ``RepairError`` where `base` cannot be read.
    public func file(title: String, base: String? = nil) throws -> String {
        let base = try base.map { path throws(RepairError) in try ErrorModel(path: path) } ?? RepairData().english
        return model(base: base).file(title: title)
    }
}
