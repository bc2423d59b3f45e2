# Completion of rumourctl for fish. rumourctl is asked what may come next; fish itself quotes what it answers.
function __rumourctl_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l told (env _RUMOURCTL_COMPLETE=fish $words "$current" 2> /dev/null)
    if test "$told[1]" = files
        __fish_complete_path "$current"
    else
        printf '%s\n' $told[2..-1]
    end
end
complete --command rumourctl --no-files --arguments '(__rumourctl_complete)'
