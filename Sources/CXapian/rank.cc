// SPDX-License-Identifier: GPL-3.0-or-later
#include "word.h"

#include <variant>

namespace {

/// A walk through the documents of a term, weighed by the formula of Xapian::BM25Weight (k2 0, k3 1, no least length)
/// step by step, so that weights are the same to the last bit.
class TermWalk {
    double k1_, b_;
    cx::Memory &memory_;
    Xapian::Database database_;
    cx::Place place_;
    double rarity_ = 0, per_length_ = 0;

  public:
    /// Where it stands; 0 at the end.
    Xapian::docid document;
    /// How many postings the term has.
    uint64_t postings;

    TermWalk(const Xapian::Database &database, const std::string &name, const cx::TermFigures &figures, double k1,
             double b, double factor, cx::Memory &memory)
        : k1_(k1), b_(b), memory_(memory), database_(database), place_(database, name, figures),
          document(place_.document), postings(figures.documents) {
        double odds = (database.get_doccount() - figures.documents + 0.5) / (figures.documents + 0.5);
        if (odds < 2) odds = odds * 0.5 + 1;
        rarity_ = std::log(odds) * factor * (k1_ + 1);
        const double average = database.get_avlength();
        per_length_ = average != 0 ? 1 / average : 0;
    }

    void next() {
        place_.next();
        document = place_.document;
    }

    void skip_to(Xapian::docid wanted) {
        place_.skip_to(wanted);
        document = place_.document;
    }

    /// Hands over each document with its weight, to the end.
    template <typename Body>
    void each(const Body &body) {
        for (; document != 0; next()) body(document, weight());
    }

    double weight() const {
        const double length = memory_.length(database_, document) * per_length_;
        const double frequency = place_.frequency();
        return rarity_ * (frequency / (k1_ * (length * b_ + (1 - b_)) + frequency));
    }
};

/// A word, or a term, while its documents are walked through.
struct Operand {
    std::variant<cx::WordWalk, TermWalk> walk;
    double factor;
    bool is_optional;
    /// Where it stands; 0 at the end.
    Xapian::docid document = 0;

    Operand(const cx_ranked_word &word, cx_reader &reader)
        : walk(made(word, reader)), factor(word.is_term ? 1 : word.factor), is_optional(word.is_optional) {
        look();
    }

    static std::variant<cx::WordWalk, TermWalk> made(const cx_ranked_word &word, cx_reader &reader) {
        if (!word.is_term) return cx::WordWalk(reader.database, word.terms, word.k1, word.b, reader.memory);
        const std::string &name = word.terms.front().name;
        return TermWalk(reader.database, name, reader.memory.term(reader.database, name), word.k1, word.b, word.factor,
                        reader.memory);
    }

    uint64_t postings() const {
        return std::visit([](const auto &walk) { return walk.postings; }, walk);
    }

    void look() {
        document = std::visit([](const auto &walk) { return walk.document; }, walk);
    }

    void next() {
        std::visit([](auto &walk) { walk.next(); }, walk);
        look();
    }

    void skip_to(Xapian::docid wanted) {
        if (document == 0 || document >= wanted) return;
        std::visit([wanted](auto &walk) { walk.skip_to(wanted); }, walk);
        look();
    }

    double weight() const {
        return factor * std::visit([](const auto &walk) { return walk.weight(); }, walk);
    }
};

bool is_better(const cx_match &left, const cx_match &right) {
    return left.weight != right.weight ? left.weight > right.weight : left.document < right.document;
}

/// The best matches so far, no more than wanted; the worst of them stands at the front of a heap.
class Best {
    std::vector<cx_match> heap_;
    size_t limit_;
    bool is_full_ = false;

  public:
    explicit Best(size_t limit) : limit_(limit) {}

    /// Takes a match in; matches come by rising document.
    void add(const cx_match &match) {
        // Of equals the one that came first stays.
        if (is_full_ && match.weight <= heap_.front().weight) return;
        if (heap_.size() < limit_) {
            heap_.push_back(match);
            if (heap_.size() != limit_) return;
            std::make_heap(heap_.begin(), heap_.end(), is_better);
            is_full_ = true;
        } else if (limit_ > 0) {
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

/// Ranks the documents of `walk`.
template <typename Walk>
void walk_alone(Walk &walk, double factor, Best &best, cx_match_summary &summary) {
    walk.each([&](Xapian::docid document, double weight) {
        cx_match match{};
        match.document = document;
        if (factor > 0) match.weight = factor * weight;
        ++summary.estimate;
        summary.greatest_weight = std::max(summary.greatest_weight, match.weight);
        best.add(match);
    });
}

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
        uint64_t postings = 0;
        std::vector<Operand> operands;
        operands.reserve(query->ranked.size());
        for (const auto &word : query->ranked) {
            operands.emplace_back(word, *reader);
            postings += operands.back().postings();
        }
        if (postings > most_postings) return nullptr;

        Best best(static_cast<size_t>(std::min<uint64_t>(uint64_t(offset) + limit, postings)));
        *summary = {};
        if (operands.size() == 1 && !operands[0].is_optional) {
            // What most people ask, and what most of the time goes into.
            std::visit([&](auto &walk) { walk_alone(walk, operands[0].factor, best, *summary); }, operands[0].walk);
            operands.clear();
        }
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
                if (operand.factor > 0) match.weight += operand.weight();
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
