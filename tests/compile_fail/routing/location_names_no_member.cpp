// error: location_names_no_member post "adress" "write the name of a member"
#include <hyper/routing/router.hpp>
#include <string>

using namespace hyper;

struct post {
  std::string address;
};
#ifdef COMPILE_FAIL
created<post, "/posts/{adress}"> write_post() { return post{"hello"}; }
#else
created<post, "/posts/{address}"> write_post() { return post{"hello"}; }
#endif

using blog = routes<route<"POST /posts", write_post>>;
void serve(exchange& with) { blog::handle(with); }
