// SPDX-License-Identifier: GPL-3.0-or-later
import TestSupport
import Testing

@testable import Caching

@Suite struct GenerationalCacheTests {
    @Test func aFullYoungGenerationDropsTheOldOne() {
        var cache = GenerationalCache<Int, String>(count: 4)
        for key in 0..<4 { cache[key] = String(key) }
        #expect(cache.count == 4)
        // Key 0 is read, which keeps it: it takes the place of 1, which was as old.
        #expect(cache[0] == "0")
        #expect(cache[1] == nil)
        #expect(cache[2] == "2")
        #expect(cache[5] == nil)
        cache.removeAll()
        #expect(cache.count == 0)
        #expect(cache[2] == nil)
    }

    @Test func whatIsReadBetweenWritesStays() {
        var cache = GenerationalCache<Int, Int>(count: 100)
        cache[-1] = 7
        for key in 0..<10_000 {
            cache[key] = key
            if key % 40 == 0 { #expect(cache[-1] == 7) }
            #expect(cache.count <= 100)
        }
    }

    @Test func givesWhatADictionaryWouldGiveOrNothing() {
        var random = SeededRandom(7)
        var cache = GenerationalCache<WordKey, Int>(count: 60)
        var all: [[Unicode.Scalar]: Int] = [:]
        for step in 0..<20_000 {
            let word = Array("sana\(random.next() % 90)".unicodeScalars)
            if random.next() % 2 == 0 {
                cache[word] = step
                all[word] = step
            } else if let value = cache[word] {
                #expect(all[word] == value)
            }
        }
    }

    @Test func aWeighedEntryCanBeTakenOutToBeChanged() {
        var cache = WeightedCache<Int, [Int]>(cost: 8)
        for key in 0..<4 { cache.insert([key], for: key, cost: 2) }
        // Two lie in each generation.
        #expect(cache.count == 4)
        for key in 0..<4 { #expect(cache.removeValue(for: key) == [key]) }
        #expect(cache.count == 0 && cache.removeValue(for: 0) == nil)
        for key in 0..<100 {
            var value = cache.removeValue(for: key % 9) ?? []
            value.append(key)
            cache.insert(value, for: key % 9, cost: 2)
            #expect(cache.count <= 4)
        }
    }

    @Test(.timeLimit(.minutes(20)))
    func severalThreadsShareOneCache() async {
        let cache = SharedCache<WordKey, Int>(count: 4_000)
        await withTaskGroup(of: Void.self) { group in
            for thread in 0..<4 {
                group.addTask {
                    for number in 0..<2_000 {
                        let key = WordKey(word: Array("\((number * 7 + thread) % 500)".unicodeScalars))
                        let value = cache.value(for: key, hash: key.hash)
                        #expect(value == nil || value == key.word.count)
                        cache.insert(key.word.count, for: key, hash: key.hash)
                    }
                }
            }
        }
        let key = WordKey(word: ["7"])
        #expect(cache.value(for: key, hash: key.hash) == 1)
        cache.removeAll()
        #expect(cache.value(for: key, hash: key.hash) == nil)
    }
}
