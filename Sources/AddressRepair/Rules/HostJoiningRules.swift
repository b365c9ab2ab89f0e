// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Spaces in schemes and hosts, where one letter is far from the next or a dot was lost.
let hostJoiningRules: [Rule] = [
    Rule(
        "space in scheme", .joining, isForSoundText: true,
        .join(at: .scheme) { Joint(joinedIf: $0.next.starts(with: "//".utf8)) },
        cases: """
            https: //www.kunta.fi/a → https://www.kunta.fi/a
            http: //kunta.fi → http://kunta.fi
            http: /kunta.fi
            https: kunta.fi
            """),
    Rule(
        "space behind a dot of the host", .joining, isForSoundText: true,
        .join(at: .behindDot) { seam in
            seam.address.path.isEmpty ? Joint(joinedIf: seam.isHostGoingOn) : nil
        },
        cases: """
            http://fi. wikipedia. org/wiki/Saari → http://fi.wikipedia.org/wiki/Saari
            www. kunta. fi/a → www.kunta.fi/a
            maija@kunta. fi → maija@kunta.fi
            http://asiat.kunta. fi:8000/ → http://asiat.kunta.fi:8000/
            Katso www.kela.fi. se on
            Katso www.kela.fi. Soita
            www.kela.fi. info@kela.fi
            www.kunta.fi. www.liitto.fi
            """),
    Rule(
        "space behind a fragment's dot", .joining, isForSoundText: true,
        .join(at: .behindDot) { $0.fragmentJoint },
        cases: """
            http://www.kunta.fi/fi#. Va88A6 → http://www.kunta.fi/fi#.Va88A6
            http://www.kunta.fi/laki#. VSSM2fPyV1N → http://www.kunta.fi/laki#.VSSM2fPyV1N
            http://www.kunta.fi/fi#. Katso
            """),
    Rule(
        "space behind a dot of the path", .joining, isForSoundText: true,
        .join(at: .behindDot) { seam in
            seam.address.path.isEmpty ? nil : Joint(joinedIf: seam.isPathGoingOn)
        },
        cases: """
            http://www.kunta.fi/a. html ja → http://www.kunta.fi/a.html ja
            http://www.kunta.fi/index. php/laki-1 → http://www.kunta.fi/index.php/laki-1
            http://www.kunta.fi/index. php?s=2 → http://www.kunta.fi/index.php?s=2
            Sivulla www.kunta.fi/a. se on
            Sivulla www.kunta.fi/a. Soita
            """),
    Rule(
        "space in a mail address", .joining, isForSoundText: true,
        .join(at: .mailHost) { $0.mailJoint },
        cases: """
            m.m@ kunta.fi → m.m@kunta.fi
            maija@kunta fi. → maija@kunta.fi.
            maija@kunta on
            a@b.fi com
            a@ kunta
            a@kunta⏎fi
            """),
    Rule(
        "space before a dot of the host", .joining, isForSoundText: true,
        .join(at: .host) { seam in
            guard seam.next.first == UInt8(ascii: "."), let first = seam.next.dropFirst().first else { return nil }
            return Joint(joinedIf: first.isASCIILowercase)
        },
        cases: """
            http://www.kunta .fi/laki → http://www.kunta.fi/laki
            http://asiat .kunta. fi/laki → http://asiat.kunta.fi/laki
            http://kunta .5
            http://kunta .
            """),
    Rule(
        "dot of the host lost", .joining, isForSoundText: true,
        .join(at: .host) { $0.lacksDot ? .insert([UInt8(ascii: ".")]) : nil },
        cases: """
            http://www.kunta fi. → http://www.kunta.fi.
            http://asiat kunta.fi/a → http://asiat.kunta.fi/a
            http://www.kunta filweb/a → http://www.kunta.fi/web/a
            http://www. kunta fi/laki → http://www.kunta.fi/laki
            http://kunta se on
            http://kirjas.to fi
            http://kunta fi-sivut
            """),
]

/// The logic of those rules.
extension Seam {
    /// The label that `next` begins with, with the stroke that an l is read as, and what stands behind it; nil where the
    /// address, which ends with a dot, does not go on with one.
    private var labelBehindDot: (label: ArraySlice<UInt8>, behind: ArraySlice<UInt8>)? {
        let label = next.prefix { $0.isLabelByte || $0 == UInt8(ascii: "|") }
        guard !label.isEmpty, label.count < 64, !label.contains(where: \.isASCIIUppercase) else { return nil }
        return (label, next[label.endIndex...])
    }

    private static func endsSentence(_ behind: ArraySlice<UInt8>) -> Bool {
        behind.allSatisfy { $0.isOne(of: ".,;:!?)>]\"'") }
    }

    /// True if the host, which ends with a dot, has no country yet and goes on with `next`.
    fileprivate var isHostGoingOn: Bool {
        guard let (label, behind) = labelBehindDot else { return false }
        let name = String(decoding: label, as: UTF8.self)
        let isHostEnding = AddressVocabulary.hostEndings.contains(name)
        // `http://fi. wikipedia.org`: no host is but a country.
        let labels = address.host.dropLast()
        if labels.contains(UInt8(ascii: ".")),
            AddressVocabulary.hostEndings.contains(AddressVocabulary.lastLabel(labels))
        {
            return false
        }
        if behind.first == UInt8(ascii: "/") || behind.first == UInt8(ascii: "?") && behind.count > 1 { return true }
        if behind.isEmpty || behind.elementsEqual(".".utf8), let ahead = ahead.first, Self.beginsWithCountry(ahead) {
            return true
        }
        if Self.endsSentence(behind) { return isHostEnding || behind.first == UInt8(ascii: ".") && label.count > 2 }
        if behind.first == UInt8(ascii: ":") { return isHostEnding }
        return behind.first == UInt8(ascii: ".") && behind.dropFirst().first?.isLabelByte == true
    }

    /// The joint behind `#.`, with which services end what is shared (`#.VS5M2fPyV1N`); nil where the path does not end so.
    fileprivate var fragmentJoint: Joint? {
        guard address.path.suffix(2).elementsEqual("#.".utf8) else { return nil }
        let label = next.prefix { $0.isLabelByte || $0 == UInt8(ascii: "|") }
        return label.count < 64 && label.dropFirst().contains { $0.isASCIIUppercase || $0.isASCIIDigit }
            ? .joined : .apart
    }

    /// True if the path, which ends with a dot, goes on with the ending of a file, or with a file in folders.
    fileprivate var isPathGoingOn: Bool {
        guard let (label, behind) = labelBehindDot else { return false }
        if behind.count(where: { $0 == UInt8(ascii: "/") }) > 1 || AddressVocabulary.endsAsFile(next) { return true }
        return AddressVocabulary.fileEndings.contains(String(decoding: label, as: UTF8.self))
            && (Self.endsSentence(behind) || behind.first.map { $0.isOne(of: "?#/") } == true)
    }

    /// The joint before `next`, which is the host of the mail address, or the country that lacks its dot; nil where it is
    /// neither.
    fileprivate var mailJoint: Joint? {
        let country = AddressVocabulary.lastLabel(core)
        guard let at = address.host.lastIndex(of: UInt8(ascii: "@")), address.path.isEmpty,
            AddressVocabulary.unmistakableHostEndings.contains(country),
            core.allSatisfy({ $0.isLabelByte && !$0.isASCIIUppercase || $0 == UInt8(ascii: ".") })
        else { return nil }
        let host = address.host[(at + 1)...]
        guard let last = host.last else { return Joint(joinedIf: core.count > country.utf8.count) }
        guard core.count == country.utf8.count, last.isASCIIAlphanumeric,
            !AddressVocabulary.hostEndings.contains(AddressVocabulary.lastLabel(host))
        else { return nil }
        return .insert([UInt8(ascii: ".")])
    }

    /// True if `run` is what stands behind the last dot of a host: a country that is no word, or one before a slash.
    private static func beginsWithCountry(_ run: ArraySlice<UInt8>) -> Bool {
        let run = run.first == UInt8(ascii: ".") ? run.dropFirst() : run
        let label = run.prefix(while: \.isLabelByte)
        let behind = run[label.endIndex...]
        let name = String(decoding: label, as: UTF8.self)
        return AddressVocabulary.hostEndings.contains(name)
            && (behind.first == UInt8(ascii: "/") || AddressVocabulary.unmistakableHostEndings.contains(name))
    }

    /// True if a dot was lost between the host and `next`: what follows begins with a country, or is what a host of one
    /// label lacks (`http://asiat kunta.fi`).
    fileprivate var lacksDot: Bool {
        let host = address.host
        guard !address.scheme.isEmpty || host.starts(with: "www.".utf8), let last = host.last, last.isLabelByte,
            host.count(where: { $0 == UInt8(ascii: ".") }) != 1 || AddressVocabulary.lastLabel(host).utf8.count > 2
        else { return false }
        let label = next.prefix(while: \.isLabelByte)
        let behind = next[label.endIndex...]
        let name = String(decoding: label, as: UTF8.self)
        if AddressVocabulary.hostEndings.contains(name) {
            // Others are words, too (*se*, *no*).
            return behind.first == UInt8(ascii: "/") || AddressVocabulary.unmistakableHostEndings.contains(name)
        }
        // The slash behind the country was read as a letter: `filpalvelut/a`.
        if label.starts(with: "fi".utf8) { return next.contains(UInt8(ascii: "/")) }
        let isSingle = !host.drop { $0 == UInt8(ascii: "w") }.dropFirst().contains(UInt8(ascii: "."))
        guard isSingle, !label.isEmpty, behind.first == UInt8(ascii: ".") else { return false }
        if behind.count == 1, let ahead = ahead.first, Self.beginsWithCountry(ahead) { return true }
        let country = AddressVocabulary.lastLabel(behind.prefix { $0.isLabelByte || $0 == UInt8(ascii: ".") })
        return AddressVocabulary.hostEndings.contains(country)
    }
}
