# Completion of vitae in fish: save this file as
# ~/.config/fish/completions/vitae.fish

function __vitae_complete
    set -l before (commandline --current-process --tokenize --cut-at-cursor)
    set -l current (commandline --current-token --cut-at-cursor)
    for row in ($before[1] __complete fish $before "$current" 2>/dev/null)
        if test "$row" = ':paths'
            __fish_complete_path (commandline --current-token)
            return
        end
        set -l parts (string split \t -- $row)
        printf '%s\t%s\n' $parts[1] $parts[3]
    end
end

complete --command vitae --no-files --keep-order --arguments '(__vitae_complete)'
