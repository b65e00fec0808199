// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/json/pointer.hpp>
#include <hyper/json/raw.hpp>
#include <hyper/json/read.hpp>
#include <hyper/json/traits.hpp>
#include <hyper/json/write.hpp>
