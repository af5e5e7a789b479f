# What the journeys share: a heading for each step, and failing loudly when something is not printed.

step() { echo "-- $*"; }

fails() {
    echo "journey failed: $*" >&2
    exit 1
}

# says FILE TEXT ...: one line of the file has all the texts
says() {
    local file=$1 lines text
    shift
    lines=$(cat "$file")
    for text in "$@"; do
        lines=$(grep -F -- "$text" <<<"$lines") || {
            cat "$file" >&2
            fails "no line says: $*"
        }
    done
}
