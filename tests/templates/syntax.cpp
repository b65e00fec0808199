// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/syntax.hpp>

#include "support/catch.hpp"

static_assert(hyper::template_syntax{}.block_start == "{%");
static_assert(hyper::template_syntax{} == hyper::template_syntax{});
static_assert(hyper::template_syntax{.trim_blocks = true} != hyper::template_syntax{});
