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
struct Decoder: ~Copyable {
    /// The bounds of a search.
    struct Effort {
        /// Words costlier than the best by more than this are left out, in nats.
        var beam: Float = 11
        /// The most places looked at.
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
    private var heap = UncheckedArray<UInt64>()
    private var rest = UncheckedArray<Float>(repeating: 0, count: Self.longest + 1)
    private var applicable = UncheckedArray<Int32>()
    private var firstApplicable = UncheckedArray<Int32>()
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
        heap.truncate(to: 0)
        for index in 0..<visitedSlots.count { visited[Int(visitedSlots[index])] = 0 }
        visitedSlots.truncate(to: 0)
        push(
            Place(
                cost: 0, position: 0, node: LazyAutomaton.start, name: names.start,
                extra: extra.isEmpty ? WordTrie.dead : WordTrie.start, parent: -1, rule: Self.noRule,
                hash: 0xCBF2_9CE4_8422_2325))
        var found: [Decoding] = []
        var limit = effort.limit
        var popped = 0
        while let next = pop(), popped < effort.nodes {
            let place = places[Int(next)]
            if place.cost + rest[Int(place.position)] > limit { break }
            guard markVisited(place.hash &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(place.position + 1)) else { continue }
            popped += 1
            if Int(place.position) == word.count {
                let finality = place.node == LazyAutomaton.dead ? .none : automaton.finality(place.node)
                let morphological = finality != .none
                if morphological || names.isFinal(place.name) || extra.isFinal(place.extra) {
                    if found.isEmpty { limit = min(limit, place.cost + effort.beam) }
                    found.append(
                        Decoding(
                            word: spelled(next, word, model), cost: place.cost, isMorphological: morphological,
                            isCertain: finality == .certain || finality == .name))
                    if found.count >= effort.words { break }
                }
            } else {
                let position = Int(place.position)
                for index in Int(firstApplicable[position])..<Int(firstApplicable[position + 1]) {
                    extend(next, place, by: applicable[index], word, model, limit)
                }
            }
            let inserted = place.rule >= 0 && model.rules[Int(place.rule)].readCount == 0
            if !inserted {
                for rule in model.insertions { extend(next, place, by: Int32(rule), word, model, limit) }
            }
        }
        return found
    }

    /// Finds the rules that apply at each place of the word and the least cost of its rest.
    private mutating func prepare(_ word: [Unicode.Scalar], _ written: [Unicode.Scalar], _ model: Model) {
        applicable.truncate(to: 0)
        firstApplicable.truncate(to: 0)
        for position in word.indices {
            let scalar = word[position]
            firstApplicable.append(Int32(applicable.count))
            var hasIdentity = apply(model.source.rules(from: scalar), at: position, word, written, model)
            if written[position] != scalar,
                apply(model.source.rules(from: written[position]), at: position, word, written, model)
            {
                hasIdentity = true
            }
            if !hasIdentity { applicable.append(Self.noRule) }
        }
        firstApplicable.append(Int32(applicable.count))
        rest[word.count] = 0
        for position in stride(from: word.count - 1, through: 0, by: -1) {
            var least: Float = 1e9
            for index in Int(firstApplicable[position])..<Int(firstApplicable[position + 1]) {
                let rule = Int(applicable[index])
                if rule < 0 {
                    least = min(least, ErrorModel.plainCost + rest[position + 1])
                } else {
                    least = min(least, model.rules[rule].cost + rest[position + Int(model.rules[rule].readCount)])
                }
            }
            rest[position] = least
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
            applicable.append(Int32(index))
        }
        return hasIdentity
    }

    private mutating func extend(
        _ parent: Int32, _ place: Place, by rule: Int32, _ word: [Unicode.Scalar], _ model: Model, _ limit: Float
    ) {
        var next = place
        next.parent = parent
        next.rule = rule
        if rule == Self.noRule {
            next.cost += ErrorModel.plainCost
            next.position += 1
            let scalar = word[Int(place.position)]
            if !advance(&next, scalar, automaton.transducer.letter(scalar), names.symbol(scalar)) { return }
        } else {
            let step = model.rules[Int(rule)]
            next.cost += step.cost
            next.position += step.readCount
            if next.cost + rest[Int(next.position)] > limit { return }
            for index in Int(step.meantStart)..<Int(step.meantStart + step.meantCount) {
                let meant = model.meant[index]
                if !advance(&next, meant.scalar, meant.letter, meant.symbol) { return }
            }
        }
        if next.cost + rest[Int(next.position)] > limit || places.count > 40_000 { return }
        push(next)
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

    // MARK: - The queue: a binary heap of (cost, place), both packed into 64 bits; costs are never negative.

    private mutating func push(_ place: Place) {
        let key = UInt64((place.cost + rest[Int(place.position)]).bitPattern) << 32 | UInt64(places.count)
        places.append(place)
        heap.append(key)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            if heap[parent] <= key { break }
            heap[child] = heap[parent]
            child = parent
        }
        heap[child] = key
    }

    private mutating func pop() -> Int32? {
        guard heap.count > 0 else { return nil }
        let top = heap[0]
        let last = heap.removeLast()
        if heap.count > 0 {
            var parent = 0
            while true {
                var child = 2 * parent + 1
                if child >= heap.count { break }
                if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
                if heap[child] >= last { break }
                heap[parent] = heap[child]
                parent = child
            }
            heap[parent] = last
        }
        return Int32(truncatingIfNeeded: top & 0xFFFF_FFFF)
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
