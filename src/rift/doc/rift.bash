# SPDX-License-Identifier: AGPL-3.0-only
# Completion of rift for bash.

_rift() {
    local commands='send receive provide download list expose forward chat'
    local options='--help --secret --secret-file --signaling-uri --ca-file --username --json --quiet --config --version'
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local command='' at
    COMPREPLY=()

    for ((at = 1; at < COMP_CWORD; ++at)); do
        case ${COMP_WORDS[at]} in
            --secret | --secret-file | --signaling-uri | --ca-file | --username | --config) ((++at)) ;;
            -*) ;;
            *) command=${COMP_WORDS[at]}; break ;;
        esac
    done

    case $before in
        --secret-file | --ca-file | --config | --image) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
        --host) mapfile -t COMPREPLY < <(compgen -A hostname -- "$word"); return ;;
        --secret | --signaling-uri | --username | --name | --receivers | --limit | --bind) return ;;
    esac

    case $command in
        send) options+=' --name --receivers --no-qr' ;;
        receive | download) options+=' --overwrite --keep-archive --limit' ;;
        expose) options+=' --host --name' ;;
        forward) options+=' --bind' ;;
        chat) options+=' --image' ;;
    esac

    if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
    elif [[ -z $command ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$word")
    elif [[ $command == @(send|receive|provide|download) ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    fi
}

complete -F _rift rift
