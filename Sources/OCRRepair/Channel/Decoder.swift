// SPDX-License-Identifier: GPL-3.0-or-later
internal import VoikkoTransducer

/// A word that may have been meant, and what the error model says about reading it as it was read.
struct Decoding: Hashable, Sendable {
    /// The word, in lower case.
    var word: [Unicode.Scalar]
    /// −ln P(read | word), in nats.
    var cost: Float
    /// True if Voikko's transducer accepts the word; else it comes from a word list.
    var isMorphological: Bool
    /// True if Voikko certainly accepts it, in small letters or as a name.
    var isCertain = false
}

/// Finds the words that may have been meant: the confusions of an error model intersected with Voikko's transducer and
/// with word lists, by A* with the exact cost of the rest of the word as its heuristic.
///
/// The rules that apply at a position are in the order of what they cost, and a place's next one is tried when none that is cheaper
/// is left anywhere (partial expansion, Yoshizumi and others 2000): most are never tried.
struct Decoder: ~Copyable {
    /// The bounds of a search.
    struct Effort {
        /// Words costlier than the best by more than this are left out, in nats.
        var beam: Float = 11
        /// The most places reached.
        var nodes = 1_000
        /// The most words returned.
        var words = 30
        /// The most that a word may cost, in nats.
        var limit: Float = 80
    }

    /// An error model with its characters turned into letters of the transducer and symbols of the word list.
    final class Model {
        struct Rule {
            var cost: Float
            var readCount: Int32
            /// The second and third character read.
            var second: Unicode.Scalar
            var third: Unicode.Scalar
            var isInitial: Bool
            var isIdentity: Bool
            var meantStart: Int32
            var meantCount: Int32
        }
        /// A character meant.
        struct Meant {
            var scalar: Unicode.Scalar
            var letter: Transducer.Letter
            var symbol: UInt8
        }
        let source: ErrorModel
        fileprivate let rules: UncheckedArray<Rule>
        fileprivate let meant: UncheckedArray<Meant>
        fileprivate let insertions: Range<Int>

        fileprivate init(_ source: ErrorModel, transducer: Transducer, names: WordGraph) {
            self.source = source
            insertions = source.insertions.first ?? 0..<0
            var rules = UncheckedArray<Rule>()
            var meant = UncheckedArray<Meant>()
            for rule in source.rules {
                rules.append(
                    Rule(
                        cost: rule.cost, readCount: Int32(rule.read.count),
                        second: rule.read.count > 1 ? rule.read[1] : "\0",
                        third: rule.read.count > 2 ? rule.read[2] : "\0", isInitial: rule.isInitial,
                        isIdentity: rule.isIdentity, meantStart: Int32(meant.count),
                        meantCount: Int32(rule.meant.count)))
                for scalar in rule.meant {
                    meant.append(
                        Meant(scalar: scalar, letter: transducer.letter(scalar), symbol: names.symbol(scalar)))
                }
            }
            self.rules = rules
            self.meant = meant
        }
    }

    /// A place that the search has reached: what is left of the word, and where the dictionaries stand.
    struct Place {
        var cost: Float
        var position: Int32
        var node: LazyAutomaton.Node
        var name: WordGraph.Edge
        var extra: WordTrie.Node
        var parent: Int32
        var rule: Int32
        var hash: UInt64
    }

    private static let noRule: Int32 = -1
    private static let longest = 64

    var automaton: LazyAutomaton
    let names: WordGraph
    /// A document's or collection's own words.
    var extra = WordTrie()

    private var places = UncheckedArray<Place>()
    private var queue = SearchQueue()
    /// The least cost of the word's rest from each position on.
    private var rest = UncheckedArray<Float>(repeating: 0, count: Self.longest + 1)
    /// The rules that apply at each position, twice: with insertions, and without them, as there is never one right behind another.
    /// Either is in the order of cost, each rule's own and that of the rest behind it: its bits, and behind them the rule.
    private var steps = UncheckedArray<UInt64>()
    /// Where the two lists of each position begin in ``steps``.
    private var firstSteps = UncheckedArray<Int32>()
    private var visited = UncheckedArray<UInt64>(repeating: 0, count: 1 << 12)
    private var visitedSlots = UncheckedArray<Int32>()

    init(transducer: Transducer, names: WordGraph, memory: Int) {
        automaton = LazyAutomaton(transducer: transducer, limit: memory)
        self.names = names
    }

    /// `model`, made ready for this decoder.
    func prepared(_ model: ErrorModel) -> Model {
        Model(model, transducer: automaton.transducer, names: names)
    }

    /// The words that `word` (in lower case; `written` is how it stands, where its capitals are to count) may stand for,
    /// the cheapest first. Words longer than 64 characters have none. Time is bounded by `effort`.
    mutating func decode(
        _ word: [Unicode.Scalar], written: [Unicode.Scalar]? = nil, _ model: Model, _ effort: Effort = Effort()
    ) -> [Decoding] {
        guard !word.isEmpty, word.count <= Self.longest else { return [] }
        automaton.trim()
        prepare(word, written.flatMap { $0.count == word.count ? $0 : nil } ?? word, model)
        guard rest[0] < 1e8 else { return [] }
        places.truncate(to: 0)
        queue.removeAll()
        for index in 0..<visitedSlots.count { visited[Int(visitedSlots[index])] = 0 }
        visitedSlots.truncate(to: 0)
        var found: [Decoding] = []
        var limit = effort.limit
        places.append(
            Place(
                cost: 0, position: 0, node: LazyAutomaton.start, name: names.start,
                extra: extra.isEmpty ? WordTrie.dead : WordTrie.start, parent: -1, rule: Self.noRule,
                hash: 0xCBF2_9CE4_8422_2325))
        push(firstSteps[0], from: 0, limit)
        while let step = queue.first, places.count < effort.nodes, step.cost <= limit {
            replaceFirst(by: step.number + 1, from: step.place, limit)
            guard let next = reached(by: step, word, model),
                markVisited(next.hash &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(next.position + 1))
            else { continue }
            let index = Int32(places.count)
            places.append(next)
            if Int(next.position) == word.count {
                let finality = next.node == LazyAutomaton.dead ? .none : automaton.finality(next.node)
                let morphological = finality != .none
                if morphological || names.isFinal(next.name) || extra.isFinal(next.extra) {
                    if found.isEmpty { limit = min(limit, next.cost + effort.beam) }
                    found.append(
                        Decoding(
                            word: spelled(index, word, model), cost: next.cost, isMorphological: morphological,
                            isCertain: finality == .certain || finality == .name))
                    if found.count >= effort.words { break }
                }
            }
            push(firstSteps[list(of: next, model)], from: index, limit)
        }
        return found
    }

    /// The number of the list of steps from `place`.
    private func list(of place: Place, _ model: Model) -> Int {
        let isInserted = place.rule >= 0 && model.rules[Int(place.rule)].readCount == 0
        return 2 * Int(place.position) + (isInserted ? 1 : 0)
    }

    /// Puts step `number` from `place` into the queue, if the place has as many and it costs `limit` at most.
    private mutating func push(_ number: Int32, from place: Int32, _ limit: Float) {
        // A list ends with a step that costs more than any word may.
        let step = steps[Int(number)]
        let cost = places[Int(place)].cost + Float(bitPattern: UInt32(truncatingIfNeeded: step >> 32))
        guard cost <= limit else { return }
        queue.push(cost: cost, position: Int(places[Int(place)].position), place: place, number: number)
    }

    /// Puts step `number` from `place` into the queue, as ``push(_:from:_:)``, for the first one, which goes.
    private mutating func replaceFirst(by number: Int32, from place: Int32, _ limit: Float) {
        let step = steps[Int(number)]
        let from = places[Int(place)]
        let cost = from.cost + Float(bitPattern: UInt32(truncatingIfNeeded: step >> 32))
        if cost <= limit {
            queue.replaceFirst(cost: cost, position: Int(from.position), place: place, number: number)
        } else {
            queue.removeFirst()
        }
    }

    /// Lists the rules that apply at each position of the word, in the order of what they and the rest behind them cost.
    private mutating func prepare(_ word: [Unicode.Scalar], _ written: [Unicode.Scalar], _ model: Model) {
        steps.truncate(to: 0)
        firstSteps.truncate(to: 0)
        for _ in 0..<2 * word.count + 2 { firstSteps.append(0) }
        rest[word.count] = 0
        for position in (0...word.count).reversed() {
            firstSteps[2 * position + 1] = Int32(steps.count)
            if position < word.count { addSteps(at: position, word, written, model) }
            let without = Int(firstSteps[2 * position + 1])..<steps.count
            if position < word.count {
                rest[position] =
                    without.isEmpty
                    ? 1e9 : Float(bitPattern: UInt32(truncatingIfNeeded: steps[without.lowerBound] >> 32))
            }
            steps.append(Self.end)
            firstSteps[2 * position] = Int32(steps.count)
            for index in without { steps.append(steps[index]) }
            for rule in model.insertions {
                insert(
                    rule: Int32(rule), cost: model.rules[rule].cost + rest[position],
                    since: Int(firstSteps[2 * position]))
            }
            steps.append(Self.end)
        }
    }

    /// The end of a list of steps: one that costs more than any.
    private static let end = UInt64(Float.infinity.bitPattern) << 32

    /// Adds the steps at `position` that read something.
    private mutating func addSteps(
        at position: Int, _ word: [Unicode.Scalar], _ written: [Unicode.Scalar], _ model: Model
    ) {
        let scalar = word[position]
        var hasIdentity = apply(model.source.rules(from: scalar), at: position, word, written, model)
        if written[position] != scalar,
            apply(model.source.rules(from: written[position]), at: position, word, written, model)
        {
            hasIdentity = true
        }
        if !hasIdentity {
            insert(
                rule: Self.noRule, cost: ErrorModel.plainCost + rest[position + 1],
                since: Int(firstSteps[2 * position + 1]))
        }
    }

    /// Adds those of `rules`, whose first character stands at `position`, that apply there, and says whether one of them
    /// leaves that character.
    private mutating func apply(
        _ rules: Range<Int>, at position: Int, _ word: [Unicode.Scalar], _ written: [Unicode.Scalar], _ model: Model
    ) -> Bool {
        var hasIdentity = false
        for index in rules {
            let rule = model.rules[index]
            let count = Int(rule.readCount)
            guard count <= word.count - position, position == 0 || !rule.isInitial else { continue }
            if count > 1, rule.second != word[position + 1], rule.second != written[position + 1] { continue }
            if count > 2, rule.third != word[position + 2], rule.third != written[position + 2] { continue }
            if count == 1, rule.isIdentity { hasIdentity = true }
            insert(
                rule: Int32(index), cost: rule.cost + rest[position + count],
                since: Int(firstSteps[2 * position + 1]))
        }
        return hasIdentity
    }

    /// Inserts a step into the list that begins at `first` and is the last, behind those that cost no more.
    private mutating func insert(rule: Int32, cost: Float, since first: Int) {
        let step = UInt64(cost.bitPattern) << 32 | UInt64(UInt32(bitPattern: rule))
        steps.append(step)
        var index = steps.count - 1
        while index > first, steps[index - 1] >> 32 > step >> 32 {
            steps[index] = steps[index - 1]
            index -= 1
        }
        steps[index] = step
    }

    /// The place that `step` leads to; nil where no word goes on so.
    private mutating func reached(by step: SearchQueue.Step, _ word: [Unicode.Scalar], _ model: Model) -> Place? {
        var next = places[Int(step.place)]
        let rule = Int32(truncatingIfNeeded: steps[Int(step.number)])
        next.parent = step.place
        next.rule = rule
        if rule == Self.noRule {
            let scalar = word[Int(next.position)]
            next.cost += ErrorModel.plainCost
            next.position += 1
            return advance(&next, scalar, automaton.transducer.letter(scalar), names.symbol(scalar)) ? next : nil
        }
        let applied = model.rules[Int(rule)]
        next.cost += applied.cost
        next.position += applied.readCount
        for index in Int(applied.meantStart)..<Int(applied.meantStart + applied.meantCount) {
            let meant = model.meant[index]
            if !advance(&next, meant.scalar, meant.letter, meant.symbol) { return nil }
        }
        return next
    }

    @inline(__always)
    private mutating func advance(
        _ place: inout Place, _ scalar: Unicode.Scalar, _ letter: Transducer.Letter, _ symbol: UInt8
    ) -> Bool {
        if place.node != LazyAutomaton.dead {
            place.node = letter == 0 ? LazyAutomaton.dead : automaton.step(place.node, letter)
        }
        if place.name != WordGraph.dead { place.name = names.step(place.name, symbol) }
        if place.extra != WordTrie.dead { place.extra = extra.step(place.extra, scalar) }
        place.hash = (place.hash ^ UInt64(scalar.value)) &* 0x100_0000_01B3
        return place.node != LazyAutomaton.dead || place.name != WordGraph.dead || place.extra != WordTrie.dead
    }

    private func spelled(_ place: Int32, _ word: [Unicode.Scalar], _ model: Model) -> [Unicode.Scalar] {
        var backwards: [Unicode.Scalar] = []
        var index = place
        while index >= 0 {
            let place = places[Int(index)]
            if place.parent >= 0 {
                if place.rule == Self.noRule {
                    backwards.append(word[Int(place.position) - 1])
                } else {
                    let rule = model.rules[Int(place.rule)]
                    for index in (Int(rule.meantStart)..<Int(rule.meantStart + rule.meantCount)).reversed() {
                        backwards.append(model.meant[index].scalar)
                    }
                }
            }
            index = place.parent
        }
        return backwards.reversed()
    }

    private mutating func markVisited(_ key: UInt64) -> Bool {
        let key = key == 0 ? 1 : key
        var slot = Int(truncatingIfNeeded: key >> 40) & (visited.count - 1)
        while visited[slot] != 0 {
            if visited[slot] == key { return false }
            slot = (slot + 1) & (visited.count - 1)
        }
        // Half full at most, so that the loop above ends; more places than that are not looked at.
        guard visitedSlots.count * 2 < visited.count else { return false }
        visited[slot] = key
        visitedSlots.append(Int32(slot))
        return true
    }
}
