// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/rest/cursor.hpp>
#include <hyper/rest/page_of.hpp>
#include <hyper/rest/serializer.hpp>
