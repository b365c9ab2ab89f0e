// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Misreadings within a host. Hosts are written in small letters, and their last label is a country or one of few others.
let hostRules: [Rule] = [
    Rule(
        "comma for a dot of the host", .host, isForSoundText: true,
        .edit { address, _ in address.replaceCommas() },
        cases: """
            http://asiat,kunta.fi/a → http://asiat.kunta.fi/a
            www,kunta.fi → www.kunta.fi
            http://www.kunta.fi,http://www.liitto.fi
            www.kunta.fi,
            www,kunta
            """),
    Rule(
        "hyphen behind www or fi", .host, isForSoundText: true,
        .rewrite([
            Rewrite("-", to: ".", left: "^www", right: "[!-~][!-~][!-~][!-~][!-~]"),
            Rewrite("-", to: ".", left: "^fi", right: "[!-~][!-~][!-~][!-~][!-~]"),
        ]) { $0.hasTwoLabels },
        cases: """
            http://www-kunta.fi/a → http://www.kunta.fi/a
            http://fi-wikipedia.org/a → http://fi.wikipedia.org/a
            http://www-db.kunta.fi/a
            """),
    Rule(
        "misread top level domain", .host, isForSoundText: true,
        .rewrite(
            Rewrite("nev", to: "net", left: "[.]", right: "$"), Rewrite("f", to: "fi", left: "[.]", right: "$")),
        cases: """
            http://www.kunta.nev → http://www.kunta.net
            http://www.kunta.f/laki → http://www.kunta.fi/laki
            http://www.nev.fi
            http://nevkunta.fi
            """),
    Rule(
        "label that is empty or begins with a hyphen", .host, isForSoundText: true,
        .rewrite(Rewrite("[.-]", to: "", left: "[^.][.]", right: "[^.]")),
        cases: """
            http://www..kunta.fi → http://www.kunta.fi
            http://www.-kunta.fi → http://www.kunta.fi
            http://www.kunta...sivu.fi
            http://www.a-b.fi
            """),
    Rule(
        "dot behind www lost", .host, isForSoundText: true,
        .rewrite([Rewrite("", to: ".", left: "^www", right: "[a-z]")]) { $0.hasTwoLabels && $0.host.count > 6 },
        cases: """
            http://wwwkunta.fi/a → http://www.kunta.fi/a
            http://wwwstat.fi → http://www.stat.fi
            http://wwwedu.kunta.fi/a
            http://www2.kunta.fi
            http://ww.fi
            """),
    Rule(
        "dot before the country lost", .host, isForSoundText: true,
        .rewrite(Rewrite("", to: ".", left: "[.][^.]*[^.][^.][^.][A-Za-z0-9]", right: "fi$")),
        cases: """
            www.kuntafi → www.kunta.fi
            https://asiat.kuntafi/a → https://asiat.kunta.fi/a
            https://www.suofi
            http://kuntafi
            """),
    Rule(
        "stroke read twice", .host, isForSoundText: true,
        .rewrite(Rewrite("|", to: "", right: "l")),
        cases: """
            http://www.|laki.fi → http://www.laki.fi
            www.|liitto.fi → www.liitto.fi
            http://www.laki.fi
            """),
    Rule(
        "li read as iii", .host, isForSoundText: true,
        .rewrite(Rewrite("i", to: "l", left: "[!-~]", right: "ii[!-~]")),
        cases: """
            http://www.uusiiitto.fi → http://www.uusliitto.fi
            http://www.superiiitto.fi/ → http://www.superliitto.fi/
            http://www.kunta.fi/iii/a
            """),
    Rule(
        "I or a stroke for l", .host, isForSoundText: true,
        .rewrite([Rewrite("[I|]", to: "l")]) { !$0.host.contains { $0.isASCIIUppercase && $0 != UInt8(ascii: "I") } },
        cases: """
            http://ykI.kunta.fi → http://ykl.kunta.fi
            http://ki|pa.fi/ → http://kilpa.fi/
            http://KIRJASTO.fi
            http://www.IBM.com
            """),
    Rule(
        "hyphen before the country", .host, isForSoundText: true,
        .rewrite(["fi", "com", "net", "org"].map { Rewrite("-", to: ".", right: $0 + "[.,]*$") }) {
            $0.host.first != UInt8(ascii: "-")
        },
        cases: """
            www.kunta-fi → www.kunta.fi
            http://uljas.tulli-fi/a → http://uljas.tulli.fi/a
            http://www.kunta-com → http://www.kunta.com
            jussi@vesi-fi
            http://www.kunta-seura.fi
            http://www.kunta-se
            """),
]

extension AddressParts {
    /// True if the host has two labels, one dot between them.
    fileprivate var hasTwoLabels: Bool { host.count(where: { $0 == UInt8(ascii: ".") }) == 1 }

    /// Makes dots of commas within the host, unless a host of its own ends before or begins behind.
    fileprivate mutating func replaceCommas() {
        for index in host.indices.dropFirst()
        where host[index] == UInt8(ascii: ",") && index + 1 < host.endIndex && host[index + 1].isLabelByte
            && !host[(index + 1)...].starts(with: "www".utf8)
            && !AddressVocabulary.hostEndings.contains(AddressVocabulary.lastLabel(host[..<index]))
        {
            host[index] = UInt8(ascii: ".")
        }
    }
}
