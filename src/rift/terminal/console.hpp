// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace keks::rift {

/** What happened, for scripts: printed as one line of JSON. */
struct ConsoleEvent {
    using Value = std::variant<std::string, std::uint64_t>;
    std::string name;
    std::vector<std::pair<std::string, Value>> fields;
};

/**
 * All that rift says. Words go to standard error, so that standard output has only what was asked
 * for: a secret, a list, a file, or events as JSON. Words of peers must be fit for a terminal
 * before they come here (`disk::shown`).
 */
class Console {
  public:
    /** A line that somebody is typing into on this terminal. */
    class TypedLine {
      public:
        TypedLine() = default;
        TypedLine(const TypedLine&) = delete;
        TypedLine& operator=(const TypedLine&) = delete;
        virtual ~TypedLine() = default;

        /** Takes it away, so that something else can be printed in its place. */
        virtual void hide() = 0;
        /** Shows it below what was printed. */
        virtual void show() = 0;
    };

    struct Options {
        bool json = false;
        /** Errors only. */
        bool quiet = false;
    };

    explicit Console(Options options);
    ~Console();
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

    /** What went wrong, and how to mend it. */
    void error(std::string_view text);
    /** What happened. */
    void notice(std::string_view text);
    /** What was asked for, on standard output; with JSON nothing, since the event says it. */
    void result(std::string_view text);
    void event(const ConsoleEvent& event);

    /** Replaces the last line; on a terminal only. Empty: takes it away. What does not fit into
     * the line is cut: it could not be taken away again. */
    void status(std::string_view text);
    /** What fits. */
    [[nodiscard]] static std::size_t status_columns();
    /** Whether somebody sees status(). Nobody does where a line is typed. */
    [[nodiscard]] bool shows_status() const { return status_ && typed_ == nullptr; }

    /** From now on that line gives way to all that is printed; nullptr: there is none. */
    void give_way(TypedLine* typed) { typed_ = typed; }

    /** Why something could not be written to standard output, if so; no word of it is repeated. */
    [[nodiscard]] const std::optional<std::string>& output_fault() const { return fault_; }

    [[nodiscard]] bool json() const { return options_.json; }

  private:
    class Turn;
    void line(std::string_view text);
    void print(std::string_view text);

    const Options options_;
    const bool status_;
    bool has_status_ = false;
    std::optional<std::string> fault_;
    TypedLine* typed_ = nullptr;
};

}  // namespace keks::rift
