// SPDX-License-Identifier: GPL-3.0-or-later

/// One reading of a word by Voikko: the attributes of libvoikko's `voikko_mor_analysis`.
public struct VoikkoAnalysis: Hashable, Sendable {
    /// libvoikko's attributes by their names, such as `BASEFORM`, `STRUCTURE`, `CLASS`, `WORDBASES`, `FSTOUTPUT`.
    public let attributes: [String: String]

    /// The base form, `""` where Voikko gives none.
    public var baseForm: String { attributes["BASEFORM"] ?? "" }
    /// The word class in Voikko's words: `nimisana`, `teonsana`, `etunimi`, `paikannimi`…
    public var wordClass: String { attributes["CLASS"] ?? "" }
    /// The structure: `=` before each part of a compound, `p`/`i` a letter in lower/upper case.
    public var structure: String { attributes["STRUCTURE"] ?? "" }
}

/// libvoikko could not be opened.
public struct VoikkoError: Error, Hashable, Sendable, CustomStringConvertible {
    /// libvoikko's own words.
    public let reason: String

    /// A sentence for a person.
    public var description: String {
        "Voikko cannot be opened: \(reason). Install a Finnish dictionary (on Debian: apt-get install voikko-fi)."
    }
}
