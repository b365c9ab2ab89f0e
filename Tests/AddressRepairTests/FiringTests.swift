// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import Foundation
import Testing

@testable import AddressRepair

/// Counts how often each rule changes something on pages it was not made from: `HAKU_ADDRESS_PAGES` names folders, parted by
/// colons, with `clean/` and `ocr/` in them as `scripts/make-ocr-pages.py` makes; without it there is nothing to count.
/// `Benchmarks/address-pages.py` writes texts for such pages.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["HAKU_ADDRESS_PAGES"] != nil)) struct FiringTests {
    @Test(.timeLimit(.minutes(20))) func everyRuleFiresThreeTimesOnPagesItWasNotMadeFrom() throws {
        let voikko = try Voikko()
        let mender = AddressMender { voikko.isWord(String(decoding: $0, as: UTF8.self).lowercased()) }
        var fired: [String: Set<String>] = [:]
        var right: [String: Set<String>] = [:]
        for folder in (ProcessInfo.processInfo.environment["HAKU_ADDRESS_PAGES"] ?? "").split(separator: ":") {
            let pages = URL(fileURLWithPath: String(folder)).appendingPathComponent("ocr")
            for page in try FileManager.default.contentsOfDirectory(at: pages, includingPropertiesForKeys: nil) {
                let bytes = Array(try Data(contentsOf: page))
                let clean = try String(
                    contentsOf: pages.deletingLastPathComponent().appendingPathComponent("clean")
                        .appendingPathComponent(page.lastPathComponent), encoding: .utf8
                ).filter { !$0.isWhitespace }
                let runs = bytes.split(whereSeparator: { $0 == 0x20 || (0x09...0x0D).contains($0) }).map(\.indices)
                for correction in mender.corrections(in: bytes, runs: runs) {
                    let read = String(decoding: bytes[correction.range], as: UTF8.self)
                    let meant = String(decoding: correction.text, as: UTF8.self)
                        .trimmingCharacters(in: CharacterSet(charactersIn: ".,;:()[]<>\"'"))
                    for rule in correction.rules {
                        fired[rule, default: []].insert(read)
                        if clean.contains(meant) { right[rule, default: []].insert(read) }
                    }
                }
            }
        }
        print("| rule | different addresses | then right |\n| --- | --- | --- |")
        for rule in AddressRules.all.rules {
            let count = fired[rule.name, default: []].count
            print("| \(rule.name) | \(count) | \(right[rule.name, default: []].count) |")
            #expect(count >= 3, "\(rule.name)")
        }
    }
}
