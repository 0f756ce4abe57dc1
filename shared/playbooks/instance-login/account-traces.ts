import type { Trace } from '../../domain/trace';
import { clean } from './clean';
import type { ListedFile } from './read-listing';

/** Accounts that are new, are root under another name, or may become root. */
export function accountTraces(
  files: readonly ListedFile[],
  isChanged: (file: ListedFile) => boolean,
): readonly Trace[] {
  const named = (name: string) => files.find(({ path }) => path === `/etc/${name}`);
  const [passwd, older] = [named('passwd'), named('passwd-')];
  const [group, olderGroup] = [named('group'), named('group-')];
  return [
    ...(passwd ? roots(passwd) : []),
    ...(passwd && older && isChanged(passwd) ? newcomers(passwd, older) : []),
    ...(group && olderGroup && isChanged(group) ? mighty(group, olderGroup) : []),
  ];
}

const traceOf = (sentence: string, file: ListedFile, line: string): Trace => ({
  kind: 'user',
  sentence,
  evidence: [file.path, clean(line, 500)],
  ...(file.modifiedAt && { at: file.modifiedAt }),
  words: 'host',
});

/** Only root has the number 0. Passwords stand in /etc/shadow, not in a file that every program reads. */
const roots = (passwd: ListedFile): readonly Trace[] =>
  passwd.lines.flatMap((line) => {
    const [name = '', password = '', uid] = line.split(':');
    const account = clean(name, 64);
    return [
      ...(uid !== undefined && /^0+$/.test(uid) && name !== 'root'
        ? [traceOf(`The account ${account} is root under another name.`, passwd, line)]
        : []),
      ...(/^(SET)?$/.test(password) && uid !== undefined
        ? [
            traceOf(
              `The account ${account} has ${password ? 'a password in /etc/passwd' : 'no password'}.`,
              passwd,
              line,
            ),
          ]
        : []),
    ];
  });

const nameOf = (line: string): string => line.split(':')[0] ?? '';

function newcomers(passwd: ListedFile, older: ListedFile): readonly Trace[] {
  const before = new Set(older.lines.map(nameOf));
  return passwd.lines
    .filter((line) => line.includes(':') && !before.has(nameOf(line)))
    .map((line) => traceOf(`The account ${clean(nameOf(line), 64)} was added.`, passwd, line));
}

/** Groups whose members are, or can make themselves, root. */
const MIGHTY: ReadonlySet<string> = new Set([
  'root',
  'sudo',
  'wheel',
  'admin',
  'adm',
  'docker',
  'lxd',
  'disk',
  'shadow',
]);

function mighty(group: ListedFile, older: ListedFile): readonly Trace[] {
  const members = (file: ListedFile) =>
    file.lines.flatMap((line) => {
      const [name = '', , , list = ''] = line.split(':');
      return MIGHTY.has(name)
        ? list
            .split(',')
            .filter(Boolean)
            .map((one) => ({ name, one, line }))
        : [];
    });
  const before = new Set(members(older).map(({ name, one }) => `${name} ${one}`));
  return members(group)
    .filter(({ name, one }) => !before.has(`${name} ${one}`))
    .map(({ name, one, line }) =>
      traceOf(`The account ${clean(one, 64)} was put into the group ${name}.`, group, line),
    );
}
