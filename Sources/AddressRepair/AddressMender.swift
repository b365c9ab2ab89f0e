// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the web and mail addresses of a text that a machine read, and mends them by ``AddressRules``: misread schemes
/// (`http:/Awww.`), dots and slashes lost or misread in hosts (`www,kunta.filpalvelut`), misread signs in paths, and
/// spaces in all of them (`www. kunta. fi/a`).
///
/// Only what can hardly be anything else. One pass over the text; a run of characters that is no address costs a look or
/// two. Holds no state besides what it is given; as many threads may have one as `isWord` allows.
public struct AddressMender {
    /// The longest address that is mended, in bytes: rules look at the whole of one again and again. Few programs take
    /// longer ones.
    private static let longest = 2_048

    private let isDamaged: Bool
    private let isWord: ([UInt8]) -> Bool
    private let rules: AddressRules

    /// - Parameters:
    ///   - isDamaged: True if the text is damaged otherwise. Else only schemes, hosts and what was torn are mended: a path
    ///     may be anything.
    ///   - isWord: Returns true if letters, in any case, are a word of Finnish. Called for few addresses.
    public init(isDamaged: Bool = true, isWord: @escaping ([UInt8]) -> Bool) {
        self.init(isDamaged: isDamaged, rules: .all, isWord: isWord)
    }

    init(isDamaged: Bool, rules: AddressRules, isWord: @escaping ([UInt8]) -> Bool) {
        self.isDamaged = isDamaged
        self.rules = rules
        self.isWord = isWord
    }

    /// Finds the addresses of a text that are to be mended.
    ///
    /// - Parameters:
    ///   - bytes: The text, UTF-8.
    ///   - runs: The runs of its characters other than white space, by rising offset.
    /// - Returns: One correction for each, by rising offset, without overlaps.
    public func corrections(in bytes: [UInt8], runs: [Range<Int>]) -> [AddressCorrection] {
        var result: [AddressCorrection] = []
        var index = 0
        while index < runs.count {
            let run = runs[index]
            index += 1
            let begin = beginning(in: bytes, run)
            var names: [String] = []
            guard let (address, taken) = address(in: bytes, runs, from: begin, next: index, noting: &names) else {
                continue
            }
            index = taken
            let range = begin..<runs[taken - 1].upperBound
            let text = mended(address, noting: &names).text
            guard !bytes[range].elementsEqual(text) else { continue }
            result.append(AddressCorrection(range: range, text: text, rules: names))
        }
        return result
    }

    /// The offset in `run` where an address may begin: behind opening brackets, or at a scheme behind a sign
    /// (`osoite:http:/…`).
    private func beginning(in bytes: [UInt8], _ run: Range<Int>) -> Int {
        var begin = run.lowerBound
        while begin < run.upperBound, bytes[begin].isOne(of: "(<[\"'") { begin += 1 }
        let scheme = (begin..<run.upperBound).dropFirst().first { index in
            bytes[index] == UInt8(ascii: "h") && bytes[index..<run.upperBound].starts(with: "http".utf8)
                && bytes[index - 1].isOne(of: ":(=;>")
        }
        return scheme ?? begin
    }

    /// The address that begins at `begin` and goes on over as many of `runs` as belong to it.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - runs: Its runs.
    ///   - begin: The offset at which the address may begin.
    ///   - next: The index in `runs` behind that of the run with `begin`.
    ///   - names: The names of rules that changed something are added here.
    /// - Returns: The address, and the index in `runs` behind those taken; nil where no address begins there.
    private func address(
        in bytes: [UInt8], _ runs: [Range<Int>], from begin: Int, next: Int, noting names: inout [String]
    ) -> (AddressParts, Int)? {
        var next = next
        var end = runs[next - 1].upperBound
        guard end - begin <= Self.longest else { return nil }
        var address: AddressParts?
        let first = bytes[begin..<end]
        if first.elementsEqual("http:".utf8) || first.elementsEqual("https:".utf8) {
            address = AddressParts(scheme: Array(first))
        } else {
            address = AddressParts(first, rules: rules, noting: &names)
        }
        while let last = address, next < runs.count, runs[next].lowerBound == end + 1,
            runs[next].upperBound - begin <= Self.longest
        {
            let seam = Seam(
                address: last, next: bytes[runs[next]], ahead: ahead(in: bytes, runs, behind: next),
                isLineEnd: bytes[end] == UInt8(ascii: "\n"), isDamaged: isDamaged, isWord: isWord)
            guard let longer = joined(seam, noting: &names) else { break }
            address = longer
            end = runs[next].upperBound
            next += 1
        }
        guard let address, !address.host.isEmpty else { return nil }
        return (address, next)
    }

    /// The address of `seam` with what stands behind it; nil where that is no part of it.
    private func joined(_ seam: Seam, noting names: inout [String]) -> AddressParts? {
        guard let stage = seam.stage else { return nil }
        for rule in rules.joining {
            guard case .join(let ruleStage, let decide) = rule.operation, ruleStage == stage,
                let joint = decide(seam)
            else { continue }
            guard case .insert(let between) = joint else { return nil }
            let text = seam.address.text + between + seam.next
            guard let longer = AddressParts(text[...], rules: rules, noting: &names) else { return nil }
            names.note(rule.name)
            return longer
        }
        return nil
    }

    /// The runs behind that at `index` on its line that stand one space from the one before, three at most.
    private func ahead(in bytes: [UInt8], _ runs: [Range<Int>], behind index: Int) -> [ArraySlice<UInt8>] {
        var result: [ArraySlice<UInt8>] = []
        var index = index
        while result.count < 3, index + 1 < runs.count, bytes[runs[index].upperBound] == UInt8(ascii: " "),
            runs[index + 1].lowerBound == runs[index].upperBound + 1
        {
            index += 1
            result.append(bytes[runs[index]])
        }
        return result
    }

    /// `address` with what its own letters and signs tell put right.
    private func mended(_ address: AddressParts, noting names: inout [String]) -> AddressParts {
        // Mail names may have capitals and hyphens, and few are long enough to tell.
        guard !address.isMail else { return address }
        var address = address
        for rule in rules.mending where isDamaged || rule.isForSoundText {
            let before = address
            rule.mend(&address, isWord: isWord)
            if address != before { names.note(rule.name) }
        }
        return address
    }
}
