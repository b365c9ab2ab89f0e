// SPDX-License-Identifier: GPL-3.0-or-later

/// A list of words in memory that the decoder can walk letter by letter: a document's or a collection's own words.
struct WordTrie: Sendable {
    typealias Node = Int32

    static let dead: Node = -1
    static let start: Node = 0

    private var firstChild: [Node] = [dead]
    private var sibling: [Node] = [dead]
    private var letters: [UInt32] = [0]
    private var finals: [Bool] = [false]

    init() {}

    var isEmpty: Bool { letters.count == 1 }

    /// Adds `word`, in lower case.
    mutating func insert(_ word: some Sequence<Unicode.Scalar>) {
        var node = Self.start
        for scalar in word {
            var child = step(node, scalar)
            if child == Self.dead {
                child = Node(letters.count)
                letters.append(scalar.value)
                sibling.append(firstChild[Int(node)])
                firstChild.append(Self.dead)
                finals.append(false)
                firstChild[Int(node)] = child
            }
            node = child
        }
        if node != Self.start { finals[Int(node)] = true }
    }

    /// The node behind `scalar`.
    @inline(__always)
    func step(_ node: Node, _ scalar: Unicode.Scalar) -> Node {
        guard node >= 0 else { return Self.dead }
        var child = firstChild[Int(node)]
        while child != Self.dead, letters[Int(child)] != scalar.value { child = sibling[Int(child)] }
        return child
    }

    /// True if a word ends in `node`.
    func isFinal(_ node: Node) -> Bool { node >= 0 && finals[Int(node)] }
}
