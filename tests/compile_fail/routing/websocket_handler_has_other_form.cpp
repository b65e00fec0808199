// error: websocket_handler_has_other_form "/chat/{room}"
#include <hyper/routing/router.hpp>
#include <hyper/routing/websocket.hpp>
#include <string>

using namespace hyper;

#ifdef COMPILE_FAIL
task<void> chat(std::string room, websocket_session& with) {
#else
task<void> chat(websocket_session& with, path<"room"> room) {
#endif
  co_await with.send_text("welcome to " + std::string(room));
}

using site = routes<websocket<"/chat/{room}", chat>>;
void serve(exchange& with) { site::handle(with); }
