import { field, parseJson, text } from '../../record/json';
import { clean } from './clean';
import { lastLines } from './lines';

/** A line of the authentication log that says something. */
export interface AuthLine {
  readonly at: string;
  readonly kind:
    | 'accepted' // sshd let someone in
    | 'failed'
    | 'command' // sudo ran it
    | 'user-added'
    | 'group-changed'
    | 'password-changed';
  readonly user: string;
  readonly from?: string;
  readonly port?: number;
  readonly method?: string;
  readonly keyFingerprint?: string;
  readonly pid?: number;
  readonly command?: string;
  /** The journal knows who wrote the line, and it was not root: any program may call itself sshd. */
  readonly isForged: boolean;
  readonly line: string;
}

const MOST = 20_000;

/**
 * The lines of `/var/log/auth.log` or `/var/log/secure`, in their old form, which has neither a year nor a zone (UTC is
 * taken for granted), and in RFC 3339's. `until` is when they were read.
 */
export function readAuthLog(log: string, until: string): readonly AuthLine[] {
  return lastLines(log, MOST).flatMap((line) => {
    const [, old, iso, program = '', pid, message = ''] = SYSLOG.exec(line) ?? [];
    const at = iso ? timeOf(Date.parse(iso)) : old ? withYear(old, until) : undefined;
    return at ? (said(program, message, at, pid, line, false) ?? []) : [];
  });
}

const SYSLOG =
  /^(?:([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d)|(\d{4}-\d\d-\d\dT[\d:.]{8,18}(?:Z|[+-]\d\d:\d\d))) \S+ ([\w.-]{1,64})(?:\[(\d{1,10})\])?: (.{1,4096})$/;

/** What journald has, an object a line. It adds the fields that begin with `_` itself. */
export function readJournal(lines: string): readonly AuthLine[] {
  return lastLines(lines, MOST).flatMap((line) => {
    const entry = parseJson(line);
    const at = timeOf(Number(text(field(entry, '__REALTIME_TIMESTAMP'))) / 1_000);
    const message = messageOf(field(entry, 'MESSAGE'));
    const uid = text(field(entry, '_UID'));
    if (!at || message === undefined) return [];
    const program = text(field(entry, 'SYSLOG_IDENTIFIER')) ?? '';
    const pid = text(field(entry, '_PID')) ?? text(field(entry, 'SYSLOG_PID'));
    return (
      said(program, message, at, pid, `${program}: ${message}`, uid !== undefined && uid !== '0') ??
      []
    );
  });
}

/** Bytes where it is no plain text. */
const messageOf = (value: unknown): string | undefined =>
  Array.isArray(value) && value.every((byte) => Number.isInteger(byte))
    ? Buffer.from(value).toString('utf8')
    : text(value);

const timeOf = (ms: number): string | undefined =>
  ms > 0 && ms < 8e15 ? new Date(ms).toISOString() : undefined;

/** The last one that is not after the reading. */
function withYear(old: string, until: string): string | undefined {
  const year = Number(until.slice(0, 4));
  const [at, before] = [year, year - 1].map((one) => timeOf(Date.parse(`${old} ${one} UTC`)));
  const limit = new Date(Date.parse(until) + 24 * 3_600_000).toISOString();
  return at && at <= limit ? at : before;
}

const ACCEPTED =
  /^Accepted ([\w/-]{1,40}) for (\S{1,64}) from (\S{1,100}) port (\d{1,5})(?: ssh2)?(?:: \S+ (SHA256:[\w+/]{43}))?/;
const FAILED =
  /^Failed ([\w/-]{1,40}) for (?:invalid user )?(.{0,256}) from (\S{1,100}) port (\d{1,5})(?: ssh2)?(?:: \S+ (SHA256:[\w+/]{43}))?$/;
const SUDO = /^\s*(\S{1,64}) : (?:.{0,512}; )?USER=\S{1,64} ; (?:.{0,512} ; )?COMMAND=(.{1,2048})$/;
const ADDED = /^new user: name=([^,]{1,64}),/;
const GROUP = /^add '([^']{1,64})' to (?:shadow )?group '[^']{1,64}'/;
const PASSWORD = /^(?:pam_unix\(\S+\): )?password changed for (\S{1,64})/;

/** A line counts only if its program says such things: the beginning is the program's, the rest may be anyone's. */
function said(
  program: string,
  message: string,
  at: string,
  pid: string | undefined,
  line: string,
  isForged: boolean,
): AuthLine | undefined {
  const of = (kind: AuthLine['kind'], user: string, more: Partial<AuthLine> = {}): AuthLine => ({
    ...{ at, kind, user: clean(user, 64), isForged, line: clean(line, 1_024) },
    ...(pid && { pid: Number(pid) }),
    ...more,
  });
  if (/^sshd(-session)?$/.test(program)) {
    const [, method, user = '', from = '', port, key] =
      ACCEPTED.exec(message) ?? FAILED.exec(message) ?? [];
    if (!method) return undefined;
    return of(message.startsWith('A') ? 'accepted' : 'failed', user, {
      ...{ method, from: clean(from, 100), port: Number(port) },
      ...(key && { keyFingerprint: key }),
    });
  }
  const [, sudoer, command] = program === 'sudo' ? (SUDO.exec(message) ?? []) : [];
  if (sudoer && command) return of('command', sudoer, { command: clean(command, 1_024) });
  const added = program === 'useradd' ? ADDED.exec(message)?.[1] : undefined;
  if (added) return of('user-added', added);
  const member = /^(usermod|useradd|gpasswd)$/.test(program) ? GROUP.exec(message)?.[1] : undefined;
  if (member) return of('group-changed', member);
  const owner = /^(passwd|chpasswd|usermod)$/.test(program)
    ? PASSWORD.exec(message)?.[1]
    : undefined;
  return owner ? of('password-changed', owner) : undefined;
}
