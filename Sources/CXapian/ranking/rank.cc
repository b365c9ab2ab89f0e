// SPDX-License-Identifier: GPL-3.0-or-later
// Ranking of queries of nothing but words, by one walk through all their posting lists.
#include "cxnear.h"
#include "ranking/best.h"
#include "ranking/listwalk.h"
#include "ranking/termwalk.h"
#include "ranking/window.h"
#include "ranking/word.h"
#include "shim/buffer.h"
#include "shim/deadline.h"
#include "shim/guarded.h"
#include "shim/reader.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace {

/// A word, a term or a list of the query, with the walk through its documents.
struct Operand {
    using Walk = std::variant<cx::WordWalk, cx::TermWalk, cx::ListWalk>;
    Walk walk;
    double factor;
    bool is_optional;
    uint64_t asked;
    /// True once documents that nothing else finds cannot be among the best.
    bool is_passed_over = false;
    /// The document it stands at; 0 at the end.
    Xapian::docid document = 0;

    Operand(const cx_ranked_word &word, cx_reader &reader)
        : walk(made(word, reader)), factor(word.is_term ? 1 : word.factor), is_optional(word.is_optional),
          asked(word.asked) {
        look();
    }

    /// A walk at the first document of `word`.
    static Walk made(const cx_ranked_word &word, cx_reader &reader) {
        if (word.is_list) return cx::ListWalk(word.list);
        if (!word.is_term) return cx::WordWalk(reader.database, word.terms, word.formula, reader.memory);
        const std::string &name = word.terms.front().name;
        return cx::TermWalk(reader.database, name, reader.memory.term(reader.database, name, word.is_passing),
                            word.formula.k1, word.formula.b, word.factor, reader.memory);
    }

    uint64_t postings() const {
        return std::visit([](const auto &walk) { return walk.postings; }, walk);
    }

    /// The number of documents, at least.
    uint64_t least() const {
        return std::visit([](const auto &walk) -> uint64_t { return walk.least; }, walk);
    }

    /// An upper bound of the weights.
    double bound() const {
        return factor * std::visit([](const auto &walk) { return walk.greatest_weight; }, walk);
    }

    /// Sets `document`.
    void look() {
        document = std::visit([](const auto &walk) { return walk.document; }, walk);
    }

    void skip_to(Xapian::docid wanted) {
        if (document == 0 || document >= wanted) return;
        std::visit([wanted](auto &walk) { walk.skip_to(wanted); }, walk);
        look();
    }

    double weight() const {
        return factor * std::visit([](const auto &walk) { return walk.weight(); }, walk);
    }

    /// Calls body(document, weight, is_held) for each document below `end`, and moves on to the first after them.
    template <typename Body>
    void each(Xapian::docid end, const Body &body) {
        std::visit(
            [&](auto &walk) {
                walk.each(end, [&, factor = factor](Xapian::docid document, double weight, bool is_held) {
                    body(document, factor > 0 ? factor * weight : 0, is_held);
                });
            },
            walk);
        look();
    }

    /// Adds what it has in `document`, to which it moves on.
    void add(Xapian::docid wanted, cx::Window::Sum &sum) {
        skip_to(wanted);
        if (document != wanted) return;
        if (factor > 0) sum.weight += weight();
        if (std::visit([](const auto &walk) { return walk.is_held(); }, walk)) sum.held |= asked;
    }
};

/// The best matches of a query, and its figures.
struct Found {
    cx::Best best;
    cx_match_summary &summary;

    void add(Xapian::docid document, double weight) {
        cx_match match{};
        match.document = document;
        match.weight = weight;
        ++summary.estimate;
        summary.greatest_weight = std::max(summary.greatest_weight, weight);
        best.add(match);
    }
};

/// Adds the documents of `operand`, the only one, up to where none can be among the best any more where it `prunes`, from
/// `prune_from` matches on.
///
/// - Returns: True if any may be left out.
bool walk_alone(Operand &operand, bool prunes, uint64_t prune_from, const cx::Deadline &deadline, Found &found) {
    constexpr Xapian::docid stretch = cx::Window::small;
    const double bound = operand.bound();
    while (operand.document != 0) {
        deadline.check();
        if (prunes && found.summary.estimate >= prune_from && bound <= found.best.least()) return true;
        const Xapian::docid end = operand.document > UINT32_MAX - stretch ? UINT32_MAX : operand.document + stretch;
        operand.each(end, [&](Xapian::docid document, double weight, bool) { found.add(document, weight); });
    }
    return false;
}

/// Passes over the commonest operands whose documents, where they hold none of the others, cannot be among the best: the
/// idea of MaxScore (Turtle and Flood 1995). One of what is asked for is left, so that documents that hold all of it are
/// counted.
class Pruning {
    /// The operands that match, the commonest first.
    std::vector<Operand *> operands_;
    double step_, sum_ = 0;
    uint64_t asked_ = 0, all_asked_ = 0;

  public:
    Pruning(std::vector<Operand> &operands, double step) : step_(step) {
        for (auto &operand : operands) {
            all_asked_ |= operand.asked;
            if (operand.is_optional) {
                sum_ += operand.bound();
            } else {
                operands_.push_back(&operand);
            }
        }
        std::sort(operands_.begin(), operands_.end(), [](const Operand *one, const Operand *other) {
            return one->postings() != other->postings() ? one->postings() > other->postings() : one < other;
        });
    }

    /// Goes on where only documents of more than `least` are wanted; false where there can be none any more.
    bool pass_over(double least) {
        size_t left = 0;
        for (auto *operand : operands_) {
            const uint64_t asked = asked_ | operand->asked;
            const double sum = sum_ + operand->bound();
            // Without weights nobody asks for that number.
            const bool is_last = asked == all_asked_ && asked != 0 && sum > 0;
            // Of equal weights the first document stays; sums in another order may differ in their last bits.
            if (!is_last && (sum + (asked != 0 ? step_ : 0)) * (1 + 1e-9) <= least) {
                operand->is_passed_over = true;
                sum_ = sum;
                asked_ = asked;
            } else {
                operands_[left++] = operand;
            }
        }
        operands_.resize(left);
        return left > 0;
    }
};

/// Adds the documents of all operands, those in which they hold what is asked for by `step` above others. Where `prunes`,
/// from `prune_from` matches on those that cannot be among the best may be left out.
///
/// - Returns: True if any may be.
bool walk(std::vector<Operand> &operands, cx::Window &window, double step, bool prunes, uint64_t prune_from,
          const cx::Deadline &deadline, Found &found) {
    uint64_t all_asked = 0;
    for (const auto &operand : operands) all_asked |= operand.asked;
    Pruning pruning(operands, step);
    while (true) {
        if (prunes && found.summary.estimate >= prune_from && !pruning.pass_over(found.best.least())) break;
        Xapian::docid first = 0;
        for (const auto &operand : operands) {
            if (operand.is_optional || operand.is_passed_over || operand.document == 0) continue;
            if (first == 0 || operand.document < first) first = operand.document;
        }
        if (first == 0) break;
        window.move(first, prunes ? cx::Window::small : cx::Window::size);
        // What finds nothing by itself comes last, for it looks at what was found.
        for (const bool finds : {true, false}) {
            for (auto &operand : operands) {
                if ((operand.is_optional || operand.is_passed_over) == finds) continue;
                deadline.check();
                if (finds) {
                    operand.each(
                        window.end, [&, asked = operand.asked](Xapian::docid document, double weight, bool is_held) {
                            cx::Window::Sum &sum = window.found(document);
                            sum.weight += weight;
                            if (is_held) sum.held |= asked;
                        });
                } else {
                    window.each([&](Xapian::docid document, cx::Window::Sum &sum) { operand.add(document, sum); });
                }
            }
        }
        window.take([&](Xapian::docid document, const cx::Window::Sum &sum) {
            double weight = sum.weight;
            if (sum.held != 0) weight += step;
            if (sum.held == all_asked && sum.held != 0) {
                weight += step;
                ++found.summary.complete;
            }
            found.add(document, weight);
        });
    }
    return std::any_of(operands.begin(), operands.end(), [](const Operand &operand) { return operand.is_passed_over; });
}

/// Sets the counts of a walk that left out documents: between those found and those of all operands, and an estimate as if
/// the operands were independent.
void estimate(const std::vector<Operand> &operands, double documents, cx_match_summary &summary) {
    double most = 0, lacking = 1;
    uint64_t least = summary.estimate;
    for (const auto &operand : operands) {
        if (operand.is_optional) continue;
        const double postings = std::min(double(operand.postings()), documents);
        most += postings;
        lacking *= 1 - postings / documents;
        least = std::max(least, operand.least());
    }
    most = std::min(most, documents);
    summary.lower_bound = static_cast<uint32_t>(least);
    summary.upper_bound = static_cast<uint32_t>(std::max(most, double(least)));
    summary.estimate = std::clamp(static_cast<uint32_t>(std::lround(documents * (1 - lacking))), summary.lower_bound,
                                  summary.upper_bound);
}

}  // namespace

extern "C" {

bool cx_query_rank_word(cx_query *query, const cx_word_formula *formula, double factor, bool is_optional, uint64_t asked,
                        cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        cx_ranked_word word{{}, *formula, factor, is_optional, false, asked};
        word.terms.swap(query->word);
        query->ranked.push_back(std::move(word));
        return true;
    });
}

bool cx_query_rank_term(cx_query *query, const void *term, size_t size, double k1, double b, double factor,
                        bool is_optional, bool is_passing, uint64_t asked, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        if (size == 0) return true;
        const cx_word_formula formula{k1, b, 1, 0, 0};
        query->ranked.push_back(
            {{{cx::bytes(term, size), 1, false, false}}, formula, factor, is_optional, true, asked, is_passing});
        return true;
    });
}

bool cx_query_rank_list(cx_query *query, const uint32_t *documents, const double *weights, size_t count, double factor,
                        bool is_optional, uint64_t asked, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        cx_ranked_word word{{}, {}, factor, is_optional, false, asked};
        word.is_list = true;
        word.list.reserve(count);
        for (size_t index = 0; index < count; ++index) word.list.emplace_back(documents[index], weights[index]);
        query->ranked.push_back(std::move(word));
        return true;
    });
}

void cx_query_rank_step(cx_query *query, double step) { query->step = step; }

cx_buffer *cx_reader_rank(cx_reader *reader, const cx_query *query, uint32_t offset, uint32_t limit,
                          uint64_t most_postings, uint64_t prune_from, cx_match_summary *summary, cx_error *error) {
    return cx::guarded<cx_buffer *>(error, nullptr, [&]() -> cx_buffer * {
        uint64_t postings = 0;
        std::vector<Operand> operands;
        operands.reserve(query->ranked.size());
        for (const auto &word : query->ranked) {
            operands.emplace_back(word, *reader);
            postings += operands.back().postings();
        }
        const bool prunes = postings > most_postings;
        *summary = {};
        Found found{cx::Best(static_cast<size_t>(std::min<uint64_t>(uint64_t(offset) + limit, postings))), *summary};
        bool is_pruned = false;
        if (operands.size() == 1 && !operands[0].is_optional && query->step == 0) {
            // The commonest query, without sums.
            is_pruned = walk_alone(operands[0], prunes, prune_from, reader->deadline, found);
            if (operands[0].asked != 0) summary->complete = summary->estimate;
        } else {
            // What an exception leaves half done is not used again.
            auto window = std::move(reader->window);
            if (!window) window = std::make_unique<cx::Window>();
            is_pruned = walk(operands, *window, query->step, prunes, prune_from, reader->deadline, found);
            reader->window = std::move(window);
        }
        summary->lower_bound = summary->upper_bound = summary->estimate;
        if (is_pruned) estimate(operands, reader->database.get_doccount(), *summary);

        const std::vector<cx_match> matches = found.best.sorted();
        const size_t first = std::min<size_t>(offset, matches.size());
        summary->count = static_cast<uint32_t>(matches.size() - first);
        return new cx_buffer{std::string(reinterpret_cast<const char *>(matches.data() + first),
                                         summary->count * sizeof(cx_match))};
    });
}

bool cx_reader_add_weights(cx_reader *reader, const cx_query *query, const uint32_t *documents, size_t count,
                           double *weights, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        // A look at the clock takes as long as a posting or two.
        cx::SparseCheck<256> look(reader->deadline);
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
