// SPDX-License-Identifier: GPL-3.0-or-later

/// Remembers answers for words, in bounded room: what was asked for lately stays, what was not goes, half of all at a
/// time.
struct GenerationCache<Value> {
    private var recent: [[Unicode.Scalar]: Value] = [:]
    private var older: [[Unicode.Scalar]: Value] = [:]
    /// The most answers of a generation; there are two.
    private let most: Int

    /// A cache of at most `count` answers.
    init(count: Int) {
        most = max(1, count / 2)
    }

    /// The answer for `word`, nil where it is not remembered. To remember one is to set it.
    subscript(word: [Unicode.Scalar]) -> Value? {
        mutating get {
            if let value = recent[word] { return value }
            guard let value = older[word] else { return nil }
            set(word, value)
            return value
        }
        set {
            if let newValue { set(word, newValue) }
        }
    }

    private mutating func set(_ word: [Unicode.Scalar], _ value: Value) {
        if recent.count >= most {
            swap(&recent, &older)
            recent.removeAll(keepingCapacity: true)
        }
        recent[word] = value
    }

    /// Forgets all answers.
    mutating func removeAll() {
        recent.removeAll()
        older.removeAll()
    }
}
