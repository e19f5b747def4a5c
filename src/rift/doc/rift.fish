# SPDX-License-Identifier: AGPL-3.0-only
# Completion of rift for fish.

# The command on the line, behind options and their values; nothing where there is none yet.
function __rift_command
    set -l words (commandline -opc)
    set -l takes_value --secret --secret-file --signaling-uri --ca-file --username --config
    set -l skip 1 # the program
    for word in $words
        if test $skip = 1
            set skip 0
        else if contains -- $word $takes_value
            set skip 1
        else if not string match -q -- '-*' $word
            echo $word
            return
        end
    end
end

function __rift_is
    set -l command (__rift_command)
    test -n "$command"; and contains -- $command $argv
end

complete -c rift -f
complete -c rift -s h -l help -d 'Say what there is'
complete -c rift -l secret -x -d 'The room secret'
complete -c rift -l secret-file -r -F -d 'A file whose first line is the room secret'
complete -c rift -l signaling-uri -x -d 'The keks-meet server'
complete -c rift -l ca-file -r -F -d 'CA certificates to trust besides the system\'s'
complete -c rift -l username -x -d 'What others in the room see'
complete -c rift -l json -d 'Events as lines of JSON'
complete -c rift -s q -l quiet -d 'Errors only'
complete -c rift -l config -r -F -d 'The configuration file'
complete -c rift -l version -d 'Say which version this is'

complete -c rift -n 'not __rift_is send receive provide download list expose forward chat' -a send -d 'Offer files and folders until somebody has them'
complete -c rift -n 'not __rift_is send receive provide download list expose forward chat' -a receive -d 'Take the first file that somebody offers'
complete -c rift -n 'not __rift_is send receive provide download list expose forward chat' -a provide -d 'Offer files and folders, each by itself, until stopped'
complete -c rift -n 'not __rift_is send receive provide download list expose forward chat' -a download -d 'Take one file that somebody offers'
complete -c rift -n 'not __rift_is send receive provide download list expose forward chat' -a list -d 'Say who is in the room and what they offer'
complete -c rift -n 'not __rift_is send receive provide download list expose forward chat' -a expose -d 'Let others connect to a TCP port'
complete -c rift -n 'not __rift_is send receive provide download list expose forward chat' -a forward -d 'Listen here for a port that somebody exposes'
complete -c rift -n 'not __rift_is send receive provide download list expose forward chat' -a chat -d 'Read and write what the people in the room say'

complete -c rift -n '__rift_is send receive provide download' -F
complete -c rift -n '__rift_is send' -l name -x -d 'What receivers see'
complete -c rift -n '__rift_is send' -l receivers -x -d 'End after so many have it'
complete -c rift -n '__rift_is send' -l no-qr -d 'Print no QR code'
complete -c rift -n '__rift_is receive download' -l overwrite -d 'Replace a file of this name'
complete -c rift -n '__rift_is receive download' -l keep-archive -d 'Save folders as the tar stream that they come in'
complete -c rift -n '__rift_is receive download' -l limit -x -d 'Take nothing longer'
complete -c rift -n '__rift_is expose' -l host -x -d 'The machine on which the port is'
complete -c rift -n '__rift_is expose' -l name -x -d 'What others see'
complete -c rift -n '__rift_is forward' -l bind -x -d 'The address to listen on'
complete -c rift -n '__rift_is chat' -l image -r -F -d 'Send this image first'
