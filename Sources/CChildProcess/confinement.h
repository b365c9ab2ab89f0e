// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HAKU_CONFINEMENT_H
#define HAKU_CONFINEMENT_H

/// Forbids the calling process, from now on and for good, to use the network, other processes and what only system
/// programs need. System calls only. Returns 0, or -1 where the system cannot.
int haku_confine_calls(void);

/// Forbids it to write files, and to read any but those of the system's folders, below `beside` and below `folder`
/// (each may be NULL). What is open stays usable. System calls only. Returns 0, or -1 where the system cannot.
int haku_confine_files(const char *beside, const char *folder);

int haku_can_confine_calls(void);
int haku_can_confine_files(void);

#endif
