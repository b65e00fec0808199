// error: tenant_key_does_not_fit_here document "owner" "a model has one tenant_key,"
#include <hyper/orm.hpp>
#include <hyper/orm/tenant_key.hpp>
using namespace hyper;

struct firm {
  primary_key<> id;
  using meta = model<table<"firms">>;
};
struct document {
  primary_key<> id;
#ifdef COMPILE_FAIL
  std::optional<tenant_key<firm>> owner;
#else
  tenant_key<firm> owner;
#endif
  using meta = model<table<"documents">>;
};

auto store(document& one) { return save(one); }
