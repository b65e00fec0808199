// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/reflect/compile_error.hpp>

#include <hyper/orm/constraint.hpp>
#include <hyper/orm/create_table.hpp>
#include <hyper/orm/objects.hpp>
#include <hyper/orm/save.hpp>
#include <hyper/orm/stored_json.hpp>
