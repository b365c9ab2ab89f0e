// SPDX-License-Identifier: GPL-3.0-or-later

/// Remembers answers for words, in bounded room: what was asked for lately stays, what was not goes, half of all at a
/// time.
struct GenerationCache<Value> {
    private var recent: [WordKey: Value] = [:]
    private var older: [WordKey: Value] = [:]
    /// The most answers of a generation; there are two.
    private let most: Int

    /// A cache of at most `count` answers.
    init(count: Int) {
        most = max(1, count / 2)
    }

    /// The answer for `word`, nil where it is not remembered. To remember one is to set it.
    subscript(word: [Unicode.Scalar]) -> Value? {
        mutating get {
            let key = WordKey(word: word)
            if let value = recent[key] { return value }
            guard let value = older[key] else { return nil }
            set(key, value)
            return value
        }
        set {
            if let newValue { set(WordKey(word: word), newValue) }
        }
    }

    private mutating func set(_ key: WordKey, _ value: Value) {
        if recent.count >= most {
            swap(&recent, &older)
            recent.removeAll(keepingCapacity: true)
        }
        recent[key] = value
    }

    /// Forgets all answers.
    mutating func removeAll() {
        recent.removeAll()
        older.removeAll()
    }
}

/// A word as a key: letter by letter, Swift's hash costs more than the look-up.
struct WordKey: Hashable {
    let word: [Unicode.Scalar]

    /// FNV-1a over scalars for bytes (Fowler, Noll, Vo), finished by a multiply and shifts so that all bits spread.
    static func hash(of word: [Unicode.Scalar]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for scalar in word { hash = (hash ^ UInt64(scalar.value)) &* 0x100_0000_01B3 }
        hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
        return hash ^ hash >> 32
    }

    func hash(into hasher: inout Hasher) { hasher.combine(Self.hash(of: word)) }

    /// What a dictionary asks for: the hash is spread well as it is, and Swift's over it costs as much again.
    func _rawHashValue(seed: Int) -> Int {
        let hash = (Self.hash(of: word) ^ UInt64(truncatingIfNeeded: seed)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: hash >> 7)
    }
}
