// SPDX-License-Identifier: GPL-3.0-or-later

/// Voikko's transducer determinized lazily: sets of its states get numbers as words ask for them, and steps between them
/// are kept.
///
/// A step costs one look-up once it has been taken before. Memory is bounded by `limit` as long as ``trim()`` is called
/// between words. One owner, for one thread at a time; ``Transducer`` may be shared.
public struct LazyAutomaton: ~Copyable {
    /// A set of the transducer's states; ``dead`` is the empty one, ``start`` the beginning of a word. Valid until
    /// ``trim()``.
    public typealias Node = Int32

    /// Degrees of certainty that a word may end at a node.
    public enum Finality: UInt8, Sendable {
        /// It may not.
        case none
        /// The transducer accepts it, which does not say yet that Voikko does.
        case doubtful
        /// Voikko accepts it with a capital, as a name.
        case name
        /// Voikko accepts it, too, in small letters: no name, and no compound that wants a hyphen.
        case certain
    }

    /// A node.
    @usableFromInline struct Known: BitwiseCopyable {
        /// Its letters, as bits of their numbers' lowest six; 0 until it is stepped from.
        @usableFromInline var letters: UInt64 = 0
        var firstMember: Int32
        var memberCount: UInt16
        /// The letter that leads here, and the one before it where that is a hyphen.
        var last: Transducer.Letter
        var before: Transducer.Letter
        /// A ``Finality``, known where `letters` is not 0.
        var finality: UInt8 = 0
    }

    /// Node (24 bits) and letter (8) to the node behind.
    @usableFromInline enum StepLayout: PackedMapLayout {
        @inlinable @inline(__always)
        static var valueBits: UInt64 { 32 }
        /// The steps of a node lie next to each other: error models ask for several letters behind one place.
        @inlinable @inline(__always)
        static func hash(_ key: UInt64) -> Int {
            let hash = ((key >> 8) &* 0x9E37_79B9_7F4A_7C15) >> 32
            return Int(truncatingIfNeeded: hash << 3 | key & 7)
        }
    }

    /// The empty set of states.
    @inlinable public static var dead: Node { -1 }
    /// The beginning of a word.
    @inlinable public static var start: Node { 0 }
    /// A bit of ``Known/letters`` and the like that no look-up asks for: letters begin at 1.
    private static let looked: UInt64 = 1
    /// No node has more states, and no letter of ``seams(of:)`` reaches more: it is 280 at most in voikko-fi, and putting
    /// them in order takes the square of that. A damaged file may have any number.
    private static let mostMembers = 4_000

    /// The transducer that is walked.
    public let transducer: Transducer
    /// The most bytes that are held, about.
    private let limit: Int

    private var states: StateArcs
    @usableFromInline var nodes = UncheckedArray<Known>()
    /// The states of each node by their numbers, one node after the other.
    private var members = UncheckedArray<Int32>()
    /// Hashes of nodes' states, by the nodes' numbers.
    private var sets = Interner(slots: 1 << 12)
    @usableFromInline var steps = PackedMap<StepLayout>(slots: Self.fewestSlots)
    private static let fewestSlots = 1 << 13
    private var fresh = UncheckedArray<Int32>()
    /// The states that ``seams(of:)`` reaches with a letter, and with the one before.
    private var layer = SeamLayer()
    private var nextLayer = SeamLayer()

    /// An automaton of at most about `limit` bytes.
    public init(transducer: Transducer, limit: Int) {
        self.transducer = transducer
        self.limit = limit
        states = StateArcs(transducer: transducer)
        reset()
    }

    private mutating func reset() {
        if states.bytes * 2 > limit || states.isNearlyFull { states.removeAll() }
        nodes.truncate(to: 0)
        members.truncate(to: 0)
        sets.removeAll()
        // A table that alone were too large would have everything removed between any two words.
        if steps.bytes * 2 > limit { steps = PackedMap(slots: Self.fewestSlots) } else { steps.removeAll() }
        fresh.truncate(to: 0)
        fresh.append(states.start)
        _ = nodeOfFresh(0, before: 0)
    }

    /// Removes all nodes where more than the limit is held; nodes' numbers are then invalid. Call it between words.
    public mutating func trim() {
        if states.bytes + nodes.count * 28 + members.count * 4 + steps.bytes > limit
            || nodes.count > 1 << 23 || states.isNearlyFull
        {
            reset()
        }
    }

    /// The certainty that a word may end at `node`, which is not ``dead``.
    public mutating func finality(_ node: Node) -> Finality {
        if nodes[Int(node)].letters == 0 { look(node) }
        return Finality(rawValue: nodes[Int(node)].finality) ?? .none
    }

    /// The node behind `letter`, which is not 0, from `node`, which is not ``dead``.
    @inlinable @inline(__always)
    public mutating func step(_ node: Node, _ letter: Transducer.Letter) -> Node {
        let letters = nodes[Int(node)].letters
        if letters != 0, letters >> UInt64(letter & 63) & 1 == 0 { return Self.dead }
        let key = UInt64(UInt32(bitPattern: node) << 8 | UInt32(letter))
        if let target = steps.value(of: key) { return Int32(truncatingIfNeeded: target) }
        return takeStep(node, letter, key)
    }

    /// The certainty that `word` is accepted.
    @inlinable
    public mutating func accepts(_ word: some Sequence<Unicode.Scalar>) -> Finality {
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
    /// word is not accepted. Seams from letter 64 on are not told.
    public mutating func seams(of word: [Unicode.Scalar]) -> UInt64? {
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

    @usableFromInline @inline(never)
    mutating func takeStep(_ node: Node, _ letter: Transducer.Letter, _ key: UInt64) -> Node {
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
        steps.add(UInt64(UInt32(bitPattern: target)), for: key)
        return target
    }

    /// The number of the set of states in `fresh`, to which `letter` leads.
    private mutating func nodeOfFresh(_ letter: Transducer.Letter, before: Transducer.Letter) -> Node {
        states.tidy(&fresh)
        var hash = UInt64(letter) << 8 | UInt64(before)
        for index in 0..<fresh.count { hash = Self.mixed(hash, fresh[index]) }
        // Sets of one hash, should there be any, take the hashes that follow.
        while true {
            let node = sets.find(hash)
            if node < 0 { break }
            if isFresh(nodes[Int(node)], letter, before) { return node }
            hash &+= 1
        }
        let node = sets.number(of: hash)
        nodes.append(
            Known(
                firstMember: Int32(members.count), memberCount: UInt16(fresh.count), last: letter, before: before))
        for index in 0..<fresh.count { members.append(fresh[index]) }
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
}
