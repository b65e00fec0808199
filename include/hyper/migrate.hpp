// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/apply.hpp>
#include <hyper/migrate/column_change.hpp>
#include <hyper/migrate/data_lines.hpp>
#include <hyper/migrate/difference.hpp>
#include <hyper/migrate/drift.hpp>
#include <hyper/migrate/inspect_models.hpp>
#include <hyper/migrate/introspect.hpp>
#include <hyper/migrate/ledger.hpp>
#include <hyper/migrate/make_migrations.hpp>
#include <hyper/migrate/migration_file.hpp>
#include <hyper/migrate/migration_folder.hpp>
#include <hyper/migrate/migration_plan.hpp>
#include <hyper/migrate/operation.hpp>
#include <hyper/migrate/read_schema.hpp>
#include <hyper/migrate/renames.hpp>
#include <hyper/migrate/schema.hpp>
#include <hyper/migrate/sql_tokens.hpp>
#include <hyper/migrate/write_schema.hpp>
