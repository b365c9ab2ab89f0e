// SPDX-License-Identifier: GPL-3.0-or-later
internal import VoikkoTransducer

/// The transducer made deterministic as far as words have asked: sets of its states get numbers, and steps between
/// them are remembered.
///
/// A step costs one look-up once it has been taken before. Memory is bounded: past ``limit`` everything is forgotten by
/// ``trim()``, which must not be called while numbers are held.
struct LazyAutomaton: ~Copyable {
    /// A set of the transducer's states; ``dead`` is the empty one, ``start`` the beginning of a word.
    typealias Node = Int32

    /// Whether a word may end somewhere.
    enum Finality: UInt8 {
        /// It may not.
        case none
        /// The transducer accepts it, which does not say yet that Voikko does.
        case doubtful
        /// Voikko accepts it with a capital, as a name.
        case name
        /// Voikko accepts it, too, in small letters: no name, and no compound that wants a hyphen.
        case certain
    }

    /// What is known of a node.
    struct Known {
        /// Its letters, as bits of their number's lowest six; 0 until it is stepped from.
        var letters: UInt64 = 0
        var firstMember: Int32
        var memberCount: UInt16
        /// The letter that leads here, and the one before it where that is a hyphen.
        var last: Transducer.Letter
        var before: Transducer.Letter
        /// A ``Finality``, known where `letters` is not 0.
        var finality: UInt8 = 0
    }

    static let dead: Node = -1
    static let start: Node = 0
    /// A bit of ``Known/letters`` and the like that no look-up asks for: letters begin at 1.
    private static let looked: UInt64 = 1
    /// No node has more states, and no letter of ``seams(of:)`` reaches more: it is 280 at most in voikko-fi, and putting
    /// them in order takes the square of that. A damaged file may have any number.
    private static let mostMembers = 4_000

    let transducer: Transducer
    /// How many bytes are remembered at most, about.
    private let limit: Int

    private var states: StateArcs
    private var nodes = Pool<Known>()
    /// The states of each node by their numbers, one node after the other.
    private var members = Pool<Int32>()
    private var nodeSlots = Pool<Node>(repeating: -1, count: 1 << 12)
    /// Steps taken: node and letter in the upper half, the node behind in the lower; 0 is free.
    private var steps = Pool<UInt64>(repeating: 0, count: 1 << 13)
    private var stepCount = 0
    private var fresh = Pool<Int32>()
    /// What ``seams(of:)`` reaches with a letter, and with the one before.
    private var layer = SeamLayer()
    private var nextLayer = SeamLayer()

    init(transducer: Transducer, limit: Int) {
        self.transducer = transducer
        self.limit = limit
        states = StateArcs(transducer: transducer)
        reset()
    }

    private mutating func reset() {
        if states.bytes * 2 > limit || states.isNearlyFull { states.removeAll() }
        nodes.truncate(to: 0)
        members.truncate(to: 0)
        nodeSlots.fill(with: -1)
        // Room that alone were too much would have everything forgotten between any two words.
        if steps.count * 16 > limit { steps = Pool(repeating: 0, count: 1 << 13) } else { steps.fill(with: 0) }
        stepCount = 0
        fresh.truncate(to: 0)
        fresh.append(states.start)
        _ = nodeOfFresh(0, before: 0)
    }

    /// Forgets everything where too much has been remembered. Call it between words only.
    mutating func trim() {
        if states.bytes + nodes.count * 28 + members.count * 4 + steps.count * 8 > limit
            || nodes.count > 1 << 23 || states.isNearlyFull
        {
            reset()
        }
    }

    /// Whether a word may end in `node`.
    mutating func finality(_ node: Node) -> Finality {
        if nodes[Int(node)].letters == 0 { look(node) }
        return Finality(rawValue: nodes[Int(node)].finality) ?? .none
    }

    /// The node behind `letter`, which is not 0.
    @inline(__always)
    mutating func step(_ node: Node, _ letter: Transducer.Letter) -> Node {
        let letters = nodes[Int(node)].letters
        if letters != 0, letters >> UInt64(letter & 63) & 1 == 0 { return Self.dead }
        let key = UInt32(bitPattern: node) << 8 | UInt32(letter)
        let mask = steps.count - 1
        var slot = Self.slot(key) & mask
        while true {
            let step = steps[slot]
            if UInt32(truncatingIfNeeded: step >> 32) == key { return Int32(truncatingIfNeeded: step) }
            if step == 0 { break }
            slot = (slot + 1) & mask
        }
        return takeStep(node, letter, key)
    }

    /// Whether `word` is accepted.
    mutating func accepts(_ word: some Sequence<Unicode.Scalar>) -> Finality {
        var node = Self.start
        for scalar in word {
            let letter = transducer.letter(scalar)
            guard letter != 0 else { return .none }
            node = step(node, letter)
            if node == Self.dead { return .none }
        }
        return finality(node)
    }

    /// The letters of `word` before which a compound's seam lies, as bits, in the reading with the fewest; nil where the
    /// word is not accepted.
    mutating func seams(of word: [Unicode.Scalar]) -> UInt64? {
        layer.removeAll()
        layer.reach(states.start, 0)
        for position in word.indices {
            let letter = transducer.letter(word[position])
            guard letter != 0 else { return nil }
            nextLayer.removeAll()
            for index in 0..<layer.numbers.count {
                states.step(
                    layer.numbers[index], letter, at: position, seams: layer.seams[index], into: &nextLayer)
                if nextLayer.numbers.count > Self.mostMembers { return nil }
            }
            if nextLayer.numbers.count == 0 { return nil }
            swap(&layer, &nextLayer)
        }
        var best: UInt64?
        for index in 0..<layer.numbers.count where states.letters(layer.numbers[index]).finality != 0 {
            let seams = layer.seams[index]
            if best.map({ SeamLayer.fewer(seams, than: $0) }) ?? true { best = seams }
        }
        return best
    }

    @inline(__always)
    private static func slot(_ key: UInt32) -> Int {
        // The steps of a node lie next to each other: rules ask for several letters behind one place.
        let hash = (UInt64(key >> 8) &* 0x9E37_79B9_7F4A_7C15) >> 32
        return Int(truncatingIfNeeded: hash << 3 | UInt64(key & 7))
    }

    /// Finds the letters that leave `node` and whether a word may end there.
    @inline(never)
    private mutating func look(_ node: Node) {
        var known = nodes[Int(node)]
        known.letters = Self.looked
        for index in Int(known.firstMember)..<Int(known.firstMember) + Int(known.memberCount) {
            let (letters, finality) = states.letters(members[index])
            known.letters |= letters
            known.finality = max(known.finality, finality)
        }
        nodes[Int(node)] = known
    }

    @inline(never)
    private mutating func takeStep(_ node: Node, _ letter: Transducer.Letter, _ key: UInt32) -> Node {
        let known = nodes[Int(node)]
        if known.letters == 0 {
            look(node)
            if nodes[Int(node)].letters >> UInt64(letter & 63) & 1 == 0 { return Self.dead }
        }
        fresh.truncate(to: 0)
        for index in Int(known.firstMember)..<Int(known.firstMember) + Int(known.memberCount) {
            states.step(members[index], letter, after: known.last, before: known.before, into: &fresh)
        }
        let before = letter == transducer.hyphen ? known.last : 0
        let isNode = fresh.count > 0 && fresh.count <= Self.mostMembers
        let target = isNode ? nodeOfFresh(letter, before: before) : Self.dead
        remember(key, target)
        return target
    }

    private mutating func remember(_ key: UInt32, _ target: Node) {
        if stepCount * 2 > steps.count {
            var larger = Pool<UInt64>(repeating: 0, count: steps.count * 2)
            for index in 0..<steps.count where steps[index] != 0 {
                Self.put(steps[index], into: &larger)
            }
            steps = larger
        }
        Self.put(UInt64(key) << 32 | UInt64(UInt32(bitPattern: target)), into: &steps)
        stepCount += 1
    }

    private static func put(_ step: UInt64, into steps: inout Pool<UInt64>) {
        let mask = steps.count - 1
        var slot = slot(UInt32(truncatingIfNeeded: step >> 32)) & mask
        while steps[slot] != 0 { slot = (slot + 1) & mask }
        steps[slot] = step
    }

    /// The number of the set of states in `fresh`, to which `letter` leads.
    private mutating func nodeOfFresh(_ letter: Transducer.Letter, before: Transducer.Letter) -> Node {
        states.tidy(&fresh)
        var hash = UInt64(letter) << 8 | UInt64(before)
        for index in 0..<fresh.count { hash = Self.mixed(hash, fresh[index]) }
        let mask = nodeSlots.count - 1
        var slot = Int(truncatingIfNeeded: hash >> 20) & mask
        while nodeSlots[slot] >= 0 {
            if isFresh(nodes[Int(nodeSlots[slot])], letter, before) { return nodeSlots[slot] }
            slot = (slot + 1) & mask
        }
        let node = Node(nodes.count)
        nodeSlots[slot] = node
        nodes.append(
            Known(
                firstMember: Int32(members.count), memberCount: UInt16(fresh.count), last: letter, before: before))
        for index in 0..<fresh.count { members.append(fresh[index]) }
        if nodes.count * 2 > nodeSlots.count { growNodeSlots() }
        return node
    }

    private func isFresh(_ known: Known, _ letter: Transducer.Letter, _ before: Transducer.Letter) -> Bool {
        guard known.last == letter, known.before == before, Int(known.memberCount) == fresh.count else { return false }
        for index in 0..<fresh.count where members[Int(known.firstMember) + index] != fresh[index] { return false }
        return true
    }

    @inline(__always)
    private static func mixed(_ hash: UInt64, _ number: Int32) -> UInt64 {
        let sum = (hash ^ UInt64(UInt32(bitPattern: number))) &* 0xBF58_476D_1CE4_E5B9
        return sum ^ sum >> 29
    }

    private mutating func growNodeSlots() {
        var larger = Pool<Node>(repeating: -1, count: nodeSlots.count * 2)
        let mask = larger.count - 1
        for node in 0..<nodes.count {
            let known = nodes[node]
            var hash = UInt64(known.last) << 8 | UInt64(known.before)
            for index in 0..<Int(known.memberCount) {
                hash = Self.mixed(hash, members[Int(known.firstMember) + index])
            }
            var slot = Int(truncatingIfNeeded: hash >> 20) & mask
            while larger[slot] >= 0 { slot = (slot + 1) & mask }
            larger[slot] = Node(node)
        }
        nodeSlots = larger
    }
}
