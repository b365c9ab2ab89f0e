# SPDX-License-Identifier: GPL-3.0-or-later
"""A client of hakud, the search server for Finnish documents: one file, nothing but Python 3.9 or newer.

    from haku import Client

    with Client("index/hakud.sock") as haku:
        answer = haku.search("nuorten työpajat", limit=3)
        for hit in answer.rows:
            print(hit.rank, hit.title, hit.id)
        print(answer.matches, "documents match")

A client connects when it is first asked, and once more where the connection was lost before the reply came: no request
changes anything, so asking again is safe. One thread at a time may use it. `Client.ask_all` sends many requests without
waiting for each reply. `python3 -m haku SOCKET REQUEST...` prints replies as JSON lines.

PROTOCOL.md says what each verb does and what its columns mean.
"""

from __future__ import annotations

import itertools
import json
import socket
import ssl
import sys
from dataclasses import dataclass, fields
from typing import Any, Dict, Generic, Iterable, Iterator, List, Optional, Tuple, Type, TypeVar, Union

__all__ = [
    "Client", "Reply", "Row", "Ranked", "Hit", "Similar", "Facet", "Field", "Line", "Word", "Term", "Token", "Repair", "Doubtful", "Why", "Stat",
    "Normalised", "HakuError", "RefusedError", "ConnectionFailed", "request",
]
__version__ = "0.1.0"

#: Requests, and their bytes, that are under way at the most. A server whose replies nobody reads stops reading requests, so
#: what is sent ahead has to fit into the system's buffers for a socket (on Linux a quarter of 208 KiB, at 840 bytes a line
#: and more); only then can sending never wait for a server that waits for its replies to be read.
MOST_LINES_UNDER_WAY = 16
MOST_BYTES_UNDER_WAY = 8 << 10

#: Bytes of one line of a reply at the most: a text's line can be long, but no server fills a client's memory.
LONGEST_LINE = 128 << 20


class HakuError(Exception):
    """Any failure of a request."""


class ConnectionFailed(HakuError):
    """The server cannot be reached, went away, answered out of time, or speaks another protocol."""


class RefusedError(HakuError):
    """The server's reply was ERR."""

    def __init__(self, code: int, name: str, message: str, column: Optional[int] = None):
        super().__init__(f"{message} ({code} {name})")
        #: 400, 401, 404 … as PROTOCOL.md lists them.
        self.code = code
        #: The code's name, such as `no-such-document`.
        self.name = name
        #: A sentence for a person.
        self.message = message
        #: The place in the line of the request, in characters from 1; None where there is none.
        self.column = column


@dataclass(frozen=True)
class Row:
    """A data line. Each kind that the client knows has a class of its own; `values` has all its columns by name."""

    values: Dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def get(self, name: str, default: Any = None) -> Any:
        return self.values.get(name, default)


@dataclass(frozen=True)
class Ranked(Row):
    """A document by its rank in an answer."""

    rank: int
    score: float
    id: str
    title: str


@dataclass(frozen=True)
class Hit(Ranked):
    """A document that SEARCH found; `snippet` has matches between « and »."""

    snippet: str = ""
    page: Optional[int] = None


@dataclass(frozen=True)
class Similar(Ranked):
    """A document that SIMILAR found, and the words that tie it, strongest first."""

    why: Tuple[str, ...] = ()


@dataclass(frozen=True)
class Facet(Row):
    """A value of a field, and the number of documents that have it."""

    field: str
    value: str
    count: int


@dataclass(frozen=True)
class Field(Row):
    """A field of a document."""

    name: str
    value: str


@dataclass(frozen=True)
class Line(Row):
    """A line of a document's text; `page` is None where it has no pages."""

    number: int
    text: str
    page: Optional[int] = None


@dataclass(frozen=True)
class Word(Row):
    """A completion, and the number of documents that hold it."""

    text: str
    documents: int


@dataclass(frozen=True)
class Term(Row):
    """A thing that made a document score."""

    term: str
    evidence: str
    weight: float


@dataclass(frozen=True)
class Token(Row):
    """A word of a text by its half-open UTF-8 offsets."""

    start: int
    end: int
    surface: str
    lemmas: Tuple[str, ...] = ()
    parts: Tuple[str, ...] = ()
    terms: Tuple[str, ...] = ()


@dataclass(frozen=True)
class Repair(Row):
    """A repaired word, and the probability that the repair is right."""

    original: str
    repaired: str
    confidence: float


@dataclass(frozen=True)
class Doubtful(Row):
    """A repair that is not sure, with the document and the line that it stands in."""

    original: str
    repaired: str
    confidence: float
    id: str
    line: int
    text: str
    page: Optional[int] = None
    title: str = ""


@dataclass(frozen=True)
class Stat(Row):
    """A figure of the server or of its index."""

    name: str
    value: str


@dataclass(frozen=True)
class Why(Row):
    """A word that ties the document of a rank to the one asked about, with a passage of each that shows it."""

    rank: int
    word: str
    own: str
    other: str


@dataclass(frozen=True)
class Normalised:
    """A repaired text, and what was repaired."""

    text: str
    repairs: List[Repair]


R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Reply(Generic[R]):
    """A reply: its rows, and the keys of its final line (`reply["matches"]`), of which some are properties, too."""

    rows: List[R]
    final: Dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.final[key]

    def get(self, key: str, default: Any = None) -> Any:
        return self.final.get(key, default)

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def matches(self) -> int:
        """The documents that match, estimated unless `is_exact`."""
        return int(self.final["matches"])

    @property
    def is_exact(self) -> bool:
        return self.final.get("exact") in ("yes", True)

    @property
    def note(self) -> Optional[str]:
        """A sentence on how the request was read; None where there is nothing to say."""
        return self.final.get("note")

    @property
    def corrected(self) -> Optional[str]:
        """The query that was searched instead of the one that was sent; None where it was not changed."""
        return self.final.get("corrected")


def _row(kind: Type[R], values: Dict[str, Any]) -> R:
    """A row of `kind`; what a newer server adds stays in `values`, what an older one lacks has its default."""
    known = {field.name for field in fields(kind)} - {"values"}
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items() if name in known}
    try:
        return kind(values=values, **given)
    except TypeError as error:
        raise ConnectionFailed(f"the server sent a row of {values.get('kind')} without a column: {error}") from None


#: The class of rows that may come between those that a verb is asked for.
_BESIDE: Dict[str, Type[Row]] = {"line": Line, "repair": Repair, "why": Why}


def request(verb: str, text: str = "", **options: Any) -> str:
    """A request as a line: `request("SEARCH", "työpajat", limit=3, same_project=True)`. None leaves an option out.

    Raises `ValueError` where no line can carry it.
    """
    words = [verb]
    for key, value in options.items():
        if value is None:
            continue
        if isinstance(value, bool):
            value = "yes" if value else "no"
        value = str(value)
        if value == "" or " " in value or '"' in value or "\\" in value:
            value = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        words.append(key.rstrip("_").replace("_", "-") + "=" + value)
    if text:
        # What looks like an option behind it is text.
        words += ["--", text]
    line = " ".join(words)
    if "\n" in line or "\r" in line:
        raise ValueError("a request is one line, and this one holds a line end")
    return line


class Client:
    """A client of one hakud.

    `address` is the path of a Unix socket or a pair of host and port. `token` is what TCP wants; `tls` is True, or an
    `ssl.SSLContext` of one's own; `index` names one of several indexes; `timeout` is in seconds, for connecting and for
    each reply.
    """

    def __init__(
        self, address: Union[str, Tuple[str, int]] = "index/hakud.sock", *, token: Optional[str] = None,
        tls: Union[bool, ssl.SSLContext] = False, index: Optional[str] = None, timeout: float = 30,
    ):
        self.address, self.token, self.tls, self.index, self.timeout = address, token, tls, index, timeout
        self._socket: Optional[socket.socket] = None
        self._lines: Any = None

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection; the next request makes a new one."""
        lines, self._lines = self._lines, None
        connection, self._socket = self._socket, None
        for end in (lines, connection):
            if end is not None:
                try:
                    end.close()
                except OSError:
                    pass

    # MARK: Verbs

    def search(
        self, query: str, *, limit: Optional[int] = None, offset: Optional[int] = None, sort: Optional[str] = None,
        snippet: Optional[bool] = None, related: Union[bool, str, None] = None, collapse: Optional[str] = None,
        **more: Any,
    ) -> Reply[Hit]:
        """Documents ranked for a query. `more` is options of newer servers, here and in the others."""
        return self._ask(
            Hit, request(
                "SEARCH", query, limit=limit, offset=offset, sort=sort, snippet=snippet, related=related,
                collapse=collapse, **more))

    def count(self, query: str, *, related: Union[bool, str, None] = None, **more: Any) -> int:
        """The number of documents that match."""
        return self._ask(Row, request("COUNT", query, related=related, **more)).matches

    def similar(
        self, id: str, *, limit: Optional[int] = None, offset: Optional[int] = None,
        same_project: Optional[bool] = None, by: Optional[str] = None, elsewhere: Optional[bool] = None, **more: Any,
    ) -> Reply[Similar]:
        """Documents like one, which is named by its id or its project's code. With `passages=True` a `Why` follows each
        for each of its words."""
        return self._ask(
            Similar, request(
                "SIMILAR", id, limit=limit, offset=offset, same_project=same_project, by=by, elsewhere=elsewhere,
                **more))

    def facets(self, field: str, query: str = "", **more: Any) -> Reply[Facet]:
        """The values of a field among the documents that match, or among all, largest count first."""
        return self._ask(Facet, request("FACETS", f"{field} {query}".strip(), **more))

    def show(self, id: str, **more: Any) -> Dict[str, List[str]]:
        """The fields of a document, with all their values in order."""
        result: Dict[str, List[str]] = {}
        for field in self._ask(Field, request("SHOW", id, **more)):
            result.setdefault(field.name, []).append(field.value)
        return result

    def text(
        self, id: str, *, original: Optional[bool] = None, first: Optional[int] = None, lines: Optional[int] = None,
        **more: Any,
    ) -> List[Line]:
        """The repaired text of a document by lines, or with `original` the text as it came."""
        rows = self._ask(
            Line, request("TEXT", id, original=True if original else None, **{"from": first}, lines=lines, **more)).rows
        return [row for row in rows if isinstance(row, Line)]

    def repairs(self, id: str, **more: Any) -> List[Repair]:
        """The words of a document that were repaired, in their order."""
        rows = self._ask(Row, request("TEXT", id, repairs=True, **more)).rows
        return [row for row in rows if isinstance(row, Repair)]

    def doubtful_repairs(self, *, below: Optional[float] = None, limit: Optional[int] = None, **more: Any) -> Reply[Doubtful]:
        """The repairs of all documents that are least sure; `reply["repairs"]` counts all that there are."""
        return self._ask(Doubtful, request("REPAIRS", below=below, limit=limit, **more))

    def suggest(self, prefix: str, *, limit: Optional[int] = None, **more: Any) -> List[Word]:
        """Words that begin so."""
        return self._ask(Word, request("SUGGEST", prefix, limit=limit, **more)).rows

    def explain(self, id: str, query: str, **more: Any) -> Reply[Term]:
        """What made a document score; the sum is `reply["score"]`."""
        return self._ask(Term, request("EXPLAIN", f"{id} {query}", **more))

    def analyse(self, text: str, **more: Any) -> List[Token]:
        """The words of a text, with lemmas, parts of compounds and index terms."""
        return self._ask(Token, request("ANALYSE", text, **more)).rows

    def normalise(self, text: str, **more: Any) -> Normalised:
        """A text as it was before a scanner or an OCR program read it."""
        rows = self._ask(Row, request("NORMALISE", text, **more)).rows
        return Normalised(
            text=next((row["repaired"] for row in rows if row["kind"] == "text"), text),
            repairs=[row for row in rows if isinstance(row, Repair)])

    def stats(self, **more: Any) -> Dict[str, str]:
        """Figures of the index and the server."""
        return {stat.name: str(stat.value) for stat in self._ask(Stat, request("STATS", **more))}

    def ping(self) -> None:
        """Returns once the server has answered."""
        self._ask(Row, "PING")

    # MARK: Any request

    def ask(self, line: str) -> Reply[Row]:
        """The reply to a request line (see `request`). Raises `RefusedError` where it is ERR."""
        return self._ask(Row, line)

    def ask_all(self, lines: Iterable[str]) -> Iterator[Union[Reply[Row], RefusedError]]:
        """The replies to many lines in their order, with several requests under way at once.

        A refusal is given as a value, so that the others go on. Where the connection is lost it goes on over a new one
        with the first request that is not answered.
        """
        waiting: List[str] = []
        source = iter(lines)
        upcoming = next(source, None)
        lost = 0
        while True:
            try:
                while upcoming is not None and (
                    not waiting
                    or len(waiting) < MOST_LINES_UNDER_WAY
                    and self._size([*waiting, upcoming]) <= MOST_BYTES_UNDER_WAY
                ):
                    waiting.append(upcoming)
                    upcoming = next(source, None)
                    self._send(waiting[-1])
                if not waiting:
                    return
                try:
                    reply: Union[Reply[Row], RefusedError] = self._receive(Row)
                except RefusedError as refusal:
                    reply = refusal
            except ConnectionFailed:
                self.close()
                lost += 1
                if lost > 1:
                    raise
                # What was not answered is sent again.
                again = waiting + ([] if upcoming is None else [upcoming])
                source = itertools.chain(again[1:], source)
                upcoming = again[0]
                waiting = []
                continue
            lost = 0
            waiting.pop(0)
            yield reply

    @staticmethod
    def _size(lines: List[str]) -> int:
        return sum(len(line.encode()) + 1 for line in lines)

    # MARK: The connection

    def _ask(self, kind: Type[R], line: str) -> Reply[R]:
        is_new = self._socket is None
        try:
            self._send(line)
            return self._receive(kind)
        except RefusedError:
            raise
        except ConnectionFailed:
            self.close()
            if is_new:
                raise
            self._send(line)
            return self._receive(kind)

    def _send(self, line: str) -> None:
        if not line.strip() or "\n" in line:
            raise ValueError("a request is one line that is not empty")
        if self._socket is None:
            self._connect()
        assert self._socket is not None
        try:
            self._socket.sendall(line.encode("utf-8") + b"\n")
        except OSError as error:
            raise ConnectionFailed(f"{self._place} went away: {error}") from error

    def _open(self) -> socket.socket:
        if isinstance(self.address, str):
            connection = socket.socket(socket.AF_UNIX)
        else:
            connection = socket.create_connection(self.address, self.timeout)
        try:
            if isinstance(self.address, str):
                connection.settimeout(self.timeout)
                connection.connect(self.address)
                return connection
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if not self.tls:
                return connection
            context = self.tls if isinstance(self.tls, ssl.SSLContext) else ssl.create_default_context()
            return context.wrap_socket(connection, server_hostname=self.address[0])
        except OSError:
            connection.close()
            raise

    def _connect(self) -> None:
        try:
            connection = self._open()
        except OSError as error:
            raise ConnectionFailed(f"hakud does not answer at {self._place}: {error}") from error
        self._socket = connection
        self._lines = connection.makefile("rb")
        try:
            self._send(request("HELLO", token=self.token, format="json", index=self.index))
            greeting = self._receive(Row)
        except HakuError:
            self.close()
            raise
        if greeting.get("server") != "haku" or greeting.get("protocol") != 1:
            self.close()
            raise ConnectionFailed(f"{self._place} speaks another protocol")

    def _receive(self, kind: Type[R]) -> Reply[R]:
        rows: List[R] = []
        while True:
            try:
                line = self._lines.readline(LONGEST_LINE)
            except OSError as error:
                # What is still to come would be taken for the reply to the next request.
                self.close()
                raise ConnectionFailed(f"{self._place} did not answer: {error}") from error
            if not line.endswith(b"\n"):
                self.close()
                raise ConnectionFailed(
                    f"{self._place} sent too long a line" if line else f"{self._place} closed the connection")
            try:
                values = json.loads(line)
            except ValueError:
                values = self._plain(line)
            if not isinstance(values, dict):
                self.close()
                raise ConnectionFailed(f"{self._place} speaks another protocol")
            if values.get("kind") == "ok":
                return Reply(rows, {key: value for key, value in values.items() if key != "kind"})
            if values.get("kind") == "error":
                raise RefusedError(
                    values.get("code", 0), values.get("name", ""), values.get("message", ""), values.get("column"))
            other = _BESIDE.get(values.get("kind", ""))
            # Of the kind that was asked for, or of one that an option of the request has added.
            rows.append(_row(other or kind, values))

    @staticmethod
    def _plain(line: bytes) -> Any:
        """The final line of a server that has not been greeted yet: it refuses in plain text."""
        words = line.decode("utf-8", "replace").rstrip("\r\n").split(" ", 3)
        if words[0] != "ERR" or len(words) < 4 or not words[1].isdigit():
            return None
        return {"kind": "error", "code": int(words[1]), "name": words[2], "message": words[3]}

    @property
    def _place(self) -> str:
        return self.address if isinstance(self.address, str) else f"{self.address[0]}:{self.address[1]}"


def main(arguments: List[str]) -> int:
    if len(arguments) < 2 or arguments[0] in ("-h", "--help"):
        print("usage: python3 -m haku SOCKET|HOST:PORT REQUEST...", file=sys.stderr)
        return 64
    host, colon, port = arguments[0].rpartition(":")
    address: Union[str, Tuple[str, int]] = (
        (host, int(port)) if colon and port.isdigit() and "/" not in arguments[0] else arguments[0])
    status = 0
    try:
        with Client(address) as client:
            for reply in client.ask_all(arguments[1:]):
                if isinstance(reply, RefusedError):
                    print(f"haku: {reply}", file=sys.stderr)
                    status = 1
                else:
                    for row in reply.rows:
                        print(json.dumps(row.values, ensure_ascii=False))
                    print(json.dumps({"kind": "ok", **reply.final}, ensure_ascii=False))
    except ConnectionFailed as error:
        print(f"haku: {error}", file=sys.stderr)
        return 69
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
