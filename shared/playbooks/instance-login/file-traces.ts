import type { Trace, TraceKind } from '../../domain/trace';
import { accountTraces } from './account-traces';
import { clean } from './clean';
import { publicKeysIn } from './fingerprint';
import type { FileFacts, Judge } from './judge';
import { deleted, foreignPrograms, patterns } from './name-traces';
import { type ListedFile, readListing, rooted } from './read-listing';
import { judgeCommand } from './tampering-commands';

const traceOf = (
  kind: TraceKind,
  sentence: string,
  file: ListedFile,
  more: readonly string[] = [],
): Trace => ({
  kind,
  sentence,
  evidence: [file.path, ...more.map((one) => clean(one, 500))],
  ...(file.modifiedAt && { at: file.modifiedAt }),
  words: 'host',
});

/** A judge of files in listing or content form. */
const perFile =
  (judge: (file: ListedFile, facts: FileFacts) => readonly Trace[]): Judge =>
  (text, facts) => {
    const { files, lost } = readListing(text);
    return { traces: files.flatMap((file) => judge(file, facts)), lost };
  };

/** Files that were changed since: which of them are bad only a person can tell, so their content is shown. */
const changedFiles = (kind: TraceKind, what: string): Judge =>
  perFile((file, { isChanged }) =>
    isChanged(file)
      ? [traceOf(kind, `${file.path} was changed: ${what}.`, file, file.lines.slice(0, 20))]
      : [],
  );

const every = (kind: TraceKind, sentence: (file: ListedFile) => string): Judge =>
  perFile((file) => [traceOf(kind, sentence(file), file, file.lines.slice(0, 20))]);

const keys: Judge = perFile((file, { isChanged, knownKeys, sha256 }) =>
  file.lines.flatMap((line): readonly Trace[] => {
    const text = line.trim();
    if (text === '' || text.startsWith('#') || !isChanged(file)) return [];
    const [key] = publicKeysIn(text, sha256, 1);
    if (key && knownKeys.includes(key.fingerprint)) return [];
    return [
      traceOf(
        'key',
        `${file.path} lets in the key ${key?.fingerprint ?? 'of a form that is not known'}.`,
        file,
        [text],
      ),
    ];
  }),
);

/** ld.so.preload is empty on every honest machine; the folders of libraries are not. */
const preload: Judge = perFile((file, { isChanged }) => {
  const isPreload =
    file.path.endsWith('/ld.so.preload') && (file.lines.some((line) => line.trim()) || file.target);
  return isPreload || isChanged(file)
    ? [
        traceOf(
          'preload',
          `${file.path} says which libraries programs load.`,
          file,
          file.lines.slice(0, 20),
        ),
      ]
    : [];
});

/** Commands with a time before the day of interest are left out; most histories have no times. */
const histories: Judge = perFile((file, { since }) => {
  if (file.target !== undefined) {
    return [
      traceOf(
        'log-tampering',
        `${file.path} is a link to ${file.target}: what is typed is not kept.`,
        file,
      ),
    ];
  }
  let at: string | undefined;
  return file.lines.flatMap((line): readonly Trace[] => {
    const stamp = /^#(\d{9,11})$/.exec(line)?.[1];
    if (stamp) {
      at = new Date(Number(stamp) * 1_000).toISOString();
      return [];
    }
    const judged = judgeCommand(line);
    if (!judged || (at !== undefined && at < since)) return [];
    const trace = traceOf(judged.kind, `A command in ${file.path} ${judged.did}.`, file, [line]);
    return [{ ...trace, ...(at && { at }) }];
  });
});

const PLACES = /^\/(usr\/)?(local\/)?(s?bin|lib|lib64|libexec)\//;

const setuid: Judge = perFile((file, { isChanged }) =>
  isChanged(file) || !PLACES.test(file.path)
    ? [
        traceOf(
          'setuid',
          `${file.path} runs with the rights of its owner or group (${file.mode}, owner ${file.uid}).`,
          file,
        ),
      ]
    : [],
);

/** One trace for all: an update of the system changes hundreds. */
const changed: Judge = (text, { since }) => {
  const { files, lost } = readListing(text);
  const programs = files.filter(({ path }) => PLACES.test(path) || path.startsWith('/boot/'));
  const [first] = programs;
  const sentence = `${programs.length} programs and libraries were changed since ${since}.`;
  const traces = first
    ? [
        traceOf(
          'change',
          sentence,
          first,
          programs.slice(1, 20).map(({ path }) => path),
        ),
      ]
    : [];
  return { traces, lost };
};

/** What each tool's result says. The timeline and what could be taken are no traces. */
export const judges: Readonly<Record<string, Judge>> = {
  deleted,
  patterns,
  'foreign-programs': foreignPrograms,
  'authorized-keys': keys,
  accounts: (text, { isChanged }) => {
    const { files, lost } = readListing(text);
    return { traces: accountTraces(files, isChanged), lost };
  },
  sudoers: changedFiles('user', 'it says who may become root'),
  cron: changedFiles('start', 'jobs by time'),
  units: changedFiles('start', 'a service or a timer'),
  startup: changedFiles('start', 'a boot, a login or a shell runs it'),
  preload,
  ssh: changedFiles('key', 'it says how the SSH server lets people in'),
  histories,
  setuid,
  'setuid-copies': every(
    'setuid',
    ({ path, lines }) =>
      `${path} is a copy of ${rooted(/ (\S+)$/.exec(lines[0] ?? '')?.[1] ?? 'a shell')} that runs with the rights of its owner.`,
  ),
  'temporary-programs': every(
    'program',
    ({ path }) => `${path} is a program where only temporary files belong.`,
  ),
  hidden: every('hidden', ({ path }) => `${path} has a name made to be overlooked.`),
  changed,
};
