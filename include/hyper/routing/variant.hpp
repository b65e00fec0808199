// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: <hyper/pages.hpp> has it.

#include <hyper/routing/respond.hpp>
#include <utility>
#include <variant>

namespace hyper {

/// A handler may return one of several results: `std::variant<html, redirect>`, a page when a form
/// has mistakes and a redirection when it has none.
template <class... T>
inline constexpr bool can_respond<std::variant<T...>> = (can_respond<T> && ...);

template <class... T>
  requires(can_respond<T> && ...)
struct respond_traits<std::variant<T...>> {
  static void respond(exchange& with, std::variant<T...>&& value) {
    std::visit([&](auto&& chosen) { hyper::respond(with, std::move(chosen)); }, std::move(value));
  }
};

}  // namespace hyper
