// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/reflect/compile_error.hpp>

#include <hyper/orm/aggregate.hpp>
#include <hyper/orm/annotated.hpp>
#include <hyper/orm/bulk.hpp>
#include <hyper/orm/chosen_query.hpp>
#include <hyper/orm/combined_query.hpp>
#include <hyper/orm/constraint.hpp>
#include <hyper/orm/create_table.hpp>
#include <hyper/orm/db_default.hpp>
#include <hyper/orm/deleted_at.hpp>
#include <hyper/orm/explain.hpp>
#include <hyper/orm/expression.hpp>
#include <hyper/orm/for_each_row.hpp>
#include <hyper/orm/functions.hpp>
#include <hyper/orm/generated.hpp>
#include <hyper/orm/get_or_create.hpp>
#include <hyper/orm/many_to_many.hpp>
#include <hyper/orm/numeric.hpp>
#include <hyper/orm/objects.hpp>
#include <hyper/orm/observers.hpp>
#include <hyper/orm/prefetch.hpp>
#include <hyper/orm/raw_sql.hpp>
#include <hyper/orm/related.hpp>
#include <hyper/orm/related_changes.hpp>
#include <hyper/orm/row_version.hpp>
#include <hyper/orm/save.hpp>
#include <hyper/orm/stored_as.hpp>
#include <hyper/orm/stored_json.hpp>
#include <hyper/orm/subquery.hpp>
#include <hyper/orm/tracked.hpp>
#include <hyper/orm/window.hpp>
