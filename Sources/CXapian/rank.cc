// SPDX-License-Identifier: GPL-3.0-or-later
#include "word.h"

#include <memory>

namespace {

/// The documents of a term, weighed by the formula of Xapian::BM25Weight (k2 0, k3 1, no least length) step by step, so
/// that weights are the same to the last bit.
class TermSource final : public Xapian::PostingSource {
    std::string name_;
    double k1_, b_, factor_;
    cx::Memory &memory_;
    Xapian::Database database_;
    Xapian::PostingIterator place_;
    bool has_begun_ = false;
    double rarity_ = 0, per_length_ = 0;
    Xapian::doccount documents_ = 0;

  public:
    TermSource(std::string name, double k1, double b, double factor, cx::Memory &memory)
        : name_(std::move(name)), k1_(k1), b_(b), factor_(factor), memory_(memory) {}

    Xapian::doccount get_termfreq_min() const override { return documents_; }
    Xapian::doccount get_termfreq_est() const override { return documents_; }
    Xapian::doccount get_termfreq_max() const override { return documents_; }

    void init(const Xapian::Database &database) override {
        database_ = database;
        has_begun_ = false;
        documents_ = memory_.term(database, name_).documents;
        place_ = documents_ == 0 ? Xapian::PostingIterator() : database.postlist_begin(name_);
        double odds = (database.get_doccount() - documents_ + 0.5) / (documents_ + 0.5);
        if (odds < 2) odds = odds * 0.5 + 1;
        rarity_ = std::log(odds) * factor_ * (k1_ + 1);
        const double average = database.get_avlength();
        per_length_ = average != 0 ? 1 / average : 0;
    }

    void next(double) override {
        if (has_begun_) ++place_;
        has_begun_ = true;
    }

    void skip_to(Xapian::docid document, double) override {
        place_.skip_to(document);
        has_begun_ = true;
    }

    bool at_end() const override { return place_ == Xapian::PostingIterator(); }
    Xapian::docid get_docid() const override { return *place_; }

    double get_weight() const override {
        const double length = memory_.length(database_, *place_) * per_length_;
        const double frequency = place_.get_wdf();
        return rarity_ * (frequency / (k1_ * (length * b_ + (1 - b_)) + frequency));
    }
};

/// A word while its documents are walked through.
struct Operand {
    std::unique_ptr<Xapian::PostingSource> source;
    double factor;
    bool is_optional;
    /// Where it stands; 0 at the end.
    Xapian::docid document;

    void look() { document = source->at_end() ? 0 : source->get_docid(); }

    void next() {
        source->next(0);
        look();
    }

    void skip_to(Xapian::docid wanted) {
        if (document == 0 || document >= wanted) return;
        source->skip_to(wanted, 0);
        look();
    }
};

bool is_better(const cx_match &left, const cx_match &right) {
    return left.weight != right.weight ? left.weight > right.weight : left.document < right.document;
}

/// The best matches so far, no more than wanted; the worst of them stands at the front of a heap.
class Best {
    std::vector<cx_match> heap_;
    size_t limit_;

  public:
    explicit Best(size_t limit) : limit_(limit) {}

    void add(const cx_match &match) {
        if (heap_.size() < limit_) {
            heap_.push_back(match);
            if (heap_.size() == limit_) std::make_heap(heap_.begin(), heap_.end(), is_better);
        } else if (limit_ > 0 && is_better(match, heap_.front())) {
            std::pop_heap(heap_.begin(), heap_.end(), is_better);
            heap_.back() = match;
            std::push_heap(heap_.begin(), heap_.end(), is_better);
        }
    }

    std::vector<cx_match> sorted() {
        std::sort(heap_.begin(), heap_.end(), is_better);
        return std::move(heap_);
    }
};

}  // namespace

extern "C" {

bool cx_query_rank_word(cx_query *query, double k1, double b, double factor, bool is_optional, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        cx_ranked_word word{{}, k1, b, factor, is_optional, false};
        word.terms.swap(query->word);
        query->ranked.push_back(std::move(word));
        return true;
    });
}

bool cx_query_rank_term(cx_query *query, const void *term, size_t size, double k1, double b, double factor,
                        bool is_optional, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        if (size > 0) query->ranked.push_back({{{cx::bytes(term, size), 1}}, k1, b, factor, is_optional, true});
        return true;
    });
}

cx_buffer *cx_reader_rank(cx_reader *reader, const cx_query *query, uint32_t offset, uint32_t limit,
                          uint64_t most_postings, cx_match_summary *summary, cx_error *error) {
    return cx::guarded<cx_buffer *>(error, nullptr, [&]() -> cx_buffer * {
        const Xapian::Database &database = reader->database;
        uint64_t postings = 0;
        for (const auto &word : query->ranked) {
            for (const auto &term : word.terms) postings += reader->memory.term(database, term.name).documents;
        }
        if (postings > most_postings) return nullptr;

        std::vector<Operand> operands;
        operands.reserve(query->ranked.size());
        for (const auto &word : query->ranked) {
            Operand operand{nullptr, word.factor, word.is_optional, 0};
            if (word.is_term) {
                operand.source = std::make_unique<TermSource>(word.terms.front().name, word.k1, word.b, word.factor,
                                                              reader->memory);
                operand.factor = 1;
            } else {
                operand.source = std::make_unique<cx::WordSource>(word.terms, word.k1, word.b, reader->memory);
            }
            operand.source->init(database);
            operands.push_back(std::move(operand));
            operands.back().next();
        }

        Best best(static_cast<size_t>(std::min<uint64_t>(uint64_t(offset) + limit, postings)));
        *summary = {};
        while (true) {
            cx_match match{};
            for (const auto &operand : operands) {
                if (operand.is_optional || operand.document == 0) continue;
                if (match.document == 0 || operand.document < match.document) match.document = operand.document;
            }
            if (match.document == 0) break;
            for (auto &operand : operands) {
                if (operand.is_optional) operand.skip_to(match.document);
                if (operand.document != match.document) continue;
                if (operand.factor > 0) match.weight += operand.factor * operand.source->get_weight();
                operand.next();
            }
            ++summary->estimate;
            summary->greatest_weight = std::max(summary->greatest_weight, match.weight);
            best.add(match);
        }
        summary->lower_bound = summary->upper_bound = summary->estimate;

        const std::vector<cx_match> matches = best.sorted();
        const size_t first = std::min<size_t>(offset, matches.size());
        summary->count = static_cast<uint32_t>(matches.size() - first);
        return new cx_buffer{std::string(reinterpret_cast<const char *>(matches.data() + first),
                                         summary->count * sizeof(cx_match))};
    });
}

}
