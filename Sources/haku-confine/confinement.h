// SPDX-License-Identifier: GPL-3.0-or-later
//
// The parts of a converter's confinement.
#ifndef HAKU_CONFINEMENT_H
#define HAKU_CONFINEMENT_H

/// The system's folders and files that converters may read; ends with NULL.
extern const char *const haku_system_paths[];

/// Limits the calling process, for good, to the system calls that reading and computing take (seccomp): no network, no
/// other processes' affairs, no changing of files' attributes. Returns 0, or -1 where the system cannot.
int haku_confine_calls(void);

/// Forbids the calling process, for good, to write files and to read any but those of the system's folders and
/// below `folders` (full paths; ends with NULL), and to signal processes that are not its children (Landlock). What is
/// open stays usable. Returns 0, or -1 where the system cannot.
int haku_confine_files(const char *const *folders);

/// Gives the calling process namespaces of its own, in which its next child is the first process. Returns 0, or -1 where
/// the system cannot.
int haku_enter_namespaces(void);

/// Replaces the calling process's file system by one that holds nothing but the system's folders and `folders`: other files
/// are not there to be asked about. For the first process of its namespaces. Returns 0, or -1 where the system cannot.
int haku_hide_files(const char *const *folders);

/// Gives up all privileges but that of reading files, which root has had until now. Returns 0, or -1.
int haku_drop_privileges(void);

int haku_can_confine_calls(void);
int haku_can_confine_files(void);

#endif
