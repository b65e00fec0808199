// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of app/run.hpp: the commands about a process that serves in the background.

#include <hyper/app/program.hpp>
#include <hyper/config.hpp>

namespace hyper::detail {

// Each prints what happened and returns the exit code; what cannot be done is a cannot_start.

int start_program(program& of);    ///< in the background; returns when it serves, or does not
int stop_program(program& of);     ///< waits for the end
int status_program(program& of);   ///< 0 when it serves, 1 when nothing does
int reload_program(program& of);   ///< settings that can change while it serves
int restart_program(program& of);  ///< the new process serves before the old one drains
int print_systemd_units(program& of);

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/app/life_commands.ipp>
#endif
