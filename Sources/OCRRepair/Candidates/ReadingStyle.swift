// SPDX-License-Identifier: GPL-3.0-or-later

/// The kind of page that a ``ChannelReader`` reads words of.
struct ReadingStyle {
    /// The bounds of the search for one word.
    var effort = Decoder.Effort()
    /// True if a diaeresis may be put back by how Finnish sounds, where no word is found.
    var guessesDiaeresis = true
    /// True if any letter may be wrong. Then a letter that Finnish lacks, or a sign, speaks against a word's being one,
    /// compounds and names are likelier than other unknown words, and no word is looked for that what stands is likelier than.
    var isBadlyRead = false
    /// True if words may be spelt as they were in older Finnish, which speaks for leaving them.
    var isOldPrint = false

    /// Pages read without ä and ö, or with few errors.
    static let usual = ReadingStyle()
    /// Badly read pages, by a model that begins to know their reader.
    static let badlyRead = ReadingStyle(
        effort: Decoder.Effort(beam: 6, nodes: 2_000, words: 16, limit: 24), guessesDiaeresis: false,
        isBadlyRead: true)
    /// The style in which a model of these pages' reader is learnt: only what is far likelier than all else tells of it.
    var ofLearning: ReadingStyle {
        var style = ofKnownReader
        style.effort = Self.firstRound.effort
        return style
    }
    /// The style for pages like these, whose reader is begun to be known.
    var ofKnownReader: ReadingStyle {
        var style = Self.badlyRead
        style.isOldPrint = isOldPrint
        return style
    }
    /// Likewise, by a model of any reader.
    static let firstRound = ReadingStyle(
        effort: Decoder.Effort(beam: 5, nodes: 600, words: 8, limit: 24), guessesDiaeresis: false,
        isBadlyRead: true)
    /// Likewise, of the time when Finnish wrote w for v.
    static let firstRoundOfOldPrint = ReadingStyle(
        effort: firstRound.effort, guessesDiaeresis: false, isBadlyRead: true, isOldPrint: true)
}
