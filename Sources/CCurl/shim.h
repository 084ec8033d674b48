#include <curl/curl.h>

/* Swift cannot call variadic functions. */

static inline CURLcode stocktake_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}
