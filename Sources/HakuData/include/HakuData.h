// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HAKU_DATA_H
#define HAKU_DATA_H

/// The version of the files in Data.
extern const int haku_data_version;

#endif
