// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// `codec<T>` for every C++ type that a column or a parameter may have.

#include <hyper/postgres/array_codec.hpp>
#include <hyper/postgres/interval.hpp>
#include <hyper/postgres/network_address.hpp>
#include <hyper/postgres/scalar_codec.hpp>
#include <hyper/postgres/value_codec.hpp>
#include <hyper/postgres/value_range.hpp>
