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
    if ($wordToComplete -eq '') {
        $words += ''
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
