#compdef vitae
# Completion of vitae in Zsh: source this file after compinit, or save it as
# `_vitae` in a folder of $fpath.

_vitae() {
    local row word open help
    local -a words_before closed opened closed_shown opened_shown
    words_before=("${(@Q)words[1,CURRENT-1]}")
    while IFS= read -r row; do
        if [[ $row == ':paths' ]]; then
            _files
            return
        fi
        word="${row%%$'\t'*}"
        row="${row#*$'\t'}"
        open="${row%%$'\t'*}"
        help="${row#*$'\t'}"
        if [[ $open == + ]]; then
            opened+=("$word")
            opened_shown+=("$word${help:+  -- $help}")
        else
            closed+=("$word")
            closed_shown+=("$word${help:+  -- $help}")
        fi
    done < <("${words_before[1]}" __complete zsh "${words_before[@]}" "$PREFIX" 2>/dev/null)
    (( $#closed )) && compadd -U -V vitae -l -d closed_shown -- "${closed[@]}"
    (( $#opened )) && compadd -U -V fields -l -S '' -d opened_shown -- "${opened[@]}"
    (( $#closed + $#opened ))
}

if [[ $funcstack[1] == _vitae ]]; then
    _vitae "$@"
else
    compdef _vitae vitae
fi
