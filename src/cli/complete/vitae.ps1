# Completion of vitae in PowerShell: add this to $PROFILE

Register-ArgumentCompleter -Native -CommandName vitae -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } |
        ForEach-Object {
            if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) {
                $_.Value
            } else {
                $_.Extent.Text
            }
        })
    $PSNativeCommandArgumentPassing = 'Standard'
    if ($wordToComplete -eq '') {
        # Before 7.3, an argument of no characters would be left out.
        $words += if ($PSVersionTable.PSVersion -lt [version]'7.3') { '""' } else { '' }
    }
    & $words[0] __complete powershell @words 2>$null | ForEach-Object {
        if ($_ -eq ':paths') {
            return
        }
        $parts = $_.Split("`t")
        $text = $parts[0]
        if ($text -match '[\s"''(),;|&<>]') {
            $text = "'" + $text.Replace("'", "''") + "'"
        }
        $help = if ($parts[2]) { $parts[2] } else { $parts[0] }
        [System.Management.Automation.CompletionResult]::new(
            $text, $parts[0], 'ParameterValue', $help)
    }
}
