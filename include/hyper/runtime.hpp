// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/runtime/blocking.hpp>
#include <hyper/runtime/context.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <hyper/runtime/run.hpp>
#include <hyper/runtime/signals.hpp>
#include <hyper/runtime/sleep.hpp>
#include <hyper/runtime/task.hpp>
#include <hyper/runtime/when_all.hpp>
#include <hyper/runtime/with_timeout.hpp>
