import pc from 'picocolors';
import { durationText } from '../../../shared/domain/duration-text';
import { plain } from '../../../shared/tell/report/plain';
import type { Moment, Timeline } from '../../../shared/tell/report/timeline';

/**
 * The story from top to bottom, gaps drawn: a line for each tenfold of seconds, with how long it was. The
 * rail is thick while nothing was logged.
 *
 *   20:49:50.000  ┃ blind     nothing is logged from here on
 *                 ┃ 2 min 5 s
 *                 ┃
 *   20:51:55.000  │ sees      it is logged again
 */
export function timelineLines({ moments }: Pick<Timeline, 'moments'>): readonly string[] {
  let isBlind = false;
  let day = '';
  return moments.flatMap((moment) => {
    const gap = gapLines(moment, isBlind);
    if (moment.kind === 'blind') isBlind = true;
    if (moment.kind === 'sees') isBlind = false;
    const today = moment.at.slice(0, 10);
    const date = today === day ? [] : [`  ${pc.dim(plain(today))}`];
    day = today;
    return [...gap, ...date, momentLine(moment, isBlind)];
  });
}

export const momentLine = ({ at, kind, text }: Omit<Moment, 'afterMs'>, isBlind = false): string =>
  `  ${pc.dim(plain(at.slice(11, 23)).padEnd(12))}  ${rail(isBlind)} ${colour[kind](kind.padEnd(12))} ${plain(text)}`;

const rail = (isBlind: boolean): string => (isBlind ? pc.red('┃') : pc.dim('│'));

function gapLines({ afterMs = 0 }: Moment, isBlind: boolean): readonly string[] {
  if (afterMs < 1_000) return [];
  const height = Math.min(5, Math.floor(Math.log10(afterMs / 1_000)) + 1);
  return Array.from({ length: height }, (_, index) =>
    index === 0
      ? `${' '.repeat(16)}${rail(isBlind)} ${pc.dim(durationText(afterMs))}`
      : `${' '.repeat(16)}${rail(isBlind)}`,
  );
}

const colour = {
  tampered: pc.red,
  attempted: pc.yellow,
  noticed: pc.cyan,
  step: pc.cyan,
  restored: pc.green,
  failed: pc.red,
  escalated: pc.yellow,
  acknowledged: pc.green,
  blind: pc.red,
  sees: pc.green,
  more: pc.dim,
} as const satisfies Record<Moment['kind'], (text: string) => string>;
