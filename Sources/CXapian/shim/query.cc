// SPDX-License-Identifier: GPL-3.0-or-later
#include "shim/query.h"

#include "shim/guarded.h"
#include "shim/timed.h"
#include "shim/reader.h"

#include <cstddef>
#include <utility>

namespace {

using Xapian::Query;

constexpr std::pair<cx_operator, Query::op> operators[] = {
    {CX_AND, Query::OP_AND},         {CX_OR, Query::OP_OR},               {CX_MAX, Query::OP_MAX},
    {CX_SYNONYM, Query::OP_SYNONYM}, {CX_AND_NOT, Query::OP_AND_NOT},     {CX_AND_MAYBE, Query::OP_AND_MAYBE},
    {CX_FILTER, Query::OP_FILTER},   {CX_PHRASE, Query::OP_PHRASE},       {CX_NEAR, Query::OP_NEAR},
};

Query::op xapian_operator(cx_operator operation) {
    for (const auto &[ours, theirs] : operators)
        if (ours == operation) return theirs;
    throw Xapian::InvalidArgumentError("no such operator");
}

/// True if some operator of `query` wants documents that several of its parts match.
bool holds_conjunction(const Query &query) {
    switch (query.get_type()) {
        case Query::OP_AND:
        case Query::OP_AND_MAYBE:
        case Query::OP_FILTER:
        case Query::OP_NEAR:
        case Query::OP_PHRASE: return true;
        default: break;
    }
    for (size_t part = 0; part < query.get_num_subqueries(); ++part)
        if (holds_conjunction(query.get_subquery(part))) return true;
    return false;
}

/// The documents of `query` that `excluded` does not match.
///
/// Xapian's AND NOT (1.4.22) never asks its right side for the greatest weights of its parts, which an AND there takes from
/// memory that nobody has written to: by these its parts may be told to leave out documents of less weight, and what should
/// be excluded is found, now and then. XOR asks.
Query without(const Query &query, const Query &excluded) {
    if (!holds_conjunction(excluded)) return Query(Query::OP_AND_NOT, query, excluded);
    return Query(Query::OP_FILTER, query, Query(Query::OP_XOR, Query(std::string()), excluded));
}

}  // namespace

extern "C" {

cx_query *cx_query_new(cx_reader *reader, cx_error *error) {
    return cx::guarded<cx_query *>(error, nullptr, [&] { return new cx_query{{}, {}, {}, 0, reader}; });
}

void cx_query_free(cx_query *query) { cx::dispose(query); }

bool cx_query_push_term(cx_query *query, const void *term, size_t size, uint32_t count, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        // To Xapian the empty term stands for every document; here it is a term that no document holds.
        query->has_untimed = true;
        query->stack.push_back(size == 0 ? Xapian::Query() : Xapian::Query(cx::bytes(term, size), count));
        return true;
    });
}

bool cx_query_push_all(cx_query *query, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        query->has_untimed = true;
        // Not Query::MatchAll: its reference count is shared by all threads and not atomic.
        query->stack.push_back(Xapian::Query(std::string()));
        return true;
    });
}

bool cx_query_push_nothing(cx_query *query, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        query->stack.push_back(Xapian::Query());
        return true;
    });
}

bool cx_query_push_range(cx_query *query, uint32_t slot, const void *from, size_t from_size, const void *to,
                         size_t to_size, bool open_ended, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        query->has_untimed = true;
        // A document without a value has the empty one; it lies in no range.
        const std::string lowest = from_size == 0 ? std::string(1, '\0') : cx::bytes(from, from_size);
        if (open_ended) {
            query->stack.push_back(Xapian::Query(Xapian::Query::OP_VALUE_GE, slot, lowest));
        } else {
            query->stack.push_back(
                Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot, lowest, cx::bytes(to, to_size)));
        }
        return true;
    });
}

bool cx_query_combine(cx_query *query, cx_operator operation, size_t count, uint32_t window, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        if (count > query->stack.size()) throw Xapian::InvalidArgumentError("too few queries to combine");
        const auto first = query->stack.end() - static_cast<std::ptrdiff_t>(count);
        Xapian::Query combined = operation == CX_AND_NOT && count == 2
                                     ? without(first[0], first[1])
                                     : Query(xapian_operator(operation), first, query->stack.end(), window);
        // Whoever looks for places looks long at each document, and at many before one that matches.
        if (operation == CX_PHRASE || operation == CX_NEAR) combined = cx::timed(combined, *query->reader);
        query->stack.erase(first, query->stack.end());
        query->stack.push_back(std::move(combined));
        return true;
    });
}

bool cx_query_fix(cx_query *query, double weight, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        if (query->stack.empty()) throw Xapian::InvalidArgumentError("no query to weigh");
        auto *source = new Xapian::FixedWeightPostingSource(weight);
        query->stack.back() =
            Xapian::Query(Xapian::Query::OP_FILTER, Xapian::Query(source->release()), query->stack.back());
        return true;
    });
}

bool cx_query_scale(cx_query *query, double factor, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        if (query->stack.empty()) throw Xapian::InvalidArgumentError("no query to scale");
        query->stack.back() = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query->stack.back(), factor);
        return true;
    });
}

}
