// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// The index's names for terms, in the whole document or in one field.
struct TermNames: Hashable {
    /// The field; nil is the whole document.
    let field: QueryField?

    /// Documents that hold the lemma, whole or as part of a compound.
    func lemma(_ text: String) -> String { name(Schema.Prefix.lemma, text) }
    /// Documents that hold the lemma as part of compounds only.
    func partOnly(_ text: String) -> String { name(Schema.Prefix.partOnly, text) }
    /// Documents that hold words derived from the lemma.
    func base(_ text: String) -> String { name(Schema.Prefix.base, text) }
    /// Documents that hold the word form.
    func form(_ text: String) -> String { name(Schema.Prefix.form, text) }
    /// Documents that hold a lemma which is `text` without its dots.
    func folded(_ text: String) -> String { name(Schema.Prefix.folded, text) }

    private func name(_ prefix: String, _ text: String) -> String {
        Schema.bounded((field.map { Schema.fieldPrefix($0.rawValue) } ?? "") + prefix + text)
    }
}
