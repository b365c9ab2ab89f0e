// SPDX-License-Identifier: GPL-3.0-or-later
#include "shim/buffer.h"
#include "shim/guarded.h"
#include "shim/reader.h"

#include <utility>

/// A cursor that hands over its entries in batches, so that a caller crosses the language border once for many.
struct cx_list {
    virtual ~cx_list() = default;
    /// Appends the next entry to `packed`, as cxapian.h lays it out; false at the end.
    virtual bool append_next(std::string &packed) = 0;

  protected:
    static void append(std::string &packed, uint32_t first, uint32_t second, const std::string &text) {
        const uint32_t numbers[3] = {first, second, static_cast<uint32_t>(text.size())};
        packed.append(reinterpret_cast<const char *>(numbers), sizeof numbers);
        packed += text;
    }
};

namespace {

struct TermList final : cx_list {
    /// The numbers of an entry.
    enum class Numbers { none, documents, frequency, frequency_and_documents };
    Xapian::TermIterator next, end;
    Numbers numbers;
    /// The factor of how many documents hold a term (cx::OwnTerms).
    double factor = 1;

    TermList(Xapian::TermIterator begin, Xapian::TermIterator end, Numbers numbers)
        : next(std::move(begin)), end(std::move(end)), numbers(numbers) {}
    TermList(const cx::OwnTerms &own, Numbers numbers)
        : next(own.next), end(own.end), numbers(numbers), factor(own.factor) {}

    bool append_next(std::string &packed) override {
        if (next == end) return false;
        switch (numbers) {
            case Numbers::none:
                append(packed, 0, 0, *next);
                break;
            case Numbers::documents:
                append(packed, next.get_termfreq(), 0, *next);
                break;
            case Numbers::frequency:
                append(packed, next.get_wdf(), 0, *next);
                break;
            case Numbers::frequency_and_documents:
                append(packed, next.get_wdf(), documents(), *next);
                break;
        }
        ++next;
        return true;
    }

  private:
    uint32_t documents() const {
        return static_cast<uint32_t>(static_cast<double>(next.get_termfreq()) * factor + .5);
    }
};

struct PostingList final : cx_list {
    Xapian::PostingIterator next, end;

    PostingList(Xapian::PostingIterator begin, Xapian::PostingIterator end)
        : next(std::move(begin)), end(std::move(end)) {}

    bool append_next(std::string &packed) override {
        if (next == end) return false;
        append(packed, *next, next.get_wdf(), std::string());
        ++next;
        return true;
    }
};

struct ValueList final : cx_list {
    Xapian::ValueIterator next, end;

    ValueList(Xapian::ValueIterator begin, Xapian::ValueIterator end) : next(std::move(begin)), end(std::move(end)) {}

    bool append_next(std::string &packed) override {
        if (next == end) return false;
        append(packed, next.get_docid(), 0, *next);
        ++next;
        return true;
    }
};

}  // namespace

extern "C" {

cx_list *cx_reader_all_terms(cx_reader *reader, const void *prefix, size_t size, cx_error *error) {
    return cx::guarded<cx_list *>(error, nullptr, [&] {
        const std::string name = cx::bytes(prefix, size);
        return new TermList(reader->database.allterms_begin(name), reader->database.allterms_end(name),
                            TermList::Numbers::documents);
    });
}

cx_list *cx_reader_metadata_keys(cx_reader *reader, const void *prefix, size_t size, cx_error *error) {
    return cx::guarded<cx_list *>(error, nullptr, [&] {
        const std::string name = cx::bytes(prefix, size);
        return new TermList(reader->database.metadata_keys_begin(name), reader->database.metadata_keys_end(name),
                            TermList::Numbers::none);
    });
}

cx_list *cx_reader_document_terms(cx_reader *reader, uint32_t document, bool with_documents, cx_error *error) {
    return cx::guarded<cx_list *>(error, nullptr, [&] {
        return new TermList(
            cx::OwnTerms(*reader, document),
            with_documents ? TermList::Numbers::frequency_and_documents : TermList::Numbers::frequency);
    });
}

cx_list *cx_reader_postings(cx_reader *reader, const void *term, size_t size, cx_error *error) {
    return cx::guarded<cx_list *>(error, nullptr, [&] {
        const std::string name = cx::bytes(term, size);
        return new PostingList(reader->database.postlist_begin(name), reader->database.postlist_end(name));
    });
}

cx_list *cx_reader_values(cx_reader *reader, uint32_t slot, cx_error *error) {
    return cx::guarded<cx_list *>(error, nullptr, [&] {
        return new ValueList(reader->database.valuestream_begin(slot), reader->database.valuestream_end(slot));
    });
}

cx_buffer *cx_list_next(cx_list *list, size_t most, cx_error *error) {
    return cx::guarded<cx_buffer *>(error, nullptr, [&] {
        std::string packed;
        for (size_t i = 0; i < most && list->append_next(packed); ++i) {
        }
        return new cx_buffer{std::move(packed)};
    });
}

void cx_list_free(cx_list *list) { cx::dispose(list); }

}
