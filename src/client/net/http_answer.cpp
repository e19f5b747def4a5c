// SPDX-License-Identifier: AGPL-3.0-only
#include "client/net/http_answer.hpp"

#include <utility>

namespace keks::client::net {
namespace {

constexpr unsigned too_early = 425;
constexpr unsigned request_timeout = 408;
constexpr unsigned too_many_requests = 429;
constexpr unsigned not_found = 404;
constexpr unsigned gone = 410;

bool may_pass(unsigned status) {
    return status >= 500 || status == request_timeout || status == too_early ||
           status == too_many_requests;
}

}  // namespace

bool is_redirect(unsigned status) {
    return status == 301 || status == 302 || status == 307 || status == 308;
}

LinkFault explain_status(unsigned status, const std::string& shown, std::string_view path) {
    const std::string code = " (HTTP " + std::to_string(status) + ")";
    if (may_pass(status)) return {shown + " is not ready" + code, false};
    if (status == not_found || status == gone) {
        return {shown + " has nothing at " + std::string{path} + code + ": is the address right?",
                true};
    }
    if (status == 401 || status == 403) return {shown + " does not let us in" + code, true};
    return {shown + " is no keks-meet server" + code + ": is the address right?", true};
}

boost::system::result<HttpEndpoint, LinkFault> next_endpoint(const HttpEndpoint& asked,
                                                             unsigned status,
                                                             std::string_view location,
                                                             unsigned answers,
                                                             const std::string& shown) {
    if (!is_redirect(status)) return explain_status(status, shown, asked.target);
    if (answers > most_redirects) return LinkFault{shown + " redirects too often", true};
    if (location.empty()) return LinkFault{shown + " redirects, but to nowhere", true};
    auto next = follow_redirect(asked, location);
    if (!next) return LinkFault{shown + ": " + next.error().reason, true};
    return std::move(*next);
}

}  // namespace keks::client::net
