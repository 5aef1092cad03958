# Completion of vitae in Bash: source this file, or `eval "$(vitae completions bash)"`.

_vitae() {
    local row word open
    local line="${COMP_LINE:0:COMP_POINT}"
    COMPREPLY=()
    while IFS= read -r row; do
        if [[ $row == ':paths' ]]; then
            compopt -o default -o filenames 2>/dev/null
            COMPREPLY=()
            return
        fi
        word="${row%%$'\t'*}"
        open="${row#*$'\t'}"
        COMPREPLY+=("$word")
        if [[ $open == + ]]; then
            compopt -o nospace 2>/dev/null
        fi
    done < <("${COMP_WORDS[0]}" __complete bash "$line" "$COMP_WORDBREAKS" 2>/dev/null)
}

complete -o nosort -F _vitae vitae 2>/dev/null || complete -F _vitae vitae
