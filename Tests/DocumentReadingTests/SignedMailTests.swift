// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import Foundation
import Testing

@testable import DocumentReading

/// Mails within signatures, and encrypted ones.
@Suite struct SignedMailTests {
    /// Made by `openssl cms -sign -binary -nodetach -nocerts` of a mail that says *Kyläyhdistys kokoontuu.*
    private static let signed = """
        MIICZAYJKoZIhvcNAQcCoIICVTCCAlECAQExDTALBglghkgBZQMEAgEwgYUGCSqGSIb3DQEHAaB4BHZDb250ZW50LVR5cGU6IHRl
        eHQvcGxhaW47IGNoYXJzZXQ9dXRmLTgNCkNvbnRlbnQtVHJhbnNmZXItRW5jb2Rpbmc6IHF1b3RlZC1wcmludGFibGUNCg0KS3ls
        PUMzPUE0eWhkaXN0eXMga29rb29udHV1Lg0KMYIBszCCAa8CAQEwJDAMMQowCAYDVQQDDAFhAhRP/RG8rkDhidYPdsf3n+ErOHc4
        +jALBglghkgBZQMEAgGggeQwGAYJKoZIhvcNAQkDMQsGCSqGSIb3DQEHATAcBgkqhkiG9w0BCQUxDxcNMjYxMTMwMDUyMDAwWjAv
        BgkqhkiG9w0BCQQxIgQg3ZxAcEDDIpSEpWFkJdOjz4/c+Dwc1pBXfNkFFa+YzQMweQYJKoZIhvcNAQkPMWwwajALBglghkgBZQME
        ASowCwYJYIZIAWUDBAEWMAsGCWCGSAFlAwQBAjAKBggqhkiG9w0DBzAOBggqhkiG9w0DAgICAIAwDQYIKoZIhvcNAwICAUAwBwYF
        Kw4DAgcwDQYIKoZIhvcNAwICASgwDQYJKoZIhvcNAQEBBQAEgYCQht4CBDKpZyQgapCoix/vTAZouq0wgd1pvhNUdHIxvNzHTpeH
        jjWk5Ln7nEUQYpOJ+wGfWtEAYRCsFsLRRcsqQelZmqqBZxtfWwm4diBkUpcHe8HMnV7TNRWcG4j6xmxA3yeqxtPjme3GxTXr4KSY
        N9rsYb3mKEGUbPjRddQXtg==
        """

    /// Likewise, with `-stream -indef`.
    private static let signedAsStream = """
        MIAGCSqGSIb3DQEHAqCAMIACAQExDTALBglghkgBZQMEAgEwgAYJKoZIhvcNAQcBoIAkgAR2Q29udGVudC1UeXBlOiB0ZXh0L3Bs
        YWluOyBjaGFyc2V0PXV0Zi04DQpDb250ZW50LVRyYW5zZmVyLUVuY29kaW5nOiBxdW90ZWQtcHJpbnRhYmxlDQoNCkt5bD1DMz1B
        NHloZGlzdHlzIGtva29vbnR1dS4NCgAAAAAAADGCAbMwggGvAgEBMCQwDDEKMAgGA1UEAwwBYQIUT/0RvK5A4YnWD3bH95/hKzh3
        OPowCwYJYIZIAWUDBAIBoIHkMBgGCSqGSIb3DQEJAzELBgkqhkiG9w0BBwEwHAYJKoZIhvcNAQkFMQ8XDTI2MTEzMDA1MjAwMFow
        LwYJKoZIhvcNAQkEMSIEIN2cQHBAwyKUhKVhZCXTo8+P3Pg8HNaQV3zZBRWvmM0DMHkGCSqGSIb3DQEJDzFsMGowCwYJYIZIAWUD
        BAEqMAsGCWCGSAFlAwQBFjALBglghkgBZQMEAQIwCgYIKoZIhvcNAwcwDgYIKoZIhvcNAwICAgCAMA0GCCqGSIb3DQMCAgFAMAcG
        BSsOAwIHMA0GCCqGSIb3DQMCAgEoMA0GCSqGSIb3DQEBAQUABIGAkIbeAgQyqWckIGqQqIsf70wGaLqtMIHdab4TVHRyMbzcx06X
        h441pOS5+5xFEGKTifsBn1rRAGEQrBbC0UXLKkHpWZqqgWcbX1sJuHYgZFKXB3vBzJ1e0zUVnBuI+sZsQN8nqsbT45ntxsU16+Ck
        mDfa7GG95ihBlGz40XXUF7YAAAAAAAA=
        """

    /// Made by `openssl cms -encrypt -binary -aes128` of the same mail.
    private static let encrypted = """
        MIIBhwYJKoZIhvcNAQcDoIIBeDCCAXQCAQAxgb4wgbsCAQAwJDAMMQowCAYDVQQDDAFhAhRP/RG8rkDhidYPdsf3n+ErOHc4+jAN
        BgkqhkiG9w0BAQEFAASBgKaQIunD/HufQHo9LO8iedwk41+YgysbpFyfPnFqcwOS/YlphPf8FgE2bOsf+c0waqLTtxxl/dcCCJBi
        dcO2JRg2G1mhZxhv0p8zDJ4xPG6D26NC0mrT0i4rHhMz3IpHYDJJMANeVOurlMlTONX33Mwvt6EVm4VLzOE6YSPD7jbXMIGtBgkq
        hkiG9w0BBwEwHQYJYIZIAWUDBAECBBCni/Gn0Bv3ZbhMnBrLZSCEgIGALCJHGktwUq1ySw+SR8cQq0p3B8KTugpdelRRhHoYzprL
        PW3zOjGHvOgIT2yJX4T+CrsmIq6GAfDZ1eiRd+TYKhudLkT34tgRH3VYPuIvo7kOgd+ioTROqkD1xtRsvmJ8/ny+C01R3NCXJg0u
        t69KEQtrN7TEuZWFDvt1A8u7zC8=
        """

    private func mail(kind: String, _ body: String) -> [UInt8] {
        Array(
            """
            From: a@example.fi
            To: b@example.fi
            Subject: Kutsu
            Date: Mon, 01 Mar 2021 10:00:00 +0200
            MIME-Version: 1.0
            Content-Type: \(kind); name="smime.p7m"
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename="smime.p7m"

            \(body)

            """.utf8)
    }

    @Test(
        arguments: [signed, signedAsStream],
        ["application/pkcs7-mime; smime-type=signed-data", "application/x-pkcs7-mime"])
    func aMailWithinASignatureIsRead(_ body: String, kind: String) {
        let message = MailMessage(mail(kind: kind, body))
        #expect(message.text.contains("Kyläyhdistys kokoontuu."), "\(message.text)")
        #expect(message.attachments.isEmpty && message.notes.isEmpty)
    }

    private func bytes(_ body: String) throws -> [UInt8] {
        Array(try #require(Data(base64Encoded: body, options: .ignoreUnknownCharacters)))
    }

    @Test(arguments: [signed, signedAsStream]) func aSavedSignatureIsTheMailThatItHolds(_ body: String) throws {
        let found = try parts(try bytes(body))
        try #require(found.count == 1, "\(found)")
        #expect(found[0].path.isEmpty)
        let document = try found[0].part.document.get()
        #expect(document.format == .mail && document.text.contains("Kyläyhdistys kokoontuu."), "\(document.text)")
    }

    @Test func aSignatureMayHoldAnyFile() throws {
        func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
            [tag, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xFF)] + content
        }
        func signed(_ content: [UInt8]) -> [UInt8] {
            let family: [UInt8] = [0x06, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07]
            let body = element(0x30, family + [1] + (content.isEmpty ? [] : element(0xA0, element(0x04, content))))
            return element(0x30, family + [2] + element(0xA0, element(0x30, [2, 1, 1, 0x31, 0] + body)))
        }
        let table = try parts(signed(Array("nimi;kunta;vuosi\nLaavu;Ii;2018\nITTE;Kajaani;2016\n".utf8)))
        #expect(table.map(\.path) == ["1", "2"])
        var deep = Array("Kyläyhdistys kokoontuu laavulla.".utf8)
        for _ in 0..<6 { deep = signed(deep) }
        for (file, code) in [
            (signed([]), ReadingError.Code.noText), (try bytes(Self.encrypted), .encrypted), (deep, .converterLimit),
        ] {
            let error = #expect(throws: ReadingError.self) { try readWhole(file) }
            #expect(error?.code == code, "\(String(describing: error))")
        }
    }

    @Test func anEncryptedMailIsSaidToBeOne() throws {
        let bytes = mail(kind: "application/pkcs7-mime; smime-type=enveloped-data", Self.encrypted)
        let found = try parts(bytes)
        try #require(found.count == 1, "\(found)")
        let document = try found[0].part.document.get()
        #expect(document.text.contains("Kutsu"))
        #expect(document.notes.contains { $0.contains("is encrypted") }, "\(document.notes)")
    }

    @Test func partsThatOnlyTheirRecipientReadsAreNoAttachments() {
        let message = MailMessage(
            Array(
                """
                From: a@example.fi
                To: b@example.fi
                Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=x

                --x
                Content-Type: application/pgp-encrypted

                Version: 1
                --x
                Content-Type: application/octet-stream; name="encrypted.asc"

                -----BEGIN PGP MESSAGE-----
                --x--
                """.utf8))
        #expect(message.attachments.isEmpty && message.notes.count == 1)
    }

    @Test(arguments: ["application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"])
    func aSignatureByItselfIsNoAttachment(kind: String) {
        #expect(MailMessage(mail(kind: kind, "MIICZAYJ")).attachments.isEmpty)
    }

    @Test func aSignatureCutShortOrOtherwiseBrokenIsNone() throws {
        for text in [Self.signed, Self.signedAsStream] {
            let whole = TransferCoding.base64(Array(text.utf8)[...])
            #expect((0..<whole.count).allSatisfy { SignedMessage(Array(whole[..<$0])) == nil })
            for index in whole.indices {
                var broken = whole
                broken[index] ^= 0x80
                _ = SignedMessage(broken)
            }
        }
        #expect(SignedMessage([UInt8](repeating: 0x24, count: 100_000)) == nil)
        #expect(SignedMessage([UInt8](repeating: 0x80, count: 100_000)) == nil)
        #expect(SignedMessage([0x30, 0x80]) == nil && SignedMessage([]) == nil)
    }
}
