// SPDX-License-Identifier: GPL-3.0-or-later

/// One repair: what the page said, what was made of it, and how sure that is.
public struct Repair: Hashable, Sendable {
    /// Why a repair was made.
    public enum Reason: String, Hashable, Sendable {
        /// A damaged word that is no word as it stands.
        case nonWord = "ocr-nonword"
        /// A damaged word that is another word as it stands (*seka* for *sekä*).
        case realWord = "ocr-realword"
        /// A word split at a line end, joined and repaired.
        case joined = "ocr-joined"
        /// A sign other than a word (*8:n* for *§:n*).
        case sign = "ocr-sign"
        /// A web or mail address (`http:/Awww.` for `http://www.`, or a space in it).
        case address = "ocr-address"
        /// A damaged word that only clean documents of the collection have.
        case collection = "ocr-collection"
        /// A word that a person confirmed (`haku repairs confirm`).
        case confirmed = "ocr-confirmed"
    }

    /// Where the repaired word stands in the repaired text: half-open UTF-8 offsets.
    public var range: Range<Int>
    /// The word as it came, after normalisation.
    public var original: String
    /// The word put in its place.
    public var repaired: String
    /// The probability that the repair is right, 0…1.
    public var confidence: Double
    /// Why it was made.
    public var reason: Reason
    /// Where the word begins in the text as it came: a UTF-8 offset.
    public var sourceOffset: Int
    /// The evidence, where ``RepairOptions/isExplained`` asks for it.
    public var explanation: Explanation?
}
