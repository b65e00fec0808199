// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <string>
#include <string_view>

namespace hyper {

/// What a browser is to do with an answer (RFC 6266).
enum class disposition : std::uint8_t {
  unsaid,      ///< no field
  inline_,     ///< show it; the name is for who saves it
  attachment,  ///< save it
};

/// The value of Content-Disposition with a file's name, which may be any text: what could break the
/// field or lead out of a folder is replaced by '_', and names beyond ASCII are given a second time
/// as RFC 8187 writes them. Without a name: only the word.
std::string content_disposition(disposition how, std::string_view file_name = {});

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/content_disposition.ipp>
#endif
