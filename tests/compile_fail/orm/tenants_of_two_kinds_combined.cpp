// error: clause_does_not_fit_here document "its tables belong to tenants of"
#include <hyper/orm.hpp>
#include <hyper/orm/tenant_key.hpp>
using namespace hyper;

struct firm {
  primary_key<> id;
  using meta = model<table<"firms">>;
};
struct country {
  primary_key<> id;
  using meta = model<table<"countries">>;
};
struct law {
  primary_key<> id;
  tenant_key<country> of;
  using meta = model<table<"laws">>;
};
struct document {
  primary_key<> id;
  tenant_key<firm> owner;
  using meta = model<table<"documents">>;
};

#ifdef COMPILE_FAIL
auto both() {
  return union_of(objects<document>,
                  objects<document>.across_tenants().filter(exists(objects<law>)));
}
#else
auto both() { return union_of(objects<document>, objects<document>.across_tenants()); }
#endif
