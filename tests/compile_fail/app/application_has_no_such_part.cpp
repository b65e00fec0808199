// error: application_has_no_such_part
#include <hyper/app/models.hpp>

using namespace hyper;

struct note {
  primary_key<> id;
  using meta = model<table<"notes">>;
};

#ifdef COMPILE_FAIL
using notes = application<note, routes<>>;
#else
using notes = application<models<note>, routes<>>;
#endif

auto const& plan = notes::plan();
