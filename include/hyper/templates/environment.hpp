// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// `template_environment`: where templates come from, what they may call, and their rendering.

#include <hyper/config.hpp>
#include <hyper/templates/environment_class.hpp>

#if !defined(HYPER_COMPILED)
#include <hyper/templates/environment.ipp>
#endif
