// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of app/application.hpp: an application without its types, for what need not be
// compiled for each.

#include <hyper/app/command.hpp>
#include <hyper/app/database_part.hpp>
#include <hyper/app/setting.hpp>
#include <hyper/routing/router.hpp>
#include <span>
#include <string_view>

namespace hyper {
class event_loop;
struct model_info;
}  // namespace hyper

namespace hyper::detail {

struct application_plan;

/// What a part of an application has on each worker. It is made when the worker has its database.
struct worker_part {
  void* (*open)(application_plan const& plan, settings const& of,
                event_loop& loop) = nullptr;  ///< may answer nullptr
  void (*close)(void* made) noexcept = nullptr;
};

struct application_plan {
  void (*handle)(void* self, exchange& with) = nullptr;
  std::span<route_entry const> routes;
  std::span<model_info const* const> models;
  std::span<command_entry const> commands;
  std::span<setting_preset const> presets;
  /// SQL that makes the tables that are missing; may be empty.
  std::string_view (*schema)() = nullptr;
  /// Decides about the bodies of requests.
  void (*plan_body)(void* self, exchange const& with, body_plan& what) noexcept = nullptr;
  std::span<worker_part const> worker_parts = {};
  /// What the database can do; nullptr for an application without `models<>`.
  database_part const* database = nullptr;
  /// Answers a problem with a page; nullptr for an application without `error_pages<>`.
  decltype(http_service::show_problem) show_problem = nullptr;
};

}  // namespace hyper::detail
