# The words that commands of tools.txt are written in. They run at the root of the mounted file system.
# shellcheck shell=sh

# A line for each file that fulfils these conditions of find. It stays on this file system and follows no link.
names() { find . -xdev \( "$@" \) -exec ls -dlin --full-time --quoting-style=c -- {} +; }

# The same, and the content of regular files behind `| `, so that no file can make a line of its own. MASK is for sed.
files() {
  # shellcheck disable=SC2016
  find . -xdev \( "$@" \) -exec sh -c '
    for file; do
      ls -dlin --full-time --quoting-style=c -- "$file"
      if [ -f "$file" ] && [ ! -L "$file" ]; then
        head -c 65536 -- "$file" | cat -v | sed -e "$MASK" | awk "{ print \"| \" \$0 }"
      fi
    done' sh {} +
}
export MASK=

# In passwd and shadow, SET stands for the hash of a password, !SET for that of a locked one.
masked() {
  MASK='s/^\([^:]*:!*\)[^:!]\{2,\}/\1SET/'
  files "$@"
}

# Sleuth Kit's body of names and times. It knows no XFS: there, what is not deleted comes from the mounted file system.
body() {
  fls -r -p -m / "$DEVICE" >"$SCRATCH/body" && return
  [ "$MOUNTED" = true ] &&
    QUOTING_STYLE=c find . -xdev -exec stat -c '0|%N|%i|%A|%u|%g|%s|%X|%Y|%Z|%W' -- {} + >"$SCRATCH/stat" &&
    sed -e 's/^0|"\./0|/' -e 's/" -> "/ -> /' -e 's/"\(|[^"]*\)$/\1/' "$SCRATCH/stat" >"$SCRATCH/body"
}

# mactime leaves out a file with `|` in its name, and quotes no `"`: both become `^`, as control characters do in fls.
timeline() {
  body &&
    awk 'BEGIN { FS = OFS = "|" } { name = $2; for (i = 3; i <= NF - 9; i++) name = name "^" $i; gsub(/"/, "^", name)
      print $1, name, $(NF-8), $(NF-7), $(NF-6), $(NF-5), $(NF-4), $(NF-3), $(NF-2), $(NF-1), $NF }' "$SCRATCH/body" >"$SCRATCH/sane" &&
    mactime -b "$SCRATCH/sane" -d -y -z UTC ${SINCE:+"$SINCE"} >"$SCRATCH/timeline" &&
    cat -v "$SCRATCH/timeline"
}

deleted() { fls -r -d -p "$DEVICE" >"$SCRATCH/deleted" && cat -v "$SCRATCH/deleted"; }

# `<rule> "<path>"`. YARA prints paths as they are: those with a newline or a quote in them go one by one, without
# their name. A README that tells how to install something is not told.
patterns() {
  find . -xdev -type f -size -16777216c ! -path '*[![:print:]]*' ! -path '*["\\]*' >"$SCRATCH/plain" &&
    yara -w -a 60 --scan-list "$RULES" "$SCRATCH/plain" >"$SCRATCH/hits" &&
    sed -e 's/^\([^ ]*\) \(.*\)$/\1 "\2"/' -e '/^download_and_run .*\.md"$/d' "$SCRATCH/hits" || return
  # shellcheck disable=SC2016
  find . -xdev -type f -size -16777216c \( -path '*[![:print:]]*' -o -path '*["\\]*' \) -exec sh -c '
    for file; do
      name=$(ls -d --quoting-style=c -- "$file")
      yara -w -a 60 "$RULES" /dev/fd/0 <"$file" | while read -r rule _; do printf "%s %s\n" "$rule" "$name"; done
    done' sh {} +
}

# Programs that run as their owner and are, byte for byte, a shell or an interpreter; behind `| `, which.
setuid_copies() {
  find ./bin ./usr/bin ./usr/local/bin -xdev -type f \( -name '*sh' -o -name 'python*' -o -name 'perl*' -o -name busybox \) \
    -exec sha256sum -- {} + 2>/dev/null >"$SCRATCH/shells"
  # shellcheck disable=SC2016
  find . -xdev -type f -perm /6000 -exec sh -c '
    for file; do
      shells=$(grep -F "$(sha256sum <"$file" | cut -c 1-64)" "$SCRATCH/shells") || continue
      ls -dlin --full-time --quoting-style=c -- "$file"
      printf "%s\n" "$shells" | cat -v | sed "s/^/| /"
    done
    true' sh {} +
}

# `<md5>  <path>` of programs that no Debian package brought as they are. Without its list there is no answer. What lies in
# /bin may be listed in /usr/bin, and the other way round.
foreign_programs() {
  find ./var/lib/dpkg/info -xdev -type f -name '*.md5sums' -exec grep -hE '^[0-9a-f]{32}  (usr/)?s?bin/' {} + |
    sed 's|  usr/|  |' | sort -u >"$SCRATCH/packaged"
  [ -s "$SCRATCH/packaged" ] || return 1
  find . -xdev -type f \( -path './bin/*' -o -path './sbin/*' -o -path './usr/bin/*' -o -path './usr/sbin/*' \) -exec md5sum -- {} + |
    sed -e 's|  \./|  |' -e 's|  usr/|  |' | sort -u | comm -23 - "$SCRATCH/packaged" | cat -v
}
