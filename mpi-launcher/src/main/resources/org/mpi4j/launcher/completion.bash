# Completion of jrun's command line: source <(jrun --completion bash), in zsh too.
if [ -n "$ZSH_VERSION" ]; then
    autoload -U +X compinit && compinit
    autoload -U +X bashcompinit && bashcompinit
fi

_jrun() {
    local word=${COMP_WORDS[COMP_CWORD]} i=1 program=
    while [ "$i" -lt "$COMP_CWORD" ]; do
        case $program${COMP_WORDS[i]} in
            : | +:) program= ;;
            @with-value@) i=$((i + 1)) ;;
            -*) ;;
            *) program=+ ;;
        esac
        i=$((i + 1))
    done
    COMPREPLY=()
    if [ "$program" ]; then
        COMPREPLY=($(compgen -f -- "$word"))
        return
    fi
    case ${COMP_WORDS[COMP_CWORD - 1]} in
        --wdir|--jfr) COMPREPLY=($(compgen -d -- "$word")) ;;
        --bind-to) COMPREPLY=($(compgen -W "none core socket numa" -- "$word")) ;;
        --map-by) COMPREPLY=($(compgen -W "slot node core socket numa" -- "$word")) ;;
        --transport) COMPREPLY=($(compgen -W "shm tcp shm,tcp tcp,shm" -- "$word")) ;;
        --completion) COMPREPLY=($(compgen -W "bash zsh" -- "$word")) ;;
        -cp|--class-path|--hostfile|--output-filename) COMPREPLY=($(compgen -f -- "$word")) ;;
        @with-value@) ;;
        *)
            case $word in
                -*) COMPREPLY=($(compgen -W "@options@" -- "$word")) ;;
                *) COMPREPLY=($(compgen -c -- "$word") $(compgen -f -- "$word")) ;;
            esac
            ;;
    esac
}
complete -o filenames -F _jrun jrun
