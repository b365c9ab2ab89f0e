// SPDX-License-Identifier: GPL-3.0-or-later
internal import Mustache

/// Markup that the engine rendered, or a text escaped as it escapes: a template takes it as it is, by `{{{name}}}`.
struct Markup: MustacheCustomRenderable, Sendable {
    private(set) var renderText = ""
    /// True if there is none: a section about it is left out.
    var isNull: Bool { renderText.isEmpty }

    /// Empty markup with room for `capacity` bytes.
    init(capacity: Int = 0) { renderText.reserveCapacity(capacity) }

    /// The markup that the engine made of a template.
    init(rendered text: String) { renderText = text }

    /// `text` as a template shows it.
    init(escaping text: String) { renderText = EscapedScalars().escapeText(text) }

    static func += (markup: inout Markup, next: Markup) { markup.renderText += next.renderText }
}
