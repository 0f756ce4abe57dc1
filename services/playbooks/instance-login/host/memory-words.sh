# The words that commands of memory-tools.txt are written in.
# shellcheck shell=sh

# What a plugin of Volatility says, a JSON object a line. 65: there are no symbols of this kernel, or no kernel in it.
plugin() {
  vol -q --offline --cache-path "$CACHE" -s "$SYMBOLS" -r jsonl -f "$MEMORY" "$1" >"$SCRATCH/said" 2>/dev/null && sed -n '/^{/p' "$SCRATCH/said" && return
  ! grep -q '^Unsatisfied requirement .*symbol_table_name' "$SCRATCH/said" || return 65
  return 1
}

# `0x64000:$bash: text` behind the rule it belongs to. The rules' sizes are of files. A machine that uses a key has it in its memory.
patterns() {
  sed -e 's/filesize < [0-9]*[KM]B and //' -e '/^rule aws_key/,/^}/d' "$RULES" >"$SCRATCH/rules" &&
    yara -w -a 1500 -s "$SCRATCH/rules" "$MEMORY" >"$SCRATCH/hits" || return
  awk '/^[A-Za-z_]+ /{ rule = $1; next } { print rule, substr($0, 1, 600) }' "$SCRATCH/hits" | cat -v
}
