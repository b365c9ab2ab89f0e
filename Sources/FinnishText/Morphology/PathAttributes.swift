// SPDX-License-Identifier: GPL-3.0-or-later

/// The attributes of a whole word, by the tags of its path: those of its last part.
struct PathAttributes {
    private(set) var wordClass: OutputSymbol.WordClass?
    private(set) var grammaticalCase: Inflection.Case?
    private(set) var number: Inflection.Number?
    private(set) var mood: Inflection.Mood?
    private(set) var participle: OutputSymbol.Participle?
    private var isCompared = false
    private var isAdverbial = false
    private var isClassSet = false
    private var isBehindJoint = false

    /// Reads the tags from the last to the first.
    init(of path: MorphologyPath) {
        for index in path.symbols.indices.reversed() where path.symbols[index].scalar == "\0" {
            read(index, of: path)
            if path.starts[index] < 3 { break }
        }
        if participle == .pastPassive { wordClass = .adjective }
        if grammaticalCase == .adverbial { number = nil }
    }

    private mutating func read(_ index: Int, of path: MorphologyPath) {
        switch path.symbols[index].kind {
        case .wordClass(let found):
            guard !isClassSet else { return }
            isClassSet = true
            if found == .nounAdjective {
                let isNumeral = path.kind(0) == .wordClass(.numeral)
                wordClass = isAdverbial || isCompared || isNumeral ? .adjective : .nounAdjective
            } else {
                wordClass = found
            }
        case .grammaticalCase(let found):
            guard wordClass != .prefix, wordClass != .adverb else { return }
            if grammaticalCase == nil { grammaticalCase = found }
            if found == .adverbial { isAdverbial = true }
        case .number(let found):
            guard wordClass != .prefix, wordClass != .adverb else { return }
            if number == nil { number = found }
        case .mood(let found):
            if wordClass == nil, mood == nil { mood = found }
        case .comparison:
            if wordClass == nil { isCompared = true }
        case .participle(let found):
            guard !isBehindJoint, participle == nil else { return }
            // In *kuunneltuanne* the noun's tag is the last.
            if wordClass == nil || wordClass == .adjective || path.kind(path.symbols.count - 1) == .wordClass(.noun) {
                participle = found
            }
        case .joint:
            guard path.starts[index] >= 5 else { return }
            if !isClassSet, wordClass == nil,
                path.kind(index - 1) == .hyphen || path.kind(index - 1) == .seam && path.kind(index - 2) == .hyphen
            {
                wordClass = .prefix
                isClassSet = true
            }
            isBehindJoint = true
        default: break
        }
    }
}
