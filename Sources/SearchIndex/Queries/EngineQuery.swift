// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian

/// An ``IndexQuery`` as Xapian takes it.
@safe final class EngineQuery {
    /// The most terms and operators of a query.
    static let mostNodes = 100_000
    /// The deepest nesting. Xapian walks its queries by recursion, and a thread's stack may be as small as 512 KB.
    static let deepest = 200
    /// A merged list counts as so many terms, so that few dozens of them are made for a query.
    static let nodesOfMerged = 1_500

    let handle: OpaquePointer?
    private let path: String
    private var nodes = 0
    /// The weighting, for what does not learn it from Xapian.
    private let weighting: Weighting

    /// Builds `query`, to be weighed by `weighting`, for the shim's `reader`, which has to outlive it. `path` is the index's
    /// folder, for errors.
    init(
        _ query: IndexQuery, _ weighting: Weighting, for reader: OpaquePointer?, path: String
    ) throws(IndexError) {
        self.path = path
        self.weighting = weighting
        let made = try engine(path) { unsafe cx_query_new(reader, $0) }
        unsafe handle = made
        try push(query, depth: 1)
    }

    /// Builds a query of nothing but `words` for the walk through posting lists, terms weighed by BM25 of `k1` and `b`
    /// and all factors multiplied by `factor`. `lists` has what other queries among them find, in their order.
    init(
        ranking words: [RankedWord], lists: [WeighedList] = [], step: Double, k1: Double, b: Double, factor: Double,
        for reader: OpaquePointer?, path: String
    ) throws(IndexError) {
        self.path = path
        weighting = .boolean
        let made = try engine(path) { unsafe cx_query_new(reader, $0) }
        unsafe handle = made
        unsafe cx_query_rank_step(handle, step)
        var lists = lists[...]
        for word in words {
            let (factor, isOptional) = (word.factor * factor, word.isOptional)
            try check(factor: word.factor)
            switch word.evidence {
            case .word(let evidence):
                try add(evidence)
                _ = try engine(path) { error in
                    unsafe withUnsafePointer(to: evidence.formula) {
                        unsafe cx_query_rank_word(handle, $0, factor, isOptional, word.asked, error)
                    }
                }
            case .term(let term):
                _ = try engine(path) { error in
                    Schema.bounded(term).withBytes {
                        unsafe cx_query_rank_term(
                            handle, $0, $1, k1, b, factor, isOptional, word.isRelated, word.asked, error)
                    }
                }
            case .other:
                guard let list = lists.popFirst() else { continue }
                _ = try engine(path) { error in
                    list.documents.withElements { documents, count in
                        list.weights.withElements { weights, _ in
                            unsafe cx_query_rank_list(
                                handle, documents, weights, count, factor, isOptional, word.asked, error)
                        }
                    }
                }
            }
        }
    }

    deinit {
        unsafe cx_query_free(handle)
    }

    private func push(_ query: IndexQuery, depth: Int) throws(IndexError) {
        if case .beginning = query { nodes += Self.nodesOfMerged } else { nodes += 1 }
        guard nodes <= Self.mostNodes else {
            throw IndexError(
                .tooLarge, "The query is too large: it stands for over \(Self.mostNodes) terms and operators.",
                path: path)
        }
        guard depth <= Self.deepest else {
            throw IndexError(
                .tooLarge, "The query is nested too deeply: over \(Self.deepest) levels.", path: path)
        }
        switch query {
        case .term(let term, let count):
            _ = try engine(path) { error in
                Schema.bounded(term).withBytes { unsafe cx_query_push_term(handle, $0, $1, count, error) }
            }
        case .all: _ = try engine(path) { unsafe cx_query_push_all(handle, $0) }
        case .nothing: _ = try engine(path) { unsafe cx_query_push_nothing(handle, $0) }
        case .documents(let numbers):
            _ = try engine(path) { error in
                numbers.withElements { unsafe cx_query_push_documents(handle, $0, $1, error) }
            }
        case .and(let parts): try combine(CX_AND, parts, depth)
        case .or(let parts): try combine(CX_OR, parts, depth)
        case .max(let parts): try combine(CX_MAX, parts, depth)
        case .synonym(let parts): try combine(CX_SYNONYM, parts, depth)
        case .beginning(let beginnings): try push(beginnings)
        case .words(let words): try push(words)
        case .coordinated(let words, let step): try push(words, step: step, depth)
        case .fixed(let part, let weight):
            try check(factor: weight)
            try push(part, depth: depth + 1)
            _ = try engine(path) { unsafe cx_query_fix(handle, weight, $0) }
        case .andNot(let first, let second): try combine(CX_AND_NOT, [first, second], depth)
        case .andMaybe(let first, let second): try combine(CX_AND_MAYBE, [first, second], depth)
        case .filter(let first, let second): try combine(CX_FILTER, [first, second], depth)
        case .scaled(let part, let factor):
            try check(factor: factor)
            try push(part, depth: depth + 1)
            _ = try engine(path) { unsafe cx_query_scale(handle, factor, $0) }
        case .phrase(let parts, let window): try combine(CX_PHRASE, parts, depth, window: window)
        case .near(let parts, let window): try combine(CX_NEAR, parts, depth, window: window)
        case .valueRange(let slot, let from, let to):
            _ = try engine(path) { error in
                (from ?? []).withElements { from, fromSize in
                    (to ?? []).withElements { high, highSize in
                        unsafe cx_query_push_range(handle, slot, from, fromSize, high, highSize, to == nil, error)
                    }
                }
            }
        }
    }

    /// The merged list of the terms that begin so.
    private func push(_ beginnings: [String]) throws(IndexError) {
        for beginning in beginnings {
            _ = try engine(path) { error in
                beginning.withBytes { unsafe cx_query_add_word_term(handle, $0, $1, 1, false, false, error) }
            }
        }
        guard case .bm25 = weighting else {
            _ = try engine(path) { unsafe cx_query_push_beginnings(handle, nil, $0) }
            return
        }
        var parameters = weighting.parameters
        _ = try engine(path) { unsafe cx_query_push_beginnings(handle, &parameters, $0) }
    }

    private func check(factor: Double) throws(IndexError) {
        guard factor >= 0, factor.isFinite else {
            throw IndexError(.invalidInput, "A query cannot be weighted by \(factor).", path: path)
        }
    }

    /// Words as operators: those of which any matches, and those that add weight.
    private func push(_ words: [RankedWord]) throws(IndexError) {
        try pushAny(of: words.filter { !$0.isOptional })
        let optional = words.filter(\.isOptional)
        if optional.isEmpty { return }
        try pushAny(of: optional)
        _ = try engine(path) { unsafe cx_query_combine(handle, CX_AND_MAYBE, 2, 0, $0) }
    }

    /// Words as operators, in the order of ``IndexQuery/coordinated(_:step:)``.
    private func push(_ words: [RankedWord], step: Double, _ depth: Int) throws(IndexError) {
        try push(words)
        guard let held = IndexQuery.held(words) else { return }
        for part in [held.any, held.all] {
            try push(.fixed(part, weight: step), depth: depth + 1)
            _ = try engine(path) { unsafe cx_query_combine(handle, CX_AND_MAYBE, 2, 0, $0) }
        }
    }

    private func pushAny(of words: [RankedWord]) throws(IndexError) {
        for word in words {
            switch word.evidence {
            case .word(let evidence):
                nodes += 1
                try add(evidence)
                _ = try engine(path) { error in
                    unsafe withUnsafePointer(to: evidence.formula) { unsafe cx_query_push_word(handle, $0, error) }
                }
            case .term(let term): try push(.term(term), depth: 1)
            case .other(let query): try push(query, depth: 2)
            }
            if word.factor == 1 { continue }
            try check(factor: word.factor)
            _ = try engine(path) { unsafe cx_query_scale(handle, word.factor, $0) }
        }
        if words.isEmpty {
            _ = try engine(path) { unsafe cx_query_push_nothing(handle, $0) }
        } else if words.count > 1 {
            _ = try engine(path) { unsafe cx_query_combine(handle, CX_OR, words.count, 0, $0) }
        }
    }

    /// Hands over the terms of a word that is to come.
    private func add(_ word: WordEvidence) throws(IndexError) {
        nodes += word.members.count
        for member in word.members {
            guard member.factor > 0, member.factor.isFinite else {
                throw IndexError(.invalidInput, "A term cannot count \(member.factor) times.", path: path)
            }
            _ = try engine(path) { error in
                Schema.bounded(member.term).withBytes {
                    unsafe cx_query_add_word_term(
                        handle, $0, $1, member.factor, member.isRelated, member.tellsWholes, error)
                }
            }
        }
    }

    /// An operator without parts matches nothing, and one of a single part is that part.
    private func combine(
        _ operation: cx_operator, _ parts: [IndexQuery], _ depth: Int, window: UInt32 = 0
    ) throws(IndexError) {
        if parts.isEmpty {
            _ = try engine(path) { unsafe cx_query_push_nothing(handle, $0) }
            return
        }
        for part in parts { try push(part, depth: depth + 1) }
        if parts.count == 1 && operation != CX_SYNONYM { return }
        // Xapian takes a window from the two operators that have one, and 0 from the others.
        let window = operation == CX_PHRASE || operation == CX_NEAR ? max(window, UInt32(clamping: parts.count)) : 0
        _ = try engine(path) { unsafe cx_query_combine(handle, operation, parts.count, window, $0) }
    }
}

extension WordEvidence {
    /// The formula that the word is weighed by.
    fileprivate var formula: cx_word_formula {
        cx_word_formula(
            k1: k1, b: b, parts_only: partsOnly, part: Schema.Frequency.part, unclear: Schema.Frequency.unclear)
    }
}
