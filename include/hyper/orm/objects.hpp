// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/created_at.hpp>
#include <hyper/orm/foreign_key.hpp>
#include <hyper/orm/query_set.hpp>
#include <hyper/orm/unique.hpp>

namespace hyper {

/// All rows of a model: where every query begins.
///   co_await objects<post>.filter<"title__icontains">(word).order_by<"-created">().all()
template <class Model>
inline constexpr query_set<Model, detail::query_state> objects{};

}  // namespace hyper
