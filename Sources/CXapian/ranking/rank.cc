// SPDX-License-Identifier: GPL-3.0-or-later
// Ranking of queries of nothing but words, by one walk through all their posting lists.
#include "ranking/best.h"
#include "ranking/termwalk.h"
#include "ranking/word.h"
#include "shim/buffer.h"
#include "shim/deadline.h"
#include "shim/guarded.h"
#include "shim/reader.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace {

/// A word or a term of the query, with the walk through its documents.
struct Operand {
    std::variant<cx::WordWalk, cx::TermWalk> walk;
    double factor;
    bool is_optional;
    uint64_t asked;
    /// The document it stands at; 0 at the end.
    Xapian::docid document = 0;

    Operand(const cx_ranked_word &word, cx_reader &reader)
        : walk(made(word, reader)), factor(word.is_term ? 1 : word.factor), is_optional(word.is_optional),
          asked(word.asked) {
        look();
    }

    /// A walk at the first document of `word`.
    static std::variant<cx::WordWalk, cx::TermWalk> made(const cx_ranked_word &word, cx_reader &reader) {
        if (!word.is_term) return cx::WordWalk(reader.database, word.terms, word.k1, word.b, reader.memory);
        const std::string &name = word.terms.front().name;
        return cx::TermWalk(reader.database, name, reader.memory.term(reader.database, name, !word.is_passing), word.k1,
                            word.b, word.factor, reader.memory);
    }

    uint64_t postings() const {
        return std::visit([](const auto &walk) { return walk.postings; }, walk);
    }

    /// Sets `document`.
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

    bool is_held() const {
        return std::visit([](const auto &walk) { return walk.is_held(); }, walk);
    }

    double weight() const {
        return factor * std::visit([](const auto &walk) { return walk.weight(); }, walk);
    }
};

/// A look at the clock takes as long as a posting or two.
using Look = cx::SparseCheck<256>;

/// Adds the documents of `walk`, the only operand, to `best` and `summary`.
template <typename Walk>
void walk_alone(Walk &walk, double factor, Look look, cx::Best &best, cx_match_summary &summary) {
    walk.each([&](Xapian::docid document, double weight) {
        look();
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

bool cx_query_rank_word(cx_query *query, double k1, double b, double factor, bool is_optional, uint64_t asked,
                        cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        cx_ranked_word word{{}, k1, b, factor, is_optional, false, asked};
        word.terms.swap(query->word);
        query->ranked.push_back(std::move(word));
        return true;
    });
}

bool cx_query_rank_term(cx_query *query, const void *term, size_t size, double k1, double b, double factor,
                        bool is_optional, bool is_passing, uint64_t asked, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        if (size == 0) return true;
        query->ranked.push_back({{{cx::bytes(term, size), 1, false}}, k1, b, factor, is_optional, true, asked, is_passing});
        return true;
    });
}

void cx_query_rank_step(cx_query *query, double step) { query->step = step; }

cx_buffer *cx_reader_rank(cx_reader *reader, const cx_query *query, uint32_t offset, uint32_t limit,
                          uint64_t most_postings, cx_match_summary *summary, cx_error *error) {
    return cx::guarded<cx_buffer *>(error, nullptr, [&]() -> cx_buffer * {
        uint64_t postings = 0, all_asked = 0;
        std::vector<Operand> operands;
        for (const auto &word : query->ranked) {
            operands.emplace_back(word, *reader);
            postings += operands.back().postings();
            all_asked |= word.asked;
        }
        if (postings > most_postings) return nullptr;

        cx::Best best(static_cast<size_t>(std::min<uint64_t>(uint64_t(offset) + limit, postings)));
        *summary = {};
        Look look(reader->deadline);
        if (operands.size() == 1 && !operands[0].is_optional && query->step == 0) {
            // The commonest query, without a look at several operands for each document.
            std::visit([&](auto &walk) { walk_alone(walk, operands[0].factor, look, best, *summary); }, operands[0].walk);
            if (operands[0].asked != 0) summary->complete = summary->estimate;
            operands.clear();
        }
        while (true) {
            cx_match match{};
            for (const auto &operand : operands) {
                if (operand.is_optional || operand.document == 0) continue;
                if (match.document == 0 || operand.document < match.document) match.document = operand.document;
            }
            if (match.document == 0) break;
            look();
            uint64_t held = 0;
            for (auto &operand : operands) {
                if (operand.is_optional) operand.skip_to(match.document);
                if (operand.document != match.document) continue;
                if (operand.factor > 0) match.weight += operand.weight();
                if ((operand.asked & ~held) != 0 && operand.is_held()) held |= operand.asked;
                operand.next();
            }
            if (held != 0) match.weight += query->step;
            if (held == all_asked && held != 0) {
                match.weight += query->step;
                ++summary->complete;
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

bool cx_reader_add_weights(cx_reader *reader, const cx_query *query, const uint32_t *documents, size_t count,
                           double *weights, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        Look look(reader->deadline);
        for (const auto &word : query->ranked) {
            Operand operand(word, *reader);
            for (size_t index = 0; index < count && operand.document != 0; ++index) {
                look();
                operand.skip_to(documents[index]);
                if (operand.document == documents[index]) weights[index] += operand.weight();
            }
        }
        return true;
    });
}

}
