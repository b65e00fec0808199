// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <hyper/reflect/compile_error.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/runtime/task.hpp>
#include <string_view>

namespace hyper {

// Compile error: the function of a command.
template <fixed_string Name, class Function, fixed_string... Advice>
struct command_needs_task_of_void;

namespace detail {
template <class Function>
concept command_function = requires(Function f) {
  { f() } -> std::same_as<task<void>>;
};
}  // namespace detail

/// A command of one's own in an `application`: `command<"seed", fill_tables, "writes some rows">`.
/// The function takes nothing and is run with a database: `task<void> fill_tables()`.
/// The command named "seed" is also run by `dev` when `migrate` has made a table.
template <fixed_string Name, auto Function, fixed_string Help = "">
struct command {
  static constexpr std::string_view name = Name.view();
  static constexpr std::string_view help = Help.view();

  static task<void> run() {
    if constexpr (detail::command_function<decltype(Function)>) {
      static constexpr auto call = Function;  // a copy, as in routing's call_handler
      return call();
    } else {
      compile_error<
          command_needs_task_of_void<Name, decltype(Function), "write: task<void> f();">>();
      return {};
    }
  }
};

namespace detail {

/// A command as data.
struct command_entry {
  std::string_view name;
  std::string_view help;
  task<void> (*run)() = nullptr;
};

template <class>
inline constexpr bool is_command = false;
template <fixed_string Name, auto Function, fixed_string Help>
inline constexpr bool is_command<command<Name, Function, Help>> = true;

template <fixed_string Name, auto Function, fixed_string Help>
constexpr command_entry entry_of(command<Name, Function, Help>) {
  using which = command<Name, Function, Help>;
  return {which::name, which::help, &which::run};
}

}  // namespace detail
}  // namespace hyper
