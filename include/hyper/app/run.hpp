// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/application.hpp>
#include <hyper/app/health.hpp>
#include <hyper/config.hpp>

namespace hyper {

namespace detail {
int run_program(application_plan const& plan, int argc, char const* const* argv,
                char const* const* environment) noexcept;
char const* const* process_environment() noexcept;
}  // namespace detail

/// The `main` of an application: `return hyper::run<blog>(argc, argv);`
///
/// Reads the settings, carries out the command (one of
/// `standard_commands`, or of the application's own) and returns the exit code: 0; 1 when something
/// failed; 2 for a command line or a setting that cannot be used. What went wrong is one sentence
/// on standard error.
template <class Application>
int run(int argc, char const* const* argv) noexcept {
  return detail::run_program(Application::plan(), argc, argv, detail::process_environment());
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/run.ipp>
#endif
