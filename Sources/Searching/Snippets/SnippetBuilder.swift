// SPDX-License-Identifier: GPL-3.0-or-later

/// The part of a text that shows best why it matches.
public struct Snippet: Hashable, Sendable {
    /// The fragments on one line, joined by ` … `. The text's own `«` and `»`, which writers mark matches with, are `‹`
    /// and `›` here.
    public var text: String
    /// The places of matches: half-open UTF-8 offsets of ``text``, rising, without overlaps.
    public var matches: [Range<Int>] = []
    /// The UTF-8 offset in the whole text of the first fragment.
    public var offset: Int
}

/// Chooses snippets.
///
/// The window that holds the most of the query's words wins; then the one of greater weight, then the one where they
/// stand closer, then the earlier. Where no one window holds all words, two or three shorter ones are joined.
public struct SnippetBuilder: Sendable {
    /// About how many characters (Unicode scalars) of text a snippet has in all.
    public var length: Int
    /// The most fragments.
    public var fragments: Int

    /// A builder of snippets of about `length` characters, at least 20, in at most `fragments` fragments.
    public init(length: Int = 220, fragments: Int = 3) {
        self.length = max(length, 20)
        self.fragments = max(fragments, 1)
    }

    /// The snippet of `text`; without matches the text's beginning.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - matches: where the query's words stand in it, by rising offset, as ``WordMatcher`` gives them.
    ///   - together: whether the query asks for its words side by side (a phrase, NEAR), so that closeness counts
    ///     above weight.
    /// - Returns: the snippet; an empty one of an empty text. Cost: linear in the matches, and one quick pass over the
    ///   text up to the last of them.
    public func snippet(of text: String, matches: [TextMatch], together: Bool = false) -> Snippet {
        var text = text
        return text.withUTF8 { bytes in
            let bytes = unsafe bytes.span
            return snippet(of: bytes, places: matches, together: together) { fragment in
                matches.filter { $0.range.overlaps(fragment) }
            }
        }
    }

    /// The same of a text's bytes, where the matches that choose the fragments are not all there are: `marks` gives those
    /// of a fragment, by rising offset. Where it finds none, those that chose it are marked.
    func snippet(
        of bytes: Span<UInt8>, places: [TextMatch], together: Bool, marks: (Range<Int>) -> [TextMatch]
    ) -> Snippet {
        let ranges = fragments(of: bytes, places, together: together)
        var matches: [TextMatch] = []
        for range in ranges {
            let marked = marks(range)
            matches += marked.isEmpty ? places.filter { $0.range.overlaps(range) } : marked
        }
        return SnippetWriter.write(ranges, of: bytes, matches: matches)
    }

    /// The fragments of a text that a snippet of it is made of, by rising offset.
    private func fragments(of bytes: Span<UInt8>, _ matches: [TextMatch], together: Bool) -> [Range<Int>] {
        guard !matches.isEmpty else { return [SnippetEdges.fragment(bytes, around: 0..<0, length: length)] }
        let windows = MatchWindows(of: matches, in: bytes, width: length)
        var best: [Range<Int>] = []
        var bestCovered = 0
        for count in 1...self.fragments {
            let width = length / count
            var covered = Set<Int>()
            var chosen: [Range<Int>] = []
            for _ in 0..<count {
                guard let window = windows.best(width: width * 4 / 5, without: covered, together: together) else {
                    break
                }
                covered.formUnion(matches[window].map(\.matched.word))
                let start = matches[window.lowerBound].range.lowerBound
                chosen.append(start..<matches[window.upperBound - 1].range.upperBound)
            }
            if covered.count > bestCovered {
                bestCovered = covered.count
                best = chosen.map { SnippetEdges.fragment(bytes, around: $0, length: width) }
            }
            if covered.count == windows.words.count { break }
        }
        var joined: [Range<Int>] = []
        for range in best.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, range.lowerBound <= last.upperBound + 1 {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        return joined
    }
}
