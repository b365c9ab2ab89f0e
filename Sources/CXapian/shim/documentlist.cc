// SPDX-License-Identifier: GPL-3.0-or-later
#include "shim/guarded.h"
#include "shim/query.h"
#include "shim/reader.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace {

/// A posting source of given documents, by rising number, without weight.
class DocumentList final : public Xapian::PostingSource {
    /// By the numbers of `reader`.
    const std::vector<Xapian::docid> all;
    const cx_reader &reader;
    /// By those of the database that is matched.
    std::vector<Xapian::docid> documents;
    size_t current = 0;
    bool started = false;

  public:
    DocumentList(std::vector<Xapian::docid> documents, const cx_reader &reader)
        : all(std::move(documents)), reader(reader) {}

    Xapian::doccount get_termfreq_min() const override { return documents.size(); }
    Xapian::doccount get_termfreq_est() const override { return documents.size(); }
    Xapian::doccount get_termfreq_max() const override { return documents.size(); }

    void next(double) override {
        if (started) ++current;
        started = true;
    }

    void skip_to(Xapian::docid document, double) override {
        started = true;
        const auto from = documents.begin() + std::min(current, documents.size());
        current = std::lower_bound(from, documents.end(), document) - documents.begin();
    }

    bool at_end() const override { return current >= documents.size(); }
    Xapian::docid get_docid() const override { return documents[current]; }
    DocumentList *clone() const override { return new DocumentList(all, reader); }

    void init(const Xapian::Database &database) override {
        const cx::ShardNumbers numbers = cx::shard_numbers(reader, database);
        documents.clear();
        for (const Xapian::docid document : all) {
            if (numbers.holds(document)) documents.push_back(numbers.own(document));
        }
        current = 0;
        started = false;
    }
};

}  // namespace

extern "C" {

bool cx_query_push_documents(cx_query *query, const uint32_t *documents, size_t count, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        query->has_untimed = true;
        auto list = std::make_unique<DocumentList>(std::vector<Xapian::docid>(documents, documents + count),
                                                   *query->reader);
        query->stack.push_back(Xapian::Query(list.release()->release()));
        return true;
    });
}

}
