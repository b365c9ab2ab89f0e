# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the client against a running hakud over the sample documents of seeds/: HAKU_SOCKET=PATH python3 -m unittest."""

import os
import socket
import threading
import unittest

from haku import Client, ConnectionFailed, RefusedError, request

LAAVU = "002_82ede7701b56c462.txt"


class RequestTests(unittest.TestCase):
    def test_options_are_written_as_the_grammar_says(self):
        self.assertEqual(
            request("SIMILAR", "a b", limit=3, same_project=True, by=None, note='on "se"'),
            'SIMILAR limit=3 same-project=yes note="on \\"se\\"" -- a b')

    def test_a_line_end_is_refused(self):
        with self.assertRaises(ValueError):
            request("SEARCH", "a\nPING")


class ClientTests(unittest.TestCase):
    def setUp(self):
        self.client = Client(os.environ["HAKU_SOCKET"], timeout=20)
        self.addCleanup(self.client.close)

    def test_search_gives_typed_hits(self):
        answer = self.client.search("kyläyhdistys", limit=1)
        self.assertEqual(answer.matches, 2)
        self.assertTrue(answer.is_exact)
        self.assertEqual([(hit.rank, hit.id) for hit in answer], [(1, LAAVU)])
        self.assertIn("«", answer.rows[0].snippet)
        self.assertIsNone(answer.rows[0].page)

    def test_a_corrected_query_is_told(self):
        self.assertEqual(self.client.search("kylähydistys").corrected, "kyläyhdistys")

    def test_text_that_looks_like_an_option_is_text(self):
        self.assertEqual(self.client.count("limit=5 kissa"), self.client.search("limit=5 kissa").matches)

    def test_similar_tells_why(self):
        first = self.client.similar("S20059").rows[0]
        self.assertGreater(len(first.why), 2)
        self.assertNotEqual(first.id, LAAVU)

    def test_rows_of_other_kinds_come_between(self):
        repairs = self.client.repairs(LAAVU)
        self.assertGreater(len(repairs), 5)
        self.assertTrue(all(0 < repair.confidence <= 1 and repair.original != repair.repaired for repair in repairs))
        self.assertEqual(
            [line.number for line in self.client.text(LAAVU, lines=3, repairs=True)],
            [line.number for line in self.client.text(LAAVU, lines=3)])
        first, *reasons = self.client.similar("S20059", limit=1, passages=True)
        self.assertEqual([reason.rank for reason in reasons], [1] * len(reasons))
        self.assertTrue(all(reason.word in first.why and reason.own and reason.other for reason in reasons))

    def test_doubtful_repairs_are_listed_the_least_sure_first(self):
        answer = self.client.doubtful_repairs(below=1, limit=5)
        self.assertEqual([row.confidence for row in answer], sorted(row.confidence for row in answer))
        self.assertTrue(all(row.repaired in row.text for row in answer))
        self.assertGreater(answer["repairs"], len(answer.rows))

    def test_fields_keep_all_values(self):
        self.assertEqual(self.client.show("004_e565007621ea25e9.txt")["vuosi"], ["2017", "2018", "2019"])

    def test_other_verbs(self):
        self.assertEqual(sum(facet.count for facet in self.client.facets("laji")), 5)
        self.assertIn("Sokra", self.client.text(LAAVU, first=1, lines=1)[0].text)
        self.assertIn("Pudasjarven", self.client.text(LAAVU, original=True, first=17, lines=1)[0].text)
        self.assertEqual(self.client.suggest("kyläy")[0].text, "kyläyhdistys")
        self.assertGreater(self.client.explain(LAAVU, "työnhakija")["score"], 0)
        self.assertEqual(self.client.analyse("Kyläyhdistyksen")[0].lemmas, ("kyläyhdistys",))
        repaired = self.client.normalise("Tyo6ttémat tydnhakijat")
        self.assertEqual(repaired.text, "Työttömät työnhakijat")
        self.assertEqual([repair.original for repair in repaired.repairs], ["Tyo6ttémat", "tydnhakijat"])
        self.assertIn("documents", self.client.stats())

    def test_refusals_have_code_and_place(self):
        with self.assertRaises(RefusedError) as missing:
            self.client.show("puuttuu.txt")
        self.assertEqual((missing.exception.code, missing.exception.name), (404, "no-such-document"))
        with self.assertRaises(RefusedError) as unclosed:
            self.client.count('"kissa')
        self.assertEqual(unclosed.exception.code, 400)
        self.assertIsNotNone(unclosed.exception.column)
        self.client.ping()

    def test_many_requests_keep_their_order_and_refusals_stop_nothing(self):
        lines = [request("ANALYSE", f"sana{number} " + "kylä " * (number % 700)) for number in range(300)]
        lines.insert(150, "FOO")
        replies = list(self.client.ask_all(lines))
        self.assertIsInstance(replies.pop(150), RefusedError)
        self.assertEqual([reply.rows[0]["surface"] for reply in replies], [f"sana{n}" for n in range(300)])

    def test_a_lost_connection_is_made_anew(self):
        self.client.ping()
        self.client._socket.shutdown(socket.SHUT_RDWR)
        self.client.ping()
        replies = self.client.ask_all(["PING"] * 200)
        next(replies)
        self.client._socket.shutdown(socket.SHUT_RDWR)
        self.assertEqual(len(list(replies)), 199)

    def test_no_server_is_told(self):
        with self.assertRaises(ConnectionFailed):
            Client(os.environ["HAKU_SOCKET"] + ".none").ping()

    def test_another_protocol_is_told(self):
        with socket.create_server(("127.0.0.1", 0)) as server:

            def answer():
                connection, _ = server.accept()
                with connection:
                    connection.recv(1000)
                    connection.sendall(b"220 mail.example.fi ESMTP\r\n")

            thread = threading.Thread(target=answer)
            thread.start()
            with self.assertRaises(ConnectionFailed):
                Client(server.getsockname()[:2], timeout=20).ping()
            thread.join()


if __name__ == "__main__":
    unittest.main()
