# Completion of rumourctl for bash. rumourctl is asked what may come next, and answers in words quoted for bash.
_rumourctl() {
    local line first=1
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -n $first ]]; then
            first=
            [[ $line == files ]] && type compopt &> /dev/null && compopt -o default
        else
            COMPREPLY+=("$line")
        fi
    done < <(_RUMOURCTL_COMPLETE=bash "${1/#\~/$HOME}" "${COMP_LINE:0:COMP_POINT}" "$1" "$2" 2> /dev/null)
    # A name after --option= stands directly behind it, and nothing stands behind --option= itself.
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == --*= ]] && compopt -o nospace
    return 0
}
complete -F _rumourctl rumourctl
