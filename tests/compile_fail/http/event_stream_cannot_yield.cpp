// error: event_stream_cannot_yield int "yield a server_event," "or a text that is its data"
#include <hyper/http/event_stream.hpp>

using namespace hyper;

#ifdef COMPILE_FAIL
event_stream count() { co_yield 1; }
#else
event_stream count() { co_yield "1"; }
#endif

void begin() { count(); }
