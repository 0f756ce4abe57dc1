import type { Trace } from '../../domain/trace';
import { clean } from './clean';
import type { Judge } from './judge';
import { rooted } from './read-listing';

/** `<rule> "<path>"` */
export const patterns: Judge = (text) => {
  const lines = text.split('\n').filter((line) => line !== '');
  const traces = lines.flatMap((line): readonly Trace[] => {
    const [, rule, path] = /^(\w{1,128}) "((?:[^"\\]|\\.){1,4096})"$/.exec(line) ?? [];
    if (!rule || path === undefined) return [];
    return [
      {
        kind: 'pattern',
        sentence: `${rooted(path)} is known by the rule ${rule}.`,
        evidence: [rooted(path)],
        words: 'host',
      },
    ];
  });
  return { traces, lost: lines.length - traces.length };
};

const TELLING = /^\/(tmp|var\/tmp|dev\/shm|home|root|etc|var\/www|opt)\//;

/** `r/r * 44:<tab>tmp/gone.sh`. Logs that were only turned over are no trace. */
export const deleted: Judge = (text) => {
  const lines = text.split('\n').filter((line) => line !== '');
  const read = lines.map(
    (line) => /^\s*\S\/\S \* ([\d-]+)(?:\(realloc\))?:\t(.{1,4096})$/.exec(line) ?? [],
  );
  const traces = read.flatMap(([, inode, name]): readonly Trace[] => {
    if (!inode || !name) return [];
    const path = rooted(clean(name, 1_024));
    const isLog =
      path.startsWith('/var/log/') && !/(\.\d+|-\d{8})(\.(gz|xz|zst))?$|journal/.test(path);
    if (!isLog && !TELLING.test(path)) return [];
    const kind = isLog ? 'log-tampering' : 'change';
    return [
      { kind, sentence: `${path} was deleted.`, evidence: [`inode ${inode}`], words: 'host' },
    ];
  });
  return { traces, lost: read.filter(([, inode]) => !inode).length };
};

/** `<md5>  <path>`, without a leading `usr/`. */
export const foreignPrograms: Judge = (text) => {
  const lines = text.split('\n').filter((line) => line !== '');
  const traces = lines.flatMap((line): readonly Trace[] => {
    const [, md5, name] = /^\\?([0-9a-f]{32}) [ *](.{1,4096})$/.exec(line) ?? [];
    if (!md5 || !name) return [];
    const path = rooted(clean(name, 1_024));
    const sentence = `${path} is a program that no package brought as it is.`;
    return [{ kind: 'program', sentence, evidence: [path, `MD5 ${md5}`], words: 'host' }];
  });
  return { traces, lost: lines.length - traces.length };
};
