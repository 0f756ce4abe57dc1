import type { TraceKind } from '../../domain/trace';

/**
 * What a command that was typed or run says it did. The first that fits describes it. Gaps are
 * short, since an intruder may write thousands of lines to keep us busy.
 */
const COMMANDS: readonly (readonly [RegExp, TraceKind, string])[] = [
  [
    /\b(rm|shred|truncate|unlink|mv)\b[^|;]{0,120}\/(var\/log|run\/log)\b|>\s*\/var\/log\//,
    'log-tampering',
    'removes logs',
  ],
  [
    /\bjournalctl\b.{0,120}--(vacuum|rotate)|\b(auditctl\s+-[eD]|wtmpclean|utmpdump\s+-r)/,
    'log-tampering',
    'empties logs',
  ],
  [
    /\b(systemctl|service)\b.{0,120}\b(stop|disable|mask|kill)\b.{0,120}\b(rsyslog|syslog|auditd|journald|amazon-cloudwatch-agent|amazon-ssm-agent|falcon|osquery)/,
    'log-tampering',
    'stops what watches',
  ],
  [
    /\bkill(all)?\b.{0,120}\b(rsyslogd?|auditd|amazon-cloudwatch-agent|amazon-ssm-agent)/,
    'log-tampering',
    'stops what watches',
  ],
  [
    /\bhistory\s+-[cw]|\bunset\s+HISTFILE|HISTFILE=\/dev\/null|HISTSIZE=0|\b(rm|ln|shred|truncate)\b.{0,120}_history/,
    'log-tampering',
    'hides what was typed',
  ],
  [/authorized_keys/, 'key', 'touches the keys that let someone log in'],
  [
    /\b(useradd|adduser)\b|\busermod\b.{0,120}\b(sudo|wheel|root)\b|>>\s*\/etc\/(passwd|shadow|sudoers)|\bvisudo\b/,
    'user',
    'adds an account or its rights',
  ],
  [
    /\bchmod\b[^|;]{0,120}(\s[ugoa]*\+[rwx]*s|\s[2467]7?[0-7]{3}\b)/,
    'setuid',
    'lets a program run with the rights of its owner',
  ],
  [/ld\.so\.preload|\bLD_PRELOAD=\//, 'preload', 'has a library loaded by every program'],
  [
    /\bcrontab\b(?!\s+-l)|\/etc\/cron|\bsystemctl\b.{0,120}\benable\b|\/etc\/systemd\/system|\brc\.local\b|\bat\s+now\b/,
    'start',
    'makes something come back',
  ],
  [
    /169\.254\.169\.254|\bfd00:ec2::254\b|latest\/meta-data\/iam/,
    'command',
    'asks for the machine’s credentials',
  ],
  [
    /\b(bash|sh|zsh)\s+-i\b.{0,120}(\/dev\/(tcp|udp)\/|>&)|\b(nc|ncat|netcat|socat)\b.{0,120}(-e|-c|exec:)|\bmkfifo\b.{0,120}\bnc\b/i,
    'command',
    'gives a shell to another machine',
  ],
  [
    /\b(curl|wget)\b[^|;]{0,120}\|\s*(sudo\s+)?(ba|z|da)?sh\b|\bbase64\s+(-d|--decode)\b.{0,120}\|\s*(ba|z|da)?sh\b/,
    'command',
    'runs what it fetches',
  ],
  [
    /\b(xmrig|minerd|cgminer|nmap|masscan|mimikatz|linpeas|pspy|chisel|frpc|ngrok)\b/i,
    'command',
    'is a tool of intruders',
  ],
  [/\bcat\b.{0,120}\/etc\/shadow\b|\.aws\/credentials\b/, 'command', 'reads secrets'],
];

/** Undefined for a command that says nothing of the kind. */
export function judgeCommand(
  command: string,
): { readonly kind: TraceKind; readonly did: string } | undefined {
  const text = command.slice(0, 1_024);
  const found = COMMANDS.find(([pattern]) => pattern.test(text));
  return found && { kind: found[1], did: found[2] };
}
