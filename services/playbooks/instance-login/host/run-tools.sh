# What runs the tools of a list and says in an index what each came to. documents.cjs puts this text in the place of the line that
# reads it. Who reads it sets work, out, tree, number and mounted, and exports SCRATCH and WORDS.
# shellcheck shell=sh disable=SC2154

TOOL_SECONDS=${TOOL_SECONDS:-900} TOOL_BYTES=${TOOL_BYTES:-67108864}
# For all of them: so that what was found is sent, and fits into the memory of who reads it.
ALL_SECONDS=${ALL_SECONDS:-19000} ALL_BYTES=${ALL_BYTES:-125829120}
deadline=$(($(date +%s) + ALL_SECONDS)) spent=0
tab=$(printf '\t') asked=

# The device of a volume, by its id; or a device, as it is.
device_of() {
  case $1 in
    vol-*) echo "$root/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol${1#vol-}" ;;
    *) echo "$root$1" ;;
  esac
}

# What a program says of itself, without what JSON would have to escape. Volatility says it in its help only.
version_of() {
  version=$("$1" -V 2>/dev/null </dev/null) || version=$("$1" --version 2>/dev/null </dev/null) ||
    version=$("$1" --help 2>/dev/null </dev/null)
  printf %s "$version" | head -n 1 | tr -cd 'A-Za-z0-9 .,:()+~_-'
}

# Runs the command of one tool in the folder that is examined. It has its time, its bytes, and no input. The words of a
# command say with 65 that they have no symbols.
run_tool() {
  outcome='done' lines=0 file=''
  [ "$program" = "$asked" ] || asked='' version='' hash=''
  program_path=$(command -v "$program") || { outcome=not-here && return; }
  [ -n "$asked" ] || asked=$program version=$(version_of "$program") hash=$(sha256 <"$program_path")
  if [ "$on,$mounted" = tree,false ]; then outcome=not-mounted && return; fi
  seconds=$((deadline - $(date +%s))) bytes=$((ALL_BYTES - spent))
  [ "$seconds" -lt "$TOOL_SECONDS" ] || seconds=$TOOL_SECONDS
  [ "$bytes" -lt "$TOOL_BYTES" ] || bytes=$TOOL_BYTES
  if [ "$seconds" -le 0 ]; then outcome=late && return; fi
  if [ "$bytes" -le 0 ]; then outcome='cut' && return; fi
  file=$number/$name.txt
  # shellcheck disable=SC2016
  (
    cd "$tree" && ulimit -f 4194304
    timeout -k 5 "$seconds" sh -c '. "$WORDS"; eval "$1"' sh "$command" </dev/null 2>/dev/null
    echo $? >"$SCRATCH/exit"
  ) | head -c "$bytes" >"$out/$file"
  case $(cat "$SCRATCH/exit") in
    0) ;;
    65) outcome=no-symbols ;;
    124 | 137) outcome=late ;;
    *) outcome=failed ;;
  esac
  size=$(stat -c %s "$out/$file")
  spent=$((spent + size))
  if [ "$size" -ge "$bytes" ]; then
    outcome='cut'
    sed -i '$d' "$out/$file"
  fi
  lines=$(wc -l <"$out/$file")
  rm -rf "$SCRATCH" && mkdir "$SCRATCH"
}

# Runs a list, and writes a line for each of its tools into `results`.
run_tools() {
  while IFS=$tab read -r name program on looked_for command; do
    case $name in '' | '#'*) continue ;; esac
    run_tool
    printf '{"fileSystem":%d,"tool":"%s","program":"%s","version":"%s","sha256":"%s","lookedFor":"%s","file":"%s","lines":%d,"outcome":"%s"}\n' \
      "$number" "$name" "$program" "$version" "$hash" "$looked_for" "$file" "$lines" "$outcome" >>"$work/results"
  done <"$1"
}

# Lines that are members of a list, with commas between them.
list() { if [ -f "$work/$1" ]; then paste -sd , "$work/$1"; fi; }
