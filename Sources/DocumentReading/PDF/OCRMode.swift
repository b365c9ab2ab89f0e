// SPDX-License-Identifier: GPL-3.0-or-later

/// When the pages of a PDF are read as pictures.
public enum OCRMode: String, Hashable, Sendable, CaseIterable {
    /// Where a page has no text of its own, one that is no text, or one that a machine misread.
    case auto
    /// Not at all.
    case never
    /// Every page.
    case always
}
