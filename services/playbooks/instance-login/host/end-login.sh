#!/bin/sh
# document: Ends the processes of one login, and nothing else.
# parameter: tty TTY ^((pts/|tty[A-Z]{0,3}|hvc)[0-9]{1,6})?$ The login's terminal, or empty.
# parameter: leader LEADER ^([0-9]{1,10})?$ The process that leads the login's session, where it has no terminal.
# parameter: loginAt LOGIN_AT ^([0-9]{1,12})?$ When it began, in seconds since 1970, or empty: a terminal that another login has by now is left alone.
#
# The first process, sshd's listener, the SSM agent and this script are spared even on that terminal, and told. They are known by
# the program they run: a name is something a process gives itself.
set -u
root=${MACHINE_ROOT:-}
here=${MACHINE_FILES:-${0%/*}}
# shellcheck source=send.sh
. "$here/send.sh"

TTY=${TTY:-} LEADER=${LEADER:-} LOGIN_AT=${LOGIN_AT:-}

# The number that the kernel gives a terminal in /proc/<pid>/stat; for pts it does not ask /dev, which others may change.
terminal_number() {
  case $TTY in
    pts/*) major=136 minor=${TTY#pts/} ;;
    *)
      numbers=$(stat -c '0x%t 0x%T' "$root/dev/$TTY" 2>/dev/null) || return 1
      major=${numbers% *} minor=${numbers#* }
      ;;
  esac
  printf %d $((minor & 255 | major << 8 | (minor & 1048320) << 12))
}

# 0 is what a process without a terminal has: a terminal that is not known must never be taken for that.
terminal_wanted=
case $TTY,$LEADER in
  ,*[!0-9]* | , | ,0 | ,1) finish misused 2 ;;
  ,*) ;;
  pts/*[!0-9,]*, | pts/, | */*/* | *..*) finish misused 2 ;;
  *,)
    terminal_wanted=$(terminal_number) || finish misused 2
    [ "$terminal_wanted" -gt 255 ] || finish misused 2
    ;;
  *) finish misused 2 ;;
esac
case $LOGIN_AT in *[!0-9]*) finish misused 2 ;; esac

# Reads /proc/<pid>/stat. A process may have `) ` in its name: what follows the last one is the kernel's.
read_process() {
  line=$(cat "$root/proc/$1/stat" 2>/dev/null) && [ -n "$line" ] || return 1
  # shellcheck disable=SC2086 # numbers and a letter
  set -- ${line##*) }
  state=$1 parent=$2 session=$4 terminal=$5 born=${20}
}

# Whether a process is alive and of this login.
belongs() {
  read_process "$1" || return 1
  case $state in Z | X) return 1 ;; esac
  if [ -n "$terminal_wanted" ]; then [ "$terminal" = "$terminal_wanted" ]; else [ "$session" = "$LEADER" ]; fi
}

# This script and what started it, up to the first process. In a tree of files nothing is this script.
ancestors=' '
ancestor=$$
[ "$(stat -fc %T "$root/proc")" != proc ] || ancestors=" $$ "
while [ "$ancestors" != ' ' ] && read_process "$ancestor" && [ "$parent" -gt 1 ]; do
  ancestor=$parent
  ancestors="$ancestors$parent "
done

# After `belongs`, which has read the process.
is_spared() {
  [ "$1" != 1 ] || return 0
  case $ancestors in *" $1 "*) return 0 ;; esac
  program=$(readlink "$root/proc/$1/exe" 2>/dev/null)
  case ${program% (deleted)} in
    /usr/bin/amazon-ssm-agent | /usr/bin/ssm-*-worker | /snap/amazon-ssm-agent/*) return 0 ;;
    /usr/sbin/sshd) [ "$parent" = 1 ] ;;
    *) return 1 ;;
  esac
}

# Process ids, separated by commas; each once.
has() { case ",$1," in *",$2,"*) ;; *) return 1 ;; esac; }
alive() { for process in "$root"/proc/[0-9]*; do printf '%s ' "${process##*/}"; done; }

spared='' logins=''
# How old a login is, its oldest process says.
if [ -n "$LOGIN_AT" ]; then
  booted=$(sed -n 's/^btime //p' "$root/proc/stat")
  ticks=$(getconf CLK_TCK)
  oldest=
  for pid in $(alive); do
    belongs "$pid" && { [ -z "$oldest" ] || [ "$born" -lt "$oldest" ]; } && oldest=$born
  done
  if [ -n "$oldest" ] && [ $((booted + oldest / ticks)) -gt $((LOGIN_AT + 120)) ]; then
    finish another-login 3 '"ended":[],"still":[],"spared":[],"sameLogin":[]'
  fi
fi

# A process may start others while it is being ended: until none is left, five times at most. All are listed before the first
# is ended, because the kernel ends some with their leader.
seen=''
for round in 1 2 3 4 5; do
  doomed=
  for pid in $(alive); do
    belongs "$pid" || continue
    if is_spared "$pid"; then
      has "$spared" "$pid" || spared=$spared${spared:+,}$pid
      continue
    fi
    doomed="$doomed $pid"
    has "$seen" "$pid" || seen=$seen${seen:+,}$pid
    login=$(cat "$root/proc/$pid/sessionid" 2>/dev/null)
    case $login in '' | 4294967295) ;; *) has "$logins" "$login" || logins=$logins${logins:+,}$login ;; esac
  done
  [ -n "$doomed" ] || break
  for pid in $doomed; do
    if belongs "$pid"; then "${MACHINE_KILL:-kill}" -KILL "$pid" 2>/dev/null; fi
  done
  [ "$round" -eq 5 ] || sleep 0.2
done

# Read back: what is there still, and what came out of the same login but runs elsewhere.
still='' same='' ended=''
for pid in $(alive); do
  if belongs "$pid"; then
    has "$spared" "$pid" || still=$still${still:+,}$pid
  elif [ -n "$logins" ] && has "$logins" "$(cat "$root/proc/$pid/sessionid" 2>/dev/null)"; then
    case $state in Z | X) ;; *) same=$same${same:+,}$pid ;; esac
  fi
done
for pid in $(printf %s "$seen" | tr , ' '); do
  has "$still" "$pid" || ended=$ended${ended:+,}$pid
done
said="\"ended\":[$ended],\"still\":[$still],\"spared\":[$spared],\"sameLogin\":[$same]"
[ -z "$still" ] || finish still-there 4 "$said"
finish 'done' 0 "$said"
