// SPDX-License-Identifier: GPL-3.0-or-later

/// Follows the words of a text and finds the compounds that share a part with a neighbour.
struct SuspendedMatches {
    /// Words with a hyphen that hangs after them, `työ-`, until the word comes whose end they borrow.
    private var heads: [Range<Int>] = []
    /// True if a conjunction, a slash or a comma stood since the first of them.
    private var isJoined = false
    /// The number of words that passed since the first of them.
    private var passed = 0
    private var previous: Range<Int>?
    private var beforePrevious: Range<Int>?

    /// Takes the text's next word, which matches as `own`, and changes the matches so far.
    mutating func take(
        _ word: Range<Int>, own: MatchedWord?, of bytes: Span<UInt8>, for matcher: inout WordMatcher,
        into result: inout [TextMatch]
    ) {
        let hangsAfter = WordScan.hangsAfter(bytes, word.upperBound)
        if let previous, !heads.isEmpty {
            passed += 1
            let gap = previous.upperBound..<word.lowerBound
            if !WordScan.isNear(bytes, gap) || passed > 8 {
                heads.removeAll(keepingCapacity: true)
            } else {
                isJoined = isJoined || WordScan.holdsSeparator(bytes, gap)
                if WordScan.isConjunction(bytes, word) {
                    isJoined = true
                } else if !hangsAfter {
                    if isJoined { borrowTail(of: word, own: own, bytes, &matcher, &result) }
                    heads.removeAll(keepingCapacity: true)
                }
            }
        }
        if hangsAfter {
            if heads.isEmpty {
                isJoined = false
                passed = 0
            }
            heads.append(word)
        } else if WordScan.hangsBefore(bytes, word.lowerBound), (own?.weight ?? 0) < 1 {
            borrowHead(for: word, own: own, bytes, &matcher, &result)
        }
        beforePrevious = previous
        previous = word
    }

    /// `työ-` … `toimintakyky`: its beginning with an end of the whole word.
    private func borrowTail(
        of word: Range<Int>, own: MatchedWord?, _ bytes: Span<UInt8>, _ matcher: inout WordMatcher,
        _ result: inout [TextMatch]
    ) {
        for head in heads {
            guard matcher.mayBegin(bytes, head, needed: head.count),
                let matched = matcher.suspended(bytes, fixed: head, cut: word, isHeadFixed: true)
            else { continue }
            let place = result.firstIndex { $0.range.lowerBound >= head.lowerBound } ?? result.endIndex
            if (own?.weight ?? 0) < 1 {
                result.removeSubrange(place...)
                result.append(TextMatch(range: head.lowerBound..<word.upperBound, matched: matched))
                return
            }
            if place == result.endIndex || result[place].range != head {
                result.insert(TextMatch(range: head, matched: matched), at: place)
            }
        }
    }

    /// `monialainen` … `-ammatillinen`: a beginning of the word before with this end.
    private func borrowHead(
        for word: Range<Int>, own: MatchedWord?, _ bytes: Span<UInt8>, _ matcher: inout WordMatcher,
        _ result: inout [TextMatch]
    ) {
        guard var whole = previous, WordScan.isNear(bytes, whole.upperBound..<word.lowerBound) else { return }
        if WordScan.isConjunction(bytes, whole) {
            guard let before = beforePrevious, WordScan.isNear(bytes, before.upperBound..<whole.lowerBound) else {
                return
            }
            whole = before
        }
        guard matcher.mayBegin(bytes, whole, needed: 2),
            let matched = matcher.suspended(bytes, fixed: word, cut: whole, isHeadFixed: false)
        else { return }
        if own != nil { result.removeLast() }
        if let last = result.last, last.range.upperBound > whole.lowerBound, last.matched.weight >= 1 {
            result.append(TextMatch(range: word, matched: matched))
            return
        }
        while let last = result.last, last.range.lowerBound >= whole.lowerBound { result.removeLast() }
        let start = max(whole.lowerBound, result.last?.range.upperBound ?? 0)
        result.append(TextMatch(range: start..<word.upperBound, matched: matched))
    }
}

extension WordMatcher {
    /// True if a word of the query begins with the first `needed` bytes of `range`, or the query's words are unknown.
    func mayBegin(_ bytes: Span<UInt8>, _ range: Range<Int>, needed: Int) -> Bool {
        mayBegin(WordScan.string(bytes, range).lowercased().utf8.prefix(needed))
    }

    /// The word of the query that one half, which is `fixed`, makes with some part of the word `cut`.
    mutating func suspended(
        _ bytes: Span<UInt8>, fixed: Range<Int>, cut: Range<Int>, isHeadFixed: Bool
    ) -> MatchedWord? {
        let hash = WordScan.hash(bytes, cut, from: WordScan.hash(bytes, fixed) &+ (isHeadFixed ? 1 : 2))
        if let answer = knownSuspended[hash] { return answer }
        let answer = suspendedAnew(bytes, fixed: fixed, cut: cut, isHeadFixed: isHeadFixed)
        knownSuspended[hash] = .some(answer)
        return answer
    }

    private func suspendedAnew(
        _ bytes: Span<UInt8>, fixed: Range<Int>, cut: Range<Int>, isHeadFixed: Bool
    ) -> MatchedWord? {
        let half = Array(WordScan.string(bytes, fixed).unicodeScalars)
        let whole = Array(WordScan.string(bytes, cut).unicodeScalars)
        // A part of a compound has two letters or more; longer words than 60 letters are none.
        guard whole.count > 4, whole.count < 60, !half.isEmpty else { return nil }
        for place in 2...(whole.count - 2) {
            let (head, tail) = isHeadFixed ? (half[...], whole[place...]) : (whole[..<place], half[...])
            guard mayMean(head, tail) else { continue }
            var word = String.UnicodeScalarView(head)
            word.append(contentsOf: tail)
            if let matched = judge(String(word)), matched.weight >= 1 { return matched }
        }
        return nil
    }

    /// True if a word of the query begins with `head` and one more letter as `tail` does, or the query's words are
    /// unknown: to judge every way to put two words together would take a dozen analyses.
    private func mayMean(_ head: ArraySlice<Unicode.Scalar>, _ tail: ArraySlice<Unicode.Scalar>) -> Bool {
        mayBegin(String(String.UnicodeScalarView(head + tail.prefix(1))).lowercased().utf8[...])
    }

    /// True if a word of the query begins with `start`, or may begin so.
    private func mayBegin(_ start: Substring.UTF8View) -> Bool {
        if words.isEmpty, prefixes.isEmpty { return true }
        return words.contains { $0.starts(with: start) }
            || prefixes.contains { $0.starts(with: start) || start.starts(with: $0) }
    }
}
