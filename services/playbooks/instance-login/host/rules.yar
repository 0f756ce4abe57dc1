// What an examination looks for in the files of a volume. Few rules, and each for something that has no business there.

rule web_shell {
  meta: description = "a page that runs what a request says"
  strings:
    $php = /(eval|assert|system|exec|shell_exec|passthru|popen|proc_open)\s{0,4}\(\s{0,4}(base64_decode\s{0,4}\(\s{0,4})?\$_(GET|POST|REQUEST|COOKIE)\b/ nocase
    $php_inflated = /eval\s{0,4}\(\s{0,4}(gzinflate|gzuncompress|str_rot13)\s{0,4}\(\s{0,4}base64_decode/ nocase
    $jsp = /Runtime\.getRuntime\(\)\.exec\(\s{0,4}request\.getParameter/
  condition: filesize < 1MB and any of them
}

rule reverse_shell {
  meta: description = "a command that gives a shell to someone else's machine"
  strings:
    $bash = /[a-z]{0,3}sh\s{1,4}-i\s{0,4}(>&|&>|>)\s{0,4}\/dev\/(tcp|udp)\/[\w.-]{4,}\/\d{2,5}/
    $exec = /exec\s{1,4}\d{1,3}<>\s{0,2}\/dev\/(tcp|udp)\/[\w.-]{4,}\/\d{2,5}/
    $nc = /\b(nc|ncat|netcat)\s{1,4}(-[a-z]{1,8}\s{1,4}|[\w.-]{4,60}\s{1,4}\d{2,5}\s{1,4}){1,4}-[a-z]{0,3}(e|c)\s{1,4}\/bin\/[a-z]{0,3}sh/
    $fifo = /mkfifo\s{1,4}[^\s;]{1,60}\s{0,4};.{0,80}\|\s{0,4}\/bin\/[a-z]{0,3}sh\s{1,4}-i.{0,60}\b(nc|ncat|netcat|telnet|openssl)\b/
    $python = /socket\.socket\(.{0,200}os\.dup2\(.{0,300}(\/bin\/[a-z]{0,3}sh|pty\.spawn)/
    $perl = /perl\s{1,4}-e.{0,60}use Socket.{0,300}exec.{0,10}\/bin\/[a-z]{0,3}sh\s-i/
  condition: filesize < 1MB and any of them
}

rule download_and_run {
  meta: description = "a command that runs what it fetches"
  strings:
    $ = /\b(curl|wget)\s[^|;\n]{0,200}https?:\/\/[^|;\n]{1,200}\|\s{0,4}(sudo\s{1,4})?(\/bin\/)?(ba|da|z)?sh\b/
    $ = /base64\s{1,4}(-d|--decode)[^|\n]{0,60}\|\s{0,4}(sudo\s{1,4})?(\/bin\/)?(ba|da|z)?sh\b/
  condition: filesize < 64KB and any of them
}

rule miner {
  meta: description = "a coin miner or its configuration"
  strings:
    $pool = /stratum\+(tcp|ssl|tls):\/\/[\w.-]{4,}/
    $level = "\"donate-level\""
    $pools = "\"pools\""
    $randomx = "\"randomx\"" nocase
    $program = "XMRig" fullword
    $wallet = "mining.subscribe"
  condition: $pool or ($level and ($pools or $randomx)) or ($program and $wallet)
}

rule aws_key {
  meta: description = "an access key of AWS and its secret"
  strings:
    $id = /\b(AKIA|ASIA)[A-Z2-7]{16}\b/
    $secret = /(aws_secret_access_key|AWS_SECRET_ACCESS_KEY|SecretAccessKey|secretAccessKey)["']{0,1}\s{0,4}[=:]\s{0,4}["']{0,1}[A-Za-z0-9\/+]{40}\b/
    $example = /\b(AKIA|ASIA)[A-Z2-7]{9}EXAMPLE\b/
  condition: filesize < 1MB and $secret and #id > #example
}

rule way_to_stay {
  meta: description = "a known way to come back"
  strings:
    $preload = /\bLD_PRELOAD=["']{0,1}\/(tmp|var\/tmp|dev\/shm)\//
    $key = /\becho\s[^\n]{0,40}ssh-(rsa|ed25519)\s[^\n]{0,600}>>\s{0,4}[^\n]{0,60}authorized_keys/
    $cron = /\(\s{0,2}crontab\s{1,4}-l[^)\n]{0,200}\)\s{0,4}\|\s{0,4}crontab\s{1,4}-/
    $setuid = /chmod\s{1,4}(u\+s|[42]7[0-7]{2}|\+s)\s{1,4}\/(tmp|var\/tmp|dev\/shm)\//
    $immutable = /chattr\s{1,4}\+i\s{1,4}[^\n]{0,60}(authorized_keys|crontab|ld\.so\.preload)/
    $history = /(HISTFILE=\/dev\/null|ln\s{1,4}-sf?\s{1,4}\/dev\/null\s[^\n]{0,60}_history)/
  condition: filesize < 64KB and any of them
}
