/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CXAPIAN_H
#define CXAPIAN_H
#endif
