// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

/// The version of the library, as CMake, vcpkg and `--version` state it.
#define HYPER_VERSION_MAJOR 0
#define HYPER_VERSION_MINOR 1
#define HYPER_VERSION_PATCH 0

#if !defined(__linux__)
#error "HyperDjango runs on Linux only: use the development container or WSL 2"
#endif
#if __cplusplus < 202002L
#error "HyperDjango needs C++20: compile with -std=c++20 or later"
#endif

// One source, two builds. A definition that needs no template parameter stands in an `.ipp`. Each
// header includes its `.ipp` at its end, unless the program links `hyperdjango::compiled`, which
// defines HYPER_COMPILED and has every `.ipp` compiled once already.
#if defined(HYPER_COMPILED)
#define HYPER_INLINE
#else
#define HYPER_INLINE inline
#endif
