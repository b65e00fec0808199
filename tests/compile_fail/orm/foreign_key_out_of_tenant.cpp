// error: foreign_key_leaves_the_tenant remark "about" "its target belongs to a tenant:"
#include <hyper/orm.hpp>
#include <hyper/orm/tenant_key.hpp>
using namespace hyper;

struct firm {
  primary_key<> id;
  using meta = model<table<"firms">>;
};
struct document {
  primary_key<> id;
  tenant_key<firm> owner;
  using meta = model<table<"documents">>;
};
struct remark {
  primary_key<> id;
#ifndef COMPILE_FAIL
  tenant_key<firm> owner;
#endif
  foreign_key<document> about;
  using meta = model<table<"remarks">>;
};

auto store(remark& one) { return save(one); }
