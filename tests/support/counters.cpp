// SPDX-License-Identifier: AGPL-3.0-only
#include "support/counters.hpp"

#include <sstream>

#include "support/http_client.hpp"

namespace keks::test {
namespace {

std::string closed_for(std::string_view reason) {
    return "keks_meet_closed_total{reason=\"" + std::string{reason} + "\"}";
}

}  // namespace

Reading Counters::read(Where where) const {
    const auto response = http_get(address_, "/metrics", {}, where);
    if (response.status != 200) fail(where, "no metrics: " + std::to_string(response.status));
    Reading reading;
    std::istringstream lines{response.body};
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line.front() == '#') continue;
        const auto space = line.rfind(' ');
        if (space == std::string::npos) fail(where, "no metric: " + line);
        reading[line.substr(0, space)] = std::stod(line.substr(space + 1));
    }
    return reading;
}

double Counters::value(std::string_view name, Where where) const {
    const auto reading = read(where);
    const auto found = reading.find(name);
    if (found == reading.end()) fail(where, "no such counter: " + std::string{name});
    return found->second;
}

double Counters::closed(std::string_view reason, Where where) const {
    return value(closed_for(reason), where);
}

void Counters::await_closed(std::string_view reason, double count, Where where) const {
    await(closed_for(reason), count, where);
}

void Counters::await(std::string_view name, double expected, Where where) const {
    const Deadline deadline;
    for (;;) {
        const double now = value(name, where);
        if (now == expected) return;
        if (deadline.passed()) {
            fail(where, std::string{name} + " stays at " + std::to_string(now) + " instead of " +
                            std::to_string(expected));
        }
    }
}

}  // namespace keks::test
