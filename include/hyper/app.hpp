// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/application.hpp>
#include <hyper/app/command.hpp>
#include <hyper/app/failures.hpp>
#include <hyper/app/health.hpp>
#include <hyper/app/journal.hpp>
#include <hyper/app/run.hpp>
#include <hyper/app/serving.hpp>
#include <hyper/app/settings.hpp>
