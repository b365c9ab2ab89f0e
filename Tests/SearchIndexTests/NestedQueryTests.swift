// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import SearchIndex
import TestSupport
import Testing

/// Queries of operators within operators.
@Suite struct NestedQueryTests {
    private struct Missing: Error {}

    static let letters = ["a", "b", "c", "d", "e", "f", "g", "h"]

    @Test func areReadAsTheirOperatorsSayWhateverUnwrittenMemoryHolds() throws {
        try fillMemory(with: 0x40)
        defer { try? fillMemory(with: 0) }
        var random = SeededRandom(16)
        let documents = (1...300).map { number in
            (number, Self.letters.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }.shuffled(using: &random))
        }
        let folder = TemporaryFolder()
        try makeIndex(
            folder.index, documents.map { document(String($0.0), $0.1.joined(separator: " ")) })
        let reader = try IndexReader(folder: folder.index)
        for _ in 0..<2000 {
            let query = Self.query(depth: 4, &random)
            let wanted = documents.filter { Self.matches(query, $0.1) }.map { String($0.0) }
            for weighting in [Weighting.boolean, MatchOptions().weighting] {
                let found = try ids(reader, query, MatchOptions(limit: 300, weighting: weighting))
                #expect(Set(found) == Set(wanted), "\(query)")
            }
        }
    }

    /// Lets the process fill memory that is freed with `byte`, and new memory with its complement: eight bytes of 0x40 are
    /// the number 32.5. With 0 it does neither.
    private func fillMemory(with byte: UInt8) throws {
        typealias SetOption = @convention(c) (Int32, Int32) -> Int32
        // Glibc's module has no `malloc.h`, which says that M_PERTURB is -6.
        guard let symbol = unsafe dlsym(nil, "mallopt") else { throw Missing() }
        _ = unsafe unsafeBitCast(symbol, to: SetOption.self)(-6, Int32(byte))
    }

    /// A query of at most `depth` operators within each other.
    static func query(depth: Int, _ random: inout SeededRandom) -> IndexQuery {
        func part() -> IndexQuery { query(depth: depth - 1, &random) }
        func letter() -> IndexQuery { .term(letters.randomElement(using: &random) ?? "a") }
        guard depth > 0 else { return letter() }
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return .and([part(), part()])
        case 1: return .or([part(), part(), part()])
        case 2: return .max([part(), part()])
        case 3: return .synonym([letter(), letter()])
        case 4, 5: return .andNot(part(), part())
        case 6: return .andMaybe(part(), part())
        case 7: return .filter(part(), part())
        case 8: return .phrase([.or([letter(), letter()]), .or([letter(), letter()])], window: 2)
        default: return .scaled(part(), by: 0.5)
        }
    }

    /// True if a document of the words `words`, in this order, matches `query`.
    static func matches(_ query: IndexQuery, _ words: [String]) -> Bool {
        switch query {
        case .term(let term, _): words.contains(term)
        case .and(let parts): parts.allSatisfy { matches($0, words) }
        case .or(let parts), .max(let parts), .synonym(let parts): parts.contains { matches($0, words) }
        case .andNot(let first, let second): matches(first, words) && !matches(second, words)
        case .andMaybe(let first, _): matches(first, words)
        case .filter(let first, let second): matches(first, words) && matches(second, words)
        case .phrase(let parts, _):
            zip(words, words.dropFirst()).contains { matches(parts[0], [$0]) && matches(parts[1], [$1]) }
        case .scaled(let inner, _): matches(inner, words)
        default: false
        }
    }
}
