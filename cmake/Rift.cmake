# SPDX-License-Identifier: AGPL-3.0-only
# The native client: libraries, and the program `rift`.
pkg_check_modules(nice REQUIRED IMPORTED_TARGET nice>=0.1.21)
pkg_check_modules(usrsctp REQUIRED IMPORTED_TARGET usrsctp>=0.9.5)

add_library(keks_transfer STATIC
    src/client/resources/file_receiver.cpp
    src/client/resources/file_sender.cpp
    src/client/resources/patience.cpp
    src/client/resources/port_tunnel.cpp)
target_include_directories(keks_transfer PUBLIC include src)
target_link_libraries(keks_transfer PUBLIC Boost::headers PRIVATE keks_relay OpenSSL::Crypto keks_warnings)

add_library(keks_webrtc STATIC
    src/client/webrtc/certificate.cpp
    src/client/webrtc/channel_table.cpp
    src/client/webrtc/crc32c.cpp
    src/client/webrtc/datagram_batch.cpp
    src/client/webrtc/direct_path.cpp
    src/client/webrtc/dtls_transport.cpp
    src/client/webrtc/factory.cpp
    src/client/webrtc/ice_agent.cpp
    src/client/webrtc/ice_credentials.cpp
    src/client/webrtc/jsep_session.cpp
    src/client/webrtc/rtc_channel.cpp
    src/client/webrtc/rtc_core.cpp
    src/client/webrtc/rtc_core_events.cpp
    src/client/webrtc/sack_frequency.cpp
    src/client/webrtc/sctp_chunks.cpp
    src/client/webrtc/sctp_stack.cpp
    src/client/webrtc/sctp_transport.cpp
    src/client/webrtc/transport.cpp
    src/client/webrtc/webrtc_thread.cpp)
target_link_libraries(keks_webrtc PUBLIC keks_webrtc_formats Boost::headers
                      PRIVATE PkgConfig::nice PkgConfig::usrsctp OpenSSL::SSL Threads::Threads keks_warnings)

add_library(keks_disk STATIC
    src/client/disk/abandoned_file.cpp
    src/client/disk/disk_sink.cpp
    src/client/disk/disk_source.cpp
    src/client/disk/disk_threads.cpp
    src/client/disk/fd_sink.cpp
    src/client/disk/feed.cpp
    src/client/disk/lasting_sink.cpp
    src/client/disk/open_file.cpp
    src/client/disk/part_file.cpp
    src/client/disk/part_folder.cpp
    src/client/disk/partial_folder.cpp
    src/client/disk/pooled_source.cpp
    src/client/disk/sorted_names.cpp
    src/client/disk/spool.cpp
    src/client/disk/tar_plan.cpp
    src/client/disk/tar_source.cpp
    src/client/disk/tar_unpack_sink.cpp
    src/client/disk/tar_writer.cpp
    src/client/disk/target.cpp
    src/client/disk/thread_sink.cpp
    src/client/disk/tree_walk.cpp
    src/client/disk/unpack_journal.cpp)
target_link_libraries(keks_disk PUBLIC keks_transfer keks_unpacking Threads::Threads
                      PRIVATE keks_entry_rules keks_text nlohmann_json::nlohmann_json PkgConfig::archive
                              keks_warnings)

add_library(keks_clock STATIC src/client/steady_clock.cpp)
target_include_directories(keks_clock PUBLIC src)
target_link_libraries(keks_clock PUBLIC Boost::headers PRIVATE keks_warnings)

add_library(keks_session STATIC
    src/client/chat_image.cpp
    src/client/negotiation.cpp
    src/client/peer/mending.cpp
    src/client/peer/negotiator.cpp
    src/client/peer/outgoing_channels.cpp
    src/client/peer/peer_link.cpp
    src/client/room/member.cpp
    src/client/room/provisions.cpp
    src/client/room/requests.cpp
    src/client/room/roster.cpp
    src/client/room/visit.cpp
    src/client/room/visit_speech.cpp
    src/client/session.cpp)
target_include_directories(keks_session PUBLIC include src)
target_link_libraries(keks_session PUBLIC keks_clock keks_crypto keks_image_metadata keks_relay PRIVATE keks_warnings)

add_library(keks_signaling STATIC
    src/client/net/connect_race.cpp
    src/client/net/dialer.cpp
    src/client/net/fetch_client_config.cpp
    src/client/net/http_answer.cpp
    src/client/net/make_signaling.cpp
    src/client/net/tls.cpp
    src/client/net/websocket_link.cpp
    src/client/signaling/backoff.cpp
    src/client/signaling/signaling_client.cpp)
target_include_directories(keks_signaling PUBLIC include src)
target_link_libraries(keks_signaling PUBLIC keks_clock keks_protocol keks_signaling_formats
                      PRIVATE keks_text OpenSSL::SSL Threads::Threads keks_warnings)

pkg_check_modules(bsd REQUIRED IMPORTED_TARGET libbsd>=0.11)
pkg_check_modules(edit REQUIRED IMPORTED_TARGET libedit>=3.1)
find_package(CLI11 2.1 REQUIRED)

add_library(keks_rift STATIC
    src/rift/command_options.cpp
    src/rift/commands/chat.cpp
    src/rift/commands/chat_images.cpp
    src/rift/commands/download.cpp
    src/rift/commands/expose.cpp
    src/rift/commands/failure_words.cpp
    src/rift/commands/forward.cpp
    src/rift/commands/list.cpp
    src/rift/commands/lookup.cpp
    src/rift/commands/prompt.cpp
    src/rift/commands/provide.cpp
    src/rift/commands/receive.cpp
    src/rift/commands/receive_again.cpp
    src/rift/commands/receive_file.cpp
    src/rift/commands/receive_folder.cpp
    src/rift/commands/receive_other.cpp
    src/rift/commands/send.cpp
    src/rift/commands/send_offer.cpp
    src/rift/commands/tasks.cpp
    src/rift/new_secret.cpp
    src/rift/option_sources.cpp
    src/rift/options.cpp
    src/rift/ports/tcp_connect.cpp
    src/rift/ports/tcp_listener.cpp
    src/rift/ports/tcp_stream.cpp
    src/rift/ports/tunnels.cpp
    src/rift/secret.cpp
    src/rift/terminal/columns.cpp
    src/rift/terminal/completion.cpp
    src/rift/terminal/console.cpp
    src/rift/terminal/figures.cpp
    src/rift/terminal/line_editor.cpp
    src/rift/terminal/line_reader.cpp
    src/rift/terminal/lines.cpp
    src/rift/terminal/progress.cpp
    src/rift/terminal/shown_text.cpp
    src/rift/terminal/words.cpp
    src/rift/visit.cpp
    src/rift/whole_words.cpp)
target_compile_definitions(keks_rift PRIVATE KEKS_VERSION="${PROJECT_VERSION}")
target_link_libraries(keks_rift PUBLIC keks_disk keks_room_links keks_session keks_signaling keks_transfer
                      PRIVATE keks_text keks_webrtc CLI11::CLI11 PkgConfig::bsd PkgConfig::edit OpenSSL::Crypto
                              nlohmann_json::nlohmann_json keks_warnings)

add_executable(rift src/rift/main.cpp)
target_link_libraries(rift PRIVATE keks_rift keks_warnings)

include(GNUInstallDirs)
install(TARGETS rift COMPONENT rift)
install(FILES src/rift/doc/rift.1 DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT rift)
install(FILES src/rift/doc/rift.bash DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions"
        RENAME rift COMPONENT rift)
install(FILES src/rift/doc/_rift DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions" COMPONENT rift)
install(FILES src/rift/doc/rift.fish DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" COMPONENT rift)
