#compdef rumourctl
# Completion of rumourctl for zsh. rumourctl is asked what may come next; zsh itself quotes what it answers.
_rumourctl() {
    local line
    local -a told choices shown
    told=("${(@f)$(_RUMOURCTL_COMPLETE=zsh ${(Q)~words[1]} "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2> /dev/null)}")
    [[ $PREFIX == --*=* ]] && compset -P '*='
    if [[ $told[1] == files ]]; then
        _files
        return
    fi
    for line in "${(@)told[2,-1]}"; do
        choices+=("${line%%$'\t'*}")
        shown+=("${line#*$'\t'}")
    done
    (( $#choices )) || return 1
    # Names are found by any of their words, without case and accents: zsh must not look for the beginning again.
    [[ $told[1] == *elsewhere* ]] && compstate[insert]=menu
    if [[ $told[1] == *told* ]]; then
        compadd -U -i "$IPREFIX" -l -d shown -a choices
    else
        compadd -U -i "$IPREFIX" -a choices
    fi
}
if [[ $funcstack[1] == _rumourctl ]]; then
    _rumourctl "$@"
else
    compdef _rumourctl rumourctl
fi
