// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/constraint.hpp>

namespace hyper::detail {

HYPER_INLINE std::string_view member_of_constraint(model_info const& model,
                                                   std::string_view constraint) {
  if (schema_name(model.table).kind("_pkey").view() == constraint) return model[model.key].member;
  for (std::size_t i = 0; i < model.count; ++i)
    for (std::string_view kind : {"_key", "_check", "_fkey"})
      if (column_name(model, model[i], kind).view() == constraint) return model[i].member;
  for (std::size_t i = 0; i < model.option_count; ++i) {
    model_columns const& option = model.options[i];
    if (option.option == model_option::index && option.index.unique && option.count != 0 &&
        index_name_of(model, option).view() == constraint)
      return model[model.find(split_direction(option.columns[0]).name)].member;
    if (option.option != model_option::unique || option.count == 0) continue;
    if (columns_name(model, option, "_key").view() == constraint)
      return model[model.find(split_direction(option.columns[0]).name)].member;
  }
  return {};
}

}  // namespace hyper::detail
