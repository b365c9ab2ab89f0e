// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import TestSupport
import Testing

@testable import Languages

/// Files that are no list of Swedish forms.
struct SwedishFormsTests {
    @Test func aMissingFileIsNamed() {
        let error = #expect(throws: LanguageDataError.self) { try SwedishForms(path: "/nowhere/swedish.forms") }
        #expect(error?.message.hasPrefix("/nowhere/swedish.forms cannot be opened") == true)
    }
}
