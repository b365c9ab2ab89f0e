// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A certificate for `localhost` and its key, made for these tests and good for nothing else.
public struct TestIdentity: Sendable {
    public let certificate: String
    public let key: String
    /// The content of the files.
    public let text: Text

    /// Writes the files into `folder`, over those that are there.
    public init(_ text: Text = .first, in folder: String) throws {
        certificate = folder + "/certificate.pem"
        key = folder + "/key.pem"
        self.text = text
        try text.certificate.write(toFile: certificate, atomically: true, encoding: .utf8)
        try text.key.write(toFile: key, atomically: true, encoding: .utf8)
    }

    /// A certificate, valid from 2000 to 2126, and its key.
    public struct Text: Sendable {
        public let certificate: String
        public let key: String

        public static let first = Text(
            certificate: """
                -----BEGIN CERTIFICATE-----
                MIIBYjCCAQegAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
                c3QwIBcNMDAwMTAxMDAwMDAwWhgPMjEyNjAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
                CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABPT9/McnbWDwmqx8
                CZc7nBZ8pMilKtTNmzyynJsdC25DZaGc9hNPpAwqCxGypxmUcwCzRWJ1G0sHtcgJ
                cUWhJPyjSDBGMA8GA1UdEwEB/wQFMAMBAf8wFAYDVR0RBA0wC4IJbG9jYWxob3N0
                MB0GA1UdDgQWBBTkKVJLHFHLWQlYDihnk0J+a18WWzAKBggqhkjOPQQDAgNJADBG
                AiEA/+NLq2HfQDE7zVDhDG28Qn7eG5WVgs0ciu0otQO5zJcCIQCC6icmNX3LKTcZ
                Pou+zOzKO7/jDlUbvm+BVCE8RAVTGA==
                -----END CERTIFICATE-----
                """,
            key: """
                -----BEGIN EC PRIVATE KEY-----
                MHcCAQEEIJ5tVktJY2I4iv/G7mPTttKkJtO1hR5uEUSlDmD7Gyi+oAoGCCqGSM49
                AwEHoUQDQgAE9P38xydtYPCarHwJlzucFnykyKUq1M2bPLKcmx0LbkNloZz2E0+k
                DCoLEbKnGZRzALNFYnUbSwe1yAlxRaEk/A==
                -----END EC PRIVATE KEY-----
                """)

        /// The certificate that the first is renewed to.
        public static let second = Text(
            certificate: """
                -----BEGIN CERTIFICATE-----
                MIIBYTCCAQegAwIBAgIBAjAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
                c3QwIBcNMDAwMTAxMDAwMDAwWhgPMjEyNjAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
                CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABIHOF0Ah8fNZU1fL
                wxBwHEWaTG4w+/iYMhxuh4bC8ZxENkG8cDLVsate4DOL/PwU4/fvvv1/t01oEELw
                IR2BH6SjSDBGMA8GA1UdEwEB/wQFMAMBAf8wFAYDVR0RBA0wC4IJbG9jYWxob3N0
                MB0GA1UdDgQWBBS/0CzUjuoTF76CU5+eW4a+2S0DXTAKBggqhkjOPQQDAgNIADBF
                AiEApihrMiyINVw9wA1NLt78WIhaRDyIg/Ct9J3LjH39bPICIEjmFqpc4ofV/Ktj
                bteFRVWlgRbN5hGZWrXYr9Sz08Z7
                -----END CERTIFICATE-----
                """,
            key: """
                -----BEGIN EC PRIVATE KEY-----
                MHcCAQEEIG/cFg9T6xrdJDbsocCcHV9HIiwoxraHIFaSPu7pzje0oAoGCCqGSM49
                AwEHoUQDQgAEgc4XQCHx81lTV8vDEHAcRZpMbjD7+JgyHG6HhsLxnEQ2QbxwMtWx
                q17gM4v8/BTj9+++/X+3TWgQQvAhHYEfpA==
                -----END EC PRIVATE KEY-----
                """)
    }
}
