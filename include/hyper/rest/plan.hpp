// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to rest/serializer.hpp: how a row is written, as data. Each step puts down a constant
// text, and then a value, or nothing; a step that opens an object asks first whether there is one.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/json/writer.hpp>
#include <hyper/rest/field.hpp>
#include <string_view>

namespace hyper::detail {

struct plan_step {
  std::uint16_t text_at = 0;
  std::uint16_t text_size = 0;
  std::uint16_t skip_to = 0;  ///< the step behind the object, when there is none
  void (*put)(json_writer& out, void const* row) = nullptr;
  bool (*present)(void const* row) = nullptr;
};

/// Writes a row by its plan.
void write_plan(json_writer& out, plan_step const* steps, std::size_t count, char const* text,
                void const* row);

/// The functions of one field: its value, and whether each object around it is there.
struct field_access {
  std::string_view name;
  void (*put)(json_writer& out, void const* row) = nullptr;
  std::array<bool (*)(void const* row), most_field_levels> present{};
};

/// Text and steps of a plan of `Fields` fields; it is built once to be measured.
template <std::size_t Fields, std::size_t Size>
struct serializer_plan {
  std::array<plan_step, Fields * (2 * most_field_levels + 1) + 1> steps{};
  std::array<char, Size> text{};
  std::size_t step_count = 0;
  std::size_t text_size = 0;
  bool torn = false;        ///< an object would stand in the row twice, or a field
  std::size_t torn_at = 0;  ///< the field with which that begins

  constexpr explicit serializer_plan(std::array<field_access, Fields> const& fields) {
    field_name open;
    open.count = 1;
    std::array<std::size_t, most_field_levels> opened{};
    for (std::size_t i = 0; i < Fields; ++i) {
      field_name const name = split_field(fields[i].name);
      std::size_t const shared = count_shared(open, name);
      close(open, shared, opened);
      if (!torn && is_repeated(fields, i, shared)) {
        torn = true;
        torn_at = i;
      }
      for (std::size_t level = shared; level < name.levels(); ++level) {
        key(name.parts[level]);
        opened[level] = step_count;
        end_step(nullptr, fields[i].present[level]);
        put("{");
      }
      key(name.parts[name.levels()]);
      end_step(fields[i].put, nullptr);
      open = name;
    }
    close(open, 0, opened);
    put(Fields == 0 ? "{}" : "}");
    end_step(nullptr, nullptr);
  }

 private:
  /// How many of the objects that are open the field stands in, too.
  static constexpr std::size_t count_shared(field_name const& open, field_name const& name) {
    std::size_t shared = 0;
    while (shared < open.levels() && shared < name.levels() &&
           open.parts[shared] == name.parts[shared])
      ++shared;
    return shared;
  }

  /// Whether what comes next has been written before: then there would be two members of one name.
  static constexpr bool is_repeated(std::array<field_access, Fields> const& fields,
                                    std::size_t number, std::size_t shared) {
    field_name const name = split_field(fields[number].name);
    for (std::size_t i = 0; i < number; ++i) {
      field_name const other = split_field(fields[i].name);
      bool same = other.count > shared;
      for (std::size_t level = 0; level <= shared && same; ++level)
        same = other.parts[level] == name.parts[level];
      if (same) return true;
    }
    return false;
  }

  constexpr void close(field_name const& open, std::size_t keep,
                       std::array<std::size_t, most_field_levels> const& opened) {
    for (std::size_t level = open.levels(); level > keep; --level) {
      put("}");
      end_step(nullptr, nullptr);
      steps[opened[level - 1]].skip_to = static_cast<std::uint16_t>(step_count);
    }
  }

  constexpr void key(std::string_view name) {
    bool const first = step_count == 0 && text_size == 0;
    bool const opens = text_size > 0 && text[text_size - 1] == '{';
    put(first ? "{" : opens ? "" : ",");
    put("\"");
    put(name);
    put("\":");
  }

  constexpr void put(std::string_view piece) {
    for (char const c : piece) text[text_size++] = c;
  }

  constexpr void end_step(void (*value)(json_writer&, void const*), bool (*present)(void const*)) {
    plan_step& step = steps[step_count++];
    step.text_at = static_cast<std::uint16_t>(begin_);
    step.text_size = static_cast<std::uint16_t>(text_size - begin_);
    step.put = value;
    step.present = present;
    begin_ = text_size;
  }

  std::size_t begin_ = 0;
};

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/rest/plan.ipp>
#endif
