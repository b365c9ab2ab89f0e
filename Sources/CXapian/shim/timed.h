// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_SHIM_TIMED_H
#define CXAPIAN_SHIM_TIMED_H

#include <xapian.h>

struct cx_reader;

namespace cx {

/// `query`, which throws OutOfTime at the next document it looks at once the reader's deadline has passed. Weights
/// and bounds are the same. The reader must outlive it.
///
/// Enquire::set_time_limit ends no more than the counting beyond the page, and a MatchDecider is asked about documents that
/// match only, so Xapian's matcher has to be stopped from within: by a posting source that every document has to pass,
/// which an AND asks before it compares positions.
///
/// Only documents of numbers greater than `after` match.
Xapian::Query timed(const Xapian::Query &query, const cx_reader &reader, Xapian::docid after = 0);

}  // namespace cx

#endif
