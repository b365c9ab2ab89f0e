// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HAKU_SUPERVISOR_H
#define HAKU_SUPERVISOR_H

#include "haku_child.h"

/// A program to start, as `haku_child_start` was told.
struct haku_start {
    const char *program;
    const char *const *arguments;
    const char *const *environment;
    /// Folders that it may read besides the system's, by full paths; ends with NULL.
    const char *const *folders;
    const struct haku_child_limits *limits;
    /// The process that starts it.
    pid_t parent;
    /// Nonzero if it gets a file system and a table of processes of its own.
    int is_hidden;
};

/// Starts the program and stays until it and all that it started has ended. Descriptors 0 to 2 are the program's, 3 takes the
/// error number if it cannot be started; all signals are blocked. Does not return: ends with the program's status, or by
/// the signal that ended it.
_Noreturn void haku_supervise(const struct haku_start *start);

/// True if this system lets programs have a file system and a table of processes of their own. Tried by a child.
int haku_can_hide(void);

#endif
