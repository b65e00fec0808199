// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/http/request.hpp>
#include <optional>
#include <span>
#include <string_view>

namespace hyper {

/// The language among `offered` for one tag or range such as "en-GB" (RFC 4647 §3.4, lookup): the
/// same, else what is left of it when parts are taken off its end ("en"), else the first that
/// begins with the same language ("en-US"). Letters in any case. Its position; nothing when none
/// suits.
std::optional<std::size_t> find_language(std::string_view range,
                                         std::span<std::string_view const> offered);

/// The language among `offered` that the Accept-Language fields of a request want most (RFC 9110
/// §12.5.4): the ranges are looked up by their quality, equals in the order of the fields. What a
/// request excludes, "en;q=0", is not chosen; for "*" that is the first of the others. Its
/// position; nothing when no range suits. Ranges beyond the 32nd are not read, nor is what is
/// malformed.
std::optional<std::size_t> accepted_language(request const& asked,
                                             std::span<std::string_view const> offered);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/accept_language.ipp>
#endif
