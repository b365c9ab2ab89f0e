// SPDX-License-Identifier: GPL-3.0-or-later
#include "shim/buffer.h"
#include "shim/guarded.h"
#include "shim/query.h"
#include "shim/reader.h"
#include "shim/timed.h"

#include <utility>

namespace {

void set_weighting(Xapian::Enquire &enquire, const cx_match_options &options) {
    const cx_bm25 &p = options.bm25;
    switch (options.weighting) {
        case CX_WEIGHT_BOOLEAN:
            enquire.set_weighting_scheme(Xapian::BoolWeight());
            return;
        case CX_WEIGHT_BM25:
            enquire.set_weighting_scheme(Xapian::BM25Weight(p.k1, p.k2, p.k3, p.b, p.min_normlen));
            return;
    }
    throw Xapian::InvalidArgumentError("no such weighting");
}

/// Orders by the value of a slot; documents that lack it come last, whichever end is first.
class LackingLast : public Xapian::KeyMaker {
    Xapian::valueno slot_;
    bool falling_;

  public:
    LackingLast(Xapian::valueno slot, bool falling) : slot_(slot), falling_(falling) {}

    std::string operator()(const Xapian::Document &document) const override {
        const std::string value = document.get_value(slot_);
        if (value.empty()) return falling_ ? std::string() : std::string(1, '\2');
        return '\1' + value;
    }
};

}  // namespace

extern "C" cx_buffer *cx_reader_search(cx_reader *reader, const cx_query *query, const cx_match_options *options,
                                       cx_match_summary *summary, cx_error *error) {
    return cx::guarded<cx_buffer *>(error, nullptr, [&] {
        if (query->stack.size() != 1) throw Xapian::InvalidArgumentError("the query is not complete");
        Xapian::Enquire enquire(reader->database);
        const Xapian::Query &whole = query->stack.back();
        const bool is_narrowed = query->has_untimed || options->after > 0;
        enquire.set_query(is_narrowed ? cx::timed(whole, *reader, options->after) : whole);
        set_weighting(enquire, *options);
        LackingLast order(options->sort_slot, options->sort_falling);
        if (options->sort_slot != CX_NO_SLOT && reader->is_remote) {
            // A key cannot be sent. Rising, what lacks the value comes first.
            enquire.set_sort_by_value_then_relevance(options->sort_slot, options->sort_falling);
        } else if (options->sort_slot != CX_NO_SLOT) {
            enquire.set_sort_by_key_then_relevance(&order, options->sort_falling);
        }
        if (options->collapse_slot != CX_NO_SLOT) enquire.set_collapse_key(options->collapse_slot);
        if (options->seconds > 0) enquire.set_time_limit(options->seconds);

        const Xapian::MSet matches = enquire.get_mset(options->offset, options->limit, options->check_at_least);
        summary->estimate = matches.get_matches_estimated();
        summary->lower_bound = matches.get_matches_lower_bound();
        summary->upper_bound = matches.get_matches_upper_bound();
        summary->count = matches.size();
        summary->greatest_weight = matches.get_max_attained();

        std::string packed;
        packed.reserve(matches.size() * sizeof(cx_match));
        for (auto match = matches.begin(); match != matches.end(); ++match) {
            cx_match entry{};
            entry.document = *match;
            entry.collapsed = match.get_collapse_count();
            entry.weight = match.get_weight();
            packed.append(reinterpret_cast<const char *>(&entry), sizeof entry);
        }
        return new cx_buffer{std::move(packed)};
    });
}
