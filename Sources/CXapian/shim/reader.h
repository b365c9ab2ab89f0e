// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_SHIM_READER_H
#define CXAPIAN_SHIM_READER_H

#include "cxapian.h"
#include "glass/positionreader.h"
#include "ranking/memory.h"
#include "ranking/window.h"
#include "shim/deadline.h"

#include <xapian.h>

#include <memory>
#include <string>
#include <utility>

/// A database open for reading, with the cache of the revision it is at, and the deadline of what is being asked.
struct cx_reader {
    explicit cx_reader(Xapian::Database database, std::string folder = std::string())
        : database(std::move(database)), folder(std::move(folder)) {}

    Xapian::Database database;
    cx::Memory memory;
    cx::Deadline deadline;
    /// The folder of the database; empty where it is a writer's.
    std::string folder;
    /// Reads positions of the revision that the database is at; null where Xapian has to, or none were asked for.
    std::unique_ptr<cx::PositionReader> positions;
    bool has_looked_for_positions = false;
    /// An empty window for sums; null until one is needed, and while one is in use.
    std::unique_ptr<cx::Window> window;
};

#endif
