// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <hyper/app/application.hpp>
#include <hyper/app/database_program.hpp>
#include <hyper/orm/create_table.hpp>
#include <string_view>

namespace hyper {

/// The models of an application: `migrate` makes their tables. An application that uses a database
/// without models says `models<>`.
template <class... Models>
struct models {};

namespace detail {

template <class... Models>
struct application_part<models<Models...>> : known_part {
  using tables = model_pack<Models...>;
  static constexpr bool has_database = true;
  static constexpr database_part const* database = &standard_database;
};

template <class First, class... Models>
struct joined_models<model_pack<First, Models...>> {
  static constexpr std::array<model_info const*, 1 + sizeof...(Models)> infos{&model_of<First>,
                                                                              &model_of<Models>...};
  static std::string_view schema() { return create_tables<First, Models...>(); }
};

}  // namespace detail
}  // namespace hyper
