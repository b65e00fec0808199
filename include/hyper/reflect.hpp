// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/reflect/compile_error.hpp>
#include <hyper/reflect/enums.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/reflect/problem_list.hpp>
#include <hyper/reflect/type_name.hpp>
#include <hyper/reflect/utf8.hpp>
#include <hyper/reflect/value.hpp>
