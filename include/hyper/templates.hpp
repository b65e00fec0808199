// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/templates/environment.hpp>
#include <hyper/templates/error.hpp>
#include <hyper/templates/escape.hpp>
#include <hyper/templates/live_folder.hpp>
#include <hyper/templates/loader.hpp>
#include <hyper/templates/plural_rule.hpp>
#include <hyper/templates/render.hpp>
#include <hyper/templates/syntax.hpp>
#include <hyper/templates/translations.hpp>
#include <hyper/templates/value.hpp>
#include <hyper/templates/view.hpp>
