// SPDX-License-Identifier: GPL-3.0-or-later

/// The transducer made deterministic as far as words have asked: sets of its states get numbers, and steps between
/// them are remembered.
///
/// A step costs one look-up once it has been taken before. Memory is bounded: past ``limit`` everything is forgotten by
/// ``trim()``, which must not be called while numbers are held.
struct LazyAutomaton {
    /// A set of the transducer's states; ``dead`` is the empty one, ``start`` the beginning of a word.
    typealias Node = Int32

    static let dead: Node = -1
    static let start: Node = 0

    let transducer: Transducer
    /// How many 64-bit words of states and transitions are remembered at most (about 24 MB).
    private let limit = 1 << 21

    /// The states of each node, one node after the other.
    private var members: [UInt64] = []
    private var firstMember: [Int32] = [0]
    /// What leaves each node: letter in the top 8 bits, state below; sorted. Empty until the node is stepped from.
    private var arcs: [UInt64] = []
    private var firstArc: [Int32] = []
    private var endArc: [Int32] = []
    private var finals: [Bool] = []
    private var nodeTable: [Node] = []
    private var stepKeys: [UInt64] = []
    private var stepNodes: [Node] = []
    private var stepCount = 0
    private var closure = StateTable()
    private var fresh: [UInt64] = []

    init(transducer: Transducer) {
        self.transducer = transducer
        reset()
    }

    private mutating func reset() {
        members.removeAll(keepingCapacity: true)
        firstMember = [0]
        arcs.removeAll(keepingCapacity: true)
        firstArc.removeAll(keepingCapacity: true)
        endArc.removeAll(keepingCapacity: true)
        finals.removeAll(keepingCapacity: true)
        nodeTable = [Node](repeating: Self.dead, count: 1 << 12)
        stepKeys = [UInt64](repeating: 0, count: 1 << 12)
        stepNodes = [Node](repeating: Self.dead, count: 1 << 12)
        stepCount = 0
        fresh = [0]
        _ = node(ofFresh: ())
    }

    /// Forgets everything where too much has been remembered. Call it between words only.
    mutating func trim() {
        if members.count + arcs.count + stepKeys.count * 2 > limit { reset() }
    }

    /// Whether a word may end in `node`.
    mutating func isFinal(_ node: Node) -> Bool {
        expand(node)
        return finals[Int(node)]
    }

    /// The node behind `letter`.
    @inline(__always)
    mutating func step(_ node: Node, _ letter: Transducer.Letter) -> Node {
        // A key is never 0: letters begin at 1.
        let key = UInt64(UInt32(bitPattern: node)) << 8 | UInt64(letter)
        let mask = stepKeys.count - 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while stepKeys[slot] != 0 {
            if stepKeys[slot] == key { return stepNodes[slot] }
            slot = (slot + 1) & mask
        }
        return takeStep(node, letter, key)
    }

    /// Whether `word` is accepted.
    mutating func accepts(_ word: some Sequence<Unicode.Scalar>) -> Bool {
        var node = Self.start
        for scalar in word {
            let letter = transducer.letter(scalar)
            guard letter != 0 else { return false }
            node = step(node, letter)
            if node == Self.dead { return false }
        }
        return isFinal(node)
    }

    private mutating func takeStep(_ node: Node, _ letter: Transducer.Letter, _ key: UInt64) -> Node {
        expand(node)
        fresh.removeAll(keepingCapacity: true)
        let lowest = UInt64(letter) << 56
        var low = Int(firstArc[Int(node)])
        let end = Int(endArc[Int(node)])
        var high = end
        while low < high {
            let middle = (low + high) / 2
            if arcs[middle] < lowest { low = middle + 1 } else { high = middle }
        }
        while low < end, arcs[low] >> 56 == UInt64(letter) {
            fresh.append(arcs[low] & 0x00FF_FFFF_FFFF_FFFF)
            low += 1
        }
        let target = fresh.isEmpty ? Self.dead : self.node(ofFresh: ())
        remember(key, target)
        return target
    }

    private mutating func remember(_ key: UInt64, _ target: Node) {
        if stepCount * 3 > stepKeys.count * 2 {
            let keys = stepKeys
            let nodes = stepNodes
            stepKeys = [UInt64](repeating: 0, count: keys.count * 2)
            stepNodes = [Node](repeating: Self.dead, count: keys.count * 2)
            stepCount = 0
            for index in keys.indices where keys[index] != 0 { remember(keys[index], nodes[index]) }
        }
        let mask = stepKeys.count - 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while stepKeys[slot] != 0 { slot = (slot + 1) & mask }
        stepKeys[slot] = key
        stepNodes[slot] = target
        stepCount += 1
    }

    /// The number of the set of states in `fresh`, which is sorted.
    private mutating func node(ofFresh: ()) -> Node {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        for state in fresh { hash = (hash ^ state ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9 }
        hash ^= hash >> 32
        let mask = nodeTable.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while nodeTable[slot] != Self.dead {
            let node = Int(nodeTable[slot])
            let begin = Int(firstMember[node])
            if Int(firstMember[node + 1]) - begin == fresh.count {
                var same = true
                for index in fresh.indices where members[begin + index] != fresh[index] {
                    same = false
                    break
                }
                if same { return Node(node) }
            }
            slot = (slot + 1) & mask
        }
        let node = Node(firstArc.count)
        nodeTable[slot] = node
        members.append(contentsOf: fresh)
        firstMember.append(Int32(members.count))
        firstArc.append(-1)
        endArc.append(-1)
        finals.append(false)
        if firstArc.count * 2 > nodeTable.count { growNodeTable() }
        return node
    }

    private mutating func growNodeTable() {
        nodeTable = [Node](repeating: Self.dead, count: nodeTable.count * 2)
        let mask = nodeTable.count - 1
        for node in 0..<firstArc.count {
            var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
            for index in Int(firstMember[node])..<Int(firstMember[node + 1]) {
                hash = (hash ^ members[index] ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9
            }
            hash ^= hash >> 32
            var slot = Int(truncatingIfNeeded: hash) & mask
            while nodeTable[slot] != Self.dead { slot = (slot + 1) & mask }
            nodeTable[slot] = Node(node)
        }
    }

    /// Finds all that leaves `node`, past empty transitions and flags.
    private mutating func expand(_ node: Node) {
        let number = Int(node)
        guard firstArc[number] < 0 else { return }
        closure.removeAll()
        for member in Int(firstMember[number])..<Int(firstMember[number + 1]) { closure.append(members[member]) }
        let begin = arcs.count
        var final = false
        var next = 0
        while next < closure.states.count {
            let state = closure.states[next]
            next += 1
            transducer.forEachTransition(of: Int(state & 0xFF_FFFF)) { transition in
                switch transducer.follow(transition, from: state) {
                case .final: final = true
                case .closed: break
                case .empty(let behind): if closure.index(behind) < 0 { closure.append(behind) }
                case .letter(let letter, let behind): arcs.append(UInt64(letter) << 56 | behind)
                }
            }
        }
        arcs[begin...].sort()
        var kept = begin
        for index in begin..<arcs.count where index == begin || arcs[index] != arcs[index - 1] {
            arcs[kept] = arcs[index]
            kept += 1
        }
        arcs.removeLast(arcs.count - kept)
        firstArc[number] = Int32(begin)
        endArc[number] = Int32(arcs.count)
        finals[number] = final
    }
}
