// error: location_names_no_member post "adress" "write the name of a member"
#include <hyper/routing/router.hpp>
#include <string>

using namespace hyper;

struct post {
  std::string address;
};
#ifdef COMPILE_FAIL
created<post, "/posts/{adress}"> write() { return post{"hello"}; }
#else
created<post, "/posts/{address}"> write() { return post{"hello"}; }
#endif

using blog = routes<route<"POST /posts", write>>;
void serve(exchange& with) { blog::handle(with); }
