// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// A space or a line's end behind an address that may stand within it.
struct Seam {
    /// The address so far.
    let address: AddressParts
    /// The run of characters behind it, one space or line's end away.
    let next: ArraySlice<UInt8>
    /// The runs behind `next` on its line, each one space from the one before, which may tell what `next` is.
    let ahead: [ArraySlice<UInt8>]
    /// True if a line ends here, where less is taken for a part.
    let isLineEnd: Bool
    /// True if the document is damaged otherwise; elsewhere a capital is taken to stand behind an underscore.
    let isDamaged: Bool
    /// True if letters are a word of Finnish.
    let isWord: ([UInt8]) -> Bool

    /// The place of a seam in its address, by which the rules that may decide on it are told.
    enum Stage: Sendable {
        /// Behind `https:`.
        case scheme
        /// Behind a dot.
        case behindDot
        /// Within the host of a mail address.
        case mailHost
        /// Within a host that has no country yet.
        case host
        /// Behind a whole host or a path, at a line's end.
        case lineEnd
        /// Likewise, within a line, where a sign goes on.
        case beforeSign
        /// In a path, where a letter or a figure goes on behind a sign that is neither slash nor hyphen.
        case behindSign
        /// In a path, where a letter or a figure goes on behind another, a slash or a hyphen.
        case word
    }

    /// The stage; nil where nothing that goes on is a part of the address.
    var stage: Stage? {
        if address.host.isEmpty { return .scheme }
        guard !next.contains(UInt8(ascii: "@")), !AddressVocabulary.isAddress(next), let first = next.first,
            let last = address.path.last ?? address.host.last
        else { return nil }
        if last == UInt8(ascii: ".") { return .behindDot }
        if address.isMail { return isLineEnd ? nil : .mailHost }
        guard address.hasWholeHost else { return isLineEnd ? nil : .host }
        guard isDamaged || next.allSatisfy({ $0 < 0x80 }) else { return nil }
        if isLineEnd { return .lineEnd }
        guard first.isASCIIAlphanumeric else { return .beforeSign }
        guard !address.path.isEmpty else { return nil }
        return last.isASCIIAlphanumeric || last.isOne(of: "/-") ? .word : .behindSign
    }

    /// True if a parameter's value or a percent sign stands behind `next`, so that it is a part, too.
    var isFollowedByParameter: Bool { ahead.first.map { $0.count > 1 && ($0.first ?? 0).isOne(of: "=&%") } ?? false }

    /// `next` without the punctuation of a sentence behind it.
    var core: ArraySlice<UInt8> {
        var core = next
        while let last = core.last, last.isOne(of: ".,;:!?)>]") { core.removeLast() }
        return core
    }
}

/// A decision on a seam.
enum Joint {
    /// The text behind is a part of the address; with the text that was lost between, mostly empty.
    case insert([UInt8])
    /// It is none.
    case apart

    /// Nothing was lost between.
    static let joined = insert([])

    /// A part with nothing lost between, or no decision.
    init?(joinedIf isPart: Bool) {
        guard isPart else { return nil }
        self = .joined
    }
}
