// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

// Sample of the instantiation count: a table of sixty routes, a third of them with a parameter.
#include <hyper/routing.hpp>
#include <string>

using namespace hyper;

std::string fixed() { return "fixed"; }
std::string of(path<"id", int> id) { return std::to_string(*id); }

using site =
    routes<route<"GET /section_0/items/{id:int}", of>, route<"GET /section_1/overview", fixed>,
           route<"GET /section_2/overview", fixed>, route<"GET /section_3/items/{id:int}", of>,
           route<"GET /section_4/overview", fixed>, route<"GET /section_5/overview", fixed>,
           route<"GET /section_6/items/{id:int}", of>, route<"GET /section_7/overview", fixed>,
           route<"GET /section_8/overview", fixed>, route<"GET /section_9/items/{id:int}", of>,
           route<"GET /section_10/overview", fixed>, route<"GET /section_11/overview", fixed>,
           route<"GET /section_12/items/{id:int}", of>, route<"GET /section_13/overview", fixed>,
           route<"GET /section_14/overview", fixed>, route<"GET /section_15/items/{id:int}", of>,
           route<"GET /section_16/overview", fixed>, route<"GET /section_17/overview", fixed>,
           route<"GET /section_18/items/{id:int}", of>, route<"GET /section_19/overview", fixed>,
           route<"GET /section_20/overview", fixed>, route<"GET /section_21/items/{id:int}", of>,
           route<"GET /section_22/overview", fixed>, route<"GET /section_23/overview", fixed>,
           route<"GET /section_24/items/{id:int}", of>, route<"GET /section_25/overview", fixed>,
           route<"GET /section_26/overview", fixed>, route<"GET /section_27/items/{id:int}", of>,
           route<"GET /section_28/overview", fixed>, route<"GET /section_29/overview", fixed>,
           route<"GET /section_30/items/{id:int}", of>, route<"GET /section_31/overview", fixed>,
           route<"GET /section_32/overview", fixed>, route<"GET /section_33/items/{id:int}", of>,
           route<"GET /section_34/overview", fixed>, route<"GET /section_35/overview", fixed>,
           route<"GET /section_36/items/{id:int}", of>, route<"GET /section_37/overview", fixed>,
           route<"GET /section_38/overview", fixed>, route<"GET /section_39/items/{id:int}", of>,
           route<"GET /section_40/overview", fixed>, route<"GET /section_41/overview", fixed>,
           route<"GET /section_42/items/{id:int}", of>, route<"GET /section_43/overview", fixed>,
           route<"GET /section_44/overview", fixed>, route<"GET /section_45/items/{id:int}", of>,
           route<"GET /section_46/overview", fixed>, route<"GET /section_47/overview", fixed>,
           route<"GET /section_48/items/{id:int}", of>, route<"GET /section_49/overview", fixed>,
           route<"GET /section_50/overview", fixed>, route<"GET /section_51/items/{id:int}", of>,
           route<"GET /section_52/overview", fixed>, route<"GET /section_53/overview", fixed>,
           route<"GET /section_54/items/{id:int}", of>, route<"GET /section_55/overview", fixed>,
           route<"GET /section_56/overview", fixed>, route<"GET /section_57/items/{id:int}", of>,
           route<"GET /section_58/overview", fixed>, route<"GET /section_59/overview", fixed>>;

static_assert(site::find("GET", "/section_30/items/7").pattern == "/section_30/items/{id:int}");
