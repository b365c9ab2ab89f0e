// SPDX-License-Identifier: GPL-3.0-or-later

/// One way in which addresses are misread, and how it is put right.
struct Rule: Sendable {
    /// A short name, unique among all rules.
    let name: String
    /// Where the rule applies.
    let scope: Scope
    /// True if the rule applies to documents that are not damaged otherwise, too.
    let isForSoundText: Bool
    /// The pattern that the rule matches, and its replacement.
    let operation: Operation
    /// The rule's tests, a line each: `read → meant`, or a text that looks alike and stays as it is. ⏎ is a line's end.
    let cases: String

    /// A part of an address, or a place between two.
    enum Scope: String, Sendable, CaseIterable {
        /// The scheme and the marks behind it, and `www` where the marks ran into it.
        case scheme
        /// The host, without what stands before an @.
        case host
        /// The path, the query and the fragment.
        case path
        /// The seam of host and path.
        case country
        /// A space or a line's end within an address.
        case joining
    }

    /// A match and a rewrite.
    enum Operation: Sendable {
        /// Contexts and what is rewritten in them, in order, in the part that the rule's scope names, where the address as a
        /// whole meets a condition.
        case rewrite([Rewrite], when: @Sendable (AddressParts) -> Bool)
        /// A change of the beginning of an address, before its host is known.
        case readScheme(@Sendable (inout SchemeReading) -> Void)
        /// A change of an address that no context of fixed form describes.
        case edit(@Sendable (inout AddressParts, WordTest) -> Void)
        /// A decision on the run of characters behind an address, at seams of a stage; nil where the rule has none.
        case join(at: Seam.Stage, @Sendable (Seam) -> Joint?)

        /// Rewrites in context, in order, whatever else the address holds.
        static func rewrite(_ rewrites: Rewrite...) -> Operation { .rewrite(rewrites) { _ in true } }
    }

    /// True if the rule decides on a seam rather than on an address.
    var isJoining: Bool { if case .join = operation { true } else { false } }

    /// True if the letters, in any case, are a word of Finnish.
    typealias WordTest = ([UInt8]) -> Bool

    init(
        _ name: String, _ scope: Scope, isForSoundText: Bool = false, _ operation: Operation, cases: String
    ) {
        (self.name, self.scope, self.isForSoundText) = (name, scope, isForSoundText)
        (self.operation, self.cases) = (operation, cases)
    }
}

extension Rule {
    /// Texts that the rule mends, as they were read and as they were meant.
    var examples: [(read: String, meant: String)] {
        caseLines.compactMap { $0.count == 2 ? ($0[0], $0[1]) : nil }
    }

    /// Texts that look alike and stay as they are.
    var counterexamples: [String] { caseLines.compactMap { $0.count == 1 ? $0[0] : nil } }

    private var caseLines: [[String]] {
        cases.split(separator: "\n").map { line in
            line.split(separator: " → ").map {
                $0.split(separator: "⏎", omittingEmptySubsequences: false).joined(separator: "\n")
            }
        }
    }
}

extension Rule {
    /// Mends `address`, where this is a rule that does so.
    func mend(_ address: inout AddressParts, isWord: WordTest) {
        switch operation {
        case .rewrite(let rewrites, let condition):
            guard condition(address) else { return }
            for rewrite in rewrites {
                if scope == .host { rewrite.apply(to: &address.host) } else { rewrite.apply(to: &address.path) }
            }
        case .edit(let change): change(&address, isWord)
        case .readScheme, .join: break
        }
    }
}

/// A rewriting in context, *read → meant / left _ right* in the notation of phonology: `read` becomes `meant` where `left`
/// stands before it and `right` behind.
struct Rewrite: Sendable {
    private let read: BytePattern
    private let meant: [UInt8]
    private let left: BytePattern
    private let right: BytePattern
    private let exceptions: [BytePattern]

    /// - Parameters:
    ///   - read: What is replaced; of fixed length.
    ///   - meant: What takes its place, as it stands.
    ///   - left: What stands before it, and is kept.
    ///   - right: What stands behind it, and is kept.
    ///   - exceptions: What may not stand before it.
    init(
        _ read: String, to meant: String, left: String = "", right: String = "", exceptBehind exceptions: [String] = []
    ) {
        self.read = BytePattern(read)
        self.meant = Array(meant.utf8)
        self.left = BytePattern(left)
        self.right = BytePattern(right)
        self.exceptions = exceptions.map(BytePattern.init)
    }

    /// Rewrites `bytes` at each place that matches, from left to right.
    func apply(to bytes: inout [UInt8]) {
        guard let length = read.length else { return }
        var place = 0
        while place + length <= bytes.count {
            guard read.matches(bytes, from: place), left.matches(bytes, upTo: place),
                right.matches(bytes, from: place + length),
                !exceptions.contains(where: { $0.matches(bytes, upTo: place) })
            else {
                place += 1
                continue
            }
            bytes.replaceSubrange(place..<(place + length), with: meant)
            place += max(meant.count, 1)
        }
    }
}
