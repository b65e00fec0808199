// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/environment_class.hpp>
//
#include <type_traits>

using namespace hyper;

// Its state is an address that others hold.
static_assert(!std::is_copy_constructible_v<template_environment>);
