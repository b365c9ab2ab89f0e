// SPDX-License-Identifier: GPL-3.0-or-later

/// A word that may have been meant, and what the error model says about reading it as it was read.
struct Decoding: Hashable, Sendable {
    /// The word, in lower case.
    var word: [Unicode.Scalar]
    /// −ln P(read | word), in nats.
    var cost: Float
    /// Whether Voikko's transducer accepts the word; else it comes from a word list.
    var isMorphological: Bool
}

/// Finds the words that may have been meant: the confusions of an error model intersected with Voikko's transducer and
/// with word lists, by A* with the exact cost of the rest of the word as its heuristic.
struct Decoder {
    /// How far a search goes.
    struct Effort {
        /// Words costlier than the best by more than this are left out, in nats.
        var beam: Float = 11
        /// The most places looked at.
        var nodes = 1_000
        /// The most words returned.
        var words = 30
    }

    /// An error model with its characters turned into letters of the transducer and symbols of the word list.
    struct Model {
        fileprivate struct Rule {
            var cost: Float
            var readCount: Int32
            var meantStart: Int32
            var meantCount: Int32
        }
        let source: ErrorModel
        fileprivate var rules: [Rule] = []
        fileprivate var letters: [Transducer.Letter] = []
        fileprivate var symbols: [UInt8] = []
        fileprivate var scalars: [Unicode.Scalar] = []
        fileprivate let insertions: [Int32]

        fileprivate init(_ source: ErrorModel, transducer: Transducer, names: WordGraph) {
            self.source = source
            for rule in source.rules {
                rules.append(
                    Rule(
                        cost: rule.cost, readCount: Int32(rule.read.count), meantStart: Int32(letters.count),
                        meantCount: Int32(rule.meant.count)))
                for scalar in rule.meant {
                    letters.append(transducer.letter(scalar))
                    symbols.append(names.symbol(scalar))
                    scalars.append(scalar)
                }
            }
            insertions = source.insertions.flatMap { $0.map(Int32.init) }
        }
    }

    private struct Place {
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

    private var places: [Place] = []
    private var heap: [UInt64] = []
    private var rest: [Float] = []
    private var applicable: [Int32] = []
    private var firstApplicable: [Int] = []
    private var visited = [UInt64](repeating: 0, count: 1 << 14)
    private var visitedSlots: [Int] = []

    init(transducer: Transducer, names: WordGraph) {
        automaton = LazyAutomaton(transducer: transducer)
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
        places.removeAll(keepingCapacity: true)
        heap.removeAll(keepingCapacity: true)
        for slot in visitedSlots { visited[slot] = 0 }
        visitedSlots.removeAll(keepingCapacity: true)
        push(
            Place(
                cost: 0, position: 0, node: LazyAutomaton.start, name: names.start,
                extra: extra.isEmpty ? WordTrie.dead : WordTrie.start, parent: -1, rule: Self.noRule,
                hash: 0xCBF2_9CE4_8422_2325))
        var found: [Decoding] = []
        var limit: Float = 80
        var popped = 0
        while let next = pop(), popped < effort.nodes {
            let place = places[Int(next)]
            if place.cost + rest[Int(place.position)] > limit { break }
            guard markVisited(place.hash &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(place.position + 1)) else { continue }
            popped += 1
            if Int(place.position) == word.count {
                let morphological = place.node != LazyAutomaton.dead && automaton.isFinal(place.node)
                if morphological || names.isFinal(place.name) || extra.isFinal(place.extra) {
                    if found.isEmpty { limit = place.cost + effort.beam }
                    found.append(
                        Decoding(word: spelled(next, word, model), cost: place.cost, isMorphological: morphological))
                    if found.count >= effort.words { break }
                }
            } else {
                let position = Int(place.position)
                for index in firstApplicable[position]..<firstApplicable[position + 1] {
                    extend(next, place, by: applicable[index], word, model, limit)
                }
            }
            let inserted = place.rule >= 0 && model.rules[Int(place.rule)].readCount == 0
            if !inserted { for rule in model.insertions { extend(next, place, by: rule, word, model, limit) } }
        }
        return found
    }

    /// Finds the rules that apply at each place of the word and the least cost of its rest.
    private mutating func prepare(_ word: [Unicode.Scalar], _ written: [Unicode.Scalar], _ model: Model) {
        applicable.removeAll(keepingCapacity: true)
        firstApplicable.removeAll(keepingCapacity: true)
        for (position, scalar) in word.enumerated() {
            firstApplicable.append(applicable.count)
            var hasIdentity = false
            func apply(_ index: Int) {
                let rule = model.source.rules[index]
                guard rule.read.count <= word.count - position, position == 0 || !rule.isInitial else { return }
                if rule.read.count > 1 {
                    for (offset, read) in rule.read.enumerated()
                    where read != word[position + offset] && read != written[position + offset] {
                        return
                    }
                }
                if rule.read.count == 1, rule.isIdentity { hasIdentity = true }
                applicable.append(Int32(index))
            }
            for index in model.source.rules(from: scalar) { apply(index) }
            if written[position] != scalar { for index in model.source.rules(from: written[position]) { apply(index) } }
            if !hasIdentity { applicable.append(Self.noRule) }
        }
        firstApplicable.append(applicable.count)
        rest = [Float](repeating: 1e9, count: word.count + 1)
        rest[word.count] = 0
        for position in stride(from: word.count - 1, through: 0, by: -1) {
            for index in firstApplicable[position]..<firstApplicable[position + 1] {
                let rule = applicable[index]
                if rule == Self.noRule {
                    rest[position] = min(rest[position], ErrorModel.plainCost + rest[position + 1])
                } else {
                    let (cost, count) = (model.rules[Int(rule)].cost, Int(model.rules[Int(rule)].readCount))
                    rest[position] = min(rest[position], cost + rest[position + count])
                }
            }
        }
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
            for index in Int(step.meantStart)..<Int(step.meantStart + step.meantCount)
            where !advance(&next, model.scalars[index], model.letters[index], model.symbols[index]) {
                return
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
                    let meant = Int(rule.meantStart)..<Int(rule.meantStart + rule.meantCount)
                    backwards.append(contentsOf: model.scalars[meant].reversed())
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
        guard let top = heap.first else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
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
        visitedSlots.append(slot)
        return true
    }
}
