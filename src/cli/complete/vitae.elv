# Completion of vitae in Elvish: add this to ~/.config/elvish/rc.elv

use str

set edit:completion:arg-completer[vitae] = {|@words|
    var rows = [(try { (external $words[0]) __complete elvish $@words 2>/dev/null } catch { })]
    if (and (== (count $rows) 1) (==s $rows[0] ':paths')) {
        edit:complete-filename $words[-1]
    } else {
        for row $rows {
            var parts = [(str:split "\t" $row)]
            var shown = $parts[0]
            if (not-eq $parts[2] '') {
                set shown = $parts[0]'  '$parts[2]
            }
            var suffix = ' '
            if (eq $parts[1] '+') {
                set suffix = ''
            }
            edit:complex-candidate $parts[0] &display=$shown &code-suffix=$suffix
        }
    }
}
