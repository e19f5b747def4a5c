# SPDX-License-Identifier: AGPL-3.0-only
# What of the native client needs neither signalling nor WebRTC.
find_package(PkgConfig REQUIRED)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc>=2.6)

add_library(keks_text STATIC src/util/unicode.cpp)
target_include_directories(keks_text PUBLIC src)
target_link_libraries(keks_text PRIVATE PkgConfig::utf8proc keks_warnings)

add_library(keks_transfer STATIC
    src/client/resources/file_name.cpp
    src/client/resources/file_receiver.cpp
    src/client/resources/file_sender.cpp
    src/client/resources/framing.cpp)
target_include_directories(keks_transfer PUBLIC include src)
target_link_libraries(keks_transfer PUBLIC Boost::headers PRIVATE keks_text OpenSSL::Crypto keks_warnings)
