// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_SHIM_READER_H
#define CXAPIAN_SHIM_READER_H

#include "cxapian.h"
#include "ranking/memory.h"
#include "ranking/window.h"
#include "shim/deadline.h"

#include <xapian.h>

#include <memory>

/// A database open for reading, with the cache of the revision it is at, and the deadline of what is being asked.
struct cx_reader {
    Xapian::Database database;
    cx::Memory memory;
    cx::Deadline deadline;
    /// An empty window for sums; null until one is needed, and while one is in use.
    std::unique_ptr<cx::Window> window;
};

#endif
