// SPDX-License-Identifier: AGPL-3.0-only
#include "server/config/config_file.hpp"

#include <toml++/toml.h>
#include <algorithm>

#include <cerrno>
#include <cstdio>
#include <functional>
#include <memory>
#include <system_error>
#include <vector>

#include "server/config/suggestion.hpp"

namespace keks::server {
namespace {

constexpr std::size_t kMaxFile = std::size_t{1} << 20U;

struct Fault {
    toml::source_index line;
    std::string message;
};

std::string describe(const toml::node& node) {
    if (const auto* text = node.as_string()) return in_quotes(text->get());
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
    if (node.is_floating_point()) return "a number with a fraction";
    if (node.is_table()) return "a table";
    if (node.is_array()) return "an array";
    return "a date or time";
}

// The value as the key's type; none if it has another.
std::optional<ConfigValue> to_value(const toml::node& node, ConfigType type) {
    if (type == ConfigType::boolean && node.is_boolean()) return node.as_boolean()->get();
    if (type == ConfigType::integer && node.is_integer()) return node.as_integer()->get();
    if (type == ConfigType::text && node.is_string()) return node.as_string()->get();
    return std::nullopt;
}

std::string join(const std::vector<std::string>& names) {
    std::string list;
    for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
    return list;
}

// A key at the top of the file that belongs into a section, or a misspelt section.
std::string unknown_section(std::string_view name) {
    for (const auto& key : config_keys()) {
        if (key.name == name) {
            return "unknown section " + in_quotes(name) + "; the key of this name belongs into [" +
                   key.section + "]";
        }
    }
    const auto sections = section_names();
    const auto nearest = suggest(name, sections);
    return "unknown section " + in_quotes(name) + "; " +
           (nearest ? "did you mean " + in_quotes(*nearest) + "?" : "there are " + join(sections));
}

std::string unknown_key(const std::string& section, std::string_view name) {
    const auto names = key_names(section);
    const auto nearest = suggest(name, names);
    const auto fault = section + ": unknown key " + in_quotes(name) + "; ";
    if (nearest) return fault + "did you mean " + in_quotes(*nearest) + "?";
    for (const auto& key : config_keys()) {
        if (key.name == name) return fault + "it belongs into [" + key.section + "]";
    }
    return fault + "there is " + join(names);
}

class TomlReader {
  public:
    TomlReader(ConfigDraft& draft, const std::string& name) : draft_{draft}, name_{name} {}

    void read(const toml::table& root) {
        const auto known = section_names();
        for (const auto& [section, node] : root) {
            const auto line = section.source().begin.line;
            if (std::ranges::find(known, section.str()) == known.end()) {
                fault(line, unknown_section(section.str()));
            } else if (const auto* table = node.as_table()) {
                read_section(std::string{section.str()}, *table);
            } else {
                fault(line, std::string{section.str()} +
                                ": expected a section in brackets, but found " + describe(node));
            }
        }
    }

    // The fault that stands first in the file; tables are not in the file's order.
    [[nodiscard]] std::optional<ConfigError> first_fault() const {
        const auto first = std::ranges::min_element(faults_, std::less<>{}, &Fault::line);
        if (first == faults_.end()) return std::nullopt;
        return ConfigError{first->message};
    }

  private:
    void read_section(const std::string& section, const toml::table& table) {
        for (const auto& [name, node] : table) {
            const auto line = name.source().begin.line;
            const auto* key = find_key(section, name.str());
            if (key == nullptr) {
                fault(line, unknown_key(section, name.str()));
            } else {
                read_key(*key, node, line);
            }
        }
    }

    void read_key(const ConfigKey& key, const toml::node& node, toml::source_index line) {
        const auto value = to_value(node, key.type);
        if (!value) {
            fault(line, key.dotted() + ": " + mismatch(key, describe(node)));
        } else if (auto error = draft_.assign(key, *value, at(line), describe(node))) {
            faults_.push_back({line, std::move(error->message)});
        }
    }

    void fault(toml::source_index line, const std::string& message) {
        faults_.push_back({line, at(line) + ": " + message});
    }

    [[nodiscard]] std::string at(toml::source_index line) const {
        return name_ + ":" + std::to_string(line);
    }

    ConfigDraft& draft_;
    const std::string& name_;
    std::vector<Fault> faults_;
};

// All of `text` down to the end of its line `number`, which counts from 1.
std::string_view down_to_line(std::string_view text, std::size_t number) {
    std::size_t end = 0;
    for (; number > 0 && end < text.size(); --number) {
        end = std::min(text.find('\n', end), text.size() - 1) + 1;
    }
    return text.substr(0, end);
}

// Whether the last line of `text` may hold some of this key's value, which may span lines.
bool ends_in_value_of(const ConfigKey& key, std::string_view text) {
    const auto last = text.rfind(key.name);
    if (last == std::string_view::npos) return false;
    const auto rest = text.substr(last);
    return rest.find('\n') >= rest.size() - 1 || rest.find("\"\"\"") != std::string_view::npos ||
           rest.find("'''") != std::string_view::npos;
}

// The parser's words may quote what they stumbled over, which must not be a secret.
ConfigError syntax_error(const toml::parse_error& error, std::string_view text,
                         const std::string& name) {
    const auto line = error.source().begin.line;
    const auto read = down_to_line(text, line);
    const bool secret = std::ranges::any_of(config_keys(), [&](const ConfigKey& key) {
        return key.secret && ends_in_value_of(key, read);
    });
    const auto details = secret ? std::string{} : ": " + std::string{error.description()};
    return {name + ":" + std::to_string(line) + ": this is not TOML" + details};
}

ConfigError unreadable(const std::filesystem::path& path, const std::string& reason) {
    return {path.string() + ": cannot read the configuration: " + reason};
}

}  // namespace

std::optional<ConfigError> apply_toml(ConfigDraft& draft, std::string_view text,
                                      const std::string& name) {
    try {
        const toml::table root = toml::parse(text, name);
        TomlReader reader{draft, name};
        reader.read(root);
        return reader.first_fault();
    } catch (const toml::parse_error& error) {
        return syntax_error(error, text, name);
    }
}

boost::system::result<std::string, ConfigError> read_config_file(
    const std::filesystem::path& path) {
    const auto reason = [] { return std::generic_category().message(errno); };
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{std::fopen(path.c_str(), "rb"),
                                                               &std::fclose};
    if (!file) return unreadable(path, reason());
    std::string text(kMaxFile + 1, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), file.get()));
    if (std::ferror(file.get()) != 0) return unreadable(path, reason());
    if (text.size() > kMaxFile) return unreadable(path, "it is larger than 1 MiB");
    return {boost::system::in_place_value, std::move(text)};
}

}  // namespace keks::server
