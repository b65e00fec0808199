// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// `render<"home.html">(context)`: templates that the compiler reads, checks against the context's
// type and turns into straight-line code.

#include <atomic>
#include <hyper/templates/static_page.hpp>

namespace hyper {
namespace detail {

template <fixed_string Name, class Folder>
consteval int embedded_position() {
  return find_embedded<Folder>(Name.view());
}

/// How large a page was the last time: what to reserve for the next.
template <fixed_string Name, class Folder, class Context>
inline std::atomic<std::size_t> last_size{0};

template <fixed_string Name, class Folder, class Context, class Globals>
void render_page(std::string& out, Context const& context, Globals const& globals) {
  constexpr int position = embedded_position<Name, Folder>();
  if constexpr (position < 0) {
    constexpr std::string_view best = nearest_template<Folder>(Name.view());
    compile_error<template_is_not_embedded<
        to_fixed_string<clipped_size(Name.view().size())>(Name.view()), 0, 0, "", "did you mean",
        to_fixed_string<clipped_size(best.size())>(best)>>();
  } else {
    render_state state(out);
    if constexpr (requires { Folder::autoescape; }) state.autoescape = Folder::autoescape;
    try {
      using around = globals_scope<Globals, Folder>;
      around const known{globals};
      emit_template<template_unit<Folder, position, position>>(
          context_scope<Context, around>{context, known}, state);
    } catch (template_error const& error) {
      if (error.line() != 0) throw;
      state.rethrow_located(error.reason());
    }
  }
}

}  // namespace detail

/// Appends the page that an embedded template makes of a context: a struct whose members are its
/// variables, or a `template_value`. Each name, member, filter, argument and block is checked while
/// compiling. Throws a `template_error` with the place where a value is not what a filter or an
/// operator needs. `globals` is a second struct, whose members are found after those of the
/// context, and in imported and included templates, too: what depends on the request.
template <fixed_string Name, class Folder = embedded_templates, class Context, class Globals>
void render(std::string& out, Context const& context, Globals const& globals) {
  detail::render_page<Name, Folder>(out, context, globals);
}
template <fixed_string Name, class Folder = embedded_templates, class Context>
void render(std::string& out, Context const& context) {
  detail::render_page<Name, Folder>(out, context, detail::no_context{});
}

/// The page as a text.
template <fixed_string Name, class Folder = embedded_templates, class Context, class Globals>
std::string render(Context const& context, Globals const& globals) {
  std::string out;
  auto& last = detail::last_size<Name, Folder, Context>;
  out.reserve(last.load(std::memory_order_relaxed));
  detail::render_page<Name, Folder>(out, context, globals);
  last.store(out.size() + out.size() / 16, std::memory_order_relaxed);
  return out;
}
template <fixed_string Name, class Folder = embedded_templates, class Context>
std::string render(Context const& context) {
  return render<Name, Folder>(context, detail::no_context{});
}

}  // namespace hyper
